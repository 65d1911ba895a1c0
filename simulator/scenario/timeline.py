"""From a scenario to what is in force each week: tables for the stretches of weeks in which nothing changes.

What management changes and what goes with the seasons makes a new stretch; most scenarios have one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from simulator.scenario import tables
from simulator.scenario.changing import changes_in, with_changes
from simulator.scenario.mechanisms.neutral import in_force
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import values_of


@dataclass(frozen=True, eq=False)
class Stretch:
    """The tables of some weeks in which nothing changes but the world's own row."""

    relationship: np.void
    market: np.void
    recoveries: np.ndarray
    surveys: np.void
    channels: np.ndarray
    touchpoints: np.ndarray
    """The touchpoints and, after them, incidents that happen nowhere else."""
    rates: np.ndarray
    """[touchpoint, segment]: contacts a week of a customer of ordinary usage."""
    programmes: np.ndarray
    segments: np.ndarray


@dataclass(frozen=True)
class _Version:
    """The scenario as interventions and mechanisms make it, in the weeks in which they do the same."""

    name: str
    scenario: Scenario


class Timeline:
    """Everything the rule needs to know of a scenario, week by week; plain tables, nothing compiled in.

    Example:
        >>> shop = Scenario(name="Shop", weeks=9, touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> timeline_of(shop).last_of_stretch(1)
        9
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.first_week = 1 - scenario.warm_up_weeks
        """The first week that is lived; below 1 when there is a warm-up."""
        self.weeks = scenario.weeks
        """The last week; weeks 1 to this one are projected."""
        self.seed = scenario.seed
        self._versions: dict[str, _Version] = {}
        self._tables: dict[str, dict[str, Any]] = {}
        self._stretches: dict[tuple[str, bytes, tuple[tuple[int, int], ...]], Stretch] = {}
        self._rates: dict[tuple[str, int | None], np.ndarray] = {}
        self._ended: dict[int, int] = {}
        start = in_force(scenario)
        self.psychology = tables.one(tables.psychology(start.psychology))
        self.incidents, self.named = tables.incidents(start)
        self.public = tables.public(start)
        """One row a week and one more: what everybody knows of the week before; only the first is filled in."""
        weeks = range(self.first_week, self.weeks + 1)
        self.acting: list[tuple[int, ...]] = [self._scheduled(week) for week in weeks]
        """[week]: the numbers of the interventions that act in it; conditions are added as they come to hold."""
        versions = [self._version(week) for week in weeks]
        self._of_week = [self._stretch(each, week) for each, week in zip(versions, weeks, strict=True)]
        self.world = tables.table(
            [tables.world(each.scenario, week) for each, week in zip(versions, weeks, strict=True)]
        )
        """One row a week, from `first_week` on."""

    def stretch(self, week: int) -> Stretch:
        """Return the tables in force in a week."""
        return self._of_week[week - self.first_week]

    def last_of_stretch(self, week: int) -> int:
        """Return the last week, from this one on, in which the same tables are in force without a break."""
        at = week - self.first_week
        present = self._of_week[at]
        while at + 1 < len(self._of_week) and self._of_week[at + 1] is present:
            at += 1
        return self.first_week + at

    def act(self, week: int, conditional: Iterable[int]) -> None:
        """Let those interventions act in a week whose conditions hold, beside those that act in any case."""
        at = week - self.first_week
        acting = tuple(sorted({*self._scheduled(week), *conditional}))
        if acting == self.acting[at]:
            return
        self.acting[at] = acting
        version = self._version(week)
        self._of_week[at] = self._stretch(version, week)
        logged = self.world[at]["as_logged"]
        self.world[at] = tables.table([tables.world(version.scenario, week)])[0]
        self.world[at]["as_logged"] = logged

    def in_force(self, week: int) -> Scenario:
        """Return the scenario as it is in a week, with what interventions and mechanisms make of it."""
        return self._version(week).scenario

    def end_programme(self, number: int, week: int) -> None:
        """Let a programme end with this week, because its money is spent; who is used to it misses it from then on."""
        self._ended[number] = week
        for later in range(week + 1, self.weeks + 1):
            self._of_week[later - self.first_week] = self._stretch(self._version(later), later)

    def _scheduled(self, week: int) -> tuple[int, ...]:
        return tuple(
            number
            for number, each in enumerate(self.scenario.interventions)
            if each.when is None and each.from_week <= week <= each.until_week
        )

    @cached_property
    def _values(self) -> dict[str, Any]:
        return values_of(self.scenario)

    def _version(self, week: int) -> _Version:
        changes = changes_in(self.scenario, week, self.acting[week - self.first_week], self._values)
        name = repr(sorted(changes.items())) if changes else ""
        if name not in self._versions:
            self._versions[name] = _Version(name, in_force(with_changes(self.scenario, changes)))
        return self._versions[name]

    def _stretch(self, version: _Version, week: int) -> Stretch:
        name, scenario = version.name, version.scenario
        rates = self._rates_of(name, scenario, week)
        ended = tuple((number, last) for number, last in sorted(self._ended.items()) if last < week)
        key = (name, rates.tobytes(), ended)
        if name not in self._tables:
            self._tables[name] = _tables_of(scenario)
        if key not in self._stretches:
            stretch = Stretch(rates=rates, **self._tables[name])
            self._stretches[key] = _ending(stretch, ended) if ended else stretch
        return self._stretches[key]

    def _rates_of(self, name: str, scenario: Scenario, week: int) -> np.ndarray:
        # Without seasons the weeks are alike; a run of a few customers would else spend its time here.
        key = name, week if any(each.season.amplitude for each in scenario.touchpoints) else None
        if key not in self._rates:
            self._rates[key] = tables.rates(scenario, week)
        return self._rates[key]


def timeline_of(scenario: Scenario) -> Timeline:
    """Return what is in force each week, with the mechanisms that the scenario turns off at their neutral values."""
    return Timeline(scenario)


def _ending(stretch: Stretch, ended: tuple[tuple[int, int], ...]) -> Stretch:
    programmes = stretch.programmes.copy()
    for number, last in ended:
        programmes[number]["until_week"] = min(programmes[number]["until_week"], last)
    return replace(stretch, programmes=programmes)


def _tables_of(scenario: Scenario) -> dict[str, Any]:
    return {
        "relationship": tables.one(tables.relationship(scenario)),
        "market": tables.one(tables.market(scenario.market)),
        "recoveries": tables.recoveries(scenario),
        "surveys": tables.one(tables.surveys(scenario)),
        "channels": tables.table([tables.channel(channel) for channel in scenario.recovery.channels]),
        "touchpoints": tables.places(scenario),
        "programmes": tables.programmes(scenario),
        "segments": tables.table([tables.segment(segment) for segment in scenario.segments]),
    }
