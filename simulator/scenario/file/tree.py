"""What a file says, before anybody asks whether it is right: values that know their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from simulator.errors import Problem

Kind = Literal["file", "base", "sweep", "set", "default"]
SET = frozenset({"sweep", "set"})
"""What is laid over the files of a scenario: by a sweep, then on the command line."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was written; lines and columns count from 1, 0 means no line (a `--set`, a default)."""

    file: str
    line: int = 0
    column: int = 0
    kind: Kind = "file"

    def problem(self, message: str) -> Problem:
        """A problem at this place."""
        return Problem(self.file, self.line, self.column, message)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: text, number, true or false, or nothing.

    `text` is what was written, `quoted` says that it was in quotes and so a text in any case. `broken` marks a value
    that was already reported, so that nobody reports it twice.
    """

    place: Place
    value: Any
    text: str
    quoted: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value` of a mapping."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping; in the order of the file."""

    place: Place
    entries: dict[str, Entry] = field(default_factory=dict)

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        entry = self.entries.get(key)
        return entry.value if entry else None

    def with_entry(self, key: str, value: Node) -> Keyed:
        """The same mapping with one key set; a new key comes last and stands where its value stands."""
        old = self.entries.get(key)
        name = old.key if old else Scalar(value.place, key, key)
        return Keyed(self.place, {**self.entries, key: Entry(name, value)})

    def without(self, key: str) -> Keyed:
        """The same mapping without a key."""
        return Keyed(self.place, {name: entry for name, entry in self.entries.items() if name != key})


@dataclass(frozen=True, slots=True)
class Listed:
    """A list."""

    place: Place
    items: tuple[Node, ...] = ()


Node: TypeAlias = Scalar | Keyed | Listed


def plain(node: Node) -> Any:
    """The values without their places: dicts, lists, texts, numbers."""
    match node:
        case Scalar():
            return node.value
        case Keyed():
            return {key: plain(entry.value) for key, entry in node.entries.items()}
        case Listed():
            return [plain(item) for item in node.items]


def planted(value: Any, place: Place) -> Node:
    """The opposite of `plain`: values, all of them at one place."""
    if isinstance(value, dict):
        return Keyed(
            place,
            {str(key): Entry(Scalar(place, str(key), str(key)), planted(item, place)) for key, item in value.items()},
        )
    if isinstance(value, (list, tuple)):
        return Listed(place, tuple(planted(item, place) for item in value))
    return Scalar(place, value, str(value), quoted=isinstance(value, str))


def sprouted(values: dict[str, Any], place: Place, keys: frozenset[str]) -> Keyed:
    """The same of a mapping, but only what is under some of its keys; the rest stays as it is, each a single value."""
    return Keyed(
        place,
        {
            key: Entry(Scalar(place, key, key), planted(item, place) if key in keys else Scalar(place, item, ""))
            for key, item in values.items()
        },
    )


def moved(node: Node, place: Place) -> Node:
    """The same values at another place, for what was written on the command line."""
    match node:
        case Scalar():
            return Scalar(place, node.value, node.text, node.quoted, node.broken)
        case Keyed():
            return Keyed(
                place,
                {
                    key: Entry(
                        Scalar(place, entry.key.value, entry.key.text, entry.key.quoted), moved(entry.value, place)
                    )
                    for key, entry in node.entries.items()
                },
            )
        case Listed():
            return Listed(place, tuple(moved(item, place) for item in node.items))


def of_kind(node: Node, kind: Kind) -> Node:
    """The same values in the same places, given by somebody else."""
    place = replace(node.place, kind=kind)
    match node:
        case Scalar():
            return replace(node, place=place)
        case Keyed():
            entries = {key: Entry(entry.key, of_kind(entry.value, kind)) for key, entry in node.entries.items()}
            return Keyed(place, entries)
        case Listed():
            return Listed(place, tuple(of_kind(item, kind) for item in node.items))


def name_of(node: Node) -> str | None:
    """The `name` of an item of a list, or None when it has none that could serve as one."""
    name = node.get("name") if isinstance(node, Keyed) else None
    return name.value if isinstance(name, Scalar) and isinstance(name.value, str) and not name.broken else None


def named_items(node: Node | None) -> Iterator[tuple[str, Node]]:
    """The items of a list that have a name, with it."""
    for item in node.items if isinstance(node, Listed) else ():
        name = name_of(item)
        if name is not None:
            yield name, item
