"""What pyproject.toml says, the lock and the package say too."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import simulator
from tests.house import source

PROJECT = tomllib.loads((source.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (source.ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()


def test_the_package_knows_its_version() -> None:
    assert simulator.__version__ == PROJECT["project"]["version"]


def test_an_installed_package_carries_every_file() -> None:
    """Pages are made of files that are no Python; the library of scenarios moves inside."""
    pytest.importorskip("hatchling")
    from hatchling.builders.wheel import WheelBuilder

    carried = {each.distribution_path for each in WheelBuilder(str(source.ROOT)).recurse_included_files()}
    found = [each for top in ("simulator", "scenarios") for each in (source.ROOT / top).rglob("*") if each.is_file()]
    paths = {each.relative_to(source.ROOT).as_posix() for each in found if "__pycache__" not in each.parts}
    assert {"simulator/explore/style.css", "simulator/explore/script/1-worlds.js", "simulator/py.typed"} <= paths
    assert {re.sub("^scenarios/", "simulator/library/", path) for path in paths} <= carried


def test_the_lock_holds_exact_versions_and_nothing_else() -> None:
    line_of_lock = re.compile(r"[a-z0-9-]+==[0-9][\w.]*( ; .+)?")
    assert [line for line in LOCK if not line_of_lock.fullmatch(line)] == []


def test_the_lock_fits_what_the_project_asks_for() -> None:
    locked = {canonicalize_name(line.partition("==")[0]): Requirement(line) for line in LOCK}
    asked = [Requirement(text) for text in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]]
    for requirement in asked:
        name = canonicalize_name(requirement.name)
        assert name in locked, f"{name} is not in requirements.lock; run make lock"
        version = next(iter(locked[name].specifier)).version
        assert version in requirement.specifier, f"{name} {version} is not {requirement.specifier}; run make lock"
