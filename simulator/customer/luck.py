"""The luck of one week, drawn ahead for many people at once because that is faster; it depends on each person only."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from simulator.customer import draws
from simulator.customer.compiled import rule
from simulator.customer.now import Now

Fortune: TypeAlias = tuple[float, float, float, float]
"""The luck of one contact: fate as a probability; success, ease and emotion as standard normal numbers."""


class Luck(NamedTuple):
    """The words and numbers of a block of people; each column is one person's own."""

    counts: Any
    """[touchpoint, column]: the word that says how many contacts there are"""
    contacts: Any
    """[0..3, place]: fate, success, ease and emotion of the first contact at the touchpoint whose turn it is"""
    week: Any
    """[0..3, column]: words for leaving, contributing, the offer at hand, life itself and talk"""
    before: Any
    """[column]: the tier at the start of the week, or new; kept for the tally"""
    usage: Any
    """[column]: the usage of the person, at hand for every touchpoint"""
    segment: Any
    """[column]: the segment of the person, at hand for every touchpoint"""
    had: Any
    """[column]: contacts had this week"""
    meeting: Any
    """[place]: columns of those who may have a contact at that touchpoint"""
    callers: Any
    """[place]: the persons of those columns"""
    due: Any
    """[place]: how many contacts they have there this week"""
    living: Any
    """[column]: the person whose column it is"""
    flags: Any
    """Scratch for lists: 1 for those who will be on it, 0 for the others"""


@rule
def contact_words(now: Now, person: int, index: int, nth: int) -> draws.Words:
    """Return the words of the nth contact of the week at a touchpoint: for fate, success, ease and emotion."""
    return draws.draw(now.key, draws.CONTACT, now.week, person, now.touchpoints[index].stream, nth)


@rule
def contact_luck(now: Now, person: int, index: int, nth: int) -> Fortune:
    """Return the luck of that contact: fate as a probability, the rest as standard normal numbers."""
    words = contact_words(now, person, index, nth)
    return draws.uniform(words[0]), draws.normal(words[1]), draws.normal(words[2]), draws.normal(words[3])


@rule
def fortune_at(luck: Luck, place: int) -> Fortune:
    """Return the luck that was drawn for a place."""
    return luck.contacts[0, place], luck.contacts[1, place], luck.contacts[2, place], luck.contacts[3, place]
