"""What customers bring and cost, in money; it is counted beside the story and moves nobody's feelings (C7, C10)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from simulator.scenario.fields import ExplainedPart, quantity

UNMEASURED = "judgement; the sources give the two ends only"


class TierRevenue(ExplainedPart):
    """How much more or less customers of a tier spend than an ordinary one.

    Example:
        >>> TierRevenue().engaged
        1.23
    """

    overdrawn: float = quantity(
        0.87,
        "Multiplier of what the overdrawn pay (C10).",
        unit="ratio",
        low=0.0,
        high=20.0,
        source="0.87: the actively disengaged bring 13 % less than the average customer (Gallup, as quoted)",
    )
    indifferent: float = quantity(
        1.0,
        "Multiplier of what the indifferent pay, and whoever joins in the week.",
        unit="ratio",
        low=0.0,
        high=20.0,
        source=UNMEASURED,
    )
    satisfied: float = quantity(
        1.0, "Multiplier of what the satisfied pay (C1).", unit="ratio", low=0.0, high=20.0, source=UNMEASURED
    )
    loyal: float = quantity(
        1.0, "Multiplier of what the loyal pay (C2).", unit="ratio", low=0.0, high=20.0, source=UNMEASURED
    )
    engaged: float = quantity(
        1.23,
        "Multiplier of what the engaged pay (C3, C10).",
        unit="ratio",
        low=0.0,
        high=20.0,
        source="1.23: the fully engaged bring 23 % more than the average customer (Gallup, as quoted)",
    )


class Economics(ExplainedPart):
    """Money that does not hang on one contact, complaint, programme, incident or intervention; those have a `cost`.

    With nothing but zeros here and there, no money is shown.

    Example:
        >>> Economics(revenue_per_week=5.0, segments={"business": 3.0}).tiers.overdrawn
        0.87
    """

    revenue_per_week: float = quantity(
        0.0,
        "What a customer pays, for each week of being one (C10).",
        unit="euro per customer and week",
        low=0.0,
        high=1e6,
        source="0: nobody pays by the week",
    )
    revenue_per_contact: dict[str, Annotated[float, Field(ge=0.0, le=1e6)]] = Field(
        default_factory=dict,
        description="What a contact at a touchpoint brings, by its name, as an order in a webshop does (C10).",
        json_schema_extra={"unit": "euro per contact"},
    )
    segments: dict[str, Annotated[float, Field(ge=0.0, le=1e6)]] = Field(
        default_factory=dict,
        description="Multipliers of what customers of a segment pay, by its name; left out, 1.",
        json_schema_extra={"unit": "ratio"},
    )
    tiers: TierRevenue = Field(
        default_factory=TierRevenue, description="Multipliers of what customers of a tier pay (C1-C3, C10)."
    )
    margin: float = quantity(
        1.0,
        "Share of the revenue that is left after goods, network or whatever is sold; the rest is the cost of goods.",
        unit="share",
        low=0.0,
        high=1.0,
        source="1: all costs are named one by one",
    )
    price_paid: float = quantity(
        0.0,
        "Price of what failed; redress is a share of it (C10).",
        unit="euro",
        low=0.0,
        high=1e6,
        source="0: redress costs nothing",
    )
    acquisition_cost: float = quantity(
        0.0,
        "What it costs to win one customer, or to win one back; those of the start cost nothing (C10).",
        unit="euro per joiner",
        low=0.0,
        high=1e6,
        source="none",
    )
    advertising_cost_per_week: float = quantity(
        0.0, "What advertising costs, every week (C10).", unit="euro per week", low=0.0, high=1e9, source="none"
    )
    discount_rate_per_year: float = quantity(
        0.12,
        "By how much a euro is worth less a year later (C10).",
        unit="per year",
        low=0.0,
        high=1.0,
        source="0.12 in Gupta, Lehmann & Stuart 2004 (recalled)",
    )
