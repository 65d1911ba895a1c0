"""The values of a design as numbers, for methods that reckon with numbers only."""

from __future__ import annotations

import math

import numpy as np

from simulator.experiment.sweeping.plan import Factor, Plan, Value


def is_worded(factor: Factor) -> bool:
    """Return whether the values of a factor have no order, as words have none.

    Example:
        >>> is_worded(Factor("weeks", levels=(1, 2))), is_worded(Factor("relationship.kind", levels=("contract", None)))
        (False, True)
    """
    return any(not isinstance(level, (bool, int, float)) for level in factor.levels)


def code(factor: Factor, value: Value) -> float:
    """Return a value as a number: itself, or its logarithm where steps multiply; of words the place among the levels.

    Example:
        >>> code(Factor("a", low=0.0, high=1.0), 0.25), code(Factor("b", levels=("low", "high")), "high")
        (0.25, 1.0)
    """
    if is_worded(factor):
        return float(factor.levels.index(value))
    assert isinstance(value, (bool, int, float))
    return math.log(value) if factor.is_log else float(value)


def value_of(factor: Factor, number: float) -> Value:
    """Return the value that a number stands for.

    Example:
        >>> value_of(Factor("a", low=1.0, high=100.0, is_log=True), 0.0), value_of(Factor("b", levels=(None, "x")), 1.0)
        (1.0, 'x')
    """
    if is_worded(factor):
        return factor.levels[int(number)]
    if factor.levels and all(isinstance(level, bool) for level in factor.levels):
        return bool(number)
    return math.exp(number) if factor.is_log else number


def coded(plan: Plan) -> np.ndarray:
    """Return a row a point and a column a factor; not a number where a point leaves a factor as the base has it."""
    rows = [
        [code(factor, point.values[factor.path]) if factor.path in point.values else np.nan for factor in plan.factors]
        for point in plan.points
    ]
    return np.array(rows, dtype=float).reshape(len(plan.points), len(plan.factors))


def span(factor: Factor) -> tuple[float, float]:
    """Return the ends between which a factor varies, as numbers.

    Example:
        >>> span(Factor("a", low=0.2, high=0.8)), span(Factor("b", levels=(4, 1, 2)))
        ((0.2, 0.8), (1.0, 4.0))
    """
    if factor.low is not None and factor.high is not None:
        return code(factor, factor.low), code(factor, factor.high)
    codes = [code(factor, level) for level in factor.levels]
    return min(codes), max(codes)
