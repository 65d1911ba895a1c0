"""What holds, what drives away, what is said; read by `customer/decision.py`."""

from __future__ import annotations

from simulator.scenario.fields import Part, quantity

SHARE = "share"


class Deciding(Part):
    """The fields of `psychology:` on this subject."""

    balance_pull: float = quantity(
        1.5,
        "How much the balance, saturating, holds or drives away (B1, B12).",
        unit="log odds of a year",
        low=0.0,
        high=10.0,
    )
    balance_pull_below: float = quantity(
        1.8,
        "The same below zero: switching is more sensitive to dissatisfaction than staying to satisfaction (A5).",
        unit="log odds of a year",
        low=0.0,
        high=10.0,
        source="judgement; direction from LaBarbera & Mazursky 1983; small, so that losses are not counted twice",
    )
    habit_pull: float = quantity(1.0, "How much full habit holds (A3).", unit="log odds of a year", low=0.0, high=10.0)
    identification_pull: float = quantity(
        0.7, "How much full identification holds (B1).", unit="log odds of a year", low=0.0, high=10.0
    )
    investment_pull: float = quantity(
        1.0, "How much full investment holds (B9).", unit="log odds of a year", low=0.0, high=10.0
    )
    loyal_shield: float = quantity(
        0.4, "Share of an offer that does not reach a loyal customer (C2).", unit=SHARE, low=0.0, high=1.0
    )
    engaged_shield: float = quantity(
        0.7, "Share of an offer that does not reach an engaged customer (C3).", unit=SHARE, low=0.0, high=1.0
    )
    neutral_habit: float = quantity(
        0.3,
        "Habit of the neutral customer against whom the root cause of leaving is measured (D6).",
        unit="habit",
        low=0.0,
        high=1.0,
    )
    price_said_probability: float = quantity(
        0.8,
        "Probability that a leaver with an offer at hand says it was the price (B12, D6).",
        unit="per leaver",
        low=0.0,
        high=1.0,
    )
