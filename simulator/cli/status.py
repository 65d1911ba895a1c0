"""`engage status`: how far a sweep or a calibration is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.console import Console, as_json, duration, talkative

if TYPE_CHECKING:
    from simulator.experiment.sweeping.standing import Standing

MOST_NAMED = 8


@click.command(short_help="Say how far a sweep or calibration is, and what failed.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--errors", is_flag=True, help="Say why runs failed: each error once, with where it came from.")
@as_json
@talkative
@click.pass_obj
def status(console: Console, /, folder: Path, errors: bool, as_json: bool) -> None:
    """Say how far the sweep or calibration in DIR is: done, failed, left, what to do next. It may be running."""
    from simulator.experiment.calibrating.folder import is_calibration
    from simulator.experiment.sweeping.standing import standing

    if is_calibration(folder):
        _calibration(console, folder, errors, as_json)
        return
    found = standing(folder)
    if as_json:
        import json

        console.result(json.dumps(_document(found, folder, errors), indent=2, ensure_ascii=False, allow_nan=False))
        return
    console.result(told(found))
    if errors:
        console.result(_errors(folder) or "No run failed.")


def told(found: Standing) -> str:
    """Return how far a sweep is as a few lines."""
    part = "" if found.shard is None else f", shard {found.shard[0]} of {found.shard[1]}"
    lines = [
        f"{found.name}{part}: {found.done:,} of {found.runs:,} runs done, {found.failed:,} failed, {found.left:,} left"
    ]
    if found.pace is not None and found.left:
        pace = f"{found.pace / 60:,.1f} a second" if found.pace >= 60 else f"{found.pace:,.1f} a minute"
        lines.append(
            f"{pace}, about {duration((found.minutes_left or 0.0) * 60.0)} left"
            + ("" if found.is_running else " once it goes on")
        )
    if found.is_running:
        lines.append("a process is working on it")
    elif found.left:
        lines.append(f"nobody works on it; go on with: {found.next}")
    elif found.failed:
        lines.append(f"complete but for the runs that failed; live them again with: {found.next}")
    else:
        lines.append("complete")
    return "\n".join(lines)


def _errors(folder: Path) -> str:
    from simulator.experiment.sweeping.standing import errors_in

    parts = []
    for runs, error, trace in errors_in(folder):
        named = ", ".join(f"point {each.run.point} replicate {each.run.replicate}" for each in runs[:MOST_NAMED])
        more = f" and {len(runs) - MOST_NAMED:,} more" if len(runs) > MOST_NAMED else ""
        said = "\n".join(f"    {line}" for line in trace.strip().splitlines())
        parts.append(f"\n{error}\n  {named}{more}" + (f"\n{said}" if said and said.strip() != error else ""))
    return "\n".join(parts)


def _document(found: Standing, folder: Path, errors: bool) -> dict[str, Any]:
    from dataclasses import asdict

    from simulator.experiment.sweeping.standing import errors_in, sessions_in

    document = asdict(found) | {"folder": str(found.folder), "left": found.left, "minutes_left": found.minutes_left}
    document |= {"next": found.next or None, "sessions": sessions_in(folder)}
    if errors:
        document["errors"] = [
            {"error": error, "traceback": trace, "runs": [list(each.run) for each in runs]}
            for runs, error, trace in errors_in(folder)
        ]
    return document


def _calibration(console: Console, folder: Path, errors: bool, as_json: bool) -> None:
    from simulator.experiment.calibrating.standing import standing

    found = standing(folder)
    why = {trial.number: trial.why for trial in found.refused}
    if as_json:
        import json

        document: dict[str, Any] = {
            "kind": "calibration",
            "folder": str(folder),
            "points": found.points,
            "about": found.about,
            "failed": len(why),
            "is_complete": found.is_complete,
            "is_running": found.is_running,
            "next": found.next or None,
            **({"errors": [{"point": point, "error": error} for point, error in why.items()]} if errors else {}),
        }
        console.result(json.dumps(document, indent=2, ensure_ascii=False))
        return
    of_all = "" if found.is_complete else f" of about {found.about:,}"
    lines = [f"calibration: {found.points:,}{of_all} points tried, {len(why):,} could not be lived"]
    if found.is_running:
        lines.append("a process is working on it")
    elif found.is_complete:
        lines.append(f"complete; the fit: {folder / 'fitted.yaml'}")
    else:
        lines.append(f"nobody works on it; go on with: {found.next}")
    if errors:
        lines += [f"point {point}: {error}" for point, error in why.items()] or ["Every point could be lived."]
    console.result("\n".join(lines))
