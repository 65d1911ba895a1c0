"""What a sweep varies, asked of the scenario: does each path lead somewhere, is each value allowed there?"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from simulator.errors import Problem
from simulator.scenario.file.anchoring import anchored
from simulator.scenario.file.checking import Check
from simulator.scenario.file.overrides import laid, node_at, normal, shape_at
from simulator.scenario.file.shapes import (
    AnyShape,
    EitherShape,
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
from simulator.scenario.file.tree import Keyed, Listed, Node, Scalar, named_items, plain
from simulator.scenario.file.words import allowed, found, keys_of, listed, nearest, number
from simulator.scenario.sweep import Range, Value

ELSEWHERE = {
    "seed": "every point is lived with the same luck; other luck is what `replicates` of the sweep are for",
    "replicates": "how often each point is lived is said by `replicates` of the sweep itself",
    "name": "it changes nothing that is lived",
    "why": "it changes nothing that is lived",
}
"""Keys of a scenario that no sweep varies, and why."""


@dataclass(frozen=True)
class Varied:
    """A parameter that differs from point to point: between `low` and `high`, or over its `levels`."""

    path: str
    present: Value
    """What the scenario itself says."""
    low: float | None = None
    high: float | None = None
    is_whole: bool = False
    is_log: bool = False
    levels: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Match:
    """What a value must be to match: one of some, or between two."""

    path: str
    values: tuple[Value, ...] = ()
    low: float = -math.inf
    high: float = math.inf

    def fits(self, value: Value) -> bool:
        """Whether a value matches."""
        if self.values:
            return value in self.values
        return isinstance(value, (int, float)) and self.low <= value <= self.high


@dataclass
class Varying:
    """Asks one scenario, given as a tree of values; what is wrong collects in `problems`."""

    tree: Keyed
    top: PartShape
    problems: list[Problem] = field(default_factory=list)

    def shape(self, path: Scalar) -> Shape | None:
        """The single values that a path may hold, where it is one that a sweep may vary."""
        reason = ELSEWHERE.get(path.text)
        if reason is not None:
            self._refuse(path, f"`{path.text}` cannot be varied: {reason}")
            return None
        shape = shape_at(self.tree, path, self.top)
        if isinstance(shape, Problem):
            self.problems.append(shape)
            return None
        single = _single(shape)
        if single is None:
            keys = [key for part in parts_of(shape) for key in keys_of(part)]
            names = [name for name, _ in named_items(node_at(self.tree, path.text))]
            ways = [f".{key}" for key in keys] + [f"[{name}]" for name in names]
            below = f": `{path.text}{ways[0]}` and so on" if ways else ""
            self._refuse(path, f"`{path.text}` holds more than a single value; vary what lies below it{below}")
            return None
        return single

    def present(self, path: str) -> Value:
        """What the scenario itself says at a path."""
        node = node_at(self.tree, path)
        return node.value if isinstance(node, Scalar) else None

    def value(self, path: Scalar, shape: Shape, node: Node) -> tuple[Value] | None:
        """A value as the scenario takes it, wrapped, for None is a value too; None where it is not allowed."""
        if isinstance(node, Scalar) and node.broken:
            return None
        if not isinstance(node, Scalar):
            self._refuse(node, f"a value of `{path.text}` is {found(node)}; allowed is {allowed(shape)}")
            return None
        findings = Check(self.top).of_value(node, shape, path.text)
        self.problems += findings.problems
        return None if findings.bad else (self._typed(path, shape, node),)

    def values(self, path: Scalar, shape: Shape, node: Listed, *, may_repeat: bool = False) -> tuple[Value, ...] | None:
        """The values of a list, where all are allowed; `may_repeat` where they are told apart by their places."""
        before = len(self.problems)
        values: list[Value] = []
        for item in node.items:
            value = self.value(path, shape, item)
            if value is not None and value[0] in values and not may_repeat:
                self._refuse(item, f"{found(item)} is given twice for `{path.text}`")
            elif value is not None:
                values.append(value[0])
        if not node.items:
            self._refuse(node, f"`{path.text}` has no values")
        return tuple(values) if len(self.problems) == before else None

    def varied(self, path: Scalar, node: Node, *, may_repeat: bool = False) -> Varied | None:
        """A parameter with its values or its range; None where something is wrong with it."""
        shape = self.shape(path)
        if shape is None:
            return None
        if isinstance(node, Listed):
            levels = self.values(path, shape, node, may_repeat=may_repeat)
            return None if levels is None else Varied(path.text, self.present(path.text), levels=levels)
        return self._over_range(path, shape, node) if isinstance(node, Keyed) else None

    def match(self, path: Scalar, node: Node, varied: list[Varied]) -> Match | None:
        """What a point must be at a path to be included or excluded."""
        known = {normal(each.path): each for each in varied}.get(normal(path.text))
        if known is None:
            near = nearest(path.text, [each.path for each in varied])
            there = f"did you mean `{near}`?" if near else f"what varies is {listed([each.path for each in varied])}"
            self._refuse(path, f"`{path.text}` does not differ between the points; {there}")
            return None
        if isinstance(node, Keyed):
            ends = [node.get("from"), node.get("to")]
            given = [each.value for each in ends if isinstance(each, Scalar)]
            if set(node.entries) - {"from", "to"} or not all(isinstance(each, (int, float)) for each in given):
                self._refuse(node, f"`{path.text}` is {found(node)}; allowed is a mapping with numbers `from` and `to`")
                return None
            low, high = (each.value if isinstance(each, Scalar) else None for each in ends)
            return Match(
                known.path, low=-math.inf if low is None else float(low), high=math.inf if high is None else float(high)
            )
        items = node.items if isinstance(node, Listed) else (node,)
        values = [each for item in items if (each := self._met(path, known, item))]
        return Match(known.path, tuple(each[0] for each in values)) if values and len(values) == len(items) else None

    def _met(self, path: Scalar, known: Varied, node: Node) -> tuple[Value] | None:
        """A value that occurs among the points."""
        shape = self.shape(path)
        value = None if shape is None else self.value(path, shape, node)
        if value is None:
            return None
        if known.levels and value[0] not in known.levels:
            words = listed([str(plain_word(each)) for each in known.levels])
            self._refuse(node, f"{found(node)} is not among the values of `{path.text}`: {words}")
            return None
        if not known.levels and not known.is_whole:
            message = f"`{path.text}` is drawn from a range and hardly ever {found(node)}; write {{from: , to: }}"
            self._refuse(node, message)
            return None
        return value

    def _over_range(self, path: Scalar, shape: Shape, node: Keyed) -> Varied | None:
        try:
            asked = Range.model_validate(plain(node))
        except (ValueError, TypeError):
            return None  # told already, by the schema of the sweep
        numbers = only(shape, NumberShape)
        if numbers is None:
            self._refuse(node, f"`{path.text}` has no range: it is {allowed(shape)}; list the values that it takes")
            return None
        before = len(self.problems)
        ends = [self.value(path, shape, node.entries[key].value) for key in ("from", "to")]
        is_whole = numbers.whole or asked.whole
        for key, end in (("from", asked.low), ("to", asked.high)):
            if is_whole and not end.is_integer() and len(self.problems) == before:
                self._refuse(node.entries[key].value, f"`{key}` is {number(end)}; allowed is a whole number")
        levels = stepped(asked, is_whole) if asked.steps else ()
        if len(set(levels)) < len(levels):
            span = f"from {number(asked.low)} to {number(asked.high)}"
            message = f"`steps` is {asked.steps}; there are not so many whole numbers {span}"
            if asked.scale == "log":
                message += " at equal factors"
            self._refuse(node.entries["steps"].value, message)
        if len(self.problems) > before or None in ends:
            return None
        present = self.present(path.text)
        if levels:
            return Varied(path.text, present, is_whole=is_whole, is_log=asked.scale == "log", levels=levels)
        return Varied(path.text, present, asked.low, asked.high, is_whole, asked.scale == "log")

    def _typed(self, path: Scalar, shape: Shape, node: Scalar) -> Value:
        """A value as the schema has it: 1 as 1.0 where fractions are allowed; the name of a file as it leads there."""
        value: Value = node.value
        if isinstance(value, str) and only(shape, TextShape) is not None:
            tree, _ = laid(self.tree, path, node, self.top)
            named = anchored(tree, self.top)
            reached = node_at(named, path.text) if isinstance(named, Keyed) else None
            return reached.value if isinstance(reached, Scalar) else value
        numbers = only(shape, NumberShape)
        if numbers is None or isinstance(value, bool) or not isinstance(value, (int, float)):
            return value
        return int(value) if numbers.whole else float(value)

    def _refuse(self, node: Node, message: str) -> None:
        self.problems.append(node.place.problem(message))


def stepped(asked: Range, is_whole: bool) -> tuple[Value, ...]:
    """The values of a range at its steps, its ends as they were written."""
    assert asked.steps is not None
    last = asked.steps - 1
    values = [asked.low, *(_between(asked, index / last) for index in range(1, last)), asked.high]
    # Twelve digits, so that three tenths are 0.3 and not 0.30000000000000004.
    return tuple(round(each) if is_whole else float(f"{each:.12g}") for each in values)


def _between(asked: Range, share: float) -> float:
    if asked.scale == "log":
        return asked.low * math.exp(share * math.log(asked.high / asked.low))
    return asked.low + share * (asked.high - asked.low)


def plain_word(value: Value) -> str:
    """A value as it is written in a file."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _single(shape: Shape) -> Shape | None:
    """What a shape takes by way of single values, a number for what differs from case to case; None if nothing."""
    found: list[Shape] = []
    for each in shape.alternatives if isinstance(shape, EitherShape) else (shape,):
        if isinstance(each, PartShape):
            found += [each.fields["mean"].shape] if each.takes_number else []
        elif not isinstance(each, (ListShape, MapShape, AnyShape, NothingShape)):
            found.append(each)
    if not found:
        return None
    if isinstance(shape, EitherShape) and only(shape, NothingShape) is not None:
        found.append(NothingShape())
    return EitherShape(tuple(found)) if len(found) > 1 else found[0]
