"""`engage scenarios` and `engage schema`: what there is to start from, and what a file may say."""

from __future__ import annotations

import click

from simulator.cli.console import Console, as_json, talkative
from simulator.cli.words import wrapped
from simulator.errors import ScenarioError, UsageError


@click.command(short_help="List the bundled scenarios and sweeps.")
@click.argument("name", required=False)
@as_json
@talkative
@click.pass_obj
def scenarios(console: Console, name: str | None, as_json: bool) -> None:
    """List the bundled scenarios and sweeps and the question each answers; with a NAME, print that file.

    The names work wherever a file is asked for.
    """
    from simulator.scenario.library import library, sweeps

    bundled = {"scenarios": library(), "sweeps": sweeps()}
    files = {each: path for kind in bundled.values() for each, path in kind.items()}
    if name is not None:
        if name not in files:
            raise UsageError(f"there is no bundled scenario or sweep {name!r}; {_meant(name, list(files))}")
        console.result(files[name].read_text(encoding="utf-8").rstrip("\n"))
        return
    whys = {each: _why(each, each in bundled["sweeps"]) for each in files}
    if as_json:
        import json

        document = {
            kind: [{"name": each, "why": whys[each], "file": str(path)} for each, path in of_kind.items()]
            for kind, of_kind in bundled.items()
        }
        console.result(json.dumps(document, indent=2, ensure_ascii=False))
        return
    if not whys:
        console.say("no scenarios are bundled with this installation")
        return
    width = max(map(len, whys)) + 2
    for kind, of_kind in bundled.items():
        if kind == "sweeps" and of_kind:
            console.result("\nSweeps, for engage sweep:\n")
        for each in of_kind:
            text = wrapped(whys[each], each.ljust(width), " " * width)
            console.result(text or each)


@click.command(short_help="Print the JSON Schema of a scenario or sweep file.")
@click.option(
    "--kind", type=click.Choice(["scenario", "sweep"]), default="scenario", show_default=True, help="Kind of file."
)
@click.option("--markdown", is_flag=True, help="Print the page docs/parameters.md instead: a table of all keys.")
@talkative
@click.pass_obj
def schema(console: Console, kind: str, markdown: bool) -> None:
    """Print the JSON Schema of a kind of file, with which editors complete and explain its keys."""
    if markdown:
        from simulator.evidence.pages import parameters_page

        console.result(parameters_page().rstrip("\n"))
        return
    import json

    from simulator.scenario.json_schema import json_schema, sweep_schema

    console.detail(f"schema of a {kind} file")
    document = json_schema() if kind == "scenario" else sweep_schema()
    console.result(json.dumps(document, indent=2, ensure_ascii=False))


def _why(name: str, is_sweep: bool) -> str:
    from simulator.scenario.reading import read_scenario
    from simulator.scenario.sweep_reading import read_sweep

    try:
        return read_sweep(name).sweep.why if is_sweep else read_scenario(name).why
    except ScenarioError as error:
        return f"(cannot be read: {error.problems[0].message})"


def _meant(name: str, names: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, names, 1)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(names)}"
