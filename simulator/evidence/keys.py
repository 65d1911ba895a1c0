"""Every key of a scenario with its meaning, unit, range, default and the source of the default, read off the schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from simulator.scenario.fields import Part
from simulator.scenario.file.shapes import (
    NO_DEFAULT,
    ChoiceShape,
    FieldShape,
    FlagShape,
    ListShape,
    NumberShape,
    PartShape,
    Shape,
    only,
    parts_of,
    shape_of,
)
from simulator.scenario.file.words import number
from simulator.scenario.schema import Scenario

MUST_BE_GIVEN = "must be given"
AS_BELOW = "as below"
STATED = " Source of the default: "
NO_SOURCE = "a choice; no source is claimed"
NO_CLAIM = {"seed", "weeks", "customers", "replicates"}
"""Keys whose default says nothing about the world."""


@dataclass(frozen=True)
class Key:
    """One key of a scenario; a list is written with empty brackets, as in `touchpoints[].failure.severity`."""

    path: str
    meaning: str
    unit: str
    range: str
    default: str
    source: str
    holds_keys: bool
    """Whether the value is a mapping, or a list of them, whose keys follow."""

    @property
    def part(self) -> str:
        """The path of the mapping that the key stands in."""
        return self.path.rpartition(".")[0]


@cache
def all_keys() -> tuple[Key, ...]:
    """Return every key of a scenario, in the order of the schema.

    Example:
        >>> [key.path for key in all_keys()][:3]
        ['name', 'why', 'weeks']
    """
    return tuple(_keys(shape_of(Scenario), "", None))


def _keys(part: PartShape, path: str, default: Any) -> Iterator[Key]:
    """Yield the keys of a mapping; `default` is the value of that mapping where nothing is given for it."""
    for name, field in part.fields.items():
        here = f"{path}.{name}" if path else name
        value = getattr(default, field.attribute) if isinstance(default, Part) else field.default
        listed = only(field.shape, ListShape)
        below = list(parts_of(listed.item if listed else field.shape))
        yield Key(
            here,
            field.description.partition(STATED)[0],
            field.unit,
            _range(field.shape),
            _written(value),
            _source(here, field, value, bool(below)),
            bool(below),
        )
        for each in below:
            inner = None if listed or not isinstance(value, each.model) else value
            yield from _keys(each, f"{here}[]" if listed else here, inner)


def _source(path: str, field: FieldShape, value: Any, holds_keys: bool) -> str:
    if field.source:
        return field.source
    _, mark, said = field.description.partition(STATED)
    if mark:
        return said.removesuffix(".")
    silent = holds_keys or path in NO_CLAIM or isinstance(value, bool) or _is_nothing(value)
    return "" if silent else NO_SOURCE


def _is_nothing(value: Any) -> bool:
    return value is NO_DEFAULT or value is None or value in ((), "")


def _range(shape: Shape) -> str:
    found = only(shape, NumberShape)
    if found is None:
        choices = only(shape, ChoiceShape)
        return " or ".join(map(str, choices.choices)) if choices else "yes or no" if only(shape, FlagShape) else ""
    low = (
        number(found.low)
        if found.low is not None
        else f"above {number(found.above)}"
        if found.above is not None
        else ""
    )
    high = number(found.high) if found.high is not None else ""
    return f"{low} to {high}" if low and high else low


def _written(value: Any) -> str:
    """Return a default as a reader would write it."""
    if value is NO_DEFAULT:
        return MUST_BE_GIVEN
    if _is_nothing(value):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, Part):
        given = [f"{name} {_written(getattr(value, name))}" for name in type(value).model_fields if _says(value, name)]
        return ", ".join(given) or AS_BELOW
    if isinstance(value, tuple):
        return "; ".join(map(_written, value))
    return str(value)


def _says(value: Part, name: str) -> bool:
    return name in value.model_fields_set and not isinstance(getattr(value, name), Part)
