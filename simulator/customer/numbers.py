"""Three small functions of numbers that every part of the rule may need."""

from __future__ import annotations

import math

from simulator.customer.compiled import rule

WEEKS_PER_YEAR = 52.0


@rule
def within(value: float, low: float, high: float) -> float:
    """Return `value`, kept between `low` and `high`."""
    return min(max(value, low), high)


@rule
def logistic(log_odds: float) -> float:
    """Return the probability with these log odds; beyond 30 either way nothing changes any more."""
    return 1.0 / (1.0 + math.exp(-within(log_odds, -30.0, 30.0)))


@rule
def probability_over(probability_per_year: float, weeks: float) -> float:
    """Return the probability over some weeks of what has this probability in a year: the one conversion of the rule."""
    return -math.expm1(math.log1p(-probability_per_year) * (weeks / WEEKS_PER_YEAR))
