"""What interventions change in a week: set at once, or on the way there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from simulator.errors import ScenarioError
from simulator.scenario.interventions import Intervention
from simulator.scenario.rules import Misfit
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import values_of

Changes = dict[str, Any]
"""By path, as in `--set`."""

CHANGEABLE = ("relationship", "touchpoints", "recovery", "programmes", "surveys", "brand", "market", "economics")
"""What management or the market can change while the story goes on; people and their feelings are not among it."""
STEP = re.compile(r"([^.\[\]]+)(?:\[([^\]]*)\])?")
"""A step of a path: a key, and the name of an item where it holds several."""
FIXED = (
    "market.prospects",
    "market.word_of_mouth",
    "market.stay_base",
    "market.stay_spread",
    "market.room_for_deep_relationship",
    "brand.reputation",
)
"""What is settled when the story begins, or when somebody becomes a customer."""


def changes_in(scenario: Scenario, week: int, acting: Iterable[int], values: dict[str, Any] | None = None) -> Changes:
    """Return what the acting interventions make of each path in a week; the later one in the file has the last word.

    `acting` are numbers of interventions, from 0. A number on its ramp stands between what it was and what it will be.
    `values` are those of the scenario, for whoever asks about many weeks.
    """
    changes: Changes = {}
    for number in sorted(acting):
        intervention = scenario.interventions[number]
        for path, value in intervention.set.items():
            if not _is_ramped(intervention, value):
                changes[path] = value
                continue
            start = changes.get(path)
            if start is None:
                values = values_of(scenario) if values is None else values
                start = _value_in(values, path)
            changes[path] = _on_the_way(intervention, week, start, value)
    return changes


def with_changes(scenario: Scenario, changes: Changes) -> Scenario:
    """Return the scenario with the changes made.

    Raises ScenarioError for a path that does not exist or a value that is not allowed.
    """
    if not changes:
        return scenario
    from simulator.scenario.reading import changed  # reading knows the schema, which asks this file whether it fits

    # Without the interventions themselves: they are no part of a week, and each would be checked again.
    plain = changed(scenario.model_copy(update={"interventions": ()}), changes)
    return plain.model_copy(update={"interventions": scenario.interventions})


def misfits_of_interventions(scenario: Scenario) -> Iterator[Misfit]:
    """Yield what is wrong with what interventions set, each at its path."""
    for number, intervention in enumerate(scenario.interventions):
        at: tuple[str | int, ...] = ("interventions", number, "set")
        wrong = [
            Misfit((*at, path), f"intervention {intervention.name!r}{said}")
            for path, value in intervention.set.items()
            for said in _wrong_with(scenario, path, value)
        ]
        yield from wrong
        if not wrong:
            # Each path may be fine by itself and not together with the others.
            said = next(iter(_refused(scenario, intervention.set)), None)
            if said is not None:
                yield Misfit(at, f"intervention {intervention.name!r}: {said}")


def _wrong_with(scenario: Scenario, path: str, value: Any) -> list[str]:
    top = path.partition(".")[0].partition("[")[0]
    if top in Scenario.model_fields and (top not in CHANGEABLE or _is_fixed(path)):
        return [
            f" sets `{path}`, which cannot change while the story goes on; "
            f"allowed is anything below {', '.join(CHANGEABLE)}, but not {', '.join(FIXED)}"
        ]
    refused = _refused(scenario, {path: value})
    if refused:
        return [f": {said}" for said in refused]
    after = with_changes(scenario, {path: value})
    with_it = [fixed for fixed in FIXED if value_at(after, fixed) != value_at(scenario, fixed)]
    if with_it:
        return [
            f" sets `{path}` as a whole and with it `{with_it[0]}`, which cannot change while the story goes on; "
            f"set what is to change one by one, as `{path}.NAME`"
        ]
    if _shape_of(after) != _shape_of(scenario):
        one = f"{path}[{_shape_of(scenario)[0][0]}]" if path == "touchpoints" else f"{path}[NAME]"
        return [f": `{path}` adds or takes away a touchpoint, a channel or a programme; change one, as in `{one}...`"]
    return []


def _refused(scenario: Scenario, changes: Changes) -> list[str]:
    try:
        with_changes(scenario, changes)
    except ScenarioError as error:
        return list(dict.fromkeys(problem.message for problem in error.problems))
    return []


def _is_fixed(path: str) -> bool:
    return any(path == fixed or path.startswith(f"{fixed}.") for fixed in FIXED)


def _shape_of(scenario: Scenario) -> list[list[str]]:
    return [
        [each.name for each in many] for many in (scenario.touchpoints, scenario.recovery.channels, scenario.programmes)
    ]


def _is_ramped(intervention: Intervention, value: Any) -> bool:
    return intervention.ramp_weeks > 0 and _is_number(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _on_the_way(intervention: Intervention, week: int, start: Any, value: Any) -> Any:
    if not _is_number(start):
        return value
    share = (week - intervention.from_week + 1) / intervention.ramp_weeks
    # At its end it is what the file says to the last digit, which the sum might miss.
    reached = start + share * (value - start) if share < 1.0 else value
    return round(reached) if isinstance(start, int) else reached


def value_at(scenario: Scenario, path: str) -> Any:
    """Return the value at a path such as `touchpoints[bill].failure.probability`; the mean of what has one.

    Raises:
        KeyError: when there is nothing there.
    """
    return _value_in(values_of(scenario), path)


def _value_in(values: dict[str, Any], path: str) -> Any:
    value: Any = values
    for key, name in STEP.findall(path):
        if not isinstance(value, dict):
            raise KeyError(path)
        value = value[key]
        if name:
            # Not every list is one of items with names.
            items = [item for item in value or () if isinstance(item, dict) and item.get("name") == name]
            if not items:
                raise KeyError(path)
            value = items[0]
    return value["mean"] if isinstance(value, dict) and "mean" in value else value
