"""What interventions change in a week: set at once, or on the way there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from simulator.errors import ScenarioError
from simulator.scenario.interventions import Intervention
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import values_of

Changes = dict[str, Any]
"""By path, as in `--set`."""

CHANGEABLE = ("relationship", "touchpoints", "recovery", "programmes", "surveys", "brand", "market", "economics")
"""What management or the market can change while the story goes on; people and their feelings are not among it."""
FIXED = ("market.prospects", "market.word_of_mouth", "brand.reputation")
"""What is settled when the story begins."""


def changes_in(scenario: Scenario, week: int, acting: Iterable[int]) -> Changes:
    """Return what the acting interventions make of each path in a week; the later one in the file has the last word.

    `acting` are numbers of interventions, from 0. A number on its ramp stands between what it was and what it will be.
    """
    changes: Changes = {}
    for number in sorted(acting):
        intervention = scenario.interventions[number]
        for path, value in intervention.set.items():
            changes[path] = _on_the_way(scenario, intervention, week, path, value, changes.get(path))
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


def problem_with(scenario: Scenario, intervention: Intervention) -> str | None:
    """Return what is wrong with what an intervention sets, or None."""
    for path in intervention.set:
        top = path.split(".")[0].split("[")[0]
        if top not in CHANGEABLE or any(path == fixed or path.startswith(f"{fixed}.") for fixed in FIXED):
            return (
                f"intervention {intervention.name!r} sets `{path}`, which cannot change while the story goes on; "
                f"allowed is anything below {', '.join(CHANGEABLE)}, but not {', '.join(FIXED)}"
            )
    try:
        after = with_changes(scenario, dict(intervention.set))
    except ScenarioError as error:
        said = "; ".join(problem.message for problem in error.problems)
        return f"intervention {intervention.name!r}: {said}"
    if _shape_of(after) != _shape_of(scenario):
        return (
            f"intervention {intervention.name!r} adds or takes away a touchpoint, a channel or a programme; change one"
        )
    return None


def _shape_of(scenario: Scenario) -> list[list[str]]:
    return [
        [each.name for each in many] for many in (scenario.touchpoints, scenario.recovery.channels, scenario.programmes)
    ]


def _on_the_way(scenario: Scenario, intervention: Intervention, week: int, path: str, value: Any, before: Any) -> Any:
    if intervention.ramp_weeks == 0 or isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    start = value_at(scenario, path) if before is None else before
    if isinstance(start, bool) or not isinstance(start, (int, float)):
        return value
    share = min((week - intervention.from_week + 1) / intervention.ramp_weeks, 1.0)
    reached = start + share * (value - start)
    return round(reached) if isinstance(start, int) else reached


def value_at(scenario: Scenario, path: str) -> Any:
    """Return the value at a path such as `touchpoints[bill].failure.probability`; the mean of what has one."""
    value: Any = values_of(scenario)
    for step in path.split("."):
        key, _, name = step.partition("[")
        value = value[key]
        if name:
            value = next(item for item in value if item["name"] == name.rstrip("]"))
    return value["mean"] if isinstance(value, dict) and "mean" in value else value
