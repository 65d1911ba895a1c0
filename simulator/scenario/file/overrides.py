"""`PATH=VALUE`: one value set by its path, typed by the schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from simulator.errors import Problem
from simulator.scenario.file.checking import paths
from simulator.scenario.file.merging import settled, takes_number, within
from simulator.scenario.file.parsing import parsed
from simulator.scenario.file.shapes import (
    ChoiceShape,
    FieldShape,
    ListShape,
    MapShape,
    NothingShape,
    NumberShape,
    PartShape,
    Shape,
    TextShape,
    only,
    parts_of,
)
from simulator.scenario.file.tree import Keyed, Listed, Node, Place, Scalar, moved, name_of, named_items, planted
from simulator.scenario.file.words import keys_of, listed, nearest, step

EXAMPLE = "write PATH=VALUE, for instance weeks=52 or touchpoints[bill].failure.probability=0.02"
_STEP = re.compile(r"(?:^|\.)([^.\[\]=]+)|\[([^\[\]]*)\]")
Value = Callable[[Shape], Node]


class _Refused(Exception):
    """A path or value that cannot be used; the text says why."""


@dataclass(frozen=True)
class _Step:
    word: str
    in_brackets: bool


def overridden(tree: Keyed, texts: Sequence[str], top: PartShape) -> tuple[Keyed, list[Problem]]:
    """A tree with every `PATH=VALUE` of `texts` set, the later one winning, and what is wrong with those texts.

    A value takes the place of what is there, as if the file said so; only where a number may stand for a mapping with
    `mean` does a number replace the mean and keep the rest.
    """
    problems: list[Problem] = []
    for text in texts:
        place = Place(f"--set {text}", kind="set")
        try:
            path, value = _split(text)
            tree = _set_at(tree, path, lambda shape, value=value, place=place: _value(value, shape, place), top)  # type: ignore[misc]
        except _Refused as refused:
            problems.append(place.problem(str(refused)))
    return tree, problems


def placed(tree: Keyed, path: str, value: Any, top: PartShape) -> tuple[Keyed, list[Problem]]:
    """A tree with one value set that is no text of a command line but a value already."""
    place = Place(path, kind="set")
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json", by_alias=True)
    elif not isinstance(value, (str, int, float, dict, list, tuple)) and hasattr(value, "item"):
        value = value.item()  # a number out of an array
    return laid(tree, Scalar(place, path, path), planted(value, place), top)


def laid(tree: Keyed, path: Scalar, value: Node, top: PartShape) -> tuple[Keyed, list[Problem]]:
    """A tree with a value set at a path that was written somewhere; what is wrong with the path is told there."""
    clashes: list[Problem] = []
    try:
        return _set_at(tree, path.text, lambda shape: settled(value, shape, clashes), top), clashes
    except _Refused as refused:
        return tree, [path.place.problem(str(refused))]


def shape_at(tree: Keyed, path: Scalar, top: PartShape) -> Shape | Problem:
    """What a path may hold, or why it leads nowhere in this scenario."""
    found: list[Shape] = []

    def look(shape: Shape) -> Node:
        found.append(shape)
        return Scalar(path.place, None, "", broken=True)

    try:
        _set_at(tree, path.text, look, top)
    except _Refused as refused:
        return path.place.problem(str(refused))
    return found[0]


def node_at(tree: Keyed, path: str) -> Node | None:
    """What a tree holds at a path, of a number that differs from case to case its mean; None where there is nothing."""
    node: Node | None = tree
    for each in _steps(path):
        if isinstance(node, Listed):
            named = dict(named_items(node))
            numbered = {str(number): item for number, item in enumerate(node.items, 1)}
            node = (named or numbered).get(each.word)
        else:
            node = node.get(each.word) if isinstance(node, Keyed) else None
    return node.get("mean") or node if isinstance(node, Keyed) else node


def normal(path: str) -> str:
    """A path in the one form that all its spellings have; as it is where it is none.

    Example:
        >>> normal("recovery.redress.mean"), normal("touchpoints[bill].failure")
        ('recovery.redress', 'touchpoints[bill].failure')
    """
    try:
        words = [f"[{each.word}]" if each.in_brackets else f".{each.word.strip()}" for each in _steps(path)]
    except _Refused:
        return path
    return "".join(words).removeprefix(".").removesuffix(".mean")


def split(text: str) -> tuple[str, str] | str:
    """Path and value of `PATH=VALUE`, or what is wrong with the text."""
    try:
        return _split(text)
    except _Refused as refused:
        return str(refused)


def _split(text: str) -> tuple[str, str]:
    """Path and value, at the first `=` that is not part of a name in brackets."""
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "[") - (character == "]")
        if character == "=" and depth <= 0:
            return text[:index].strip(), text[index + 1 :].strip()
    raise _Refused(f"there is no `=`; {EXAMPLE}")


def _steps(path: str) -> list[_Step]:
    steps = []
    end = 0
    for match in _STEP.finditer(path):
        if match.start() != end:
            break
        end = match.end()
        steps.append(_Step(match.group(1) if match.group(1) is not None else match.group(2), match.group(1) is None))
    if end != len(path) or not steps or steps[0].in_brackets:
        raise _Refused(f"`{path}` is not a path; a path is like weeks or touchpoints[bill].failure.probability")
    return steps


def _value(text: str, shape: Shape, place: Place) -> Node:
    """The value of a text: as YAML, except that where a text is wanted it may come without quotes."""
    words, choice = only(shape, TextShape), only(shape, ChoiceShape)
    as_it_is = words is not None and only(shape, NumberShape) is None and text[:1] not in {"'", '"'}
    as_it_is = as_it_is or (choice is not None and text in choice.choices)
    if as_it_is and not (only(shape, NothingShape) is not None and text in {"", "~", "null"}):
        return Scalar(place, text, text, quoted=True)
    node, problems = parsed(text, place.file, "set")
    if problems:
        raise _Refused(f"the value `{text}` cannot be read: {problems[0].message}")
    if node is None:
        return Scalar(place, None, "")
    clashes: list[Problem] = []
    value = settled(moved(node, place), shape, clashes)
    if clashes:
        raise _Refused(clashes[0].message)
    return value


def _set_at(tree: Keyed, path: str, value: Value, top: PartShape) -> Keyed:
    result = _set(tree, top, _steps(path), top.model, value, _Way(top, tree))
    assert isinstance(result, Keyed)
    return result


@dataclass(frozen=True)
class _Way:
    """What is needed to say where a path went wrong."""

    top: PartShape
    tree: Keyed
    shown: str = ""

    def on(self, word: str) -> _Way:
        return _Way(self.top, self.tree, word)

    def refuse(self, reason: str, tried: str) -> _Refused:
        near = nearest(tried, _present_paths(self.top, self.tree))
        return _Refused(f"{reason}; did you mean `{near}`?" if near and near != tried else reason)


def _set(node: Node | None, shape: Shape, steps: Sequence[_Step], default: Any, value: Value, way: _Way) -> Node:
    if not steps:
        new = value(shape)
        is_number = isinstance(new, Scalar) and isinstance(new.value, (int, float)) and not isinstance(new.value, bool)
        return node.with_entry("mean", new) if is_number and isinstance(node, Keyed) and takes_number(shape) else new
    lists = only(shape, ListShape)
    if lists is not None:
        return _set_item(node, lists, steps, default, value, way)
    step_ = steps[0]
    shown = step(way.shown, step_.word)
    known = _known(shape, step_)
    if known is None and only(shape, MapShape) is None:
        raise _unknown(shape, steps, way)
    if takes_number(shape) and isinstance(node, Scalar) and node.value is not None:
        node = Keyed(node.place).with_entry("mean", node)
    inside = node if isinstance(node, Keyed) else None
    below = getattr(default, known.attribute, None) if known and isinstance(default, BaseModel) else None
    below = known.default if below is None and known else below
    child = _set(
        inside.get(step_.word) if inside else None, within(shape, step_.word), steps[1:], below, value, way.on(shown)
    )
    return (inside or Keyed(child.place)).with_entry(step_.word, child)


def _set_item(
    node: Node | None, shape: ListShape, steps: Sequence[_Step], default: Any, value: Value, way: _Way
) -> Node:
    if not isinstance(node, Listed) and isinstance(default, (tuple, list)):
        # A list that the file does not give is there all the same: its defaults can be chosen by name.
        items = [
            each.model_dump(mode="json", by_alias=True) if isinstance(each, BaseModel) else each for each in default
        ]
        grown = planted(items, Place("default", kind="default"))
        node = grown if isinstance(grown, Listed) else None
    items_ = node.items if isinstance(node, Listed) else ()
    names = [name for name, _ in named_items(node)] if shape.named else [str(index + 1) for index in range(len(items_))]
    example = f"{way.shown}[{names[0] if names else 1}]"
    word = steps[0].word
    if not steps[0].in_brackets:
        raise way.refuse(
            f"`{way.shown}` is a list; choose one of its items, such as {example}",
            f"{way.shown}[{word}]" + _tail(steps),
        )
    index = next(
        (place for place, item in enumerate(items_) if (name_of(item) if shape.named else str(place + 1)) == word), None
    )
    if index is None:
        near = nearest(word, names)
        there = f"did you mean `{near}`?" if near else f"there is {listed(names)}"
        raise _Refused(f"`{way.shown}` has no item `{word}`; {there}")
    item = _set(items_[index], shape.at(index), steps[1:], None, value, way.on(f"{way.shown}[{word}]"))
    assert isinstance(node, Listed)
    return Listed(node.place, (*items_[:index], item, *items_[index + 1 :]))


def _known(shape: Shape, step_: _Step) -> FieldShape | None:
    fields = [part.fields[step_.word] for part in parts_of(shape) if step_.word in part.fields]
    return fields[0] if fields else None


def _unknown(shape: Shape, steps: Sequence[_Step], way: _Way) -> _Refused:
    keys = [key for part in parts_of(shape) for key in keys_of(part)]
    word = steps[0].word
    tried = step(way.shown, word) + _tail(steps)
    if word == "extends" and not way.shown:
        return _Refused("`extends` cannot be set here; it belongs into the file")
    if not keys:
        return way.refuse(f"`{way.shown}` holds a single value; nothing can be set below it", tried)
    where = f" in `{way.shown}`" if way.shown else ""
    near = nearest(word, keys)
    if near:
        meant = step(way.shown, near) + _tail(steps)
        return _Refused(f"unknown path `{tried}`; did you mean `{meant}`? Allowed{where} are {listed(keys)}")
    elsewhere = [path for path in _present_paths(way.top, way.tree) if path.rpartition(".")[2] == word]
    if elsewhere:
        return _Refused(f"unknown path `{tried}`; did you mean `{elsewhere[0]}`? Allowed{where} are {listed(keys)}")
    return way.refuse(f"unknown path `{tried}`; allowed{where} are {listed(keys)}", tried)


def _tail(steps: Sequence[_Step]) -> str:
    return "".join(f"[{each.word}]" if each.in_brackets else f".{each.word}" for each in steps[1:])


def _present_paths(top: PartShape, tree: Keyed) -> list[str]:
    """All paths that can be set, with the names that the lists of this scenario have."""
    result = []
    for path in paths(top):
        ways = [path]
        while ways and "[...]" in ways[0]:
            head = ways[0].partition("[...]")[0]
            names = [name for name, _ in named_items(_at(tree, head))]
            ways = [each.replace("[...]", f"[{name}]", 1) for each in ways for name in names]
        result.extend(ways)
    return result


def _at(tree: Keyed, path: str) -> Node | None:
    node: Node | None = tree
    for match in _STEP.finditer(path):
        if match.group(1) is None or not isinstance(node, Keyed):
            return None
        node = node.get(match.group(1))
    return node
