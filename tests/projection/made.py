"""Small scenarios, and counts made by hand."""

from __future__ import annotations

from typing import Any

from simulator.customer.noted import OF_CUSTOMERS, Noted
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


def two_weeks(**values: Any) -> Counts:
    """Ten join in week 1, one of them leaves at once; of nine, three leave in week 2 and two become loyal."""
    asked = scenario(**{"customers": 10, "weeks": 2, "touchpoints": [BILL], **values})
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


def in_a_market(**values: Any) -> Scenario:
    """An open market in which everything has a price: 10 customers, 10 prospects, two programmes, two channels."""
    return scenario(
        **{
            "customers": 10,
            "weeks": 2,
            "touchpoints": [{**BILL, "cost": 2}],
            "recovery": {
                "channels": [{"name": "form", "reach": 0.5, "cost": 1}, {"name": "forum", "reach": 0.9, "public": True}]
            },
            "programmes": [
                {"name": "card", "fulfils": "appreciation", "cost": 3},
                {"name": "panel", "fulfils": "participation", "cost": 5},
            ],
            "market": {"prospects": 10},
            "economics": {
                "revenue_per_week": 10,
                "margin": 0.6,
                "price_paid": 20,
                "acquisition_cost": 30,
                "advertising_cost_per_week": 7,
                "discount_rate_per_year": 0.12,
            },
            **values,
        }
    )


def a_market(**values: Any) -> Counts:
    """Ten join in week 1; in week 2 one of them leaves, one is invited and one is won back."""
    asked = in_a_market(**values)
    tally = empty(asked)
    tally.moves[1, 0, NEW, INDIFFERENT] = 10
    tally.moves[2, 0, INDIFFERENT, INDIFFERENT] = 8
    tally.moves[2, 0, INDIFFERENT, ENGAGED] = 1
    tally.moves[2, 0, INDIFFERENT, LEFT] = 1
    tally.moves[2, 0, NEW, INDIFFERENT] = 2
    tally.reasons[2, 0, 6, 4] = 1
    one = 2**20
    noted = {"contributions": 4, "reviews": 2, "ideas": 1, "referrals": 1, "co_creations": 1, "good_talks": 3}
    noted |= {"bad_talks": 1, "redress": 3 * one // 2, "joined_through_referral": 1, "won_back": 1}
    tally.customers[1, 0, OF_CUSTOMERS.index("joined_from_the_start")] = 10
    for name, number in noted.items():
        tally.customers[2, 0, OF_CUSTOMERS.index(name)] = number
    tally.touchpoints[2, 0, 0] = [8, 4, 1, 2, 1, 0, 1, 1, 3 * one, -one, one // 2, -one // 4]
    tally.channels[2, 0] = [[2, 1], [1, 1]]
    if asked.programmes:
        tally.programmes[2, 0] = [[4, 4, 0, one, 0], [3, 1, 1, one // 2, -one // 8]]
    tally.sums[2, 0, 0] = 3 * one
    tally.surveys[2, 0, 22 + 4] = 1
    tally.surveys[2, 0, :11] = [2, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1]
    tally.surveys[2, 0, 11:22] = [1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1]
    tally.public[1] = [0, 0, 10, 0, 10, 0, 0]
    tally.public[2] = [2, -one, 11, 1, 9, 0, one // 8]
    return Counts(asked, [tally])


OUTAGE: dict[str, Any] = {"name": "outage", "week": 2, "severity": 1, "cost": 4}
DEARER: dict[str, Any] = {
    "name": "dearer",
    "from_week": 2,
    "set": {"economics.revenue_per_week": 12, "touchpoints[bill].cost": 3},
    "cost": 100,
    "cost_per_week": 10,
}
RESCUE: dict[str, Any] = {
    "name": "rescue",
    "set": {"economics.margin": 0.5},
    "when": {"measure": "share[loyal]", "below": 0.2},
    "cost": 50,
}


def an_eventful_market(**values: Any) -> Counts:
    """The market of two weeks, with an outage that reaches six in week 2, dearer from then on, and a rescue."""
    counts = a_market(**{"incidents": [OUTAGE], "interventions": [DEARER, RESCUE], **values})
    tally = counts.tallies[0]
    one = 2**20
    tally.touchpoints[2, 0, 1] = [6, 0, 0, 6, 2, 0, 1, 1, 0, -6 * one, one, -one]
    tally.acting[2] = [1] * len(counts.scenario.interventions)
    return counts
