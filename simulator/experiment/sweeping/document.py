"""A plan as a document and back, as one short word, and what differs between two of them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from simulator.errors import ResultsError, ScenarioError
from simulator.experiment.sweeping.plan import Factor, Plan, Point, Value
from simulator.projection.files import name_from
from simulator.scenario.difference import differences as scenario_differences
from simulator.scenario.difference import said
from simulator.scenario.file.anchoring import with_files
from simulator.scenario.file.shapes import shape_of
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import canonical, values_of

FORMAT = 1
"""Of the document; a reader refuses another one."""

NOWHERE = "no file has this name"

MOST_LINES = 12
"""Lines about points that differ; what is beyond them is counted."""


def document_of(plan: Plan, folder: Path | None = None) -> dict[str, Any]:
    """Return the plan as plain values for JSON; `plan_from` gives an equal plan back.

    Names of files are written as they lead there from `folder`, where one is given.
    """
    here = (lambda name: name_from(folder, name)) if folder is not None else _same
    files = {factor.path for factor in plan.factors if _names_files(plan.base, factor)}
    return {
        "format": FORMAT,
        "name": plan.name,
        "base": with_files(values_of(plan.base), shape_of(Scenario), here),
        "factors": [_factor_document(factor, here if factor.path in files else None) for factor in plan.factors],
        "design": plan.design,
        "settings": dict(plan.settings),
        # A row a point, in the order of the numbers, with the values in the order of the factors.
        "points": [
            [_moved(point.values[factor.path], here if factor.path in files else _same) for factor in plan.factors]
            for point in plan.points
        ],
        "replicates": plan.replicates,
        "weekly": list(plan.weekly),
    }


def plan_from(document: Mapping[str, Any], folder: Path | None = None) -> Plan:
    """Return the exact plan that `document_of` wrote.

    Raises:
        ResultsError: when the document is none of ours, or of another format.
    """
    if document.get("format") != FORMAT:
        raise ResultsError(f"this plan has the format {document.get('format')}; this version reads {FORMAT}")
    here = (lambda name: os.path.normpath(folder / name)) if folder is not None else _same
    try:
        ways = [here if each.get("files") else _same for each in document["factors"]]
        factors = tuple(_factor_from(each, way) for each, way in zip(document["factors"], ways, strict=True))
        rows = [[_moved(value, way) for value, way in zip(row, ways, strict=True)] for row in document["points"]]
        paths = [factor.path for factor in factors]
        return Plan(
            name=document["name"],
            base=Scenario.model_validate(with_files(document["base"], shape_of(Scenario), here)),
            factors=factors,
            design=document["design"],
            settings=dict(document["settings"]),
            points=tuple(Point(number, dict(zip(paths, row, strict=True))) for number, row in enumerate(rows)),
            replicates=document["replicates"],
            weekly=tuple(document["weekly"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise ResultsError(f"this is no plan of a sweep, or was changed by hand: {reason}") from None


def fingerprint_of(plan: Plan) -> str:
    """Return the SHA-256 of a plan, in 64 hexadecimal digits: the same for equal plans on every machine."""
    text = json.dumps(canonical(document_of(plan)), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def differences(plan: Plan, other: Plan) -> list[str]:
    """Return what differs between two plans, a line each in words; empty when they lead to the same runs."""
    lines = [str(each) for each in scenario_differences(plan.base, other.base)]
    if plan.design != other.design:
        lines.append(f"design: {plan.design} -> {other.design}")
    for key in dict.fromkeys([*plan.settings, *other.settings]):
        if plan.settings.get(key) != other.settings.get(key):
            lines.append(f"design, {key}: {_setting(plan, key)} -> {_setting(other, key)}")
    lines += _factor_lines(plan, other)
    if not lines or plan.settings != other.settings:
        lines += _point_lines(plan, other)
    if plan.replicates != other.replicates:
        lines.append(f"replicates: {plan.replicates} -> {other.replicates}")
    if plan.weekly != other.weekly:
        lines.append(f"weekly: {said(list(plan.weekly))} -> {said(list(other.weekly))}")
    return lines


def _factor_lines(plan: Plan, other: Plan) -> list[str]:
    before, after = ({factor.path: factor for factor in each.factors} for each in (plan, other))
    lines = []
    for path in dict.fromkeys([*before, *after]):
        one, two = before.get(path), after.get(path)
        if one != two:
            lines.append(f"{path} varies over {_range(one)} -> {_range(two)}")
    if not lines and list(before) != list(after):
        lines.append(f"order of what varies: {', '.join(before)} -> {', '.join(after)}")
    return lines


def _point_lines(plan: Plan, other: Plan) -> list[str]:
    """What differs between points of the same number; further points are counted, since their values are many."""
    lines = []
    shared = min(len(plan.points), len(other.points))
    for one, two in zip(plan.points[:shared], other.points[:shared], strict=True):
        if one.values != two.values:
            lines.append(f"point {one.number}: {_values(one)} -> {_values(two)}")
    more = len(lines) - MOST_LINES
    lines = [*lines[:MOST_LINES], *([f"and {more} points more"] if more > 0 else [])]
    if len(plan.points) != len(other.points):
        lines.append(f"points: {len(plan.points)} -> {len(other.points)}")
    return lines


def _factor_document(factor: Factor, here: Callable[[str], str] | None) -> dict[str, Any]:
    """The document of a factor; `here` says how its values are written when they are names of files."""
    document: dict[str, Any] = {"path": factor.path}
    if here is not None:
        document["files"] = True
    if factor.levels:
        document["levels"] = [_moved(level, here or _same) for level in factor.levels]
    else:
        document |= {"low": factor.low, "high": factor.high}
    return document | {"whole": factor.is_whole, "log": factor.is_log}


def _factor_from(document: Mapping[str, Any], here: Callable[[str], str]) -> Factor:
    return Factor(
        path=document["path"],
        low=document.get("low"),
        high=document.get("high"),
        is_whole=document["whole"],
        is_log=document["log"],
        levels=tuple(_moved(level, here) for level in document.get("levels", ())),
    )


def _names_files(base: Scenario, factor: Factor) -> bool:
    """Whether the values of a parameter are names of files, which lead elsewhere from another folder."""
    words = [level for level in factor.levels if isinstance(level, str)]
    if not words:
        return False
    named: list[str] = []

    def note(name: str) -> str:
        named.append(name)
        return name

    try:
        # Tried with a name that no scenario has, so that it cannot be one that stands elsewhere.
        tried = changed(base, {factor.path: NOWHERE})
    except ScenarioError:
        return False
    with_files(values_of(tried), shape_of(Scenario), note)
    return NOWHERE in named


def _moved(value: Value, here: Callable[[str], str]) -> Value:
    return here(value) if isinstance(value, str) else value


def _setting(plan: Plan, key: str) -> str:
    return said(plan.settings[key]) if key in plan.settings else "not there"


def _range(factor: Factor | None) -> str:
    if factor is None:
        return "nothing"
    if factor.levels:
        return said(list(factor.levels))
    kind = "whole numbers " if factor.is_whole else ""
    return f"{kind}{said(factor.low)} to {said(factor.high)}{', log' if factor.is_log else ''}"


def _values(point: Point) -> str:
    return ", ".join(f"{path} {said(value)}" for path, value in point.values.items())


def _same(name: str) -> str:
    return name
