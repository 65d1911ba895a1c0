"""What management changes: parameters that are set, or move, from one week to another."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from simulator.scenario.fields import ExplainedPart, Part, quantity
from simulator.scenario.firm import NAME


class When(Part):
    """A condition on the customers, looked at when a week is over; while it held, the next week is changed."""

    measure: Literal[
        "share[overdrawn]",
        "share[indifferent]",
        "share[satisfied]",
        "share[loyal]",
        "share[engaged]",
        "mean[balance]",
        "mean[trust]",
        "reputation",
        "customers",
    ] = Field(..., description="What is looked at, over all customers at the end of the week.")
    above: float | None = Field(None, description="It acts while the measure is above this.")
    below: float | None = Field(None, description="It acts while the measure is below this.")
    stays_weeks: int = Field(
        1, ge=1, le=2080, description="Once begun it stays for at least so long.", json_schema_extra={"unit": "weeks"}
    )

    @model_validator(mode="after")
    def _has_a_limit(self) -> When:
        if (self.above is None) == (self.below is None):
            raise ValueError("a condition needs either `above` or `below`")
        return self


class Intervention(ExplainedPart):
    """A change of the firm or the market, from one week to another."""

    name: str = Field(..., pattern=NAME, max_length=60, description="Name, unique within the scenario.")
    from_week: int = Field(
        1, ge=-1040, le=2080, description="First week of the change.", json_schema_extra={"unit": "week"}
    )
    until_week: int = Field(
        2080, ge=-1040, le=2080, description="Last week of the change.", json_schema_extra={"unit": "week"}
    )
    ramp_weeks: int = Field(
        0,
        ge=0,
        le=520,
        description=(
            "Weeks over which numbers move from what they were to what is set, evenly; 0: at once, as any with `when`."
        ),
        json_schema_extra={"unit": "weeks"},
    )
    set: dict[str, Any] = Field(
        ...,
        description=(
            "What is changed, by path as in --set, for instance recovery.empathy: 0.8; anything of the firm or the "
            "market, not how people feel and who they are."
        ),
    )
    when: When | None = Field(None, description="Only while this holds; left out, in all its weeks.")
    cost: float = quantity(
        0.0, "What it costs once, in its first week.", unit="euro", low=0.0, high=1e12, source="none"
    )
    cost_per_week: float = quantity(
        0.0, "What it costs in each week in which it acts.", unit="euro per week", low=0.0, high=1e12, source="none"
    )

    @model_validator(mode="after")
    def _changes_something_for_some_time(self) -> Intervention:
        if not self.set:
            raise ValueError("an intervention needs a path and a value in `set`, as in `set: {recovery.empathy: 0.8}`")
        if self.until_week < self.from_week:
            raise ValueError("until_week lies before from_week")
        if self.when is not None and self.ramp_weeks > 0:
            raise ValueError("what acts `when` something holds acts at once: leave out ramp_weeks")
        return self
