"""A population and its weeks: the columns, the threads that share them, and what was counted."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property

import numpy as np

from simulator.customer import draws
from simulator.customer.noted import Noted
from simulator.population import closing, kernel
from simulator.population.columns import Columns
from simulator.population.conditions import Budgets, Conditions
from simulator.population.crew import Crew
from simulator.population.memory import refuse_too_many
from simulator.population.records import Records, records_of
from simulator.population.society import society_of
from simulator.population.tally import Size, new_tally
from simulator.population.together import Meeting, new_marks
from simulator.scenario.schema import Scenario
from simulator.scenario.timeline import Timeline, timeline_of

MANY = 64 * kernel.BLOCK
"""Persons beyond which one run is shared by all cores; of fewer, several runs are best lived side by side."""

Progress = Callable[[float], None]
"""Called now and then with the share of the work that is done, 0 to 1."""


class Population:
    """The customers of one run of a scenario.

    `replicate` numbers the run among those with the same seed; `threads` changes the time it takes and nothing else.

    Example:
        >>> shop = Scenario(name="Shop", weeks=4, customers=10, touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> population = Population(shop)
        >>> population.live()
        >>> population.week
        4
    """

    def __init__(
        self,
        scenario: Scenario,
        replicate: int = 0,
        threads: int | None = None,
        records: Records | None = None,
    ) -> None:
        self.scenario = scenario
        self.replicate = replicate
        self.threads = threads or usable_cores()
        self.timeline: Timeline = timeline_of(scenario)
        self.key = draws.key_of(scenario.seed, replicate)
        refuse_too_many(scenario)
        self.records = records_of(scenario) if records is None else records
        self.columns = Columns(scenario.persons)
        self.size = Size(
            scenario.weeks,
            len(scenario.segments),
            len(self.timeline.stretch(self.timeline.first_week).touchpoints),
            scenario.weeks + scenario.warm_up_weeks + 1 + self.records.longest_tenure,
            len(scenario.recovery.channels),
            len(scenario.programmes),
            len(scenario.interventions),
        )
        self.tally: Noted = new_tally(self.size)
        self.week = self.timeline.first_week - 1
        """The last week lived; with a warm-up it starts below 0."""
        shares = np.cumsum([segment.share for segment in scenario.segments])
        kernel.settle_all(
            self.columns.rows,
            scenario.customers,
            shares,
            self.timeline.first_week,
            first_joining_weeks(scenario),
            self.key,
        )
        self.records.mark(self.timeline)
        self.records.settle(self.columns.rows)
        self.society = society_of(scenario, self.timeline, self.columns, self.key, replicate)
        self._conditions, self._budgets = Conditions(scenario), Budgets(scenario)
        self._enter(self.week + 1)
        if self.records.people is not None:
            kernel.join_all(self.columns.rows, scenario.customers, self.week + 1, self.society)
            self.records.describe(self.columns.rows)

    def events(self, week: int) -> np.ndarray:
        """Return what the records say of a week, person by person."""
        return self.records.week(week)

    def live(self, until_week: int | None = None, progress: Progress | None = None) -> None:
        """Live all weeks up to and including `until_week` (by default the last of the scenario).

        Stopped half-way by an exception from `progress` or from the keyboard, the population is of no further use.
        """
        last = self.scenario.weeks if until_week is None else min(until_week, self.scenario.weeks)
        if last <= self.week:
            return
        first = self.week
        with self.crew.at_work(self.tally) as shift:
            while self.week < last:
                until = min(last, self._last_alike(), self.week + self.crew.portion)
                shift.live(self.columns.rows, self.week + 1, until, self.society)
                self._over(until, *shift.tallies)
                if progress is not None:
                    progress((self.week - first) / (last - first))

    def live_some(self, first_row: int, last_row: int) -> None:
        """Live the week after `self.week` for some persons; the caller ends the week when all have lived it.

        `last_row` is the one after the last.
        """
        week, nobody_else = self.week + 1, Meeting(1, 0, False, new_marks(1), self.tally.public[:0, None])
        kernel.advance(
            self.columns.rows, first_row, last_row, week, week, nobody_else, self.society, *self._luck, self.tally
        )

    def end_week(self) -> None:
        """Close the week that everybody has lived: deliver what was said, tell the public; `week` moves on."""
        week = self.week + 1
        closing.end_week(self.society, week, self.tally.public[max(week, 0)], self.columns.customers)
        if self.has_network:
            closing.deliver(self.society, week, 0, self.columns.customers)
            closing.fall_silent(self.society.letters, 0, self.columns.customers)
        self._over(week, self.tally)

    def go_on_after(self, week: int) -> None:
        """Take a week of the warm-up for the last one lived; the caller has put the customers where they stood then."""
        self.week = week
        self._enter(week + 1)

    @property
    def has_network(self) -> bool:
        """Return whether people hear each other."""
        return bool(self.timeline.world[0]["network"])

    def _over(self, week: int, *tallies: Noted) -> None:
        """The weeks up to this one are over: note what acted in them, look at the conditions, enter the next."""
        for each in range(max(self.week + 1, 1), week + 1):
            self.tally.acting[each, list(self.timeline.acting[each - self.timeline.first_week])] = 1
        self.week = week
        if week >= self.scenario.weeks:
            return
        if week >= 1 and self._conditions:
            reputation = self.timeline.public[week + 1 - self.timeline.first_week]["reputation"]
            self.timeline.act(week + 1, self._conditions.hold(week, tallies, float(reputation)))
        if week >= 1 and self._budgets:
            for number in self._budgets.spend(week, tallies, self.timeline.in_force(week)):
                self.timeline.end_programme(number, week)
        self._enter(week + 1)

    def _enter(self, week: int) -> None:
        """Put in force what holds from this week on."""
        stretch = self.timeline.stretch(week)
        self.society = self.society._replace(
            relationship=stretch.relationship,
            market=stretch.market,
            recoveries=stretch.recoveries,
            surveys=stretch.surveys,
            channels=stretch.channels,
            touchpoints=stretch.touchpoints,
            rates=stretch.rates,
            programmes=stretch.programmes,
            segments=stretch.segments,
            events=self.records.week(week),
        )

    def _last_alike(self) -> int:
        """Return the last week, from the next one on, that can be lived in one go with it."""
        week = self.week + 1
        alone = self._conditions or self._budgets or self.records.log is not None
        return week if alone else self.timeline.last_of_stretch(week)

    @cached_property
    def crew(self) -> Crew:
        """Return the threads that live it."""
        return Crew(self.columns.customers, self.threads, len(self.scenario.touchpoints), self.size)

    @cached_property
    def _luck(self) -> kernel.Scratch:
        return kernel.new_luck(len(self.scenario.touchpoints))


def first_joining_weeks(scenario: Scenario) -> int:
    """Return over how many weeks at the start people join, evenly."""
    return min(scenario.relationship.term_weeks, max(scenario.warm_up_weeks, 1))


def usable_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def is_compiled() -> bool:
    """Return whether the rule was compiled before on this machine, so that the first week comes at once."""
    return kernel.is_ready()
