"""What surrounds the firm: the market's norm, competitors' offers, the climate."""

from __future__ import annotations

from pydantic import Field

from simulator.scenario.fields import ExplainedPart, Part, quantity


class Offers(Part):
    """What competitors put on the table when a customer decides (B5)."""

    probability: float = quantity(
        0.5,
        "Probability that an offer is on the table when a customer decides.",
        unit="per decision",
        low=0.0,
        high=1.0,
    )
    size: float = quantity(
        0.6,
        "Mean pull of an offer on the decision to stay; an offer is spread evenly between 0 and twice this.",
        unit="log odds of a year",
        low=0.0,
        high=10.0,
    )


class Market(ExplainedPart):
    """Everything outside the firm and outside the customer's head."""

    norm: float = quantity(
        0.0,
        "What customers are used to from everyone, as the charge of an ordinary contact (B3).",
        unit="charge",
        low=-1.0,
        high=1.0,
        source="0 is the scale's definition of an ordinary contact",
    )
    norm_rise_per_year: float = quantity(
        0.02, "By how much the norm rises each year under competition (B3).", unit="charge per year", low=-0.5, high=0.5
    )
    climate: float = quantity(
        1.0,
        "Economic climate: above 1 in hard times, when offers pull harder (D10).",
        unit="ratio",
        low=0.0,
        high=5.0,
        source="1 is the definition of ordinary times",
    )
    offers: Offers = Field(default_factory=Offers, description="Competitors' offers.")
    stay_base: float = quantity(
        1.1,
        "Log odds that a neutral customer, without bond or grudge and without an offer, is still there a year later.",
        unit="log odds of a year",
        low=-10.0,
        high=15.0,
        source="logit of 0.75, mean first-year retention of two cohorts, 63.1 and 86.9 % (Fader & Hardie 2007)",
    )
    stay_spread: float = quantity(
        1.0,
        "Standard deviation between persons of those log odds; it is what bends retention curves.",
        unit="log odds of a year",
        low=0.0,
        high=5.0,
        source="judgement; Fader & Hardie 2007 show that hazards differ strongly between persons",
    )
    involuntary_leaving_per_year: float = quantity(
        0.02,
        "Probability per year of leaving for reasons that have nothing to do with the firm: moving, death.",
        unit="per year",
        low=0.0,
        high=1.0,
        source="6.2 % of switching is involuntary (Keaveney 1995, recalled) of about 30 % churn a year",
    )
    room_for_deep_relationship: float = quantity(
        0.25,
        "Share of people with room for a deep relationship in this category (B4).",
        unit="share",
        low=0.0,
        high=1.0,
        source="judgement; an average firm has 19 % fully engaged (Gallup 2009)",
    )
