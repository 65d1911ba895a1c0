"""From a scenario to the parameters in force each week, as tables that the rule reads by field name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.scenario.fields import Heavy, Spread
from simulator.scenario.firm import Recovery, Touchpoint
from simulator.scenario.psychology import Psychology
from simulator.scenario.schema import Scenario

WEEKS_PER_YEAR = 52.0
HALF_LIFE = "_half_life_weeks"


@dataclass(frozen=True)
class Timeline:
    """Everything the rule needs to know of a scenario; plain tables, nothing compiled in."""

    first_week: int
    """The first week that is lived; below 1 when there is a warm-up."""
    weeks: int
    """The last week; weeks 1 to this one are projected."""
    psychology: np.void
    world: np.ndarray
    """One row a week, from `first_week` on."""
    relationship: np.void
    recovery: np.void
    channels: np.ndarray
    touchpoints: np.ndarray
    segments: np.ndarray
    seed: int


def timeline_of(scenario: Scenario) -> Timeline:
    """Return the tables of a scenario."""
    return Timeline(
        first_week=1 - scenario.warm_up_weeks,
        weeks=scenario.weeks,
        psychology=_one(_psychology(scenario.psychology)),
        world=_table(_worlds(scenario)),
        relationship=_one(_relationship(scenario)),
        recovery=_one(_recovery(scenario.recovery)),
        channels=_table([{"reach": c.reach, "effort": c.effort, "stream": c.name} for c in scenario.recovery.channels]),
        touchpoints=_table([_touchpoint(touchpoint) for touchpoint in scenario.touchpoints]),
        segments=_table(
            [
                {"contacts": s.contacts, "price_sensitivity": s.price_sensitivity, "affinity": s.affinity}
                for s in scenario.segments
            ]
        ),
        seed=scenario.seed,
    )


def stream_of(name: str) -> int:
    """Return the number (32 bits) under which a named thing draws its luck, whatever its place in the file.

    Example:
        >>> stream_of("bill") == stream_of("bill"), stream_of("bill") == stream_of("shop")
        (True, False)
    """
    return int.from_bytes(hashlib.blake2s(name.encode(), digest_size=4).digest(), "little")


def kept_per_week(half_life_weeks: float) -> float:
    """Return the share that a week leaves of what halves in `half_life_weeks`.

    Example:
        >>> kept_per_week(1.0)
        0.5
    """
    return float(0.5 ** (1.0 / half_life_weeks))


def _psychology(psychology: Psychology) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in psychology.model_dump(exclude={"why"}).items():
        if name.endswith(HALF_LIFE):
            values[name.removesuffix(HALF_LIFE) + "_kept"] = kept_per_week(value)
        else:
            values[name] = value
    return values


def _worlds(scenario: Scenario) -> list[dict[str, Any]]:
    market, brand = scenario.market, scenario.brand
    involuntary = 1.0 - (1.0 - market.involuntary_leaving_per_year) ** (1.0 / WEEKS_PER_YEAR)
    return [
        {
            "norm": market.norm + market.norm_rise_per_year * max(week - 1, 0) / WEEKS_PER_YEAR,
            "promise": brand.promise,
            "advertising": brand.advertising,
            "climate": market.climate,
            "offer_probability": market.offers.probability,
            "offer_size": market.offers.size,
            "involuntary_probability": involuntary,
            "stay_base": market.stay_base,
            "stay_spread": market.stay_spread,
            "room_for_deep_relationship": market.room_for_deep_relationship,
        }
        for week in range(1 - scenario.warm_up_weeks, scenario.weeks + 1)
    ]


def _relationship(scenario: Scenario) -> dict[str, Any]:
    contract = scenario.relationship.kind == "contract"
    return {
        "contract": int(contract),
        "term_weeks": scenario.relationship.term_weeks,
        "decision_weeks": float(scenario.relationship.term_weeks) if contract else 1.0,
    }


def _recovery(recovery: Recovery) -> dict[str, Any]:
    return {
        "answer_weeks": recovery.answer_weeks,
        "solved_probability": recovery.solved_probability,
        "hero_probability": recovery.hero_probability,
        **_normal("redress", recovery.redress),
        **_normal("ease", recovery.ease),
        **_normal("empathy", recovery.empathy),
    }


def _touchpoint(touchpoint: Touchpoint) -> dict[str, Any]:
    experience = touchpoint.experience
    ending = experience.emotion.mean if experience.ending is None else experience.ending
    return {
        "contacts_per_week": touchpoint.contacts_per_week,
        **_normal("success", experience.success),
        **_normal("ease", experience.ease),
        **_normal("emotion", experience.emotion),
        "ending_mean": ending,
        "failure_probability": touchpoint.failure.probability,
        **_lognormal("severity", touchpoint.failure.severity),
        "delight_probability": touchpoint.delight.probability,
        **_lognormal("delight", touchpoint.delight.size),
        "stream": touchpoint.name,
    }


def _normal(name: str, spread: Spread) -> dict[str, float]:
    return {f"{name}_mean": spread.mean, f"{name}_sd": spread.sd}


def _lognormal(name: str, heavy: Heavy) -> dict[str, float]:
    return {f"{name}_mean": heavy.mean, f"{name}_spread": heavy.spread}


def _table(rows: list[dict[str, Any]]) -> np.ndarray:
    """Return a structured array: float64 for numbers, int64 for whole ones, a 32-bit word for the names of streams."""
    first = rows[0]
    table = np.zeros(len(rows), np.dtype([(name, _kind(value)) for name, value in first.items()], align=True))
    for index, row in enumerate(rows):
        for name, value in row.items():
            table[index][name] = stream_of(value) if isinstance(value, str) else value
    return table


def _one(row: dict[str, Any]) -> np.void:
    table = _table([row])
    record: np.void = table[0]
    return record


def _kind(value: Any) -> str:
    if isinstance(value, str):
        return "u8"
    return "i8" if isinstance(value, int) else "f8"
