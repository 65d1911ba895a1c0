"""Where each value of a resolved scenario comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.scenario.file.merging import takes_number, within
from simulator.scenario.file.shapes import ListShape, Shape, only
from simulator.scenario.file.tree import Keyed, Kind, Listed, Node, Scalar
from simulator.scenario.file.words import step


@dataclass(frozen=True)
class Origin:
    """Where a value comes from: `default`, a `base`, the `file` itself, a `sweep`, or a `set` on the command line.

    `file` is empty for a default; `line` and `column` count from 1 and are 0 where there is no line.

    Example:
        >>> str(Origin("base", "telecom-base.yaml", 12, 3))
        'base telecom-base.yaml:12'
    """

    kind: Kind
    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if self.kind == "default":
            return "default"
        if self.kind == "set":
            return "--set"
        return f"{'base ' if self.kind == 'base' else ''}{self.file}:{self.line}"


def origins(values: dict[str, Any], tree: Keyed, shape: Shape) -> dict[str, Origin]:
    """The origin of every single value, by its path; `values` is the whole scenario, `tree` what was given of it."""
    result: dict[str, Origin] = {}
    _collect(values, tree, shape, "", result)
    return result


def _collect(value: Any, node: Node | None, shape: Shape, path: str, result: dict[str, Origin]) -> None:
    if isinstance(value, dict) and value:
        if isinstance(node, Scalar) and takes_number(shape):
            node = Keyed(node.place).with_entry("mean", node)
        for key, each in value.items():
            below = node.get(key) if isinstance(node, Keyed) else None
            _collect(each, below, within(shape, key), step(path, key), result)
    elif isinstance(value, (list, tuple)) and value:
        known = only(shape, ListShape) or ListShape(shape)
        nodes = node.items if isinstance(node, Listed) and len(node.items) == len(value) else (None,) * len(value)
        for index, each in enumerate(value):
            label = each["name"] if known.named and isinstance(each, dict) else index + 1
            _collect(each, nodes[index], known.at(index), f"{path}[{label}]", result)
    else:
        result[path] = _origin(node)


def _origin(node: Node | None) -> Origin:
    if node is None or node.place.kind == "default":
        return Origin("default")
    place = node.place
    return Origin(place.kind, "" if place.kind == "set" else place.file, place.line, place.column)
