"""What was tried: points in the ranges, what the scenario came to there, and how far that was from the targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.experiment.calibrating.parameters import Number
from simulator.experiment.calibrating.targets import Target
from simulator.experiment.calibrating.uncertainty import Misfit

START, SEARCH, REFINE, END = "start", "search", "refine", "end"
CHECK, REFIT = "check", "refit"
OF_A_CHECK = (CHECK, REFIT)
"""Stages of the trials that a check needs; without them the fit is the same."""

FEWEST_NEAR = 10
"""The noise near the best is told from at least so many trials."""


@dataclass(frozen=True)
class Trial:
    """One point."""

    number: int
    """From 0, in the order in which they were tried."""
    stage: str
    """Why it was tried: to look around, to search, to refine the best, to find the ends; or for a check."""
    values: tuple[Number, ...]
    """Of the free parameters, in their order."""
    measured: np.ndarray | None
    """[replicate, target], those held out too; None where the point could not be lived."""
    why: str = ""
    """Why it could not."""

    @property
    def means(self) -> np.ndarray:
        """[target]: means over the replicates."""
        assert self.measured is not None
        return np.asarray(self.measured.mean(0))


def usable(trials: Sequence[Trial]) -> list[Trial]:
    """Return the trials that a fit can be made of: lived, with the luck that all share."""
    return [trial for trial in trials if trial.measured is not None and trial.stage != CHECK]


def of_the_fit(trials: Sequence[Trial]) -> list[Trial]:
    """Return the trials without those of a check."""
    return [trial for trial in trials if trial.stage not in OF_A_CHECK]


def noise_of(trials: Sequence[Trial]) -> np.ndarray:
    """Return the standard deviation of the mean over replicates of each target, the trials taken together.

    One trial has few replicates to tell it from; it hardly changes from point to point.
    """
    measured = [trial.measured for trial in usable(trials) if trial.measured is not None]
    variances = np.mean([each.var(0, ddof=1) for each in measured], axis=0)
    return np.asarray(np.sqrt(variances / measured[0].shape[0]))


def fitted_targets(targets: Sequence[Target]) -> tuple[list[Target], np.ndarray]:
    """Return the targets that are fitted, and their places among all."""
    places = np.array([at for at, target in enumerate(targets) if not target.is_held_out], int)
    return [targets[at] for at in places], places


def misfit_of(trials: Sequence[Trial], targets: Sequence[Target]) -> Misfit:
    """Return the yardstick of the fitted targets, with the noise of the model near the best of the trials."""
    fitted, places = fitted_targets(targets)
    rough = Misfit(fitted, noise_of(trials)[places])
    near = nearest_of(trials, targets, rough)
    return Misfit(fitted, noise_of(near[: max(FEWEST_NEAR, len(near) // 3)])[places])


def nearest_of(trials: Sequence[Trial], targets: Sequence[Target], misfit: Misfit) -> list[Trial]:
    """Return usable trials, the nearest to the targets first; of equals the earlier."""
    _, places = fitted_targets(targets)
    far = {trial.number: float(misfit.of(trial.means[places])) for trial in usable(trials)}
    return sorted(usable(trials), key=lambda trial: (far[trial.number], trial.number))
