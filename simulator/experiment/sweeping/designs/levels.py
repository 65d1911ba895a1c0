"""Designs over values that are listed: every value with every other, place by place, or one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product, zip_longest

from simulator.experiment.sweeping.plan import Factor, Value
from simulator.scenario.sweep_reading import Varied

Row = tuple[Value, ...]
"""The values of a point, in the order of the factors."""


def grid(factors: Sequence[Factor]) -> list[Row]:
    """Every value with every other, the last parameter moving fastest."""
    return list(product(*(factor.levels for factor in factors)))


def one_at_a_time(varied: Sequence[Varied]) -> list[Row]:
    """The scenario itself, then each value by itself with everything else as the scenario has it.

    First the first value of each parameter, then the second of each, and so on, so that half of the points say
    something of every parameter. A range without steps gives its two ends. What the scenario says already is no point.
    """
    present = tuple(each.present for each in varied)
    rows = [present]
    columns = [[value for value in values_of(each) if value != each.present] for each in varied]
    absent = object()
    for values in zip_longest(*columns, fillvalue=absent):
        for place, value in enumerate(values):
            if value is not absent:
                rows.append((*present[:place], value, *present[place + 1 :]))  # type: ignore[arg-type]
    return rows


def values_of(varied: Varied) -> tuple[Value, ...]:
    """The values of a parameter, the two ends of a range."""
    if varied.levels:
        return varied.levels
    return tuple(int(end or 0) if varied.is_whole else end for end in (varied.low, varied.high))
