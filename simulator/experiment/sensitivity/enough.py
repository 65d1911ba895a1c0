"""Whether the runs are enough for what is said first, by a stated rule, and about how many would be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.experiment.intervals import Interval

HALF_WIDTH = 0.1
"""Of shares and coefficients: the interval of the leading factor is enough when it is no wider than 0.1 either way."""
PART = 0.25
"""Of effects in the unit of the metric: when it is no wider than a quarter of the effect either way."""
EQUAL, EQUAL_PART = 0.05, 0.1
"""Two factors nearer than this, or than this part of the leading one, count as equal; no order of theirs is asked."""
FEW_REPLICATES = 3
"""From so many on, replicates give an interval that can be used."""


@dataclass(frozen=True)
class Enough:
    """What is wrong with the number of runs, if anything."""

    is_enough: bool
    needed: int | None
    """About how many runs would be enough; None where they are, or where nothing can be estimated."""
    words: str
    is_first_sure: bool = True
    """Whether the interval of the leading factor lies apart from that of the next."""


ENOUGH = Enough(True, None, "")


def judged(ranked: Sequence[tuple[str, Interval]], runs: int, replicates: int, is_share: bool) -> Enough:
    """Judge by the leading factor and the one after it, which come first in `ranked`, by size without sign.

    Intervals shrink with the square root of the number of runs; that is what the estimate rests on.
    """
    if not ranked:
        return ENOUGH
    name, leader = ranked[0]
    half = _half(leader)
    if not math.isfinite(half):
        few = runs // max(replicates, 1) * FEW_REPLICATES
        return Enough(
            False,
            few,
            f"Not enough runs to say how sure this is: one replicate has no interval; about {few:,} runs "
            f"({FEW_REPLICATES} replicates) needed.",
            False,
        )
    size = abs(leader.mean)
    limit = HALF_WIDTH if is_share else PART * size
    factor, wrong, is_first_sure = 1.0, "", True
    if half > limit:
        factor = (half / limit) ** 2 if limit > 0.0 else math.inf
        wrong = f"the interval of {name} is wider than it should be for the factor that leads"
    if len(ranked) > 1:
        second, other = ranked[1]
        gap, sum_of_halves = size - abs(other.mean), half + _half(other)
        is_first_sure = gap >= sum_of_halves
        equal = EQUAL if is_share else EQUAL_PART * size
        if gap >= equal and gap < sum_of_halves and (sum_of_halves / gap) ** 2 > factor:
            factor = (sum_of_halves / gap) ** 2
            wrong = f"whether {name} or {second} leads is not sure, their intervals overlap"
    if not wrong:
        return ENOUGH
    if not math.isfinite(factor):
        return Enough(False, None, f"Not enough runs: {wrong}.", is_first_sure)
    needed = _rounded(runs * factor)
    words = f"Not enough runs: {wrong}; about {needed:,} needed, {runs:,} are there."
    return Enough(False, needed, words, is_first_sure)


def _half(found: Interval) -> float:
    return (found.high - found.low) / 2.0


def _rounded(number: float) -> int:
    """Return a number to two digits, upwards: it is an estimate."""
    unit = 10.0 ** max(0, math.floor(math.log10(number)) - 1)
    return round(math.ceil(round(number / unit, 6)) * unit)
