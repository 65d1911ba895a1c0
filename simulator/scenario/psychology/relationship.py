"""Trust, habit, identification, needs, contributions; read by `customer/relationship.py`."""

from __future__ import annotations

from simulator.scenario.fields import Part, quantity

CHARGE = "charge"
SHARE = "share"


class Relating(Part):
    """The fields of `psychology:` on this subject."""

    trust_at_start: float = quantity(0.4, "Trust of a new customer.", unit="trust", low=0.0, high=1.0)
    trust_gain: float = quantity(
        0.02, "Share of the missing trust that each kept promise adds (B7: slow up).", unit=SHARE, low=0.0, high=1.0
    )
    trust_loss: float = quantity(
        0.15,
        "Share of trust that a promise broken by 1 and not put right takes (B7: fast down).",
        unit=SHARE,
        low=0.0,
        high=1.0,
    )
    habit_gain: float = quantity(
        0.03, "Share of the missing habit that each undisturbed use adds (A3).", unit=SHARE, low=0.0, high=1.0
    )
    identification_step: float = quantity(
        0.003,
        "Share of the way that identification moves each week to what the balance says (B1).",
        unit="per week",
        low=0.0,
        high=1.0,
        source=(
            "judgement; what comes from identification outlasts what comes from satisfaction over 43 weeks "
            "(Haumann et al. 2014, direction)"
        ),
    )
    needs_spread: float = quantity(
        0.5,
        "How much the strengths of the three needs differ between persons (B8).",
        unit="log units",
        low=0.0,
        high=2.0,
    )
    appreciation_threshold: float = quantity(
        0.25, "Emotion of a contact from which a customer feels appreciated (B10).", unit=CHARGE, low=0.0, high=1.0
    )
    appreciation_gain: float = quantity(
        0.30, "Share of the open need that a contact of emotion 1 fulfils (B10).", unit=SHARE, low=0.0, high=1.0
    )
    sensation_threshold: float = quantity(
        0.5, "Surprise from which a moment is a sensation (B11).", unit=CHARGE, low=0.0, high=5.0
    )
    sensation_gain: float = quantity(
        0.30,
        "Share of the open need that a sensation of 1 beyond the threshold fulfils (B11).",
        unit=SHARE,
        low=0.0,
        high=1.0,
    )
    participation_gain: float = quantity(
        0.15, "Share of the open need that each contribution fulfils (B9).", unit=SHARE, low=0.0, high=1.0
    )
    investment_gain: float = quantity(
        0.05, "Share of the missing investment that each contribution adds (B9).", unit=SHARE, low=0.0, high=1.0
    )
    contribution_rate: float = quantity(
        0.15,
        "Contributions a week (reviews, ideas, referrals) of a customer whose needs are all fulfilled (C3).",
        unit="per week",
        low=0.0,
        high=5.0,
    )
    trust_from_reputation: float = quantity(
        0.2,
        "How much more a newcomer trusts a firm of perfect reputation, or less one of the worst (B2).",
        unit="trust",
        low=0.0,
        high=1.0,
    )
    attention_gain: float = quantity(
        0.8,
        "Share of the open need that an attention of 1, beyond what is taken for granted, fulfils (B8).",
        unit=SHARE,
        low=0.0,
        high=1.0,
    )
    attention_step: float = quantity(
        0.2,
        "Share of the way that what is taken for granted moves to each attention: the fifth pleases less (satiation).",
        unit=SHARE,
        low=0.0,
        high=1.0,
        source="judgement; delight raises what is expected of the next (Rust & Oliver 2000, a model without figures)",
    )
    review_weight: float = quantity(
        0.4, "How often a contribution is a review, relative to the other kinds (C3).", unit="weight", low=0.0, high=1e3
    )
    idea_weight: float = quantity(0.2, "How often it is an idea for the firm (C3).", unit="weight", low=0.0, high=1e3)
    referral_weight: float = quantity(
        0.25,
        "How often it is an invitation to somebody who is no customer (B13, C3).",
        unit="weight",
        low=0.0,
        high=1e3,
    )
    co_creation_weight: float = quantity(
        0.15, "How often it is helping to make or improve something (B9, C3).", unit="weight", low=0.0, high=1e3
    )
