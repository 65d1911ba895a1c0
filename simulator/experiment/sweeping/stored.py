"""What a sweep came to, read back: its plan, a row a run, and its weeks."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.experiment.sweeping import folder as places
from simulator.experiment.sweeping.finished import Finished
from simulator.experiment.sweeping.ledger import DONE, FAILED, Ledger
from simulator.experiment.sweeping.plan import Plan
from simulator.experiment.sweeping.tables import column_of, runs_table, weekly_table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class StoredSweep:
    """The runs of a sweep that are over.

    Example:
        >>> stored_sweep("results/telecom-desk").runs.groupby("point")["profit"].mean()  # doctest: +SKIP
    """

    plan: Plan
    runs: pd.DataFrame
    """A row a run, ordered by point and replicate: `point`, `replicate`, a column for each parameter that varies (see
    `column`), `status` (done or failed), `error`, and the metrics by name; numbers of failed runs are missing."""
    folder: Path | None
    """Where it is kept; None for one in memory."""
    _finished: tuple[Finished, ...] = field(default=(), repr=False)

    @property
    def done(self) -> pd.DataFrame:
        """The rows of the runs that did not fail."""
        return self.runs[self.runs["status"] == DONE]

    @property
    def failed(self) -> pd.DataFrame:
        """The rows of the runs that failed; `error` says why."""
        return self.runs[self.runs["status"] == FAILED]

    @property
    def left(self) -> int:
        """How many runs of the plan are not over yet; of a shard, those of the other shards too."""
        return len(self.plan.points) * self.plan.replicates - len(self.runs)

    @property
    def metrics(self) -> list[str]:
        """Names of the metrics."""
        columns = list(self.runs.columns)
        return columns[columns.index("error") + 1 :]

    def column(self, path: str) -> str:
        """Return the column of `runs` that holds a parameter: its path, but `customers (set)` where a metric is so
        called."""
        return column_of(path)

    def weekly(self, measure: str) -> pd.DataFrame:
        """Return one measure week by week: a row a week, a column a run under `point` and `replicate`.

        Raises:
            UsageError: when the sweep did not keep it.
        """
        if measure not in self.plan.weekly:
            kept = ", ".join(self.plan.weekly) or "none"
            raise UsageError(f"the sweep did not keep {measure!r} week by week; it kept {kept}")
        finished = self._finished
        if self.folder is not None:
            finished = tuple(places.finished_in(self.folder))
        frame: pd.DataFrame = weekly_table(self.plan, finished).to_pandas()
        return frame.set_index(["week", "point", "replicate"])[measure].unstack(["point", "replicate"])  # noqa: PD010


def stored_sweep(folder: str | Path) -> StoredSweep:
    """Return what the folder of a sweep holds, finished or not.

    Raises:
        ResultsError: when it is no folder of a sweep, or a damaged one.
    """
    place = places.place_of(Path(folder))
    return stored_in(place, place.ledger)


def stored_in(place: places.Place, ledger: Ledger) -> StoredSweep:
    """Return what a ledger holds of the sweep of a folder."""
    return StoredSweep(place.plan, runs_table(place.plan, ledger.rows(weekly=False)).to_pandas(), place.folder)
