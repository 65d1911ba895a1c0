"""A population and its weeks: the columns, the threads that share them, and what was counted."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from simulator.customer import draws
from simulator.customer.noted import Noted
from simulator.population import kernel
from simulator.population.columns import Columns
from simulator.population.conditions import Budgets, Conditions
from simulator.population.memory import refuse_too_many
from simulator.population.records import Records, records_of
from simulator.population.society import society_of
from simulator.population.tally import Size, add, new_tally
from simulator.scenario.schema import Scenario
from simulator.scenario.timeline import Timeline, timeline_of

if TYPE_CHECKING:
    pass

CHUNK = 64 * kernel.BLOCK
"""Customers that one thread takes at a time."""

WORTH_SHARING = 4_096
"""Customers from which two threads were measured to be faster than one, though they meet every week."""

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
        if self.columns.customers <= (CHUNK if self.threads == 1 else WORTH_SHARING):
            while self.week < last:
                until = min(last, self._last_alike())
                self._live_part(
                    0, self.columns.customers, self.week + 1, until, self.tally, self._luck_of_one, together=True
                )
                self._over(until, self.tally)
        else:
            self._live_on_all_cores(last, progress)
        if progress is not None:
            progress(1.0)

    def live_one(self, row: int) -> None:
        """Live the week after `self.week` for one person; the caller ends the week when all have lived it."""
        self._live_part(row, row + 1, self.week + 1, self.week + 1, self.tally, self._luck_of_one)

    def end_week(self) -> None:
        """Close the week that everybody has lived: deliver what was said, tell the public; `week` moves on."""
        week = self.week + 1
        self._close(week, self.tally.public[max(week, 0)])
        if self.has_network:
            kernel.deliver(self.society, week, 0, self.columns.customers)
            kernel.fall_silent(self.society.letters)
        self._over(week, self.tally)

    def go_on_after(self, week: int) -> None:
        """Take a week of the warm-up for the last one lived; the caller has put the customers where they stood then."""
        self.week = week
        self._enter(week + 1)

    @property
    def has_network(self) -> bool:
        """Return whether people hear each other."""
        return bool(self.timeline.world[0]["network"])

    def _close(self, week: int, counted: np.ndarray) -> None:
        kernel.end_week(self.society, week, counted, self.columns.customers)

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

    def _live_on_all_cores(self, last: int, progress: Progress | None) -> None:
        rows, first = self.columns.customers, self.week + 1
        # Some parts for each thread and not too many: every part costs a handing-over, every week.
        # Few people more than one part holds are shared evenly: else one thread would wait for the other all the time.
        share = -(-rows // (self.threads * kernel.BLOCK)) * kernel.BLOCK
        length = max(min(CHUNK, share), -(-rows // (4 * self.threads * kernel.BLOCK)) * kernel.BLOCK)
        parts = _parts(rows, length)
        # A part is delivered to by going through all who spoke: one for each thread is enough.
        postal = _parts(rows, -(-rows // self.threads))
        own = threading.local()
        stop = threading.Event()
        tallies: list[Noted] = []

        def live_part(part: Part, week: int) -> None:
            if stop.is_set():
                return
            if not hasattr(own, "tally"):
                own.tally = new_tally(self.size)
                own.luck = self._new_luck()
                tallies.append(own.tally)
            self._live_part(*part, week, week, own.tally, own.luck)

        def deliver_part(part: Part, week: int) -> None:
            kernel.deliver(self.society, week, *part)

        with ThreadPoolExecutor(self.threads) as pool:

            def each(parts: list[Part], work: Callable[[Part, int], None], week: int) -> None:
                for future in [pool.submit(work, part, week) for part in parts]:
                    future.result()

            try:
                for week in range(first, last + 1):
                    each(parts, live_part, week)
                    slot = max(week, 0)
                    counted = np.sum([tally.public[slot] for tally in (self.tally, *tallies)], axis=0)
                    self._close(week, counted)
                    for tally in tallies:
                        tally.public[slot] = 0
                    self.tally.public[slot] = counted
                    if self.has_network:
                        each(postal, deliver_part, week)
                        kernel.fall_silent(self.society.letters)
                    self._over(week, self.tally, *tallies)
                    if progress is not None:
                        progress((week - first + 1) / (last - first + 1))
            finally:
                stop.set()
        for tally in tallies:
            add(self.tally, tally)

    def _live_part(
        self, start: int, end: int, first: int, last: int, tally: Noted, luck: kernel.Scratch, together: bool = False
    ) -> None:
        kernel.advance(self.columns.rows, start, end, first, last, together, self.society, *luck, tally)

    def _new_luck(self) -> kernel.Scratch:
        return kernel.new_luck(len(self.scenario.touchpoints))

    @property
    def _luck_of_one(self) -> kernel.Scratch:
        if not hasattr(self, "_scratch"):
            self._scratch: kernel.Scratch = self._new_luck()
        return self._scratch


def first_joining_weeks(scenario: Scenario) -> int:
    """Return over how many weeks at the start people join, evenly."""
    return min(scenario.relationship.term_weeks, max(scenario.warm_up_weeks, 1))


Part = tuple[int, int]
"""The first row and the one after the last of those that a thread takes at a time."""


def _parts(rows: int, length: int) -> list[Part]:
    return [(start, min(start + length, rows)) for start in range(0, rows, length)]


def usable_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def is_compiled() -> bool:
    """Return whether the rule was compiled before on this machine, so that the first week comes at once."""
    return kernel.is_ready()
