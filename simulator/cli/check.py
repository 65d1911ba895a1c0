"""`engage check`: everything wrong with some scenarios and sweeps, and with the files that they name, in one go."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from simulator.cli.console import Console, as_json, talkative
from simulator.errors import MissingPartError, Problem, ScenarioError

if TYPE_CHECKING:
    from simulator.population.inputs import Input
    from simulator.scenario.schema import Scenario


@dataclass(frozen=True)
class _Found:
    """What became of one file: what is wrong, or else what the files that it names hold."""

    problems: tuple[Problem, ...] = ()
    inputs: tuple[Input, ...] = ()


@click.command(short_help="Report every mistake in scenario and sweep files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@as_json
@talkative
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], as_json: bool) -> None:
    """Report every mistake in each FILE at once, as file:line:column, with the nearest valid name.

    A FILE is a scenario, or a sweep when its name ends in .sweep.yaml. A log, a file of customers and an edge list that
    it names are read too. Exit code 3 when there is any mistake.
    """
    console: Console = context.obj
    found: dict[str, _Found] = {}
    for file in files:
        found[file] = _looked_at(file)
        if not as_json:
            for problem in found[file].problems:
                console.result(str(problem))
            if not found[file].problems and not console.quiet:
                console.result(f"{file}: fine")
                for each in found[file].inputs:
                    console.result(f"  {each}")
    problems = sum(len(each.problems) for each in found.values())
    if as_json:
        import json

        document = [
            {
                "file": file,
                "valid": not each.problems,
                "problems": [asdict(problem) for problem in each.problems],
                "inputs": [read.document() for read in each.inputs],
            }
            for file, each in found.items()
        ]
        console.result(json.dumps({"files": document}, indent=2, ensure_ascii=False))
    if problems:
        console.say(f"{problems} {'mistake' if problems == 1 else 'mistakes'}")
        context.exit(ScenarioError.exit_code)


def _looked_at(file: str) -> _Found:
    from simulator.scenario.reading import mended, resolve
    from simulator.scenario.sweep_reading import is_sweep

    if is_sweep(file):
        return _looked_at_sweep(file)
    try:
        return _Found(inputs=_inputs(resolve(file).scenario))
    except ScenarioError as error:
        problems = error.problems
    # What the files hold can be judged all the same, unless it is just that which the scenario says wrongly.
    scenario = mended(file)
    if scenario is not None:
        try:
            _inputs(scenario)
        except ScenarioError as error:
            problems += tuple(problem for problem in error.problems if problem not in problems)
    return _Found(problems)


def _looked_at_sweep(file: str) -> _Found:
    from simulator.experiment.sweeping.planning import know_measures, points_of
    from simulator.scenario.sweep_reading import read_sweep

    try:
        sweep = read_sweep(file)
        know_measures(sweep)
        with suppress(MissingPartError):  # without the library that draws the points the file is fine all the same
            points_of(sweep)
        return _Found(inputs=_inputs(sweep.base))
    except ScenarioError as error:
        return _Found(error.problems)


def _inputs(scenario: Scenario) -> tuple[Input, ...]:
    talk = scenario.market.word_of_mouth
    if scenario.events is None and scenario.people is None and talk.network != "file":
        return ()
    from simulator.population.inputs import read_inputs  # heavy, and only for those who name files

    return read_inputs(scenario)[1]
