"""What each key of a scenario may hold, read off the schema once, in the words the rest of this room needs.

Everything here follows the schema: a new field there is known here without a change.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

NO_DEFAULT = object()


@dataclass(frozen=True)
class NumberShape:
    """A number; `low` and `high` are allowed themselves, `above` and `below` are not."""

    whole: bool = False
    low: float | None = None
    high: float | None = None
    above: float | None = None
    below: float | None = None
    unit: str = ""


@dataclass(frozen=True)
class TextShape:
    """A text; `pattern` is a regular expression that it must match."""

    pattern: str | None = None
    shortest: int | None = None
    longest: int | None = None


@dataclass(frozen=True)
class FlagShape:
    """True or false."""


@dataclass(frozen=True)
class ChoiceShape:
    """One of a few words."""

    choices: tuple[Any, ...]


@dataclass(frozen=True)
class NothingShape:
    """Nothing at all: an empty value."""


@dataclass(frozen=True)
class PartShape:
    """A mapping with known keys."""

    model: type[BaseModel]

    @property
    def takes_number(self) -> bool:
        """Whether a plain number may stand for the `mean`."""
        return _takes_number(self.model)

    @property
    def fields(self) -> Mapping[str, FieldShape]:
        """The keys, by the name they have in a file."""
        return _fields(self.model)


@dataclass(frozen=True)
class ListShape:
    """A list; `fixed` holds the shape of each place when the length is fixed."""

    item: Shape
    fewest: int | None = None
    most: int | None = None
    fixed: tuple[Shape, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the items carry a `name` by which they are merged, set and shown."""
        parts = list(parts_of(self.item))
        return bool(parts) and all("name" in part.fields and part.fields["name"].required for part in parts)

    def at(self, index: int) -> Shape:
        """The shape of one item."""
        return self.fixed[index] if index < len(self.fixed) else self.item


@dataclass(frozen=True)
class MapShape:
    """A mapping whose keys are the user's own."""

    key: Shape
    value: Shape


@dataclass(frozen=True)
class EitherShape:
    """One of several."""

    alternatives: tuple[Shape, ...]


@dataclass(frozen=True)
class AnyShape:
    """Something this room has no words for; the schema itself decides."""


Shape: TypeAlias = (
    NumberShape
    | TextShape
    | FlagShape
    | ChoiceShape
    | NothingShape
    | PartShape
    | ListShape
    | MapShape
    | EitherShape
    | AnyShape
)


@dataclass(frozen=True)
class FieldShape:
    """One key: what it holds, whether it must be given, and what it means."""

    key: str
    attribute: str
    shape: Shape
    required: bool
    default: Any
    description: str
    unit: str = ""
    source: str = ""


def shape_of(model: type[BaseModel]) -> PartShape:
    """The shape of a piece of the schema."""
    return PartShape(model)


def parts_of(shape: Shape) -> Iterator[PartShape]:
    """The mappings with known keys that a shape allows."""
    if isinstance(shape, PartShape):
        yield shape
    elif isinstance(shape, EitherShape):
        for alternative in shape.alternatives:
            yield from parts_of(alternative)


def only(shape: Shape, kind: type[Any]) -> Any:
    """The first alternative of a kind, or None."""
    if isinstance(shape, kind):
        return shape
    if isinstance(shape, EitherShape):
        for alternative in shape.alternatives:
            found = only(alternative, kind)
            if found is not None:
                return found
    return None


def telling_key(parts: Sequence[PartShape]) -> str | None:
    """The key by which several mappings are told apart: each has it and each allows other words."""
    for key in parts[0].fields if len(parts) > 1 else ():
        held = [part.fields[key].shape if key in part.fields else None for part in parts]
        words = [choice for shape in held if isinstance(shape, ChoiceShape) for choice in shape.choices]
        if all(isinstance(shape, ChoiceShape) for shape in held) and len(words) == len(set(words)):
            return key
    return None


@cache
def _fields(model: type[BaseModel]) -> Mapping[str, FieldShape]:
    found = {}
    for attribute, info in model.model_fields.items():
        key = info.validation_alias if isinstance(info.validation_alias, str) else info.alias or attribute
        found[key] = _field(key, attribute, info)
    return found


def _field(key: str, attribute: str, info: FieldInfo) -> FieldShape:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    unit = str(extra.get("unit", ""))
    default: Any = NO_DEFAULT
    if info.default is not PydanticUndefined:
        default = info.default
    elif info.default_factory is not None and not info.default_factory_takes_validated_data:
        default = info.get_default(call_default_factory=True)
    return FieldShape(
        key,
        attribute,
        _shape(info.annotation, info.metadata, unit),
        info.is_required(),
        default,
        info.description or "",
        unit,
        str(extra.get("source", "")),
    )


def _shape(annotation: Any, limits: Sequence[Any], unit: str) -> Shape:
    """The shape of a type; `limits` are the ranges and lengths that were declared with it."""
    origin = get_origin(annotation)
    arguments = get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0], [*_flat(arguments[1:]), *limits], unit)
    if origin in (Union, types.UnionType):
        shapes = [_shape(argument, limits, unit) for argument in arguments]
        return EitherShape(tuple(shapes)) if len(shapes) > 1 else shapes[0]
    if origin is Literal:
        return ChoiceShape(tuple(arguments))
    if origin in (tuple, list, Sequence, set, frozenset):
        return _list(arguments, limits, unit, is_tuple=origin is tuple)
    if origin in (dict, Mapping):
        return MapShape(_shape(arguments[0], (), ""), _shape(arguments[1], (), unit))
    return _simple(annotation, limits, unit)


def _simple(annotation: Any, limits: Sequence[Any], unit: str) -> Shape:
    if annotation is bool:
        return FlagShape()
    if annotation in (int, float):
        return NumberShape(
            annotation is int,
            _limit(limits, "ge"),
            _limit(limits, "le"),
            _limit(limits, "gt"),
            _limit(limits, "lt"),
            unit,
        )
    if annotation is str:
        return TextShape(_limit(limits, "pattern"), _limit(limits, "min_length"), _limit(limits, "max_length"))
    if annotation is None or annotation is type(None):
        return NothingShape()
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return shape_of(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return ChoiceShape(tuple(member.value for member in annotation))
    value = getattr(annotation, "__value__", None)  # a `type X = ...` statement of newer Pythons
    return _shape(value, limits, unit) if value is not None else AnyShape()


def _list(arguments: Sequence[Any], limits: Sequence[Any], unit: str, *, is_tuple: bool) -> Shape:
    fewest, most = _limit(limits, "min_length"), _limit(limits, "max_length")
    if not arguments:
        return ListShape(AnyShape(), fewest, most)
    if is_tuple and not (len(arguments) == 2 and arguments[1] is Ellipsis):
        fixed = tuple(_shape(argument, (), unit) for argument in arguments)
        return ListShape(fixed[0], len(fixed), len(fixed), fixed)
    return ListShape(_shape(arguments[0], (), unit), fewest, most)


def _flat(limits: Sequence[Any]) -> list[Any]:
    flat: list[Any] = []
    for limit in limits:
        flat.extend(limit.metadata if isinstance(limit, FieldInfo) else [limit])
    return flat


def _limit(limits: Sequence[Any], name: str) -> Any:
    found = [getattr(limit, name) for limit in limits if getattr(limit, name, None) is not None]
    return found[-1] if found else None


@cache
def _takes_number(model: type[BaseModel]) -> bool:
    """Whether a plain number may stand for the `mean`; tried out, so that the schema need not say it twice."""
    mean = _fields(model).get("mean") if "mean" in model.model_fields else None
    if mean is None or not isinstance(mean.shape, NumberShape):
        return False
    for number in (1.0, 0.5, 0.0, mean.shape.low, mean.shape.high):
        try:
            model.model_validate(number)
        except ValidationError:
            continue
        return True
    return False
