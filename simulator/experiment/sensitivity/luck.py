"""Luck as a bar of its own: what two runs of the same point differ by, and which part of it the points share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from statistics import NormalDist

import numpy as np

from simulator.experiment.intervals import LEVEL, Interval


@dataclass(frozen=True)
class Luck:
    """What replicates of the same point tell of chance; all variances are over the points of the design."""

    replicates: int
    share: Interval
    """Of the variance of a single run over points and replicates: the part that comes from luck."""
    common: float
    """Of the variance of luck: the part that is alike at all points, which differences between points do not have."""
    deviation: float
    """Standard deviation of a single run around the mean of its point."""
    difference: Interval
    """Mean difference, without sign, between two runs of the same point."""
    left: float
    """Of the variance between the means of the points: the part that is luck still, as replicates are few."""


def luck_of(values: np.ndarray) -> Luck | None:
    """Return what luck does to a metric, from a row a point and a column a replicate, all of them numbers.

    A value is taken as the sum of what the point does, of luck that is alike at all points, and of luck that meets
    this point in its own way: two-way analysis of variance without repetition. The interval of the variance of luck is
    wide where replicates are few, as the luck that is alike at all points was drawn no more often than that. It is
    about these very points; that others might have been drawn is not in it.

    None with one replicate or one point: then luck cannot be told from what the points do.
    """
    points, replicates = values.shape
    if points < 2 or replicates < 2:
        return None
    whole = values.mean()
    of_points, of_replicates = values.mean(axis=1), values.mean(axis=0)
    rest = values - of_points[:, None] - of_replicates[None, :] + whole
    freedom = (points - 1) * (replicates - 1)
    own = float((rest**2).sum()) / freedom
    between = points * float(((of_replicates - whole) ** 2).sum()) / (replicates - 1)
    # The two mean squares enter with these weights; the variance alike at all points is not let below none.
    parts = (between / points, own * (1.0 - 1.0 / points))
    luck = sum(parts)
    common = max(0.0, (between - own) / points)
    of_means = float(of_points.var(ddof=1))
    signal = max(0.0, of_means - own / replicates)
    # Chance between the means of the points, given what the points do: that of a variance around fixed means.
    error = math.sqrt((4.0 * signal + 2.0 * own / replicates) * own / replicates / (points - 1))
    low, high = _interval(parts, (replicates - 1, freedom))
    differences = [
        np.abs(values[:, one] - values[:, other]).mean() for one, other in combinations(range(replicates), 2)
    ]
    difference = float(np.mean(differences))
    return Luck(
        replicates,
        _share(luck, low, high, signal, error),
        min(1.0, common / luck) if luck > 0.0 else 0.0,
        math.sqrt(luck),
        Interval(difference, *(difference * math.sqrt(end / luck) if luck > 0.0 else 0.0 for end in (low, high))),
        min(1.0, own / replicates / of_means) if of_means > 0.0 else 0.0,
    )


def _interval(parts: tuple[float, float], freedoms: tuple[int, int]) -> tuple[float, float]:
    """Return where the sum of two mean squares lies, by the limits of Graybill and Wang (1980)."""
    from scipy.special import chdtri  # a heavy import, and only needed here

    variance, tail = sum(parts), (1.0 - LEVEL) / 2.0
    down = up = 0.0
    for part, freedom in zip(parts, freedoms, strict=True):
        down += (part * (1.0 - freedom / float(chdtri(freedom, tail)))) ** 2
        up += (part * (freedom / float(chdtri(freedom, 1.0 - tail)) - 1.0)) ** 2
    return variance - math.sqrt(down), variance + math.sqrt(up)


def _share(luck: float, low: float, high: float, signal: float, error: float) -> Interval:
    """Return luck's share of the variance; what luck and the points are unsure by adds up as independent errors do."""
    share, sure = _part(luck, signal), NormalDist().inv_cdf(0.5 + LEVEL / 2.0) * error
    down = math.hypot(share - _part(low, signal), share - _part(luck, signal + sure))
    up = math.hypot(_part(high, signal) - share, _part(luck, max(0.0, signal - sure)) - share)
    return Interval(share, max(0.0, share - down), min(1.0, share + up))


def _part(luck: float, signal: float) -> float:
    return luck / (luck + signal) if luck + signal > 0.0 else 0.0
