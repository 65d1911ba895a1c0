"""Becoming a customer: the traits a person brings, drawn once, and the account that starts at zero (A5)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulator.customer import draws
from simulator.customer.compiled import Row, Table, rule, seldom
from simulator.customer.now import Now
from simulator.customer.numbers import within
from simulator.customer.state import (
    CUSTOMER,
    FROM_THE_START,
    INDIFFERENT,
    NEVER,
    NO_CASE,
    NO_REASON,
    NOT_YET,
    WON_BACK,
)

_NO_STREAM = np.uint64(0)


@rule
def settle(c: Row, person: int, customers: int, shares: Any, first_week: int, spread_weeks: int, key: Table) -> None:
    """Place a person before the story begins: in a segment, and in the week in which they will join.

    `shares` are the segments' shares added up; the joining weeks are spread evenly over `spread_weeks`. Persons from
    number `customers` on are prospects, who join when they choose to.
    """
    word, _, _, _ = draws.draw(key, draws.SEGMENT, 0, person, _NO_STREAM, 0)
    luck = draws.uniform(word)
    c.segment = len(shares) - 1
    for index in range(len(shares) - 1, -1, -1):
        if luck < shares[index]:
            c.segment = index
    if person >= customers:
        c.joined_week = NOT_YET
        return
    word, _, _, _ = draws.draw(key, draws.JOINING, 0, person, _NO_STREAM, 0)
    c.joined_week = first_week + math.floor(draws.uniform(word) * spread_weeks)


@seldom
def join(c: Row, person: int, now: Now) -> None:
    """Make a customer of a prospect: draw the traits, start with nothing but a little trust and an expectation (A5)."""
    c.status = CUSTOMER
    c.joined_week = now.week
    _draw_traits(c, person, now)
    _start_afresh(c, now)


@seldom
def come_back(c: Row, now: Now) -> None:
    """Become a customer again: the same person with the same memories, in a new contract.

    A complaint that nobody had answered when they left is closed: no answer will come any more.
    """
    c.status = CUSTOMER
    c.joined_week = now.week
    c.case_touchpoint = NO_CASE
    c.left_week = NEVER
    c.root_cause = NO_REASON
    c.stated_reason = NO_REASON


@rule
def has_been_here(c: Row) -> bool:
    """Return whether somebody who joins was a customer before."""
    return c.joined_through == WON_BACK


@rule
def around_one(spread: float, word: draws.Word) -> float:
    """Return a lognormal multiplier with median 1."""
    return math.exp(spread * draws.normal(word))


@rule
def _draw_traits(c: Row, person: int, now: Now) -> None:
    p, world, key, week = now.psychology, now.world, now.key, now.week
    segment = now.segments[c.segment]
    words = draws.draw(key, draws.TRAITS, week, person, _NO_STREAM, 0)
    success = p.success_weight * around_one(p.weights_spread, words[0])
    effort = p.effort_weight * around_one(p.weights_spread, words[1])
    emotion = p.emotion_weight * around_one(p.weights_spread, words[2])
    total = success + effort + emotion
    if total <= 0.0:
        success, effort, total = 1.0, 1.0, 3.0  # of which nothing weighs anything, all weigh the same
    c.success_weight, c.effort_weight = success / total, effort / total
    c.affinity = segment.affinity + p.affinity_spread * draws.normal(words[3])

    words = draws.draw(key, draws.TRAITS, week, person, _NO_STREAM, 1)
    participation = segment.participation_need * around_one(p.needs_spread, words[0])
    appreciation = segment.appreciation_need * around_one(p.needs_spread, words[1])
    sensation = segment.sensation_need * around_one(p.needs_spread, words[2])
    total = participation + appreciation + sensation
    c.participation_need = participation / total
    c.appreciation_need = appreciation / total
    c.room = 1 if draws.uniform(words[3]) < world.room_for_deep_relationship else 0

    words = draws.draw(key, draws.TRAITS, week, person, _NO_STREAM, 2)
    c.loss_aversion = p.loss_aversion * around_one(p.loss_aversion_spread, words[0])
    c.price_sensitivity = segment.price_sensitivity * around_one(p.price_sensitivity_spread, words[1])
    c.stay_base = world.stay_base + world.stay_spread * draws.normal(words[2])
    c.talkativeness = segment.talkativeness * around_one(p.talkativeness_spread, words[3])
    words = draws.draw(key, draws.TRAITS, week, person, _NO_STREAM, 3)
    c.preferred_channel = preferred_channel(now, draws.uniform(words[0]))
    c.usage = segment.contacts * draws.gamma_mean_one(p.usage_spread, key, week, person)


@rule
def preferred_channel(now: Now, luck: float) -> int:
    """Return the channel by which a person would rather complain, by the preferences of people at large (C5)."""
    total = 0.0
    for index in range(len(now.channels)):
        total += now.channels[index].preference
    below = 0.0
    for index in range(len(now.channels)):
        below += now.channels[index].preference
        if luck * total < below:
            return index
    return 0


@rule
def trust_of_newcomer(p: Table, reputation: float) -> float:
    """Return the trust that a new customer brings: more in a firm that is well spoken of (B2, B7)."""
    return within(p.trust_at_start + p.trust_from_reputation * reputation, 0.0, 1.0)


@rule
def _start_afresh(c: Row, now: Now) -> None:
    c.balance = 0.0
    c.expectation = within(now.world.norm, -1.0, 1.0)  # as all that is learnt later
    c.trust = trust_of_newcomer(now.psychology, now.public.reputation)
    c.habit = 0.0
    if c.joined_through == FROM_THE_START:
        c.identification = 0.0  # a prospect keeps what was heard
    c.used_to_participation = 0.0
    c.used_to_appreciation = 0.0
    c.used_to_sensation = 0.0
    c.stirred = 0.0
    c.unsettled = 0.0
    c.participation = 0.0
    c.appreciation = 0.0
    c.sensation = 0.0
    c.investment = 0.0
    c.memory_peak = 0.0
    c.memory_end = 0.0
    c.memory_mean = 0.0
    c.failures = 0.0
    c.case_severity = 0.0
    c.case_effort = 0.0
    c.hurt = 0.0
    c.avoidance = 0.0
    c.case_touchpoint = NO_CASE
    c.case_channel = 0
    c.case_weeks = 0
    c.experiences = 0
    c.contributed_week = NEVER
    c.tier = INDIFFERENT
    c.left_week = NEVER
    c.root_cause = NO_REASON
    c.stated_reason = NO_REASON
