"""What befalls many at once: an outage, a price rise, a story that goes round."""

from __future__ import annotations

from pydantic import Field, model_validator

from simulator.scenario.fields import ExplainedPart, Heavy, quantity
from simulator.scenario.firm import NAME, Cause, Experience, Recovery, Targets

LAST_WEEK = 2080


class Reach(Targets):
    """Whom something reaches: all conditions hold together; left out, everybody.

    Example:
        >>> Reach(share=0.3, tiers=("loyal",)).share
        0.3
    """

    customers: tuple[int, ...] | None = Field(
        None, max_length=100_000, description="Numbers of the customers themselves, from 1; left out, everybody."
    )


class Incident(ExplainedPart):
    """Something that happens to many customers in the same weeks.

    It is a failure (`severity`), or an experience (`experience`), and may move the reputation beside that (B2).
    """

    name: str = Field(..., pattern=NAME, max_length=60, description="Name, unique among incidents and touchpoints.")
    touchpoint: str | None = Field(
        None,
        max_length=60,
        description="Touchpoint at which it happens and under which it is counted; left out, it stands on its own.",
    )
    week: int = Field(..., ge=-1040, le=LAST_WEEK, description="First week.", json_schema_extra={"unit": "week"})
    weeks: int = Field(
        1,
        ge=1,
        le=520,
        description="How many weeks it lasts; the same customers are reached in each of them.",
        json_schema_extra={"unit": "weeks"},
    )
    reach: Reach = Field(default_factory=Reach, description="Whom it reaches.")
    severity: Heavy | None = Field(
        None, description="How bad it is for those it reaches, as a failure (A5-A9); left out, it is no failure."
    )
    cause: Cause | None = Field(
        None, description="What a failure comes of (D4); left out, the firm could have prevented it, and mends it."
    )
    experience: Experience | None = Field(
        None, description="What it is like for those it reaches, when it is no failure but something that happens."
    )
    reputation: float = quantity(
        0.0,
        "By how much it moves the reputation in each of its weeks, whoever it reaches (B2).",
        unit="tone",
        low=-1.0,
        high=1.0,
        source="none",
    )
    recovery: Recovery | None = Field(
        None,
        description=(
            "How complaints about it are answered, when it stands on its own; left out, as all others. Its channels "
            "are those of all."
        ),
    )
    cost: float = quantity(
        0.0, "What it costs for each customer it reaches.", unit="euro per customer", low=0.0, high=1e6, source="none"
    )

    @model_validator(mode="after")
    def _does_something(self) -> Incident:
        if self.severity is not None and self.experience is not None:
            raise ValueError("an incident is a failure, with `severity`, or an `experience`, not both")
        if self.severity is None and self.experience is None and self.reputation == 0.0:
            raise ValueError("an incident needs `severity`, `experience` or `reputation`; without, nothing happens")
        if self.cause is not None and self.severity is None:
            raise ValueError("only a failure has a `cause`; give its `severity`, or leave out `cause`")
        if self.recovery is not None and self.touchpoint is not None:
            raise ValueError(
                "complaints about an incident at a touchpoint are answered as all others there; for a `recovery` of "
                "its own leave out `touchpoint`: it then stands on its own"
            )
        if self.recovery is not None and self.recovery.channels != Recovery().channels:
            raise ValueError(
                "complaints are made by the `channels` of all; the recovery of an incident has none of its own"
            )
        return self
