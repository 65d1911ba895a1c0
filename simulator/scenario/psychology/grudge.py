"""What a severe failure leaves, unless it is put right; read by `customer/grudge.py`.

The directions are those of Grégoire, Tripp & Legoux (2009), who asked complainers again over two months; the sizes are
judgement.
"""

from __future__ import annotations

from simulator.scenario.fields import Part, quantity

DIRECTION = "judgement; direction from Grégoire, Tripp & Legoux 2009"
SHARE = "share"


class Resenting(Part):
    """The fields of `psychology:` on this subject."""

    grudge_severity: float = quantity(
        0.8, "Severity up to which a failure leaves no grudge (D5).", unit="severity", low=0.0, high=20.0
    )
    grudge_cap: float = quantity(
        1.5,
        "Severity beyond grudge_severity from which on a grudge goes no deeper (D5).",
        unit="severity",
        low=0.0,
        high=20.0,
    )
    betrayal_base: float = quantity(
        0.7,
        "Hurt of a stranger for each unit of severity beyond grudge_severity (D5).",
        unit="hurt per severity",
        low=0.0,
        high=10.0,
        source=DIRECTION,
    )
    betrayal: float = quantity(
        0.8,
        "How much more of it somebody feels who was as close as can be: love becomes hate (D5).",
        unit="hurt per severity",
        low=0.0,
        high=10.0,
        source="judgement; strong relationships bear the heavier grudge (Grégoire, Tripp & Legoux 2009, direction)",
    )
    grudge_most: float = quantity(
        3.0,
        "Hurt, and avoidance, beyond which neither goes: whoever is let down again has made up their mind (D4).",
        unit="hurt",
        low=0.0,
        high=100.0,
    )
    revenge_half_life_weeks: float = quantity(
        6.0,
        "Weeks until half of a hurt has eased, in somebody who does not identify.",
        unit="weeks",
        low=0.1,
        high=52000.0,
        source="judgement; the wish for revenge falls within two months, and not to nothing (Grégoire et al. 2009)",
    )
    grudge_held: float = quantity(
        0.5,
        "Share by which full identification slows that easing: who loved the brand holds on.",
        unit=SHARE,
        low=0.0,
        high=1.0,
        source=DIRECTION,
    )
    avoidance_share: float = quantity(
        0.75,
        "Share of the hurt that eases which turns into avoidance: it is not forgiven, one stays away (D5).",
        unit=SHARE,
        low=0.0,
        high=1.0,
        source="judgement; avoiding grows (Grégoire et al. 2009), faster than the account of a weak bond recovers",
    )
    avoidance_half_life_weeks: float = quantity(
        52.0,
        "Weeks until half of the avoidance is gone.",
        unit="weeks",
        low=1.0,
        high=52000.0,
        source="judgement; only the last year counts for renewal (Bolton et al. 2006)",
    )
    avoidance_pull: float = quantity(
        1.0, "How hard avoidance drives away (D5).", unit="log odds of a year and hurt", low=0.0, high=10.0
    )
    talk_hurt: float = quantity(
        0.1,
        "Further talks a week for each unit of hurt: revenge is told (B13, C6).",
        unit="per week and hurt",
        low=0.0,
        high=5.0,
        source="judgement; as much as a unit that the balance was moved (talk_stirred)",
    )
    reconciliation: float = quantity(
        0.9,
        "Share of hurt and avoidance that an answer takes away which is better than expected by 1 or more (A8).",
        unit=SHARE,
        low=0.0,
        high=1.0,
        source="judgement; strong relationships answer better to any attempt at recovery (Grégoire et al. 2009)",
    )
