"""Data flows one way, and so do imports; each heavy library lives in one room."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house import source

# What each room may import of ours, besides itself. A new room gets its line here.
BELOW_PROJECTION = {"population", "customer", "scenario", "errors"}
BELOW_EXPERIMENT = BELOW_PROJECTION | {"projection"}
MAY_IMPORT = {
    "errors": set(),
    "customer": set(),
    "scenario": {"errors"},
    "population": {"customer", "scenario", "errors"},
    "projection": BELOW_PROJECTION,
    "experiment": BELOW_EXPERIMENT,
    "evidence": BELOW_EXPERIMENT | {"experiment"},
    # The pictures of findings are drawn from judgements; evidence itself knows no pictures.
    "report": {"projection", "scenario", "errors", "evidence", "experiment"},
    "lessons": BELOW_EXPERIMENT | {"experiment", "evidence", "report"},
    "explore": BELOW_EXPERIMENT | {"experiment", "evidence", "report", "lessons"},
    "lab": BELOW_EXPERIMENT | {"experiment", "evidence", "report", "lessons"},
}
# The front door opens on every room; the command line may use the front door as well.
DOORS = {"cli", "simulator", "__main__"}

# Where a library may be imported: a room, or one file.
LIVES_IN = {
    "click": ("cli/",),
    "dask": ("experiment/sweeping/cluster.py",),
    "distributed": ("experiment/sweeping/cluster.py",),
    "matplotlib": ("report/",),
    "mesa": ("population/",),
    "nicegui": ("lab/",),
    "llvmlite": ("population/together.py",),
    "numba": ("customer/", "population/compiling.py", "population/together.py"),
    "optuna": ("experiment/calibrating/",),
    "pydantic": ("scenario/",),
    "ruamel": ("scenario/",),
    "SALib": ("experiment/",),
    "sqlite3": ("experiment/sweeping/", "experiment/lock.py"),
}
# What reaches the compiler by a decorator whose cache follows the sources of the rule: the loop of a week, its end, and
# the loops that ask the rule of everybody without a week passing. Loops elsewhere would be outside that cache.
COMPILER = "simulator.population.compiling.compiled"
MAY_COMPILE = ("population/kernel.py", "population/closing.py", "population/asking.py")


def room_of_file(file: Path) -> str:
    """Return the room of a file; the files at the top of the package are rooms of their own."""
    parts = file.relative_to(source.PACKAGE).parts
    if len(parts) > 1:
        return parts[0]
    return "simulator" if file.stem == "__init__" else file.stem


def trespasses(room: str, name: str, tree: ast.AST) -> list[str]:
    """Return one line for each import that a file of this room may not have."""
    found = []
    for module in source.imports(tree):
        top = module.split(".")[0]
        if top == "simulator":
            target = source.room_of(module)
            if room not in DOORS and target != room and target not in MAY_IMPORT[room]:
                found.append(f"{name}: {room} may not import {module}")
            elif module == COMPILER and name not in MAY_COMPILE:
                found.append(f"{name}: loops are compiled in {' and '.join(MAY_COMPILE)}, not here")
        elif top in LIVES_IN and not name.startswith(LIVES_IN[top]):
            allowed = " or ".join(LIVES_IN[top]) or "no room yet"
            found.append(f"{name}: {top} lives in {allowed}, not here")
    return found


@pytest.mark.parametrize("file", source.files(), ids=source.name_of)
def test_imports_go_one_way(file: Path) -> None:
    room = room_of_file(file)
    assert room in MAY_IMPORT or room in DOORS, f"{room} is a new room; say in this test what it may import"
    assert trespasses(room, source.name_of(file), source.parsed(file)) == []


@pytest.mark.parametrize(
    "file", [file for file in source.files() if "report/page/" in file.as_posix()], ids=source.name_of
)
def test_the_page_knows_no_experiments(file: Path) -> None:
    targets = {
        source.room_of(module) for module in source.imports(source.parsed(file)) if module.startswith("simulator")
    }
    assert targets <= {"report", "projection", "scenario"}


@pytest.mark.parametrize(
    ("room", "name", "line"),
    [
        ("customer", "customer/week.py", "from simulator.scenario.schema import Scenario"),
        ("customer", "customer/week.py", "from simulator import errors"),
        ("customer", "customer/week.py", "import simulator"),
        ("report", "report/page.py", "def f():\n    import simulator.customer.state"),
        ("scenario", "scenario/schema.py", "import numba"),
        ("population", "population/model.py", "from numba import njit"),
        ("evidence", "evidence/laboratory.py", "from numba import njit"),
        ("evidence", "evidence/laboratory.py", "from simulator.population.compiling import compiled"),
        ("projection", "projection/table.py", "from ruamel.yaml import YAML"),
        ("experiment", "experiment/execute.py", "import dask.distributed"),
    ],
)
def test_a_trespass_is_seen(room: str, name: str, line: str) -> None:
    assert len(trespasses(room, name, ast.parse(line))) == 1


@pytest.mark.parametrize(
    ("room", "name", "line"),
    [
        ("customer", "customer/week.py", "from simulator.customer.draws import draw"),
        ("population", "population/compiling.py", "import numba"),
        ("population", "population/asking.py", "from simulator.population.compiling import compiled"),
        ("cli", "cli/run.py", "from simulator import simulate"),
        ("scenario", "scenario/reading.py", "from simulator.errors import ScenarioError"),
    ],
)
def test_what_is_allowed_passes(room: str, name: str, line: str) -> None:
    assert trespasses(room, name, ast.parse(line)) == []
