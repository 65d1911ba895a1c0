"""How one field of a scenario is declared: meaning, unit, range, default and where the default comes from."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

JUDGEMENT = "judgement; no published figure was found"


class Part(BaseModel):
    """A frozen piece of a scenario that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _rest_of_a_default_stays(cls, value: Any) -> Any:
        """What is given for a field lies over that field's own default: `redress: 0.5` keeps the sd of redress."""
        if not isinstance(value, dict):
            return value
        over = {key: _over(default, value[key]) for key, default in _default_parts(cls).items() if key in value}
        return {**value, **over} if over else value


@cache
def _default_parts(kind: type[Part]) -> dict[str, Part]:
    """Return which fields have a default that is a part itself: few, and a sweep makes thousands of scenarios."""
    defaults = {key: field.default for key, field in kind.model_fields.items()}
    return {key: default for key, default in defaults.items() if isinstance(default, Part)}


def _over(default: Any, given: Any) -> Any:
    """Lay a mapping, or the number that stands for its mean, over a default that is a part itself."""
    if not isinstance(default, Part):
        return given
    if isinstance(given, (int, float)) and not isinstance(given, bool) and "mean" in type(default).model_fields:
        given = {"mean": given}
    if not isinstance(given, dict):
        return given
    kept = {key: getattr(default, key) for key in default.model_fields_set}
    return {**kept, **{key: _over(kept.get(key), each) for key, each in given.items()}}


class ExplainedPart(Part):
    """A piece that may carry a sentence on why its numbers are what they are."""

    why: str = Field("", description="Why these values: a sentence and a source, for the reader.")


def quantity(
    default: Any,
    meaning: str,
    *,
    unit: str,
    low: float | None = None,
    high: float | None = None,
    source: str = JUDGEMENT,
) -> Any:
    """Declare a number: `default` (or `...` when it must be given), its unit, inclusive range and source."""
    return Field(
        default,
        ge=low,
        le=high,
        description=f"{meaning} Source of the default: {source}." if default is not ... else meaning,
        json_schema_extra={"unit": unit, "source": source} if default is not ... else {"unit": unit},
    )


class Spread(Part):
    """A quantity that differs from case to case: a normal distribution, or plainly a number (its mean)."""

    mean: float = Field(..., ge=-1.0, le=2.0, description="Mean.", json_schema_extra={"unit": "charge"})
    sd: float = quantity(0.1, "Standard deviation between contacts.", unit="charge", low=0.0, high=2.0)

    @model_validator(mode="before")
    @classmethod
    def _number_is_a_mean(cls, value: Any) -> Any:
        return {"mean": value} if isinstance(value, (int, float)) and not isinstance(value, bool) else value


class Heavy(Part):
    """A size that is now and then enormous: lognormal with this mean, or plainly a number (its mean)."""

    mean: float = Field(..., gt=0.0, le=10.0, description="Mean size.", json_schema_extra={"unit": "charge"})
    spread: float = quantity(
        0.6,
        "Standard deviation of the logarithm: 0 is always the same, 1 is often tiny and now and then huge.",
        unit="log units",
        low=0.0,
        high=2.0,
    )

    @model_validator(mode="before")
    @classmethod
    def _number_is_a_mean(cls, value: Any) -> Any:
        return {"mean": value} if isinstance(value, (int, float)) and not isinstance(value, bool) else value
