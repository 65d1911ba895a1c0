"""What the runs of a sweep came to, in the order of its points; what is lost, and what was not lived yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.errors import ResultsError
from simulator.experiment.comparing.metrics import METRICS
from simulator.experiment.sweeping.ledger import DONE
from simulator.experiment.sweeping.plan import Plan

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Responses:
    """The metrics of every run that counts: a row a point, a column a replicate.

    Only replicates that are as far as the furthest count, so that every point is a mean over the same luck.
    """

    metrics: dict[str, np.ndarray]
    """Not a number where a run failed, was not lived yet, or has no such figure."""
    is_lived: np.ndarray
    """For each point whether all replicates that count were lived, well or not."""
    replicates: int
    """How many count."""
    begun: int
    """How many more were begun and are left out."""
    runs: int
    """Lived runs that count, failed ones too."""
    failed: int
    """Of those, how many failed."""


def responses_of(plan: Plan, runs: pd.DataFrame) -> Responses:
    """Put the table of runs into the order of the points.

    `runs` has a row a run with `point`, `replicate`, `status` and a column for each metric that it knows.

    Raises:
        ResultsError: when no run was lived.
    """
    rows = {point.number: index for index, point in enumerate(plan.points)}
    known = runs[runs["point"].isin(rows)]
    if known.empty:
        raise ResultsError("no run of this sweep has been lived yet; engage resume DIR lives them")
    lived = known.groupby("replicate").size()
    counting = sorted(lived.index[lived == lived.max()])
    known = known[known["replicate"].isin(counting)]
    column = {replicate: index for index, replicate in enumerate(counting)}
    at = (
        known["point"].map(rows).to_numpy(dtype=int),
        known["replicate"].map(column).to_numpy(dtype=int),
    )
    shape = (len(plan.points), len(counting))
    is_lived = np.zeros(shape, bool)
    is_lived[at] = True
    done = (known["status"] == DONE).to_numpy(dtype=bool)
    metrics: dict[str, np.ndarray] = {}
    for name in _metrics_in(known):
        values = np.full(shape, np.nan)
        values[at] = np.where(done, known[name].to_numpy(dtype=float), np.nan)
        values[~np.isfinite(values)] = np.nan
        if np.isfinite(values).any():
            metrics[name] = values
    return Responses(
        metrics,
        np.asarray(is_lived.all(axis=1)),
        len(counting),
        len(lived) - len(counting),
        len(known),
        int((~done).sum()),
    )


def _metrics_in(runs: pd.DataFrame) -> list[str]:
    """Return the columns that hold metrics: those of a comparison, and whatever else was counted, behind the errors."""
    columns = [str(each) for each in runs.columns]
    behind = columns[columns.index("error") + 1 :] if "error" in columns else []
    return [name for name in METRICS if name in columns] + [name for name in behind if name not in METRICS]


DEFAULT_METRICS = ("staying", "share[engaged]", "share[overdrawn]", "nps", "profit")


def chosen_metrics(responses: Responses, asked: Sequence[str]) -> list[str]:
    """Return the metrics to analyse: those asked for, or a few that most questions are about.

    Raises:
        ResultsError: when one that was asked for is in no run of this sweep.
    """
    for name in asked:
        if name not in responses.metrics:
            there = ", ".join(responses.metrics)
            raise ResultsError(f"no run of this sweep has a metric {name!r}; there are: {there}")
    return list(dict.fromkeys(asked)) or (
        [name for name in DEFAULT_METRICS if name in responses.metrics] or list(responses.metrics)
    )
