"""What the schema says of a single value of a scenario, by its path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.lessons.saying import without_points
from simulator.scenario import changing
from simulator.scenario.file.shapes import (
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
from simulator.scenario.schema import Scenario


@dataclass(frozen=True)
class Key:
    """A single value that can be set."""

    path: str
    unit: str
    meaning: str
    """What it is, in the words of the schema."""
    is_flag: bool
    is_whole: bool
    is_number: bool
    words: tuple[str, ...]
    """The words it may be; empty when it is no word of a few."""


def key_of(path: str) -> Key | None:
    """Return what the schema says of a path, or nothing where it has no words for it.

    A path to a quantity with a mean, such as recovery.empathy, stands for that mean.

    Example:
        >>> key_of("recovery.answer_weeks").unit, key_of("recovery.answer_weeks").is_whole
        ('weeks', True)
    """
    shape: Shape = shape_of(Scenario)
    above: FieldShape | None = None
    field: FieldShape | None = None
    for word, item in changing.STEP.findall(path):
        found = [part.fields[word] for part in parts_of(shape) if word in part.fields]
        if not found:
            return None
        above, field = field, found[0]
        shape = field.shape
        if item:
            known = only(shape, ListShape)
            shape = known.item if known is not None else shape
    if field is None:
        return None
    part: PartShape | None = only(shape, PartShape)
    told = field
    if part is not None and part.takes_number:
        told, field = field, part.fields["mean"]
        shape = field.shape
    elif field.key == "mean" and above is not None:
        told = above
    number, choice = only(shape, NumberShape), only(shape, ChoiceShape)
    return Key(
        path,
        field.unit,
        _plain(told.description),
        only(shape, FlagShape) is not None,
        number is not None and number.whole,
        number is not None,
        tuple(str(each) for each in choice.choices) if choice is not None else (),
    )


def value_at(scenario: Scenario, path: str) -> Any:
    """Return the value at a path that is known to be right; the mean of what has one, None where nothing is there."""
    try:
        return changing.value_at(scenario, path)
    except KeyError:
        return None


def _plain(description: str) -> str:
    return without_points(description.partition(" Source of the default:")[0])
