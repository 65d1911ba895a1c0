"""A small exploration, made once for all tests that look at one."""

from __future__ import annotations

import functools

from simulator.explore.exploration import Exploration, explore
from simulator.scenario.schema import Scenario

NAME = "<b>Shop</b> & \"Co\" </script><script>document.title = 'it ran'</script>"
"""What a page must show as it is, and never run."""
SLIDERS = (
    "recovery.empathy=-0.4:0.8:4",
    "touchpoints[order].failure.probability=0:0.3:3",
    "relationship.kind=contract",
)


def shop(**other: object) -> Scenario:
    """A shop that fails often, so that few customers show much."""
    values: dict[str, object] = {
        "name": NAME,
        "why": "What does a cold desk cost (A8, A10)?",
        "weeks": 60,
        "warm_up_weeks": 10,
        "customers": 150,
        "replicates": 3,
        "seed": 7,
        "touchpoints": (
            {
                "name": "order",
                "contacts_per_week": 0.6,
                "experience": {"success": 0.2, "emotion": {"mean": 0.1, "sd": 0.3}},
                "failure": {"probability": 0.1, "severity": 0.7},
            },
        ),
        "economics": {"revenue_per_week": 6.0, "margin": 0.4, "price_paid": 25.0},
    }
    return Scenario.model_validate(values | other)


@functools.cache
def exploration() -> Exploration:
    """Return every combination of the sliders, lived."""
    return explore(shop(), SLIDERS)
