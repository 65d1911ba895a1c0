"""What the organisation does: touchpoints, recovery, relationship and brand."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from simulator.scenario.fields import ExplainedPart, Heavy, Part, Spread, quantity

NAME = r"^[^\s\[\]][^\[\]\n]*$"
Tier = Literal["overdrawn", "indifferent", "satisfied", "loyal", "engaged"]
TIERS: tuple[Tier, ...] = ("overdrawn", "indifferent", "satisfied", "loyal", "engaged")


class Season(Part):
    """A wave over the year."""

    amplitude: float = quantity(
        0.0, "How much more at the peak, and less half a year later.", unit="share", low=0.0, high=1.0, source="none"
    )
    peak_week: int = Field(
        48,
        ge=1,
        le=52,
        description="Week of the year of the peak; week 1 is its first.",
        json_schema_extra={"unit": "week"},
    )


class Experience(Part):
    """The three components of a contact (D2) and how it is designed to end (D8); each in [-1, 1]."""

    success: Spread = Field(
        default=Spread(mean=0.1),
        validate_default=True,
        description="Did the customer get what they came for (D2)? -1 not at all, 0 as usual, 1 far more.",
    )
    ease: Spread = Field(
        default=Spread(mean=0.0),
        validate_default=True,
        description="The opposite of effort: -1 a struggle, 0 as usual, 1 effortless (D2).",
    )
    emotion: Spread = Field(
        default=Spread(mean=0.0),
        validate_default=True,
        description="How the contact itself felt: -1 humiliating, 0 flat, 1 wonderful (A1, D2).",
    )
    ending: float | None = Field(
        None,
        ge=-1.0,
        le=1.0,
        description="How the contact ends, on the scale of emotion; left out, it ends as it went (D7, D8).",
        json_schema_extra={"unit": "charge"},
    )


class Cause(Part):
    """What failures come of, as customers see it: what is put right works best on what was neither's fault (D4, A8)."""

    stable: float = quantity(
        0.0,
        "Share of the failures whose cause will stay: it is bound to happen again (D4).",
        unit="share",
        low=0.0,
        high=1.0,
        source="0: each is taken for a slip",
    )
    controllable: float = quantity(
        1.0,
        "Share of the failures that the firm could have prevented; the others are partly excused (D4).",
        unit="share",
        low=0.0,
        high=1.0,
        source="1: each is taken for the firm's doing",
    )


class Failure(Part):
    """What goes wrong at a touchpoint."""

    probability: float = quantity(
        0.0, "Probability that a contact fails.", unit="per contact", low=0.0, high=1.0, source="none: no failures"
    )
    severity: Heavy = Field(
        default=Heavy(mean=0.5),
        validate_default=True,
        description="How bad it is: 0.2 a nuisance, 0.5 a broken promise, 1 a bad day, 2 or more a disaster (A7, D5).",
    )
    cause: Cause = Field(default_factory=Cause, description="What the failures come of (D4).")


class Delight(Part):
    """The moment far above the ordinary that now and then happens (A4, B11)."""

    probability: float = quantity(
        0.0,
        "Probability that a contact is outstanding (A4, B11).",
        unit="per contact",
        low=0.0,
        high=1.0,
        source="none",
    )
    size: Heavy = Field(
        default=Heavy(mean=0.8),
        validate_default=True,
        description="How outstanding: 0.5 a pleasant surprise, 1 something to tell at home (A4, B11).",
    )


class Touchpoint(ExplainedPart):
    """One place where customers meet the organisation."""

    name: str = Field(..., pattern=NAME, max_length=60, description="Name, unique within the scenario.")
    contacts_per_week: float = quantity(
        ..., "Mean number of contacts of a customer of ordinary usage.", unit="contacts per week", low=0.0, high=50.0
    )
    season: Season = Field(default_factory=Season, description="How contacts go with the time of year.")
    by_usage: bool = Field(
        True, description="Whether those who use more have more of these contacts; a bill comes to everybody alike."
    )
    segments: dict[str, Annotated[float, Field(ge=0.0, le=20.0)]] = Field(
        default_factory=dict,
        description="Multipliers of the contacts of segments, by name, beside those of the segments; 0 is none.",
        json_schema_extra={"unit": "ratio"},
    )
    experience: Experience = Field(
        default_factory=Experience, description="What an ordinary contact is like: success, ease, emotion, ending."
    )
    failure: Failure = Field(default_factory=Failure, description="What goes wrong, and how badly.")
    delight: Delight = Field(default_factory=Delight, description="What now and then is outstanding.")
    complaint_channel: str | None = Field(
        None,
        max_length=60,
        description=(
            "Channel that people use for complaints about this touchpoint, whatever they prefer otherwise; "
            "left out, everybody follows their own preference (C5)."
        ),
    )
    cost: float = quantity(
        0.0, "What one contact costs (C7, C10).", unit="euro per contact", low=0.0, high=1e6, source="none"
    )


class Channel(ExplainedPart):
    """A way to complain."""

    name: str = Field(..., pattern=NAME, max_length=60, description="Name, for instance form, phone, in public.")
    reach: float = quantity(
        ..., "Probability that a complaint made here is heard (C5, C6).", unit="per complaint", low=0.0, high=1.0
    )
    effort: float = quantity(
        0.1,
        "What complaining here costs in ease; added up over the channels that had to be tried (C5, C6, C7).",
        unit="charge",
        low=0.0,
        high=1.0,
    )
    preference: float = quantity(
        0.0,
        "How many people would rather complain here first, as a weight; where no channel has any, all start at the "
        "first. Who is not heard goes on to the next in the list (C5, C6).",
        unit="weight",
        low=0.0,
        high=1000.0,
        source="0: everybody starts at the first channel",
    )
    answer_weeks: int | None = Field(
        None,
        ge=0,
        le=52,
        description="Weeks until a complaint heard here is answered; left out, those of the recovery (C7).",
        json_schema_extra={"unit": "weeks"},
    )
    public: bool = Field(False, description="Whether others can see it: a complaint here harms the reputation (C6).")
    cost: float = quantity(
        0.0,
        "What handling one complaint here costs (C7, C10).",
        unit="euro per complaint",
        low=0.0,
        high=1e6,
        source="none",
    )


class Recovery(ExplainedPart):
    """What happens after a complaint (A8, A10, C6): designed quality with a spread, and now and then a hero."""

    channels: tuple[Channel, ...] = Field(
        default=(Channel(name="phone", reach=0.9, effort=0.1),),
        min_length=1,
        max_length=8,
        description="Channels in the order in which a customer tries them until one answers (C6).",
    )
    answer_weeks: int = Field(
        1,
        ge=0,
        le=52,
        description="Weeks until a heard complaint is answered (A10).",
        json_schema_extra={"unit": "weeks"},
    )
    solved_probability: float = quantity(
        0.5,
        "Probability that a heard complaint brings redress at all; otherwise it brings only words.",
        unit="per complaint",
        low=0.0,
        high=1.0,
        source="47 to 56 % of US complainants got nothing (National Customer Rage studies 2011, 2013)",
    )
    redress: Spread = Field(
        default=Spread(mean=0.8, sd=0.3),
        validate_default=True,
        description="What is made good, in money or by repair, as a share of the price paid (A8, A10).",
    )
    ease: Spread = Field(
        default=Spread(mean=0.0, sd=0.2),
        validate_default=True,
        description="How easy the recovery is for the customer (A8, A10).",
    )
    empathy: Spread = Field(
        default=Spread(mean=0.1, sd=0.3),
        validate_default=True,
        description="How the customer is treated while it is put right, on the scale of emotion (A8, A10, B10).",
    )
    hero_probability: float = quantity(
        0.02,
        "Probability that an employee goes to great lengths: redress, ease and empathy are then at their best (A10).",
        unit="per complaint",
        low=0.0,
        high=1.0,
    )


class Targets(Part):
    """Whom something is for: all that is said holds together; what is left out excludes nobody."""

    share: float = quantity(
        1.0,
        "Share of those who meet the other conditions, the same people every time.",
        unit="share",
        low=0.0,
        high=1.0,
        source="1 is everybody",
    )
    segments: tuple[str, ...] | None = Field(None, description="Segments; left out, all of them.")
    tiers: tuple[Tier, ...] = Field(TIERS, min_length=1, description="Tiers; left out, all of them.")
    balance_from: float | None = Field(
        None, description="Only customers with at least this balance.", json_schema_extra={"unit": "balance"}
    )
    balance_to: float | None = Field(
        None, description="Only customers with at most this balance.", json_schema_extra={"unit": "balance"}
    )
    tenure_from_weeks: int | None = Field(
        None, ge=0, description="Only customers of at least so long.", json_schema_extra={"unit": "weeks"}
    )
    tenure_to_weeks: int | None = Field(
        None, ge=0, description="Only customers of at most so long.", json_schema_extra={"unit": "weeks"}
    )
    at_risk_from: float | None = Field(
        None,
        ge=0.0,
        le=1.0,
        description="Only customers whose probability of leaving within a year, as things stand, is at least this.",
        json_schema_extra={"unit": "probability of a year"},
    )


class Programme(Targets, ExplainedPart):
    """Something the firm does for customers, again and again, that speaks to one of the three needs (B8-B11).

    An invitation to take part is taken up by some; who does contributes (C3) and invests (B9).
    """

    name: str = Field(..., pattern=NAME, max_length=60, description="Name, unique within the scenario.")
    fulfils: Literal["participation", "appreciation", "sensation"] = Field(
        ..., description="The need it speaks to: taking part (B9), feeling special (B10), the unusual (B11); see B8."
    )
    amount: Spread = Field(
        default=Spread(mean=0.4, sd=0.1),
        validate_default=True,
        description="How strong it is: 0.2 a card, 0.5 somebody who knows you, 1 something to tell at home.",
    )
    every_weeks: int = Field(
        13, ge=1, le=520, description="Weeks from one time to the next.", json_schema_extra={"unit": "weeks"}
    )
    uptake: float = quantity(
        0.3,
        "Probability that somebody of an ordinary need takes up an invitation to take part (B9); else always 1.",
        unit="per invitation",
        low=0.0,
        high=1.0,
    )
    from_week: int = Field(
        1, ge=-1040, le=2080, description="First week in which it runs.", json_schema_extra={"unit": "weeks"}
    )
    until_week: int = Field(
        2080,
        ge=-1040,
        le=2080,
        description="Last week in which it runs; who has come to expect it misses it afterwards.",
        json_schema_extra={"unit": "weeks"},
    )
    cost: float = quantity(
        0.0, "What one time costs for one customer (C10).", unit="euro per time", low=0.0, high=1e6, source="none"
    )
    budget: float | None = Field(
        None,
        ge=0.0,
        description=(
            "What may be spent on it in all; with the week in which that is reached the programme ends. Left out, it "
            "never runs out."
        ),
        json_schema_extra={"unit": "euro"},
    )

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Programme:
        if self.until_week < self.from_week:
            raise ValueError("until_week lies before from_week")
        return self


class Surveys(ExplainedPart):
    """What the firm asks its customers, of whom only some answer (D7, C8)."""

    relationship_every_weeks: int = Field(
        13,
        ge=0,
        le=520,
        description="Weeks after which each customer is asked again whether they would recommend (NPS, D7); 0: never.",
        json_schema_extra={"unit": "weeks"},
    )
    contact_every_weeks: int = Field(
        13,
        ge=0,
        le=520,
        description="Weeks after which each customer may be asked again about a contact (CSAT, CES); 0: never.",
        json_schema_extra={"unit": "weeks"},
    )
    response: float = quantity(
        0.2,
        "Probability that somebody without strong feelings answers.",
        unit="per question",
        low=0.0,
        high=1.0,
        source="judgement; response rates of customer surveys of 5 to 30 % are common",
    )


class Relationship(ExplainedPart):
    """How a customer is tied: by contract until the end of a term, or by nothing but the wish to return."""

    kind: Literal["contract", "open"] = Field(
        "open", description="contract: leaving only at the end of a term; open: any week, silently."
    )
    term_weeks: int = Field(
        52, ge=1, le=520, description="Length of a contract term.", json_schema_extra={"unit": "weeks"}
    )


class Brand(ExplainedPart):
    """What the organisation says of itself."""

    promise: float = quantity(
        0.0,
        "What the brand promises, as the charge of an ordinary contact; experiences are judged against it (D1, C9).",
        unit="charge",
        low=-1.0,
        high=1.0,
    )
    advertising: float = quantity(
        0.0,
        "Share of the way to full identification that a week of advertising pulls a customer (B2).",
        unit="per week",
        low=0.0,
        high=0.1,
        source="none: no advertising",
    )
    reputation: float = quantity(
        0.0,
        "What the public thinks of the firm at the start, from the worst (-1) to the best (1) (B2).",
        unit="tone",
        low=-1.0,
        high=1.0,
        source="0 is a firm nobody has heard anything of",
    )
