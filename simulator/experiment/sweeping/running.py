"""A sweep lived in a folder, or in memory: what is missing is lived, everything is kept, tables at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from simulator.errors import ResultsError, UsageError
from simulator.experiment.sweeping import folder as places
from simulator.experiment.sweeping.executing import Executor, Threads
from simulator.experiment.sweeping.finished import Finished, Live, Living
from simulator.experiment.sweeping.ledger import Writer
from simulator.experiment.sweeping.lock import TakenError, held
from simulator.experiment.sweeping.plan import Plan, Run
from simulator.experiment.sweeping.stored import StoredSweep, stored_sweep
from simulator.experiment.sweeping.tables import runs_table
from simulator.population.population import Progress, usable_cores
from simulator.projection.whole import unstoppable

TELL_SECONDS = 0.2
Shard = tuple[int, int]
"""Which part of how many, from 1."""


def run_sweep(
    plan: Plan,
    folder: str | Path,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    shard: Shard | None = None,
    live: Live | None = None,
    retry: bool = False,
    progress: Progress | None = None,
    say: Callable[[str], None] | None = None,
) -> StoredSweep:
    """Live all runs of a plan that a folder does not hold yet, and return what it holds then.

    A folder that is not there is made. `jobs` runs are lived at once on this machine, by default as many as it has
    cores; or on the workers of a Dask `scheduler` such as `tcp://host:8786`. `shard` (2, 4) is the second of four
    parts, each for a folder of its own. `live` lives a run, by default `live_run`. `retry` lives those again that
    failed before. `progress` hears which share of what was missing is over; `say` hears words.

    A run that fails is a row with its error. Interrupted, it finishes the runs under way, writes the tables, and raises
    the interruption; the same call goes on from there.

    Raises:
        ResultsError: when the folder holds another plan, or another process works on it.
        MissingPartError, ClusterError: when the cluster cannot be used.
    """
    place = places.opened(plan, Path(folder), shard)
    try:
        with held(place.folder):
            return _lived(place, jobs, scheduler, live, retry, progress, say or (lambda _: None))
    except TakenError:
        raise ResultsError(places.taken(place)) from None


def run_in_memory(
    plan: Plan, live: Live | None = None, *, jobs: int | None = None, progress: Progress | None = None
) -> StoredSweep:
    """Live all runs of a plan and keep them in memory only; the same tables as from a folder.

    `live` may be any function of a scenario, a replicate and the names of weekly measures that returns an `Outcome`, so
    that functions with known answers can go the same way.
    """
    finished: list[Finished] = []
    executor = Threads(Living(plan, live), _jobs(jobs))
    total = len(plan.points) * plan.replicates
    try:
        executor.start(plan.runs(), finished.append)
        _watch(executor, lambda: len(finished), total, progress)
    finally:
        executor.close()
    return StoredSweep(plan, runs_table(plan, finished).to_pandas(), None, tuple(finished))


def _lived(
    place: places.Place,
    jobs: int | None,
    scheduler: str | None,
    live: Live | None,
    retry: bool,
    progress: Progress | None,
    say: Callable[[str], None],
) -> StoredSweep:
    plan, ledger = place.plan, place.ledger
    places.clean(place.folder)
    if retry:
        ledger.forget_failed()
    known = ledger.finished()
    missing = sum(run not in known for run in place.runs())
    if not missing:
        places.write_tables(place)
        return stored_sweep(place.folder)
    living = Living(plan, live)
    executor = _executor(living, jobs, scheduler, say)
    session = ledger.begin(" ".join(["engage", *sys.argv[1:]]), scheduler or f"{_jobs(jobs)} threads")
    writer = Writer(ledger, session)
    try:
        executor.start(_only(place.runs(), known), writer.put)
        _watch(executor, lambda: writer.kept, missing, progress)
    finally:
        with unstoppable():
            executor.close()
            writer.close()
            ledger.end(session)
            places.write_tables(place)
    return stored_sweep(place.folder)


def _watch(executor: Executor, kept: Callable[[], int], total: int, progress: Progress | None) -> None:
    def all_over() -> bool:
        over = executor.wait(TELL_SECONDS)
        if progress is not None:
            progress(kept() / total)
        return over

    try:
        while not all_over():
            pass
    except KeyboardInterrupt:
        executor.stop()
        while not all_over():  # interrupted once more, it waits for nothing
            pass
        raise


def _executor(living: Living, jobs: int | None, scheduler: str | None, say: Callable[[str], None]) -> Executor:
    if scheduler is None:
        return Threads(living, _jobs(jobs))
    from simulator.experiment.sweeping.cluster import Cluster  # an optional part

    return Cluster(living, scheduler, say)


def _jobs(jobs: int | None) -> int:
    if jobs is not None and jobs < 1:
        raise UsageError(f"jobs is {jobs}; allowed is a whole number from 1")
    return jobs or usable_cores()


def _only(runs: Iterator[Run], known: set[Run]) -> Iterator[Run]:
    return (run for run in runs if run not in known)
