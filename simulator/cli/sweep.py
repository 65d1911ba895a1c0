"""`engage sweep`: many variants of one scenario."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli import sweeping
from simulator.cli.console import Console, as_json, duration, overriding, talkative
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.experiment.sweeping.plan import Plan

DESIGNS = ("grid", "zip", "one_at_a_time", "latin_hypercube", "sobol", "morris")


@click.command(short_help="Live many variants of a scenario; nothing that is finished is lost.")
@click.argument("file")
@click.option(
    "--vary",
    multiple=True,
    metavar="PATH=VALUES",
    help="What varies, where FILE is a scenario: recovery.empathy=0:1:5 is five values from 0 to 1, "
    "recovery.redress=0,0.5 these two, recovery.empathy=0..1 a range from which the design draws.",
)
@click.option("--design", type=click.Choice(DESIGNS), help="Which points are lived. Default: grid.")
@click.option("--points", type=click.IntRange(min=1), help="Points of a design that draws; of morris, trajectories.")
@click.option("--levels", type=click.IntRange(min=4), help="Values that each parameter may take, with morris.")
@click.option("--second-order", is_flag=True, default=None, help="With sobol, also what pairs explain together.")
@click.option("--replicates", type=click.IntRange(min=1), help="Live every point so often, each time with other luck.")
@click.option("--design-seed", type=click.IntRange(min=0), help="Draw the points of the design with this seed.")
@overriding
@click.option("--weeks", type=int, help="As --set weeks=N.")
@click.option("--customers", type=int, help="As --set customers=N.")
@click.option("--seed", type=int, help="As --set seed=N.")
@click.option("--dry-run", is_flag=True, help="Say how many runs, minutes and megabytes it will be; live none of it.")
@sweeping.jobs
@sweeping.scheduler
@click.option("--shard", metavar="I/N", help="Only the I-th of N parts, in a folder of its own; see engage merge.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder to write; where it holds the same sweep, that goes on. Default: results/<name>/sweep.",
)
@sweeping.figures
@as_json
@talkative
@click.pass_obj
def sweep(
    console: Console,
    /,
    file: str,
    vary: tuple[str, ...],
    design: str | None,
    points: int | None,
    levels: int | None,
    second_order: bool | None,
    design_seed: int | None,
    replicates: int | None,
    overrides: tuple[str, ...],
    dry_run: bool,
    jobs: int | None,
    scheduler: str | None,
    shard: str | None,
    out: Path | None,
    no_figures: bool,
    as_json: bool,
    **shortcuts: int | None,
) -> None:
    """Live every point of FILE: a sweep file, or a scenario with --vary.

    Each finished run is kept at once. Interrupted or killed, the same command or engage resume goes on.
    """
    given = [*overrides, *(f"{key}={value}" for key, value in shortcuts.items() if value is not None)]
    drawn = {"design": design, "points": points, "levels": levels, "second_order": second_order, "seed": design_seed}
    plan = _plan(file, vary, given, replicates, {key: value for key, value in drawn.items() if value is not None})
    part = None if shard is None else _shard(shard)
    name = "sweep" if part is None else f"shard-{part[0]}-of-{part[1]}"
    folder = out or Path("results") / _place(file, vary) / name
    if dry_run:
        _estimate(console, plan, jobs, as_json)
        return
    from simulator.experiment.sweeping.running import run_ways

    began = time.monotonic()
    times = f", {plan.replicates} times each" if plan.replicates > 1 else ""
    stored = sweeping.lived(
        console,
        folder,
        lambda ways: run_ways(plan, folder, part, ways),
        f"{len(plan.points):,} points{times}",
        jobs=jobs,
        scheduler=scheduler,
    )
    sweeping.tell(console, stored, no_figures, as_json, time.monotonic() - began)


def _plan(file: str, vary: tuple[str, ...], given: list[str], replicates: int | None, drawn: dict[str, Any]) -> Plan:
    from simulator.experiment.sweeping.planning import plan_of
    from simulator.scenario.sweep_reading import is_sweep, read_sweep, sweep_from_flags

    if not is_sweep(file):
        if not vary:
            sweeping.check_scenario(file, given)
            raise UsageError(f"{file} is a scenario; say what varies, as in --vary recovery.empathy=0:1:5")
        return plan_of(sweep_from_flags(file, vary, overrides=given, replicates=replicates, **drawn))
    if vary or drawn:
        raise UsageError(f"{file} is a sweep file and says itself what varies; leave out --vary and what goes with it")
    plan = plan_of(read_sweep(file, given))
    return plan if replicates is None else replace(plan, replicates=replicates)


def _place(file: str, vary: tuple[str, ...]) -> str:
    """Return what a sweep is called among the results."""
    name = Path(file).name.partition(".")[0]
    paths = [re.sub(r"[^0-9A-Za-z]+", "-", each.partition("=")[0]).strip("-").lower() for each in vary]
    return "-by-".join((name, "-and-".join(paths)))[:120] if paths else name


def _shard(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+)/(\d+)", text)
    if match and 1 <= int(match[1]) <= int(match[2]):
        return int(match[1]), int(match[2])
    raise UsageError(f"--shard {text} is not understood; the second of four parts is --shard 2/4")


def _estimate(console: Console, plan: Plan, jobs: int | None, as_json: bool) -> None:
    import json
    from dataclasses import asdict

    from simulator.experiment.sweeping.probing import estimate
    from simulator.population.population import usable_cores

    found = estimate(plan, jobs or usable_cores())
    if as_json:
        console.result(json.dumps(asdict(found), indent=2, ensure_ascii=False))
        return
    took = duration(found.minutes * 60.0)
    console.result(
        f"{found.points:,} points, {found.runs:,} runs: about {took} here with {jobs or usable_cores()} at a time, "
        f"and {max(found.megabytes, 0.1):,.1f} MB."
    )
    if found.unfit:
        console.result(f"{len(found.unfit):,} points do not fit together, and their runs would fail:")
        for line in found.unfit[:5]:
            console.result(f"  {line}")
