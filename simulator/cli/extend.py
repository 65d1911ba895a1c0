"""`engage extend`: more replicates, or more points, for a sweep that is there."""

from __future__ import annotations

import time
from pathlib import Path

import click

from simulator.cli import sweeping
from simulator.cli.console import Console, as_json, talkative
from simulator.errors import UsageError


@click.command(short_help="Make a sweep longer: more replicates or more points.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--replicates", type=click.IntRange(min=1), help="How many there will be of each point, in all.")
@click.option(
    "--points",
    type=click.IntRange(min=1),
    help="How many points the design will have in all, where it draws them; of morris, trajectories.",
)
@sweeping.jobs
@sweeping.scheduler
@sweeping.figures
@as_json
@talkative
@click.pass_obj
def extend(
    console: Console,
    /,
    folder: Path,
    replicates: int | None,
    points: int | None,
    jobs: int | None,
    scheduler: str | None,
    no_figures: bool,
    as_json: bool,
) -> None:
    """Make the sweep in DIR longer and live what is new; what was lived stays as it is."""
    from simulator.experiment.sweeping.running import extend_sweep

    if replicates is None and points is None:
        raise UsageError("say --replicates R or --points N: how many there will be in all")
    began = time.monotonic()
    stored = sweeping.lived(
        console,
        folder,
        lambda ways: extend_sweep(folder, replicates=replicates, points=points, ways=ways),
        "what is new",
        jobs=jobs,
        scheduler=scheduler,
    )
    sweeping.tell(console, stored, no_figures, as_json, time.monotonic() - began)
