"""From an experiment to its verdict: does the finding hold, and does it go when its mechanism is off."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.evidence.finding import Check, Finding, Outcome
from simulator.evidence.laboratory import Laboratory
from simulator.experiment.intervals import Interval, interval_of

HOLDS = "holds"
MISSED = "missed"


@dataclass(frozen=True)
class Result:
    """One check with what was simulated."""

    check: Check
    found: Interval
    off: Interval | None
    """With the mechanisms off; none where it is not looked at."""

    @property
    def holds(self) -> bool:
        """Whether the mean over the replicates lies in the band."""
        return self.check.band.holds(self.found.mean)

    @property
    def miss(self) -> float:
        """By how much the mean misses the band, in the unit of the check; 0 inside."""
        return self.check.band.miss(self.found.mean)

    @property
    def is_sure(self) -> bool:
        """Whether the whole interval lies on one side: inside the band, or outside of it."""
        ends = {self.check.band.holds(end) for end in (self.found.low, self.found.high)}
        return ends == {self.holds}

    @property
    def goes(self) -> bool | None:
        """Whether the effect goes with the mechanisms off; none where it is not looked at."""
        return None if self.off is None or self.check.gone is None else self.check.gone.holds(self.off.mean)


@dataclass(frozen=True)
class Judgement:
    """A finding with all that was simulated for it."""

    finding: Finding
    results: tuple[Result, ...]
    outcome: Outcome
    seconds: float

    @property
    def verdict(self) -> str:
        """Whether every check lies in its band and every effect goes with its mechanism."""
        return HOLDS if all(each.holds and each.goes is not False for each in self.results) else MISSED


def judge(finding: Finding, laboratory: Laboratory) -> Judgement:
    """Make the experiment, make it again with the mechanisms off, and hold both against the bands."""
    import time

    clock = time.perf_counter()
    outcome = finding.experiment(laboratory)
    gone = any(check.gone is not None for check in finding.checks)
    off = finding.experiment(laboratory.without(finding.mechanisms)) if finding.mechanisms and gone else None
    results = tuple(
        Result(
            check,
            interval_of(outcome.values[check.name]),
            interval_of(off.values[check.name]) if off is not None and check.gone is not None else None,
        )
        for check in finding.checks
    )
    return Judgement(finding, results, outcome, time.perf_counter() - clock)
