"""Experiments on mechanisms: each measures one effect, in a world where the mechanism is at work or turned off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, TypeAlias

import numpy as np

from simulator.population.population import Population
from simulator.scenario.schema import Scenario
from simulator.scenario.timeline import timeline_of
from tests.customer.people import plain

Switches: TypeAlias = dict[str, bool]
Effect: TypeAlias = Callable[[Switches], float]

CUSTOMERS = 2_000
NOBODY_LEAVES: dict[str, Any] = {"stay_base": 15.0, "stay_spread": 0.0, "involuntary_leaving_per_year": 0.0}
SERVICE: dict[str, Any] = {
    **{"name": "service", "contacts_per_week": 1.0, "experience": {"success": 0.05}},
    "failure": {"probability": 0.02, "severity": 0.6},
    "delight": {"probability": 0.02, "size": 0.8},
}
FLAT: dict[str, Any] = {"name": "service", "contacts_per_week": 1.0, "experience": {"success": 0.05}}
WARM: dict[str, Any] = {
    **{"name": "service", "contacts_per_week": 1.0, "experience": {"success": 0.2, "emotion": {"mean": 0.4}}},
    "delight": {"probability": 0.05, "size": 0.9},
}
SPEAK_UP: dict[str, Any] = {"voice_base": 15.0, "voice_severity": 0.0, "voice_trust": 0.0, "walk_out": 0.0}
WELL: dict[str, Any] = {
    "channels": ({"name": "phone", "reach": 1.0, "effort": 0.0},),
    **{"answer_weeks": 0, "solved_probability": 1.0, "hero_probability": 0.0, "redress": {"mean": 1.3, "sd": 0.0}},
    **{"ease": {"mean": 0.6, "sd": 0.0}, "empathy": {"mean": 0.8, "sd": 0.0}},
}


@dataclass(frozen=True)
class Experiment:
    """One effect of a mechanism: at least `at_least` with it, at most `left` either way without it."""

    mechanism: str
    shows: str
    effect: Effect
    at_least: float
    left: float


EXPERIMENTS: list[Experiment] = []


def shown(mechanism: str, shows: str, *, at_least: float, left: float = 0.0) -> Callable[[Effect], Effect]:
    """Take a function as an experiment; `shows` says what it measures, and stands in docs/mechanisms.md."""

    def take(effect: Effect) -> Effect:
        EXPERIMENTS.append(Experiment(mechanism, shows, effect, at_least, left))
        return effect

    return take


def story(on: Switches, **parts: Any) -> Scenario:
    """Return a scenario with these switches."""
    return Scenario.model_validate({"name": "A try", "touchpoints": (FLAT,), "mechanisms": on} | parts)


def rules(on: Switches, **parts: Any) -> SimpleNamespace:
    """Return the parameters that the rule reads, as plain objects; `world` is that of the last week."""
    tables = timeline_of(story(on, **parts))
    return SimpleNamespace(
        psychology=plain(tables.psychology),
        world=plain(tables.world[-1]),
        market=plain(tables.stretch(tables.weeks).market),
        first=plain(tables.world[0]),
    )


def lived(on: Switches, customers: int = CUSTOMERS, weeks: int = 104, **parts: Any) -> Population:
    """Live a scenario with these switches; the same people with the same luck each time."""
    population = Population(story(on, customers=customers, weeks=weeks, **parts))
    population.live()
    return population


def column(population: Population, name: str) -> np.ndarray:
    """Return a column of everybody in full precision."""
    return np.asarray(population.columns[name], float)


def counted(population: Population, what: str, index: int) -> int:
    """Return one count, over all weeks and segments."""
    counters = getattr(population.tally, what)
    return int(counters[..., index].sum())
