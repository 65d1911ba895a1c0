"""One customer's life lived once more, alone and watched: every event in order, with what it did to the account.

Luck is one's own; what others say and know is taken from `hearing`. The week is the very same `live_week`, in plain
Python; who watches stands where the counters are, where the letterbox is, and where the account is written.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.customer import draws
from simulator.customer.joining import join, settle
from simulator.customer.noted import Noted
from simulator.population.hearing import Heard, heard_by
from simulator.population.moments import Moment, WeekEnd
from simulator.population.plain import PlainWeek, now_in
from simulator.population.population import Progress, first_joining_weeks
from simulator.population.records import of_person
from simulator.population.watching import Watched
from simulator.scenario.schema import Scenario


@dataclass(frozen=True)
class Relived:
    """The life of the last person who held an account; those before were replaced in the warm-up."""

    row: np.ndarray
    """The customer as they are at the end: one row, to the last bit as in the whole population."""
    moments: tuple[Moment, ...]
    weeks: tuple[WeekEnd, ...]
    """Every week as a customer; in an open market those before and after as well."""
    predecessors: int


def relive(
    scenario: Scenario,
    person: int,
    replicate: int = 0,
    counted: Noted | None = None,
    progress: Progress | None = None,
) -> Relived:
    """Live the whole story of the person with this number, counted from 0.

    What was `counted` in the run, where it is known, spares living everybody's story again unless there is a network.

    Example:
        >>> shop = Scenario(name="Shop", weeks=4, customers=10, touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> relive(shop, 9).moments[0].what
        'joined'
    """
    return relive_with(heard_by(scenario, person, replicate, counted, progress), scenario, person, replicate)


def relive_with(heard: Heard, scenario: Scenario, person: int, replicate: int = 0) -> Relived:
    """Live the story of one person who hears what they heard."""
    timeline, key = heard.timeline, draws.key_of(scenario.seed, replicate)
    watched = Watched(scenario)
    shares = np.cumsum([segment.share for segment in scenario.segments])
    first, records = now_in(timeline, key, timeline.first_week), heard.records
    weeks = first_joining_weeks(scenario)
    settle(watched, person, scenario.customers, shares, timeline.first_week, weeks, first.key)
    records.settle(watched.rows, person)
    if records.people is not None and person < scenario.customers:
        join(watched, person, first)
        records.describe(watched.rows, person)
    for letters, week in zip(heard.letters.tolist(), range(timeline.first_week, scenario.weeks + 1), strict=True):
        now = now_in(timeline, key, week, of_person(records.week(week), person))
        seen = watched.begin(now, letters)
        PlainWeek.watched(seen, watched.letters, watched.seen).live(watched, person)
        watched.end()
    return Relived(watched.rows, tuple(watched.moments), tuple(watched.weeks), watched.predecessors)
