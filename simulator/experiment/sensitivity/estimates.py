"""What every method returns, and intervals by drawing blocks again."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from simulator.experiment.intervals import LEVEL, Interval

RESAMPLES, FEWEST, AT_ONCE = 1000, 100, 20_000_000
"""Resamples; of so many blocks that they would fill the memory fewer, as each is the surer then, yet a hundred."""
SEED = 1
"""Of the resampling: the same analysis gives the same intervals. Never 0, which SALib takes for no seed."""
Z = NormalDist().inv_cdf(0.5 + LEVEL / 2.0)
UNKNOWN = Interval(math.nan, math.nan, math.nan)


class Measure(NamedTuple):
    """A measure of how a factor matters."""

    unit: str
    """`metric` where it is in the unit of the metric."""
    meaning: str


@dataclass(frozen=True)
class Estimates:
    """What a method says of one metric."""

    factors: Mapping[str, tuple[Interval, ...]]
    """By measure, in the order of the factors; not a number where nothing can be said."""
    whole: Mapping[str, Interval]
    """By measure, what is said of all factors together."""


NOTHING = Estimates({}, {})


def around(value: float, resampled: np.ndarray) -> Interval:
    """Return a value and its interval from the values of resampled data, taken as normal.

    Example:
        >>> around(1.0, np.array([1.0, 1.0]))
        Interval(mean=1.0, low=1.0, high=1.0)
    """
    known = resampled[np.isfinite(resampled)]
    if not math.isfinite(value) or known.size < 2:
        return Interval(value, math.nan, math.nan)
    half = Z * float(known.std(ddof=1))
    return Interval(value, value - half, value + half)


def resamples_of(blocks: int) -> int:
    """Return how many resamples are drawn of so many blocks.

    Example:
        >>> resamples_of(64), resamples_of(40_000), resamples_of(1_000_000)
        (1000, 500, 100)
    """
    return max(FEWEST, min(RESAMPLES, AT_ONCE // max(blocks, 1)))


def drawn(blocks: int) -> np.ndarray:
    """Return which blocks each resample holds: a row a resample, drawn with replacement, always the same."""
    return np.random.default_rng(SEED).integers(blocks, size=(resamples_of(blocks), blocks))


def jackknife(values: np.ndarray, statistic: Callable[[np.ndarray], np.ndarray]) -> list[Interval]:
    """Return each number of a statistic of the means of the points, with Student's interval over the replicates.

    `values` has a row a point and a column a replicate. Each replicate is left out once: the replicates share their
    luck over all points, so that they, and not the points, are what is drawn at random.
    """
    from simulator.experiment.intervals import t_quantile

    whole = statistic(values.mean(axis=1))
    count = values.shape[1]
    if count < 2:
        return [Interval(float(each), math.nan, math.nan) for each in whole]
    without = np.array([statistic(np.delete(values, each, axis=1).mean(axis=1)) for each in range(count)])
    error = np.sqrt((count - 1) / count * ((without - without.mean(axis=0)) ** 2).sum(axis=0))
    half = t_quantile(count - 1) * error
    return [
        Interval(float(each), float(each - side), float(each + side)) for each, side in zip(whole, half, strict=True)
    ]
