"""Regression of ranks: what can be said of a Latin hypercube, where every parameter moves at once."""

from __future__ import annotations

import numpy as np

from simulator.errors import ResultsError
from simulator.experiment.intervals import Interval
from simulator.experiment.sensitivity.coding import is_worded
from simulator.experiment.sensitivity.estimates import Estimates, Measure, around, drawn
from simulator.experiment.sweeping.plan import Factor

MEASURES = {
    "srrc": Measure(
        "-1 to 1",
        "standardised coefficient of the regression of ranks: by how many standard deviations the rank of the metric "
        "moves with one of the factor's; of words, without sign, the standard deviation that they bring",
    ),
    "r_squared": Measure(
        "share", "share of the variance of the ranks that the regression explains; the rest it misses"
    ),
}
LEADING = "srrc"
TO_SPARE = 3
"""Points that there must be beyond the numbers that are fitted."""


def ranks(factors: tuple[Factor, ...], points: np.ndarray, values: np.ndarray) -> Estimates:
    """Estimate from independent points: a row a point, a column a factor, and the metric of each.

    Raises:
        ResultsError: when there are fewer points than numbers to fit.
    """
    columns = [_columns(factor, points[:, index]) for index, factor in enumerate(factors)]
    width = sum(each.shape[1] for each in columns)
    if len(points) < width + 1 + TO_SPARE:
        raise ResultsError(
            f"{len(points)} points are too few to fit {width} coefficients; {width + 1 + TO_SPARE} at least"
        )
    ranked = _ranked(values)
    explained, fit = _fitted(columns, ranked, factors)
    again = [_fitted([each[chosen] for each in columns], ranked[chosen], factors) for chosen in drawn(len(points))]
    coefficients = np.array([each for each, _ in again])
    found = tuple(around(float(explained[index]), coefficients[:, index]) for index in range(len(factors)))
    r_squared = around(fit, np.array([each for _, each in again]))
    low, high = max(0.0, r_squared.low), min(1.0, r_squared.high)
    return Estimates({"srrc": found}, {"r_squared": Interval(r_squared.mean, low, high)})


def _columns(factor: Factor, values: np.ndarray) -> np.ndarray:
    """Return the columns of a factor in the regression: its ranks, or of words one column each but the first."""
    if not is_worded(factor):
        return _ranked(values)[:, None]
    present = np.unique(values)
    return np.asarray(values[:, None] == present[None, 1:], float)


def _ranked(values: np.ndarray) -> np.ndarray:
    """Return ranks, equal values sharing theirs."""
    from scipy.stats import rankdata  # a heavy import, and only needed here

    return np.asarray(rankdata(values), float)


def _fitted(columns: list[np.ndarray], ranked: np.ndarray, factors: tuple[Factor, ...]) -> tuple[np.ndarray, float]:
    """Return the standardised coefficient of each factor, and the share of the variance that all explain."""
    spread = ranked.std()
    if spread == 0.0:
        return np.zeros(len(factors)), 0.0
    left = np.concatenate(columns, axis=1)
    left = left - left.mean(axis=0)
    right = (ranked - ranked.mean()) / spread
    solved = np.linalg.lstsq(left, right, rcond=None)[0]
    found, first = [], 0
    for factor, each in zip(factors, columns, strict=True):
        count = each.shape[1]
        brought = left[:, first : first + count] @ solved[first : first + count]
        sign = 1.0 if is_worded(factor) or count == 0 or solved[first] >= 0.0 else -1.0
        found.append(sign * float(brought.std()))
        first += count
    return np.array(found), 1.0 - float(((right - left @ solved) ** 2).mean())
