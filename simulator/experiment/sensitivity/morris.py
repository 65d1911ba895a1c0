"""Morris screening: how much a metric changes on average when one parameter moves through its whole range."""

from __future__ import annotations

import numpy as np

from simulator.experiment.intervals import Interval
from simulator.experiment.sensitivity.coding import is_worded, span
from simulator.experiment.sensitivity.estimates import UNKNOWN, Estimates, Measure, around, drawn
from simulator.experiment.sweeping.plan import Factor

MEASURES = {
    "mu_star": Measure(
        "metric", "mean change without sign, for the whole range of the factor; of words, for another word"
    ),
    "mu": Measure("metric", "mean change with its sign; near mu_star where the change has one direction"),
    "sigma": Measure("metric", "standard deviation of the changes: curvature, or other factors change the effect"),
}
LEADING = "mu_star"


def is_trajectory(block: np.ndarray) -> bool:
    """Return whether each step of a block changes one factor at most, and no factor is changed twice."""
    moved = np.diff(block, axis=0) != 0.0
    return bool((moved.sum(axis=1) <= 1).all() and (moved.sum(axis=0) <= 1).all())


def morris(factors: tuple[Factor, ...], blocks: np.ndarray, values: np.ndarray) -> Estimates:
    """Estimate from trajectories: `blocks` is trajectory, step, factor, and `values` the metric of each step.

    A change is divided by the part of the range that was really moved: whole numbers are rounded, so that a step is
    not as long as it was drawn. A step that rounding undid says nothing and is left out.
    """
    resamples = drawn(len(blocks))
    found: dict[str, list[Interval]] = {name: [] for name in MEASURES}
    for index, factor in enumerate(factors):
        effects = elementary_effects(factor, blocks[:, :, index], values)
        known = np.isfinite(effects)
        if not known.any():
            for each in found.values():
                each.append(UNKNOWN)
            continue
        again = effects[resamples]
        with_any = np.isfinite(again).any(axis=1)
        again = again[with_any]
        found["mu_star"].append(around(float(np.nanmean(np.abs(effects))), np.nanmean(np.abs(again), axis=1)))
        # The direction of a change between words is that of their order in the file, which means nothing.
        found["mu"].append(
            UNKNOWN if is_worded(factor) else around(float(np.nanmean(effects)), np.nanmean(again, axis=1))
        )
        enough = np.isfinite(again).sum(axis=1) > 1
        if known.sum() < 2:
            found["sigma"].append(UNKNOWN)
        else:
            found["sigma"].append(around(float(np.nanstd(effects, ddof=1)), np.nanstd(again[enough], axis=1, ddof=1)))
    return Estimates({name: tuple(each) for name, each in found.items()}, {})


def elementary_effects(factor: Factor, places: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the effect of one factor in each trajectory; not a number where it did not move.

    `places` and `values` have a row a trajectory and a column a step.
    """
    steps, changes = np.diff(places, axis=1), np.diff(values, axis=1)
    low, high = span(factor)
    # A change between words is one step of its own, however far apart they stand in the file.
    lengths = np.sign(steps) if is_worded(factor) else steps / ((high - low) or 1.0)
    moved = steps != 0.0
    effects = np.divide(changes, lengths, out=np.zeros_like(changes), where=moved).sum(axis=1)
    return np.where(moved.any(axis=1), effects, np.nan)
