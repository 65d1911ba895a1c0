"""Living every world of a grid: the world as it is first, the others beside it with the same luck."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from simulator.experiment.comparing.fates import ends_of
from simulator.experiment.simulate import live, lives_on_one_core
from simulator.explore.aside import Aside
from simulator.explore.grid import Grid
from simulator.explore.shown import Lived, lived, world
from simulator.population.inputs import read_inputs
from simulator.population.population import Population, Progress, usable_cores
from simulator.projection.counts import Counts
from simulator.projection.prices import PriceList
from simulator.scenario.schema import Scenario


class Living:
    """The worlds of a grid on their way."""

    def __init__(self, grid: Grid, scenarios: Sequence[Scenario], threads: int | None, tell: Progress) -> None:
        self.grid = grid
        self.scenarios = scenarios
        self.threads = threads or usable_cores()
        self.stop = threading.Event()
        self._tell = tell
        self._done = 0.0
        self._lock = threading.Lock()

    def all(self, aside: Aside | None) -> np.ndarray:
        """Return the records of all worlds in order; those kept aside earlier are not lived again."""
        records = np.zeros(len(self.grid), self.grid.packing.record)
        earlier = aside.kept() if aside is not None else {}
        for number, record in earlier.items():
            records[number] = record
        self._done = float(len(earlier))
        rest = [number for number in range(len(self.grid)) if number not in earlier]
        if rest:
            # Whoever is followed has to be known as it is, also when that world itself is there already.
            pinned = self._lived(self.grid.pinned, self.threads, count=self.grid.pinned in rest)
            for number, record in self._records(rest, pinned):
                records[number] = record
                if aside is not None:
                    aside.keep(number, record)
        return records

    def _records(self, numbers: list[int], pinned: list[Lived]) -> Iterator[tuple[int, np.ndarray]]:
        def record(number: int, threads: int) -> np.ndarray:
            is_pinned = number == self.grid.pinned
            moved = pinned if is_pinned else self._lived(number, threads)
            return self.grid.packing.packed(world(pinned, moved, self.grid.base))

        if not (lives_on_one_core(self.grid.base, self.threads) and len(numbers) > 1):
            for number in numbers:
                yield number, record(number, self.threads)
            return
        waiting: deque[tuple[int, Future[np.ndarray]]] = deque()
        with ThreadPoolExecutor(min(self.threads, len(numbers))) as pool:
            try:
                for number in numbers:
                    waiting.append((number, pool.submit(record, number, 1)))
                while waiting:
                    number, future = waiting.popleft()
                    yield number, self._when_done(future)
            finally:
                self.stop.set()
                pool.shutdown(wait=False, cancel_futures=True)

    def _lived(self, number: int, threads: int, count: bool = True) -> list[Lived]:
        """Live all replicates of one world."""
        scenario = self.scenarios[number]
        records, _ = read_inputs(scenario)
        prices = PriceList(scenario)
        found = []
        for replicate in range(scenario.replicates):
            population = Population(scenario, replicate, threads, records)
            live(population, scenario.weeks, self.stop, lambda _: None)
            if self.stop.is_set():
                raise KeyboardInterrupt
            counts = Counts(scenario, [population.tally], prices)
            found.append(lived(counts, ends_of(population.columns.rows), self.grid.packing.weeks))
            if count:
                self._count(1.0 / scenario.replicates)
        return found

    def _count(self, share: float) -> None:
        with self._lock:
            self._done += share
        if threading.current_thread() is threading.main_thread():
            self._say()

    def _say(self) -> None:
        self._tell(min(self._done / len(self.grid), 1.0))

    def _when_done(self, future: Future[np.ndarray]) -> np.ndarray:
        # A wait without an end would not hear Ctrl-C on every system.
        while True:
            self._say()
            try:
                return future.result(timeout=0.2)
            except TimeoutError:
                if future.done():
                    raise
