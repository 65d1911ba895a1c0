"""From a checked tree to a frozen scenario, with the rules that tie several keys together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from simulator.errors import Problem
from simulator.scenario.file.checking import Check, Findings, Path
from simulator.scenario.file.merging import within
from simulator.scenario.file.repairing import repair
from simulator.scenario.file.shapes import EitherShape, ListShape, PartShape, Shape, only, parts_of, shape_of
from simulator.scenario.file.tree import SET, Keyed, Listed, Node, Place, Scalar, plain
from simulator.scenario.rules import MisfitsError
from simulator.scenario.schema import Scenario

Model = TypeVar("Model", bound=BaseModel)

_READ_BY: set[Path] = {(key,) for key in ("weeks", "customers", "segments", "events", "people", "market")}
"""What the files that a scenario names are read by: were it mended by guess, they would be blamed for the guess."""
_NAMED: tuple[Path, ...] = (("touchpoints",), ("recovery", "channels"))
"""Of the items of these only the names matter."""


def validated(
    tree: Keyed, *, whole: bool = True, among: frozenset[str] | None = None
) -> tuple[Scenario | None, list[Problem]]:
    """The scenario that a tree of values says, or everything that is wrong with it.

    `whole` is False when a base could not be read: what it might have given is then not missed. `among` are the keys at
    the top of which the values are looked at one by one, where all others come from a scenario.
    """
    return validated_as(Scenario, tree, whole=whole, among=among)


def validated_as(
    model: type[Model], tree: Keyed, *, whole: bool = True, among: frozenset[str] | None = None
) -> tuple[Model | None, list[Problem]]:
    """The value of a model that a tree says, or everything that is wrong with it."""
    top = shape_of(model)
    findings = Check(top, whole, model.__name__.lower(), among).of(tree)
    # Rules between keys are asked even when single values are wrong, with others in their place: all problems at once.
    sound = plain(tree)
    for path in findings.bad:
        repair(sound, path, top)
    try:
        value = model.model_validate(sound)
    except ValidationError as error:
        details = error.errors(include_url=False)
        broken = [_walk(detail["loc"], tree, top)[0] for detail in details if detail["type"] == "value_error"]
        for detail in details:
            # Where a rule of one of several kinds is broken, that the other kinds do not fit either says nothing.
            at = _walk(detail["loc"], tree, top)[0]
            beside = any(_related(at, each) for each in broken) or any(_related(at[:-1], each) for each in findings.bad)
            if detail["type"] == "value_error" or (whole and not beside):
                _translate(detail, tree, top, findings)
        return None, findings.problems
    except (ValueError, TypeError, ArithmeticError) as error:
        return None, findings.problems or [tree.place.problem(str(error))]
    return (None if findings.bad else value), findings.problems


def mended(tree: Keyed) -> Scenario | None:
    """The scenario with harmless values in the place of wrong ones; None where those say how its files are read."""
    top = shape_of(Scenario)
    sound = plain(tree)
    for path in Check(top).of(tree).bad:
        lists = next((each for each in _NAMED if path[: len(each)] == each[: len(path)]), None)
        if path[:1] in _READ_BY or (lists and (len(path) <= len(lists) + 1 or path[-1] == "name")):
            return None
        repair(sound, path, top)
    try:
        return Scenario.model_validate(sound)
    except (ValueError, TypeError, ArithmeticError):
        return None


def _translate(detail: Any, tree: Keyed, top: PartShape, findings: Findings) -> None:
    """Add what the schema itself refused, unless it follows from a problem that is in the list already."""
    broken = detail.get("ctx", {}).get("error")
    if isinstance(broken, MisfitsError):
        for misfit in broken.misfits:
            if not any(_related(bad, misfit.path) for bad in findings.bad):
                findings.problems.append(place_of(misfit.path, tree).problem(misfit.message))
        return
    path, node, shape = _walk(detail["loc"], tree, top)
    message = _message(detail)
    mentioned = _mentioned(message, node, shape)
    concerned = [(*path, key) for key in mentioned] or [path]
    if any(_related(bad, each) for bad in findings.bad for each in concerned):
        return
    findings.problems.append(_place(node, mentioned).problem(message))
    # Not added to `bad`: two rules may well be broken by the same keys.


def _message(detail: Any) -> str:
    """The words of the schema's own rules as they stand; for all else words of ours, not those of a library."""
    if detail["type"] in {"value_error", "assertion_error"}:
        return (
            str(detail["ctx"]["error"]) if detail.get("ctx", {}).get("error") else str(detail["msg"]).partition(", ")[2]
        )
    where = ".".join(str(step) for step in detail["loc"])
    if detail["type"] == "missing":
        return f"`{where}` is missing"
    return f"`{where}` is not a value that is allowed here"


def _walk(location: tuple[str | int, ...], tree: Node, top: PartShape) -> tuple[Path, Node, Shape]:
    """Follow a location as far as the tree goes; words in it that are no keys name types and are passed over."""
    path: list[str | int] = []
    node = tree
    shape: Shape = top
    for step in location:
        if isinstance(node, Keyed) and isinstance(step, str) and step in node.entries:
            node = node.entries[step].value
            shape = within(shape, step)
        elif isinstance(node, Listed) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            items = only(shape, ListShape)
            shape = EitherShape(()) if items is None else items.at(step)
        else:
            continue
        path.append(step)
    return tuple(path), node, shape


def _mentioned(message: str, node: Node, shape: Shape) -> list[str]:
    """The keys that a message of the schema speaks of, in its order."""
    if not isinstance(node, Keyed):
        return []
    known = {key for part in parts_of(shape) for key in part.fields}
    words = re.findall(r"[A-Za-z_][A-Za-z0-9_]*", message)
    return [word for word in dict.fromkeys(words) if word in known]


def _place(node: Node, mentioned: list[str]) -> Place:
    """Where to point: at what was set from outside the files, else at the first key spoken of, else at the mapping."""
    if isinstance(node, Keyed):
        entries = [node.entries[key] for key in mentioned if key in node.entries]
        written = [place for entry in entries for place in _places(entry.value) if place.kind in SET]
        return next(iter([*written, *(entry.key.place for entry in entries)]), node.place)
    return node.place


def place_of(path: Path, tree: Node) -> Place:
    """Where a path leads: to a single value, or to the key of what is more; as far as the tree goes."""
    node, at = tree, tree.place
    for step in path:
        if isinstance(node, Keyed) and step in node.entries:
            entry = node.entries[str(step)]
            node = entry.value
            # A path of `--set` is a key, and what is wrong with it is told there.
            at = node.place if isinstance(node, Scalar) and "." not in str(step) else entry.key.place
        elif isinstance(node, Listed) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            at = node.place
        else:
            break
    written = next((place for place in _places(node) if place.kind in SET), None)
    return written or at


def _places(node: Node) -> Iterator[Place]:
    yield node.place
    if isinstance(node, Keyed):
        for entry in node.entries.values():
            yield from _places(entry.value)
    elif isinstance(node, Listed):
        for item in node.items:
            yield from _places(item)


def _related(one: Path, other: Path) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]
