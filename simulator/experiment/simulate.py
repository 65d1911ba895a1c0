"""One scenario, all its replicates, one projection."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import UTC, datetime

import numpy as np

from simulator.customer.noted import Noted
from simulator.population.inputs import read_inputs
from simulator.population.population import MANY, Population, Progress, usable_cores
from simulator.population.records import Records
from simulator.projection.people import MOST_CUSTOMERS, KeptRows, NoRows
from simulator.projection.projection import Projection, Times
from simulator.scenario.schema import Scenario

WORTH_A_THREAD = 50_000
"""Customer-weeks of a replicate from which two at once were measured to take less time than one after the other."""


def simulate(
    scenario: Scenario,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    keep_customers: bool = True,
) -> Projection:
    """Return what a scenario leads to, over all its replicates.

    `threads` (by default all cores) changes the time it takes and nothing else. `progress` is called now and then with
    the share of the work that is done. With `keep_customers` the customers of the first replicate are kept as they are
    at the end, and those of the next ones as long as all together are at most a million.

    Example:
        >>> shop = Scenario(name="Shop", customers=10, touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> simulate(shop).replicates
        1
    """
    started, clock = datetime.now(UTC), time.perf_counter()
    threads = threads or usable_cores()
    kept = 0
    if keep_customers:
        kept = max(1, min(scenario.replicates, MOST_CUSTOMERS // scenario.persons))
    records, inputs = read_inputs(scenario)
    run = _Run(scenario, records, kept, threading.Event(), progress)
    if scenario.replicates > 1 and lives_on_one_core(scenario, threads):
        lived = list(run.several_at_once(threads))
    else:
        lived = [run.one(replicate, threads) for replicate in range(scenario.replicates)]
    tallies = tuple(tally for tally, _ in lived)
    rows = tuple(rows for _, rows in lived if rows is not None)
    times = Times(started.isoformat(timespec="seconds"), time.perf_counter() - clock)
    return Projection(scenario, tallies, KeptRows(scenario, rows) if rows else NoRows(), times, inputs)


def live(population: Population, until_week: int, stop: threading.Event, tell: Progress) -> None:
    """Let a population live up to a week; `tell` hears the share of all its weeks, and `stop` is looked at in between.

    A population that was stopped has not come so far, or is of no use.
    """
    whole, lived = len(population.timeline.world), population.week - population.timeline.first_week + 1
    more = max(0, min(until_week, population.scenario.weeks) - population.week)

    def look(share: float) -> None:
        if stop.is_set():
            raise _Stopped
        tell((lived + share * more) / whole)

    with suppress(_Stopped):
        population.live(until_week, look)


class _Stopped(Exception):  # nothing went wrong
    """Nobody waits for the rest of a population's weeks."""


def lives_on_one_core(scenario: Scenario, threads: int) -> bool:
    """Return whether replicates are best lived side by side, each on one core, rather than one by one on all."""
    work = scenario.persons * (scenario.weeks + scenario.warm_up_weeks)
    return threads > 1 and scenario.persons <= MANY and work >= WORTH_A_THREAD


Lived = tuple[Noted, np.ndarray | None]


class _Run:
    """The replicates of one scenario on their way."""

    def __init__(
        self, scenario: Scenario, records: Records, kept: int, stop: threading.Event, progress: Progress | None
    ) -> None:
        self.scenario = scenario
        self.records = records
        self.kept = kept
        self.stop = stop
        self.progress = progress
        self.done = [0.0] * scenario.replicates

    def one(self, replicate: int, threads: int, report: bool = True) -> Lived:
        """Live one replicate; keep its counts and, of the first ones, its customers."""

        def tell(share: float) -> None:
            self.done[replicate] = share
            if report and self.progress is not None:
                self.progress(sum(self.done) / len(self.done))

        population = Population(self.scenario, replicate, threads, self.records)
        live(population, self.scenario.weeks, self.stop, tell)
        tally = population.tally
        # The histograms are nearly all of a tally; in the smallest type that holds them, ten thousand fit in memory.
        balances = tally.balances.astype(np.min_scalar_type(int(tally.balances.max())))
        return tally._replace(balances=balances), population.columns.rows if replicate < self.kept else None

    def several_at_once(self, threads: int) -> Iterator[Lived]:
        """Live replicates on several threads, each replicate on one; yields them in order."""
        replicates = range(self.scenario.replicates)
        with ThreadPoolExecutor(min(threads, len(replicates))) as pool:
            futures = [pool.submit(self.one, replicate, 1, False) for replicate in replicates]
            try:
                waiting = set(futures)
                while waiting:
                    done, waiting = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
                    for future in done:
                        future.result()
                    if self.progress is not None:
                        self.progress(sum(self.done) / len(self.done))
            finally:
                self.stop.set()
                pool.shutdown(wait=False, cancel_futures=True)
        for future in futures:
            yield future.result()
