"""`engage merge`: the shards of a sweep put together."""

from __future__ import annotations

import time
from pathlib import Path

import click

from simulator.cli import sweeping
from simulator.cli.console import Console, as_json, talkative


@click.command(short_help="Put the shards of a sweep together.")
@click.argument("folders", type=click.Path(path_type=Path), metavar="DIR...", nargs=-1, required=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    required=True,
    help="Folder to write; if it is taken, the next free name.",
)
@sweeping.figures
@as_json
@talkative
@click.pass_obj
def merge(console: Console, /, folders: tuple[Path, ...], out: Path, no_figures: bool, as_json: bool) -> None:
    """Put the shards in DIR... together: the same files as from one process that lived all of it."""
    from simulator.experiment.sweeping.merging import merge as merged
    from simulator.experiment.sweeping.stored import stored_sweep
    from simulator.projection.whole import check_writable

    check_writable(out)
    began = time.monotonic()
    folder = merged(folders, out)
    sweeping.tell(console, stored_sweep(folder), no_figures, as_json, time.monotonic() - began)
