"""A calibration from beginning to end: a folder, trial after trial, each on the disk before the next, and the fit."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from simulator.errors import ResultsError
from simulator.experiment.calibrating.bench import Bench, Refused
from simulator.experiment.calibrating.fit import Fit, fit_of
from simulator.experiment.calibrating.folder import KIND, alone_in, code, opened
from simulator.experiment.calibrating.optuna_study import Record, check_installed
from simulator.experiment.calibrating.parameters import Free
from simulator.experiment.calibrating.search import Plan, Wanted, default_points, points
from simulator.experiment.calibrating.targets import Target
from simulator.experiment.calibrating.trials import CHECK, Trial, fitted_targets, misfit_of, usable
from simulator.population.inputs import Input, read_inputs
from simulator.scenario.reading import Resolved, fingerprint

FEWEST_REPLICATES = 2
REPLICATES = 8
"""Of each trial, unless the scenario asks for more than one itself: their mean is fitted, their spread is the noise."""

Tell = Callable[[int, int, float], None]
"""Called with how many points are done, how many there will be at a guess, and the least chi square so far."""


@dataclass(frozen=True)
class Asked:
    """All that a calibration is asked for."""

    resolved: Resolved
    """The base: a scenario, and the files that it is from."""
    overrides: tuple[str, ...]
    """What was set on the command line, as `PATH=VALUE`."""
    table: str
    """The table of targets, as it was named."""
    targets: tuple[Target, ...]
    free: tuple[Free, ...]
    replicates: int = REPLICATES
    looks: int = 0
    searches: int = 0
    check: int = 0

    @property
    def plan(self) -> Plan:
        """What the search follows from."""
        looks, searches = default_points(len(self.free))
        return Plan(
            self.free,
            self.targets,
            self.replicates,
            self.resolved.scenario.seed,
            self.looks or looks,
            self.searches if self.looks else searches,
            self.check,
        )

    def identity(self, inputs: Sequence[Input] = ()) -> dict[str, Any]:
        """Return all that two calibrations must share so that one can go on where the other ended."""
        plan = self.plan
        return {
            "kind": KIND,
            "scenario": fingerprint(self.resolved.scenario),
            "files": {each.file: each.sha256 for each in inputs},
            "code": code(),
            "targets": [asdict(target) for target in plan.targets],
            "free": [asdict(each) for each in plan.free],
            "replicates": plan.replicates,
            "looks": plan.looks,
            "searches": plan.searches,
            "check": plan.check,
        }


@dataclass(frozen=True)
class Calibration:
    """A calibration that has ended."""

    asked: Asked
    fit: Fit
    folder: Path
    was_complete: bool
    """Whether all of it was there already."""
    inputs: tuple[Input, ...]
    seconds: float


def calibrate(
    asked: Asked,
    folder: Path,
    *,
    threads: int | None = None,
    tell: Tell | None = None,
    working_in: Callable[[Path, int], None] | None = None,
    command: Sequence[str] = (),
    only_here: bool = False,
) -> Calibration:
    """Fit the free parameters of a scenario to its targets; trials are kept in `folder`, or the next free name.

    An interrupted calibration, asked for once more, goes on from its last trial and ends in the same numbers, to the
    last bit on the same machine. `working_in` is called once with the folder and with how many trials it has.
    `command` is kept, for `engage resume`; with `only_here` no other folder is taken where this one asked else.

    Raises:
        MissingPartError: when optuna is not installed.
        ResultsError: when the folder cannot be used.
        UsageError: when too few points of the ranges could be lived.
    """
    check_installed()
    started = time.perf_counter()
    _, inputs = read_inputs(asked.resolved.scenario)
    place, complete = opened(folder, asked.identity(inputs), command, only_here=only_here)
    plan = asked.plan
    with alone_in(place):
        record = Record(place, plan.free)
        try:
            known = record.trials()
            if working_in is not None:
                working_in(place, len(known))
            with Bench(asked.resolved.scenario, plan.free, plan.targets, plan.replicates, threads) as bench:
                trials = _searched(plan, known, record, bench, tell)
        finally:
            record.close()
    return Calibration(asked, fit_of(plan, trials), place, complete, inputs, time.perf_counter() - started)


def _searched(plan: Plan, known: Sequence[Trial], record: Record, bench: Bench, tell: Tell | None) -> list[Trial]:
    """Ask the search for points, answer with what is known, and live what is not."""
    trials: list[Trial] = []
    search = points(plan)
    wanted: Wanted | None = next(search)
    while wanted is not None:
        number = len(trials)
        if number < len(known):
            trial = known[number]
            if (trial.stage, trial.values) != (wanted.stage, wanted.values):
                raise ResultsError(
                    f"{record.file} does not go with what is asked: point {number} would be another one; "
                    "it was made on another machine or with other libraries, so name another --out"
                )
        else:
            trial = _lived(number, wanted, bench)
            record.add(trial, _far(plan, [*trials, trial]))
        trials.append(trial)
        if tell is not None and number >= len(known):
            tell(len(trials), max(plan.about, len(trials) + 1), _least(plan, trials))
        try:
            wanted = search.send(trial)
        except StopIteration:
            wanted = None
    return trials


def _lived(number: int, wanted: Wanted, bench: Bench) -> Trial:
    try:
        measured = bench.lived(wanted.values, other_luck=wanted.stage == CHECK)
    except Refused as refused:
        return Trial(number, wanted.stage, wanted.values, None, str(refused))
    return Trial(number, wanted.stage, wanted.values, measured)


def _far(plan: Plan, trials: Sequence[Trial]) -> float | None:
    """Return chi square of the last trial with the noise as these show it; None where it could not be lived."""
    last = trials[-1]
    if last.measured is None or not usable(trials):
        return None
    _, places = fitted_targets(plan.targets)
    return float(misfit_of(trials, plan.targets).of(last.means[places]))


def _least(plan: Plan, trials: Sequence[Trial]) -> float:
    lived = usable(trials)
    if not lived:
        return float("nan")
    misfit = misfit_of(lived, plan.targets)
    _, places = fitted_targets(plan.targets)
    return min(float(misfit.of(trial.means[places])) for trial in lived)
