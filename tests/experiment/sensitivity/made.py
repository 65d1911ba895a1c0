"""Sweeps of known functions: a design by the library, or by hand, and the table that its runs would have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product

import numpy as np
import pandas as pd
from SALib.sample import sobol
from SALib.sample.morris import sample as morris

from simulator.experiment.sweeping.plan import Factor, Plan, Point, Value
from simulator.scenario.schema import Scenario, Touchpoint

Function = Callable[[Mapping[str, Value], np.random.Generator], float]
"""From the values of a point and the luck of one replicate, which is alike at every point."""

BASE = Scenario(name="Shop", touchpoints=(Touchpoint(name="order", contacts_per_week=0.3),))
THREE = tuple(Factor(name, low=-np.pi, high=np.pi) for name in ("x1", "x2", "x3"))


def unit(*names: str) -> tuple[Factor, ...]:
    return tuple(Factor(name, low=0.0, high=1.0) for name in names)


def planned(design: str, factors: Sequence[Factor], rows: np.ndarray, replicates: int = 1) -> Plan:
    """A plan of points that are given as a row a point, words by their place."""
    points = tuple(
        Point(number, {factor.path: _value(factor, float(each)) for factor, each in zip(factors, row, strict=True)})
        for number, row in enumerate(rows)
    )
    return Plan("made", BASE, tuple(factors), design, {}, points, replicates, ())


def saltelli(factors: Sequence[Factor], samples: int, replicates: int = 1, second_order: bool = False) -> Plan:
    drawn = sobol.sample(_problem(factors), samples, calc_second_order=second_order, seed=1)
    return planned("sobol", factors, drawn, replicates)


def trajectories(factors: Sequence[Factor], count: int, replicates: int = 1) -> Plan:
    return planned("morris", factors, morris(_problem(factors), count, num_levels=4, seed=1), replicates)


def cube(factors: Sequence[Factor], count: int, replicates: int = 1) -> Plan:
    from scipy.stats import qmc

    low, high = np.array(_problem(factors)["bounds"]).T
    drawn = qmc.LatinHypercube(len(factors), seed=1).random(count)
    return planned("latin_hypercube", factors, low + drawn * (high - low), replicates)


def gridded(factors: Sequence[Factor], replicates: int = 1) -> Plan:
    rows = product(*(range(len(factor.levels)) for factor in factors))
    points = tuple(
        Point(number, {factor.path: factor.levels[place] for factor, place in zip(factors, row, strict=True)})
        for number, row in enumerate(rows)
    )
    return Plan("made", BASE, tuple(factors), "grid", {}, points, replicates, ())


def lived(plan: Plan, function: Function, name: str = "staying") -> pd.DataFrame:
    """The table of runs, every run lived."""
    rows = [
        {
            "point": run.point,
            "replicate": run.replicate,
            "status": "done",
            "error": "",
            name: function(plan.points[run.point].values, np.random.default_rng([7, run.replicate])),
        }
        for run in plan.runs()
    ]
    return pd.DataFrame(rows)


def failing(runs: pd.DataFrame, *points: int) -> pd.DataFrame:
    """The same table with the first replicate of some points failed."""
    changed = runs.copy()
    lost = changed["point"].isin(points) & (changed["replicate"] == 0)
    changed.loc[lost, "status"] = "failed"
    changed.loc[lost, "error"] = "it does not fit together"
    changed.loc[lost, changed.columns[changed.columns.get_loc("error") + 1 :]] = np.nan
    return changed


def ishigami(values: Mapping[str, Value], _: np.random.Generator) -> float:
    """The function of Ishigami and Homma with a = 7 and b = 0.1, on (-pi, pi)."""
    x1, x2, x3 = (float(values[name]) for name in ("x1", "x2", "x3"))  # type: ignore[arg-type]
    return float(np.sin(x1) + 7.0 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1))


ISHIGAMI = {"first": (0.3139, 0.4424, 0.0), "total": (0.5576, 0.4424, 0.2437)}
"""Their indices, from the integrals of the function."""


def linear(**weights: float) -> Function:
    return lambda values, _: sum(weight * float(values[name]) for name, weight in weights.items())  # type: ignore[arg-type]


def _problem(factors: Sequence[Factor]) -> dict[str, object]:
    bounds = [
        [factor.low, factor.high] if factor.low is not None else [0.0, len(factor.levels) - 1e-9] for factor in factors
    ]
    return {"num_vars": len(factors), "names": [factor.path for factor in factors], "bounds": bounds}


def _value(factor: Factor, number: float) -> Value:
    if factor.levels:
        return factor.levels[int(number)]
    return round(number) if factor.is_whole else number
