"""How a mechanism is declared: what it is, which claims it serves, what it explains, and what it is to be off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import Field

from simulator.scenario.fields import Part

Neutral = float | bool | str | None
"""A neutral value. A text is the path of another parameter, whose value is taken."""

FOR_EVER = 52_000.0
"""Half-life in weeks, the longest allowed: in ten years less than one percent fades."""


def switch(meaning: str, *, claims: str, explains: str, off: dict[str, Neutral]) -> Any:
    """Declare a mechanism: `off` gives the neutral value of each parameter that carries it, by its path.

    In a path, `[*]` stands for every item of a list and `[key=value]` for those items that have this value.
    """
    known: dict[str, Any] = {"meaning": meaning, "claims": claims, "explains": explains, "off": off}
    return Field(True, description=f"{meaning} ({claims}). Explains {explains}.", json_schema_extra=known)


@dataclass(frozen=True)
class Mechanism:
    """What is known of a mechanism."""

    name: str
    group: str
    meaning: str
    claims: str
    explains: str
    off: dict[str, Neutral]


def declared_in(group: type[Part]) -> list[Mechanism]:
    """Return the mechanisms of a group, in the order in which they are declared."""
    title = (group.__doc__ or "").rstrip(".")
    found = []
    for name, field in group.model_fields.items():
        known: Any = field.json_schema_extra
        found.append(Mechanism(name, title, **known))
    return found
