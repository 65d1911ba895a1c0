"""What differs between two scenarios, key by key, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simulator.scenario.file.merging import within
from simulator.scenario.file.shapes import NO_DEFAULT, ListShape, PartShape, Shape, only, parts_of, shape_of
from simulator.scenario.file.words import IDENTIFIER
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import values_of

UNSAID = {"name", "why"}
"""What a scenario says of itself; it moves nothing. The name of an item tells it from the others and is its path."""

PARTS_OF_A_NUMBER = {"mean", "sd", "spread"}
"""Keys that say little without the key that they belong to."""

ABSENT = NO_DEFAULT


@dataclass(frozen=True)
class Difference:
    """One key that two scenarios give other values.

    Example:
        >>> shop = Scenario(name="Shop", touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> print(differences(shop, shop.model_copy(update={"weeks": 52}))[0])
        weeks: 104 -> 52 (weeks): Weeks to project.
    """

    path: str
    one: Any
    """The value in the first; `ABSENT` where there is none."""
    other: Any
    unit: str
    meaning: str

    def __str__(self) -> str:
        unit = f" ({self.unit})" if self.unit else ""
        meaning = f": {self.meaning}" if self.meaning else ""
        return f"{self.path}: {said(self.one)} -> {said(self.other)}{unit}{meaning}"

    def document(self) -> dict[str, Any]:
        """Return it as plain values; what is not there is left out."""
        values = {"one": self.one, "other": self.other}
        return {
            "path": self.path,
            **{name: value for name, value in values.items() if value is not ABSENT},
            "unit": self.unit,
            "meaning": self.meaning,
        }


def differences(one: Scenario, other: Scenario) -> list[Difference]:
    """Return all that differs, in the order of the schema; names of scenarios and words on why are passed over."""
    return list(_differences(values_of(one), values_of(other), shape_of(Scenario), "", "", ""))


def said(value: Any) -> str:
    """Return a value as it is said in a line.

    Example:
        >>> said(0.5), said(True), said(None), said(ABSENT), said(["a", 1])
        ('0.5', 'true', 'nothing', 'not there', '[a, 1]')
    """
    if value is ABSENT:
        return "not there"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(said(each) for each in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {said(each)}' for key, each in value.items() if key != 'why')}}}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _differences(one: Any, other: Any, shape: Shape, path: str, unit: str, meaning: str) -> Iterator[Difference]:
    if one == other:
        return
    if isinstance(one, dict) and isinstance(other, dict):
        part = next(parts_of(shape), None)
        for key in dict.fromkeys([*one, *other]):
            if part is not None and key in UNSAID:
                continue
            below = _meaning(part, key, unit, meaning)
            place = f"{path}.{key}" if path and IDENTIFIER.fullmatch(key) else f"{path}[{key}]" if path else key
            yield from _differences(one.get(key, ABSENT), other.get(key, ABSENT), within(shape, key), place, *below)
    elif (
        isinstance(one, list)
        and isinstance(other, list)
        and (known := only(shape, ListShape)) is not None
        and known.named
    ):
        yield from _items(one, other, known, path, meaning)
    else:
        yield Difference(path, one, other, unit, meaning)


def _items(one: list[Any], other: list[Any], known: ListShape, path: str, meaning: str) -> Iterator[Difference]:
    """Lists whose items have names are compared item by item, wherever they stand."""
    first, second = ({item["name"]: item for item in items} for items in (one, other))
    for name in dict.fromkeys([*first, *second]):
        here, there = first.get(name, ABSENT), second.get(name, ABSENT)
        place = f"{path}[{name}]"
        if here is ABSENT or there is ABSENT:
            yield Difference(place, _presence(here), _presence(there), "", meaning)
        else:
            yield from _differences(here, there, known.item, place, "", "")
    both = [[name for name in items if name in first and name in second] for items in (first, second)]
    if both[0] != both[1]:
        yield Difference(path, both[0], both[1], "", "their order")


def _presence(item: Any) -> Any:
    return ABSENT if item is ABSENT else "there"


def _meaning(part: PartShape | None, key: str, unit: str, meaning: str) -> tuple[str, str]:
    """Return unit and meaning of a key; a mean says what the quantity is of which it is the mean."""
    field = None if part is None else part.fields.get(key)
    if field is None:
        return unit, meaning
    words = field.description.partition(" Source of the default:")[0]
    if key in PARTS_OF_A_NUMBER and meaning:
        words = f"{words.rstrip('.')} of: {meaning}"
    return field.unit, words
