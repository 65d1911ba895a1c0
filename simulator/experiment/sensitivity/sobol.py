"""Sobol' indices: which share of the variance of a metric a parameter brings, alone and with all others."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.errors import MissingPartError
from simulator.experiment.intervals import Interval
from simulator.experiment.sensitivity.estimates import SEED, Estimates, Measure, resamples_of
from simulator.experiment.sweeping.plan import Factor

MEASURES = {
    "first": Measure("share", "share of the variance that the factor brings alone"),
    "total": Measure("share", "share of the variance that would be gone, on average, were only this factor unknown"),
}
LEADING = "total"


def analyser() -> Any:
    """Return SALib's analysis of Sobol' designs.

    Raises:
        MissingPartError: when SALib is not installed.
    """
    try:
        from SALib.analyze import sobol as found
    except ImportError:
        raise MissingPartError.of("an analysis of Sobol' indices", "SALib", "sensitivity") from None
    return found


def is_block(block: np.ndarray, is_second_order: bool) -> bool:
    """Return whether a block is one of Saltelli's: a point A, A with each factor from B in turn, B at the end."""
    count = block.shape[1]
    first, last = block[0], block[-1]
    steps = [(block[1 + factor], first, last, factor) for factor in range(count)]
    if is_second_order:
        steps += [(block[1 + count + factor], last, first, factor) for factor in range(count)]
    return all(
        row[factor] == other[factor] and np.array_equal(np.delete(row, factor), np.delete(rest, factor))
        for row, rest, other, factor in steps
    )


def sobol(factors: tuple[Factor, ...], values: np.ndarray) -> Estimates:
    """Estimate from blocks: `values` has a row a block and a column a point of the block, in SALib's order.

    The intervals are SALib's: blocks drawn again, taken as normal.
    """
    count = len(factors)
    # Indices of second order are not told; the points that were drawn for them are left out.
    kept = np.concatenate([values[:, : count + 1], values[:, -1:]], axis=1)
    names = [factor.path for factor in factors]
    found = analyser().analyze(
        {"num_vars": count, "names": names, "bounds": [[0.0, 1.0]] * count},
        kept.ravel(),
        calc_second_order=False,
        num_resamples=resamples_of(len(values)),
        seed=SEED,
    )
    return Estimates(
        {
            name: tuple(
                Interval(float(value), float(value - half), float(value + half))
                for value, half in zip(found[key], found[f"{key}_conf"], strict=True)
            )
            for name, key in (("first", "S1"), ("total", "ST"))
        },
        {},
    )
