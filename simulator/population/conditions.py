"""Interventions that act only while something holds of the customers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from simulator.customer.noted import LEFT, LEVELS, UNIT, Noted
from simulator.customer.state import TIERS
from simulator.scenario.interventions import When
from simulator.scenario.schema import Scenario


class Conditions:
    """Which conditional interventions act, week after week; false where a scenario has none.

    A condition is looked at when a week is over, over all customers, and acts in the next.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._asked = {
            number: (each, each.when) for number, each in enumerate(scenario.interventions) if each.when is not None
        }
        self._until: dict[int, int] = {}
        """The last week for which one that has begun stays in any case."""

    def __bool__(self) -> bool:
        return bool(self._asked)

    def hold(self, week: int, tallies: Iterable[Noted], reputation: float) -> list[int]:
        """Return the numbers of those that act in the week after `week`, which is over."""
        parts = list(tallies)
        moves = np.sum([tally.moves[week] for tally in parts], axis=0).sum((0, 1))[:LEFT]
        sums = np.sum([tally.sums[week] for tally in parts], axis=0).sum(0)
        customers = int(moves.sum())
        known: dict[str, float] = {"reputation": reputation, "customers": float(customers)}
        for tier, count in zip(TIERS, moves, strict=True):
            known[f"share[{tier}]"] = int(count) / max(customers, 1)
        for level in ("balance", "trust"):
            known[f"mean[{level}]"] = int(sums[LEVELS.index(level)]) / UNIT / max(customers, 1)
        for number, (_, when) in self._asked.items():
            if _holds(when, known[when.measure]):
                self._until[number] = max(self._until.get(number, 0), week + when.stays_weeks)
        return [
            number
            for number, (each, _) in self._asked.items()
            if self._until.get(number, 0) > week and each.from_week <= week + 1 <= each.until_week
        ]


def _holds(when: When, value: float) -> bool:
    return value > when.above if when.above is not None else when.below is not None and value < when.below
