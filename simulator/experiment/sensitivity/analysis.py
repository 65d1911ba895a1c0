"""The analysis of a sweep: one method by its design, each metric on its own, failed runs by one rule."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulator.errors import UsageError
from simulator.experiment.intervals import Interval
from simulator.experiment.sensitivity import ends, grid, morris, ranks, sobol, swings
from simulator.experiment.sensitivity.coding import coded
from simulator.experiment.sensitivity.ends import Ends
from simulator.experiment.sensitivity.enough import ENOUGH, Enough, judged
from simulator.experiment.sensitivity.estimates import NOTHING, Estimates, Measure
from simulator.experiment.sensitivity.losing import Blocks, Lost, LostError, blocks_of, lost_of
from simulator.experiment.sensitivity.luck import Luck, luck_of
from simulator.experiment.sensitivity.responses import Responses, chosen_metrics, responses_of
from simulator.experiment.sweeping.plan import Factor, Plan

if TYPE_CHECKING:
    import pandas as pd

ESTIMATED = tuple[Estimates, list[Ends]]
STILL = 1e-12
"""Means of points that differ by no more than this part of them do not differ: that is rounding."""
POINT = ("point", "points")


class Method(NamedTuple):
    """How the sweeps of one design are analysed."""

    name: str
    measures: Mapping[str, Measure]
    leading: str
    """The measure by which factors are ordered."""
    block: tuple[str, str]
    """What is left out whole when one of its runs failed: one, and many."""
    estimate: Callable[[tuple[Factor, ...], np.ndarray, np.ndarray], ESTIMATED]
    """From the factors; the places by block, point and factor; the metric by block, point and replicate."""


def _of_trajectories(factors: tuple[Factor, ...], blocks: np.ndarray, values: np.ndarray) -> ESTIMATED:
    means = values.mean(axis=2)
    return morris.morris(factors, blocks, means), ends.ends_of_trajectories(factors, blocks, means)


def _of_saltelli(factors: tuple[Factor, ...], blocks: np.ndarray, values: np.ndarray) -> ESTIMATED:
    means = values.mean(axis=2)
    return sobol.sobol(factors, means), ends.ends_of_blocks(factors, blocks, means)


def _of_cube(factors: tuple[Factor, ...], blocks: np.ndarray, values: np.ndarray) -> ESTIMATED:
    means = values.mean(axis=2)
    return ranks.ranks(factors, blocks[:, 0], means[:, 0]), ends.ends_of_blocks(factors, blocks, means)


def _of_grid(factors: tuple[Factor, ...], blocks: np.ndarray, values: np.ndarray) -> ESTIMATED:
    points, runs = blocks[:, 0], values[:, 0]
    return grid.grid(factors, points, runs), ends.ends_of_grid(factors, points, runs)


def _of_swings(factors: tuple[Factor, ...], blocks: np.ndarray, values: np.ndarray) -> ESTIMATED:
    points, runs = blocks[:, 0], values[:, 0]
    return swings.swings(factors, points, runs), ends.ends_of_swings(factors, points, runs)


METHODS = {
    "morris": Method(
        "Morris screening", morris.MEASURES, morris.LEADING, ("trajectory", "trajectories"), _of_trajectories
    ),
    "sobol": Method("Sobol' indices", sobol.MEASURES, sobol.LEADING, ("block", "blocks"), _of_saltelli),
    "latin_hypercube": Method("regression of ranks", ranks.MEASURES, ranks.LEADING, POINT, _of_cube),
    "grid": Method("shares of the variance over a grid", grid.MEASURES, grid.LEADING, POINT, _of_grid),
    "one_at_a_time": Method("one at a time", swings.MEASURES, swings.LEADING, POINT, _of_swings),
}
"""By the name of the design."""


@dataclass(frozen=True)
class Found:
    """What is said of one metric."""

    metric: str
    refused: str
    """Why nothing is said; empty where something is."""
    lost: Lost
    mean: float = math.nan
    """Over the points that count."""
    runs: int = 0
    luck: Luck | None = None
    is_still: bool = False
    """Whether the metric is the same at every point."""
    estimates: Estimates = NOTHING
    ends: tuple[Ends, ...] = ()
    ranked: tuple[tuple[str, Interval], ...] = ()
    """Factors by the leading measure, largest first, without sign."""
    enough: Enough = ENOUGH
    has_holes: bool = False
    """Whether combinations of a grid are missing, so that the shares of its factors are not apart."""


@dataclass(frozen=True)
class Analysis:
    """What a sweep tells of its factors."""

    plan: Plan
    method: Method
    responses: Responses
    found: tuple[Found, ...]
    others: int
    """Points that belong to no whole block, and are left out."""

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row a metric, factor and measure; what is said of no single factor has an empty factor."""
        from simulator.experiment.sensitivity.table import table_of

        return table_of(self)

    @cached_property
    def answer(self) -> str:
        """The answer in words, a paragraph a metric, and what was left out."""
        from simulator.experiment.sensitivity.answer import answer_of

        return answer_of(self)


def analysis(plan: Plan, runs: pd.DataFrame, metrics: Sequence[str] = ()) -> Analysis:
    """Return what the runs of a sweep tell; equal runs give equal answers, to the last bit.

    `runs` has a row a run with `point`, `replicate`, `status` and a column a metric. The mean over the replicates of
    a point is what is analysed.

    Raises:
        UsageError: when the design of the sweep lets nothing be said.
        ResultsError: when no run was lived, or no run has a metric that was asked for.
        LostError: when too many runs failed to say anything of any metric, or too few were lived.
        MissingPartError: when SALib is needed and not installed.
    """
    method = METHODS.get(plan.design)
    if method is None:
        raise UsageError(
            f"a sweep of the kind {plan.design} does not say which parameter decides: its points were chosen by hand; "
            f"draw one of these: {', '.join(METHODS)}"
        )
    if not plan.factors or len(plan.points) < 2:
        raise UsageError("this sweep varies nothing, so that nothing can be said of what decides")
    if plan.design == "sobol":
        sobol.analyser()  # say that it is missing before anything else is done
    responses = responses_of(plan, runs)
    if not responses.metrics:
        raise LostError(f"all {responses.runs:,} runs failed; engage status DIR --errors says why")
    points = coded(plan)
    blocks = blocks_of(plan, points)
    found = tuple(_found(plan, method, points, blocks, responses, name) for name in chosen_metrics(responses, metrics))
    if all(each.refused for each in found):
        raise LostError(found[0].refused)
    return Analysis(plan, method, responses, found, blocks.others)


def _found(plan: Plan, method: Method, points: np.ndarray, blocks: Blocks, responses: Responses, metric: str) -> Found:
    values = responses.metrics[metric]
    lost = lost_of(blocks, responses.is_lived, np.isfinite(values).all(axis=1), plan.design, points)
    found = Found(metric, lost.refusal(*method.block), lost)
    if found.refused:
        return found
    rows = blocks.rows[lost.is_whole]
    flat = values[rows].reshape(-1, values.shape[1])
    means = flat.mean(axis=1)
    found = replace(found, mean=float(means.mean()), runs=flat.size, luck=luck_of(flat))
    if np.ptp(means) <= STILL * np.abs(means).max():
        return replace(found, is_still=True)
    if plan.design == "one_at_a_time":
        rows = blocks.rows  # a factor of which one end is missing has to be seen, for it is left out whole
    estimates, both = method.estimate(plan.factors, points[rows], values[rows])
    leading = estimates.factors[method.leading]
    known = [(factor.path, each) for factor, each in zip(plan.factors, leading, strict=True) if np.isfinite(each.mean)]
    ranked = tuple(sorted(known, key=lambda pair: -abs(pair[1].mean)))
    enough = judged(ranked, found.runs, values.shape[1], method.measures[method.leading].unit != "metric")
    holes = plan.design == "grid" and not grid.is_balanced(points[rows][:, 0])
    return replace(found, estimates=estimates, ends=tuple(both), ranked=ranked, enough=enough, has_holes=holes)
