"""What a scenario takes for granted: what it sets itself with its own words on why, and defaults with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simulator.scenario.fields import JUDGEMENT, Heavy, Part, Spread
from simulator.scenario.schema import Scenario

UNSAID = {"name", "why"}
BEFORE_SOURCE = " Source of the default:"


@dataclass(frozen=True)
class Assumption:
    """One key of a scenario with its value.

    Example:
        >>> shop = Scenario(name="Shop", weeks=52, touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> [str(each) for each in assumptions(shop) if each.is_set]
        ['weeks: 52 (weeks)', 'touchpoints[buy].contacts_per_week: 1 (contacts per week)']
    """

    path: str
    value: Any
    is_set: bool
    """Whether it is not the default."""
    unit: str
    meaning: str
    source: str
    """Where the default comes from; for a key that is set, what the scenario says on why."""

    @property
    def is_plain_judgement(self) -> bool:
        """Whether nothing published stands behind a default."""
        return self.source in ("", JUDGEMENT)

    def __str__(self) -> str:
        return f"{self.path}: {self.said}" + (f" ({self.unit})" if self.unit else "")

    @property
    def said(self) -> str:
        """The value as it is said."""
        return said(self.value)


def assumptions(scenario: Scenario) -> list[Assumption]:
    """Return every key with a value, in the order of the schema; names and words on why are passed over."""
    return list(_of_part(scenario, None, "", ""))


def said(value: Any) -> str:
    """Return a value as it is said: a quantity that differs from case to case with its spread."""
    if isinstance(value, Spread):
        return f"{value.mean:g} (sd {value.sd:g})" if value.sd else f"{value.mean:g}"
    if isinstance(value, Heavy):
        return f"{value.mean:g} (spread {value.spread:g})" if value.spread else f"{value.mean:g}"
    if isinstance(value, Part):
        return said({name: getattr(value, name) for name in sorted(value.model_fields_set - UNSAID)})
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key} {said(each)}" for key, each in value.items())
    if isinstance(value, tuple | list):
        return ", ".join(map(said, value))
    return f"{value:,.10g}" if isinstance(value, int | float) else str(value)


def _of_part(part: Part, default: Part | None, path: str, why: str) -> Iterator[Assumption]:
    for name, field in type(part).model_fields.items():
        if name in UNSAID:
            continue
        value = getattr(part, name)
        key = field.alias or name
        place = f"{path}.{key}" if path else key
        usual = getattr(default, name) if default is not None else field.get_default(call_default_factory=True)
        if isinstance(value, Part) and not isinstance(value, Spread | Heavy) and isinstance(usual, Part | None):
            inside = getattr(value, "why", "") or why
            same_kind = usual if type(usual) is type(value) else None
            yield from _of_part(value, same_kind, place, inside)
        elif _are_parts(value) and value != usual:
            for number, item in enumerate(value, start=1):
                inside = getattr(item, "why", "") or ""
                yield from _of_part(item, None, f"{place}[{getattr(item, 'name', number)}]", inside)
        else:
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            meaning, _, told = (field.description or "").partition(BEFORE_SOURCE)
            is_set = field.is_required() or value != usual
            source = why if is_set else str(extra.get("source", "")) or told.strip().removesuffix(".")
            yield Assumption(place, value, is_set, str(extra.get("unit", "")), meaning, source)


def _are_parts(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(each, Part) for each in value)
