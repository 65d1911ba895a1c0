"""What a sweep says of its points, asked of the scenario entry by entry, as far as each can be understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from simulator.errors import Problem
from simulator.scenario.file.overrides import normal
from simulator.scenario.file.shapes import Shape
from simulator.scenario.file.tree import Keyed, Listed, Node, Scalar
from simulator.scenario.file.varying import ELSEWHERE, Match, Varied, Varying
from simulator.scenario.file.words import number
from simulator.scenario.sweep import Value

MOST_POINTS = 100_000
"""Points of a sweep; each is written down with its values."""

NEED_LEVELS = {"grid", "zip"}
INDICES = {"sobol", "morris"}


@dataclass(frozen=True)
class Told:
    """What a sweep says of its points."""

    varied: tuple[Varied, ...] = ()
    rows: tuple[Mapping[str, Value], ...] = ()
    include: tuple[tuple[Match, ...], ...] = ()
    exclude: tuple[tuple[Match, ...], ...] = ()


def told(tree: Keyed, asking: Varying, problems: list[Problem]) -> Told:
    """What a sweep says of its points; what is wrong with it is added to `problems`."""
    design = _design(tree)
    given = tree.get("vary")
    entries = list(given.entries.values()) if isinstance(given, Keyed) else []
    varied = []
    for entry in entries:
        each = asking.varied(entry.key, entry.value, may_repeat=design == "zip")
        if each is not None:
            varied.append(each)
            _suits(design, each, entry.key, entry.value, asking.problems)
    keys = [entry.key for entry in entries]
    _told_apart(keys, tree, asking.problems)
    if len(varied) == len(entries):
        _as_a_whole(design, varied, keys, asking.problems)
    is_broken = len(varied) < len(entries)
    rows: tuple[Mapping[str, Value], ...] = ()
    if not entries:
        varied, rows = _rows(tree, asking)
    include, exclude = (_matches(tree.get(key), asking, varied, is_broken) for key in ("include", "exclude"))
    problems += asking.problems
    return Told(tuple(varied), rows, include, exclude)


def _design(tree: Keyed) -> str:
    """The word for the design; empty where it cannot be made out."""
    given = tree.get("design")
    if given is None:
        return "list" if tree.get("points") is not None else "grid"
    word = given.get("kind") if isinstance(given, Keyed) else given
    return word.value if isinstance(word, Scalar) and isinstance(word.value, str) and not word.broken else ""


def _suits(design: str, varied: Varied, key: Scalar, node: Node, problems: list[Problem]) -> None:
    """Whether a design can take its values from what one parameter says."""
    if design in NEED_LEVELS and not varied.levels:
        ends = f"from {number(varied.low or 0.0)} to {number(varied.high or 0.0)}"
        message = (
            f"`{varied.path}` runs {ends}, and the design {design} needs single values: add `steps` to the range, or "
            "choose a design that draws, such as {kind: latin_hypercube, points: 50}"
        )
        problems.append(node.place.problem(message))
    elif design in INDICES and len(varied.levels) == 1:
        problems.append(key.place.problem(f"`{varied.path}` has one value only; the design {design} needs two or more"))


def _told_apart(keys: list[Scalar], tree: Keyed, problems: list[Problem]) -> None:
    """Each parameter is varied once and not set for all points as well."""
    given = tree.get("set")
    fixed = {normal(path) for path in given.entries} if isinstance(given, Keyed) else set()
    seen: dict[str, Scalar] = {}
    for key in keys:
        form = normal(key.text)
        if form in ELSEWHERE:
            continue
        if form in seen:
            problems.append(key.place.problem(f"`{key.text}` is varied twice, as `{seen[form].text}` too"))
        elif form in fixed:
            problems.append(key.place.problem(f"`{key.text}` is in `set` and in `vary`; leave it in one of the two"))
        seen.setdefault(form, key)


def _as_a_whole(design: str, varied: list[Varied], keys: list[Scalar], problems: list[Problem]) -> None:
    """What concerns all parameters together."""
    if not varied:
        return
    lengths = [len(each.levels) for each in varied]
    if design == "zip":
        for each, length, key in zip(varied, lengths, keys, strict=True):
            if length and lengths[0] and length != lengths[0]:
                message = (
                    f"`{each.path}` has {length} values and `{varied[0].path}` {lengths[0]}; zip needs equally many"
                )
                problems.append(key.place.problem(message))
    if design == "grid":
        count = prod(lengths)
        if count > MOST_POINTS:
            message = (
                f"the grid has {count:,} points; allowed are at most {MOST_POINTS:,}; a design that draws needs fewer"
            )
            problems.append(keys[0].place.problem(message))


def _rows(tree: Keyed, asking: Varying) -> tuple[list[Varied], tuple[Mapping[str, Value], ...]]:
    """The points of a list and what differs between them, every point with a value for everything."""
    listed = tree.get("points")
    shapes: dict[str, tuple[str, Shape | None]] = {}
    points: list[tuple[Node, dict[str, Value]]] = []
    for item in listed.items if isinstance(listed, Listed) else ():
        values: dict[str, Value] = {}
        for path, entry in item.entries.items() if isinstance(item, Keyed) else ():
            form = normal(path)
            if form not in shapes:
                shapes[form] = (path, asking.shape(entry.key))
            first, shape = shapes[form]
            value = None if shape is None else asking.value(entry.key, shape, entry.value)
            if value is not None:
                values[first] = value[0]
        points.append((item, values))
    present = {path: asking.present(path) for path, shape in shapes.values() if shape is not None}
    rows: list[Mapping[str, Value]] = []
    for node, values in points:
        row = {**present, **values}
        if row in rows and isinstance(node, Keyed) and len(values) == len(node.entries):
            message = f"this is the same point as point {rows.index(row) + 1} of the list"
            asking.problems.append(node.place.problem(message))
        rows.append(row)
    varied = [Varied(path, present[path], levels=tuple(dict.fromkeys(row[path] for row in rows))) for path in present]
    return varied, tuple(rows)


def _matches(
    node: Node | None, asking: Varying, varied: list[Varied], is_broken: bool
) -> tuple[tuple[Match, ...], ...]:
    """What `include` or `exclude` says, an entry for each of its items; `is_broken`: not all that varies is known."""
    items = node.items if isinstance(node, Listed) else ()
    found = []
    for item in items:
        entries = item.entries.values() if isinstance(item, Keyed) else ()
        if isinstance(item, Keyed) and not entries:
            asking.problems.append(item.place.problem("this is empty and would match every point"))
        # What is wrong with a parameter itself is told there, and not once more here.
        known = {normal(each.path) for each in varied}
        matches = [
            asking.match(entry.key, entry.value, varied)
            for entry in entries
            if not is_broken or normal(entry.key.text) in known
        ]
        found.append(tuple(each for each in matches if each is not None))
    return tuple(found)
