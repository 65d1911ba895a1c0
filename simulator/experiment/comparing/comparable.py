"""Whether the same customers, with the same luck, live in two worlds; and what is there in one of them only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from simulator.errors import UsageError
from simulator.scenario.schema import Scenario

SAME = ("customers", "market.prospects", "weeks", "warm_up_weeks", "seed")
"""What must be equal, or customer 17 of one world is nobody in the other."""

PARTS: dict[str, Callable[[Scenario], Sequence[Any]]] = {
    "touchpoint": lambda scenario: scenario.touchpoints,
    "incident": lambda scenario: scenario.incidents,
    "programme": lambda scenario: scenario.programmes,
    "intervention": lambda scenario: scenario.interventions,
    "channel": lambda scenario: scenario.recovery.channels,
}


def check_comparable(base: Scenario, alternative: Scenario) -> None:
    """Refuse worlds whose customers cannot be paired, and name every difference that stands in the way.

    Raises UsageError.
    """
    wrong = []
    for path in SAME:
        one, other = _at(base, path), _at(alternative, path)
        if one != other:
            wrong.append(f"`{path}` is {one:,} in one and {other:,} in the other; --set {path}={one} makes them equal")
    one, other = _segments(base), _segments(alternative)
    if one != other:
        wrong.append(
            f"the segments are {_listed(one)} in one and {_listed(other)} in the other; names and shares "
            "must be the same, all else may differ"
        )
    for key in ("people", "events"):
        one, other = getattr(base, key), getattr(alternative, key)
        if one != other:
            wrong.append(f"`{key}` differs; the same customer can only be found with the same file, read alike")
    if wrong:
        raise UsageError(
            f"{base.name!r} and {alternative.name!r} cannot be compared customer by customer: " + "; ".join(wrong)
        )


def only_in_one(base: Scenario, alternative: Scenario) -> list[str]:
    """Return, in words, what only one of two worlds has: its own measures have nothing to be compared with."""
    found = []
    for kind, parts in PARTS.items():
        one, other = ({part.name for part in parts(scenario)} for scenario in (base, alternative))
        for here, there, scenario in ((one, other, base), (other, one, alternative)):
            found += [f"{kind} {name!r} is only in {scenario.name!r}" for name in sorted(here - there)]
    return found


def labels_of(scenarios: Sequence[Scenario]) -> tuple[str, ...]:
    """Return what the worlds are called: their names, numbered where two have the same.

    Example:
        >>> shop = Scenario(name="Shop", touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> labels_of([shop, shop])
        ('Shop', 'Shop (2)')
    """
    labels: list[str] = []
    for scenario in scenarios:
        label, number = scenario.name, 1
        while label in labels:
            number += 1
            label = f"{scenario.name} ({number})"
        labels.append(label)
    return tuple(labels)


def _at(scenario: Scenario, path: str) -> Any:
    value: Any = scenario
    for step in path.split("."):
        value = getattr(value, step)
    return value


def _segments(scenario: Scenario) -> list[tuple[str, float]]:
    return [(segment.name, segment.share) for segment in scenario.segments]


def _listed(segments: list[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {share:g}" for name, share in segments)
