"""Scenarios in which everything happens to a few people, and a comparison of what became of them, bit for bit."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.customer.noted import Noted
from simulator.population.population import Population
from simulator.scenario.schema import Scenario

TOUCHPOINTS: tuple[dict[str, Any], ...] = (
    {
        "name": "bill",
        "contacts_per_week": 0.5,
        "failure": {"probability": 0.08, "severity": {"mean": 0.9, "spread": 0.8}},
        "delight": {"probability": 0.05},
    },
    {
        "name": "shop",
        "contacts_per_week": 1.4,
        "experience": {"success": 0.3, "ease": 0.2, "emotion": {"mean": 0.4, "sd": 0.3}, "ending": 0.5},
        "failure": {"probability": 0.03, "severity": {"mean": 1.2, "spread": 1.0}},
        "delight": {"probability": 0.1},
    },
    {"name": "app", "contacts_per_week": 0.2, "experience": {"ease": {"mean": -0.3, "sd": 0.4}}},
)


def story(**changes: Any) -> Scenario:
    """Return a lively scenario: failures, complaints heard and not, recoveries, walk-outs, delights, two segments."""
    base: dict[str, Any] = {
        "name": "Lively",
        "weeks": 30,
        "customers": 50,
        "seed": 11,
        "warm_up_weeks": 12,
        "segments": (
            {"name": "many", "share": 0.7},
            {"name": "few", "share": 0.3, "contacts": 2.0, "affinity": 0.1, "price_sensitivity": 1.5},
        ),
        "relationship": {"kind": "open", "term_weeks": 8},
        "touchpoints": TOUCHPOINTS,
        "recovery": {
            "channels": ({"name": "form", "reach": 0.4, "effort": 0.2}, {"name": "phone", "reach": 0.6}),
            "hero_probability": 0.2,
            "solved_probability": 0.8,
            "answer_weeks": 2,
        },
        "market": {"room_for_deep_relationship": 0.8},
        "brand": {"promise": 0.1, "advertising": 0.01},
    }
    return Scenario.model_validate({**base, **changes})


def lived(scenario: Scenario, **options: Any) -> Population:
    """Return the population of a scenario after its last week, by the compiled loop."""
    population = Population(scenario, **options)
    population.live()
    return population


def differing_columns(one: Population, other: Population) -> list[str]:
    """Return the names of the columns in which any bit differs."""
    return [name for name in one.columns if one.columns[name].tobytes() != other.columns[name].tobytes()]


def differing_counts(one: Noted, other: Noted) -> list[str]:
    """Return the names of the parts of the tally that differ."""
    return [name for name in one._fields if not np.array_equal(getattr(one, name), getattr(other, name))]


def assert_same(one: Population, other: Population) -> None:
    """Assert that everybody is in the same state, and that the same was counted on the way, bit for bit."""
    assert one.week == other.week
    assert differing_columns(one, other) == []
    assert differing_counts(one.tally, other.tally) == []
