"""What things cost and bring, week by week: an intervention may change a price from its first week on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from simulator.scenario.changing import Changes, changes_in, with_changes
from simulator.scenario.schema import Scenario


class PriceList:
    """The prices of a scenario under any of its interventions; one list serves all replicates.

    Example:
        >>> shop = Scenario(name="Shop", touchpoints=({"name": "order", "contacts_per_week": 1, "cost": 2},))
        >>> PriceList(shop).ever(lambda each: each.touchpoints[0].cost)
        True
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._changing = [
            number
            for number, each in enumerate(scenario.interventions)
            if any(_may_be_a_price(path, value) for path, value in each.set.items())
        ]
        self._known: dict[str, int] = {"[]": 0}
        self.scenarios: list[Scenario] = [scenario]
        """Every scenario that was asked for so far, each with other prices."""

    def ever(self, price: Callable[[Scenario], Any]) -> bool:
        """Return whether something has a price, in the scenario as it is or under one of its interventions."""
        return any(bool(price(each)) for each in self._possible)

    def in_force(self, acting: np.ndarray) -> np.ndarray:
        """Return the numbers of the scenarios in force from what acted: [..., week, intervention] to [..., week].

        Where no intervention touches a price, one number stands for all weeks.
        """
        if not self._changing:
            return np.zeros((1, 1), int)
        asked = acting[..., self._changing].astype(bool)
        return np.array(
            [
                [self._number(week, np.array(self._changing)[acts]) for week, acts in enumerate(weeks, start=1)]
                for weeks in asked
            ]
        )

    @cached_property
    def _possible(self) -> list[Scenario]:
        changes = (self.scenario.interventions[number].set for number in self._changing)
        return [self.scenario, *(with_changes(self.scenario, _of_prices(each)) for each in changes)]

    def _number(self, week: int, acting: Iterable[int]) -> int:
        changes = _of_prices(changes_in(self.scenario, week, map(int, acting)))
        name = repr(sorted(changes.items()))
        if name not in self._known:
            self._known[name] = len(self.scenarios)
            self.scenarios.append(with_changes(self.scenario, changes))
        return self._known[name]


class Prices:
    """The prices that were in force in each replicate and week."""

    def __init__(self, prices: PriceList, acting: np.ndarray) -> None:
        self._in_force = prices.in_force(acting)
        self._scenarios = prices.scenarios

    def of(self, read: Callable[[Scenario], float | Sequence[float]]) -> np.ndarray:
        """Return a price, or a row of them, as [replicate, week, ...]; both axes are 1 where it never changes."""
        return np.asarray(np.array([read(each) for each in self._scenarios], float)[self._in_force])


def _may_be_a_price(path: str, value: Any) -> bool:
    # What is set as a whole, a touchpoint for instance, may hold a cost among other things.
    return path.partition(".")[0] == "economics" or path.endswith(".cost") or isinstance(value, (dict, list, tuple))


def _of_prices(changes: Changes) -> Changes:
    """Leave out what is no price, or every step of a ramp of anything would be a scenario of its own."""
    return {path: value for path, value in changes.items() if _may_be_a_price(path, value)}
