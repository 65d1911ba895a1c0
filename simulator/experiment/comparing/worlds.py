"""One replicate of all worlds: lived with the same luck, measured, paired, and forgotten."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator.customer.noted import Noted
from simulator.experiment.comparing.fates import Ends, Fates, balance_between, ends_of, fates_of
from simulator.experiment.comparing.following import SEEN_FIRST, Parted
from simulator.experiment.comparing.fork import Fork
from simulator.experiment.comparing.metrics import metrics_of
from simulator.experiment.simulate import live
from simulator.population.inputs import Input, read_inputs
from simulator.population.population import Population, Progress
from simulator.population.records import Records
from simulator.projection import money
from simulator.projection.counts import Counts
from simulator.projection.measures import Measure, measured
from simulator.projection.prices import PriceList
from simulator.scenario.schema import Scenario

LEFT_SO_FAR = Measure("left_so_far", "customers", "who left so far and was not won back")
PROFIT_SO_FAR = Measure("profit_so_far", "euro", "profit of all weeks so far, not discounted")


class World:
    """A scenario with the files it names, read once."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        found: tuple[Records, tuple[Input, ...]] = read_inputs(scenario)
        self.records, self.inputs = found

    @cached_property
    def prices(self) -> PriceList:
        """The prices, which serve all replicates."""
        return PriceList(self.scenario)


@dataclass(frozen=True)
class Life:
    """What one replicate of one world leads to: small enough to keep for a moment."""

    measures: dict[str, tuple[Measure, np.ndarray]]
    """By name; values [week, segment], where one for a measure without segments."""
    metrics: dict[str, float]
    profit_so_far: np.ndarray | None
    """Profit so far by week; None where nobody pays anything."""
    tally: Noted
    """All that was counted; kept of the first replicates only."""


@dataclass(frozen=True)
class Group:
    """What a world of a fork did to a group of customers, against the world in which it never happened."""

    customers: int
    balance: float
    """Mean difference of the balance of those who are customers in both."""
    higher: float
    """Share of those whose balance is higher than had it never happened."""
    staying: float
    """Difference of the share of the group that are customers at the end."""
    path: np.ndarray
    """`balance` by week, from the week of the incident to the last."""


@dataclass(frozen=True)
class Replicate:
    """One replicate of all worlds; the first is the base."""

    lives: tuple[Life, ...]
    fates: tuple[Fates, ...]
    """One for each alternative."""
    reached: tuple[Group, ...] = ()
    """Of a fork, one for each alternative: those whom the incident reached in its first week."""
    heard: tuple[Group, ...] = ()
    """The same for those of them whose complaint was heard."""


def lived(
    worlds: Sequence[World], replicate: int, threads: int, stop: threading.Event, tell: Progress, parting: Fork | None
) -> Replicate:
    """Live one replicate of each world and pair the alternatives with the base."""
    lives: list[Life] = []
    ends: list[Ends] = []
    follow = None if parting is None else Parted(parting, worlds[0].scenario.weeks)
    waiting: dict[int, Population] = {}

    def born(number: int) -> Population:
        return Population(worlds[number].scenario, replicate, threads, worlds[number].records)

    def to(population: Population, week: int, number: int) -> None:
        live(population, week, stop, lambda share: tell((number + share) / len(worlds)))
        if stop.is_set():
            raise KeyboardInterrupt

    if follow is not None:
        # Whom the incident reaches must be known before any of the worlds goes on, so these wait for each other.
        for number in SEEN_FIRST:
            waiting[number] = born(number)
            to(waiting[number], follow.weeks[0], 0)
            follow.see(number, waiting[number].columns.rows)
    for number, world in enumerate(worlds):
        population = waiting.pop(number) if number in waiting else born(number)
        if follow is not None:
            for week in follow.weeks:
                to(population, week, number)
                follow.look(number, population.columns.rows)
        to(population, world.scenario.weeks, number)
        lives.append(_life(world, population))
        ends.append(ends_of(population.columns.rows))
    customers = worlds[0].scenario.customers
    fates = tuple(fates_of(ends[0], each, customers) for each in ends[1:])
    if follow is None:
        return Replicate(tuple(lives), fates)
    reached, heard = (
        tuple(_group(ends[0], each, among, follow.path(which, world)) for world, each in enumerate(ends[1:], start=1))
        for which, among in (("reached", follow.reached), ("heard", follow.heard))
    )
    return Replicate(tuple(lives), fates, reached, heard)


def _life(world: World, population: Population) -> Life:
    counts = Counts(world.scenario, [population.tally], world.prices)
    found = {measure.name: (measure, np.asarray(values[0], float)) for measure, values in measured(counts)}
    found[LEFT_SO_FAR.name] = LEFT_SO_FAR, np.asarray(counts.gone[0], float)
    so_far = None
    if money.has_revenue(counts):
        by_segment = np.cumsum(found["profit"][1], axis=0)
        found[PROFIT_SO_FAR.name] = PROFIT_SO_FAR, by_segment
        so_far = by_segment[:, 0]
    return Life(found, metrics_of(counts), so_far, population.tally)


def _group(base: Ends, alternative: Ends, among: np.ndarray, path: np.ndarray) -> Group:
    number = int(among.sum())
    balance, higher, _ = balance_between(base, alternative, among)
    stay = float("nan")
    if number:
        stay = float(alternative.is_customer[among].mean() - base.is_customer[among].mean())
    return Group(number, balance, higher, stay, path)
