"""What a sweep will live: which parameters vary, the points, the replicates of each, and the order of the runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario

Value = bool | int | float | str | None
"""A value at a path of a scenario, as `--set` takes it."""


class Run(NamedTuple):
    """One point with the luck of one replicate: what is lived, and lost or kept, as a whole."""

    point: int
    replicate: int


@dataclass(frozen=True)
class Factor:
    """A parameter that varies: between `low` and `high`, or over the `levels` that it may take."""

    path: str
    """As `--set` takes it: `recovery.empathy`, `touchpoints[bill].failure.probability`."""
    low: float | None = None
    high: float | None = None
    is_whole: bool = False
    """Whether values between `low` and `high` are whole numbers."""
    is_log: bool = False
    """Whether equal steps multiply, for values between `low` and `high`."""
    levels: tuple[Value, ...] = ()
    """Empty where it varies between `low` and `high`; else every value that occurs, words too."""


@dataclass(frozen=True)
class Point:
    """One set of values; `number` counts from 0 and never changes, however the sweep is extended."""

    number: int
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Plan:
    """All that a sweep will live. Equal plans give equal files, wherever and in whatever order they are lived."""

    name: str
    base: Scenario
    """The scenario that every point changes; it carries the seed."""
    factors: tuple[Factor, ...]
    design: str
    """`grid`, `list`, `zip`, `one_at_a_time`, `latin_hypercube`, `sobol` or `morris`."""
    settings: Mapping[str, Value]
    """What the design was drawn with: its seed, the number of trajectories; as the library that drew it names them."""
    points: tuple[Point, ...]
    replicates: int
    weekly: tuple[str, ...]
    """Measures that are kept week by week, by the names of `projection.tidy()`."""

    def scenario(self, point: Point) -> Scenario:
        """Return the scenario of a point.

        Raises:
            ScenarioError: when the values do not fit together; then the runs of this point fail, and the rest go on.
        """
        return changed(self.base, dict(point.values))

    def runs(self) -> Iterator[Run]:
        """Yield every run, in an order in which half a sweep is useful: every point once before any is repeated."""
        for replicate in range(self.replicates):
            for point in self.points:
                yield Run(point.number, replicate)
