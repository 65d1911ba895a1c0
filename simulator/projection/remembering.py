"""With what the remembered experience goes: trust, the account, forgiving, talking, staying (D9)."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np

from simulator.customer.decision import inclination
from simulator.customer.experience import cushion
from simulator.customer.memory import remembered
from simulator.customer.state import TIERS
from simulator.customer.talk import talk_rate
from simulator.projection.engagement import correlation
from simulator.projection.people import People
from simulator.scenario.mechanisms.neutral import in_force
from simulator.scenario.schema import Scenario

MOST_ASKED = 20_000
"""Persons that are looked at, evenly spread over all rows: enough for the second digit of a correlation."""

GOES_WITH = {
    "balance": "the account",
    "trust": "trust",
    "identification": "identification",
    "talk": "how readily one talks",
    "contributions": "having contributed within the last half year",
    "forgiveness": "the share of a blow that is forgiven",
    "inclination_to_stay": "the inclination to stay, without an offer",
    "stayed": "being still there, among all who ever were customers",
}
"""With what the remembered experience is correlated. All but the last are asked of the customers of the end."""

_NUMBERS = (
    *("memory_peak", "memory_end", "memory_mean", "balance", "trust", "habit", "identification", "investment"),
    *("stirred", "unsettled", "hurt", "avoidance", "talkativeness", "stay_base", "contributed_week"),
)


def goes_with(people: People, scenario: Scenario) -> dict[str, float]:
    """Return the correlation of the remembered experience with each of `GOES_WITH`; empty where nobody was kept.

    Example:
        >>> goes_with(projection.people, projection.scenario)["trust"]  # doctest: +SKIP
        0.52
    """
    if not people.count():
        return {}
    p = SimpleNamespace(**in_force(scenario).psychology.model_dump())
    asked = list(_spread(people))
    memory = np.array([remembered(c, p) for c in asked])
    there = np.array([c.status in {"customer", "leaving"} for c in asked], bool)
    values = {
        "balance": [c.balance for c in asked],
        "trust": [c.trust for c in asked],
        "identification": [c.identification for c in asked],
        "talk": [talk_rate(c, p) for c in asked],
        "contributions": [
            1.0 if scenario.weeks - c.contributed_week < p.contribution_within_weeks else 0.0 for c in asked
        ],
        "forgiveness": [cushion(c, p) for c in asked],
        "inclination_to_stay": [inclination(c, p, 0.0) for c in asked],
    }
    found = {name: correlation(memory[there], np.array(each, float)[there]) for name, each in values.items()}
    return {**found, "stayed": correlation(memory, there.astype(float))}


def _spread(people: People) -> Iterator[Any]:
    """Yield every n-th person, with the names of the columns, but for those who never were customers."""
    step, seen = -(-people.count() // MOST_ASKED), 0
    for batch in people.batches():
        picked = batch.take(_indices(-seen % step, batch.num_rows, step))
        seen += batch.num_rows
        columns = {name: np.nan_to_num(_floats(picked.column(name)), nan=-np.inf).tolist() for name in _NUMBERS}
        columns["status"] = picked.column("status").to_pylist()
        columns["tier"] = [TIERS.index(tier) for tier in picked.column("tier").to_pylist()]
        for row in zip(*columns.values(), strict=True):
            c = SimpleNamespace(**dict(zip(columns, row, strict=True)))
            if c.status != "prospect":
                yield c


def _indices(first: int, rows: int, step: int) -> Any:
    import pyarrow as pa

    return pa.array(np.arange(first, rows, step, dtype=np.int64))


def _floats(column: Any) -> np.ndarray:
    return np.asarray(column.to_numpy(zero_copy_only=False), float)
