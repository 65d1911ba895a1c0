"""A run that is over: its figures, or why there are none; with when and where it was lived."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from simulator.errors import ScenarioError, SimulatorError
from simulator.experiment.sweeping.living import Outcome, live_run
from simulator.experiment.sweeping.plan import Plan, Point, Run
from simulator.population.records import Records, records_of
from simulator.scenario.schema import Scenario

Live = Callable[[Scenario, int, Sequence[str]], Outcome]
"""What lives one run: a scenario, the number of the replicate, the measures that are wanted week by week."""

MOST_SCENARIOS = 300
"""Points whose scenarios are kept between their replicates, some 0.1 MB each; of the others, each run makes its own."""


@dataclass(frozen=True)
class Finished:
    """A run with what came of it."""

    run: Run
    outcome: Outcome | None
    """None when it failed."""
    error: str = ""
    """Why it failed, in one line."""
    traceback: str = ""
    """Where it failed, for who wants to mend it; every problem of a scenario whose values do not fit together."""
    seconds: float = 0.0
    started: str = ""
    """Date and time, in UTC."""
    worker: str = ""


class Living:
    """The runs of a plan, lived one by one on whichever thread asks."""

    def __init__(self, plan: Plan, live: Live | None = None) -> None:
        self.plan = plan
        self.live = live
        self._points: Mapping[int, Point] = {point.number: point for point in plan.points}
        self._scenarios: dict[int, Scenario] = {}
        self._records: dict[str, Records] = {}

    def one(self, run: Run, worker: str = "", point: Point | None = None) -> Finished:
        """Live a run; whatever goes wrong in it is part of what is returned. `point` is that of the run, where the plan
        at hand has none.
        """
        started, clock = datetime.now(UTC).isoformat(timespec="milliseconds"), time.perf_counter()
        try:
            found = Finished(run, self._lived(run, self._points[run.point] if point is None else point))
        except Exception as error:  # noqa: BLE001  # one run must not take the others with it
            found = failed(run, error)
        return replace(found, seconds=time.perf_counter() - clock, started=started, worker=worker)

    def _lived(self, run: Run, point: Point) -> Outcome:
        scenario = self._scenario(point)
        if self.live is not None:
            return self.live(scenario, run.replicate, self.plan.weekly)
        return live_run(scenario, run.replicate, self.plan.weekly, self._records_for(scenario))

    def _scenario(self, point: Point) -> Scenario:
        known = self._scenarios.get(point.number)
        if known is None:
            known = self.plan.scenario(point)
            if self.plan.replicates > 1 and len(self._scenarios) < MOST_SCENARIOS:
                self._scenarios[point.number] = known
        return known

    def _records_for(self, scenario: Scenario) -> Records:
        """Return what the files of a scenario hold; nearly always the points of a sweep share them."""
        if scenario.events is None and scenario.people is None:
            return Records()
        key = repr(
            (
                *(scenario.events, scenario.people, scenario.customers, scenario.weeks),
                [each.name for each in scenario.touchpoints],
                [each.name for each in scenario.recovery.channels],
                [each.name for each in scenario.segments],
            )
        )
        records = self._records.get(key)
        if records is None:
            records = records_of(scenario)
            self._records = {key: records}  # one only: files can be large, and other points may have other ones
        return records


def failed(run: Run, error: Exception) -> Finished:
    """Return a run that came to nothing, with the reason in one line."""
    lines = [line for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    if isinstance(error, ScenarioError):
        problems = [problem.message for problem in error.problems] or lines
        more = f"; and {len(problems) - 1} more" if len(problems) > 1 else ""
        return Finished(run, None, problems[0] + more, "\n".join(str(each) for each in error.problems))
    if isinstance(error, SimulatorError):
        return Finished(run, None, lines[0], str(error))
    said = lines[0] if lines[0] == type(error).__name__ else f"{type(error).__name__}: {lines[0]}"
    return Finished(run, None, said, "".join(traceback.format_exception(error)))


def order_of_metrics(outcomes: Sequence[Any]) -> list[str]:
    """Return the metrics that occur in any row: those of `METRICS` in their order, then others as they appear."""
    from simulator.experiment.comparing.metrics import METRICS

    seen = dict.fromkeys(name for metrics in outcomes for name in metrics)
    return [name for name in METRICS if name in seen] + [name for name in seen if name not in METRICS]
