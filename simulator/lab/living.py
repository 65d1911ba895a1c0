"""Living the worlds of a page, as fast as it can be done without leaving anything out.

Only what is different is lived again: a warm-up that a slider does not touch is lived once and gone on from, a world
that has not changed is kept, and so is a map. What comes out is what a run of the same scenario gives, to the last bit.
"""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np

from simulator.customer.noted import Noted
from simulator.experiment.simulate import live
from simulator.lab.paradox import ParadoxMap, firm_of, paradox_map
from simulator.lab.turns import Superseded
from simulator.lab.worlds import Pair
from simulator.population.population import Population
from simulator.population.records import Records, records_of
from simulator.population.standing import Standing, go_on_from, standing_of
from simulator.projection.counts import Counts
from simulator.scenario.economics import Economics
from simulator.scenario.firm import Touchpoint
from simulator.scenario.incidents import Incident
from simulator.scenario.schema import Scenario
from simulator.scenario.timeline import Timeline
from simulator.scenario.writing import fingerprint

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Lived:
    """A world that was lived."""

    scenario: Scenario
    tally: Noted
    rows: np.ndarray
    timeline: Timeline
    """With what everybody knew in each week."""
    records: Records

    @cached_property
    def counts(self) -> Counts:
        """The counts, ready for reckoning."""
        return Counts(self.scenario, [self.tally])


class Kept(Generic[T]):
    """The last few things that were made, by name; safe to use from several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: OrderedDict[str, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: str, make: Callable[[], T]) -> T:
        """Return it, made now unless it is at hand; two who want it at once may both make it."""
        with self._lock:
            if name in self._things:
                self._things.move_to_end(name)
                return self._things[name]
        thing = make()
        with self._lock:
            self._things[name] = thing
            while len(self._things) > self._most:
                self._things.popitem(last=False)
        return thing

    def __len__(self) -> int:
        return len(self._things)


class Engine:
    """What lives the worlds, for all browsers; what it keeps is small and bounded."""

    def __init__(self, threads: int | None = None) -> None:
        self.threads = threads
        self.standings: Kept[Standing] = Kept(6)
        self.lives: Kept[Lived] = Kept(6)
        self.maps: Kept[ParadoxMap] = Kept(64)

    def both(self, pair: Pair, stop: threading.Event) -> tuple[Lived, Lived]:
        """Live both worlds; raises `Superseded` when it is stopped."""
        return self.live(pair.today, stop), self.live(pair.what_if, stop)

    def live(self, scenario: Scenario, stop: threading.Event) -> Lived:
        """Live one world, or take it from what is kept."""
        return self.lives.get(fingerprint(scenario), lambda: self._live(scenario, stop))

    def map(self, scenario: Scenario, stop: threading.Event) -> ParadoxMap:
        """Return the map of the paradox in the world as it is from week 1 on."""
        firm = firm_of(as_in_week_1(scenario))
        return self.maps.get(fingerprint(firm), lambda: paradox_map(firm, stop))

    def _live(self, scenario: Scenario, stop: threading.Event) -> Lived:
        population = self._born(scenario)
        if scenario.warm_up_weeks:
            past = fingerprint(past_of(scenario))
            standing = self.standings.get(past, lambda: self._warmed_up(scenario, stop))
            go_on_from(population, standing)
        advance(population, scenario.weeks, stop)
        return Lived(scenario, population.tally, population.columns.rows, population.timeline, population.records)

    def _warmed_up(self, scenario: Scenario, stop: threading.Event) -> Standing:
        population = self._born(scenario)
        advance(population, 0, stop)
        return standing_of(population)

    def _born(self, scenario: Scenario) -> Population:
        return Population(scenario, 0, self.threads, records_of(scenario))


def advance(population: Population, until_week: int, stop: threading.Event) -> None:
    """Let a population live; raises `Superseded` when nobody wants it any more."""
    live(population, until_week, stop, lambda _: None)
    if stop.is_set():
        raise Superseded


def get_ready() -> None:
    """Load what is needed before anybody moves a slider, and let Python no longer look through it for what is unused.

    Modules and compiled loops are a hundred thousand things that all stay. Every dozen moves all of them were looked
    through, which was measured to take 55 to 85 ms.
    """
    nowhere = Touchpoint(name="nowhere", contacts_per_week=0.0)
    Population(Scenario(name="nobody", weeks=1, customers=1, touchpoints=(nowhere,)), threads=1).live()
    gc.collect()
    gc.freeze()


def past_of(scenario: Scenario) -> Scenario:
    """Return what of a scenario acts before week 1; where that is the same, so is the past.

    What happens later stays as no more than a name, since it is counted under it.
    """

    def shadow(incident: Incident) -> Incident:
        return Incident(name=incident.name, touchpoint=incident.touchpoint, week=1, reputation=0.1)

    return scenario.model_copy(
        update={
            "name": "past",
            "why": "",
            "economics": Economics(),
            "interventions": tuple(each for each in scenario.interventions if each.from_week < 1),
            "incidents": tuple(each if each.week < 1 else shadow(each) for each in scenario.incidents),
        }
    )


def as_in_week_1(scenario: Scenario) -> Scenario:
    """Return a scenario as it is in its first week, with what interventions make of it then."""
    from simulator.scenario.changing import changes_in, with_changes

    acting = [
        number
        for number, each in enumerate(scenario.interventions)
        if each.when is None and each.from_week <= 1 <= each.until_week
    ]
    return with_changes(scenario, changes_in(scenario, 1, acting))
