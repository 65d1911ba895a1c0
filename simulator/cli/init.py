"""`engage init`: a folder to begin in: a scenario, a sweep, and what editors need to explain their keys."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.console import Console, as_json, talkative
from simulator.errors import ResultsError, UsageError

SCHEMAS = {"scenario": ["*.yaml", "!*.sweep.yaml"], "sweep": ["*.sweep.yaml"]}
"""Kind of file, and which files of the folder are of that kind, as editors take it."""


@click.command(short_help="Make a starter folder: a scenario, a sweep, editor settings.")
@click.argument("folder", required=False, default=".", type=click.Path(path_type=Path), metavar="[DIR]")
@as_json
@talkative
@click.pass_obj
def init(console: Console, folder: Path, as_json: bool) -> None:
    """Write a scenario and a sweep to begin with into DIR, by default this folder, with the settings of editors.

    Nothing that is there already is touched: when one of the files exists, none is written.
    """
    files = _files()
    present = [name for name in files if (folder / name).exists()]
    if present:
        raise UsageError(f"{folder / present[0]} exists already; nothing was written, choose another folder")
    try:
        for name, text in files.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            # "x": were the file made meanwhile by somebody else, it would stay theirs.
            with place.open("x", encoding="utf-8") as stream:
                stream.write(text)
    except OSError as error:
        raise ResultsError(f"{folder} cannot be written: {error.strerror}") from None
    if as_json:
        import json

        console.result(json.dumps({"folder": str(folder), "files": list(files)}, indent=2, ensure_ascii=False))
        return
    for name in files:
        console.result(str(folder / name))
    console.say(f"Next:  engage run {folder / 'shop.yaml'}\n       engage sweep {folder / 'shop.sweep.yaml'}")


def _files() -> dict[str, str]:
    """What is written, by its name in the folder."""
    import json

    from simulator.scenario.json_schema import json_schema, sweep_schema
    from simulator.scenario.library import starter

    files = {name: path.read_text(encoding="utf-8") for name, path in starter().items()}
    if not files:
        raise ResultsError("the files to begin with are not part of this installation; install the package again")
    schemas = {"scenario": json_schema(), "sweep": sweep_schema()}
    for kind, schema in schemas.items():
        files[f"schema/{kind}.json"] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    # Known to the YAML extension of Visual Studio Code; other editors read the first line of each file.
    mapping = {f"./schema/{kind}.json": globs for kind, globs in SCHEMAS.items()}
    files[".vscode/settings.json"] = json.dumps({"yaml.schemas": mapping}, indent=2) + "\n"
    return files
