"""One at a time: how far a metric swings from the base when one parameter alone goes to its ends."""

from __future__ import annotations

import numpy as np

from simulator.errors import UsageError
from simulator.experiment.intervals import interval_of
from simulator.experiment.sensitivity.estimates import UNKNOWN, Estimates, Measure
from simulator.experiment.sweeping.plan import Factor

MEASURES = {
    "swing": Measure(
        "metric", "largest less smallest value of the metric over all that the factor was set to, the base included"
    ),
}
LEADING = "swing"


def base_of(points: np.ndarray) -> int:
    """Return the row that all others differ from in one factor at most.

    Raises:
        UsageError: when there is none.
    """
    # What a point leaves as the base has it is not a number, and equal to what others leave.
    same = (points[:, None, :] == points[None, :, :]) | (np.isnan(points)[:, None, :] & np.isnan(points)[None, :, :])
    rows = np.flatnonzero(((~same).sum(axis=2) <= 1).all(axis=1))
    if rows.size == 0:
        raise UsageError("no point of this sweep differs from each other one in one parameter only; it has no base")
    return int(rows[0])


def swings(factors: tuple[Factor, ...], points: np.ndarray, values: np.ndarray) -> Estimates:
    """Estimate from the base and points that differ from it in one factor: `values` has a column a replicate.

    Each replicate is the same luck in both worlds, so that differences within it have little of luck left.
    """
    base = base_of(points)
    moved = points != points[base]
    moved &= ~(np.isnan(points) & np.isnan(points[base]))
    found = []
    for index in range(len(factors)):
        rows = [base, *np.flatnonzero(moved[:, index])]
        if len(rows) == 1 or not np.isfinite(values[rows]).all():
            found.append(UNKNOWN)
            continue
        means = values[rows].mean(axis=1)
        found.append(interval_of(values[rows[int(means.argmax())]] - values[rows[int(means.argmin())]]))
    return Estimates({"swing": tuple(found)}, {})
