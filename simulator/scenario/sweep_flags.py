"""A sweep from the flags of a command, written as a tree of values like a file's, so that the same is asked of it.

--vary recovery.empathy=0:1:5                 from 0 to 1, five values at equal steps
--vary recovery.redress=0..1                  from 0 to 1, drawn by the design
--vary market.offers.mean=0.001..0.1:log      drawn so that each factor of ten gets its share
--vary weeks=26:104:4:whole                   whole numbers only
--vary relationship.kind=contract,open        these values
--vary "recovery.empathy=[0.1, 0.5]"          as in a file
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.errors import Problem
from simulator.scenario.file.overrides import split
from simulator.scenario.file.parsing import parsed
from simulator.scenario.file.scalars import meaning
from simulator.scenario.file.tree import Entry, Keyed, Listed, Node, Place, Scalar, moved, planted

_NUMBER = r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})(?:\.\.(?P<high>{_NUMBER})|:(?P<to>{_NUMBER})(?::(?P<steps>[0-9]+))?)(?P<words>(?::[a-z]+)*)"
)


@dataclass(frozen=True)
class Flags:
    """What the flags of a command ask for; None and empty where nothing was said."""

    vary: Sequence[str] = ()
    """`PATH=0:1:5`, `PATH=0..1`, `PATH=a,b,c`, or a value as a file has it."""
    design: str | None = None
    points: int | None = None
    """Points of the design; of Morris its trajectories."""
    seed: int | None = None
    levels: int | None = None
    second_order: bool | None = None
    replicates: int | None = None
    weekly: Sequence[str] | None = None


def tree_from(scenario: Path, flags: Flags) -> tuple[Keyed, list[Problem]]:
    """The sweep that flags ask for, as a file would say it, and what is wrong with how they say it."""
    problems: list[Problem] = []
    place = Place("--vary", kind="set")
    vary = Keyed(place)
    for text in flags.vary:
        at = Place(f"--vary {text}", kind="set")
        parts = split(text)
        if isinstance(parts, str):
            problems.append(
                at.problem(parts.replace("weeks=52", "recovery.empathy=0:1:5").replace("=0.02", "=0.01,0.02"))
            )
            continue
        path, value = parts
        if path in vary.entries:
            problems.append(at.problem(f"`{path}` is varied twice; give all its values in one --vary"))
            continue
        node = _values(value, at, problems)
        vary = Keyed(place, {**vary.entries, path: Entry(Scalar(at, path, path), node)})
    tree = Keyed(place)
    for key, given in (("name", f"{scenario.stem} sweep"), ("scenario", str(scenario))):
        tree = tree.with_entry(key, planted(given, place))
    tree = tree.with_entry("vary", vary)
    design = _design(flags)
    if design is not None:
        tree = tree.with_entry("design", planted(design, Place(_said(flags), kind="set")))
    for key, number in (("replicates", flags.replicates), ("weekly", flags.weekly)):
        if number is not None:
            tree = tree.with_entry(key, planted(number, Place(f"--{key}", kind="set")))
    return tree, problems


def _design(flags: Flags) -> Any:
    """The design as a file says it: a word, or a mapping where it has a size or a seed."""
    size = "trajectories" if flags.design == "morris" else "points"
    given = {size: flags.points, "seed": flags.seed, "levels": flags.levels, "second_order": flags.second_order}
    settings = {key: value for key, value in given.items() if value is not None}
    if not settings:
        return flags.design
    return {"kind": flags.design or "latin_hypercube", **settings}


def _said(flags: Flags) -> str:
    return f"--design {flags.design}" if flags.design else "--points" if flags.points is not None else "--seed"


def _values(text: str, place: Place, problems: list[Problem]) -> Node:
    """What a parameter may be, by the short forms of the command line."""
    range_ = _RANGE.fullmatch(text)
    if range_ is not None:
        return _range(range_, place, problems)
    if text[:1] in {"[", "{"}:
        node, wrong = parsed(text, place.file, "set", "sweep")
        if node is None or wrong:
            said = wrong[0].message if wrong else "there is nothing"
            problems.append(place.problem(f"the value `{text}` cannot be read: {said}"))
            return Scalar(place, None, text, broken=True)
        return moved(node, place)
    words = [word.strip() for word in text.split(",")]
    return Listed(place, tuple(Scalar(place, meaning(word), word) for word in words))


def _range(match: re.Match[str], place: Place, problems: list[Problem]) -> Node:
    low, high, steps = match["low"], match["high"] or match["to"], match["steps"]
    if match["to"] is not None and steps is None:
        message = f"write {low}:{high}:5 for five values at equal steps, or {low}..{high} for a range to draw from"
        problems.append(place.problem(message))
        return Scalar(place, None, match.string, broken=True)
    values: dict[str, Any] = {"from": meaning(low), "to": meaning(high)}
    if steps is not None:
        values["steps"] = int(steps)
    for word in match["words"].split(":")[1:]:
        if word == "log":
            values["scale"] = "log"
        elif word == "whole":
            values["whole"] = True
        else:
            problems.append(place.problem(f"`{word}` is no kind of range; allowed are log and whole"))
    return planted(values, place)
