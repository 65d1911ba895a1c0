"""How long customers stay: survival with tenure, and churn by year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.projection.counts import Counts, ratio

WEEKS_PER_YEAR = 52


def survival(at_risk: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Return the share still there after each week of tenure: the life table, or Kaplan-Meier estimate.

    It runs as far as anybody was observed; the first week of tenure, the one of joining, has number 0.

    Example:
        >>> survival(np.array([10, 8, 0]), np.array([2, 4, 0])).tolist()
        [0.8, 0.4]
    """
    observed = len(at_risk) if (at_risk > 0).all() else int(np.argmin(at_risk > 0))
    return np.asarray(np.cumprod(1.0 - left[:observed] / at_risk[:observed]))


@dataclass(frozen=True)
class Years:
    """Churn year by year; arrays [replicate, segment, year]. The last year may be shorter than the others."""

    weeks: tuple[int, ...]
    """How many weeks each year has."""
    customers_at_start: np.ndarray
    leavers: np.ndarray
    churn: np.ndarray
    """Leavers by customers at the start of the year; not a number for a year that is not full."""
    leavers_per_customer_year: np.ndarray
    """Leavers by the time that customers could have left in: the hazard of a year."""


def years_of(counts: Counts) -> Years:
    """Return churn year by year."""
    starts = range(0, counts.weeks, WEEKS_PER_YEAR)
    weeks = tuple(min(WEEKS_PER_YEAR, counts.weeks - start) for start in starts)
    # The customers of week 1 are those who were there or came in it; of a later year, those left by the one before.
    first = counts.at_start[:, None]
    before = np.concatenate([first, counts.customers], axis=1)[:, list(starts)]
    leavers = np.add.reduceat(counts.leavers, list(starts), axis=1)
    exposed = np.add.reduceat(counts.at_risk, list(starts), axis=1) / WEEKS_PER_YEAR
    full = np.array([length == WEEKS_PER_YEAR for length in weeks])
    churn = np.where(full[:, None], ratio(leavers, before), np.nan)
    return Years(
        weeks,
        *(np.moveaxis(array, 1, 2) for array in (before, leavers, churn, ratio(leavers, exposed))),
    )
