"""An exploration: every combination of a few sliders, lived, and the page that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator.experiment.compare import REPLICATES
from simulator.explore.aside import Aside
from simulator.explore.grid import Grid
from simulator.explore.living import Living
from simulator.explore.sliders import sliders_of
from simulator.population.population import Progress
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario


@dataclass(frozen=True)
class Asked:
    """What is to be lived, checked as far as that goes without living it."""

    grid: Grid
    scenarios: tuple[Scenario, ...]

    @property
    def customer_weeks(self) -> int:
        """How much there is to live, warm-ups and replicates included."""
        base = self.grid.base
        return base.persons * (base.weeks + base.warm_up_weeks) * base.replicates * len(self.grid)


@dataclass(frozen=True)
class Exploration:
    """All worlds of a page.

    Example:
        >>> exploration = explore(shop, ["recovery.empathy=0:1:5"])  # doctest: +SKIP
        >>> exploration.figures(3)["staying"]  # doctest: +SKIP
        array([61.4, 60.8, 62.1,  2.1,  1.5,  2.7])
    """

    grid: Grid
    records: np.ndarray

    def figures(self, number: int) -> dict[str, np.ndarray]:
        """Return what the page shows of a world, by the names of the fields of its record."""
        return self.grid.packing.unpacked(self.records[number])

    @cached_property
    def page(self) -> str:
        """The page, which opens without a network and holds everything."""
        from simulator.explore.page import page_of

        return page_of(self)


def ask(scenario: Scenario, sliders: Sequence[str], replicates: int | None = None) -> Asked:
    """Return what is to be lived for these sliders.

    `replicates` are repetitions with other luck, by default those of the scenario, or 5 where it asks for one.

    Raises:
        UsageError: when the sliders cannot be read, or there are too many combinations for one small file.
        ScenarioError: when a value, or a combination of values, is not allowed.
    """
    if replicates is None:
        replicates = scenario.replicates if scenario.replicates > 1 else REPLICATES
    scenario = changed(scenario, {"replicates": replicates})
    grid = Grid(scenario, sliders_of(sliders, scenario))
    _ = grid.packing  # so many that they do not fit are refused before each of them is looked at
    return Asked(grid, tuple(grid.scenarios()))


def explore(
    scenario: Scenario,
    sliders: Sequence[str],
    *,
    replicates: int | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Exploration:
    """Live every combination of the sliders, each a text `PATH=LO:HI:STEPS` or `PATH=WORD,WORD`.

    `replicates` are repetitions with other luck, by default those of the scenario, or 5 where it asks for one.
    `threads` changes the time only.
    """
    return live_all(ask(scenario, sliders, replicates), threads=threads, progress=progress)


def live_all(
    asked: Asked, *, threads: int | None = None, progress: Progress | None = None, aside: Aside | None = None
) -> Exploration:
    """Live what was asked; with `aside`, go on from what it holds, and keep there what is done."""
    living = Living(asked.grid, asked.scenarios, threads, progress or (lambda _: None))
    return Exploration(asked.grid, living.all(aside))
