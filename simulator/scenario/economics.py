"""What customers bring and cost, in money; it is counted beside the story and moves nobody's feelings (C7, C10)."""

from __future__ import annotations

from simulator.scenario.fields import ExplainedPart, quantity


class Economics(ExplainedPart):
    """Money that does not hang on one touchpoint, channel or programme; those have a `cost` of their own.

    With nothing but zeros here and there, no money is shown.
    """

    revenue_per_week: float = quantity(
        0.0,
        "What a customer pays, for each week of being one (C10).",
        unit="euro per customer and week",
        low=0.0,
        high=1e6,
        source="0: no revenue, profit or lifetime value is shown",
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
