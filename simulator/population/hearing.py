"""What reached one person from all the others, week by week: their letterbox, and what everybody knew.

This is all that a person's week takes from other people; with it, and their own luck, anybody can be relived alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np

from simulator.customer import noted
from simulator.customer.noted import Noted
from simulator.customer.state import FORMER
from simulator.customer.talk import close_week
from simulator.errors import ResultsError
from simulator.population.plain import as_plain
from simulator.population.population import Population, Progress
from simulator.population.records import Records, records_of
from simulator.scenario.schema import Scenario
from simulator.scenario.timeline import Timeline, timeline_of

LETTERS = ("talk", "departures", "invitations")
"""The letterboxes that are read; what a person says lies in others."""


@dataclass(frozen=True)
class Heard:
    """What one person met in each week that was not their own luck."""

    timeline: Timeline
    """The parameters in force, with `public` filled in: what everybody knew, a row a week."""
    records: Records
    """What files say of the customers."""
    letters: np.ndarray
    """[week from the first on, `LETTERS`]: what lay in the letterbox as the week began."""


def weeks_again(scenario: Scenario) -> int:
    """Return how many weeks everybody has to live again before one of them can be relived from what was counted."""
    timeline = timeline_of(scenario)
    return len(timeline.world) if _needs_all(scenario, timeline) else scenario.warm_up_weeks


def _needs_all(scenario: Scenario, timeline: Timeline) -> bool:
    """Return whether what reached one person depends on what everybody did: a network, a condition on all."""
    return (
        bool(timeline.world[0]["network"])
        or any(each.when is not None for each in scenario.interventions)
        or any(programme.budget is not None for programme in scenario.programmes)
    )


def heard_by(
    scenario: Scenario,
    person: int,
    replicate: int = 0,
    counted: Noted | None = None,
    progress: Progress | None = None,
    threads: int | None = None,
) -> Heard:
    """Return what reached the person with this number, counted from 0.

    Where nobody talks over a network, only the public can be heard, and that follows from what was `counted` in the
    run, to the last bit: whole numbers went in. A warm-up is not counted, so it is lived again first; and where there
    is a network the whole story is, by everybody, with an eye on this one letterbox.
    """
    timeline = timeline_of(scenario)
    if counted is None or _needs_all(scenario, timeline):
        return _noted_down(scenario, person, replicate, progress, threads)
    if scenario.warm_up_weeks:
        population = Population(scenario, replicate, threads)
        _live(population, 0, progress)
        timeline = population.timeline
    records = records_of(scenario)
    records.mark(timeline)
    _follow(timeline, counted, scenario.persons)
    return Heard(timeline, records, np.zeros((len(timeline.world), len(LETTERS)), np.int64))


def _noted_down(
    scenario: Scenario, person: int, replicate: int, progress: Progress | None, threads: int | None
) -> Heard:
    """Live the story again, everybody, and look into one letterbox as each week begins."""
    population = Population(scenario, replicate, threads)
    timeline = population.timeline
    letters = np.zeros((len(timeline.world), len(LETTERS)), np.int64)
    is_open = timeline.world["open_market"].any()
    boxes = [getattr(population.society.letters, name) for name in LETTERS]
    while population.week < scenario.weeks:
        if population.has_network:
            letters[population.week + 1 - timeline.first_week] = [box[person] for box in boxes]
        _live(population, population.week + 1, None)
        if progress is not None:
            progress((population.week - timeline.first_week + 1) / len(timeline.world))
        if not is_open and population.columns["status"][person] == FORMER:
            break  # who has left a closed market hears no more
    return Heard(timeline, population.records, letters)


def _live(population: Population, until_week: int, progress: Progress | None) -> None:
    """Live in portions that can be interrupted."""
    first = population.week
    while population.week < until_week:
        population.live(population.week + 1)
        if progress is not None:
            progress((population.week - first) / (until_week - first))


def _follow(timeline: Timeline, counted: Noted, persons: int) -> None:
    """Fill in what everybody knew after each week of the story, from what was counted in it."""
    names, psychology = timeline.public.dtype.names or (), as_plain(timeline.psychology)
    for week in range(1, timeline.weeks + 1):
        known = timeline.public[week - timeline.first_week]
        following = SimpleNamespace()
        sums = [int(number) for number in counted.public[week]]
        world = as_plain(timeline.world[week - timeline.first_week])
        close_week(psychology, world, as_plain(known), following, sums, persons)
        if sums[noted.PUBLIC_REPUTATION] != counted.public[week, noted.PUBLIC_REPUTATION]:
            raise ResultsError(
                f"the reputation of week {week} is not the same in these results: another version wrote them; "
                "run the scenario again"
            )
        for name in names:
            timeline.public[week - timeline.first_week + 1][name] = getattr(following, name)
