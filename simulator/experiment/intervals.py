"""Means over replicates, and how sure they are."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

LEVEL = 0.95


class Interval(NamedTuple):
    """A mean and the interval it lies in with 95 % confidence; not numbers where one replicate says nothing of it."""

    mean: float
    low: float
    high: float


@cache
def t_quantile(freedom: int, level: float = LEVEL) -> float:
    """Return t such that `level` of Student's distribution lies between -t and t.

    Example:
        >>> round(t_quantile(4), 3), round(t_quantile(1), 3)
        (2.776, 12.706)
    """
    from scipy.special import stdtrit  # a heavy import, and only needed here

    return float(stdtrit(freedom, 0.5 + level / 2))


def interval_of(values: ArrayLike, level: float = LEVEL) -> Interval:
    """Return the mean over replicates and Student's interval around it.

    `values` holds one number a replicate; those that are no number, where a replicate had nobody to measure, are left
    out.

    Example:
        >>> mean, low, high = interval_of([1.0, 2.0, 3.0])
        >>> mean, round(low, 2), round(high, 2)
        (2.0, -0.48, 4.48)
    """
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    if known.size == 0:
        return Interval(math.nan, math.nan, math.nan)
    mean = float(known.mean())
    if known.size == 1:
        return Interval(mean, math.nan, math.nan)
    half = t_quantile(known.size - 1, level) * float(known.std(ddof=1)) / math.sqrt(known.size)
    return Interval(mean, mean - half, mean + half)
