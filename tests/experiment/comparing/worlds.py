"""Small worlds to compare."""

from __future__ import annotations

from typing import Any

from simulator.scenario.schema import Scenario
from tests.projection.made import scenario

PRICES = {"economics": {"revenue_per_week": 4, "margin": 0.5, "price_paid": 20}}
TALK = {"market": {"word_of_mouth": {"network": "small_world", "contacts": 4}}}
OUTAGE = {"name": "outage", "week": 10, "reach": {"share": 0.4}, "severity": {"mean": 0.6, "spread": 0.3}}


def shop(**values: Any) -> Scenario:
    """A shop whose desk answers seldom, with prices; people may leave any week."""
    return scenario(**{"name": "Shop", "customers": 400, "weeks": 30, **PRICES, **values})


def kinder(**values: Any) -> Scenario:
    """The same shop with a better desk."""
    desk = {"answer_weeks": 0, "solved_probability": 1.0, "redress": 1.2, "ease": 0.5, "empathy": 0.8}
    return shop(**{"name": "Kinder", "recovery": desk, **values})
