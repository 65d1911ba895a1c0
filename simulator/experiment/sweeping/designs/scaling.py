"""From a place between 0 and 1 to a value of a parameter."""

from __future__ import annotations

import math

import numpy as np

from simulator.experiment.sweeping.plan import Factor, Value

FINEST = 12
"""Digits of a unit; the last few of 1/3 + 2/3 must not decide which value is meant."""


def scaled(factor: Factor, units: np.ndarray, *, on_levels: bool) -> list[Value]:
    """Return the values of a parameter at places between 0 and 1.

    What is listed or whole takes each value on an equal part of the way from 0 to 1, so that each is drawn equally
    often. `on_levels` says that the places are themselves a few, from 0 to 1 at equal steps, as in the design of
    Morris: then the values are as many steps apart, ends included, and no step of the design leaves a value as it is.
    """
    units = np.round(units, FINEST)
    if factor.levels:
        return [factor.levels[place] for place in _places(units, len(factor.levels), on_levels)]
    assert factor.low is not None
    assert factor.high is not None
    low, high = factor.low, factor.high
    if not factor.is_whole:
        return [_between(low, high, unit, factor.is_log) for unit in units.tolist()]
    if not factor.is_log:
        return [int(low) + place for place in _places(units, int(high - low) + 1, on_levels)]
    if on_levels:
        return [round(_between(low, high, unit, True)) for unit in units.tolist()]
    # Each whole number has the part of the way up to the next one, on the scale of logarithms.
    return [min(int(_between(low, high + 1.0, unit, True)), int(high)) for unit in units.tolist()]


def _places(units: np.ndarray, count: int, on_levels: bool) -> list[int]:
    if on_levels:
        return [int(each) for each in np.floor(units * (count - 1) + 0.5)]
    return [int(each) for each in np.minimum(np.floor(units * count), count - 1)]


def _between(low: float, high: float, unit: float, is_log: bool) -> float:
    if unit in {0.0, 1.0}:
        return high if unit else low
    if is_log:
        return min(max(low * math.exp(unit * math.log(high / low)), low), high)
    return min(max(low + unit * (high - low), low), high)
