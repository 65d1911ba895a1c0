"""What files say of the customers of a scenario: who they are, and what happened to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from simulator.population.log import LOGGED, Log
from simulator.scenario.schema import Scenario
from simulator.scenario.timeline import Timeline

if TYPE_CHECKING:
    from simulator.population.people_file import People

NO_EVENTS = np.zeros(0, LOGGED)


@dataclass(frozen=True)
class Records:
    """The files of a scenario, read once for all its replicates; each may be missing."""

    log: Log | None = None
    people: People | None = None
    leaving_as_logged: bool = False
    joining_as_logged: bool = False

    @property
    def longest_tenure(self) -> int:
        """Weeks that the longest customer of the file has been one in week 1."""
        if self.people is None or "tenure_weeks" not in self.people.columns:
            return 0
        return int(np.nanmax(self.people.columns["tenure_weeks"], initial=0.0))

    def week(self, week: int) -> np.ndarray:
        """Return the events of a week, by person and in the order of the log."""
        return NO_EVENTS if self.log is None or week < 1 else self.log.week(week)

    def mark(self, timeline: Timeline) -> None:
        """Let nobody leave in the weeks of a log that says who was there."""
        if self.log is not None and self.leaving_as_logged:
            weeks = np.arange(timeline.first_week, timeline.weeks + 1)
            timeline.world["as_logged"][(weeks >= 1) & (weeks <= self.log.last_week.max(initial=0))] = 1

    def settle(self, rows: np.ndarray, first_person: int = 0) -> None:
        """Say where customers belong and when they come, before their traits are drawn: those differ by segment.

        The customers of the log join in the week of their first event. `rows` begin with `first_person`.
        """
        if self.people is not None and "segment" in self.people.columns:
            self._write("segment", rows, first_person)
        if self.log is not None and self.joining_as_logged:
            weeks = self.log.first_week[first_person : first_person + len(rows)]
            rows["joined_week"][: len(weeks)] = weeks

    def describe(self, rows: np.ndarray, first_person: int = 0) -> None:
        """Write what the file says of customers over what was drawn; `rows` begin with `first_person`."""
        if self.people is None:
            return
        for name in self.people.columns:
            self._write(name, rows, first_person)

    def _write(self, name: str, rows: np.ndarray, first_person: int) -> None:
        assert self.people is not None
        values = self.people.columns[name][first_person : first_person + len(rows)]
        said = ~np.isnan(values)
        if name == "tenure_weeks":
            rows["joined_week"][: len(values)][said] = 1 - values[said]
        else:
            rows[name][: len(values)][said] = values[said]


def of_person(events: np.ndarray, person: int) -> np.ndarray:
    """Return the events of one person among those of a week."""
    first, last = np.searchsorted(events["person"], [person, person + 1])
    return events[first:last]


def records_of(scenario: Scenario) -> Records:
    """Read the files that a scenario names.

    Raises ScenarioError with what is wrong in them.
    """
    if scenario.events is None and scenario.people is None:
        return Records()
    log = people = None
    if scenario.events is not None:
        from simulator.population.log_file import read_log  # heavy, and only for those who have a log

        touchpoints = [touchpoint.name for touchpoint in scenario.touchpoints]
        channels = [channel.name for channel in scenario.recovery.channels]
        log = read_log(scenario.events, touchpoints, channels, scenario.customers, scenario.weeks)
    if scenario.people is not None:
        from simulator.population.people_file import read_people

        people = read_people(scenario.people, [segment.name for segment in scenario.segments])
        # Rows beyond the customers would otherwise be those of prospects.
        first = {name: column[: scenario.customers] for name, column in people.columns.items()}
        people = replace(people, columns=first)
    return Records(
        log,
        people,
        leaving_as_logged=scenario.events is not None and scenario.events.leaving == "as logged",
        joining_as_logged=scenario.events is not None and scenario.events.joining == "first event",
    )
