"""Being asked: surveys reach some, of whom some answer, and what answers is the memory, not the account (C8, D7)."""

from __future__ import annotations

import math

import numpy as np

from simulator.customer import draws, noted
from simulator.customer.care import turn_of
from simulator.customer.compiled import Row, Table, rule
from simulator.customer.memory import remembered
from simulator.customer.noted import Noted
from simulator.customer.now import Now
from simulator.customer.numbers import logistic, within

FIVE_OF_SEVEN = 4.0 / 6.0
"""The length of a scale of five points in that of one of seven."""

_ABOUT_US = np.uint64(0)
_ABOUT_CONTACTS = np.uint64(0x80000000)
"""The two rounds of asking; nobody's turn is the same in both: the second comes half a round later."""


@rule
def answer_probability(c: Row, p: Table, response: float) -> float:
    """Return the probability of answering at all: strong memories and identification make people answer.

    `response` is that of somebody without either.
    """
    if response <= 0.0 or response >= 1.0:
        return response
    ordinary = math.log(response / (1.0 - response))
    strength = p.answer_strong_feeling * abs(remembered(c, p))
    return logistic(ordinary + strength + p.answer_identification * c.identification)


@rule
def on_scale(answer: float, whim: float, p: Table, lowest: int, highest: int) -> int:
    """Return an answer as a whole point of a scale; `whim` is a standard normal number."""
    points = answer + whim * p.answer_noise * (highest - lowest)
    return math.floor(within(points, 1.0 * lowest, 1.0 * highest) + 0.5)


@rule
def would_recommend(c: Row, p: Table, whim: float) -> int:
    """Return the answer, 0 to 10, to 'would you recommend us': the bond as it is remembered (D7, D9)."""
    answer = p.recommend_neutral + p.recommend_remembered * remembered(c, p)
    return on_scale(answer + p.recommend_identification * c.identification, whim, p, 0, 10)


@rule
def halo(c: Row, p: Table) -> float:
    """Return by how many points of seven the memory of the firm colours the rating of one contact (D7, D9)."""
    return p.halo * remembered(c, p)


@rule
def how_satisfied(c: Row, p: Table, surprise: float, whim: float) -> int:
    """Return the answer, 1 to 5, to 'were you satisfied with this contact': the gap between wish and deed (D1)."""
    answer = p.satisfied_neutral + p.satisfied_surprise * surprise
    return on_scale(answer + FIVE_OF_SEVEN * halo(c, p), whim, p, 1, 5)


@rule
def how_easy(c: Row, p: Table, ease: float, whim: float) -> int:
    """Return the answer, 1 to 7, to 'how easy was it' (D2)."""
    return on_scale(p.easy_neutral + p.easy_ease * ease + halo(c, p), whim, p, 1, 7)


@rule
def ask_about_us(c: Row, person: int, now: Now, seen: Noted) -> None:
    """Ask whether the customer would recommend the firm, when it is their turn (C8)."""
    if turn_of(person, _ABOUT_US, now.surveys.relationship_every_weeks) != now.world.turn_about_us:
        return
    words = draws.draw(now.key, draws.SURVEY, now.week, person, _ABOUT_US, 0)
    points = would_recommend(c, now.psychology, draws.normal(words[1]))
    seen.surveys[c.segment, noted.RECOMMEND_ASKED + points] += 1
    if draws.uniform(words[0]) < answer_probability(c, now.psychology, now.surveys.response):
        seen.surveys[c.segment, noted.RECOMMEND_ANSWERED + points] += 1


@rule
def ask_about_contact(
    c: Row, person: int, now: Now, index: int, nth: int, surprise: float, ease: float, seen: Noted
) -> None:
    """Ask about a contact that has just been had, when it is their turn: satisfaction and ease (C8)."""
    every = now.surveys.contact_every_weeks
    if nth > 0 or turn_of(person, _ABOUT_CONTACTS, every) != now.world.turn_about_contacts:
        return
    words = draws.draw(now.key, draws.SURVEY, now.week, person, now.touchpoints[index].stream, 1)
    satisfied = how_satisfied(c, now.psychology, surprise, draws.normal(words[1])) - 1
    easy = how_easy(c, now.psychology, ease, draws.normal(words[2])) - 1
    seen.surveys[c.segment, noted.SATISFIED_ASKED + satisfied] += 1
    seen.surveys[c.segment, noted.EASY_ASKED + easy] += 1
    if draws.uniform(words[0]) < answer_probability(c, now.psychology, now.surveys.response):
        seen.surveys[c.segment, noted.SATISFIED_ANSWERED + satisfied] += 1
        seen.surveys[c.segment, noted.EASY_ANSWERED + easy] += 1
