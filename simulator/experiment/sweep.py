"""Many variants of one scenario, from Python."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from simulator.errors import UsageError
from simulator.experiment.sweeping.plan import Plan
from simulator.experiment.sweeping.planning import plan_of
from simulator.experiment.sweeping.running import run_in_memory, run_sweep
from simulator.experiment.sweeping.stored import StoredSweep
from simulator.population.population import Progress
from simulator.scenario.sweep_reading import is_sweep, read_sweep, sweep_from_flags


def sweep(
    source: str | Path | Plan,
    vary: Sequence[str] = (),
    *,
    folder: str | Path | None = None,
    jobs: int | None = None,
    scheduler: str | None = None,
    progress: Progress | None = None,
    **asked: Any,
) -> StoredSweep:
    """Return what every point of a sweep leads to: `.runs` is a row a run, `.weekly(measure)` a column a run.

    `source` is a sweep file, a name of the library, or a scenario together with `vary`, texts such as
    `recovery.empathy=0:1:5`. With `folder` each finished run is kept there at once and the same call goes on after an
    interruption; without, all stays in memory. `jobs` runs are lived at once, by default as many as there are cores;
    with a `folder` also on a Dask `scheduler`. What else is `asked` goes to `sweep_from_flags`: `design`, `points`,
    `replicates`, `seed`, `overrides`, `weekly`; of a sweep file, `overrides` only.

    Raises:
        ScenarioError: with all that is wrong with the sweep or its scenario.

    Example:
        >>> found = sweep("service", ["recovery.empathy=0:1:3"], overrides=["customers=100", "weeks=8"])
        >>> len(found.runs)
        3
    """
    plan = source if isinstance(source, Plan) else _plan(source, vary, asked)
    if folder is not None:
        return run_sweep(plan, folder, jobs=jobs, scheduler=scheduler, progress=progress)
    if scheduler is not None:
        raise UsageError("on a cluster a sweep needs a folder that keeps what is finished; give `folder`")
    return run_in_memory(plan, jobs=jobs, progress=progress)


def _plan(source: str | Path, vary: Sequence[str], asked: dict[str, Any]) -> Plan:
    if not is_sweep(source):
        if not vary:
            raise UsageError(f"{source} is a scenario; say what varies, as in vary=['recovery.empathy=0:1:5']")
        return plan_of(sweep_from_flags(source, vary, **asked))
    if vary or set(asked) - {"overrides"}:
        raise UsageError(f"{source} is a sweep and says itself what varies; only `overrides` go with it")
    return plan_of(read_sweep(source, **asked))
