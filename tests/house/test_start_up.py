"""Importing the package and asking for help is quick, because it loads none of the heavy libraries."""

from __future__ import annotations

import subprocess
import sys

import pytest

from simulator.cli.program import SECTIONS
from tests.house import source

HEAVY = {"matplotlib", "mesa", "networkx", "numba", "numpy", "pandas", "pyarrow", "pydantic", "ruamel", "scipy"}


def loaded_by(*arguments: str) -> set[str]:
    """Return the top-level name of every module that a fresh Python imports when started with these arguments."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        cwd=source.ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    lines = done.stderr.splitlines()
    said = [line for line in lines if not line.startswith("import time:")]
    assert done.returncode == 0, "\n".join(said)
    return {line.rpartition("|")[2].strip().split(".")[0] for line in lines if line.startswith("import time:")}


COMMANDS = [str(command.name) for commands in SECTIONS.values() for command in commands]


@pytest.mark.parametrize(
    "arguments",
    [
        ("-c", "import simulator"),
        ("-m", "simulator", "--help"),
        *(("-m", "simulator", command, "--help") for command in COMMANDS),
    ],
    ids=["import simulator", "engage --help", *(f"engage {command} --help" for command in COMMANDS)],
)
def test_nothing_heavy_is_loaded(arguments: tuple[str, ...]) -> None:
    assert loaded_by(*arguments) & HEAVY == set()


def test_a_heavy_import_would_be_seen() -> None:
    assert "numpy" in loaded_by("-c", "import numpy.linalg")
