"""Going on from where another population stood gives what living it all would have given, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.population.population import Population
from simulator.population.standing import go_on_from, standing_of
from simulator.scenario.interventions import Intervention
from simulator.scenario.reading import changed, read_scenario

LATER = Intervention(name="later", set={"recovery.empathy": 0.8, "brand.promise": 0.3})
SHORT = {"customers": 300, "weeks": 8, "warm_up_weeks": 12}


@pytest.mark.parametrize("name", ["ordinary-firm", "telecom", "bank"])
def test_a_future_begins_where_another_past_ended(name: str) -> None:
    today = changed(read_scenario(name), SHORT)
    what_if = today.model_copy(update={"interventions": (*today.interventions, LATER)})
    past, whole, later = Population(today), Population(what_if), Population(what_if)
    past.live(0)
    standing = standing_of(past)
    past.live()  # goes its own way, and takes nothing of what was noted down along
    whole.live()
    go_on_from(later, standing)
    assert later.week == 0
    later.live()
    assert np.array_equal(later.columns.rows, whole.columns.rows)
    assert np.array_equal(later.timeline.public, whole.timeline.public)
    for counter, here, there in zip(whole.tally._fields, later.tally, whole.tally, strict=True):
        assert np.array_equal(here, there), counter
    assert not np.array_equal(past.columns.rows, whole.columns.rows)
    assert standing.nbytes > len(standing.rows) * standing.rows.itemsize


def test_a_story_that_has_begun_is_no_place_to_stand() -> None:
    population = Population(changed(read_scenario("webshop"), {"customers": 10, "weeks": 2}))
    population.live(1)
    with pytest.raises(ValueError, match="the story has begun"):
        standing_of(population)


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_few_people_shared_by_threads_live_the_same_life(threads: int) -> None:
    scenario = changed(read_scenario("ordinary-firm"), {"customers": 4_200, "weeks": 3, "warm_up_weeks": 0})
    alone, shared = Population(scenario, threads=1), Population(scenario, threads=threads)
    alone.live()
    shared.live()
    assert np.array_equal(alone.columns.rows, shared.columns.rows)
    for counter, here, there in zip(alone.tally._fields, shared.tally, alone.tally, strict=True):
        assert np.array_equal(here, there), counter
