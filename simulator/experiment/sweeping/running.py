"""A sweep lived in a folder, or in memory: what is missing is lived, everything is kept, tables at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from simulator.errors import ResultsError, UsageError
from simulator.experiment.lock import TakenError, held
from simulator.experiment.sweeping import folder as places
from simulator.experiment.sweeping.executing import Executor, Threads
from simulator.experiment.sweeping.finished import Finished, Live, Living
from simulator.experiment.sweeping.ledger import Writer
from simulator.experiment.sweeping.plan import Plan
from simulator.experiment.sweeping.planning import extended
from simulator.experiment.sweeping.stored import StoredSweep, stored_sweep
from simulator.experiment.sweeping.tables import runs_table
from simulator.population.population import Progress, usable_cores
from simulator.projection.whole import unstoppable

TELL_SECONDS = 0.2


@dataclass(frozen=True)
class Ways:
    """How runs are lived: none of it changes what comes out. See `run_sweep`."""

    jobs: int | None = None
    scheduler: str | None = None
    live: Live | None = None
    retry: bool = False
    progress: Progress | None = None
    say: Callable[[str], None] | None = None


USUAL = Ways()


def run_sweep(
    plan: Plan,
    folder: str | Path,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    shard: places.Shard | None = None,
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
    return run_ways(plan, Path(folder), shard, Ways(jobs, scheduler, live, retry, progress, say))


def run_ways(plan: Plan, folder: Path, shard: places.Shard | None, ways: Ways) -> StoredSweep:
    """As `run_sweep`, with all that changes nothing in one place."""
    return _alone(places.opened(plan, folder, shard), ways)


def resume_sweep(folder: str | Path, ways: Ways = USUAL) -> StoredSweep:
    """Live what is left of the sweep in a folder; see `run_sweep`."""
    return _alone(places.place_of(Path(folder)), ways)


def extend_sweep(
    folder: str | Path, *, replicates: int | None = None, points: int | None = None, ways: Ways = USUAL
) -> StoredSweep:
    """Make the sweep in a folder longer and live what is new; see `run_sweep` and `planning.extended`.

    Raises:
        UsageError: when its design cannot be made longer so.
    """
    place = places.place_of(Path(folder))
    if place.shard is not None:
        raise UsageError(f"{folder} holds one shard of a sweep; merge the shards, then extend what comes out")
    longer = replace(place, plan=extended(place.plan, replicates=replicates, points=points))
    return _alone(longer, ways)


def _alone(place: places.Place, ways: Ways) -> StoredSweep:
    """Live what is missing in a folder while no other process does."""
    try:
        with held(place.lock):
            return _lived(place, ways)
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


def _lived(place: places.Place, ways: Ways) -> StoredSweep:
    plan, ledger = place.plan, place.ledger
    places.check_same(place)
    places.clean(place.folder)
    places.write_plan(place)
    if ways.retry:
        ledger.forget_failed()
    known = ledger.finished()
    missing = sum(run not in known for run in place.runs())
    if missing:
        executor = _executor(Living(plan, ways.live), ways)
        where = ways.scheduler or f"{_jobs(ways.jobs)} threads"
        session = ledger.begin(" ".join(["engage", *sys.argv[1:]]), where)
        writer = Writer(ledger, session)
        try:
            executor.start((run for run in place.runs() if run not in known), writer.put)
            _watch(executor, lambda: writer.kept, missing, ways.progress)
        finally:
            with unstoppable():
                executor.close()
                writer.close()
                ledger.end(session)
                places.write_tables(place)
    else:
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


def _executor(living: Living, ways: Ways) -> Executor:
    if ways.scheduler is None:
        return Threads(living, _jobs(ways.jobs))
    from simulator.experiment.sweeping.cluster import Cluster  # an optional part

    return Cluster(living, ways.scheduler, ways.say or (lambda _: None))


def _jobs(jobs: int | None) -> int:
    if jobs is not None and jobs < 1:
        raise UsageError(f"jobs is {jobs}; allowed is a whole number from 1")
    return jobs or usable_cores()
