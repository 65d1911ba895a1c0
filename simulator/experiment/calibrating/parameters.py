"""Parameters that are free: where they are in a scenario, between which ends, and on which scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.scenario.changing import value_at
from simulator.scenario.file.decoding import Unreadable, text_of
from simulator.scenario.file.overrides import split
from simulator.scenario.file.parsing import parsed
from simulator.scenario.file.tree import Keyed, Listed, Node, Place, Scalar
from simulator.scenario.file.words import listed, nearest
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario

Number = int | float
STEPS = 100_000
"""A range has so many steps: values are round enough to be written and read again, and finer than anybody can fit."""

REFUSED = {
    "seed": "luck is not fitted",
    "replicates": "it is how often a scenario is lived, see --replicates",
    "weeks": "the targets say how many weeks are needed",
}
DEFAULT_FACTOR = 4.0
"""Without a range of its own, a number above 0 is sought between a quarter and four times what it is."""

EXAMPLE = "--fit market.stay_base=-1:4, or --fit touchpoints[bill].failure.probability=0.001:0.1:log"


@dataclass(frozen=True)
class Free:
    """A parameter that is fitted.

    Example:
        >>> free = Free("weeks", 0.1, 10.0, was=1.0, is_log=True)
        >>> free.value(0.5), round(free.unit(1.0), 3)
        (1.0, 0.5)
    """

    path: str
    """As `--set` takes it."""
    low: float
    high: float
    was: float
    """What the scenario has."""
    is_log: bool = False
    is_whole: bool = False
    by_default: bool = False
    """Whether nobody gave the range."""

    def value(self, unit: float) -> Number:
        """Return the value at a place from 0 to 1 of its range, rounded to a step."""
        at = min(max(unit, 0.0), 1.0)
        if self.is_log:
            found = math.exp(math.log(self.low) + at * (math.log(self.high) - math.log(self.low)))
            digits = 5 - math.floor(math.log10(found))
        else:
            found = self.low + at * (self.high - self.low)
            digits = -math.floor(math.log10((self.high - self.low) / STEPS))
        if self.is_whole:
            return min(max(round(found), math.ceil(self.low)), math.floor(self.high))
        return min(max(round(found, digits), self.low), self.high)

    def unit(self, value: float) -> float:
        """Return the place of a value in the range."""
        if self.is_log:
            return (math.log(value) - math.log(self.low)) / (math.log(self.high) - math.log(self.low))
        return (value - self.low) / (self.high - self.low)


def values_at(free: Sequence[Free], units: np.ndarray) -> tuple[Number, ...]:
    """Return the values at a point of the unit cube."""
    return tuple(each.value(float(unit)) for each, unit in zip(free, units, strict=True))


def free_parameters(scenario: Scenario, texts: Sequence[str], file: Path | None = None) -> tuple[Free, ...]:
    """Return the free parameters that `--fit` and a file name, checked against the scenario.

    Raises:
        ScenarioError: with every problem found.
    """
    problems: list[Problem] = []
    asked = _of_file(file, problems) if file is not None else []
    asked += [_of_text(text) for text in texts]
    found: dict[str, Free] = {}
    for place, path, words in asked:
        free = _checked(scenario, place, path, words, problems)
        if path in found:
            problems.append(place.problem(f"`{path}` is fitted twice"))
        if free is not None:
            found[path] = free
    if not asked and not problems:
        problems.append(Problem("--fit", 0, 0, f"nothing is free; name a parameter, such as {EXAMPLE}"))
    if problems:
        raise ScenarioError(problems)
    return tuple(found.values())


_Asked = tuple[Place, str, list[str]]


def _of_text(text: str) -> _Asked:
    """Split `PATH=LO:HI:log`; without a range it is sought in one that goes without saying."""
    parts = split(text)
    path, values = (text.strip(), "") if isinstance(parts, str) else parts
    return Place(f"--fit {text}", kind="set"), path, _parts(values)


def _parts(values: str) -> list[str]:
    """Return the parts of `LO:HI:log`, or of `LO..HI:log` as a sweep has it."""
    return values.replace("..", ":").split(":") if values else []


def _of_file(file: Path, problems: list[Problem]) -> list[_Asked]:
    try:
        root, wrong = parsed(text_of(file, Place(str(file))), str(file))
    except Unreadable as error:
        problems.append(error.place.problem(error.message))
        return []
    problems += wrong
    if wrong:
        return []
    fit = root.get("fit") if isinstance(root, Keyed) else None
    if not isinstance(root, Keyed) or not isinstance(fit, Keyed):
        problems.append(Problem(str(file), 1, 1, "a file of free parameters is a mapping `fit:` from paths to ranges"))
        return []
    problems += [
        entry.key.place.problem(f"unknown key `{key}`; allowed is fit")
        for key, entry in root.entries.items()
        if key != "fit"
    ]
    found = []
    for path, entry in fit.entries.items():
        words = _words(entry.value, problems)
        if words is not None:
            found.append((entry.key.place, path, words))
    return found


def _words(node: Node, problems: list[Problem]) -> list[str] | None:
    """Return a range as the words that `--fit` would have: low, high, and perhaps log."""
    match node:
        case Scalar(value=None):
            return []
        case Scalar(value=str()):
            return _parts(node.text)
        case Listed(items=items) if all(isinstance(item, Scalar) for item in items):
            return [item.text for item in items if isinstance(item, Scalar)]
        case Keyed():
            wrong = [key for key in node.entries if key not in ("low", "high", "log")]
            near = nearest(wrong[0], ("low", "high", "log")) if wrong else None
            if not wrong:
                low, high, log = (node.get(key) for key in ("low", "high", "log"))
                if isinstance(low, Scalar) and isinstance(high, Scalar):
                    is_log = isinstance(log, Scalar) and log.value is True
                    return [low.text, high.text, *(["log"] if is_log else [])]
            said = f"did you mean `{near}`?" if near else "a range has `low` and `high`, and `log: true` where wanted"
            problems.append(node.place.problem(f"{f'unknown key `{wrong[0]}`; ' if wrong else ''}{said}"))
        case _:
            problems.append(node.place.problem("a range is a list such as [0, 1], or a mapping with `low` and `high`"))
    return None


def _checked(scenario: Scenario, place: Place, path: str, words: list[str], problems: list[Problem]) -> Free | None:
    words = [word.strip() for word in words]
    if path in REFUSED:
        problems.append(place.problem(f"`{path}` cannot be fitted: {REFUSED[path]}"))
        return None
    was = _present(scenario, place, path, problems)
    if was is None:
        return None
    whole = isinstance(was, int)
    if not any(words) or words == ["log"]:
        return _by_default(scenario, place, path, was, problems)
    is_log = words[-1] == "log"
    ends = words[:-1] if is_log else words
    try:
        low, high = (float(end) for end in ends)
        if not (math.isfinite(low) and math.isfinite(high)):
            raise ValueError
    except ValueError:
        problems.append(
            place.problem(f"{':'.join(words)!r} is no range; write LOW:HIGH or LOW:HIGH:log, as in {EXAMPLE}")
        )
        return None
    if low >= high:
        problems.append(place.problem(f"the range {low:g} to {high:g} of `{path}` is empty; the lower end comes first"))
        return None
    if is_log and low <= 0.0:
        problems.append(place.problem(f"`{path}` cannot begin at {low:g} on a logarithmic scale; begin above 0"))
        return None
    wrong = [message for end in (low, high) for message in _refused(scenario, path, round(end) if whole else end)]
    problems += [place.problem(message) for message in dict.fromkeys(wrong)]
    return None if wrong else Free(path, low, high, float(was), is_log, whole)


def _present(scenario: Scenario, place: Place, path: str, problems: list[Problem]) -> Number | None:
    try:
        # Whatever is wrong with the path itself is said by who knows all paths.
        changed(scenario, {path: 0.5})
    except ScenarioError as error:
        told = [each.message for each in error.problems if "path" in each.message or "item" in each.message]
        if told:
            problems += [place.problem(message) for message in told]
            return None
    try:
        was = value_at(scenario, path)
    except (KeyError, TypeError, StopIteration, IndexError):
        named = "its items have no names" if "[" in path else f"write it as in {EXAMPLE}"
        problems.append(place.problem(f"`{path}` cannot be fitted; {named}"))
        return None
    if isinstance(was, bool) or not isinstance(was, (int, float)):
        kind = "a choice of words" if isinstance(was, str) else "on or off" if isinstance(was, bool) else "no number"
        problems.append(place.problem(f"`{path}` is {kind}; only numbers can be fitted"))
        return None
    return was


def _by_default(scenario: Scenario, place: Place, path: str, was: Number, problems: list[Problem]) -> Free | None:
    """Return a sensible range: all of it for what lies between -1 and 1 by nature, else around what it is."""
    for low in (0.0, -1.0) if isinstance(was, float) else ():
        ends = not (_refused(scenario, path, low) or _refused(scenario, path, 1.0))
        no_further = _refused(scenario, path, low - 1e-6) and _refused(scenario, path, 1.0 + 1e-6)
        if low <= was <= 1.0 and ends and no_further:
            return Free(path, low, 1.0, float(was), by_default=True)
    if was > 0:
        around = [was / DEFAULT_FACTOR, was * DEFAULT_FACTOR]
        if isinstance(was, int):
            around = [max(round(around[0]), 1), round(around[1])]
        if not any(_refused(scenario, path, end) for end in around):
            return Free(path, around[0], around[1], float(was), True, isinstance(was, int), by_default=True)
    problems.append(place.problem(f"`{path}` has no range that goes without saying; write `{path}=LOW:HIGH`"))
    return None


def _refused(scenario: Scenario, path: str, value: Number) -> list[str]:
    try:
        changed(scenario, {path: value})
    except ScenarioError as error:
        return [problem.message for problem in error.problems]
    return []


def in_words(free: Sequence[Free]) -> str:
    """Return paths as a sentence lists them."""
    return listed([each.path for each in free])
