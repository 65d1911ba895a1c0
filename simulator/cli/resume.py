"""`engage resume`: live what is left of a sweep."""

from __future__ import annotations

import time
from pathlib import Path

import click

from simulator.cli import sweeping
from simulator.cli.console import Console, as_json, talkative


@click.command(short_help="Live what is left of a sweep, after whatever ended it.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--retry", is_flag=True, help="Live the runs that failed once more.")
@sweeping.jobs
@sweeping.scheduler
@sweeping.figures
@as_json
@talkative
@click.pass_obj
def resume(
    console: Console,
    /,
    folder: Path,
    retry: bool,
    jobs: int | None,
    scheduler: str | None,
    no_figures: bool,
    as_json: bool,
) -> None:
    """Live what is left of the sweep in DIR: after Ctrl-C, a killed process, a power failure.

    The files are the same as if it had never been interrupted.
    """
    from simulator.experiment.sweeping.running import resume_sweep
    from simulator.experiment.sweeping.standing import standing

    found, began = standing(folder), time.monotonic()
    left = found.left + (found.failed if retry else 0)
    stored = sweeping.lived(
        console,
        folder,
        lambda ways: resume_sweep(folder, ways),
        f"{left:,} of {found.runs:,} runs",
        jobs=jobs,
        scheduler=scheduler,
        retry=retry,
    )
    sweeping.tell(console, stored, no_figures, as_json, time.monotonic() - began)
