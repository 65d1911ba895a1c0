"""A design as the analysis sees it: names, ranges, and a matrix of numbers with a row for each point."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.experiment.sweeping.plan import Plan


def problem_of(plan: Plan) -> dict[str, Any]:
    """The `problem` of SALib: `num_vars`, `names` and `bounds`; a parameter that takes levels counts them from 0."""
    raise NotImplementedError


def matrix_of(plan: Plan) -> np.ndarray:
    """The values of the points [point, factor] as numbers, in the order of their numbers: of levels the place."""
    raise NotImplementedError
