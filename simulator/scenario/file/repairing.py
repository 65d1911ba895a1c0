"""Harmless values in the place of wrong ones, so that the rules between keys can be asked even of a broken file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulator.scenario.file.checking import in_range
from simulator.scenario.file.shapes import (
    ChoiceShape,
    EitherShape,
    FlagShape,
    ListShape,
    MapShape,
    NumberShape,
    PartShape,
    Shape,
    TextShape,
    only,
    parts_of,
)


def repair(values: Any, path: Sequence[str | int], shape: Shape) -> None:
    """Replace what is wrong at a path, in place: by its default, or where there is none by something allowed."""
    *way, last = path or ("",)
    for key in way:
        inner = _within(shape, key)
        try:
            values = values[key]
        except (KeyError, IndexError, TypeError):
            return
        if inner is None:
            return
        shape = inner
    if isinstance(values, list) and isinstance(last, int) and last < len(values):
        values[last] = harmless(_within(shape, last) or shape)
    elif isinstance(values, dict):
        fields = [part.fields[str(last)] for part in parts_of(shape) if last in part.fields]
        if fields and fields[0].required:
            values[last] = harmless(fields[0].shape)
        else:
            values.pop(last, None)


def harmless(shape: Shape) -> Any:
    """Some value that a shape allows."""
    match shape:
        case NumberShape():
            ends = [end for end in (shape.low, shape.high, shape.above, shape.below) if end is not None]
            tries = [0, 1, *ends, sum(ends) / max(len(ends), 1)]
            return next((each for each in tries if in_range(each, shape)), 0)
        case TextShape():
            return "x" * max(shape.shortest or 0, 1)
        case FlagShape():
            return False
        case ChoiceShape():
            return shape.choices[0]
        case PartShape():
            return {key: harmless(known.shape) for key, known in shape.fields.items() if known.required}
        case ListShape():
            return [harmless(shape.at(index)) for index in range(shape.fewest or 0)]
        case MapShape():
            return {}
        case EitherShape() if shape.alternatives:
            return harmless(shape.alternatives[0])
        case _:
            return None


def _within(shape: Shape, key: str | int) -> Shape | None:
    """The shape of what lies under a key or at a position."""
    if isinstance(key, int):
        lists = only(shape, ListShape)
        return lists.at(key) if lists is not None else None
    for part in parts_of(shape):
        if key in part.fields:
            return part.fields[key].shape
    known = only(shape, MapShape)
    return known.value if known is not None else None
