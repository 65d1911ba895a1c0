"""What a sweep will live: which parameters vary, the points, the replicates of each, and the order of the runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from simulator.experiment.sweeping.designs.order import spread
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario

Value = bool | int | float | str | None
"""A value at a path of a scenario, as `--set` takes it."""


SPREAD = frozenset({"grid", "zip"})
"""Designs whose points are numbered as they are written and lived in another order."""


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

    def order(self) -> list[int]:
        """Return the numbers of the points in the order in which they are lived.

        A grid and a zip are walked through so that early points are spread over all values. The designs that draw, and
        one at a time, number their points so that early ones are useful by themselves; a list is the user's own order.
        """
        numbers = [point.number for point in self.points]
        if self.design not in SPREAD:
            return numbers
        places = [{level: place for place, level in enumerate(factor.levels)} for factor in self.factors]
        met = tuple(
            tuple(known[point.values[factor.path]] for factor, known in zip(self.factors, places, strict=True))
            for point in self.points
        )
        return [numbers[place] for place in spread(met)]

    def runs(self) -> Iterator[Run]:
        """Yield every run, in an order in which half a sweep is useful: every point once before any is repeated."""
        order = self.order()
        for replicate in range(self.replicates):
            for number in order:
                yield Run(number, replicate)
