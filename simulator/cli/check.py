"""`engage check`: everything that is wrong with some files, in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.console import Console, as_json, talkative
from simulator.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from simulator.scenario.schema import Scenario


@click.command(short_help="Report every mistake in scenario files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@as_json
@talkative
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], as_json: bool) -> None:
    """Report every mistake in each FILE at once, as file:line:column, with the nearest valid name.

    Exit code 3 when there is any.
    """
    from simulator.scenario.reading import resolve

    console: Console = context.obj
    found: dict[str, tuple[Problem, ...]] = {}
    for file in files:
        try:
            _check_files_named(resolve(file).scenario)
            found[file] = ()
        except ScenarioError as error:
            found[file] = error.problems
        if not as_json:
            for problem in found[file]:
                console.result(str(problem))
            if not found[file] and not console.quiet:
                console.result(f"{file}: fine")
    problems = sum(map(len, found.values()))
    if as_json:
        import json
        from dataclasses import asdict

        document = [
            {"file": file, "valid": not each, "problems": [asdict(problem) for problem in each]}
            for file, each in found.items()
        ]
        console.result(json.dumps({"files": document}, indent=2, ensure_ascii=False))
    if problems:
        console.say(f"{problems} {'mistake' if problems == 1 else 'mistakes'}")
        context.exit(ScenarioError.exit_code)


def _check_files_named(scenario: Scenario) -> None:
    """Read the edge list, where there is one: what is wrong with it would stop a run as well."""
    talk = scenario.market.word_of_mouth
    if talk.network == "file" and talk.file is not None:
        from simulator.population.network_file import read_pairs

        read_pairs(Path(talk.file), scenario.persons)
