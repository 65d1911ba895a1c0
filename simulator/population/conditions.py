"""What depends on how the customers fare: interventions with a condition, programmes with a budget."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from simulator.customer.noted import LEFT, LEVELS, TAKEN, UNIT, Noted
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


class Budgets:
    """What has been spent on the programmes whose money can run out; false where none can.

    Money is counted from week 1. The week in which it runs out is paid for.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._left = {
            number: programme.budget
            for number, programme in enumerate(scenario.programmes)
            if programme.budget is not None
        }

    def __bool__(self) -> bool:
        return bool(self._left)

    def spend(self, week: int, tallies: Iterable[Noted], scenario: Scenario) -> list[int]:
        """Take off what the week cost and return the numbers of the programmes whose money is now gone.

        `scenario` is the one in force in the week, with its costs.
        """
        received = np.sum([tally.programmes[week, :, :, TAKEN] for tally in tallies], axis=(0, 1))
        gone = []
        for number, left in list(self._left.items()):
            self._left[number] = left - int(received[number]) * scenario.programmes[number].cost
            if self._left[number] <= 0.0:
                del self._left[number]
                gone.append(number)
        return gone


def _holds(when: When, value: float) -> bool:
    return value > when.above if when.above is not None else when.below is not None and value < when.below
