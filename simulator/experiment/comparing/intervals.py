"""Means over replicates and how sure they are: Student's t, and sums that need no more memory for more replicates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.experiment.intervals import t_quantile


@dataclass(frozen=True)
class Interval:
    """A mean over replicates with its 95 % interval; from one replicate there is none."""

    mean: float
    low: float | None = None
    high: float | None = None

    @property
    def is_clear(self) -> bool:
        """Whether zero lies outside: more than luck."""
        return self.low is not None and self.high is not None and (self.low > 0.0 or self.high < 0.0)

    def document(self) -> dict[str, float | None]:
        """Return it as plain values; what is no number is None."""
        return {"mean": _plain(self.mean), "low": _plain(self.low), "high": _plain(self.high)}


def interval(values: Sequence[float]) -> Interval:
    """Return the mean of what each replicate says, and its interval: mean ± t s / √n.

    Replicates without a number are passed over.

    Example:
        >>> interval([1.0, 2.0, 3.0]).mean, round(interval([1.0, 2.0, 3.0]).high, 3), interval([5.0]).low
        (2.0, 4.484, None)
    """
    known = np.array([value for value in values if math.isfinite(value)], float)
    if not len(known):
        return Interval(math.nan)
    running = Running(1)
    for value in known:
        running.add(np.array([value]))
    low, high = running.bounds()
    return Interval(float(running.mean[0]), _known(low[0]), _known(high[0]))


def ratio_interval(above: Sequence[float], below: Sequence[float]) -> Interval:
    """Return the ratio of two means over the same replicates, and its interval from the linearised residuals.

    Each replicate's residual is (above - r below) / mean(below); a mean of ratios would be pulled away by small ones.
    """
    a, b = np.asarray(above, float), np.asarray(below, float)
    if not len(b) or b.mean() == 0.0:
        return Interval(math.nan)
    ratio = float(a.mean() / b.mean())
    if len(b) < 2:
        return Interval(ratio)
    spread = float(((a - ratio * b) / b.mean()).std(ddof=1))
    half = t_quantile(len(b) - 1) * spread / math.sqrt(len(b))
    return Interval(ratio, ratio - half, ratio + half)


class Running:
    """Mean and variance of many cells over replicates, one replicate at a time (Welford); gaps are passed over.

    With every value's sign turned round all results turn round with it, to the last bit.
    """

    def __init__(self, cells: int) -> None:
        self.count = np.zeros(cells, np.int64)
        self._mean = np.zeros(cells)
        self._squares = np.zeros(cells)

    def add(self, values: np.ndarray) -> None:
        """Take in one replicate."""
        known = np.isfinite(values)
        self.count += known
        before = np.where(known, values - self._mean, 0.0)
        self._mean += before / np.maximum(self.count, 1)
        self._squares += before * np.where(known, values - self._mean, 0.0)

    @property
    def mean(self) -> np.ndarray:
        """The means; not a number where no replicate has one."""
        return np.where(self.count > 0, self._mean, np.nan)

    @property
    def variance(self) -> np.ndarray:
        """Variance between replicates; not a number for fewer than two."""
        return np.where(self.count > 1, self._squares / np.maximum(self.count - 1, 1), np.nan)

    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        """Return both ends of the interval of the mean; not a number for fewer than two replicates."""
        quantile = np.full(len(self.count), np.nan)
        for count in np.unique(self.count[self.count > 1]):
            quantile[self.count == count] = t_quantile(int(count) - 1)
        half = quantile * np.sqrt(self.variance / np.maximum(self.count, 1))
        return self.mean - half, self.mean + half


def _known(number: float) -> float | None:
    return float(number) if math.isfinite(number) else None


def _plain(number: float | None) -> float | None:
    return None if number is None or not math.isfinite(number) else float(number)
