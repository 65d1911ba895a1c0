"""Targets that were kept out of the fit, scored beside what anybody could have said without a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.experiment.calibrating.targets import RETENTION, SURVIVAL, Target

LAST = "the last figure that was fitted, carried on"
CONSTANT = "the churn of the last fitted year, carried on"


@dataclass(frozen=True)
class Scored:
    """One target that was held out."""

    target: Target
    model: float
    low: float
    high: float
    """The band in which the model expects it, 95 %: what the parameters' ranges and luck leave open, and its own
    uncertainty."""
    simple: float
    """What the simple reference says; not a number where nothing like it was fitted."""
    by: str
    """What that reference is."""

    @property
    def miss(self) -> float:
        """Model less target."""
        return self.model - self.target.value

    @property
    def simple_miss(self) -> float:
        """Reference less target."""
        return self.simple - self.target.value

    @property
    def is_inside(self) -> bool:
        """Whether it lies in the band."""
        return self.low <= self.target.value <= self.high


def scored(targets: Sequence[Target], model: np.ndarray, band: tuple[np.ndarray, np.ndarray]) -> tuple[Scored, ...]:
    """Return the held-out targets with what the model and a simple reference say of them.

    `model` and `band` are of all targets, in their order.
    """
    found = []
    for at, target in enumerate(targets):
        if target.is_held_out:
            simple, by = reference(target, targets)
            found.append(Scored(target, float(model[at]), float(band[0][at]), float(band[1][at]), simple, by))
    return tuple(found)


def reference(target: Target, targets: Sequence[Target]) -> tuple[float, str]:
    """Return what one would say of a target from the figures that were fitted, without a model.

    Of survival: as many in a hundred leave each year as between the last two figures, or since joining where there is
    but one. Of everything else: what was last measured.

    Example:
        >>> fitted = [Target("survival", "all", 0, 52 * year, 0.8**year, 0.01, "sd") for year in (1, 2)]
        >>> late = Target("survival", "all", 0, 156, 0.6, 0.01, "sd", is_held_out=True)
        >>> round(reference(late, [*fitted, late])[0], 3)
        0.512
    """
    known = sorted(
        (
            each
            for each in targets
            if not each.is_held_out and (each.measure, each.segment) == (target.measure, target.segment)
        ),
        key=lambda each: each.last_week,
    )
    if not known:
        return float("nan"), "nothing like it was fitted"
    last = known[-1]
    if target.measure != SURVIVAL:
        return last.value, CONSTANT if target.measure == RETENTION else LAST
    before = (known[-2].value, known[-2].last_week) if len(known) > 1 else (1.0, 0)
    if before[0] <= 0.0 or last.last_week == before[1]:
        return last.value, CONSTANT
    kept = (last.value / before[0]) ** (1.0 / (last.last_week - before[1]))
    return last.value * kept ** (target.last_week - last.last_week), CONSTANT
