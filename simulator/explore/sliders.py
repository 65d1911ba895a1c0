"""The sliders of a page: which value each moves, over which levels, and which of these is the value as it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator.errors import Problem, ScenarioError, UsageError
from simulator.experiment.comparing.comparable import check_comparable
from simulator.explore.keys import Key, key_of, value_at
from simulator.scenario.file.overrides import split
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario

Level = bool | int | float | str | None

FORM = "write PATH=LO:HI:STEPS, as recovery.empathy=-0.2:0.8:6, or PATH=WORD,WORD, as relationship.kind=contract,open"
MOST_STEPS = 41
MOST_SLIDERS = 6
NOT_FOR_A_SLIDER = ("name", "why", "weeks", "customers", "seed", "replicates", "warm_up_weeks", "engagement_index")
"""Of these a page shows one value: the length of the story, who lives in it, and how often."""


@dataclass(frozen=True)
class Slider:
    """A value that moves."""

    path: str
    """As `--set` takes it."""
    levels: tuple[Level, ...]
    """The values it can have: numbers from low to high, words in the order given."""
    at: int
    """Which of the levels is the value as it is."""
    is_choice: bool
    """Whether it is one of a few words instead of a number."""
    key: Key


def sliders_of(texts: Sequence[str], scenario: Scenario) -> tuple[Slider, ...]:
    """Return the sliders that `PATH=LO:HI:STEPS` and `PATH=WORD,WORD` ask for.

    The value as it is, is always among the levels, so that both worlds can be one.

    Raises:
        UsageError: when the text cannot be read, or nothing can be compared along it.
        ScenarioError: when there is no such path, or a level is not allowed there.
    """
    if not texts:
        raise UsageError(f"say what is to move: --slider PATH=LO:HI:STEPS; {FORM}")
    if len(texts) > MOST_SLIDERS:
        raise UsageError(f"{len(texts)} sliders are more than a page can show; allowed are {MOST_SLIDERS}")
    found: list[Slider] = []
    for text in texts:
        slider = _slider(text, scenario)
        for other in found:
            if slider.path == other.path:
                raise UsageError(f"--slider {text}: `{slider.path}` has a slider already")
        found.append(slider)
    return tuple(found)


def changes_of(slider: Slider, level: int) -> dict[str, Level]:
    """Return what a level changes: nothing where the value is as it is."""
    return {} if level == slider.at else {slider.path: slider.levels[level]}


def said(level: Level) -> str:
    """Return a level as it is written in a scenario.

    Example:
        >>> said(0.30000000000000004), said(True), said(None), said("contract"), said(52)
        ('0.3', 'true', 'null', 'contract', '52')
    """
    if level is None:
        return "null"
    if isinstance(level, bool):
        return "true" if level else "false"
    return f"{level:.10g}" if isinstance(level, float) else str(level)


def _slider(text: str, scenario: Scenario) -> Slider:
    path, values = _split(text)
    if path.partition(".")[0] in NOT_FOR_A_SLIDER:
        raise UsageError(
            f"--slider {text}: `{path}` cannot move; the page follows the same customers over the same weeks. "
            "--set changes it for the whole page"
        )
    key = key_of(path)
    as_it_is = value_at(scenario, path)
    if key is None or isinstance(as_it_is, (dict, list)) or not (key.is_number or key.is_flag or key.words):
        _refuse_unknown(path, scenario)
        raise UsageError(f"--slider {text}: `{path}` is no single number, word or switch; name one below it")
    levels, is_choice = _levels(values, key, text)
    if as_it_is not in levels:
        levels = [*levels, as_it_is] if is_choice else [*levels, as_it_is if as_it_is is None else float(as_it_is)]
        if key.is_whole:
            levels = [each if each is None else round(float(each)) for each in levels]
    if not is_choice:
        levels.sort(key=lambda each: float("-inf") if each is None else float(each))
    slider = Slider(path, tuple(levels), levels.index(as_it_is), is_choice, key)
    _check(slider, scenario, text)
    return slider


def _split(text: str) -> tuple[str, str]:
    parts = split(text)
    if isinstance(parts, str) or not all(parts):
        raise UsageError(f"--slider {text}: {FORM}")
    return parts


def _refuse_unknown(path: str, scenario: Scenario) -> None:
    """Let the reading of scenarios say what is wrong with a path: it knows the nearest one that is right."""
    try:
        changed(scenario, {path: 0})
    except ScenarioError as error:
        problems = [each for each in error.problems if "unknown" in each.message or "no item" in each.message]
        if problems:
            raise ScenarioError([_told(each, path) for each in problems]) from error


def _levels(values: str, key: Key, text: str) -> tuple[list[Any], bool]:
    if ":" in values:
        if not key.is_number:
            allowed = " and ".join(key.words) or "true and false"
            raise UsageError(f"--slider {text}: `{key.path}` is no number; list words instead: there is {allowed}")
        return _steps(values, key, text), False
    words = [each.strip() for each in values.split(",") if each.strip()]
    if len(set(words)) != len(words):
        raise UsageError(f"--slider {text}: a value is there twice")
    if key.is_flag:
        wrong = [each for each in words if each not in ("true", "false")]
        if wrong:
            raise UsageError(f"--slider {text}: {wrong[0]!r} is neither true nor false")
        return [each == "true" for each in words], True
    if key.is_number:
        return [_number(each, key, text) for each in words], False
    wrong = [each for each in words if each not in key.words]
    if wrong:
        raise UsageError(f"--slider {text}: `{key.path}` cannot be {wrong[0]!r}; there is {', '.join(key.words)}")
    return list(words), True


def _steps(values: str, key: Key, text: str) -> list[Any]:
    parts = values.split(":")
    if len(parts) != 3:
        raise UsageError(f"--slider {text}: {FORM}")
    low, high = (_number(each, key, text) for each in parts[:2])
    steps = _whole(parts[2])
    if steps is None or not 2 <= steps <= MOST_STEPS:
        raise UsageError(f"--slider {text}: STEPS is {parts[2]!r}; allowed is a whole number from 2 to {MOST_STEPS}")
    if not low < high:
        raise UsageError(f"--slider {text}: {parts[0]} is not below {parts[1]}")
    found = [low + (high - low) * step / (steps - 1) for step in range(steps)]
    if key.is_whole:
        return list(dict.fromkeys(round(each) for each in found))
    # Without the noise of the last bits: what is shown is what is lived.
    digits = 10 - math.floor(math.log10(high - low))
    return [round(each, digits) + 0.0 for each in found]


def _number(text: str, key: Key, whole: str) -> int | float:
    try:
        number = float(text)
    except ValueError:
        raise UsageError(f"--slider {whole}: {text!r} is no number") from None
    if not math.isfinite(number):
        raise UsageError(f"--slider {whole}: {text!r} is no number")
    if key.is_whole:
        if not number.is_integer():
            raise UsageError(f"--slider {whole}: `{key.path}` takes whole numbers, not {text}")
        return int(number)
    return number


def _whole(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() else None


def _check(slider: Slider, scenario: Scenario, text: str) -> None:
    """Find every level that is not allowed, and whether customers can be paired along it."""
    problems: list[str] = []
    for level in range(len(slider.levels)):
        try:
            world = changed(scenario, changes_of(slider, level))
        except ScenarioError as error:
            problems += [each.message for each in error.problems]
            continue
        try:
            check_comparable(scenario, world)
        except UsageError as error:
            raise UsageError(
                f"--slider {text}: `{slider.path}` cannot move; it changes who the customers are, and the page follows "
                "the same ones through both worlds"
            ) from error
    if problems:
        raise ScenarioError([Problem(f"--slider {text}", 0, 0, each) for each in dict.fromkeys(problems)])


def _told(problem: Problem, about: str) -> Problem:
    return Problem(f"--slider {about}", 0, 0, problem.message)
