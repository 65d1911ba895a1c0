"""What the commands about sweeps share: living one with its progress, and saying what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.console import Console, duration
from simulator.cli.words import columns, wrapped
from simulator.errors import ClusterError, UsageError

if TYPE_CHECKING:
    from simulator.experiment.sweeping.running import Ways
    from simulator.experiment.sweeping.stored import StoredSweep

SOME_FAILED = 5
"""Exit code where some runs failed; the others are there."""
MOST_LINES = 10
MOST_FACTORS = 5

jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Runs at a time here; changes the time only. Default: all cores.",
)
scheduler = click.option(
    "--scheduler", metavar="ADDRESS", help="Live them on the workers of a Dask cluster instead, as tcp://host:8786."
)
figures = click.option("--no-figures", is_flag=True, help="Draw no pictures.")


def check_scenario(file: str, given: Sequence[str]) -> None:
    """Say what is wrong with a scenario, before it is said that nothing varies: a name that leads nowhere comes first.

    Raises:
        ScenarioError: with every problem found.
    """
    from simulator.scenario.reading import resolve

    resolve(file, given)


def lived(
    console: Console, folder: Path, live: Callable[[Ways], StoredSweep], how_many: str, **ways: Any
) -> StoredSweep:
    """Live a sweep with its progress told; say what is kept where it is interrupted.

    `live` is told the ways. `folder` is where it is kept.
    """
    from simulator.experiment.sweeping.running import Ways

    if ways.get("jobs") is not None and ways.get("scheduler") is not None:
        raise UsageError("--jobs is for this machine and --scheduler for a cluster; leave out one of the two")
    if ways.get("scheduler") is None:
        console.tell_of_compiling()
    progress = console.progress(how_many)
    began, before = time.monotonic(), _kept(folder)
    try:
        stored = live(Ways(progress=progress, say=console.say, **ways))
    except KeyboardInterrupt:
        progress.close()
        console.left = _what_is_kept(folder)
        raise
    except ClusterError as error:
        progress.close()
        kept = _what_is_kept(folder)
        raise ClusterError(f"{error}" + (f"; {kept}" if kept else "")) from error
    finally:
        progress.close()
    assert stored.folder is not None
    took, new = time.monotonic() - began, len(stored.runs) - before
    if new > 0:
        console.say(f"{new:,} runs lived in {duration(took)}, {new / took:.1f} a second")
    else:
        console.say(f"all {len(stored.runs):,} runs were lived before")
    return stored


def tell(console: Console, stored: StoredSweep, no_figures: bool, as_json: bool, seconds: float) -> None:
    """Say what came of a sweep: in words, as a table, as pictures; end with 5 where some runs failed."""
    import json

    from simulator.experiment.sweeping.best import complete_replicates, sentences, summary_of

    assert stored.folder is not None
    drawn: list[Path] = []
    if not as_json:
        words = "\n".join(wrapped(each) for each in sentences(stored))
        shown = f"\n{table(stored)}\n" if complete_replicates(stored).any() else ""
        console.result(f"{words}\n{shown}")
    if not no_figures:
        console.detail("drawing the figures")
        from simulator.report.sweeps import save_all

        drawn = save_all(stored, stored.folder / "figures")
    console.written = stored.folder
    if as_json:
        document = {"folder": str(stored.folder), "seconds": round(seconds, 3), **summary_of(stored)}
        console.result(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        console.result(f"Tables{' and figures' if drawn else ''}: {stored.folder}")
    if failed := len(stored.failed):
        many = "one" if failed == 1 else f"{failed:,}"
        console.say(
            f"{many} of {len(stored.runs):,} runs failed; engage status {stored.folder} --errors says why, "
            f"engage resume {stored.folder} --retry lives {'it' if failed == 1 else 'them'} again"
        )
        raise click.exceptions.Exit(SOME_FAILED)


def table(stored: StoredSweep) -> str:
    """Return the points as lines of text: what each sets, and the means of the main metrics with their intervals.

    With more than ten points: the five best and the five worst by the first metric.
    """
    from simulator.experiment.sweeping.best import main_metrics, rows_by_point

    metrics = main_metrics(stored)
    rows = rows_by_point(stored, metrics, MOST_FACTORS)
    if len(rows) > MOST_LINES + 1:
        left_out = len(rows) - MOST_LINES
        rows = [*rows[: MOST_LINES // 2], ("", f"{left_out:,} more in runs.parquet"), *rows[-(MOST_LINES // 2) :]]
    paths = [factor.path for factor in stored.plan.factors][:MOST_FACTORS]
    lines: list[tuple[str, ...]] = [("point", *paths, *metrics)]
    lines += [(*row, *[""] * (len(lines[0]) - len(row))) for row in rows]
    return columns(lines)


def _kept(folder: Path) -> int:
    from simulator.experiment.sweeping.ledger import LEDGER, Ledger

    return sum(Ledger(folder / LEDGER).counts()) if (folder / LEDGER).is_file() else 0


def _what_is_kept(folder: Path) -> str:
    """Return what an interruption leaves, and how to go on."""
    from simulator.experiment.sweeping.ledger import LEDGER
    from simulator.experiment.sweeping.standing import standing

    if not (folder / LEDGER).is_file():
        return ""
    found = standing(folder)
    return f"{found.done + found.failed:,} of {found.runs:,} runs are kept; go on with: engage resume {folder}"
