"""Small scenarios, and counts made by hand."""

from __future__ import annotations

from typing import Any

from simulator.customer.noted import Noted
from simulator.population.tally import new_tally
from simulator.projection.counts import Counts
from simulator.projection.results import size_of
from simulator.scenario.schema import Scenario

BILL: dict[str, Any] = {
    "name": "bill",
    "contacts_per_week": 0.5,
    "failure": {"probability": 0.05, "severity": 0.6},
    "delight": {"probability": 0.02},
}


def scenario(**values: Any) -> Scenario:
    """A shop with one touchpoint, and whatever else is said."""
    return Scenario.model_validate(
        {"name": "Shop", "customers": 60, "weeks": 8, "touchpoints": [BILL, {**BILL, "name": "desk"}], **values}
    )


def empty(asked: Scenario) -> Noted:
    """Counters of a scenario, all zero."""
    return new_tally(size_of(asked))


# Tiers, new and left, as the counters number them.
OVERDRAWN, INDIFFERENT, SATISFIED, LOYAL, ENGAGED, NEW = range(6)
LEFT = NEW


def two_weeks() -> Counts:
    """Ten join in week 1, one of them leaves at once; of nine, three leave in week 2 and two become loyal."""
    asked = scenario(customers=10, weeks=2, touchpoints=[BILL])
    tally = empty(asked)
    tally.moves[1, 0, NEW, INDIFFERENT] = 7
    tally.moves[1, 0, NEW, OVERDRAWN] = 2
    tally.moves[1, 0, NEW, LEFT] = 1
    tally.moves[2, 0, INDIFFERENT, INDIFFERENT] = 4
    tally.moves[2, 0, INDIFFERENT, LOYAL] = 2
    tally.moves[2, 0, INDIFFERENT, LEFT] = 1
    tally.moves[2, 0, OVERDRAWN, LEFT] = 2
    tally.reasons[1, 0, 5, 5] = 1
    tally.reasons[2, 0, 1, 4] = 2
    tally.reasons[2, 0, 1, 1] = 1
    tally.tenure[0, 0] = 10, 1
    tally.tenure[0, 1] = 9, 3
    tally.balances[1, 0, 240] = 9  # all between 0 and 0.05
    tally.balances[2, 0, 240] = 4
    tally.balances[2, 0, 280] = 2  # two between 2 and 2.05
    tally.sums[1, 0, 0] = 0
    tally.sums[2, 0, 0] = 3 * 2**20
    tally.touchpoints[1, 0, 0] = [10, 6, 1, 2, 1, 0, 1, 0, 2**20, -(2**21), 2**19, 0]
    return Counts(asked, [tally])
