"""`engage calibrate`: parameters that fit a table of targets, with ranges, hold-out and a check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.console import Console, as_json, overriding, talkative
from simulator.cli.words import columns, paragraphs
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.experiment.calibrating.calibration import Asked, Calibration

NOT_MET = 6
"""Exit code where the check finds ranges that promise too much; the result is there all the same."""
SETS = 20
"""Sets of data that a check makes unless told otherwise."""


@click.command(short_help="Fit parameters to a table of targets, with ranges.")
@click.argument("file")
@click.option(
    "--targets", "table", required=True, metavar="CSV", help="Figures to come near to: see docs/calibration.md."
)
@click.option(
    "--fit",
    "texts",
    multiple=True,
    metavar="PATH=LO:HI[:log]",
    help="A parameter that is free, and between which ends it is sought. Repeat for more.",
)
@click.option("--fit-file", type=click.Path(path_type=Path), metavar="YAML", help="The same from a file with `fit:`.")
@click.option(
    "--holdout",
    metavar="WEEKS",
    help="Keep the targets of the last so many weeks out of the fit and score them: 52, or 2y for years.",
)
@click.option("--check", is_flag=True, help=f"See whether known values come back, in {SETS} sets of made-up data.")
@click.option("--check-sets", type=click.IntRange(min=1), metavar="N", help="The same with so many sets.")
@click.option(
    "--points",
    type=click.IntRange(min=4),
    metavar="N",
    help="Points to look around with, before the best is refined. Default: 8 and 10 a parameter.",
)
@click.option(
    "--replicates",
    type=click.IntRange(min=2),
    metavar="N",
    help="Repeat each point so often with other luck. Default: as the scenario says, or 8.",
)
@overriding
@click.option("--weeks", type=int, help="As --set weeks=N.")
@click.option("--customers", type=int, help="As --set customers=N.")
@click.option("--seed", type=int, help="As --set seed=N.")
@click.option("--threads", type=click.IntRange(min=1), help="Cores to use; changes the time only. Default: all.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder to work in; if it holds this calibration unfinished, it goes on. Default: "
    "results/<scenario>/calibration-001.",
)
@click.option("--no-figures", is_flag=True, help="Draw no pictures.")
@click.option("--only-here", is_flag=True, hidden=True, help="Take no other folder: for engage resume.")
@as_json
@talkative
@click.pass_obj
def calibrate(
    console: Console,
    /,
    file: str,
    table: str,
    texts: tuple[str, ...],
    fit_file: Path | None,
    holdout: str | None,
    check: bool,
    check_sets: int | None,
    points: int | None,
    replicates: int | None,
    overrides: tuple[str, ...],
    threads: int | None,
    out: Path | None,
    no_figures: bool,
    only_here: bool,
    as_json: bool,
    **shortcuts: int | None,
) -> None:
    """Find values of free parameters with which FILE comes near to a table of targets, and say how sure they are.

    FILE and the table are files or names from the library. Stopped at any moment, the same command or
    engage resume goes on.
    """
    from simulator.experiment.calibrating.optuna_study import check_installed

    check_installed()
    given = [*overrides, *(f"{key}={value}" for key, value in shortcuts.items() if value is not None)]
    sets = check_sets or (SETS if check else 0)
    asked, units = _asked(file, table, given, (texts, fit_file), _weeks_of(holdout), replicates, (points or 0, sets))
    from simulator.cli.run import name_of

    target = out if out is not None else Path("results") / name_of(asked.resolved.files[0]) / "calibration-001"
    calibration = _calibrated(asked, target, threads, console, only_here)
    fit = calibration.fit
    if not calibration.was_complete:
        from simulator.experiment.calibrating.writing import save

        console.detail("writing the result")
        save(calibration, units, figures=not no_figures, command=["engage", *sys.argv[1:]])
    console.written = calibration.folder
    if as_json:
        import json

        from simulator.experiment.calibrating.writing import summary

        document: dict[str, Any] = {"folder": str(calibration.folder), **summary(calibration, units)}
        console.result(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        _tell(calibration, units, console)
    if any(not each.is_met for each in fit.recovered):
        raise click.exceptions.Exit(NOT_MET)


def _asked(
    file: str,
    table: str,
    given: list[str],
    fit: tuple[tuple[str, ...], Path | None],
    holdout: int,
    replicates: int | None,
    counts: tuple[int, int],
) -> tuple[Asked, dict[str, str]]:
    """Return what is to be fitted, and the units of what can be measured; everything that is wrong is said at once."""
    from simulator.errors import Problem, ScenarioError
    from simulator.experiment.calibrating.calibration import REPLICATES, Asked
    from simulator.experiment.calibrating.parameters import free_parameters
    from simulator.experiment.calibrating.table import held_out, located, read_targets
    from simulator.experiment.calibrating.targets import known_of
    from simulator.scenario.reading import resolve

    resolved = resolve(file, given)
    scenario = resolved.scenario
    problems: list[Problem] = []
    known = known_of(scenario)
    try:
        targets = read_targets(located(table), known, scenario.weeks)
    except ScenarioError as error:
        problems += error.problems
    try:
        free = free_parameters(scenario, *fit)
    except ScenarioError as error:
        problems += error.problems
    if problems:
        raise ScenarioError(problems)
    if holdout:
        targets = held_out(targets, holdout)
        if all(target.is_held_out for target in targets):
            raise UsageError(f"--holdout keeps all {len(targets)} targets out of the fit; nothing is left to fit to")
        if not any(target.is_held_out for target in targets):
            raise UsageError("--holdout keeps no target out of the fit; ask for more weeks")
    repeats = replicates or (scenario.replicates if scenario.replicates > 1 else REPLICATES)
    asked = Asked(resolved, tuple(given), located(table).name, targets, free, repeats, counts[0], check=counts[1])
    return asked, known.units


def _weeks_of(holdout: str | None) -> int:
    """Return weeks from `52` or `2y`."""
    if holdout is None:
        return 0
    number = holdout.removesuffix("years").removesuffix("year").removesuffix("y").strip()
    if not number.isdecimal() or int(number) < 1:
        raise UsageError(f"--holdout is {holdout!r}; write weeks, such as 52, or years, such as 2y")
    return int(number) * (52 if number != holdout.strip() else 1)


def _calibrated(asked: Asked, target: Path, threads: int | None, console: Console, only_here: bool) -> Calibration:
    import time

    from simulator.cli.console import duration
    from simulator.experiment.calibrating.calibration import calibrate as fitted

    console.tell_of_compiling()
    plan = asked.plan
    scenario = asked.resolved.scenario
    fitted_count = sum(not each.is_held_out for each in plan.targets)
    console.say(
        f"{len(plan.free)} free, {fitted_count} targets, {len(plan.targets) - fitted_count} held out; each point is "
        f"{scenario.customers:,} customers, {scenario.weeks} weeks, {plan.replicates} times"
    )
    for each in plan.free:
        if each.by_default:
            console.say(f"{each.path} is sought from {each.low:g} to {each.high:g}, as no range was given")
    began: list[tuple[float, int]] = []
    where = [target]

    def working_in(folder: Path, done: int) -> None:
        where.append(folder)
        if folder != target:
            console.say(f"{target} is taken; this is kept in {folder}")
        if done:
            console.say(f"{done} points are in {folder} already; it goes on from there")
        console.left = f"{done} points are kept in {folder}; go on with: engage resume {folder}"

    def tell(done: int, about: int, least: float) -> None:
        now = time.monotonic()
        began.append((now, done))
        since, first = began[0]
        left = f", about {duration((now - since) / (done - first) * (about - done))} left" if done > first else ""
        console.standing(f"{done} of about {about} points, chi square at best {least:.1f}{left}")
        console.left = f"{done} points are kept in {where[-1]}; go on with: engage resume {where[-1]}"

    command = ["engage", *sys.argv[1:]]
    return fitted(
        asked, target, threads=threads, tell=tell, working_in=working_in, command=command, only_here=only_here
    )


def _tell(calibration: Calibration, units: dict[str, str], console: Console) -> None:
    from simulator.cli.console import duration
    from simulator.experiment.calibrating.answer import answer

    for each in calibration.inputs:
        console.say(str(each))
    console.say(f"{len(calibration.fit.trials)} points in {duration(calibration.seconds)}")
    words = paragraphs(answer(calibration.fit, units))
    console.result(f"{words}\n\n{_targets(calibration, units)}\n")
    where = calibration.folder
    done = "All of it was there already" if calibration.was_complete else "Scenario, tables and figures"
    console.result(f"{done}: {where}\nThe fit once more:  engage run {where / 'fitted.yaml'}")


def _targets(calibration: Calibration, units: dict[str, str]) -> str:
    """Return the targets beside the fit as lines of text."""
    from simulator.experiment.calibrating.answer import measured_in
    from simulator.projection.wording import sign

    fit = calibration.fit
    lines: list[tuple[str, ...]] = [("target", "value", "sd", "fit", "from", "to", "miss", "")]
    for at, target in enumerate(fit.plan.targets):
        factor, unit, digits = measured_in(target, units)
        numbers = (target.value, target.sd, fit.model[at], fit.band[0][at], fit.band[1][at])
        cells = [sign(factor * float(number), digits, False) for number in numbers]
        miss = sign(factor * (float(fit.model[at]) - target.value), digits)
        percent = ", %" if unit == "points" and factor == 100.0 else ""
        lines.append((f"{target.name}{percent}", *cells, miss, "held out" if target.is_held_out else ""))
    return columns(lines)
