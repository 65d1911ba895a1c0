"""Files named in a scenario lie beside the file that names them, wherever the scenario is read from."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator.scenario.file.shapes import ListShape, PartShape, Shape, only, parts_of
from simulator.scenario.file.tree import Entry, Keyed, Listed, Node, Scalar

MANIFEST = "manifest.json"
"""What a result folder says of its run; the scenario stands in it whole, so that the run can be repeated."""

FILE = "file"
"""The unit of a field that holds the name of a file."""


def anchored(tree: Node, shape: Shape) -> Node:
    """The same tree with every name of a file made to lead there from the present folder.

    A name on the command line, or in the manifest of a run, is meant from the present folder already, and a whole path
    stays as it is.
    """
    if isinstance(tree, Keyed):
        part = next(parts_of(shape), None)
        if part is None:
            return tree
        return Keyed(tree.place, {key: _entry(key, entry, part) for key, entry in tree.entries.items()})
    if isinstance(tree, Listed):
        known = only(shape, ListShape)
        if known is None:
            return tree
        return Listed(tree.place, tuple(anchored(item, known.at(index)) for index, item in enumerate(tree.items)))
    return tree


def _entry(key: str, entry: Entry, part: PartShape) -> Entry:
    field = part.fields.get(key)
    if field is None:
        return entry
    if field.unit == FILE and isinstance(entry.value, Scalar):
        return replace(entry, value=_from_here(entry.value))
    return replace(entry, value=anchored(entry.value, field.shape))


def _from_here(name: Scalar) -> Scalar:
    if name.place.kind not in {"file", "base", "sweep"} or not isinstance(name.value, str) or name.broken:
        return name
    return replace(name, value=os.path.normpath(Path(name.place.file).parent / name.value))


def with_files(values: Any, shape: Shape, named: Callable[[str], str]) -> Any:
    """The same plain values with every name of a file replaced by what `named` makes of it."""
    if isinstance(values, dict) and (part := next(parts_of(shape), None)) is not None:
        return {key: _renamed(key, value, part, named) for key, value in values.items()}
    if isinstance(values, list) and (known := only(shape, ListShape)) is not None:
        return [with_files(value, known.at(index), named) for index, value in enumerate(values)]
    return values


def _renamed(key: str, value: Any, part: PartShape, named: Callable[[str], str]) -> Any:
    field = part.fields.get(key)
    if field is None:
        return value
    if field.unit == FILE and isinstance(value, str):
        return named(value)
    return with_files(value, field.shape, named)
