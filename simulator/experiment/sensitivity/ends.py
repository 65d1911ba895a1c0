"""The two ends of a bar in a tornado: the metric where one parameter is low, and where it is high."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.experiment.intervals import Interval, interval_of
from simulator.experiment.sensitivity.coding import is_worded, span, value_of
from simulator.experiment.sensitivity.estimates import UNKNOWN, Measure, around, drawn, jackknife
from simulator.experiment.sensitivity.swings import base_of
from simulator.experiment.sweeping.plan import Factor

MEASURES = {
    "at_low": Measure(
        "metric",
        "the metric where the factor is low, less the base or, where all factors vary together, less the mean of all "
        "points; low is its lowest value, level or quarter, of words the one with the smallest metric",
    ),
    "at_high": Measure("metric", "the same where the factor is high, of words the one with the largest metric"),
}
GROUPS = 1000
"""Blocks are put together for drawing them again where there are more: as good, and a thousand times smaller."""
SPARE = 2
"""Points for each number that is fitted, at least."""


@dataclass(frozen=True)
class Ends:
    """What a metric differs by where a factor is low and where it is high, and which values these are."""

    at_low: Interval
    at_high: Interval
    low: str
    high: str


NO_ENDS = Ends(UNKNOWN, UNKNOWN, "", "")


def ends_of_swings(factors: tuple[Factor, ...], points: np.ndarray, values: np.ndarray) -> list[Ends]:
    """Return the ends of a design that moves one factor at a time; `values` has a column a replicate."""
    base = base_of(points)
    found = []
    for index, factor in enumerate(factors):
        places = points[:, index]
        rows = np.flatnonzero((places != places[base]) & ~np.isnan(places))
        if not rows.size or not np.isfinite(values[[base, *rows]]).all():
            found.append(NO_ENDS)
            continue
        here = np.array([base, *rows]) if np.isfinite(places[base]) else rows
        order = values[here].mean(axis=1) if is_worded(factor) else places[here]
        low, high = int(here[order.argmin()]), int(here[order.argmax()])
        found.append(
            Ends(
                interval_of(values[low] - values[base]),
                interval_of(values[high] - values[base]),
                named(factor, float(places[low])),
                named(factor, float(places[high])),
            )
        )
    return found


def ends_of_trajectories(factors: tuple[Factor, ...], blocks: np.ndarray, values: np.ndarray) -> list[Ends]:
    """Return the ends of Morris's design: a step of a trajectory goes from one half of a range to the other.

    Only changes within a trajectory count, so that an additive metric has the same ends in every trajectory.
    """
    cuts = [_cut(factor, blocks[:, :, index], 2) for index, factor in enumerate(factors)]
    return _ends_of_cuts(factors, cuts, blocks, values, is_within=True)


def ends_of_blocks(factors: tuple[Factor, ...], blocks: np.ndarray, values: np.ndarray) -> list[Ends]:
    """Return the ends of a design in which all factors vary: `blocks` is block, point, factor; `values` block, point.

    The metric is taken as a sum of steps, one a quarter of the range of each factor, so that what the other factors
    happen to be there does not count; halves, where there are too few points for quarters. The interval comes from
    drawing the blocks again.
    """
    for parts in (4, 2):
        cuts = [_cut(factor, blocks[:, :, index], parts) for index, factor in enumerate(factors)]
        if values.size >= SPARE * (1 + sum(count - 1 for _, count in cuts)):
            break
    else:
        return [NO_ENDS] * len(factors)
    return _ends_of_cuts(factors, cuts, blocks, values, is_within=False)


def _ends_of_cuts(
    factors: tuple[Factor, ...],
    cuts: list[tuple[np.ndarray, int]],
    blocks: np.ndarray,
    values: np.ndarray,
    is_within: bool,
) -> list[Ends]:
    effects, again = additive(cuts, values, is_within)
    found = []
    for index, (factor, (places, count)) in enumerate(zip(factors, cuts, strict=True)):
        low, high = 0, count - 1
        if is_worded(factor):
            low, high = int(effects[index].argmin()), int(effects[index].argmax())
        at = [around(float(effects[index][each]), again[index][:, each]) for each in (low, high)]
        shown = [_shown(factor, blocks[:, :, index][places == each]) for each in (low, high)]
        found.append(Ends(at[0], at[1], shown[0], shown[1]))
    return found


def additive(
    cuts: list[tuple[np.ndarray, int]], values: np.ndarray, is_within: bool
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return what each step of each factor adds to the mean, and the same for each resample, by least squares.

    `cuts` holds for each factor which step each point lies on, by block and point, and how many steps there are. With
    `is_within` every block has a level of its own. What the points do not tell is not a number.
    """
    columns = [np.ones(values.shape)] + [places == step for places, count in cuts for step in range(1, count)]
    design = np.stack(columns, axis=2).astype(float)
    right = values - values.mean()
    there = design.sum(axis=1)
    if is_within:
        right = right - right.mean(axis=1, keepdims=True)
        design[:, :, 1:] -= design[:, :, 1:].mean(axis=1, keepdims=True)
    # Sums over blocks are all that least squares need of them; a resample is so many times each group of blocks.
    groups = np.array_split(np.arange(len(values)), min(len(values), GROUPS))
    squares = np.array([np.tensordot(design[rows], design[rows], axes=([0, 1], [0, 1])) for rows in groups])
    products = np.array([np.tensordot(design[rows], right[rows], axes=([0, 1], [0, 1])) for rows in groups])
    there = np.array([there[rows].sum(axis=0) for rows in groups])
    times = np.apply_along_axis(np.bincount, 1, drawn(len(groups)), minlength=len(groups)).astype(float)
    left, counts = np.tensordot(times, squares, axes=1), times @ there
    # A resample may have none of some step; this keeps it solvable, and all else is as good as unmoved.
    left += 1e-9 * values.size * np.eye(left.shape[1])
    resampled = np.linalg.solve(left, (times @ products)[:, :, None])[:, :, 0]
    whole = squares.sum(axis=0)
    solved = np.linalg.lstsq(whole, products.sum(axis=0), rcond=None)[0]
    is_told = int(np.linalg.matrix_rank(whole)) == len(whole)
    effects: list[np.ndarray] = []
    again: list[np.ndarray] = []
    first = 1
    for places, count in cuts:
        weights = np.bincount(places.ravel(), minlength=count) / places.size
        own = slice(first, first + count - 1)
        # Two steps can always be told apart; of more, some words may never have followed each other.
        effects.append(_centred(solved[None, own], weights)[0] if is_told or count == 2 else np.full(count, np.nan))
        is_there = (counts[:, own] > 0.0).all(axis=1) & (counts[:, own].sum(axis=1) < counts[:, 0])
        again.append(np.where(is_there[:, None], _centred(resampled[:, own], weights), np.nan))
        first += count - 1
    return effects, again


def ends_of_grid(factors: tuple[Factor, ...], points: np.ndarray, values: np.ndarray) -> list[Ends]:
    """Return the ends of a grid, from the means of the levels; the interval comes from the replicates."""
    found = []
    for index, factor in enumerate(factors):
        places = points[:, index]
        present = np.unique(places)
        low, high = present[0], present[-1]
        if is_worded(factor):
            means = [values[places == each].mean() for each in present]
            low, high = present[int(np.argmin(means))], present[int(np.argmax(means))]
        at = [places == low, places == high]

        def differences(means: np.ndarray, at: list[np.ndarray] = at) -> np.ndarray:
            return np.array([means[rows].mean() - means.mean() for rows in at])

        at_low, at_high = jackknife(values, differences)
        found.append(Ends(at_low, at_high, named(factor, float(low)), named(factor, float(high))))
    return found


def _centred(steps: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return steps against their mean, the first of which was left out as what the others are held against."""
    whole = np.concatenate([np.zeros((len(steps), 1)), steps], axis=1)
    return np.asarray(whole - (whole @ weights)[:, None])


def _cut(factor: Factor, places: np.ndarray, parts: int) -> tuple[np.ndarray, int]:
    """Return on which step of a factor each point lies, and how many steps there are; words are a step each."""
    steps = places
    if not is_worded(factor) and len(np.unique(places)) > parts:
        low, high = span(factor)
        steps = np.clip(np.floor((places - low) / ((high - low) or 1.0) * parts), 0, parts - 1)
    present, found = np.unique(steps, return_inverse=True)
    return found.reshape(places.shape), len(present)


def _shown(factor: Factor, values: np.ndarray) -> str:
    low, high = float(values.min()), float(values.max())
    return named(factor, low) if low == high else f"{named(factor, low)} to {named(factor, high)}"


def named(factor: Factor, number: float) -> str:
    """Return a value of a factor as it is printed, from its number.

    Example:
        >>> named(Factor("a", low=0.0, high=1.0), 0.25), named(Factor("b", levels=("slow", "fast")), 1.0)
        ('0.25', 'fast')
    """
    value = value_of(factor, number)
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, (int, float)):
        return str(value)
    return f"{value:.6g}" if abs(value) >= 100.0 else f"{value:.3g}"
