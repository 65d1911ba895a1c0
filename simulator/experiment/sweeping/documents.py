"""Interim: a plan as a document, until planning does it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulator.experiment.sweeping.plan import Factor, Plan, Point
from simulator.projection.files import name_from
from simulator.scenario.file.anchoring import with_files
from simulator.scenario.file.shapes import shape_of
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import values_of


def document_of(plan: Plan, folder: Path | None = None) -> dict[str, Any]:
    """The plan as plain values for JSON."""
    base = values_of(plan.base)
    if folder is not None:
        base = with_files(base, shape_of(Scenario), lambda name: name_from(folder, name))
    return {
        "name": plan.name,
        "base": base,
        "factors": [{**vars(each), "levels": list(each.levels)} for each in plan.factors],
        "design": plan.design,
        "settings": dict(plan.settings),
        "points": [{"number": each.number, "values": dict(each.values)} for each in plan.points],
        "replicates": plan.replicates,
        "weekly": list(plan.weekly),
    }


def plan_from(document: Mapping[str, Any], folder: Path | None = None) -> Plan:
    """The exact plan that `document_of` wrote."""
    base = document["base"]
    if folder is not None:
        base = with_files(base, shape_of(Scenario), lambda name: os.path.normpath(folder / name))
    return Plan(
        document["name"],
        Scenario.model_validate(base),
        tuple(Factor(**{**each, "levels": tuple(each["levels"])}) for each in document["factors"]),
        document["design"],
        document["settings"],
        tuple(Point(each["number"], each["values"]) for each in document["points"]),
        document["replicates"],
        tuple(document["weekly"]),
    )


def differences(plan: Plan, other: Plan) -> list[str]:
    """What differs between two plans."""
    one, two = document_of(plan), document_of(other)
    return [f"{key} differs" for key in one if one[key] != two[key]]


def fingerprint_of(plan: Plan) -> str:
    """SHA-256 of a plan."""
    return hashlib.sha256(json.dumps(document_of(plan), sort_keys=True).encode()).hexdigest()
