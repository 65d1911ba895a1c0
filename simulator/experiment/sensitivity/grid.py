"""A grid: which share of the variance over its points each parameter's levels bring, and how much goes together."""

from __future__ import annotations

import numpy as np

from simulator.experiment.sensitivity.estimates import Estimates, Measure, jackknife
from simulator.experiment.sweeping.plan import Factor

MEASURES = {
    "main_effect": Measure("share", "share of the variance over the points that the means of the factor's levels have"),
    "together": Measure("share", "share that no factor brings alone: effects that depend on other factors"),
}
LEADING = "main_effect"


def grid(factors: tuple[Factor, ...], points: np.ndarray, values: np.ndarray) -> Estimates:
    """Estimate from all points of a grid: `points` has a column a factor, `values` a column a replicate.

    The points are the whole population that is asked about, so that only luck makes the shares unsure.
    """
    places = [np.unique(points[:, index], return_inverse=True)[1] for index in range(len(factors))]

    def shares(means: np.ndarray) -> np.ndarray:
        variance = means.var()
        if variance == 0.0:
            return np.zeros(len(factors) + 1)
        found = [_between(means, place) / variance for place in places]
        return np.array([*found, 1.0 - sum(found)])

    *each, together = jackknife(values, shares)
    return Estimates({"main_effect": tuple(each)}, {"together": together})


def is_balanced(points: np.ndarray) -> bool:
    """Return whether every combination of levels is there as often as any other."""
    combinations, counts = np.unique(points, axis=0, return_counts=True)
    levels = np.prod([len(np.unique(points[:, index])) for index in range(points.shape[1])])
    return len(combinations) == levels and len(np.unique(counts)) == 1


def _between(means: np.ndarray, place: np.ndarray) -> float:
    """Return the variance between the means of the levels, each as often as it occurs."""
    counts = np.bincount(place)
    of_levels = np.bincount(place, weights=means) / counts
    return float((counts * (of_levels - means.mean()) ** 2).sum() / counts.sum())
