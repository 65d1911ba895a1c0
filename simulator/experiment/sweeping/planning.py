"""From a sweep to its plan, and to a longer plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from simulator.errors import ScenarioError, UsageError
from simulator.experiment.sweeping.designs.drawn import unit_points
from simulator.experiment.sweeping.designs.levels import Row, grid, one_at_a_time, values_of
from simulator.experiment.sweeping.designs.scaling import scaled
from simulator.experiment.sweeping.document import differences, document_of, fingerprint_of, plan_from
from simulator.experiment.sweeping.plan import Factor, Plan, Point, Value
from simulator.population.tally import new_tally
from simulator.projection.results import size_of
from simulator.projection.tidy import described
from simulator.scenario.file.words import nearest
from simulator.scenario.reading import changed
from simulator.scenario.sweep import WEEKLY, LatinHypercube, Morris, Sobol
from simulator.scenario.sweep_reading import Match, ResolvedSweep, Varied

__all__ = ["differences", "document_of", "extended", "fingerprint_of", "plan_from", "plan_of"]

DRAWN = frozenset({"latin_hypercube", "sobol", "morris"})

GROWS = {"sobol": "N", "morris": "N"}
"""Designs that more points can be added to, and the setting that counts them."""


def plan_of(sweep: ResolvedSweep) -> Plan:
    """Return the plan of a sweep: its points, numbered, and all that is needed to live them.

    Raises:
        ScenarioError: when `include` and `exclude` leave no point, or a weekly measure does not exist.
        MissingPartError: when the library that draws the design is not installed.
    """
    know_measures(sweep)
    factors, points = points_of(sweep)
    return Plan(
        name=sweep.name,
        base=sweep.base,
        factors=factors,
        design=sweep.sweep.kind,
        settings=settings_of(sweep),
        points=points,
        replicates=sweep.replicates,
        weekly=sweep.sweep.weekly,
    )


def points_of(sweep: ResolvedSweep) -> tuple[tuple[Factor, ...], tuple[Point, ...]]:
    """Return what varies and the points, numbered.

    Raises:
        ScenarioError: when `include` and `exclude` leave no point.
        MissingPartError: when the library that draws the design is not installed.
    """
    design = sweep.sweep.kind
    factors = tuple(_factor(each) for each in sweep.varied)
    if design in DRAWN:
        rows = drawn(design, factors, settings_of(sweep))
    elif design == "list":
        rows = [tuple(row[factor.path] for factor in factors) for row in sweep.rows]
    elif design == "zip":
        rows = list(dict.fromkeys(zip(*(factor.levels for factor in factors), strict=True)))
        factors = tuple(replace(factor, levels=tuple(dict.fromkeys(factor.levels))) for factor in factors)
    elif design == "one_at_a_time":
        rows = one_at_a_time(sweep.varied)
        factors = tuple(_with_present(factor, each) for factor, each in zip(factors, sweep.varied, strict=True))
    else:
        rows = grid(factors)
    return factors, _numbered(factors, _chosen(sweep, factors, rows))


def extended(
    plan: Plan, *, replicates: int | None = None, points: int | Sequence[Mapping[str, Value]] | None = None
) -> Plan:
    """Return a longer plan whose first points and replicates are those of this one.

    `replicates` is how many there will be in all. `points` is how many of what the design counts there will be in all
    (points of Sobol', trajectories of Morris), or for a list the further points.

    Raises:
        UsageError: when the design cannot be extended so; the message says what to do instead.
        ScenarioError: when a further point of a list is not allowed.
    """
    if replicates is not None:
        if replicates < plan.replicates:
            raise UsageError(f"there are {plan.replicates} replicates already; a sweep can only grow")
        plan = replace(plan, replicates=replicates)
    if points is None:
        return plan
    if not isinstance(points, int):
        return _longer_list(plan, points)
    if plan.design not in GROWS:
        raise UsageError(_why_not(plan.design))
    counted = GROWS[plan.design]
    before = plan.settings[counted]
    assert isinstance(before, int)
    if points < before:
        raise UsageError(f"there are {before} {_counted(plan.design)} already; a sweep can only grow")
    if plan.design == "sobol" and points & (points - 1):
        raise UsageError(f"{points} is no power of 2; after {before} points of Sobol' come {2 * before}")
    settings = {**plan.settings, counted: points}
    longer = _numbered(plan.factors, drawn(plan.design, plan.factors, settings))
    if longer[: len(plan.points)] != plan.points:
        raise UsageError(
            "the libraries installed here draw other points than those this sweep began with; "
            "extend it with the versions that its manifest names, or extend its replicates"
        )
    return replace(plan, settings=settings, points=longer)


def settings_of(sweep: ResolvedSweep) -> dict[str, Value]:
    """Return what a design is drawn with, as the library that draws it names it."""
    match sweep.sweep.design:
        case LatinHypercube(points=points, seed=seed):
            return {"n": points, "seed": seed}
        case Sobol(points=points, second_order=second_order, seed=seed):
            return {"N": points, "calc_second_order": second_order, "seed": seed}
        case Morris(trajectories=trajectories, levels=levels, seed=seed):
            return {"N": trajectories, "num_levels": levels, "seed": seed}
        case _:
            return {}


def drawn(design: str, factors: Sequence[Factor], settings: Mapping[str, Value]) -> list[Row]:
    """Return the points of a design that is drawn, as values."""
    units = unit_points(design, len(factors), settings)
    columns = [scaled(factor, units[:, place], on_levels=design == "morris") for place, factor in enumerate(factors)]
    return list(zip(*columns, strict=True))


def _factor(varied: Varied) -> Factor:
    return Factor(varied.path, varied.low, varied.high, varied.is_whole, varied.is_log, varied.levels)


def _with_present(factor: Factor, varied: Varied) -> Factor:
    """One at a time, a parameter takes its values and what the scenario says."""
    return Factor(factor.path, levels=tuple(dict.fromkeys([varied.present, *values_of(varied)])))


def _numbered(factors: Sequence[Factor], rows: Iterable[Row]) -> tuple[Point, ...]:
    paths = [factor.path for factor in factors]
    return tuple(Point(number, dict(zip(paths, row, strict=True))) for number, row in enumerate(rows))


def _chosen(sweep: ResolvedSweep, factors: Sequence[Factor], rows: list[Row]) -> list[Row]:
    """Return the rows that are included and not excluded."""
    paths = [factor.path for factor in factors]
    kept = []
    for row in rows:
        values = dict(zip(paths, row, strict=True))
        wanted = not sweep.include or any(_matches(each, values) for each in sweep.include)
        if wanted and not any(_matches(each, values) for each in sweep.exclude):
            kept.append(row)
    if not kept:
        key = "exclude" if sweep.exclude else "include"
        raise ScenarioError([sweep.problem(f"`{key}` leaves none of the {len(rows)} points", key)])
    return kept


def _matches(matches: Sequence[Match], values: Mapping[str, Value]) -> bool:
    return all(match.fits(values[match.path]) for match in matches)


def _longer_list(plan: Plan, points: Sequence[Mapping[str, Value]]) -> Plan:
    if plan.design != "list":
        raise UsageError("only a list takes further points by their values")
    rows = [tuple(point.values.values()) for point in plan.points]
    paths = [factor.path for factor in plan.factors]
    for point in points:
        foreign = [path for path in point if path not in paths]
        if foreign:
            raise UsageError(
                f"{foreign[0]} does not differ between the points of this sweep; what does is {', '.join(paths)}"
            )
        missing = [path for path in paths if path not in point]
        if missing:
            raise UsageError(f"a further point needs a value of {missing[0]}")
        changed(plan.base, dict(point))
        rows.append(tuple(point[path] for path in paths))
    if len(set(rows)) < len(rows):
        raise UsageError("a further point is in the sweep already")
    factors = tuple(
        replace(factor, levels=tuple(dict.fromkeys(row[place] for row in rows)))
        for place, factor in enumerate(plan.factors)
    )
    return replace(plan, factors=factors, points=_numbered(factors, rows))


def _counted(design: str) -> str:
    return "trajectories" if design == "morris" else "points"


def _why_not(design: str) -> str:
    if design == "latin_hypercube":
        return (
            "a Latin hypercube cannot be extended by points: it has as many strata as points. Extend its replicates, "
            "sweep again into a new folder with more points, or use the design sobol, which doubles"
        )
    return (
        f"the design {design} has the points that its values give; change the values in the sweep file and sweep into "
        "a new folder, or extend its replicates"
    )


def know_measures(sweep: ResolvedSweep) -> None:
    """Refuse a weekly measure that does not exist, or that this scenario has not."""
    asked = sweep.sweep.weekly
    if set(asked) <= set(WEEKLY):
        return
    known = {measure.name for measure in described(sweep.base, [new_tally(size_of(sweep.base))])}
    problems = []
    for place, name in enumerate(asked):
        if name not in known and name not in WEEKLY:
            near = nearest(name, sorted(known))
            meant = f"did you mean `{near}`?" if near else "engage run FILE lists all of them in dictionary.json"
            problems.append(sweep.problem(f"there is no measure `{name}` in this scenario; {meant}", "weekly", place))
    if problems:
        raise ScenarioError(problems)
