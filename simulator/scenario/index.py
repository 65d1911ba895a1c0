"""An index of engagement made of what a firm can see its customers do: there is no standard one (C8)."""

from __future__ import annotations

from pydantic import Field

from simulator.scenario.fields import ExplainedPart, quantity

POINTS = "points each"
FOUR_VALUES = (
    "judgement; Kumar et al. 2010 (recalled) count buying, referring, influencing and sharing knowledge as what "
    "engaged customers bring"
)


class IndexWeights(ExplainedPart):
    """How much each thing counts that a customer does; each name is that of a measure of the projection."""

    contacts: float = quantity(
        0.02,
        "Points for a contact.",
        unit=POINTS,
        low=-100.0,
        high=100.0,
        source="judgement; seeing each other is little",
    )
    reviews: float = quantity(1.0, "Points for a review.", unit=POINTS, low=-100.0, high=100.0, source=FOUR_VALUES)
    ideas: float = quantity(
        2.0, "Points for an idea given to the firm.", unit=POINTS, low=-100.0, high=100.0, source=FOUR_VALUES
    )
    co_creations: float = quantity(
        2.0, "Points for making something together.", unit=POINTS, low=-100.0, high=100.0, source=FOUR_VALUES
    )
    referrals: float = quantity(
        3.0, "Points for inviting somebody.", unit=POINTS, low=-100.0, high=100.0, source=FOUR_VALUES
    )
    good_talks: float = quantity(
        0.5,
        "Points for speaking well of the firm; 0 where it cannot be seen.",
        unit=POINTS,
        low=-100.0,
        high=100.0,
        source=FOUR_VALUES,
    )
    bad_talks: float = quantity(
        -0.5, "Points for speaking ill of it; 0 where it cannot be seen.", unit=POINTS, low=-100.0, high=100.0
    )
    complaints: float = quantity(
        0.0,
        "Points for a complaint.",
        unit=POINTS,
        low=-100.0,
        high=100.0,
        source="judgement; a complaint shows trouble and that somebody cares, so by default it counts neither way",
    )
    public_complaints: float = quantity(
        -1.0, "Points for a complaint where others can see it.", unit=POINTS, low=-100.0, high=100.0
    )
    programme_participation: float = quantity(
        0.0,
        "Points for taking up an invitation to take part, beside those for making something together.",
        unit=POINTS,
        low=-100.0,
        high=100.0,
        source="judgement; it is counted as a co-creation already",
    )
    recommendation_answers: float = quantity(
        0.25, "Points for answering whether one would recommend.", unit=POINTS, low=-100.0, high=100.0
    )
    promoters: float = quantity(0.5, "Points more when the answer is 9 or 10.", unit=POINTS, low=-100.0, high=100.0)
    detractors: float = quantity(
        -0.5, "Points more, or less, when the answer is 0 to 6.", unit=POINTS, low=-100.0, high=100.0
    )


class EngagementIndex(ExplainedPart):
    """Points for what customers do, per customer and year, over the last weeks: a rate, so that weeks compare."""

    weeks: int = Field(
        26,
        ge=1,
        le=520,
        description=(
            "Over how many weeks, up to and including this one, behaviour is counted; in the first weeks of the story "
            "over those there are (C8). Source of the default: judgement; half a year, as for the contribution of the "
            "engaged."
        ),
        json_schema_extra={"unit": "weeks"},
    )
    weights: IndexWeights = Field(
        default_factory=IndexWeights, description="How much each thing counts that a customer does (C8)."
    )
