"""Where trials are lived: one scenario, other values of the free parameters, always the same luck."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

import numpy as np

from simulator.errors import ScenarioError
from simulator.experiment.calibrating.parameters import Free, Number
from simulator.experiment.calibrating.targets import Measuring, Target
from simulator.experiment.simulate import live
from simulator.population.inputs import read_inputs
from simulator.population.population import Population, usable_cores
from simulator.projection.counts import Counts
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario


class Refused(Exception):  # no error of the user's: a point of the ranges that cannot be lived
    """The values do not fit together, or leave nobody to measure; the text says why."""


class Bench:
    """Lives a scenario with other values, each replicate on a thread of its own, and reads the targets off it.

    The same values give the same numbers to the last bit, whatever the number of threads. Used with `with`, so that an
    interruption leaves nothing at work.
    """

    def __init__(
        self,
        scenario: Scenario,
        free: Sequence[Free],
        targets: Sequence[Target],
        replicates: int,
        threads: int | None = None,
        tell: Callable[[float], None] | None = None,
    ) -> None:
        self.scenario = scenario
        self.free = tuple(free)
        self.replicates = replicates
        self._tell = tell
        self._measuring = Measuring(scenario, targets)
        self._records, self.inputs = read_inputs(scenario)
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(min(threads or usable_cores(), replicates))

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def scenario_of(self, values: Sequence[Number]) -> Scenario:
        """Return the scenario with these values.

        Raises:
            Refused: when they do not fit together.
        """
        try:
            return changed(self.scenario, {each.path: value for each, value in zip(self.free, values, strict=True)})
        except ScenarioError as error:
            raise Refused("; ".join(dict.fromkeys(each.message for each in error.problems))) from error

    def lived(self, values: Sequence[Number], other_luck: bool = False) -> np.ndarray:
        """Return [replicate, target]; with `other_luck` of as many replicates that no trial ever has.

        Raises:
            Refused: when the values do not fit together, or there was nobody to measure.
        """
        scenario = self.scenario_of(values)
        first = self.replicates if other_luck else 0
        futures = [self._pool.submit(self._one, scenario, first + replicate) for replicate in range(self.replicates)]
        waiting = set(futures)
        while waiting:
            # Looked at in between, so that Ctrl-C is heard and progress can be told.
            done, waiting = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
            for future in done:
                future.result()
            if self._tell is not None:
                self._tell(1.0 - len(waiting) / len(futures))
        found = np.array([future.result() for future in futures])
        if not np.isfinite(found).all():
            names = [self._measuring.targets[at].name for at in np.flatnonzero(~np.isfinite(found).all(0))]
            raise Refused(f"nobody was there to measure {', '.join(names)} of")
        return found

    def _one(self, scenario: Scenario, replicate: int) -> np.ndarray:
        population = Population(scenario, replicate, 1, self._records)
        live(population, scenario.weeks, self._stop, lambda share: None)
        if self._stop.is_set():
            raise KeyboardInterrupt
        return self._measuring.of(Counts(scenario, [population.tally]))
