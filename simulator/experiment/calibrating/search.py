"""Which points are tried, one after the other: look around, search, refine, find the ends, check.

Everything here follows from the trials so far and the seed. Whoever starts again with the trials of an interrupted
search therefore goes on exactly as it would have gone on.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.errors import UsageError
from simulator.experiment.calibrating.optuna_study import suggested
from simulator.experiment.calibrating.parameters import Free, Number, values_at
from simulator.experiment.calibrating.ranges import allowance, cloud_of, ends_of, inflation
from simulator.experiment.calibrating.recovery import data_of, truths_of
from simulator.experiment.calibrating.surface import Surface
from simulator.experiment.calibrating.targets import Target
from simulator.experiment.calibrating.trials import (
    CHECK,
    END,
    REFINE,
    REFIT,
    SEARCH,
    START,
    Trial,
    fitted_targets,
    misfit_of,
    nearest_of,
    of_the_fit,
    usable,
)
from simulator.projection.wording import counted

ROUNDS = 3
"""So often the best point and the ends of the ranges are lived, and the surface drawn anew."""
GAINED = 0.05
"""Of chi square: two refinements in a row that bring less end the refining."""


def about(parameters: int, looks: int, searches: int, check: int) -> int:
    """Return how many points there will be, at a guess."""
    return looks + searches + 3 + parameters + 2 * ROUNDS * parameters + 2 * check


@dataclass(frozen=True)
class Plan:
    """All that a search follows from."""

    free: tuple[Free, ...]
    targets: tuple[Target, ...]
    replicates: int
    seed: int
    looks: int
    """Points to look around with, spread evenly."""
    searches: int
    """Points that optuna chooses after those."""
    check: int = 0
    """Sets of data made with known values, to see whether those come back."""

    @property
    def about(self) -> int:
        """How many points there will be, at a guess."""
        return about(len(self.free), self.looks, self.searches, self.check)


@dataclass(frozen=True)
class Wanted:
    """A point to be lived next."""

    stage: str
    values: tuple[Number, ...]


Search = Generator[Wanted, Trial, None]
_Tried = Callable[[str, tuple[Number, ...]], Generator[Wanted, Trial, Trial]]


def default_points(parameters: int) -> tuple[int, int]:
    """Return how many points to look around with, and how many to search with, unless somebody says otherwise.

    Example:
        >>> default_points(2)
        (16, 12)
    """
    return 8 + 4 * parameters, 6 * parameters


def points(plan: Plan) -> Search:
    """Yield points; each is answered with its trial.

    Raises:
        UsageError: when too few points could be lived to fit anything.
    """
    trials: list[Trial] = []

    def tried(stage: str, values: tuple[Number, ...]) -> Generator[Wanted, Trial, Trial]:
        trial = yield Wanted(stage, values)
        trials.append(trial)
        return trial

    for values in _even(plan):
        yield from tried(START, values)
    for _ in range(plan.searches):
        yield from tried(SEARCH, _chosen(plan, trials))
    _check_enough(plan, trials)
    for round_ in range(ROUNDS):
        yield from _refined(plan, trials, 6 + 2 * len(plan.free) if round_ == 0 else 2, tried)
        surface = surface_of(plan, trials)
        _, least = surface.best()
        rise = allowance(least, surface.misfit.worth - len(plan.free))
        ends = ends_of(surface, rise, surface.points)
        for values in dict.fromkeys(values_at(plan.free, end) for which in ends for end in which):
            if not _is_near(plan.free, values, trials):
                yield from tried(END, values)
    yield from _refined(plan, trials, 2, tried)
    if plan.check:
        yield from _checked(plan, trials, tried)


def surface_of(plan: Plan, trials: Sequence[Trial]) -> Surface:
    """Return the surface through the trials of the fit."""
    fit = of_the_fit(trials)
    return Surface(fit, plan.free, plan.targets, misfit_of(fit, plan.targets))


def _even(plan: Plan) -> list[tuple[Number, ...]]:
    """Return points spread evenly, by a scrambled Sobol' sequence; first what the scenario has, if it is inside."""
    from scipy.stats import qmc  # a heavy import, and only needed here

    was = tuple(int(free.was) if free.is_whole else free.was for free in plan.free)
    inside = all(free.low <= free.was <= free.high for free in plan.free)
    sequence = qmc.Sobol(len(plan.free), seed=np.random.default_rng((plan.seed, 11)))
    units = sequence.random_base2(int(np.ceil(np.log2(max(plan.looks, 2)))))
    even = [values_at(plan.free, unit) for unit in units]
    return list(dict.fromkeys([*([was] if inside else []), *even]))[: plan.looks]


def _chosen(plan: Plan, trials: Sequence[Trial]) -> tuple[Number, ...]:
    """Return the point that optuna suggests after these."""
    lived = usable(trials)
    if len(lived) < 2:
        rng = np.random.default_rng((plan.seed, 13, len(trials)))
        return values_at(plan.free, rng.random(len(plan.free)))
    misfit = misfit_of(lived, plan.targets)
    _, places = fitted_targets(plan.targets)
    far = [float(misfit.of(trial.means[places])) for trial in lived]
    values = suggested(plan.free, [trial.values for trial in lived], far, (plan.seed, len(trials)))
    # On the grid of steps, as every other point.
    return values_at(plan.free, np.array([free.unit(value) for free, value in zip(plan.free, values, strict=True)]))


def _check_enough(plan: Plan, trials: Sequence[Trial]) -> None:
    enough = Surface.least_points(len(plan.free)) + 1
    lived = {trial.values for trial in usable(trials)}
    if len(lived) >= enough:
        return
    why = next((trial.why for trial in trials if trial.why), "")
    said = f"; the first reason: {why}" if why else "; ask for more with --points"
    raise UsageError(
        f"only {len(lived)} different points of {len(trials)} could be lived, and {enough} are needed to fit "
        f"{counted(len(plan.free), 'parameter')}{said}"
    )


def _refined(plan: Plan, trials: list[Trial], most: int, tried: _Tried) -> Search:
    """Live the best point of the surface, draw it anew, until nothing is gained any more."""
    small = 0
    for _ in range(most):
        surface = surface_of(plan, trials)
        values = values_at(plan.free, surface.best()[0])
        if _is_near(plan.free, values, trials, 0.0005):
            return
        before = _least(plan, trials, surface)
        yield from tried(REFINE, values)
        small = small + 1 if before - _least(plan, trials, surface) < GAINED else 0
        if small == 2:
            return


def _least(plan: Plan, trials: Sequence[Trial], surface: Surface) -> float:
    _, places = fitted_targets(plan.targets)
    nearest = nearest_of(trials, plan.targets, surface.misfit)[0]
    return float(surface.misfit.of(nearest.means[places]))


def _checked(plan: Plan, trials: list[Trial], tried: _Tried) -> Search:
    """Make data with known values and other luck, and live the best point for each set of them."""
    surface = surface_of(plan, trials)
    freedom = surface.misfit.worth - len(plan.free)
    scale = inflation(surface.best()[1], freedom)
    for number, values in enumerate(truths_of(plan.free, cloud_of(surface, scale, plan.seed), plan.check)):
        truth = yield from tried(CHECK, values)
        if truth.measured is None:
            continue
        data = data_of(truth, plan.targets, surface.misfit, (plan.seed, number))
        known = Surface([trial for trial in trials if trial.stage != CHECK], plan.free, plan.targets, surface.misfit)
        again = values_at(plan.free, known.best(data)[0])
        if not _is_near(plan.free, again, trials):
            yield from tried(REFIT, again)


def _is_near(free: Sequence[Free], values: Sequence[Number], trials: Sequence[Trial], least: float = 0.005) -> bool:
    """Return whether somebody has been there, or so near that it would say nothing new."""
    at = np.array([each.unit(value) for each, value in zip(free, values, strict=True)])
    for trial in trials:
        if trial.stage == CHECK:
            continue
        other = np.array([each.unit(value) for each, value in zip(free, trial.values, strict=True)])
        if np.abs(at - other).max() < least or trial.values == tuple(values):
            return True
    return False
