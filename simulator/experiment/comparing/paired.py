"""One alternative beside the base: sums over the replicates, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.experiment.comparing.euros import Gains, Values, Weeks, gains_of
from simulator.experiment.comparing.fates import Fates
from simulator.experiment.comparing.intervals import Interval, Running, interval
from simulator.experiment.comparing.metrics import METRICS
from simulator.experiment.comparing.worlds import Life
from simulator.projection.measures import Measure
from simulator.projection.names import TIERS, TO, segment_names
from simulator.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd


class Paired:
    """An alternative and the base, paired replicate by replicate; keeps sums, never customers."""

    def __init__(self, label: str, scenario: Scenario) -> None:
        self.label = label
        self.scenario = scenario
        self.segments = segment_names(scenario)
        self.base_metrics: Values = []
        self.metrics: Values = []
        self.fates: list[Fates] = []
        self.measures: list[tuple[Measure, int]] = []
        """Measures of both worlds, with the number of segments of each."""
        self.left_out: list[str] = []
        """Measures that only one of the worlds has."""
        self._weeks = Weeks()

    def add(self, base: Life, life: Life, fates: Fates) -> None:
        """Take in one replicate."""
        if not self.measures:
            self._lay_out(base, life)
        one, other = self._cells(base), self._cells(life)
        self.of_base.add(one)
        self.of_alternative.add(other)
        self.difference.add(other - one)
        self.base_metrics.append(base.metrics)
        self.metrics.append(life.metrics)
        self.fates.append(fates)
        if base.profit_so_far is not None and life.profit_so_far is not None:
            self._weeks.add(life.profit_so_far - base.profit_so_far)

    def _lay_out(self, base: Life, life: Life) -> None:
        both = [name for name in base.measures if name in life.measures]
        self.measures = [(base.measures[name][0], base.measures[name][1].shape[-1]) for name in both]
        self.left_out = sorted({*base.measures, *life.measures} - set(both))
        cells = sum(parts for _, parts in self.measures) * self.scenario.weeks
        self.of_base, self.of_alternative, self.difference = Running(cells), Running(cells), Running(cells)

    def _cells(self, life: Life) -> np.ndarray:
        return np.concatenate([life.measures[measure.name][1].T.ravel() for measure, _ in self.measures])

    @property
    def replicates(self) -> int:
        """How many replicates there are so far."""
        return len(self.fates)

    def rows(self) -> dict[str, Any]:
        """Return the tidy table as columns: codes of measure and segment, week, and the numbers."""
        weeks = self.scenario.weeks
        parts = np.array([part for _, part in self.measures])
        low, high = self.difference.bounds()
        return {
            "measure": np.repeat(np.arange(len(parts), dtype=np.int32), parts * weeks),
            "segment": np.repeat(np.concatenate([np.arange(part, dtype=np.int32) for part in parts]), weeks),
            "week": np.tile(np.arange(1, weeks + 1, dtype=np.int32), int(parts.sum())),
            "base": self.of_base.mean,
            "other": self.of_alternative.mean,
            "difference": self.difference.mean,
            "low": low,
            "high": high,
        }

    def table(self) -> pd.DataFrame:
        """Return week, segment, measure, base, other (the alternative), difference, low, high: means."""
        import pandas as pd

        rows = self.rows()
        return pd.DataFrame(
            {
                "week": rows["week"],
                "segment": pd.Categorical.from_codes(rows["segment"], pd.Index(self.segments)),
                "measure": pd.Categorical.from_codes(
                    rows["measure"], pd.Index([measure.name for measure, _ in self.measures])
                ),
                **{name: rows[name] for name in ("base", "other", "difference", "low", "high")},
            }
        )

    def weekly(self, name: str) -> pd.DataFrame:
        """Return one measure of everybody, a row a week: base, other, difference, low, high."""
        import pandas as pd

        rows, at = self.rows(), [measure.name for measure, _ in self.measures].index(name)
        here = (rows["measure"] == at) & (rows["segment"] == 0)
        columns = {column: rows[column][here] for column in ("base", "other", "difference", "low", "high")}
        return pd.DataFrame(columns, pd.RangeIndex(1, self.scenario.weeks + 1, name="week"))

    def tiers(self, of: str) -> pd.DataFrame:
        """Return, for `base` or `other`, a row a week and a column a tier, and who left: mean numbers."""
        import pandas as pd

        columns = {tier: self.weekly(f"customers[{tier}]")[of] for tier in TIERS}
        return pd.DataFrame({**columns, "left": self.weekly("left_so_far")[of]})

    def values(self, name: str) -> list[float]:
        """Return the paired difference of a metric, or a figure of the pairs, one number a replicate."""
        if name in METRICS:
            return [other[name] - one[name] for one, other in zip(self.base_metrics, self.metrics, strict=True)]
        return [_of_pairs(each)[name] for each in self.fates]

    def names(self) -> list[str]:
        """Return the metrics that both worlds have."""
        return [name for name in METRICS if name in self.base_metrics[0] and name in self.metrics[0]]

    def paired(self, name: str) -> Interval:
        """Return the mean over the replicates and its interval: of a difference, or of a share of the pairs."""
        return interval(self.values(name))

    def means(self, name: str) -> tuple[float, float]:
        """Return the mean of a metric in the base and in the alternative."""
        return (
            interval([each[name] for each in self.base_metrics]).mean,
            interval([each[name] for each in self.metrics]).mean,
        )

    def variances(self, name: str) -> tuple[float, float]:
        """Return the variance of a difference of independent runs, and of the paired one.

        Replicates of one world are independent of each other, so the variance between two worlds with luck of their
        own would be the sum of the variances within each; no further runs are needed to know it.
        """
        if self.replicates < 2:
            return float("nan"), float("nan")
        one = np.array([each[name] for each in self.base_metrics])
        other = np.array([each[name] for each in self.metrics])
        return float(one.var(ddof=1) + other.var(ddof=1)), float((other - one).var(ddof=1))

    @property
    def matrix(self) -> np.ndarray:
        """[state in the base, state in the alternative]: mean numbers of customers; the last state is left."""
        return np.asarray(sum(each.matrix for each in self.fates) / self.replicates)

    def moved(self) -> pd.DataFrame:
        """Return the matrix as a table: rows are where customers are in the base, columns in the alternative."""
        import pandas as pd

        return pd.DataFrame(self.matrix, pd.Index(TO, name="base"), pd.Index(TO, name="alternative"))

    def mean_of(self, name: str) -> float:
        """Return the mean of a count of `Fates`, such as saved, in customers."""
        return float(np.mean([getattr(each, name) for each in self.fates]))

    def gains(self) -> Gains | None:
        """Return what the alternative earns; nothing where nobody pays anything."""
        names = [measure.name for measure, _ in self.measures]
        if "profit_so_far" not in names:
            return None
        path = self.weekly("profit_so_far")["difference"].to_numpy()
        return gains_of(self.base_metrics, self.metrics, path, self._weeks)

    @property
    def is_same(self) -> bool:
        """Whether nothing at all differs."""
        known = np.isfinite(self.difference.mean)
        same = not any(each.differing or each.others for each in self.fates)
        return same and not self.difference.mean[known].any() and not self.left_out


def _of_pairs(fates: Fates) -> dict[str, float]:
    pairs = max(fates.pairs, 1)
    counts = {name: getattr(fates, name) / pairs for name in ("saved", "lost", "up", "down", "differing")}
    return {**counts, "balance": fates.balance, "higher": fates.higher}
