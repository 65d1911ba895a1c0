"""`engage sensitivity`: which parameters decide, how sure that is, and how much is luck alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli import sweeping
from simulator.cli.console import Console, as_json, overriding, talkative
from simulator.cli.words import columns, paragraphs
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.experiment.sensitivity.analysis import Analysis, Found
    from simulator.experiment.sweeping.plan import Plan
    from simulator.experiment.sweeping.stored import StoredSweep

MORRIS, SOBOL = "morris", "sobol"
SIZES = {MORRIS: 20, SOBOL: 128}
"""As the sizes of `drawing`, which is too heavy to be imported for a help text; a test holds them equal."""
REPLICATES = 3
"""So that luck is known at all."""
SHORT_RANGE = re.compile(r"=([-+0-9.eE]+):([-+0-9.eE]+)$")


@click.command(short_help="Say which parameters decide, how sure that is, and how much is luck.")
@click.argument("source", metavar="DIR|FILE")
@click.option(
    "--vary",
    multiple=True,
    metavar="PATH=LOW..HIGH",
    help="A parameter and its range, as recovery.empathy=0..1, or its values, as recovery.answer_weeks=0,1,2.",
)
@click.option(
    "--method",
    type=click.Choice([MORRIS, SOBOL]),
    help="morris screens many parameters with few runs; sobol shares out the variance. Default: as the sweep file "
    "says, or morris.",
)
@click.option(
    "--points",
    type=click.IntRange(min=2),
    help=f"Trajectories of morris, by default {SIZES[MORRIS]}; points of sobol, a power of 2, by default "
    f"{SIZES[SOBOL]}.",
)
@click.option(
    "--replicates",
    type=click.IntRange(min=1),
    help=f"Live each point so often with other luck. Default: as the sweep file says, or {REPLICATES}.",
)
@overriding
@click.option("--weeks", type=int, help="As --set weeks=N.")
@click.option("--customers", type=int, help="As --set customers=N.")
@click.option("--seed", type=int, help="As --set seed=N.")
@click.option(
    "--metric",
    "metrics",
    multiple=True,
    metavar="NAME",
    help="What is asked about, as staying or mean[trust]; may be repeated. Default: staying, the share of the engaged "
    "and of the overdrawn, nps and profit where there are any.",
)
@sweeping.jobs
@sweeping.scheduler
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Of a FILE: folder of its sweep, where it goes on if it was begun. Default: results/<file>-<method>. Of a "
    "DIR: folder of the analysis. Default: DIR.",
)
@sweeping.figures
@as_json
@talkative
@click.pass_obj
def sensitivity(
    console: Console,
    /,
    source: str,
    vary: tuple[str, ...],
    method: str | None,
    points: int | None,
    replicates: int | None,
    overrides: tuple[str, ...],
    metrics: tuple[str, ...],
    jobs: int | None,
    scheduler: str | None,
    out: Path | None,
    no_figures: bool,
    as_json: bool,
    **shortcuts: int | None,
) -> None:
    """Say what decides: analyse the sweep in DIR, or draw one over FILE, live it and analyse it.

    FILE is a scenario, of which --vary says what varies, or a sweep file. A sweep by morris, sobol, latin_hypercube,
    grid or one_at_a_time can be analysed. Interrupted, the same command goes on where it was. docs/sensitivity.md says
    what each method tells and what it does not.
    """
    from simulator.projection.whole import check_writable

    _check_metrics(metrics)
    if Path(source).is_dir():
        given = [*vary, *overrides, method, points, replicates, jobs, scheduler, *shortcuts.values()]
        if any(each is not None for each in given):
            raise UsageError(
                f"{source} is the folder of a sweep, which is analysed as it is; only --metric, --out, --no-figures "
                "and --json go with it"
            )
        check_writable((out if out is not None else Path(source)) / "sensitivity.csv")
        sweep = _stored(source)
    else:
        changes = [*overrides, *(f"{key}={value}" for key, value in shortcuts.items() if value is not None)]
        plan = _plan(source, vary, method, points, replicates, changes)
        target = _target(out, source, plan)
        check_writable(target)
        sweep = _lived(console, plan, target, jobs, scheduler)
        out = None
    from simulator.experiment.sensitivity.analysis import analysis
    from simulator.experiment.sensitivity.folder import save

    console.detail("analysing")
    found = analysis(sweep.plan, sweep.runs, metrics)
    folder = out if out is not None else sweep.folder
    assert folder is not None
    if not as_json:
        console.result("\n\n".join(filter(None, (paragraphs(found.answer), tables(found)))) + "\n")
    written = save(found, folder, figures=not no_figures)
    console.written = written
    if as_json:
        import json

        from simulator.experiment.sensitivity.table import document_of

        document: dict[str, Any] = {"folder": str(folder), "file": str(written), **document_of(found)}
        console.result(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        figures = "" if no_figures else f", figures: {written.parent / 'figures'}"
        console.result(f"Table: {written}{figures}")
    if failed := found.responses.failed:
        told = f"engage status {sweep.folder} --errors says why"
        console.say(f"{failed:,} of {found.responses.runs:,} runs failed; {told}")
        raise click.exceptions.Exit(sweeping.SOME_FAILED)


def _check_metrics(metrics: tuple[str, ...]) -> None:
    """Find a mistyped metric before a long sweep, not after it."""
    from simulator.experiment.comparing.metrics import METRICS

    for name in metrics:
        if name not in METRICS:
            from simulator.scenario.file.words import nearest

            near = nearest(name, METRICS)
            hint = f"; did you mean {near}?" if near else "."
            raise UsageError(f"there is no metric {name!r}{hint} There are: {', '.join(METRICS)}")


def _stored(folder: str) -> StoredSweep:
    from simulator.experiment.sweeping.stored import stored_sweep

    return stored_sweep(folder)


def _plan(
    source: str,
    vary: tuple[str, ...],
    method: str | None,
    points: int | None,
    replicates: int | None,
    changes: list[str],
) -> Plan:
    from simulator.experiment.sensitivity.drawing import drawn_over_scenario, drawn_over_sweep
    from simulator.scenario.sweep_reading import is_sweep

    if is_sweep(source):
        if vary:
            raise UsageError(f"{source} says itself what varies; --vary goes with a scenario")
        return drawn_over_sweep(source, method, points, replicates, changes)
    if not vary:
        sweeping.check_scenario(source, changes)
        raise UsageError(
            f"say what varies: engage sensitivity {source} --vary recovery.empathy=0..1 --vary recovery.redress=0..1"
        )
    ranges = [SHORT_RANGE.sub(r"=\1..\2", each) for each in vary]
    chosen = method or MORRIS
    return drawn_over_scenario(source, ranges, chosen, points or SIZES[chosen], replicates or REPLICATES, changes)


def _target(out: Path | None, source: str, plan: Plan) -> Path:
    """Return the folder of the sweep: the one asked for, or the first that is free or holds this very plan."""
    if out is not None:
        return out
    from simulator.experiment.sensitivity.drawing import is_free_for
    from simulator.projection.whole import next_name

    stem = re.sub(r"\.sweep$", "", Path(source).name.removesuffix(".yaml").removesuffix(".yml"))
    target = Path("results") / f"{stem}-{plan.design}"
    while not is_free_for(plan, target):
        target = next_name(target)
    return target


def _lived(console: Console, plan: Plan, target: Path, jobs: int | None, scheduler: str | None) -> StoredSweep:
    from simulator.experiment.sweeping.running import run_ways

    times = f", {plan.replicates} times each" if plan.replicates > 1 else ""
    console.say(f"{len(plan.points) * plan.replicates:,} runs, into {target}")
    return sweeping.lived(
        console,
        target,
        lambda ways: run_ways(plan, target, None, ways),
        f"{len(plan.points):,} points{times}",
        jobs=jobs,
        scheduler=scheduler,
    )


def tables(found: Analysis) -> str:
    """Return the table of each metric as lines of text."""
    return "\n\n".join(_table(found, each) for each in found.found if each.ranked)


def _table(analysis: Analysis, found: Found) -> str:
    """Return one line a factor, the leading one first, and luck as the last."""
    import math

    from simulator.experiment.sensitivity.answer import unit_of
    from simulator.projection.wording import sign

    unit = unit_of(found.metric)

    scale = 100.0 if unit == "share" else 1.0
    # As many digits as the largest of the numbers of this metric asks for.
    largest = [] if found.luck is None else [found.luck.difference.mean]
    largest += [each.mean for ends in found.ends for each in (ends.at_low, ends.at_high) if math.isfinite(each.mean)]
    most = max(map(abs, largest), default=0.0) * scale
    digits = 0 if most >= 1000.0 else 1 if most >= 5.0 else 2 if most >= 0.5 else 4

    def said(value: float, of: str) -> str:
        if not math.isfinite(value):
            return ""
        return sign(value * scale, digits, False) if of == "metric" else sign(value, 2, False)

    measures = analysis.method.measures
    leading = analysis.method.leading
    others = [name for name in found.estimates.factors if name != leading]
    head = [
        f"{found.metric}{', %' if unit == 'share' else f', {unit}' if unit else ''}",
        leading,
        "from",
        "to",
        *others,
        "at low",
        "at high",
    ]
    lines = [tuple(head)]
    places = {factor.path: index for index, factor in enumerate(analysis.plan.factors)}
    for name, size in found.ranked:
        ends = found.ends[places[name]]
        lines.append(
            (
                name,
                *(said(each, measures[leading].unit) for each in size),
                *(said(found.estimates.factors[other][places[name]].mean, measures[other].unit) for other in others),
                said(ends.at_low.mean, "metric"),
                said(ends.at_high.mean, "metric"),
            )
        )
    if found.luck is not None:
        is_metric = measures[leading].unit == "metric"
        luck = found.luck.difference if is_metric else found.luck.share
        called = "luck: two runs of one point" if is_metric else "luck, of a single run's variance"
        numbers = (said(each, "metric" if is_metric else "share") for each in luck)
        lines.append((called, *numbers, *[""] * (len(head) - 4)))
    return columns(lines)
