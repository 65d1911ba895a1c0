"""The workers of a Dask cluster; the only file that knows Dask."""

from __future__ import annotations

import logging
import os
import pickle
import queue
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from simulator.errors import ClusterError, MissingPartError
from simulator.experiment.sweeping.code import code_here, other_code
from simulator.experiment.sweeping.executing import Keep
from simulator.experiment.sweeping.finished import Finished, Live, Living, failed
from simulator.experiment.sweeping.plan import Plan, Point, Run
from simulator.scenario.file.anchoring import with_files
from simulator.scenario.file.shapes import shape_of
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import values_of

CONNECT_SECONDS = 10.0
"""How long the scheduler may take to answer, and its first worker to be there."""
GONE_SECONDS = 30.0
"""How long a scheduler may be silent before it is taken for gone."""
AHEAD = 4
"""Runs under way for each thread of the workers: enough that none waits for the next, few enough to lose little."""
LOOK_SECONDS = 1.0
"""Between two looks at which workers there are."""
MOST_TRIES = 5


@dataclass
class _Sent:
    """A run on its way."""

    run: Run
    tries: int
    to: frozenset[str] | None
    """The workers that may take it; None: any."""


class Cluster:
    """Lives runs on the workers of a scheduler; never more under way than a few for each of their threads.

    A run whose worker dies is lived again on another one: it gives the same numbers, and is kept once. Workers with
    other code than this process are not asked.
    """

    def __init__(self, living: Living, address: str, say: Callable[[str], None]) -> None:
        try:
            import distributed
        except ImportError:
            raise MissingPartError.of("running on a cluster", "distributed", "cluster") from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said in our words
        self._address = address
        self._say = say
        self._code = code_here()
        self._plan = living.plan
        self._live = living.live
        self._points = {point.number: point for point in living.plan.points}
        self._blob = zlib.compress(pickle.dumps(_for_elsewhere(living.plan)))
        try:
            connect: Any = distributed.Client
            self._client = connect(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            reason = str(error).partition("\n")[0] or type(error).__name__
            raise ClusterError(f"no scheduler answers at {address}: {reason}") from None
        self._over: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._under_way: dict[Any, _Sent] = {}
        self._good: dict[str, int] = {}
        """Workers that may live runs, and the threads of each."""
        self._refused: set[str] = set()
        self._stop = threading.Event()
        self._error: BaseException | None = None
        self._thread: threading.Thread | None = None
        self._first_workers()

    def start(self, runs: Iterable[Run], keep: Keep) -> None:
        # In a thread of its own, which no Ctrl-C interrupts between taking a result and keeping it.
        self._thread = threading.Thread(target=self._work, args=(iter(runs), keep), name="cluster", daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        if self._thread is None:
            return True
        self._thread.join(seconds)
        if self._thread.is_alive():
            return False
        if self._error is not None:
            raise self._error
        return True

    def stop(self) -> None:
        self._stop.set()

    def close(self) -> None:
        self._stop.set()
        self._client.close(timeout=2.0)

    def _work(self, upcoming: Iterator[Run], keep: Keep) -> None:
        try:
            looked = heard = time.monotonic()
            exhausted = False
            while True:
                wanted = AHEAD * sum(self._good.values())
                while not (exhausted or self._stop.is_set()) and len(self._under_way) < wanted:
                    run = next(upcoming, None)
                    exhausted = run is None
                    if run is not None:
                        self._send(run, 1)
                if not self._under_way and (exhausted or self._stop.is_set()):
                    return
                with suppress(queue.Empty):
                    self._take(self._over.get(timeout=LOOK_SECONDS), keep)
                now = time.monotonic()
                if now - looked >= LOOK_SECONDS:
                    looked = now
                    if self._look():
                        heard = now
                    elif now - heard > GONE_SECONDS:
                        raise ClusterError(f"the scheduler at {self._address} is gone; all finished runs are kept")
        except BaseException as error:  # noqa: BLE001  # raised where somebody waits
            self._error = error

    def _send(self, run: Run, tries: int) -> None:
        only = frozenset(self._good) if self._refused else None
        future = self._client.submit(
            _live_there,
            *(self._blob, self._points[run.point], run, self._live, self._code),
            key=f"run-{run.point}-{run.replicate}-{time.monotonic_ns()}",
            pure=False,
            workers=None if only is None else sorted(only),
        )
        self._under_way[future] = _Sent(run, tries, only)
        future.add_done_callback(self._over.put)

    def _take(self, future: Any, keep: Keep) -> None:
        sent = self._under_way.pop(future, None)
        if sent is None:
            return  # given up, and sent again
        found = _fetched(future) if future.status == "finished" else None
        if isinstance(found, Finished):
            keep(found)
            return
        if found is not None:
            self._refuse(*found)
        elif future.status == "finished":
            pass  # lived, but the scheduler or the worker went before it came here: it is lived again
        elif sent.tries >= MOST_TRIES or _is_killer(future):
            keep(failed(sent.run, _reason(future)))
            return
        if self._client.status == "running":
            self._look()
            self._send(sent.run, sent.tries + 1)
        else:
            raise ClusterError(f"the scheduler at {self._address} is gone; all finished runs are kept")

    def _first_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError:
            self._client.close()
            raise ClusterError(
                f"the scheduler at {self._address} has no workers; start some with: dask worker {self._address}"
            ) from None
        self._look()
        if not self._good:
            self._client.close()
            raise ClusterError(f"no worker of {self._address} has the code of this process; they were refused")

    def _look(self) -> bool:
        """Find out which workers there are; return whether the scheduler answers."""
        try:
            there: dict[str, int] = dict(self._client.nthreads())
            new = [worker for worker in there if worker not in self._good and worker not in self._refused]
            codes = self._client.run(_probe(), workers=new, on_error="return") if new else {}
        except (OSError, TimeoutError):
            return False
        for worker, code in codes.items():
            if isinstance(code, dict) and not other_code(code, self._code):
                self._good[worker] = there[worker]
            elif isinstance(code, dict):
                self._refuse(worker, other_code(code, self._code))
            elif not isinstance(code, OSError):  # that one went away while it was asked
                self._refuse(worker, str(code))
        self._good = {worker: threads for worker, threads in self._good.items() if worker in there}
        for future, sent in list(self._under_way.items()):
            if sent.to is not None and not sent.to & self._good.keys() and self._good:
                del self._under_way[future]
                future.cancel()
                self._send(sent.run, sent.tries)
        return True

    def _refuse(self, worker: str, why: str) -> None:
        if worker not in self._refused:
            self._refused.add(worker)
            self._good.pop(worker, None)
            self._say(f"worker {worker} is refused: {why}")


def _live_there(blob: bytes, point: Point, run: Run, live: Live | None, code: dict[str, str]) -> Any:
    """Live a run on a worker; return it, or the worker and why it may not."""
    import distributed

    worker = str(distributed.get_worker().address)
    if differs := other_code(code_here(), code):
        return worker, differs
    return _living(blob, live).one(run, worker, point)


@lru_cache(maxsize=2)
def _living(blob: bytes, live: Live | None) -> Living:
    """Return what lives the runs of a plan on this worker, with the files that it has read already."""
    return Living(pickle.loads(zlib.decompress(blob)), live)


def _probe() -> Callable[[], Any]:
    """Return a question to a worker that it understands even where the simulator is not installed."""

    def ask() -> Any:
        try:
            from simulator.experiment.sweeping.code import code_here as code_there
        except ImportError as error:
            return f"the simulator is not installed there ({error})"
        return code_there()

    return ask


def _for_elsewhere(plan: Plan) -> Plan:
    """Return a plan without its points, with files named so that they are found from any folder."""
    values = with_files(values_of(plan.base), shape_of(Scenario), os.path.abspath)
    return replace(plan, base=Scenario.model_validate(values), points=())


def _is_killer(future: Any) -> bool:
    return future.status == "error" and type(future.exception()).__name__ == "KilledWorker"


def _fetched(future: Any) -> Any:
    """Return what a finished run came to, or None where it cannot be fetched any more."""
    try:
        return future.result()
    except OSError:  # what a broken connection raises is one
        return None


def _reason(future: Any) -> Exception:
    if _is_killer(future):
        return RuntimeError("every worker that lived this run was killed; it may need more memory than they have")
    error = future.exception() if future.status == "error" else None
    return error if isinstance(error, Exception) else RuntimeError(f"the cluster gave up this run: {future.status}")
