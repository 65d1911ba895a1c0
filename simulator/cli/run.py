"""`engage run`: project a scenario."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.console import Console, as_json, duration, overriding, talkative
from simulator.cli.report import beside
from simulator.cli.words import columns, wrapped

if TYPE_CHECKING:
    from simulator.projection.projection import Projection
    from simulator.scenario.schema import Scenario

STEPS = (1, 4, 13, 26, 52, 260)
"""Weeks between the lines of the table; the first that gives few enough."""

MOST_LINES = 10


@click.command(short_help="Project a scenario.")
@click.argument("file")
@overriding
@click.option("--weeks", type=int, help="As --set weeks=N.")
@click.option("--customers", type=int, help="As --set customers=N.")
@click.option("--seed", type=int, help="As --set seed=N.")
@click.option("--replicates", type=int, help="As --set replicates=N: so many times, with other luck.")
@click.option("--threads", type=click.IntRange(min=1), help="Cores to use; changes the time only. Default: all.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder to write; if it is taken, the next free name. Default: results/<scenario>/run-001.",
)
@click.option("--report", is_flag=True, help="Write report.html into the folder as well: see engage report.")
@click.option("--no-figures", is_flag=True, help="Draw no pictures.")
@click.option("--rows/--no-rows", default=None, help="Write every customer's row. Default: up to a million of them.")
@as_json
@talkative
@click.pass_obj
def run(
    console: Console,
    /,
    file: str,
    overrides: tuple[str, ...],
    threads: int | None,
    out: Path | None,
    report: bool,
    no_figures: bool,
    rows: bool | None,
    as_json: bool,
    **shortcuts: int | None,
) -> None:
    """Project FILE: a scenario file, a name from `engage scenarios`, or a result folder to repeat its run.

    The answer comes in words, then as a table; everything else is in a new folder.
    """
    from simulator.projection.findings import remembered
    from simulator.projection.people import MOST_CUSTOMERS
    from simulator.projection.whole import check_writable
    from simulator.scenario.reading import fingerprint, resolve

    given = [f"{key}={value}" for key, value in shortcuts.items() if value is not None]
    resolved = resolve(file, [*overrides, *given])
    scenario = resolved.scenario
    target = out if out is not None else Path("results") / name_of(resolved.files[0]) / "run-001"
    check_writable(target)
    console.detail(f"scenario {fingerprint(scenario)[:12]} from {', '.join(map(str, resolved.files))}")

    projection = _simulated(scenario, threads, rows is not False, console)
    if not as_json:
        parts = (projection.answer(), remembered(projection.goes_with))
        console.result("\n".join(wrapped(part) for part in parts if part) + f"\n\n{table(projection)}\n")
    if not no_figures:
        console.detail("drawing the figures")
    if rows is None and projection.people.count() > MOST_CUSTOMERS:
        console.say(f"customers.parquet is left out, having more than {MOST_CUSTOMERS:,} rows; --rows writes it")
    command = ["engage", *sys.argv[1:]]
    written = projection.save(target, figures=not no_figures, customers=rows, command=command)
    console.written = written
    if report:
        beside(written, console)
    if as_json:
        console.result(_document(projection, written, fingerprint(scenario)))
    else:
        console.result(f"Tables{'' if no_figures else ' and figures'}: {written}")


def name_of(file: Path) -> str:
    """Return the name of a scenario among the results: that of its file, or of the results that it is repeated from."""
    return file.parent.resolve().parent.name if file.name == "manifest.json" else file.stem


def _simulated(scenario: Scenario, threads: int | None, keep_customers: bool, console: Console) -> Projection:
    from simulator.experiment.simulate import simulate

    console.tell_of_compiling()
    progress = console.progress(_size(scenario))
    try:
        projection = simulate(scenario, threads=threads, progress=progress, keep_customers=keep_customers)
    finally:
        progress.close()
    console.say(f"{progress.label}: lived in {duration(projection.times.seconds)}")
    for each in projection.inputs:
        console.say(str(each))
    return projection


def _size(scenario: Scenario) -> str:
    """Return how much there is to live."""
    parts = [f"{scenario.customers:,} customer{'s' * (scenario.customers > 1)}"]
    if scenario.market.prospects:
        parts.append(f"{scenario.market.prospects:,} prospect{'s' * (scenario.market.prospects > 1)}")
    parts.append(f"{scenario.weeks} week{'s' * (scenario.weeks > 1)}")
    if scenario.replicates > 1:
        parts.append(f"{scenario.replicates} times")
    return ", ".join(parts)


def table(projection: Projection) -> str:
    """Return the tiers over time as a few lines of text: shares of the customers of that week, in percent."""
    from simulator.projection.names import TIERS
    from simulator.projection.tables import mean_of
    from simulator.projection.wording import figure

    counts = projection.counts
    customers = mean_of(counts.customers[:, :, 0])
    shares = mean_of(counts.tiers[:, :, 0] / counts.customers[:, :, 0, None].clip(1))
    step = next((step for step in STEPS if counts.weeks / step <= MOST_LINES), STEPS[-1])
    weeks = sorted({1, *range(step, counts.weeks + 1, step), counts.weeks})
    lines = [["week", "customers", *(f"{tier} %" for tier in TIERS)]]
    for week in weeks:
        numbers = [figure(share).replace("less than ", "<").replace("more than ", ">") for share in shares[week - 1]]
        lines.append([str(week), f"{customers[week - 1]:,.0f}", *(numbers if customers[week - 1] else "-----")])
    return columns(lines, ())


def _document(projection: Projection, written: Path, fingerprint: str) -> str:
    import json

    document: dict[str, Any] = {
        "folder": str(written),
        "fingerprint": fingerprint,
        "seconds": round(projection.times.seconds, 3),
        **projection.summary(),
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
