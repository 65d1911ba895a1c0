"""Whether known values come back: data made by the scenario itself, with its noise, fitted as the real targets are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.experiment.calibrating.parameters import Free, Number, values_at
from simulator.experiment.calibrating.ranges import ALLOWANCE
from simulator.experiment.calibrating.surface import Surface
from simulator.experiment.calibrating.targets import Target
from simulator.experiment.calibrating.trials import CHECK, Trial, fitted_targets
from simulator.experiment.calibrating.uncertainty import Misfit

UNLIKELY = 0.025
"""A parameter whose value comes back so seldom that ranges which hold would make it with less than this, is told."""


@dataclass(frozen=True)
class Recovered:
    """One parameter over all sets of data."""

    free: Free
    truths: tuple[float, ...]
    found: tuple[float, ...]
    inside: tuple[bool, ...]
    """Whether the truth lies in the 95 % range, set by set."""

    @property
    def often(self) -> int:
        """In how many sets it came back within its range."""
        return sum(self.inside)

    @property
    def error(self) -> float:
        """How far what was found is from the truth, root mean square, as a part of what was searched."""
        pairs = zip(self.truths, self.found, strict=True)
        return float(np.sqrt(np.mean([(self.free.unit(one) - self.free.unit(other)) ** 2 for one, other in pairs])))

    @property
    def is_met(self) -> bool:
        """Whether so many could be by chance, if ranges hold 95 % of the time."""
        from scipy.stats import binom  # a heavy import, and only needed here

        return bool(binom.cdf(self.often, len(self.inside), 0.95) > UNLIKELY)


def truths_of(free: Sequence[Free], cloud: np.ndarray, count: int) -> list[tuple[Number, ...]]:
    """Return values to make data with, from among those that the real targets allow."""
    # The cloud comes in the order of its steps: evenly spaced, all of it is seen.
    places = np.linspace(0, len(cloud) - 1, count).astype(int)
    return [values_at(free, cloud[place]) for place in places]


def data_of(truth: Trial, targets: Sequence[Target], misfit: Misfit, seed: tuple[int, int]) -> np.ndarray:
    """Return made-up targets: what a trial with known values came to, and errors such as the real ones have."""
    _, places = fitted_targets(targets)
    return np.asarray(truth.means[places] + misfit.drawn(np.random.default_rng((*seed, 99))))


def recovered(
    trials: Sequence[Trial], free: Sequence[Free], targets: Sequence[Target], misfit: Misfit, seed: int
) -> tuple[Recovered, ...]:
    """Return of each parameter whether the truths of a check lie within their ranges."""
    surface = Surface([trial for trial in trials if trial.stage != CHECK], free, targets, misfit)
    truths, found, inside = [], [], []
    for number, truth in enumerate(trial for trial in trials if trial.stage == CHECK):
        if truth.measured is None:
            continue
        data = data_of(truth, targets, misfit, (seed, number))
        best, least = surface.best(data)
        truths.append([float(value) for value in truth.values])
        found.append([each.value(at) for each, at in zip(free, best, strict=True)])
        held = []
        for which, each in enumerate(free):
            _, there = surface.best(data, fixed=(which, each.unit(truth.values[which])))
            held.append(there - least <= ALLOWANCE)
        inside.append(held)
    if not truths:
        return ()
    columns = (tuple(zip(*rows, strict=True)) for rows in (truths, found, inside))
    return tuple(
        Recovered(each, tuple(map(float, was)), tuple(map(float, came)), tuple(map(bool, held)))
        for each, was, came, held in zip(free, *columns, strict=True)
    )
