"""Is what was read allowed? Every problem of a tree of values, each at its place, in plain words."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from simulator.errors import Problem
from simulator.scenario.file.shapes import (
    AnyShape,
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
    telling_key,
)
from simulator.scenario.file.tree import Keyed, Listed, Node, Scalar, name_of
from simulator.scenario.file.words import allowed, found, hint, keys_of, listed, nearest, step

Path = tuple[str | int, ...]


@dataclass
class Findings:
    """The problems found, and at which paths, so that nothing is reported a second time by a later check."""

    problems: list[Problem] = field(default_factory=list)
    bad: list[Path] = field(default_factory=list)

    def add(self, node: Node, path: Path, message: str) -> None:
        self.problems.append(node.place.problem(message))
        self.bad.append(path)

    def include(self, other: Findings) -> None:
        self.problems.extend(other.problems)
        self.bad.extend(other.bad)


@dataclass(frozen=True)
class Check:
    """One pass over a tree; `whole` is False when keys may still be missing because a base could not be read."""

    top: PartShape
    whole: bool = True
    noun: str = "scenario"
    """What the whole is called in messages."""
    among: frozenset[str] | None = None
    """The keys at the top that are looked at, where the others are known to be in order; None for all."""

    def of(self, node: Node) -> Findings:
        """All problems of a tree."""
        findings = Findings()
        self._value(node, self.top, (), "", None, findings)
        return findings

    def of_value(self, node: Node, shape: Shape, shown: str) -> Findings:
        """All problems of a value that is meant for a place of this shape, called `shown`."""
        findings = Findings()
        self._value(node, shape, (), shown, None, findings)
        return findings

    def _value(self, node: Node, shape: Shape, path: Path, shown: str, default: Any, findings: Findings) -> None:
        if isinstance(node, Scalar) and node.broken:
            findings.bad.append(path)
            return
        match shape:
            case EitherShape():
                self._either(node, shape, path, shown, default, findings)
            case PartShape() if isinstance(node, Keyed):
                self._part(node, shape, path, shown, default, findings)
            case PartShape() if shape.takes_number and isinstance(node, Scalar) and _is_number(node.value):
                if _wrong_scalar(node, shape.fields["mean"].shape):
                    findings.add(node, path, _refusal(node, shape, shown))
            case ListShape() if isinstance(node, Listed):
                self._list(node, shape, path, shown, findings)
            case MapShape() if isinstance(node, Keyed):
                for key, entry in node.entries.items():
                    if _wrong_scalar(entry.key, shape.key):
                        what = f"the key `{key}` of {_quoted(shown)} is {found(entry.key)}"
                        findings.add(entry.key, (*path, key), f"{what}; allowed is {allowed(shape.key)}")
                    self._value(entry.value, shape.value, (*path, key), step(shown, key), None, findings)
            case AnyShape():
                pass
            case _:
                if not isinstance(node, Scalar) or _wrong_scalar(node, shape):
                    findings.add(node, path, _refusal(node, shape, shown))

    def _either(self, node: Node, shape: EitherShape, path: Path, shown: str, default: Any, findings: Findings) -> None:
        parts = list(parts_of(shape))
        key = telling_key(parts)
        if isinstance(node, Keyed) and parts:
            teller = node.get(key) if key else None
            if key and isinstance(teller, Scalar) and not teller.broken:
                fitting = [part for part in parts if teller.value in _choices(part.fields[key])]
                if not fitting:
                    words = ChoiceShape(tuple(choice for part in parts for choice in _choices(part.fields[key])))
                    findings.add(teller, (*path, key), _refusal(teller, words, step(shown, key)))
                    return
                parts = fitting
            tries: list[Shape] = [*parts, *(other for other in shape.alternatives if isinstance(other, MapShape))]
        else:
            tries = list(shape.alternatives)
        outcomes = []
        for attempt in tries:
            outcome = Findings()
            self._value(node, attempt, path, shown, default, outcome)
            if not outcome.bad:
                return
            outcomes.append(outcome)
        # The alternative that fits best says best what is wrong within it; where none fits at all, all are named.
        within = [outcome for outcome in outcomes if path not in outcome.bad]
        if within:
            findings.include(min(within, key=lambda outcome: len(outcome.bad)))
        else:
            findings.add(node, path, _refusal(node, shape, shown))

    def _part(self, node: Keyed, shape: PartShape, path: Path, shown: str, default: Any, findings: Findings) -> None:
        for key, entry in node.entries.items():
            if not path and self.among is not None and key not in self.among:
                continue
            known = shape.fields.get(key)
            if known is None or not isinstance(entry.key.value, str):
                findings.add(entry.key, (*path, key), self._unknown(entry.key, shape, shown))
                continue
            inherited = getattr(default, known.attribute, None) if isinstance(default, shape.model) else known.default
            self._value(entry.value, known.shape, (*path, key), step(shown, key), inherited, findings)
        if not self.whole or isinstance(default, shape.model):
            return
        for key, known in shape.fields.items():
            if known.required and key not in node.entries:
                where = f" in {_quoted(shown)}" if shown else ""
                findings.add(
                    node,
                    (*path, key),
                    f"`{key}` is missing{where}; needed is {allowed(known.shape)}. {known.description}".strip(),
                )

    def _list(self, node: Listed, shape: ListShape, path: Path, shown: str, findings: Findings) -> None:
        count = len(node.items)
        if (shape.fewest is not None and count < shape.fewest) or (shape.most is not None and count > shape.most):
            findings.add(node, path, _refusal(node, shape, shown))
        for index, item in enumerate(node.items):
            name = name_of(item)
            label = f"{shown}[{name if shape.named and name else index + 1}]"
            self._value(item, shape.at(index), (*path, index), label, None, findings)

    def _unknown(self, key: Scalar, shape: PartShape, shown: str) -> str:
        where = f" in {_quoted(shown)}" if shown else ""
        # `extends` has been taken out by now, and is as good a name as any at the top.
        names = [*keys_of(shape), *(["extends"] if not shown and self.noun == "scenario" else [])]
        if not isinstance(key.value, str):
            return f"the key `{key.text}`{where} is no word; allowed are {listed(names)}"
        near = nearest(key.text, names)
        if near:
            return f"unknown key `{key.text}`{where}; did you mean `{near}`? Allowed are {listed(names)}"
        elsewhere = [place for place in paths(self.top) if place.rpartition(".")[2] == key.text]
        if elsewhere:
            places = listed([f"`{place}`" for place in elsewhere[:3]], "or")
            return f"unknown key `{key.text}`{where}; it belongs at {places}. Allowed here are {listed(names)}"
        return f"unknown key `{key.text}`{where}; allowed are {listed(names)}"


def paths(shape: Shape, at: str = "", within: tuple[type[BaseModel], ...] = ()) -> list[str]:
    """All dotted paths of a schema, the items of lists as `[...]`."""
    reached: list[str] = []
    for part in parts_of(shape):
        if part.model in within:
            continue
        for key, known in part.fields.items():
            path = step(at, key)
            reached.append(path)
            for each in known.shape.alternatives if isinstance(known.shape, EitherShape) else (known.shape,):
                if isinstance(each, ListShape):
                    reached.extend(paths(each.item, f"{path}[...]", (*within, part.model)))
                else:
                    reached.extend(paths(each, path, (*within, part.model)))
    return list(dict.fromkeys(reached))


def _refusal(node: Node, shape: Shape, shown: str) -> str:
    """The sentence for a value that is not allowed: what was found, what is allowed, how to mend it."""
    if isinstance(node, Scalar) and node.value is None:
        return f"{_quoted(shown)} is empty; allowed is {allowed(shape)}; leave the key out to keep the default"
    choice = shape if isinstance(shape, ChoiceShape) else None
    if choice is not None and isinstance(node, Scalar):
        near = nearest(node.text, [str(word) for word in choice.choices])
        return f"{_quoted(shown)} is {found(node)}; allowed is {allowed(shape)}" + (
            f"; did you mean {near}?" if near else ""
        )
    return f"{_quoted(shown)} is {found(node)}; allowed is {allowed(shape)}{hint(node, shape)}"


def _wrong_scalar(node: Node, shape: Shape) -> bool:
    """Whether a single value is not what a shape takes."""
    value = node.value if isinstance(node, Scalar) else None
    match shape:
        case NumberShape():
            return not _is_number(value) or not in_range(value, shape)
        case TextShape():
            return not isinstance(value, str) or not _text_fits(value, shape)
        case FlagShape():
            return not isinstance(value, bool)
        case ChoiceShape():
            return not any(value == choice and type(value) is type(choice) for choice in shape.choices)
        case NothingShape():
            return value is not None
        case EitherShape():
            return all(_wrong_scalar(node, alternative) for alternative in shape.alternatives)
        case AnyShape():
            return False
        case _:
            return True


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def in_range(value: Any, shape: NumberShape) -> bool:
    """Whether a number is one that a shape allows."""
    if isinstance(value, float) and (not math.isfinite(value) or (shape.whole and not value.is_integer())):
        return False
    if not shape.whole and abs(value) > 1e308:
        return False
    return (
        (shape.low is None or value >= shape.low)
        and (shape.high is None or value <= shape.high)
        and (shape.above is None or value > shape.above)
        and (shape.below is None or value < shape.below)
    )


def _text_fits(value: str, shape: TextShape) -> bool:
    long_enough = shape.shortest is None or len(value) >= shape.shortest
    short_enough = shape.longest is None or len(value) <= shape.longest
    if shape.pattern is None:
        return long_enough and short_enough
    # `$` in the schema means the very end; here it would also match before a last line break.
    pattern = shape.pattern[:-1] + r"\Z" if shape.pattern.endswith("$") else shape.pattern
    return long_enough and short_enough and re.search(pattern, value) is not None


def _choices(known: FieldShape) -> tuple[Any, ...]:
    return known.shape.choices if isinstance(known.shape, ChoiceShape) else ()


def _quoted(shown: str) -> str:
    return f"`{shown}`" if shown else "the scenario"
