"""The key figures of a comparison as one plain document."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from simulator.experiment.comparing.fork import WORLDS
from simulator.experiment.comparing.metrics import PAIRED
from simulator.experiment.comparing.paired import Paired
from simulator.projection.names import TO

if TYPE_CHECKING:
    from simulator.experiment.comparing.comparison import Comparison

COUNTS = ("saved", "lost", "up", "down", "differing", "others", "won_base", "won_alternative")


def summary_of(comparison: Comparison) -> dict[str, Any]:
    """Return the document: worlds, metrics, who moved, money, what the pairing saves."""
    scenario = comparison.base
    found: dict[str, Any] = {
        "base": comparison.label,
        "weeks": scenario.weeks,
        "customers": scenario.customers,
        "seed": scenario.seed,
        "replicates": comparison.replicates,
        "level": 0.95,
        "answer": comparison.answer(),
        "notes": list(comparison.notes),
        "alternatives": [_alternative(each) for each in comparison.paired],
    }
    if comparison.asked.until is not None:
        found["until"] = {
            "asked": comparison.asked.until,
            "half_width": number(comparison.half_width),
            "met": comparison.is_met,
        }
    if comparison.forked is not None:
        found["fork"] = _fork(comparison)
    return found


def _alternative(paired: Paired) -> dict[str, Any]:
    gains = paired.gains()
    metrics = {}
    for name in paired.names():
        one, other = paired.means(name)
        alone, together = paired.variances(name)
        metrics[name] = {
            "base": number(one),
            "alternative": number(other),
            "difference": paired.paired(name).document(),
            "variance_independent": number(alone),
            "variance_paired": number(together),
        }
    return {
        "name": paired.label,
        "same": paired.is_same,
        "metrics": metrics,
        "pairs": {name: paired.paired(name).document() for name in PAIRED},
        "customers": {name: number(paired.mean_of(name)) for name in COUNTS},
        "matrix": {
            "states": list(TO),
            "customers": [[number(cell) for cell in row] for row in paired.matrix],
        },
        "money": None if gains is None else _plain(gains.document()),
        "example": _example(paired),
        "not_compared": paired.left_out,
    }


def _example(paired: Paired) -> dict[str, Any] | None:
    """One customer of the first replicate whose fates tell most."""
    example = paired.fates[0].example
    return None if example is None else {"fate": example[0], "customer": example[1]}


def _fork(comparison: Comparison) -> dict[str, Any]:
    forked = comparison.forked
    assert forked is not None
    return {
        "incident": forked.parting.incident,
        "week": forked.parting.week,
        "moved_from": forked.parting.moved_from,
        "worlds": [
            {
                "name": name,
                "reached": forked.group("reached", index).document(),
                "heard": forked.group("heard", index).document(),
            }
            for index, name in enumerate(WORLDS[1:])
        ],
        "largest_budget_per_heard_complaint": {name: each.document() for name, each in comparison.budgets().items()},
    }


def number(value: float | None) -> float | None:
    """Return a number, or None for what is none."""
    return None if value is None or not math.isfinite(value) else float(value)


def _plain(document: dict[str, Any]) -> dict[str, Any]:
    return {key: number(value) if isinstance(value, float) else value for key, value in document.items()}
