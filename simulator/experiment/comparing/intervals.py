"""Means over replicates and how sure they are: Student's t, and sums that need no more memory for more replicates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

LEVEL = 0.95
"""How often an interval holds what it is about, were everything repeated with other luck."""


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


@cache
def t_quantile(freedom: int, level: float = LEVEL) -> float:
    """Return t such that `level` of Student's distribution lies between -t and t (Abramowitz & Stegun 26.7.3, 26.7.4).

    Example:
        >>> round(t_quantile(4), 3), round(t_quantile(1), 3)
        (2.776, 12.706)
    """
    low, high = 0.0, 1.0
    while _between(high, freedom) < level:
        high *= 2.0
    for _ in range(200):
        middle = (low + high) / 2.0
        low, high = (middle, high) if _between(middle, freedom) < level else (low, middle)
    return high


def _between(t: float, freedom: int) -> float:
    """Return how much of the distribution lies between -t and t."""
    angle = math.atan(t / math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term, total = (cosine, 0.0) if odd else (1.0, 0.0)
    for number in range(1 + odd, freedom, 2):
        total += term
        term *= cosine * cosine * number / (number + 1)
    return (angle + sine * total) * 2.0 / math.pi if odd else sine * total


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
