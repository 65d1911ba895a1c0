"""The scenario: what a file asks for, as one frozen value."""

from __future__ import annotations

from pydantic import Field, model_validator

from simulator.scenario.economics import Economics
from simulator.scenario.fields import ExplainedPart, Part, quantity
from simulator.scenario.firm import NAME, Brand, Programme, Recovery, Relationship, Surveys, Touchpoint
from simulator.scenario.incidents import Incident
from simulator.scenario.index import EngagementIndex
from simulator.scenario.interventions import Intervention
from simulator.scenario.log import EventLog
from simulator.scenario.market import Market
from simulator.scenario.mechanisms import Mechanisms
from simulator.scenario.people import PeopleFile
from simulator.scenario.psychology import Psychology
from simulator.scenario.rules import MisfitsError, misfits_of


class Needs(Part):
    """How strong the three needs are, compared with people at large (B8)."""

    participation: float = quantity(
        1.0, "Multiplier of the need to take part.", unit="ratio", low=0.01, high=100.0, source="1 is no change"
    )
    appreciation: float = quantity(
        1.0, "Multiplier of the need to feel special.", unit="ratio", low=0.01, high=100.0, source="1 is no change"
    )
    sensation: float = quantity(
        1.0,
        "Multiplier of the need for something above the ordinary.",
        unit="ratio",
        low=0.01,
        high=100.0,
        source="1 is no change",
    )


class Segment(ExplainedPart):
    """A part of the population; every number multiplies or replaces what holds for everybody."""

    name: str = Field(..., pattern=NAME, max_length=60, description="Name, unique within the scenario.")
    share: float = quantity(
        ..., "Share of the customers; the shares of all segments add up to 1.", unit="share", low=0.0, high=1.0
    )
    contacts: float = quantity(
        1.0, "Multiplier of contacts per week.", unit="ratio", low=0.0, high=20.0, source="1 is no change"
    )
    price_sensitivity: float = quantity(
        1.0, "Multiplier of how hard offers pull (B5).", unit="ratio", low=0.0, high=20.0, source="1 is no change"
    )
    affinity: float = quantity(
        0.0,
        "How much better than average the firm suits this segment.",
        unit="charge",
        low=-1.0,
        high=1.0,
        source="0 is no change",
    )
    talkativeness: float = quantity(
        1.0, "Multiplier of how readily people talk (B13).", unit="ratio", low=0.0, high=20.0, source="1 is no change"
    )
    needs: Needs = Field(default_factory=Needs, description="Multipliers of the three needs (B8).")


class Scenario(Part):
    """A complete story: who the customers are, what befalls them, for how long.

    Example:
        >>> Scenario(name="Shop", touchpoints=({"name": "order", "contacts_per_week": 0.1},)).weeks
        104
    """

    name: str = Field(
        ..., min_length=1, max_length=120, description="What this scenario is called in tables and figures."
    )
    why: str = Field("", description="The question this scenario answers, in a sentence or two.")
    weeks: int = Field(104, ge=1, le=2080, description="Weeks to project.", json_schema_extra={"unit": "weeks"})
    customers: int = Field(
        10_000, ge=1, le=50_000_000, description="Customers in week 1.", json_schema_extra={"unit": "customers"}
    )
    seed: int = Field(1, ge=0, le=2**63 - 1, description="Seed of all luck; the same seed gives the same numbers.")
    replicates: int = Field(1, ge=1, le=10_000, description="How many times to repeat with other luck, for bands.")
    warm_up_weeks: int = Field(
        0,
        ge=0,
        le=1040,
        description=(
            "Weeks lived before week 1, so that the customers have a history: they join spread over the first term of "
            "it, and whoever leaves is replaced by a new customer. 0: everybody is new in week 1."
        ),
        json_schema_extra={"unit": "weeks"},
    )
    segments: tuple[Segment, ...] = Field(
        default=(Segment(name="all", share=1.0),), min_length=1, max_length=32, description="Parts of the population."
    )
    relationship: Relationship = Field(default_factory=Relationship, description="Contract or open.")
    touchpoints: tuple[Touchpoint, ...] = Field(
        ...,
        min_length=1,
        max_length=64,
        description="Where customers meet the organisation, in the order of a week (D3).",
    )
    recovery: Recovery = Field(default_factory=Recovery, description="What happens after a complaint.")
    incidents: tuple[Incident, ...] = Field(
        (), max_length=64, description="What befalls many at once: an outage, a price rise, a story that goes round."
    )
    interventions: tuple[Intervention, ...] = Field(
        (), max_length=64, description="What management or the market changes, from one week to another."
    )
    events: EventLog | None = Field(None, description="What the records say happened, to be lived once more.")
    people: PeopleFile | None = Field(None, description="Who the customers are, from a file; left out, they are drawn.")
    programmes: tuple[Programme, ...] = Field(
        (), max_length=32, description="What the firm does for its customers again and again, need by need."
    )
    surveys: Surveys = Field(default_factory=Surveys, description="What the firm asks its customers.")
    brand: Brand = Field(default_factory=Brand, description="What the organisation says of itself.")
    market: Market = Field(default_factory=Market, description="Norm, competitors, climate.")
    economics: Economics = Field(
        default_factory=Economics,
        description="What customers bring and cost, in money; it moves no feelings (C7, C10).",
    )
    engagement_index: EngagementIndex = Field(
        default_factory=EngagementIndex, description="The firm's own index of engagement, from what it can see (C8)."
    )
    psychology: Psychology = Field(default_factory=Psychology, description="How people feel, remember and decide.")
    mechanisms: Mechanisms = Field(
        default_factory=Mechanisms,
        description="What is at work; false turns a mechanism off, and what it explains disappears.",
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Scenario:
        misfits = misfits_of(self)
        if misfits:
            raise MisfitsError(misfits)
        return self

    @property
    def persons(self) -> int:
        """How many people there are: customers of week 1 and prospects."""
        return self.customers + self.market.prospects
