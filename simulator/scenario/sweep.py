"""The sweep: what a sweep file asks for, as one frozen value.

What the paths and values mean is known by the scenario that the sweep names; `sweep_reading.py` asks it.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from pydantic import Field, model_validator

from simulator.scenario.fields import Part

Value: TypeAlias = bool | int | float | str | None
"""A single value at a path of a scenario."""

WEEKLY = (
    "customers",
    "customers[overdrawn]",
    "customers[indifferent]",
    "customers[satisfied]",
    "customers[loyal]",
    "customers[engaged]",
    "leavers",
    "mean[balance]",
    "nps",
)
"""Measures kept week by week unless others are named; the NPS only where customers are asked."""

SEED = "Seed of the design; the same seed draws the same points. It has nothing to do with the seed of the scenario."


class Range(Part):
    """All values between two, or some of them at equal steps."""

    low: float = Field(..., alias="from", description="Lowest value, in the unit of the parameter.")
    high: float = Field(..., alias="to", description="Highest value, in the unit of the parameter.")
    steps: int | None = Field(
        None,
        ge=2,
        le=10_000,
        description="How many values at equal steps, both ends among them; left out, the design draws values.",
        json_schema_extra={"unit": "values"},
    )
    whole: bool = Field(
        False, description="Only whole numbers; parameters that count weeks or people are whole in any case."
    )
    scale: Literal["linear", "log"] = Field(
        "linear",
        description="log: equal steps multiply instead of adding, for what spans several powers of ten; from above 0.",
    )

    @model_validator(mode="after")
    def _is_a_range(self) -> Range:
        if self.low >= self.high:
            raise ValueError(f"`to` is {self.high:g}; allowed is more than `from`, which is {self.low:g}")
        if self.scale == "log" and self.low <= 0.0:
            raise ValueError(f"`from` is {self.low:g}; with `scale: log` allowed is a number above 0")
        return self


class LatinHypercube(Part):
    """Points that are random, yet spread evenly over the range of every single parameter."""

    kind: Literal["latin_hypercube"] = Field(..., description="Latin hypercube sampling (McKay and others 1979).")
    points: int = Field(
        ...,
        ge=2,
        le=100_000,
        description="How many points; ten for each parameter is a usual beginning.",
        json_schema_extra={"unit": "points"},
    )
    seed: int = Field(1, ge=0, le=2**63 - 1, description=SEED)


class Sobol(Part):
    """Points from which Sobol' indices follow: how much of the variance each parameter explains."""

    kind: Literal["sobol"] = Field(..., description="Saltelli's extension of Sobol' sequences (Saltelli 2002).")
    points: int = Field(
        ...,
        ge=2,
        le=2**20,
        description=(
            "Points of the sequence, a power of 2; with d parameters points × (d + 2) are lived, with `second_order` "
            "points × (2 d + 2). Doubling keeps what was lived."
        ),
        json_schema_extra={"unit": "points"},
    )
    second_order: bool = Field(
        False, description="Also what pairs of parameters explain together; nearly twice the runs."
    )
    seed: int = Field(1, ge=0, le=2**63 - 1, description=SEED)

    @model_validator(mode="after")
    def _power_of_two(self) -> Sobol:
        if self.points & (self.points - 1):
            below = 1 << (self.points.bit_length() - 1)
            raise ValueError(f"`points` is {self.points}; allowed is a power of 2, such as {below} or {2 * below}")
        return self


class Morris(Part):
    """Paths along which one parameter moves at a time: which of many parameters matter at all."""

    kind: Literal["morris"] = Field(..., description="Elementary effects (Morris 1991).")
    trajectories: int = Field(
        ...,
        ge=2,
        le=10_000,
        description="How many paths; with d parameters each lives d + 1 points. 10 to 50 are usual.",
        json_schema_extra={"unit": "trajectories"},
    )
    levels: int = Field(
        4,
        ge=4,
        le=100,
        description="How many values each parameter may take, an even number; 4 is usual.",
        json_schema_extra={"unit": "values"},
    )
    seed: int = Field(1, ge=0, le=2**63 - 1, description=SEED)

    @model_validator(mode="after")
    def _even(self) -> Morris:
        if self.levels % 2:
            raise ValueError(
                f"`levels` is {self.levels}; allowed is an even number, so that steps go up and down alike"
            )
        return self


Word: TypeAlias = Literal["grid", "list", "zip", "one_at_a_time"]


class Sweep(Part):
    """Many runs of one scenario, told apart by the values of some parameters.

    Example:
        >>> Sweep(name="Desk", scenario="service", vary={"recovery.empathy": [0.1, 0.5]}).replicates
        1
    """

    name: str = Field(..., min_length=1, max_length=120, description="What this sweep is called in tables and figures.")
    why: str = Field("", description="The question this sweep answers, in a sentence or two.")
    scenario: str = Field(
        ..., min_length=1, description="What is varied: a file beside this one, or a name of the library."
    )
    set: dict[str, Any] = Field(
        default_factory=dict,
        description="Other values for every point, by path as in --set, for instance customers: 2000.",
    )
    vary: dict[str, tuple[Any, ...] | Range] = Field(
        default_factory=dict,
        description=(
            "What differs from point to point, by path as in --set: a list of values, or a range such as "
            "{from: 0, to: 1, steps: 5}; without `steps` the design draws values from the range."
        ),
    )
    design: Word | LatinHypercube | Sobol | Morris | None = Field(
        None,
        description=(
            "Which points are lived. grid: every value with every other; zip: the first values together, the second "
            "ones, and so on; one_at_a_time: the scenario itself, then each value by itself; list: `points`; or one "
            "that draws. Left out: list where there are `points`, else grid."
        ),
    )
    points: tuple[dict[str, Any], ...] = Field(
        (),
        max_length=100_000,
        description="The points of a list, each by path as in --set; what a point does not name stays as it is.",
    )
    include: tuple[dict[str, Any], ...] = Field(
        (),
        max_length=1000,
        description="Only points that match one of these: by path a value, a list of values or a range {from: , to: }.",
    )
    exclude: tuple[dict[str, Any], ...] = Field(
        (), max_length=1000, description="No points that match one of these; written as `include`."
    )
    replicates: int = Field(
        1,
        ge=1,
        le=10_000,
        description=(
            "How many times each point is lived, with other luck each time; the luck of a replicate is the same at "
            "every point, so that points differ by their values alone."
        ),
    )
    weekly: tuple[str, ...] = Field(
        WEEKLY,
        max_length=200,
        description="Measures kept week by week, by their names in projection.parquet; all else is kept as totals.",
    )

    @model_validator(mode="after")
    def _varies_something(self) -> Sweep:
        listed = bool(self.points)
        if listed and self.vary:
            raise ValueError("`vary` and `points` exclude each other: a list says the values of each point itself")
        if not listed and not self.vary:
            raise ValueError(
                "nothing differs from point to point; `vary` says what, as in `vary: {recovery.empathy: [0.1, 0.5]}`"
            )
        if listed and self.design not in {None, "list"}:
            raise ValueError("`design` does not go with `points`; leave out one of the two")
        if not listed and self.design == "list":
            raise ValueError("`design` is list, which takes its values from `points` and not from `vary`")
        drawn = isinstance(self.design, (Sobol, Morris))
        if drawn and (self.include or self.exclude):
            key = "include" if self.include else "exclude"
            raise ValueError(
                f"`{key}` takes points away, and indices follow only from all points of this design; leave it out, or "
                "narrow the ranges"
            )
        return self

    @property
    def kind(self) -> str:
        """The word for the design."""
        if self.design is None:
            return "list" if self.points else "grid"
        return self.design if isinstance(self.design, str) else self.design.kind
