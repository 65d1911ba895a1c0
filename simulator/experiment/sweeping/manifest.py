"""The documents beside the tables of a sweep: what the columns mean, and how the folder came about."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.experiment.comparing.metrics import METRICS
from simulator.experiment.sweeping.document import fingerprint_of
from simulator.experiment.sweeping.folder import FORMAT_VERSION, PLAN, Place
from simulator.experiment.sweeping.inputs import anywhere
from simulator.experiment.sweeping.ledger import Ledger
from simulator.experiment.sweeping.tables import RUNS, WEEKLY, column_of
from simulator.population.tally import new_tally
from simulator.projection.files import made_with
from simulator.projection.results import DICTIONARY, SUMMARY, SWEEP, size_of
from simulator.projection.tidy import described
from simulator.scenario.file.shapes import FieldShape, ListShape, Shape, only, parts_of, shape_of
from simulator.scenario.schema import Scenario

if TYPE_CHECKING:
    from simulator.experiment.sweeping.stored import StoredSweep

_RUNS = {
    "point": ("", "number of the point, from 0: one set of values, the same however the sweep is extended"),
    "replicate": ("", "number of the repetition, from 0; the same number is the same luck at every point"),
    "status": ("", "done or failed"),
    "error": ("", "why the run failed; null where it is done"),
}
_WEEK = {"week": ("week", "week of the story, from 1")}


def dictionary_of(stored: StoredSweep) -> dict[str, Any]:
    """Return name, unit and meaning of every column of the tables."""
    plan = stored.plan
    factors = {column_of(each.path): _factor(each.path) for each in plan.factors}
    metrics = {name: METRICS.get(name, ("", "")) for name in stored.metrics}
    keys = {name: _RUNS[name] for name in ("point", "replicate")}
    known = {each.name: each for each in described(plan.base, [new_tally(size_of(plan.base))])} if plan.weekly else {}
    measures = {name: (known[name].unit, known[name].meaning) if name in known else ("", "") for name in plan.weekly}
    return {
        RUNS: {
            "columns": _explained({**keys, **factors, "status": _RUNS["status"], "error": _RUNS["error"]} | metrics)
        },
        **({WEEKLY: {"columns": _explained({**keys, **_WEEK, **measures})}} if plan.weekly else {}),
    }


def manifest_of(place: Place, stored: StoredSweep, ledger: Ledger, inside: Path) -> dict[str, Any]:
    """Return how the folder came about; no times and no machines, which the ledger knows: equal sweeps, equal bytes."""
    plan, said = place.plan, ledger.said()
    return {
        "format_version": FORMAT_VERSION,
        "kind": SWEEP,
        "name": plan.name,
        "fingerprint": fingerprint_of(anywhere(plan)),
        "seed": plan.base.seed,
        "design": plan.design,
        "points": len(plan.points),
        "replicates": plan.replicates,
        "runs": len(plan.points) * plan.replicates,
        "done": len(stored.done),
        "failed": len(stored.failed),
        "shard": None if place.shard is None else list(place.shard),
        "inputs": said["inputs"],
        "code": said["code"]["code"],
        **made_with(),
        "files": {
            name: {
                "bytes": (inside / name).stat().st_size,
                "sha256": hashlib.sha256((inside / name).read_bytes()).hexdigest(),
            }
            for name in (PLAN, RUNS, WEEKLY, SUMMARY, DICTIONARY)
            if (inside / name).is_file()
        },
    }


def _explained(of: dict[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    return {name: {"unit": unit, "meaning": meaning} for name, (unit, meaning) in of.items()}


def _factor(path: str) -> tuple[str, str]:
    """Return unit and meaning of a parameter, as the schema has them."""
    shape: Shape = shape_of(Scenario)
    field: FieldShape | None = None
    for key in re.findall(r"(?:^|\.)(\w+)(?:\[[^\]]*\])?", path):
        part = next(parts_of(shape), None)
        field = None if part is None else part.fields.get(key)
        if field is None:
            return "", f"`{path}` at this point"
        listed = only(field.shape, ListShape)
        shape = field.shape if listed is None else listed.item
    return ("", "") if field is None else (field.unit, f"`{path}` at this point: {field.description}")
