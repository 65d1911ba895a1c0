"""`engage show`: every value in force, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.console import Console, as_json, overriding, talkative

if TYPE_CHECKING:
    from simulator.scenario.reading import Resolved

MARGIN = 44
"""Column in which the origins stand, when the value leaves room for it."""


@click.command(short_help="Show every value in force and where it comes from.")
@click.argument("file")
@overriding
@as_json
@talkative
@click.pass_obj
def show(console: Console, file: str, overrides: tuple[str, ...], as_json: bool) -> None:
    """Show the whole scenario of FILE, defaults and bases included, with the origin of each value as a comment.

    What is shown is a scenario file itself.
    """
    from simulator.scenario.reading import fingerprint, resolve
    from simulator.scenario.writing import values_of

    resolved = resolve(file, overrides)
    if not as_json:
        console.result(annotated(resolved))
        return
    import json

    document = {
        "fingerprint": fingerprint(resolved.scenario),
        "scenario": values_of(resolved.scenario),
        "origins": {path: str(origin) for path, origin in resolved.origins.items()},
    }
    console.result(json.dumps(document, indent=2, ensure_ascii=False))


def annotated(resolved: Resolved) -> str:
    """Return a resolved scenario as YAML, each value followed by its origin as a comment."""
    from simulator.scenario.reading import to_yaml
    from simulator.scenario.writing import values_of

    paths = _paths(values_of(resolved.scenario), "", resolved)
    lines = []
    for line in to_yaml(resolved.scenario).splitlines():
        # Only a line that opens a mapping or a list ends in a colon: a text that ends so is in quotes.
        lines.append(line if line.endswith(":") else f"{line:<{MARGIN}}  # {resolved.origins[next(paths)]}")
    return "\n".join(lines)


def _paths(value: Any, path: str, resolved: Resolved) -> Iterator[str]:
    """Yield the path of every single value, in the order in which the file has them: a name before all else."""
    from simulator.scenario.file.words import step

    if isinstance(value, dict) and value:
        for key in sorted(value, key=lambda key: key != "name"):
            yield from _paths(value[key], step(path, key), resolved)
    elif isinstance(value, list) and value:
        for index, each in enumerate(value):
            named = f"{path}[{each['name']}]" if isinstance(each, dict) and "name" in each else ""
            yield from _paths(each, named if f"{named}.name" in resolved.origins else f"{path}[{index + 1}]", resolved)
    else:
        yield path
