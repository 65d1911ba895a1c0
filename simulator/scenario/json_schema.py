"""The JSON Schemas of scenario and sweep files, so that editors complete keys and explain them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from simulator.scenario.file.shapes import (
    NO_DEFAULT,
    ChoiceShape,
    EitherShape,
    FieldShape,
    FlagShape,
    ListShape,
    MapShape,
    NothingShape,
    NumberShape,
    PartShape,
    Shape,
    TextShape,
    parts_of,
    shape_of,
)
from simulator.scenario.file.varying import ELSEWHERE
from simulator.scenario.schema import Scenario
from simulator.scenario.sweep import LatinHypercube, Morris, Range, Sobol, Sweep

DRAFT = "https://json-schema.org/draft/2020-12/schema"
REMOVED = "removed item"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a scenario file.

    A file that has `extends` need only say what differs, so nothing is required in it; without `extends` all keys that
    have no default are.

    Example:
        >>> json_schema()["properties"]["weeks"]["maximum"]
        2080
    """
    top = shape_of(Scenario)
    definitions: dict[str, Any] = {}
    schema = _part(top, definitions)
    schema["properties"] = {
        "extends": {
            "type": "string",
            "minLength": 1,
            "description": "A file beside this one, or a name of the library; the rest says only what differs from it.",
        },
        **schema["properties"],
    }
    definitions[REMOVED] = {
        "description": "Takes the item of this name out of the list that is extended.",
        "type": "object",
        "properties": {"name": {"type": "string"}, "remove": {"const": True}},
        "required": ["name", "remove"],
        "additionalProperties": False,
    }
    required = _required(top, None, ())
    return {
        "$schema": DRAFT,
        "title": "Scenario",
        "description": (Scenario.__doc__ or "").partition("\n")[0],
        **schema,
        "if": {"required": ["extends"]},
        "else": required,
        "$defs": definitions,
    }


def sweep_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a sweep file; it knows the paths of a scenario outside its lists.

    Example:
        >>> "recovery.empathy" in sweep_schema()["properties"]["vary"]["properties"]
        True
    """
    definitions: dict[str, Any] = {}
    schema = _part(shape_of(Sweep), definitions)
    for part in (Range, LatinHypercube, Sobol, Morris):
        definitions[part.__name__]["required"] = _missing(shape_of(part))
    properties = schema["properties"]
    # What is below a list has names of the scenario at hand, which only the reader knows.
    singles = dict(_single_values(shape_of(Scenario), "", ()))
    paths = {path: _hint(known) for path, known in singles.items() if path != "replicates"}
    definitions["values"] = properties["vary"].pop("additionalProperties")
    varied = {"$ref": "#/$defs/values"}
    properties["vary"] |= {
        "properties": {path: {**varied, **said} for path, said in paths.items() if path not in ELSEWHERE},
        "additionalProperties": varied,
    }
    properties["set"] |= {"properties": paths}
    return {
        "$schema": DRAFT,
        "title": "Sweep",
        "description": (Sweep.__doc__ or "").partition("\n")[0],
        **schema,
        "required": _missing(shape_of(Sweep)),
        "$defs": definitions,
    }


def _single_values(shape: Shape, at: str, within: tuple[type[BaseModel], ...]) -> Iterator[tuple[str, FieldShape]]:
    """The paths of a scenario that lead to a single value and through no list."""
    for part in parts_of(shape):
        for key, known in part.fields.items() if part.model not in within else ():
            path = f"{at}.{key}" if at else key
            inside = list(parts_of(known.shape))
            is_single = not inside or any(each.takes_number for each in inside)
            if is_single and not isinstance(known.shape, (ListShape, MapShape)) and key not in {"name", "why"}:
                yield path, known
            yield from _single_values(known.shape, path, (*within, part.model))


def _hint(known: FieldShape) -> dict[str, Any]:
    return {"description": known.description + (f" Unit: {known.unit}." if known.unit else "")}


def _missing(shape: PartShape) -> list[str]:
    return [key for key, known in shape.fields.items() if known.required]


def _part(shape: PartShape, definitions: dict[str, Any]) -> dict[str, Any]:
    """A mapping with nothing required; what is required is said apart, for it depends on `extends`."""
    properties = {key: _described(known, definitions) for key, known in shape.fields.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _described(known: FieldShape, definitions: dict[str, Any]) -> dict[str, Any]:
    schema = dict(_of(known.shape, definitions))
    if known.description:
        schema["description"] = known.description + (f" Unit: {known.unit}." if known.unit else "")
    if known.unit:
        schema["unit"] = known.unit
    if known.source:
        schema["source"] = known.source
    if known.default is not NO_DEFAULT:
        schema["default"] = _plain(known.default)
    return schema


def _of(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    match shape:
        case NumberShape():
            return _number(shape)
        case TextShape():
            limits = {"minLength": shape.shortest, "maxLength": shape.longest, "pattern": shape.pattern}
            return {"type": "string", **_given(limits)}
        case FlagShape():
            return {"type": "boolean"}
        case ChoiceShape():
            return {"enum": list(shape.choices)}
        case NothingShape():
            return {"type": "null"}
        case PartShape():
            reference = {"$ref": f"#/$defs/{_define(shape, definitions)}"}
            return (
                {"anyOf": [_of(shape.fields["mean"].shape, definitions), reference]}
                if shape.takes_number
                else reference
            )
        case ListShape():
            return _list(shape, definitions)
        case MapShape():
            keys = _of(shape.key, definitions)
            return {"type": "object", "propertyNames": keys, "additionalProperties": _of(shape.value, definitions)}
        case EitherShape():
            return {"anyOf": [_of(alternative, definitions) for alternative in shape.alternatives]}
        case _:
            return {}


def _number(shape: NumberShape) -> dict[str, Any]:
    limits = {
        "minimum": shape.low,
        "maximum": shape.high,
        "exclusiveMinimum": shape.above,
        "exclusiveMaximum": shape.below,
    }
    return {"type": "integer" if shape.whole else "number", **_given(limits)}


def _list(shape: ListShape, definitions: dict[str, Any]) -> dict[str, Any]:
    item = _of(shape.item, definitions)
    if shape.named:
        # The fewest and the most hold for the merged list only.
        return {"type": "array", "items": {"anyOf": [item, {"$ref": f"#/$defs/{REMOVED}"}]}}
    schema: dict[str, Any] = {
        "type": "array",
        "items": item,
        **_given({"minItems": shape.fewest, "maxItems": shape.most}),
    }
    if shape.fixed:
        schema["prefixItems"] = [_of(each, definitions) for each in shape.fixed]
    return schema


def _define(shape: PartShape, definitions: dict[str, Any]) -> str:
    name = shape.model.__name__
    if name not in definitions:
        definitions[name] = {}  # stands in while a part that contains itself is written
        definition = _part(shape, definitions)
        definition["description"] = (shape.model.__doc__ or "").partition("\n")[0]
        definitions[name] = definition
    return name


def _required(shape: Shape, default: Any, within: tuple[type[BaseModel], ...]) -> dict[str, Any]:
    """What a file without a base must give: the keys without a default, at every depth."""
    if isinstance(shape, PartShape) and shape.model not in within:
        rules: dict[str, Any] = {}
        # A mapping given for a key lies over the default of that key, which then has what is required already.
        missing = _missing(shape)
        if missing and not isinstance(default, shape.model):
            # Other alternatives than a mapping, such as a number that stands for it, pass this rule by themselves.
            rules["required"] = missing
        below = {
            key: _required(known.shape, known.default, (*within, shape.model)) for key, known in shape.fields.items()
        }
        below = {key: rule for key, rule in below.items() if rule}
        if below:
            rules["properties"] = below
        return rules
    if isinstance(shape, ListShape):
        rule = _required(shape.item, None, within)
        if shape.named:
            rule = {**rule, "properties": {**rule.get("properties", {}), "remove": False}}
        limits = _given({"minItems": shape.fewest, "maxItems": shape.most})
        return {**limits, "items": rule} if rule else limits
    if isinstance(shape, EitherShape):
        rules_ = [_required(alternative, None, within) for alternative in shape.alternatives]
        plain = [each for each in rules_ if each]
        # With several kinds of mapping the alternatives themselves would have to be told apart; the reader does that.
        return plain[0] if len(plain) == 1 else {}
    return {}


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value


def _given(limits: dict[str, Any]) -> dict[str, Any]:
    return {key: limit for key, limit in limits.items() if limit is not None}
