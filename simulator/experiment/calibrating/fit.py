"""What the trials of a calibration say: the best point, the ranges, what stays unknown, and how the targets are met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.experiment.calibrating.directions import Flat, Pair, flat_directions, pairs_of
from simulator.experiment.calibrating.holdout import Scored, scored
from simulator.experiment.calibrating.ranges import (
    AT_END,
    Range,
    allowance,
    alone_of,
    cloud_of,
    ends_of,
    inflation,
)
from simulator.experiment.calibrating.recovery import Recovered, recovered
from simulator.experiment.calibrating.search import Plan, surface_of
from simulator.experiment.calibrating.surface import Surface
from simulator.experiment.calibrating.targets import Target
from simulator.experiment.calibrating.trials import Trial, fitted_targets, nearest_of, of_the_fit
from simulator.experiment.calibrating.uncertainty import TWO_SIDED, Misfit

BAND = (2.5, 97.5)


@dataclass(frozen=True)
class Fit:
    """The outcome of a calibration, from its plan and its trials alone.

    Example:
        >>> fit_of(plan, trials).ranges[0].low  # doctest: +SKIP
        1.71
    """

    plan: Plan
    trials: tuple[Trial, ...]
    misfit: Misfit
    best: Trial
    least: float
    """Chi square of the best trial."""
    before: float | None
    """Chi square of the values that the scenario had, where they lie in the ranges that were searched."""
    freedom: int
    """Independent targets less free parameters."""
    ranges: tuple[Range, ...]
    flat: tuple[Flat, ...]
    pairs: tuple[Pair, ...]
    band: tuple[np.ndarray, np.ndarray]
    """Of each target, held out or not: where the model puts it, 95 %, with the parameters anywhere they may be."""
    held_out: tuple[Scored, ...]
    recovered: tuple[Recovered, ...]
    reached: float
    """By how many standard deviations the response surface misses a trial that it was not told of."""

    @property
    def model(self) -> np.ndarray:
        """What each target comes to in the best trial."""
        return self.best.means

    @property
    def inflation(self) -> float:
        """By how much the ranges' variances are larger than was said, because the model does not fit."""
        return inflation(self.least, self.freedom)

    @property
    def fits(self) -> bool:
        """Whether chi square is such as chance alone would make it once in twenty."""
        from scipy.stats import chi2  # a heavy import, and only needed here

        return self.freedom > 0 and bool(self.least <= chi2.ppf(0.95, self.freedom))

    @property
    def lived(self) -> int:
        """How many trials could be lived."""
        return sum(trial.measured is not None for trial in self.trials)


def fit_of(plan: Plan, trials: Sequence[Trial]) -> Fit:
    """Return what the trials of a search that has ended say."""
    whole = of_the_fit(trials)
    surface = surface_of(plan, whole)
    misfit = surface.misfit
    _, places = fitted_targets(plan.targets)
    best = nearest_of(whole, plan.targets, misfit)[0]
    least = float(misfit.of(best.means[places]))
    freedom = misfit.worth - len(plan.free)
    scale = inflation(least, freedom)
    cloud = cloud_of(surface, scale, plan.seed)
    ranges = _ranges(plan, surface, best, allowance(least, freedom), cloud)
    flat = flat_directions(surface.slopes(surface.best()[0]), plan.free, scale)
    band = _band(surface, cloud, misfit, places, plan.targets)
    return Fit(
        plan,
        tuple(trials),
        misfit,
        best,
        least,
        _before(plan, whole, misfit, places),
        freedom,
        ranges,
        flat,
        pairs_of(cloud, ranges, flat),
        band,
        scored(plan.targets, best.means, _with_own(plan, band)),
        recovered(trials, plan.free, plan.targets, misfit, plan.seed) if plan.check else (),
        surface.reached,
    )


def _ranges(plan: Plan, surface: Surface, best: Trial, rise: float, cloud: np.ndarray) -> tuple[Range, ...]:
    ends = ends_of(surface, rise, cloud)
    at, _ = surface.best()
    alone = alone_of(surface, at, rise)
    found = []
    for which, (free, value) in enumerate(zip(plan.free, best.values, strict=True)):
        low, high = float(ends[which, 0, which]), float(ends[which, 1, which])
        # The best trial is allowed by definition, though the surface, being smooth, may put it a hair outside.
        low, high = min(low, free.unit(value)), max(high, free.unit(value))
        found.append(
            Range(
                free,
                float(value),
                float(free.value(low)),
                float(free.value(high)),
                (float(free.value(float(alone[which, 0]))), float(free.value(float(alone[which, 1])))),
                low < AT_END,
                high > 1.0 - AT_END,
            )
        )
    return tuple(found)


def _band(
    surface: Surface, cloud: np.ndarray, misfit: Misfit, places: np.ndarray, targets: Sequence[Target]
) -> tuple[np.ndarray, np.ndarray]:
    some = cloud[:: max(1, len(cloud) // 1500)]
    low, high = np.percentile(surface.of(some), BAND, axis=0)
    noise = np.zeros(len(targets))
    noise[places] = misfit.noise
    ends = [target.known_range for target in targets]
    lowest, highest = (np.array(each) for each in zip(*ends, strict=True))
    return np.maximum(low - TWO_SIDED * noise, lowest), np.minimum(high + TWO_SIDED * noise, highest)


def _with_own(plan: Plan, band: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return the band in which a new figure would lie: with the uncertainty that it has itself."""
    own = TWO_SIDED * np.array([target.sd for target in plan.targets])
    middle = (band[0] + band[1]) / 2.0
    half = np.sqrt(((band[1] - band[0]) / 2.0) ** 2 + own**2)
    return middle - half, middle + half


def _before(plan: Plan, trials: Sequence[Trial], misfit: Misfit, places: np.ndarray) -> float | None:
    was = tuple(free.was for free in plan.free)
    for trial in trials:
        if trial.measured is not None and tuple(map(float, trial.values)) == was:
            return float(misfit.of(trial.means[places]))
    return None
