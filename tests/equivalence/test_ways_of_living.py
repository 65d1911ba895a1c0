"""However the weeks are lived, the same people come out: by weeks, by blocks, by threads, one by one, in Python."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from simulator.customer import noted
from simulator.population import kernel
from simulator.population.agent import Customer
from simulator.population.model import CustomerModel
from simulator.population.plain import PlainWeek
from simulator.population.population import CHUNK, Population
from simulator.scenario.schema import Scenario
from tests.equivalence.stories import TOUCHPOINTS, assert_same, lived, story
from tests.scenario.strategies import scenarios

KINDS = {
    "open": story(),
    "contract": story(relationship={"kind": "contract", "term_weeks": 8}),
    "no warm-up": story(warm_up_weeks=0),
}


class InPython(Customer):
    """Feels as everybody does, but in plain Python."""

    def feel(self, surprise: float) -> float:
        return super().feel(surprise)

    def feel_recovery(self, surprise: float, severity: float) -> float:
        return super().feel_recovery(surprise, severity)


def week_by_week(scenario: Scenario) -> Population:
    population = Population(scenario)
    while population.week < scenario.weeks:
        population.live(population.week + 1)
    return population


def one_by_one(scenario: Scenario) -> Population:
    population = Population(scenario)
    while population.week < scenario.weeks:
        for row in np.random.default_rng(population.week & 0xFF).permutation(scenario.persons):
            population.live_one(int(row))
        population.end_week()
    return population


def in_plain_python(scenario: Scenario) -> Population:
    model = CustomerModel(scenario, agent_class=InPython)
    model.run()
    return model.population


def by_steps_of_the_model(scenario: Scenario) -> Population:
    model = CustomerModel(scenario)
    while model.running:
        model.step()
    return model.population


def by_steps_of_each_agent(scenario: Scenario) -> Population:
    model = CustomerModel(scenario)
    while model.running:
        for agent in model.agents:
            agent.step()
    return model.population


def by_do(scenario: Scenario) -> Population:
    model = CustomerModel(scenario)
    while model.running:
        model.agents.do("step")
    return model.population


def by_shuffled_agents(scenario: Scenario) -> Population:
    model = CustomerModel(scenario)
    while model.running:
        model.agents.shuffle_do(lambda agent: agent.step())
    return model.population


def by_shuffled_agents_in_python(scenario: Scenario) -> Population:
    model = CustomerModel(scenario, agent_class=InPython)
    while model.running:
        model.agents.shuffle_do("step")
    return model.population


def some_by_hand_and_the_rest_by_the_model(scenario: Scenario) -> Population:
    model = CustomerModel(scenario)
    while model.running:
        model.agents.select(lambda agent: agent.row % 3 == model.week % 3).do("step")
        model.step()
    return model.population


WAYS = [
    week_by_week,
    one_by_one,
    in_plain_python,
    by_steps_of_the_model,
    by_steps_of_each_agent,
    by_do,
    by_shuffled_agents,
    by_shuffled_agents_in_python,
    some_by_hand_and_the_rest_by_the_model,
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_way_gives_the_same_bits(way: Callable[[Scenario], Population], kind: str) -> None:
    assert_same(lived(KINDS[kind]), way(KINDS[kind]))


def test_the_story_holds_everything_that_can_happen() -> None:
    for scenario in KINDS.values():
        tally = lived(scenario).tally
        assert (tally.touchpoints.sum(axis=(0, 1, 2))[[*range(noted.RECOVERED_POORLY + 1)]] > 0).all()
        assert (tally.customers.sum(axis=(0, 1)) > 0).all()
        assert tally.reasons.sum() > 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(scenarios())
def test_plain_python_gives_the_same_bits_in_any_scenario(scenario: Scenario) -> None:
    few = scenario.model_copy(update={"customers": 4, "weeks": 5, "warm_up_weeks": min(scenario.warm_up_weeks, 3)})
    assert_same(lived(few), in_plain_python(few))


def test_a_plain_week_begins_anywhere() -> None:
    scenario = story()
    population = Population(scenario)
    population.live(7)
    for person in range(scenario.customers):
        PlainWeek(population, 8).live(CustomerModelRow(population, person), person)
    population.week = 8
    expected = Population(scenario)
    expected.live(8)
    assert_same(expected, population)


class CustomerModelRow:
    """The least that the rule needs of a customer in Python: the columns of one row as attributes."""

    def __init__(self, population: Population, row: int) -> None:
        self.__dict__["_columns"], self.__dict__["_row"] = population.columns, row

    def __getattr__(self, name: str) -> float:
        try:
            number: float = self._columns[name].item(self._row)
        except KeyError:
            raise AttributeError(name) from None
        return number

    def __setattr__(self, name: str, value: float) -> None:
        self._columns[name][self._row] = value


@pytest.mark.parametrize("threads", [2, 3, 7])
def test_threads_change_nothing(threads: int) -> None:
    scenario = story(customers=2 * CHUNK + 77, weeks=8, warm_up_weeks=4)
    assert_same(lived(scenario, threads=1), lived(scenario, threads=threads))


def test_blocks_change_nothing() -> None:
    scenario = story(customers=5 * kernel.BLOCK + 3)
    expected = lived(scenario)
    population = Population(scenario)
    cuts = [0, 1, 7, kernel.BLOCK - 1, kernel.BLOCK + 1, 3 * kernel.BLOCK - 5, scenario.customers]
    parts = list(itertools.pairwise(cuts))
    scratch = kernel.new_luck(len(scenario.touchpoints))
    for start, end in reversed(parts):
        population._live_part(start, end, population.week + 1, 9, population.tally, scratch)
    for start, end in parts[::2] + parts[1::2]:
        population._live_part(start, end, 10, scenario.weeks, population.tally, scratch)
    population.week = scenario.weeks
    assert_same(expected, population)


@pytest.mark.parametrize("kind", KINDS)
def test_one_customer_more_moves_nobody_else(kind: str) -> None:
    scenario = KINDS[kind]
    before = lived(scenario)
    after = lived(scenario.model_copy(update={"customers": scenario.customers + 1}))
    assert before.columns.rows.tobytes() == after.columns.rows[:-1].tobytes()


@pytest.mark.parametrize("place", range(len(TOUCHPOINTS) + 1))
@pytest.mark.parametrize("kind", ["open", "contract"])
def test_a_touchpoint_nobody_meets_moves_nobody(kind: str, place: int) -> None:
    unused = {"name": "unused", "contacts_per_week": 0.0, "failure": {"probability": 1.0}}
    more = [*TOUCHPOINTS[:place], unused, *TOUCHPOINTS[place:]]
    relationship = {"kind": kind, "term_weeks": 8}
    before = lived(story(relationship=relationship, customers=300))
    after = lived(story(relationship=relationship, customers=300, touchpoints=more))

    # Open complaints name their touchpoint by its place in the list, which has moved.
    cases = after.columns["case_touchpoint"]
    cases[(cases > place) & (cases < len(more))] -= 1
    counts = after.tally._replace(touchpoints=np.delete(after.tally.touchpoints, place, axis=2))
    after.tally = counts
    assert_same(before, after)


def test_the_order_of_touchpoints_alone_changes_no_luck() -> None:
    forth, back = story(weeks=1, warm_up_weeks=0), story(weeks=1, warm_up_weeks=0, touchpoints=TOUCHPOINTS[::-1])
    contacts = [lived(each).tally.touchpoints[1, :, :, noted.CONTACT] for each in (forth, back)]
    assert np.array_equal(contacts[0], contacts[1][:, ::-1])


def test_replicates_and_seeds_differ() -> None:
    scenario = story()
    one = lived(scenario)
    assert lived(scenario, replicate=1).columns.rows.tobytes() != one.columns.rows.tobytes()
    assert lived(story(seed=12)).columns.rows.tobytes() != one.columns.rows.tobytes()
