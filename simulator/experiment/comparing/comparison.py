"""A comparison: what differs between worlds, as tables, sentences and a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.customer.noted import Noted
from simulator.errors import UsageError
from simulator.experiment.comparing.answer import answer
from simulator.experiment.comparing.fork import NOBODY, WORLDS, Fork
from simulator.experiment.comparing.intervals import Interval, Running, interval, ratio_interval
from simulator.experiment.comparing.paired import Paired
from simulator.experiment.comparing.plotting import ComparisonPlots
from simulator.experiment.comparing.summary import summary_of
from simulator.experiment.comparing.worlds import Group, Replicate
from simulator.population.inputs import Input
from simulator.projection.projection import Times
from simulator.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd

MOST_KEPT = 5
"""Replicates whose counts are kept whole; more would make a folder that grows with how sure one wants to be."""


@dataclass(frozen=True)
class Asked:
    """What a comparison was asked for: enough to make it once more."""

    scenarios: tuple[Scenario, ...]
    at: str | None
    replicates: int | None
    until: str | None


@dataclass(frozen=True)
class Reached:
    """What a world of a fork did to a group of customers, against the world in which it never happened."""

    customers: Interval
    balance: Interval
    higher: Interval
    staying: Interval

    def document(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {name: each.document() for name, each in vars(self).items()}


@dataclass
class Forked:
    """What became of those whom the incident of a fork reached; a row a replicate, in it one group an alternative."""

    parting: Fork
    reached: list[tuple[Group, ...]] = field(default_factory=list)
    heard: list[tuple[Group, ...]] = field(default_factory=list)

    def group(self, which: str, alternative: int) -> Reached:
        """Return one group, `reached` or `heard`, in one alternative."""
        rows: list[tuple[Group, ...]] = getattr(self, which)
        found = [row[alternative] for row in rows]
        return Reached(
            interval([each.customers for each in found]),
            *(interval([getattr(each, name) for each in found]) for name in ("balance", "higher", "staying")),
        )

    def path(self, which: str, alternative: int) -> pd.DataFrame:
        """Return the balance of a group, `reached` or `heard`, against it never happening: a row a week from then on.

        Columns are difference, low, high; of those who are customers in both worlds in that week.
        """
        import pandas as pd

        rows: list[tuple[Group, ...]] = getattr(self, which)
        paths = Running(len(rows[0][alternative].path))
        for row in rows:
            paths.add(row[alternative].path)
        low, high = paths.bounds()
        first = self.parting.week
        index = pd.RangeIndex(first, first + len(low), name="week")
        return pd.DataFrame({"difference": paths.mean, "low": low, "high": high}, index)

    def weeks_above(self, which: str, alternative: int) -> list[int]:
        """Return the weeks in which a group surely has more than had it never happened: the interval is above zero."""
        path = self.path(which, alternative)
        return [int(week) for week in path.index[path["low"] > 0.0]]


class Comparison:
    """What differs between a base and its alternatives, for the same customers with the same luck.

    Differences are always the alternative less the base; intervals hold 95 %, by Student's t over the replicates.

    Example:
        >>> comparison = compare(read_scenario("telecom"), read_scenario("better"))  # doctest: +SKIP
        >>> print(comparison.answer())  # doctest: +SKIP
    """

    def __init__(
        self,
        asked: Asked,
        label: str,
        scenarios: Sequence[Scenario],
        paired: tuple[Paired, ...],
        forked: Forked | None = None,
        notes: tuple[str, ...] = (),
        inputs: tuple[Input, ...] = (),
    ) -> None:
        self.asked = asked
        self.label = label
        """What the base is called."""
        self.scenarios = tuple(scenarios)
        self.paired = paired
        """One for each alternative."""
        self.forked = forked
        self.notes = notes
        """What only one of the worlds has."""
        self.inputs = inputs
        self.times = Times()
        self.half_width: float | None = None
        """How narrow the interval became that was to become narrow."""
        self.is_met = True
        """Whether it became as narrow as was asked for."""
        self.tallies: list[list[Noted]] = [[] for _ in scenarios]
        """What was counted in each world, of the first replicates."""

    def add(self, replicate: Replicate) -> None:
        """Take in one replicate of all worlds."""
        base = replicate.lives[0]
        for paired, life, fates in zip(self.paired, replicate.lives[1:], replicate.fates, strict=True):
            paired.add(base, life, fates)
        for kept, life in zip(self.tallies, replicate.lives, strict=True):
            if len(kept) < MOST_KEPT:
                kept.append(life.tally)
        if self.forked is not None:
            self.forked.reached.append(replicate.reached)
            self.forked.heard.append(replicate.heard)

    @property
    def replicates(self) -> int:
        """How many replicates there are."""
        return self.paired[0].replicates

    @property
    def base(self) -> Scenario:
        """The scenario that the alternatives are compared with."""
        return self.scenarios[0]

    def of(self, label: str) -> Paired:
        """Return the alternative of this name."""
        found = {each.label: each for each in self.paired}
        if label not in found:
            raise UsageError(f"there is no alternative {label!r}; allowed is one of {', '.join(found)}")
        return found[label]

    @property
    def table(self) -> pd.DataFrame:
        """Everything by week, tidy: alternative, week, segment, measure, base, other, difference, low, high."""
        import pandas as pd

        tables = [each.table() for each in self.paired]
        for each, table in zip(self.paired, tables, strict=True):
            table.insert(0, "alternative", each.label)
        return pd.concat(tables, ignore_index=True) if len(tables) > 1 else tables[0]

    def metrics(self) -> pd.DataFrame:
        """Return the key figures: a row an alternative and metric, with both means, difference, low and high."""
        import pandas as pd

        rows = []
        for each in self.paired:
            for name in each.names():
                one, other = each.means(name)
                found = each.paired(name)
                rows.append((each.label, name, one, other, found.mean, found.low, found.high))
        columns = ["alternative", "metric", "base", "other", "difference", "low", "high"]
        return pd.DataFrame(rows, columns=columns).set_index(["alternative", "metric"])

    def pairing(self) -> pd.DataFrame:
        """Return what the pairing saves: by metric the variance of independent runs, of the paired, and their ratio."""
        import pandas as pd

        rows = []
        for each in self.paired:
            for name in each.names():
                alone, paired = each.variances(name)
                rows.append((each.label, name, alone, paired, alone / paired if paired else float("nan")))
        columns = ["alternative", "metric", "independent", "paired", "ratio"]
        return pd.DataFrame(rows, columns=columns).set_index(["alternative", "metric"])

    def budgets(self) -> dict[str, Interval]:
        """Return, of a fork, what answering may cost at most for each complaint that was heard, world by world.

        At that the profit would be that of the world in which nobody answers; what it costs already is part of it.
        """
        if self.forked is None:
            return {}
        unanswered = self.paired[WORLDS.index(NOBODY) - 1]
        if "profit" not in unanswered.names():
            return {}
        heard = [float(row[0].customers) for row in self.forked.heard]
        found = {}
        for each in self.paired:
            if each is unanswered or not sum(heard):
                continue
            gain = [
                (one["profit"] + one["recovery"]) - (other["profit"] + other["recovery"])
                for one, other in zip(each.metrics, unanswered.metrics, strict=True)
            ]
            found[each.label] = ratio_interval(gain, heard)
        return found

    def answer(self) -> str:
        """Return the answer in sentences, a paragraph an alternative."""
        return answer(self)

    def summary(self) -> dict[str, Any]:
        """Return the key figures as a plain document, as in `summary.json`."""
        return summary_of(self)

    @property
    def plot(self) -> ComparisonPlots:
        """The pictures: `comparison.plot.tiers()` and others return a matplotlib `Figure`."""
        return ComparisonPlots(self)

    def save(self, folder: str | Path, *, figures: bool = True, command: Sequence[str] = ()) -> Path:
        """Write a result folder and return where it is: `folder` itself, or the next free name if that is taken.

        Raises:
            ResultsError: when it cannot be written; nothing half written stays.
        """
        from simulator.experiment.comparing.folder import save

        return save(self, Path(folder), figures=figures, command=command)

    def __repr__(self) -> str:
        others = ", ".join(repr(each.label) for each in self.paired)
        return f"Comparison({self.label!r} against {others}, replicates {self.replicates})"
