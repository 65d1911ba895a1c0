"""Which point is best and which is worst, how sure that is, and the same in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.experiment.comparing.metrics import METRICS
from simulator.experiment.intervals import Interval, interval_of, t_quantile
from simulator.experiment.sweeping.plan import Plan, Point
from simulator.projection.files import plain
from simulator.projection.wording import counted, euros, joined, often, sign

if TYPE_CHECKING:
    from simulator.experiment.sweeping.stored import StoredSweep

MAIN = ("profit", "staying", "mean[balance]")
"""Metrics that the answer is about: money where something has a price, who stays, and the emotional bank account."""
LESS_IS_BETTER = ("leavers", "share[overdrawn]", "share[indifferent]", "complaints", "cost", "spending", "recovery")
MOST_NAMED = 4
"""Parameters that a point is described by in a sentence; with more of them, its number must do."""


@dataclass(frozen=True)
class Extremes:
    """The best and the worst point for one metric."""

    metric: str
    best: int
    worst: int
    of_best: Interval
    of_worst: Interval
    difference: Interval
    """Best less worst, from the replicates that both have: with the same luck in both."""
    tied: int
    """How many other points cannot be told from the best: their paired 95 % interval to it holds 0."""
    points: int
    """Points that have a number for this metric."""


def by_point(stored: StoredSweep, metric: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the points that have a finished run, and the metric [point, replicate]; not a number where there is none.

    Replicates that not every point has lived yet are left out, as long as a sweep is not finished: some points would
    have had another luck than others. Failed runs are lived, too.
    """
    done = stored.done
    points, rows = np.unique(done["point"].to_numpy(), return_inverse=True)
    values = np.full((len(points), stored.plan.replicates), np.nan)
    values[rows, done["replicate"].to_numpy()] = done[metric].to_numpy(dtype=float)
    values[:, ~complete_replicates(stored)] = np.nan
    return points, values


def complete_replicates(stored: StoredSweep) -> np.ndarray:
    """Return for each replicate whether every point has lived it."""
    lived = np.bincount(stored.runs["replicate"].to_numpy(), minlength=stored.plan.replicates)
    return np.asarray(lived == len(stored.plan.points))


def extremes(stored: StoredSweep, metric: str) -> Extremes | None:
    """Return the best and the worst point; None where all are equal, or there is only one."""
    points, values = by_point(stored, metric)
    known = np.isfinite(values).any(axis=1)
    points, values = points[known], values[known]
    if len(points) < 2:
        return None
    means = np.array([row[np.isfinite(row)].mean() for row in values])
    if means.max() == means.min():
        return None
    top, bottom = int(means.argmax()), int(means.argmin())
    if metric in LESS_IS_BETTER:
        top, bottom = bottom, top
    return Extremes(
        metric,
        int(points[top]),
        int(points[bottom]),
        interval_of(values[top]),
        interval_of(values[bottom]),
        interval_of(values[top] - values[bottom]),
        _tied(values[top] - np.delete(values, top, axis=0)),
        len(points),
    )


def _tied(gaps: np.ndarray) -> int:
    """Return how many rows have a 95 % interval of their mean that holds 0; one number in a row says nothing."""
    known = np.isfinite(gaps)
    numbers = known.sum(axis=1)
    gaps, known, numbers = gaps[numbers > 1], known[numbers > 1], numbers[numbers > 1]
    means = np.where(known, gaps, 0.0).sum(axis=1) / numbers
    squares = np.where(known, (gaps - means[:, None]) ** 2, 0.0).sum(axis=1)
    quantiles = np.array([t_quantile(int(number) - 1) for number in numbers])
    return int((np.abs(means) <= quantiles * np.sqrt(squares / (numbers - 1) / numbers)).sum())


def main_metrics(stored: StoredSweep) -> list[str]:
    """Return the metrics that the answer is about: those of `MAIN` that differ between points, or all where none does.

    Of a function that is not ours, the first three.
    """
    found = [name for name in MAIN if name in stored.metrics] or stored.metrics[: len(MAIN)]
    return [name for name in found if extremes(stored, name) is not None] or found


def summary_of(stored: StoredSweep) -> dict[str, Any]:
    """Return what a sweep came to as plain values: how many runs, the answer, the extremes of every metric."""
    plan = stored.plan
    found = {metric: extremes(stored, metric) for metric in stored.metrics}
    return {
        "name": plan.name,
        "design": plan.design,
        "points": len(plan.points),
        "replicates": plan.replicates,
        "runs": len(plan.points) * plan.replicates,
        "done": len(stored.done),
        "failed": len(stored.failed),
        "answer": answer(stored),
        "metrics": {metric: None if each is None else _document(plan, each) for metric, each in found.items()},
    }


def answer(stored: StoredSweep) -> str:
    """Return in words what the sweep says; see `sentences`."""
    return " ".join(sentences(stored))


def sentences(stored: StoredSweep) -> list[str]:
    """Return what the sweep says, a text for each subject: how far it is, then best and worst of the main metrics."""
    plan = stored.plan
    total, done, failed = len(plan.points) * plan.replicates, len(stored.done), len(stored.failed)
    times = f", {often(plan.replicates)} each with the same luck at every point" * (plan.replicates > 1)
    head = f"{plan.name}: {counted(len(plan.points), 'point')}{times}."
    if done < total:
        fates = [counted(failed, "failed", "failed")] * (failed > 0)
        fates += [f"{stored.left:,} are not lived here"] * (stored.left > 0)
        head += f" Of {counted(total, 'run')}, {joined(fates)}."
    found = [each for each in (extremes(stored, metric) for metric in main_metrics(stored)) if each is not None]
    if done and not complete_replicates(stored).any():
        head += " Best and worst are told when every point has been lived with the same luck."
    elif not found and done:
        head += " No point differs from another in what the answer is about."
    elif plan.replicates == 1 and found:
        head += " With one replicate nothing is known of how much of what follows is luck."
    return [head, *(_sentence(plan, each) for each in found)]


def described(plan: Plan, point: int, most: int = MOST_NAMED) -> str:
    """Return what a point sets, in words; its number where that would be too long.

    Example:
        >>> described(plan, 3)  # doctest: +SKIP
        'recovery.empathy 0.8, recovery.redress 1'
    """
    found = next(each for each in plan.points if each.number == point)
    if not found.values or len(plan.factors) > most:
        return f"point {point}"
    return ", ".join(f"{factor.path} {value_in_words(_value(plan, found, factor.path))}" for factor in plan.factors)


def value_in_words(value: object) -> str:
    """Return a value of a parameter.

    Example:
        >>> value_in_words(0.30000000000000004), value_in_words(None), value_in_words(True), value_in_words(20000)
        ('0.3', 'none', 'yes', '20,000')
    """
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def metric_in_words(metric: str, value: float, signed: bool = False) -> str:
    """Return a value of a metric with its unit."""
    unit = METRICS.get(metric, ("", ""))[0]
    if not math.isfinite(value):
        return "unknown"
    if unit == "share":
        return f"{sign(value * 100.0, 1, signed)} {'points' if signed else '%'}"
    if unit == "euro" and not signed and value >= 0.0:
        return euros(value)
    if unit.startswith("euro"):
        return f"{sign(value, 0 if abs(value) >= 100.0 else 2, signed)} euro"
    return sign(value, 0 if abs(value) >= 1000.0 else 1 if abs(value) >= 10.0 else 3, signed)


def rows_by_point(stored: StoredSweep, metrics: Sequence[str], most: int) -> list[tuple[str, ...]]:
    """Return a row a point, the best by the first metric first: its number, up to `most` of its values, its metrics."""
    found = {metric: by_point(stored, metric) for metric in metrics}
    points = {point.number: point for point in stored.plan.points}
    rows: list[tuple[float, tuple[str, ...]]] = []
    for row, number in enumerate(sorted(set(stored.done["point"]))):
        intervals = {metric: interval_of(values[row]) for metric, (_, values) in found.items()}
        paths = [factor.path for factor in stored.plan.factors][:most]
        cells = [value_in_words(_value(stored.plan, points[number], path)) for path in paths]
        first = intervals[metrics[0]].mean if metrics else math.nan
        order = -first if not metrics or metrics[0] not in LESS_IS_BETTER else first
        cells += [_with_ends(metric, each) for metric, each in intervals.items()]
        rows.append((math.inf if math.isnan(order) else order, (str(number), *cells)))
    return [cells for _, cells in sorted(rows, key=lambda each: each[0])]


def _sentence(plan: Plan, found: Extremes) -> str:
    name = {"staying": "The share of customers who stay", "mean[balance]": "The mean balance"}.get(
        found.metric, found.metric[:1].upper() + found.metric[1:]
    )
    best, worst = ("lowest", "highest") if found.metric in LESS_IS_BETTER else ("highest", "lowest")
    words = (
        f"{name} is {best} with {described(plan, found.best)}: {_with_ends(found.metric, found.of_best)}, and {worst} "
        f"with {described(plan, found.worst)}: {_with_ends(found.metric, found.of_worst)}"
    )
    if math.isfinite(found.difference.low):
        words += f"; with the same luck the difference is {_with_ends(found.metric, found.difference, True)}"
    if found.tied == found.points - 1:
        words += ". No point can be told from the best with these replicates"
    elif found.tied:
        others = counted(found.tied, "other point")
        words += f". {others[:1].upper()}{others[1:]} cannot be told from the best"
    return words + "."


def _with_ends(metric: str, found: Interval, signed: bool = False) -> str:
    mean = metric_in_words(metric, found.mean, signed)
    if not math.isfinite(found.low):
        return mean
    low, high = (metric_in_words(metric, end, signed) for end in (found.low, found.high))
    if low == high:
        return mean
    for unit in (" million euro", " euro", " %", " points"):
        if low.endswith(unit) and high.endswith(unit):
            low = low.removesuffix(unit)  # said once is enough
            break
    return f"{mean} ({low} to {high})"


def _document(plan: Plan, found: Extremes) -> dict[str, Any]:
    return {
        "best": _one(plan, found.best, found.of_best),
        "worst": _one(plan, found.worst, found.of_worst),
        "difference": _ends(found.difference),
        "not_told_from_the_best": found.tied,
    }


def _one(plan: Plan, point: int, found: Interval) -> dict[str, Any]:
    values = next(each.values for each in plan.points if each.number == point)
    return {"point": point, "values": dict(values), **_ends(found)}


def _ends(found: Interval) -> dict[str, float | None]:
    return {name: plain(value) for name, value in found._asdict().items()}


def _value(plan: Plan, point: Point, path: str) -> object:
    values: Mapping[str, object] = point.values
    return values.get(path, "as in the base")
