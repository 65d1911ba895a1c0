"""Where one tier ends and the next begins; read by `customer/tiers.py`."""

from __future__ import annotations

from simulator.scenario.fields import Part, quantity


class Ranking(Part):
    """The fields of `psychology:` on this subject."""

    overdrawn_below: float = quantity(
        -0.1, "Balance below which a customer is overdrawn.", unit="balance", low=-10.0, high=0.0
    )
    satisfied_above: float = quantity(
        1.0,
        "Balance above which a customer is satisfied (C1).",
        unit="balance",
        low=0.0,
        high=10.0,
        source="judgement; set with the tiers of an ordinary firm in view, 23, 34, 24 and 19 % (Gallup 2009)",
    )
    loyal_above: float = quantity(
        2.5,
        "Bond above which a customer is loyal (C2).",
        unit="bond",
        low=0.0,
        high=20.0,
        source="judgement; see satisfied_above",
    )
    loyal_trust: float = quantity(
        0.5, "Trust above which a customer can be loyal (B7).", unit="trust", low=0.0, high=1.0
    )
    loyal_habit: float = quantity(
        0.85, "Habit above which a trusting customer is loyal without any bond (B6).", unit="habit", low=0.0, high=1.0
    )
    identification_carries: float = quantity(
        0.6,
        "What full identification adds to the balance in the bond that makes loyal (B1).",
        unit="bond",
        low=0.0,
        high=10.0,
    )
    engaged_above: float = quantity(
        3.0,
        "Balance above which a customer can be engaged (C3).",
        unit="balance",
        low=0.0,
        high=20.0,
        source="judgement; see satisfied_above",
    )
    engaged_trust: float = quantity(
        0.6, "Trust above which a customer can be engaged (B7).", unit="trust", low=0.0, high=1.0
    )
    engaged_relevance: float = quantity(
        0.35,
        "Fulfilment of the needs above which a customer can be engaged (B1, B8).",
        unit="relevance",
        low=0.0,
        high=1.0,
    )
    contribution_within_weeks: int = quantity(
        26, "Weeks within which an engaged customer has contributed something (C3).", unit="weeks", low=1, high=250
    )
    hysteresis: float = quantity(
        0.05,
        "How far a customer may fall back below a threshold before the tier is lost (C4).",
        unit="balance",
        low=0.0,
        high=1.0,
    )
    loyal_tolerance: float = quantity(
        0.10,
        "How much further below the reference a contact may fall for the loyal and the engaged: they overlook it (C2).",
        unit="charge",
        low=0.0,
        high=2.0,
    )
