"""Where the experiments are made: scenarios with the one set of defaults, the same customers with the same luck.

Every random draw is keyed by person, week and purpose, so two scenarios with the same seed are one world up to the
first difference between them: a fork costs nothing but living both.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from simulator.customer.state import PROSPECT
from simulator.population.population import Population
from simulator.scenario.reading import read_scenario
from simulator.scenario.schema import Scenario

Figures = Mapping[str, Any]
"""What one replicate gave: numbers, or arrays of numbers, by name."""

FULL_CUSTOMERS = 2_000
FULL_REPLICATES = 20
"""The protocol proposed with the patterns: at least 2,000 customers an arm and 20 seeds."""

SHORT_CUSTOMERS = 500
SHORT_REPLICATES = 5


@dataclass(frozen=True)
class Laboratory:
    """How large the experiments are, and what is changed in people for all of them.

    `psychology` holds changed defaults by name, for the note on sensitivity; `off` the mechanisms that are switched
    off.
    """

    customers: int = FULL_CUSTOMERS
    replicates: int = FULL_REPLICATES
    seed: int = 1
    psychology: Mapping[str, float] = field(default_factory=dict)
    off: tuple[str, ...] = ()

    def without(self, mechanisms: Sequence[str]) -> Laboratory:
        """Return the same laboratory with these mechanisms off."""
        return replace(self, off=(*self.off, *mechanisms))

    def scenario(self, **given: Any) -> Scenario:
        """Return a scenario of this laboratory from what a file would say; people are as everywhere.

        `customers` and `seed` are those of the laboratory where they are not given.
        """
        asked = {"name": "experiment", "customers": self.customers, "seed": self.seed, **given}
        return self._with_people(asked, given)

    def library(self, name: str, **given: Any) -> Scenario:
        """Return a scenario of the bundled library, with other values of its top-level keys where they are given."""
        from simulator.scenario.writing import values_of

        asked = values_of(read_scenario(name))
        asked.update({"customers": self.customers, "seed": self.seed, **given})
        return self._with_people(asked, given)

    def live(
        self,
        scenario: Scenario,
        replicate: int,
        until_week: int | None = None,
        prepare: Callable[[Population], None] | None = None,
    ) -> Population:
        """Return the population of a scenario after its weeks; `prepare` may change the customers before the first.

        The rows are `population.columns.rows`, one a person in the same order in every world.
        """
        population = Population(scenario, replicate, threads=1)
        if prepare is not None:
            prepare(population)
            _refuse_older_than_counted(population)
        population.live(until_week)
        return population

    def rows(self, scenario: Scenario, replicate: int, until_week: int | None = None) -> np.ndarray:
        """Return the persons of a scenario after its weeks, each a row with its columns by name."""
        return self.live(scenario, replicate, until_week).columns.rows

    def each(self, work: Callable[[int], Figures]) -> dict[str, np.ndarray]:
        """Return what `work` gives for every replicate, by name: arrays whose first axis is the replicate."""
        # The compiled weeks let go of Python's lock, so threads do; the order of the replicates stays.
        with ThreadPoolExecutor(min(os.cpu_count() or 1, self.replicates)) as pool:
            found = list(pool.map(work, range(self.replicates)))
        return {name: np.array([figures[name] for figures in found], dtype=float) for name in found[0]}

    def _with_people(self, asked: dict[str, Any], protocol: Mapping[str, Any]) -> Scenario:
        # What the protocol of an experiment lays down stays so whatever people are like: all complain, say.
        laid_down = protocol.get("psychology", {})
        asked["psychology"] = {**asked.get("psychology", {}), **self.psychology, **laid_down}
        asked["mechanisms"] = {**asked.get("mechanisms", {}), **dict.fromkeys(self.off, False)}
        return Scenario.model_validate(asked)


def _refuse_older_than_counted(population: Population) -> None:
    """Refuse customers of a tenure that no counter stands ready for: the compiled weeks would count beside it."""
    rows = population.columns.rows
    joined = rows["joined_week"][(rows["status"] != PROSPECT)]
    longest = population.scenario.weeks - int(joined.min(initial=population.scenario.weeks))
    counted = population.tally.tenure.shape[1]
    if longest >= counted:
        raise ValueError(
            f"a customer was prepared who will have been here for {longest} weeks, and {counted - 1} can be counted; "
            "give the scenario `warm_up_weeks`, and set `population.week`, where there is a history"
        )
