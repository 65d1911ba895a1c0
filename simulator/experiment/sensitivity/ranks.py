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
GROUPS = 1000
"""Points are put together for drawing them again where there are more."""
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
    sums = _sums(np.concatenate([np.ones((len(points), 1)), *columns, _ranked(values)[:, None]], axis=1))
    widths = [each.shape[1] for each in columns]
    ordered = [not is_worded(factor) for factor in factors]
    explained, fit = _fitted(sums.sum(axis=0)[None], widths, ordered)
    chosen = drawn(len(sums))
    times = np.apply_along_axis(np.bincount, 1, chosen, minlength=len(sums)).astype(float)
    again, fits = _fitted(np.tensordot(times, sums, axes=1), widths, ordered)
    found = tuple(around(float(explained[0, index]), again[:, index]) for index in range(len(factors)))
    r_squared = around(float(fit[0]), fits)
    low, high = max(0.0, r_squared.low), min(1.0, r_squared.high)
    return Estimates({"srrc": found}, {"r_squared": Interval(r_squared.mean, low, high)})


def _sums(rows: np.ndarray) -> np.ndarray:
    """Return the sums of products of columns, by group of points: all that least squares need of them."""
    groups = np.array_split(np.arange(len(rows)), min(len(rows), GROUPS))
    return np.array([rows[group].T @ rows[group] for group in groups])


def _fitted(sums: np.ndarray, widths: list[int], ordered: list[bool]) -> tuple[np.ndarray, np.ndarray]:
    """Return the standardised coefficient of each factor, and the share of the variance that all explain.

    `sums` are, for each of several samples, those of a column of ones, the columns of the factors, and the ranks of
    the metric; `ordered` says of which factors the one column has a direction.
    """
    counts = sums[:, 0, 0]
    means = sums[:, 0, 1:] / counts[:, None]
    covariances = sums[:, 1:, 1:] / counts[:, None, None] - means[:, :, None] * means[:, None, :]
    of_factors, with_metric = covariances[:, :-1, :-1], covariances[:, :-1, -1]
    spread = np.maximum(covariances[:, -1, -1], np.finfo(float).tiny)
    solved = (np.linalg.pinv(of_factors, hermitian=True) @ with_metric[:, :, None])[:, :, 0]
    found, first = [], 0
    for width, is_ordered in zip(widths, ordered, strict=True):
        own = solved[:, first : first + width]
        brought = np.einsum("bi,bij,bj->b", own, of_factors[:, first : first + width, first : first + width], own)
        size = np.sqrt(np.maximum(brought, 0.0) / spread)
        found.append(np.where(own[:, 0] < 0.0, -size, size) if is_ordered else size)
        first += width
    return np.stack(found, axis=1), (solved * with_metric).sum(axis=1) / spread


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
