"""What surrounds the firm: the market's norm, competitors' offers, the climate."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from simulator.scenario.fields import ExplainedPart, Part, quantity
from simulator.scenario.firm import NAME, Season


class Campaign(ExplainedPart):
    """A competitor's campaign: for some weeks there are more offers, or larger ones."""

    name: str = Field(..., pattern=NAME, max_length=60, description="Name, unique within the scenario.")
    from_week: int = Field(
        ..., ge=-1040, le=2080, description="First week of the campaign.", json_schema_extra={"unit": "week"}
    )
    weeks: int = Field(4, ge=1, le=2080, description="How long it lasts.", json_schema_extra={"unit": "weeks"})
    probability: float = quantity(
        1.5, "Multiplier of the probability of an offer, which stays at most 1.", unit="ratio", low=0.0, high=100.0
    )
    size: float = quantity(1.5, "Multiplier of the size of an offer.", unit="ratio", low=0.0, high=100.0)


class Offers(Part):
    """What competitors put on the table when a customer decides (B5)."""

    probability: float = quantity(
        0.5,
        "Probability that an offer is on the table when a customer decides (B5).",
        unit="per decision",
        low=0.0,
        high=1.0,
    )
    size: float = quantity(
        0.6,
        "Mean pull of an offer on the decision to stay; it is spread evenly between 0 and twice this (B5, C1).",
        unit="log odds of a year",
        low=0.0,
        high=10.0,
    )
    season: Season = Field(default_factory=Season, description="How the size of offers goes with the time of year.")
    campaigns: tuple[Campaign, ...] = Field((), max_length=64, description="Campaigns of competitors (B5).")


class Joining(Part):
    """How prospects become customers: of their own accord and by imitation as in Bass (1969), and by what they hear."""

    own_accord_per_year: float = quantity(
        0.03,
        "Probability per year that a prospect joins unprompted (the coefficient of innovation).",
        unit="per year",
        low=0.0,
        high=1.0,
        source="0.03, mean of 213 applications (Sultan, Farley & Lehmann 1990, recalled)",
    )
    imitation_per_year: float = quantity(
        0.38,
        "Further hazard per year when everybody else is a customer already (the coefficient of imitation).",
        unit="hazard per year",
        low=0.0,
        high=20.0,
        source="0.38, mean of 213 applications (Sultan, Farley & Lehmann 1990, recalled)",
    )
    advertising_response: float = quantity(
        0.2,
        "Further hazard per week for each unit of advertising (B2).",
        unit="hazard per advertising",
        low=0.0,
        high=100.0,
    )
    invitation_accepted: float = quantity(
        0.05,
        "Probability that an invitation by a customer brings a prospect in (B13).",
        unit="share",
        low=0.0,
        high=1.0,
    )
    identification_pull: float = quantity(
        1.5,
        "How much what a prospect has heard, as identification, multiplies all of these, as a logarithm (B2).",
        unit="log hazard",
        low=0.0,
        high=10.0,
    )
    promise_pull: float = quantity(
        1.5,
        "How much a promise above the market's norm multiplies them, as a logarithm (C9).",
        unit="log hazard per charge",
        low=0.0,
        high=10.0,
    )
    win_back_per_year: float = quantity(
        0.03,
        "Probability per year that a former customer with neutral memories returns, where the market has `prospects`.",
        unit="per year",
        low=0.0,
        high=1.0,
    )
    win_back_memory: float = quantity(
        2.0,
        "How much what a former customer remembers multiplies that, as a logarithm (D9).",
        unit="log hazard per charge",
        low=0.0,
        high=20.0,
    )


class WordOfMouth(ExplainedPart):
    """Who hears whom (B2, B13)."""

    network: Literal["none", "small_world", "scale_free", "blocks", "file"] = Field(
        "none",
        description=(
            "none: people hear reviews only; small_world: neighbours who know each other, with shortcuts (Watts & "
            "Strogatz 1998); scale_free: few know very many (Barabasi & Albert 1999); blocks: mostly people of the own "
            "segment; file: an edge list (B2, B13)."
        ),
    )
    contacts: int = Field(
        8, ge=2, le=100, description="Mean number of people that somebody hears.", json_schema_extra={"unit": "persons"}
    )
    rewiring: float = quantity(
        0.1,
        "small_world: share of ties that lead anywhere instead of next door.",
        unit="share",
        low=0.0,
        high=1.0,
        source="judgement; from 0.01 to 0.1 a network is both clustered and small (Watts & Strogatz 1998)",
    )
    within_segment: float = quantity(
        0.8, "blocks: share of contacts within the own segment.", unit="share", low=0.0, high=1.0
    )
    file: str | None = Field(
        None,
        min_length=1,
        description="file: CSV or Parquet with a tie a row: two columns of customer numbers, from 1.",
        json_schema_extra={"unit": "file"},
    )

    @model_validator(mode="after")
    def _file_is_given(self) -> WordOfMouth:
        if self.network == "file" and self.file is None:
            raise ValueError("network is file, so `file` must name an edge list")
        if self.network != "file" and self.file is not None:
            raise ValueError(f"`file` is read for the network `file` only, and network is {self.network}")
        return self


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
    prospects: int = Field(
        0,
        ge=0,
        le=50_000_000,
        description="People in the market who are no customers in week 1 and may become so; 0: a closed group.",
        json_schema_extra={"unit": "persons"},
    )
    joining: Joining = Field(
        default_factory=Joining, description="How prospects, and former customers, become customers."
    )
    word_of_mouth: WordOfMouth = Field(default_factory=WordOfMouth, description="Who hears whom.")
