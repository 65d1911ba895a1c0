"""From a scenario with mechanisms turned off to the one that is lived: neutral values laid over its own."""

from __future__ import annotations

import re
from typing import Any

from simulator.scenario.mechanisms import MECHANISMS
from simulator.scenario.mechanisms.switch import Neutral
from simulator.scenario.schema import Scenario

_STEP = re.compile(r"(?P<key>\w+)(?:\[(?P<which>[^\]]+)\])?")


def in_force(scenario: Scenario) -> Scenario:
    """Return the scenario with the parameters of every mechanism that is off at their neutral values.

    Example:
        >>> desk = {"name": "desk", "contacts_per_week": 1}
        >>> calm = Scenario(name="Calm", touchpoints=(desk,), mechanisms={"arousal": False})
        >>> calm.psychology.arousal, in_force(calm).psychology.arousal
        (1.5, 0.0)
    """
    neutral = {path: value for name in scenario.mechanisms.off for path, value in MECHANISMS[name].off.items()}
    # Those that follow another parameter come last, so that they follow it where it has been turned off too.
    for path, value in sorted(neutral.items(), key=lambda item: isinstance(item[1], str)):
        scenario = _laid(scenario, _steps(path), _value_at(scenario, value) if isinstance(value, str) else value)
    return scenario


def _steps(path: str) -> list[tuple[str, str | None]]:
    matches = [_STEP.fullmatch(step) for step in path.split(".")]
    return [(match["key"], match["which"]) for match in matches if match is not None]


def _value_at(scenario: Scenario, path: str) -> Any:
    value: Any = scenario
    for key, _ in _steps(path):
        value = getattr(value, key)
    return value


def _laid(part: Any, steps: list[tuple[str, str | None]], value: Neutral) -> Any:
    (key, which), rest = steps[0], steps[1:]
    if not rest:
        return part.model_copy(update={key: value})
    held = getattr(part, key)
    if which is None:
        return part.model_copy(update={key: _laid(held, rest, value)})
    laid = tuple(_laid(item, rest, value) if _is_meant(item, which) else item for item in held)
    return part.model_copy(update={key: laid})


def _is_meant(item: Any, which: str) -> bool:
    name, _, wanted = which.partition("=")
    return which == "*" or str(getattr(item, name)) == wanted
