"""`engage resume`: live what is left of a sweep or a calibration."""

from __future__ import annotations

import time
from pathlib import Path

import click

from simulator.cli import sweeping
from simulator.cli.console import Console, as_json, talkative
from simulator.errors import UsageError


@click.command(short_help="Live what is left of a sweep or calibration, after whatever ended it.")
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
    """Live what is left of the sweep or the calibration in DIR: after Ctrl-C, a killed process, a power failure.

    The files are the same as if it had never been interrupted.
    """
    from simulator.experiment.calibrating.folder import is_calibration

    if is_calibration(folder):
        if retry or jobs is not None or scheduler is not None:
            raise UsageError(f"{folder} holds a calibration; --retry, --jobs and --scheduler are for sweeps")
        _calibration(console, folder, no_figures, as_json)
        return
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


def _calibration(console: Console, folder: Path, no_figures: bool, as_json: bool) -> None:
    """Give the command once more with which the calibration began; it finds what is there."""
    from simulator.cli.calibrate import calibrate
    from simulator.experiment.calibrating.standing import arguments_of

    arguments = [each for each in arguments_of(folder) if each != "--json"]
    arguments += ["--out", str(folder), "--only-here", *["--no-figures"] * no_figures, *["--json"] * as_json]
    with calibrate.make_context("calibrate", arguments, obj=console) as context:
        calibrate.invoke(context)
