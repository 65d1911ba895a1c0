"""The way from a comparison to its pictures: plain tables are handed over, and the room of the figures opened late."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.errors import UsageError
from simulator.experiment.comparing.answer import break_even_in_words, paradox_in_short
from simulator.experiment.comparing.fork import EXCELLENT, WORLDS
from simulator.projection.names import TIERS
from simulator.projection.wording import counted

if TYPE_CHECKING:
    from simulator.experiment.comparing.comparison import Comparison
    from simulator.experiment.comparing.paired import Paired

COMPARED, EARNED, FORKED = "simulator.report.compared", "simulator.report.earned", "simulator.report.forked"


@dataclass(frozen=True)
class ComparisonPlots:
    """The pictures of a comparison; each is a matplotlib `Figure` that shows itself in a notebook.

    `alternative` is the name of one of several; left out, it is the first.

    Example:
        >>> comparison.plot.tiers().write("tiers.png")  # doctest: +SKIP
    """

    comparison: Comparison

    def tiers(self, alternative: str | None = None) -> Any:
        """Return the tiers of both worlds beside each other, week by week."""
        each = self._of(alternative)
        return import_module(COMPARED).both(each.tiers("base"), each.tiers("other"), *self._names(each))

    def differences(self, measure: str | None = None, alternative: str | None = None) -> Any:
        """Return the paired difference by week with its band: of the customers of each tier, or of one measure."""
        each = self._of(alternative)
        report = import_module(COMPARED)
        if measure is None:
            return report.differences({tier: each.weekly(f"customers[{tier}]") for tier in TIERS}, *self._names(each))
        units = {found.name: found.unit for found, _ in each.measures}
        if measure not in units:
            raise UsageError(f"there is no measure {measure!r} in both worlds; `table` of the comparison names them")
        return report.difference(each.weekly(measure), (measure, units[measure]), *self._names(each))

    def moved(self, alternative: str | None = None) -> Any:
        """Return where the same customers are in both worlds at the end."""
        each = self._of(alternative)
        return import_module(COMPARED).moved(each.moved(), *self._names(each))

    def money(self, alternative: str | None = None) -> Any:
        """Return the difference of the profit so far with its band, and when the alternative has paid for itself."""
        each = self._of(alternative)
        gains = each.gains()
        weekly = None if gains is None else each.weekly("profit_so_far")
        words = (None, "") if gains is None else (gains.break_even_week, break_even_in_words(gains, each.replicates))
        return import_module(EARNED).earned(weekly, words, *self._names(each))

    def fork(self) -> Any:
        """Return, of a fork, what each world leaves those who were heard and all who were reached, week by week."""
        forked = self.comparison.forked
        if forked is None:
            raise UsageError("this comparison is no fork at an incident; there are no worlds that part at one")
        paths = [
            {name: forked.path(which, index) for index, name in enumerate(WORLDS[1:])} for which in ("heard", "reached")
        ]
        numbers = [forked.group(which, 0).customers.mean for which in ("heard", "reached")]
        title = paradox_in_short(forked, WORLDS.index(EXCELLENT) - 1)
        return import_module(FORKED).fork(*paths, numbers, title, forked.parting.incident, self._about)

    def save_all(self, folder: Path) -> list[Path]:
        """Write every picture that there is something for, as SVG and PNG; equal comparisons give equal bytes."""
        written: list[Path] = []

        def write(picture: Any, name: str) -> None:
            written.extend(picture.write(folder / f"{name}.{kind}") for kind in ("svg", "png"))

        several = len(self.comparison.paired) > 1
        for number, each in enumerate(self.comparison.paired, start=1):
            prefix = f"{number}-" if several else ""
            write(self.tiers(each.label), f"{prefix}tiers")
            write(self.differences(alternative=each.label), f"{prefix}differences")
            write(self.moved(each.label), f"{prefix}who-moved")
            if each.gains() is not None:
                write(self.money(each.label), f"{prefix}money")
        if self.comparison.forked is not None:
            write(self.fork(), "fork")
        return written

    @property
    def _about(self) -> str:
        scenario = self.comparison.base
        many = counted(self.comparison.replicates, "replicate")
        return f"{counted(scenario.customers, 'customer')}, seed {scenario.seed}, {many}"

    def _of(self, alternative: str | None) -> Paired:
        return self.comparison.paired[0] if alternative is None else self.comparison.of(alternative)

    def _names(self, each: Paired) -> tuple[str, str, str]:
        return self.comparison.label, each.label, self._about
