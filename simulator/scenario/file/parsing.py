"""From YAML text to values with places: safe, bounded, and with every slip of structure reported at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from simulator.errors import Problem
from simulator.scenario.file.scalars import meaning
from simulator.scenario.file.syntax import explained
from simulator.scenario.file.tree import Entry, Keyed, Kind, Listed, Node, Place, Scalar

DEEPEST = 40
"""Levels of nesting; a scenario needs about six."""

MOST_VALUES = 100_000
"""Values in a file, each alias counted with all it stands for, so that a few lines cannot stand for billions."""


class _Stopped(Exception):
    """Reading on makes no sense; the problem is in the list already."""


@dataclass
class _Measured:
    """A value, and what it costs when every alias in it is followed."""

    node: Node
    size: int = 1
    depth: int = 0


@dataclass
class _Open:
    """A mapping or list that is not closed yet."""

    place: Place
    anchor: str | None
    is_mapping: bool
    broken: bool
    entries: dict[str, Entry] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    key: Scalar | None = None
    size: int = 1
    depth: int = 0

    def closed(self) -> _Measured:
        if self.broken:
            return _Measured(Scalar(self.place, None, "", broken=True))
        node: Node = Keyed(self.place, self.entries) if self.is_mapping else Listed(self.place, tuple(self.items))
        return _Measured(node, self.size, self.depth)


def parsed(text: str, file: str, kind: Kind = "file", noun: str = "scenario") -> tuple[Node | None, list[Problem]]:
    """The values of a YAML text, and what is wrong with its form.

    The values are None when the form is so broken, or the text so empty, that nothing can be said about them. `noun` is
    what messages call the file.

    Example:
        >>> node, problems = parsed("weeks: 52", "a.yaml")
        >>> node.get("weeks").place.column, problems
        (8, [])
    """
    building = _Building(file, kind, noun)
    # Typed as Any: the library's own annotations are incomplete.
    reader: Any = YAML(typ="safe", pure=True)
    try:
        building.follow(reader.parse(text))
    except _Stopped:
        return None, building.problems
    except Exception as error:  # noqa: BLE001  a user's file never ends in a traceback, whatever the library meets
        line, column, message = explained(error)
        building.problems.append(Problem(file, line, column, message))
        return None, building.problems
    return building.root, building.problems


class _Building:
    """Puts values together from the events of the reader, without recursion, so that no depth can overflow."""

    def __init__(self, file: str, kind: Kind, noun: str) -> None:
        self.file = file
        self.noun = noun
        self.kind: Kind = kind
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._open: list[_Open] = []
        self._anchors: dict[str, _Measured] = {}
        self._documents = 0

    def follow(self, events: Iterable[Any]) -> None:
        for event in events:
            match event:
                case DocumentStartEvent():
                    self._documents += 1
                    if self._documents > 1:
                        self._stop(self._place(event), f"a second document starts here; one file holds one {self.noun}")
                case ScalarEvent():
                    self._scalar(event)
                case AliasEvent():
                    self._alias(event)
                case MappingStartEvent() | SequenceStartEvent():
                    self._start(event)
                case MappingEndEvent() | SequenceEndEvent():
                    opened = self._open.pop()
                    self._add(opened.closed(), opened.anchor)

    def _place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1, self.kind)

    def _tagged(self, event: Any, place: Place) -> bool:
        if event.tag is None:
            return False
        # What the library shortened to its full name is shown as it was written.
        tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
        self.problems.append(place.problem(f"`{tag}` is a tag; a {self.noun} holds plain values only, delete the tag"))
        return True

    def _scalar(self, event: Any) -> None:
        place = self._place(event)
        unquoted = event.style is None
        anchor = event.anchor
        tag_place = place
        if unquoted and not event.value and self._open and self._open[-1].key is not None:
            # An empty value stands nowhere; its key says best which one is meant.
            place = self._open[-1].key.place
        if self._tagged(event, tag_place):
            node = Scalar(place, None, event.value, broken=True)
        else:
            node = Scalar(place, meaning(event.value) if unquoted else event.value, event.value, quoted=not unquoted)
        self._add(_Measured(node), anchor)

    def _alias(self, event: Any) -> None:
        found = self._anchors.get(event.anchor)
        if found is None:
            inside = any(opened.anchor == event.anchor for opened in self._open)
            reason = "stands inside itself" if inside else f"is not known: there is no `&{event.anchor}` above"
            self._stop(
                self._place(event), f"the alias `*{event.anchor}` {reason}; put a text that begins with `*` in quotes"
            )
        else:
            self._add(found, None, self._place(event))

    def _start(self, event: Any) -> None:
        place = self._place(event)
        if len(self._open) >= DEEPEST:
            self._stop(place, f"more than {DEEPEST} levels of nesting; no {self.noun} is that deep")
        broken = self._tagged(event, place)
        self._open.append(_Open(place, event.anchor, isinstance(event, MappingStartEvent), broken))

    def _add(self, value: _Measured, anchor: str | None, used_at: Place | None = None) -> None:
        if anchor is not None:
            self._anchors[anchor] = value
        if not self._open:
            self.root = value.node
            return
        parent = self._open[-1]
        place = used_at or value.node.place
        parent.size += value.size
        parent.depth = max(parent.depth, value.depth + 1)
        if len(self._open) + value.depth > DEEPEST:
            self._stop(place, f"more than {DEEPEST} levels of nesting; no {self.noun} is that deep")
        if sum(opened.size for opened in self._open) > MOST_VALUES:
            self._stop(place, f"more than {MOST_VALUES:,} values, aliases followed; no {self.noun} is that large")
        if not parent.is_mapping:
            parent.items.append(value.node)
        elif parent.key is None:
            parent.key = self._as_key(value.node, place)
        else:
            self._pair(parent, parent.key, value.node)
            parent.key = None

    def _as_key(self, node: Node, place: Place) -> Scalar:
        if isinstance(node, Scalar):
            return Scalar(place, node.value, node.text, node.quoted, node.broken)
        self.problems.append(place.problem("a key is a single word, not a list or a mapping"))
        return Scalar(place, None, "", broken=True)

    def _pair(self, parent: _Open, key: Scalar, value: Node) -> None:
        if key.broken:
            return
        before = parent.entries.get(key.text)
        if key.text == "<<" and not key.quoted:
            self.problems.append(
                key.place.problem(
                    "`<<` is not part of YAML 1.2; put what is common into a file and say `extends: that file`"
                )
            )
        elif before is not None:
            first = before.key.place
            self.problems.append(
                key.place.problem(
                    f"`{key.text}` is given twice; the first is in line {first.line}, column {first.column}"
                )
            )
        else:
            parent.entries[key.text] = Entry(key, value)

    def _stop(self, place: Place, message: str) -> None:
        self.problems.append(place.problem(message))
        raise _Stopped
