"""What a finding is: something published about customers, and the experiment that asks the model for it.

The bands are those of the literature, or proposed where it gives none, and are written down before anything is
simulated. They are never moved: a finding that the model misses is shown as missed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from simulator.evidence.laboratory import Laboratory

PUBLISHED = "published"
PROPOSED = "proposed"

Shape = Literal["lines", "bars", "map"]


@dataclass(frozen=True)
class Band:
    """Where a figure must lie; an end that is left out is open."""

    low: float = -math.inf
    high: float = math.inf

    def miss(self, value: float) -> float:
        """Return by how much a value misses: 0 inside, below 0 when too low, above 0 when too high.

        Example:
            >>> Band(1.5, 2.5).miss(3.0)
            0.5
        """
        if math.isnan(value):
            return math.nan
        return value - min(max(value, self.low), self.high)

    def holds(self, value: float) -> bool:
        """Return whether a value lies inside; one that is no number does not."""
        return self.miss(value) == 0.0

    def __str__(self) -> str:
        if math.isinf(self.low):
            return f"at most {self.high:g}"
        return f"at least {self.low:g}" if math.isinf(self.high) else f"{self.low:g} to {self.high:g}"


ABOVE_ZERO = Band(1e-9)
"""For orders: the difference of two figures, of which the first must be the larger."""
BELOW_ZERO = Band(high=-1e-9)


@dataclass(frozen=True)
class Check:
    """One figure of an experiment and where it must lie."""

    name: str
    """Short, unique in its finding; the key of its values in the outcome."""
    says: str
    """What is measured, in words, with its unit."""
    band: Band
    published: str = ""
    """The published value in words, as exact as it is known."""
    basis: str = PROPOSED
    """Whether the band is published (a confidence interval) or proposed."""
    gone: Band | None = None
    """Where the figure lies when the mechanism is off and the effect has gone; left out, it is not looked at then."""


@dataclass(frozen=True)
class Curve:
    """One line, or one set of bars, of a picture: `y` is [replicate, place]."""

    label: str
    x: np.ndarray | tuple[str, ...]
    y: np.ndarray


@dataclass(frozen=True)
class Panel:
    """What a picture of an experiment shows; a map has a curve for each row, whose label is the value of that row."""

    title: str
    x: str
    y: str
    curves: tuple[Curve, ...]
    shape: Shape = "lines"
    band: Band | None = None
    """Of the values on the vertical axis, drawn behind."""
    marks: Mapping[str, float] = field(default_factory=dict)
    """Published values on the vertical axis, by what they are called."""


@dataclass(frozen=True)
class Outcome:
    """What an experiment gave: values of each check, one a replicate, and what to draw."""

    values: Mapping[str, np.ndarray]
    panels: tuple[Panel, ...] = ()


Experiment = Callable[["Laboratory"], Outcome]


@dataclass(frozen=True)
class Finding:
    """A published finding, or something that must emerge by itself, with the experiment that asks the model for it."""

    code: str
    """P01 to P25, or E01 to E12 for what must emerge by itself."""
    name: str
    """Short, for the command line: words joined by hyphens."""
    title: str
    """The finding as a sentence."""
    done: str
    """What is done to the simulated customers, and what is read off them."""
    source: str
    """Who found it, in whom."""
    certainty: str
    """How sure the figure is: read in the paper, on a secondary page, recalled; and the grade of the evidence."""
    checks: tuple[Check, ...]
    experiment: Experiment
    mechanisms: tuple[str, ...] = ()
    """Switched off, they take the effect away: names as under `mechanisms:` in a scenario."""
    note: str = ""
    """What to know about it; where it is missed, what was tried and what mending it would cost elsewhere."""
