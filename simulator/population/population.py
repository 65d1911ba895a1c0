"""A population and its weeks: the columns, the threads that share them, and what was counted."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

import numpy as np

from simulator.customer import draws
from simulator.customer.noted import Noted
from simulator.population import kernel
from simulator.population.columns import Columns
from simulator.population.tally import Size, add, new_tally
from simulator.scenario.schema import Scenario
from simulator.scenario.timeline import Timeline, timeline_of

CHUNK = 64 * kernel.BLOCK
"""Customers that one thread takes at a time."""

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

    def __init__(self, scenario: Scenario, replicate: int = 0, threads: int | None = None) -> None:
        self.scenario = scenario
        self.replicate = replicate
        self.threads = threads or usable_cores()
        self.timeline: Timeline = timeline_of(scenario)
        self.key = draws.key_of(scenario.seed, replicate)
        self.columns = Columns(scenario.customers)
        self.size = Size(
            scenario.weeks,
            len(scenario.segments),
            len(scenario.touchpoints),
            scenario.weeks + scenario.warm_up_weeks + 1,
        )
        self.tally: Noted = new_tally(self.size)
        self.week = self.timeline.first_week - 1
        """The last week lived; with a warm-up it starts below 0."""
        self.first_joining_weeks = min(scenario.relationship.term_weeks, max(scenario.warm_up_weeks, 1))
        """Over so many weeks at the start people join, evenly."""
        shares = np.cumsum([segment.share for segment in scenario.segments])
        kernel.settle_all(self.columns.rows, shares, self.timeline.first_week, self.first_joining_weeks, self.key)

    def live(self, until_week: int | None = None, progress: Progress | None = None) -> None:
        """Live all weeks up to and including `until_week` (by default the last of the scenario).

        Stopped half-way by an exception from `progress` or from the keyboard, the population is of no further use.
        """
        last = self.scenario.weeks if until_week is None else min(until_week, self.scenario.weeks)
        if last <= self.week:
            return
        first = self.week + 1
        if self.columns.customers <= CHUNK:
            self._live_part(0, self.columns.customers, first, last, self.tally, kernel.new_luck(self.size.touchpoints))
        else:
            self._live_on_all_cores(first, last, progress)
        self.week = last
        if progress is not None:
            progress(1.0)

    def live_one(self, row: int) -> None:
        """Live the week after `self.week` for one person; the caller moves `week` on when all have lived it."""
        self._live_part(row, row + 1, self.week + 1, self.week + 1, self.tally, self._luck_of_one)

    def _live_on_all_cores(self, first: int, last: int, progress: Progress | None) -> None:
        starts = range(0, self.columns.customers, CHUNK)
        stop = threading.Event()
        own = threading.local()
        tallies: list[Noted] = []

        def live_chunk(start: int) -> None:
            if stop.is_set():
                return
            if not hasattr(own, "tally"):
                own.tally = new_tally(self.size)
                own.luck = kernel.new_luck(self.size.touchpoints)
                tallies.append(own.tally)
            self._live_part(start, min(start + CHUNK, self.columns.customers), first, last, own.tally, own.luck)

        with ThreadPoolExecutor(self.threads) as pool:
            waiting = {pool.submit(live_chunk, start) for start in starts}
            try:
                while waiting:
                    done, waiting = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
                    for future in done:
                        future.result()
                    if progress is not None:
                        progress(1.0 - len(waiting) / len(starts))
            finally:
                stop.set()
        for tally in tallies:
            add(self.tally, tally)

    def _live_part(self, start: int, end: int, first: int, last: int, tally: Noted, luck: kernel.Scratch) -> None:
        t = self.timeline
        kernel.advance(
            self.columns.rows,
            start,
            end,
            first,
            last,
            t.first_week,
            t.psychology,
            t.world,
            t.relationship,
            t.recovery,
            t.channels,
            t.touchpoints,
            t.segments,
            self.key,
            *luck,
            tally,
        )

    @property
    def _luck_of_one(self) -> kernel.Scratch:
        if not hasattr(self, "_scratch"):
            self._scratch: kernel.Scratch = kernel.new_luck(self.size.touchpoints)
        return self._scratch


def usable_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def is_compiled() -> bool:
    """Return whether the rule was compiled before on this machine, so that the first week comes at once."""
    return kernel.is_ready()
