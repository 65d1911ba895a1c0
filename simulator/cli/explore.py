"""`engage explore`: one file with sliders for a class, computed beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.console import Console, as_json, duration, overriding, talkative

if TYPE_CHECKING:
    from simulator.explore.aside import Aside
    from simulator.explore.exploration import Asked, Exploration

SLOWEST = 4_000_000
"""Customer-weeks that a core is taken to live in a second when the time is guessed; most machines live more."""


@click.command(short_help="Write one file with sliders for a class, which opens without a network.")
@click.argument("file")
@click.option(
    "--slider",
    "sliders",
    multiple=True,
    metavar="PATH=LO:HI:STEPS",
    help="What is to move, as recovery.empathy=-0.2:0.8:6, or words, as relationship.kind=contract,open. Repeat it.",
)
@overriding
@click.option("--customers", type=int, help="As --set customers=N.")
@click.option(
    "--replicates",
    type=click.IntRange(min=1),
    help="Repeat with other luck, for intervals. Default: as FILE says, or 5.",
)
@click.option("--threads", type=click.IntRange(min=1), help="Cores to use; changes the time only. Default: all.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE.html",
    help="A new file to write. Default: the name of FILE with -explore.html, or the next free name.",
)
@click.option("--language", type=click.Choice(["en", "nl"]), default="en", help="What the page speaks at first.")
@click.option("--dry-run", is_flag=True, help="Check everything and say how much there is to live; live nothing.")
@as_json
@talkative
@click.pass_obj
def explore(
    console: Console,
    /,
    file: str,
    sliders: tuple[str, ...],
    overrides: tuple[str, ...],
    customers: int | None,
    replicates: int | None,
    threads: int | None,
    out: Path | None,
    language: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Live every combination of a few values of FILE, and write them as one page with sliders.

    FILE is a scenario file or a name from `engage scenarios`. The page holds two worlds side by side, as it is and as
    the sliders say, with the same customers and the same luck. It opens by double click, without a network.
    """
    from simulator.cli.report import check_new, free_name
    from simulator.cli.run import name_of
    from simulator.explore.exploration import ask
    from simulator.scenario.reading import resolve

    if out is not None:
        check_new(out)
    given = [] if customers is None else [f"customers={customers}"]
    resolved = resolve(file, [*overrides, *given])
    asked = ask(resolved.scenario, sliders, replicates)
    _tell(asked, console)
    target = out if out is not None else free_name(Path(f"{name_of(resolved.files[0])}-explore.html"))
    if dry_run:
        _say_dry(asked, threads, target, as_json, console)
        return
    from simulator.projection.whole import check_writable

    check_writable(target)
    made = _lived(asked, threads, target, console)
    base = asked.grid.base
    again = ["engage", "run", file, *(word for each in overrides for word in ("--set", each))]
    again += ["--customers", str(base.customers), "--replicates", str(base.replicates)]
    _write(made[0], made[1], target, language, again, as_json, console)


def _tell(asked: Asked, console: Console) -> None:
    from simulator.projection.wording import often

    grid = asked.grid
    for each in grid.sliders:
        from simulator.explore.sliders import said

        levels = ", ".join(f"[{said(level)}]" if at == each.at else said(level) for at, level in enumerate(each.levels))
        console.say(f"{each.path}: {levels}")
    counts = " × ".join(f"{len(each.levels)}" for each in grid.sliders)
    product = f"{counts} = " if len(grid.sliders) > 1 else ""
    console.say(
        f"{product}{len(grid):,} combinations, [as it is] in brackets; {grid.base.customers:,} customers, "
        f"each {often(grid.base.replicates)}"
    )


def _say_dry(asked: Asked, threads: int | None, target: Path, as_json: bool, console: Console) -> None:
    from simulator.explore.sliders import said
    from simulator.population.population import usable_cores

    grid = asked.grid
    seconds = asked.customer_weeks / (SLOWEST * (threads or usable_cores()))
    size = grid.packing.text_bytes(len(grid))
    if as_json:
        import json

        document = {
            "file": str(target),
            "combinations": len(grid),
            "sliders": {each.path: [said(level) for level in each.levels] for each in grid.sliders},
            "customers": grid.base.customers,
            "replicates": grid.base.replicates,
            "customer_weeks": asked.customer_weeks,
            "bytes_of_worlds": size,
            "weeks_drawn": len(grid.packing.weeks),
        }
        console.result(json.dumps(document, indent=2, ensure_ascii=False))
        return
    less = "; fewer --customers or --replicates take less" if seconds > 120 else ""
    console.result(
        f"{len(grid):,} combinations, {asked.customer_weeks:,} customer-weeks: "
        f"about {duration(seconds)} on a machine that does nothing else{less}. "
        f"The worlds take {size / 1e3:,.0f} kB, {len(grid.packing.weeks)} of {grid.base.weeks} weeks drawn. "
        f"It would be {target}"
    )


def _lived(asked: Asked, threads: int | None, target: Path, console: Console) -> tuple[Exploration, Aside]:
    import time

    from simulator.explore.aside import Aside
    from simulator.explore.exploration import live_all

    console.tell_of_compiling()
    aside = Aside(target, asked.grid)
    earlier = len(aside.kept())
    if earlier:
        console.say(f"{earlier:,} of {len(asked.grid):,} combinations are there from an earlier attempt: {aside.place}")
    started = time.monotonic()
    progress = console.progress(f"{len(asked.grid):,} combinations")
    try:
        found = live_all(asked, threads=threads, progress=progress, aside=aside)
    except BaseException:
        kept = aside.stopped()
        if kept:
            console.left = (
                f"{kept:,} of {len(asked.grid):,} combinations are kept in {aside.place}; the same command goes on "
                "from there"
            )
        raise
    finally:
        progress.close()
    console.say(f"{progress.label}: lived in {duration(time.monotonic() - started)}")
    return found, aside


def _write(
    found: Exploration, aside: Aside, target: Path, language: str, again: list[str], as_json: bool, console: Console
) -> None:
    from simulator.cli.report import free_name
    from simulator.explore.page import page_of
    from simulator.projection.whole import write_file

    page = page_of(found, "nl" if language == "nl" else "en", again)
    try:
        # Somebody may have taken the name in the meantime.
        target = write_file(free_name(target), lambda place: place.write_text(page, encoding="utf-8"))
    except BaseException:
        aside.stopped()
        raise
    console.written = target
    aside.forget()
    size = len(page.encode())
    if as_json:
        import json

        document = {"file": str(target), "bytes": size, "combinations": len(found.grid), "command": again}
        console.result(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        console.result(f"Page, {size / 1e3:,.0f} kB: {target}")
