"""The files that the scenario of a sweep names: the same sweep has the same files, wherever they lie."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator.experiment.sweeping.plan import Plan
from simulator.projection.files import name_from
from simulator.scenario.file.anchoring import with_files
from simulator.scenario.file.shapes import shape_of
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import values_of


def inputs_of(plan: Plan, folder: Path) -> list[dict[str, Any]]:
    """Return name, as seen from a folder, and SHA-256 of each file that the scenario names."""
    found: list[str] = []

    def noted(name: str) -> str:
        found.append(name)
        return name

    with_files(values_of(plan.base), shape_of(Scenario), noted)
    return [{"file": name_from(folder, name), "sha256": _sha256(Path(name))} for name in dict.fromkeys(found)]


def renamed(inputs: list[dict[str, Any]], seen_from: Path, to_be_seen_from: Path) -> list[dict[str, Any]]:
    """Return the same files named from another folder."""
    return [{**each, "file": name_from(to_be_seen_from, os.path.normpath(seen_from / each["file"]))} for each in inputs]


def changed_inputs(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[str]:
    """Return in words which files hold something else than they did."""
    hashes = {Path(each["file"]).name: each["sha256"] for each in before}
    names = [Path(each["file"]).name for each in now if each["sha256"] != hashes.get(Path(each["file"]).name)]
    return [f"{name} holds something else than when the sweep began" for name in names]


def anywhere(plan: Plan) -> Plan:
    """Return the plan with its files by their bare names: to compare plans of folders in different places."""
    values = with_files(values_of(plan.base), shape_of(Scenario), lambda name: Path(name).name)
    return replace(plan, base=Scenario.model_validate(values))


def _sha256(file: Path) -> str | None:
    if not file.is_file():
        return None
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
