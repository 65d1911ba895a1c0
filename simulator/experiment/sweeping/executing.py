"""Where runs are lived: the same protocol for the threads of this machine and for the workers of a cluster."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from simulator.experiment.sweeping.finished import Finished, Living
from simulator.experiment.sweeping.plan import Run

Keep = Callable[[Finished], None]
"""Called with each run that is over, from any thread."""


class Executor(Protocol):
    """Lives runs, calls `keep` with each that is over, and can be told to take no more."""

    def start(self, runs: Iterable[Run], keep: Keep) -> None:
        """Begin; return at once."""

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; return whether all is over. Raises what put an end to it."""

    def stop(self) -> None:
        """Take no more runs; those under way are finished and kept."""

    def close(self) -> None:
        """Give back what it holds; what is under way is lost."""


class Threads:
    """Threads of this process, each living one run after the other on one core; the compiled loop leaves the rest free.

    The threads are daemons: when the process is to end at once, it does not wait for a run of minutes.
    """

    def __init__(self, living: Living, jobs: int) -> None:
        self._living = living
        self._jobs = jobs
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._error: BaseException | None = None

    def start(self, runs: Iterable[Run], keep: Keep) -> None:
        upcoming = iter(runs)
        self._threads = [
            threading.Thread(target=self._work, args=(upcoming, keep, f"thread {number + 1}"), daemon=True)
            for number in range(self._jobs)
        ]
        for thread in self._threads:
            thread.start()

    def wait(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(end - time.monotonic(), 0.0))
        if any(thread.is_alive() for thread in self._threads):
            return False
        if self._error is not None:
            raise self._error
        return True

    def stop(self) -> None:
        self._stop.set()

    def close(self) -> None:
        self._stop.set()

    def _work(self, upcoming: Iterator[Run], keep: Keep, name: str) -> None:
        try:
            while not self._stop.is_set():
                with self._lock:
                    run = next(upcoming, None)
                if run is None:
                    return
                keep(self._living.one(run, name))
        except BaseException as error:  # noqa: BLE001  # raised where somebody waits
            self._error = error
            self._stop.set()
