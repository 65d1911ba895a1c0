"""A design as the analysis sees it: names, ranges, and a matrix of numbers with a row for each point."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.experiment.sweeping.plan import Factor, Plan, Value


def problem_of(plan: Plan) -> dict[str, Any]:
    """Return the `problem` of SALib: `num_vars`, `names` and `bounds`, in the order of the factors.

    Bounds are in the unit of the parameter; of words, true and false they are places, from 0.
    """
    return {
        "num_vars": len(plan.factors),
        "names": [factor.path for factor in plan.factors],
        "bounds": [_bounds(factor) for factor in plan.factors],
    }


def matrix_of(plan: Plan) -> np.ndarray:
    """Return the values of the points [point, factor] as numbers, in the order of their numbers.

    Numbers stand for themselves, even where they are listed; words, true and false and nothing for their place among
    the levels, from 0. With these rows in this order SALib analyses what it drew.
    """
    columns = [_numbers(factor, [point.values[factor.path] for point in plan.points]) for factor in plan.factors]
    return np.column_stack(columns) if columns else np.empty((len(plan.points), 0))


def is_numeric(factor: Factor) -> bool:
    """Return whether the values of a parameter are numbers, so that more and less mean something."""
    return all(isinstance(level, (int, float)) and not isinstance(level, bool) for level in factor.levels)


def _numbers(factor: Factor, values: list[Value]) -> np.ndarray:
    if is_numeric(factor):
        return np.array(values, float)
    places = {level: float(place) for place, level in enumerate(factor.levels)}
    return np.array([places[value] for value in values])


def _bounds(factor: Factor) -> list[float]:
    if not factor.levels:
        assert factor.low is not None
        assert factor.high is not None
        return [factor.low, factor.high]
    numbers = _numbers(factor, list(factor.levels))
    return [float(numbers.min()), float(numbers.max())]
