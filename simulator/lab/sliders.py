"""The sliders: which parameters tell most in a scenario, between which values, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from simulator.errors import UsageError
from simulator.lab import words as say
from simulator.lab.refusals import Refusal
from simulator.lab.state import State, Value
from simulator.lessons.language import Text
from simulator.scenario import changing
from simulator.scenario.fields import Part
from simulator.scenario.firm import Touchpoint
from simulator.scenario.incidents import Incident
from simulator.scenario.schema import Scenario

Shown = Literal["share", "number", "whole", "flag"]


@dataclass(frozen=True)
class Slider:
    """One parameter that can be moved."""

    path: str
    group: Text
    label: Text
    low: float
    high: float
    step: float
    shown: Shown
    value: Value
    """Where it stands in the world of what-if before anybody moves it."""
    today: Value | None
    """Where it stands in the other world; None where there is no such thing."""
    is_extra: bool = False
    """Whether somebody added it by its path."""


def sliders_of(today: Scenario, what_if: Scenario, state: State) -> list[Slider]:
    """Return the sliders of a page: those that tell most, then what was added by path.

    Raises:
        UsageError: when a path that was added is none, or holds no number.
    """
    found = [_slider(today, what_if, *each) for each in _telling(what_if)]
    there = {each.path for each in found}
    for path in state.changes:
        if path not in there:
            found.append(added(today, what_if, path))
    return found


def added(today: Scenario, what_if: Scenario, path: str) -> Slider:
    """Return a slider for any number, or yes and no, of a scenario.

    Raises:
        UsageError: when there is no such path, or it holds neither.
    """
    value = value_at(what_if, path)
    if isinstance(value, bool):
        return Slider(path, say.OTHERS, Text(path, path), 0.0, 1.0, 1.0, "flag", value, _or_none(today, path), True)
    if not isinstance(value, (int, float)):
        raise Refusal(
            f"`{path}` holds no number and no yes or no; a slider needs one of them",
            f"`{path}` is geen getal en geen ja of nee; een schuif heeft een van beide nodig",
        )
    low, high = _limits(what_if, path)
    whole = isinstance(value, int)
    far = max(2.0 * abs(float(value)), 1.0)
    low = max(-far if value < 0 else 0.0, low) if low is not None else -far
    high = min(far, high) if high is not None else far
    step = 1.0 if whole else _round_step((high - low) / 100.0)
    shown: Shown = "whole" if whole else "number"
    return Slider(path, say.OTHERS, Text(path, path), low, high, step, shown, value, _or_none(today, path), True)


def value_at(scenario: Scenario, path: str) -> Any:
    """Return the value at a path such as `touchpoints[bill].failure.severity`; the mean of what has one.

    Raises:
        UsageError: when there is nothing there.
    """
    try:
        value = changing.value_at(scenario, path)
    except KeyError:
        value = None
    if value is None:
        raise Refusal(
            f"there is no `{path}` in this scenario; paths are as in --set, see engage show FILE",
            f"er is geen `{path}` in dit scenario; paden zijn als bij --set, zie engage show BESTAND",
        )
    return value


USUAL = 6
"""Sliders on failures and recovery in most scenarios."""

_Telling = tuple[str, Text, Text, float, float, float, Shown]


def _telling(scenario: Scenario) -> Iterator[_Telling]:
    """Yield path, group, label, range, step and kind of what tells most: some twelve."""
    busiest = max(scenario.touchpoints, key=lambda each: each.contacts_per_week)
    at = f"touchpoints[{busiest.name}]"
    most = max(2.0, 2.0 * busiest.contacts_per_week) if busiest.contacts_per_week > 0.5 else 1.0
    yield f"{at}.contacts_per_week", say.SERVICE, say.contacts_at(busiest.name), 0.0, most, 0.01, "number"
    yield f"{at}.experience.emotion", say.SERVICE, say.emotion_at(busiest.name), -0.5, 0.5, 0.01, "number"
    failing = list(_failing(scenario))
    yield from failing
    yield "brand.promise", say.PROMISE, say.PROMISE_OF_BRAND, -0.2, 0.6, 0.01, "number"
    # Twelve are enough to look at; where failures take one more, the programme makes room.
    for programme in scenario.programmes[-1:] if len(failing) <= USUAL else ():
        path = f"programmes[{programme.name}]"
        yield f"{path}.amount", say.PROGRAMME, say.amount_of(programme.name), 0.0, 1.0, 0.01, "number"
    yield "market.offers.probability", say.MARKET, say.OFFERS, 0.0, 1.0, 0.01, "share"
    yield "market.climate", say.MARKET, say.CLIMATE, 0.5, 2.0, 0.01, "number"


def _failing(scenario: Scenario) -> Iterator[_Telling]:
    """Yield what fails, how badly, and how it is put right: the incident of the story, or the worst touchpoint."""
    group = say.FAILURES
    failures = [each for each in scenario.incidents if each.severity is not None]
    answer = "recovery"
    if failures:
        incident: Incident = failures[0]
        path = f"incidents[{incident.name}]"
        yield f"{path}.severity", group, say.severity_of(incident.name), 0.1, 2.5, 0.05, "number"
        if incident.reach.share < 1.0:
            yield f"{path}.reach.share", group, say.share_of(incident.name), 0.0, 1.0, 0.01, "share"
        if incident.recovery is not None:
            answer = f"{path}.recovery"
    else:
        worst: Touchpoint = max(
            scenario.touchpoints, key=lambda each: each.contacts_per_week * each.failure.probability
        )
        at = f"touchpoints[{worst.name}].failure"
        high = 0.05 if worst.failure.probability < 0.02 else 0.3
        yield f"{at}.probability", group, say.failing_at(worst.name), 0.0, high, 0.001, "share"
        yield f"{at}.severity", group, say.severity_of(worst.name), 0.1, 2.0, 0.05, "number"
    yield f"{answer}.solved_probability", group, say.SOLVED, 0.0, 1.0, 0.01, "share"
    yield f"{answer}.redress", group, say.REDRESS, 0.0, 1.5, 0.01, "share"
    yield f"{answer}.empathy", group, say.EMPATHY, -0.5, 1.0, 0.01, "number"
    yield f"{answer}.answer_weeks", group, say.ANSWER_WEEKS, 0.0, 12.0, 1.0, "whole"


def _slider(
    today: Scenario,
    what_if: Scenario,
    path: str,
    group: Text,
    label: Text,
    low: float,
    high: float,
    step: float,
    shown: Shown,
) -> Slider:
    value = value_at(what_if, path)
    other = _or_none(today, path)
    # A value beyond what the slider was made for stretches it: it must be able to stand where it stands.
    ends = [float(each) for each in (value, other) if each is not None]
    return Slider(path, group, label, min(low, *ends), max(high, *ends), step, shown, value, other)


def _or_none(scenario: Scenario, path: str) -> Value | None:
    try:
        value = value_at(scenario, path)
    except UsageError:
        return None
    return value if isinstance(value, (int, float)) else None


def _limits(scenario: Scenario, path: str) -> tuple[float | None, float | None]:
    """Return the lowest and the highest value that the schema allows at a path."""
    owner, _, key = path.rpartition(".")
    part: Any = scenario
    for word, name in changing.STEP.findall(owner):
        part = getattr(part, word)
        part = next(each for each in part if each.name == name) if name else part
    value = getattr(part, key, None)
    if getattr(value, "mean", None) is not None:
        part, key = value, "mean"
    info = type(part).model_fields.get(key) if isinstance(part, Part) else None
    low = high = None
    for limit in info.metadata if info is not None else ():
        low = getattr(limit, "ge", getattr(limit, "gt", low))
        high = getattr(limit, "le", getattr(limit, "lt", high))
    return low, high


def _round_step(step: float) -> float:
    """Return a step that reads well, near the one given.

    Example:
        >>> _round_step(0.0123), _round_step(0.7)
        (0.01, 0.5)
    """
    for each in (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0):
        if each >= step / 1.5:
            return each
    return round(step)
