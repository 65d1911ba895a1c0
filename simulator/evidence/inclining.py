"""How much each customer is inclined to stay, and how likely to leave, as the rule itself has it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from simulator.customer.decision import inclination, leave_probability, offer_at_hand, pull_of
from simulator.customer.state import CUSTOMER, LEAVING
from simulator.population.plain import as_plain
from simulator.population.population import Population

OFFERS = 20
"""At so many evenly spread places the luck of an offer is looked at."""


def inclinations(population: Population) -> np.ndarray:
    """Return of each person the log odds of still being there a year on, without an offer, as things stand now."""
    rows = population.columns.rows
    found = np.empty(len(rows))
    _inclinations(rows, population.timeline.psychology, found)
    return found


def pulls(population: Population) -> np.ndarray:
    """Return of each person how hard an offer of size 1 would pull now, in log odds of a year."""
    rows, timeline = population.columns.rows, population.timeline
    found = np.empty(len(rows))
    _pulls(rows, timeline.psychology, _world_of(population), found)
    return found


def offers(population: Population) -> np.ndarray:
    """Return sizes of offers that are equally likely to be on the table when somebody decides now; 0 for none."""
    world = as_plain(_world_of(population))
    return np.array([offer_at_hand(world, (place + 0.5) / OFFERS) for place in range(OFFERS)])


def chances_of_leaving(population: Population, weeks: float = 1.0) -> np.ndarray:
    """Return of each person the probability that a decision now, for `weeks` weeks, is to leave: mean over offers.

    Who is no customer has none (not a number); who has given notice leaves for sure.
    """
    rows, timeline = population.columns.rows, population.timeline
    found = np.full(len(rows), np.nan)
    _chances(rows, timeline.psychology, _world_of(population), weeks, found)
    return found


def _world_of(population: Population) -> Any:
    """Return the parameters of firm and market in the week that is over."""
    return population.timeline.world[population.week - population.timeline.first_week]


@njit(nogil=True)  # type: ignore[untyped-decorator]  # numba has no types
def _inclinations(rows: Any, p: Any, found: Any) -> None:
    for person in range(len(rows)):
        found[person] = inclination(rows[person], p, 0.0)


@njit(nogil=True)  # type: ignore[untyped-decorator]
def _pulls(rows: Any, p: Any, world: Any, found: Any) -> None:
    for person in range(len(rows)):
        found[person] = pull_of(rows[person], p, world, 1.0)


@njit(nogil=True)  # type: ignore[untyped-decorator]
def _chances(rows: Any, p: Any, world: Any, weeks: float, found: Any) -> None:
    for person in range(len(rows)):
        c = rows[person]
        if c.status == LEAVING:
            found[person] = 1.0
        elif c.status == CUSTOMER:
            total = 0.0
            for place in range(OFFERS):
                pull = pull_of(c, p, world, offer_at_hand(world, (place + 0.5) / OFFERS))
                total += leave_probability(c, p, pull, weeks)
            found[person] = total / OFFERS
