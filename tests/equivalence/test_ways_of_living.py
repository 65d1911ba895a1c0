"""However the weeks are lived, the same people come out: by weeks, by blocks, by threads, one by one, in Python."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.customer import noted
from simulator.customer.state import EXAMPLE, OWN_ACCORD, WON_BACK
from simulator.population import kernel
from simulator.population.agent import Customer
from simulator.population.model import CustomerModel
from simulator.population.plain import PlainWeek
from simulator.population.population import Population
from simulator.scenario.schema import Scenario
from tests.equivalence.stories import (
    ALONE,
    INCIDENTS,
    OPEN_MARKET,
    STREAMS,
    TOUCHPOINTS,
    assert_same,
    differing_columns,
    lived,
    story,
    word_of_mouth,
)
from tests.scenario.strategies import scenarios, societies

KINDS = {
    "open": story(),
    "contract": story(relationship={"kind": "contract", "term_weeks": 8}),
    "no warm-up": story(warm_up_weeks=0),
    "scale-free network": story(market=word_of_mouth("scale_free")),
    "network of blocks": story(market=word_of_mouth("blocks")),
    "network from a file": story(market=word_of_mouth("file")),
    "no network": story(market=word_of_mouth("none")),
    "closed market": story(market={"word_of_mouth": {"network": "small_world", "contacts": 4}}),
    "alone": story(**ALONE),
    **{name: story(**changes) for name, changes in STREAMS.items()},
}


ON_ALL = ("interventions", "all of it")
"""Streams with conditions and budgets: what everybody does decides what acts on each."""


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
            population.live_some(int(row), int(row) + 1)
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


def smaller(scenario: Scenario, customers: int, prospects: int) -> Scenario:
    """Return the scenario with few people and weeks, who hear each other if they did; a file would be of others."""
    talk = scenario.market.word_of_mouth
    if talk.network == "file":
        talk = talk.model_copy(update={"network": "small_world"})
    prospects = min(scenario.market.prospects, prospects)
    market = scenario.market.model_copy(update={"prospects": prospects, "word_of_mouth": talk})
    incidents = []
    for incident in scenario.incidents:
        there = [number for number in incident.reach.customers or () if number <= customers]
        reach = incident.reach.model_copy(
            update={} if incident.reach.customers is None else {"customers": tuple(there)}
        )
        incidents.append(incident.model_copy(update={"reach": reach}))
    size = {"customers": customers, "weeks": 5, "warm_up_weeks": min(scenario.warm_up_weeks, 3)}
    return scenario.model_copy(update={**size, "market": market, "incidents": tuple(incidents)})


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
    scenario = KINDS["open"]
    population = Population(scenario)
    letters, heard = population.society.letters, np.zeros(3, np.int64)
    while population.week < scenario.weeks:
        population.live(population.week + 1)
        heard += [np.count_nonzero(box) for box in (letters.talk, letters.departures, letters.invitations)]
    tally = population.tally
    assert (heard > 0).all()
    assert (tally.touchpoints.sum(axis=(0, 1, 2))[[*range(noted.RECOVERED_POORLY + 1)]] > 0).all()
    assert (tally.touchpoints.sum(axis=(0, 1, 2))[[noted.DEPOSITED, noted.RECOVERY_DEPOSITED]] > 0).all()
    assert (tally.touchpoints.sum(axis=(0, 1, 2))[[noted.WITHDRAWN, noted.RECOVERY_WITHDRAWN]] < 0).all()
    never = [
        name for name, count in zip(noted.OF_CUSTOMERS, tally.customers.sum(axis=(0, 1)), strict=True) if not count
    ]
    assert never == []
    assert lived(KINDS["no warm-up"]).tally.customers.sum(axis=(0, 1))[noted.JOINED] == scenario.customers
    assert (tally.channels.sum(axis=(0, 1)) > 0).all()
    programmes = tally.programmes.sum(axis=(0, 1))
    assert (programmes[:, [noted.OFFERED, noted.TAKEN, noted.PROGRAMME_DEPOSITED]] > 0).all()
    assert programmes[0, noted.MISSED] > 0
    assert programmes[0, noted.PROGRAMME_WITHDRAWN] < 0
    assert programmes[1, noted.TAKEN] < programmes[1, noted.OFFERED], "some pass an invitation to take part by"
    surveys = tally.surveys.sum(axis=(0, 1))
    questions = (noted.RECOMMEND_ASKED, noted.SATISFIED_ASKED, noted.EASY_ASKED)
    answers = (noted.RECOMMEND_ANSWERED, noted.SATISFIED_ANSWERED, noted.EASY_ANSWERED)
    for asked, answered in zip(questions, answers, strict=True):
        choices = answered - asked
        assert 0 < surveys[answered : answered + choices].sum() < surveys[asked:answered].sum()
    assert (tally.public[1:].sum(axis=0) != 0).all()
    assert tally.reasons.sum() > 0
    assert tally.reasons.sum(axis=(0, 1, 3))[EXAMPLE] > 0


def test_the_streams_hold_everything_that_can_happen() -> None:
    scenario = KINDS["incidents"]
    happened = lived(scenario).tally.touchpoints.sum(axis=1)
    alone = [each for each in scenario.incidents if each.touchpoint is None and (each.severity or each.experience)]
    assert [each.name for each in alone] == ["concert", "flood", "before the story"]
    for place, incident in zip((3, 4), alone[:2], strict=True):
        weeks = np.flatnonzero(happened[1:, place, noted.CONTACT]) + 1
        assert weeks.tolist() == list(range(incident.week, incident.week + incident.weeks))
    answered = happened[:, 4, noted.COMPLAINT].sum() - happened[:, 4, noted.UNHEARD].sum()
    assert answered > 0, "some were answered by its own recovery"

    acted = lived(KINDS["interventions"]).tally.acting.sum(axis=0)
    assert acted.tolist()[:3] == [25, 5, 19]
    assert (acted[3:] > 0).all()
    assert (acted[3:] < scenario.weeks).all()
    programmes = lived(KINDS["interventions"]).tally.programmes.sum(axis=1)
    spent = np.array([2.0 * programmes[:week, 0, noted.TAKEN].sum() for week in range(1, scenario.weeks + 2)])
    assert spent[-1] >= 40.0, "its money ran out"
    assert not programmes[np.argmax(spent >= 40.0) + 1 :, 0, noted.TAKEN].any()

    outcomes = [Population(KINDS["a log"]).events(week)["outcome"] for week in range(1, scenario.weeks + 1)]
    assert set(np.concatenate(outcomes).tolist()) == {0, 1, 2, 3, 4}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.one_of(scenarios(), societies()))
def test_plain_python_gives_the_same_bits_in_any_scenario(scenario: Scenario) -> None:
    few = smaller(scenario, customers=4, prospects=4)
    assert_same(lived(few), in_plain_python(few))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.one_of(scenarios(), societies()))
def test_one_by_one_gives_the_same_bits_in_any_scenario(scenario: Scenario) -> None:
    few = smaller(scenario, customers=300, prospects=40)
    assert_same(lived(few), one_by_one(few))


def test_a_plain_week_begins_anywhere() -> None:
    scenario = story()
    population = Population(scenario)
    population.live(7)
    for person in range(scenario.persons):
        PlainWeek(population, 8).live(CustomerModelRow(population, person), person)
    population.end_week()
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


CROWD = 64 * kernel.BLOCK
MANY = 2 * CROWD + 77


@pytest.fixture(scope="module", params=["small_world", "blocks", "none", "interventions", "all of it"])
def many(request: pytest.FixtureRequest) -> tuple[Scenario, Population]:
    """More people than one thread takes at a time, and what became of them on one thread."""
    changes = {"warm_up_weeks": 3, **STREAMS.get(request.param, {})}
    talk = word_of_mouth("none" if request.param in STREAMS else request.param)
    scenario = story(**changes, customers=MANY, weeks=6, market={**talk, "prospects": CROWD // 2})
    return scenario, lived(scenario, threads=1)


@pytest.mark.parametrize("threads", [2, 3, 5])
def test_threads_change_nothing(many: tuple[Scenario, Population], threads: int) -> None:
    scenario, expected = many
    assert_same(expected, lived(scenario, threads=threads))


def test_many_at_once_and_part_by_part_are_the_same(many: tuple[Scenario, Population]) -> None:
    """Living all weeks closes them inside the compiled loop; whoever lives parts of the people closes them outside."""
    scenario, expected = many
    outside = Population(scenario)
    for _ in range(outside.week, scenario.weeks):
        for start in range(0, scenario.persons, CROWD):
            outside.live_some(start, min(start + CROWD, scenario.persons))
        outside.end_week()
    assert_same(expected, outside)


def test_weeks_of_many_can_be_lived_in_any_portions(many: tuple[Scenario, Population]) -> None:
    scenario, expected = many
    population = Population(scenario, threads=2)
    for until in (-1, 0, 1, 4, 6):
        population.live(until)
        assert population.week == max(until, -scenario.warm_up_weeks)
    assert_same(expected, population)


@pytest.mark.parametrize("kind", ["open", "no network", "all of it"])
def test_blocks_change_nothing(kind: str) -> None:
    changes = {"market": KINDS[kind].market.model_dump(), **STREAMS.get(kind, {})}
    scenario = story(customers=5 * kernel.BLOCK + 3 - 14, weeks=12, **changes)
    expected = lived(scenario)
    population = Population(scenario)
    cuts = [0, 1, 7, kernel.BLOCK - 1, kernel.BLOCK + 1, 3 * kernel.BLOCK - 5, scenario.persons]
    parts = list(itertools.pairwise(cuts))
    orders = (parts[::-1], parts[::2] + parts[1::2])
    for week in range(population.week + 1, scenario.weeks + 1):
        for start, end in orders[week % 2]:
            population.live_some(start, end)
        population.end_week()
    assert_same(expected, population)


def test_prospects_have_not_heard_a_whole_warm_up_when_the_story_begins() -> None:
    scenario = story(market={**word_of_mouth("small_world"), "prospects": 300})
    population, forgetful = Population(scenario), Population(scenario)
    population.live(0)
    forgetful.live(-1)
    for name in ("talk", "departures", "invitations"):
        getattr(forgetful.society.letters, name)[scenario.customers :] = 0
    forgetful.live(0)
    assert population.society.letters.talk[scenario.customers :].any()
    assert_same(forgetful, population)


@pytest.mark.parametrize("warm_up_weeks", [0, 12])
@pytest.mark.parametrize("kind", ["open", "contract", *(name for name in STREAMS if name not in ON_ALL)])
def test_one_customer_more_moves_nobody_who_hears_nobody(kind: str, warm_up_weeks: int) -> None:
    """Whoever hears neighbours or the public is moved by what they say; here there is neither."""
    changes = STREAMS.get(kind, {"relationship": {"kind": kind, "term_weeks": 8}})
    scenario = story(**({"warm_up_weeks": warm_up_weeks} | changes | ALONE), customers=50)
    before = lived(scenario)
    after = lived(scenario.model_copy(update={"customers": scenario.customers + 1}))
    assert before.columns.rows.tobytes() == after.columns.rows[:-1].tobytes()


@pytest.mark.parametrize("network", ["none", "small_world"])
def test_one_customer_more_moves_nobodys_luck(network: str) -> None:
    """People who listen do change; what is theirs from birth, and what befalls them in the first week, does not."""
    scenario = story(market=word_of_mouth(network), warm_up_weeks=0, weeks=1)
    more = scenario.market.model_copy(update={"prospects": scenario.market.prospects + 1})
    before, after = lived(scenario), lived(scenario.model_copy(update={"market": more}))
    assert before.columns.rows.tobytes() == after.columns.rows[:-1].tobytes()
    assert np.array_equal(before.tally.touchpoints, after.tally.touchpoints)


def test_a_prospect_more_moves_nobody_where_nobody_is_imitated() -> None:
    """Without reputation, network, imitation and invitations, also who comes in does so by their own luck."""
    joining = {**OPEN_MARKET["joining"], "imitation_per_year": 0.0, "invitation_accepted": 0.0}
    market = {**ALONE["market"], "prospects": 200, "joining": joining}
    scenario = story(market=market, psychology=ALONE["psychology"])
    before = lived(scenario)
    after = lived(scenario.model_copy(update={"market": scenario.market.model_copy(update={"prospects": 201})}))
    assert before.columns.rows.tobytes() == after.columns.rows[:-1].tobytes()
    assert (before.tally.customers.sum(axis=(0, 1))[[noted.JOINED + OWN_ACCORD, noted.JOINED + WON_BACK]] > 0).all()


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


def test_an_incident_that_reaches_nobody_moves_nobody() -> None:
    nobody = {"name": "nothing", "touchpoint": "shop", "week": 2, "weeks": 30, "reach": {"share": 0.0}, "severity": 9.0}
    for place in range(len(INCIDENTS) + 1):
        more = [*INCIDENTS[:place], {**nobody, "week": 30, "weeks": 1}, *INCIDENTS[place:]]
        assert_same(lived(story(incidents=INCIDENTS)), lived(story(incidents=more)))


def test_an_incident_of_another_week_moves_nobodys_luck() -> None:
    """Incidents at one touchpoint are numbered, so that those of one week do not share their luck."""
    late = {"name": "late", "touchpoint": "shop", "week": 20, "severity": 1.0}
    before, after = Population(story(incidents=INCIDENTS)), Population(story(incidents=(late, *INCIDENTS)))
    for population in (before, after):
        population.live(19)
    assert_same(before, after)
    for population in (before, after):
        population.live(20)
    assert differing_columns(before, after)


def test_the_same_people_are_reached_in_each_week() -> None:
    quiet = {"name": "desk", "contacts_per_week": 0.0}
    outage = {"name": "outage", "week": 2, "weeks": 3, "reach": {"share": 0.3}, "severity": {"mean": 0.5, "spread": 0}}
    years = {"kind": "contract", "term_weeks": 100}
    scenario = story(
        **ALONE,
        **{"incidents": [outage], "touchpoints": [quiet], "programmes": [], "warm_up_weeks": 0, "customers": 1_000},
        relationship=years,
        weeks=4,
    )
    failures = lived(scenario).columns["failures"]
    reached = np.count_nonzero(failures)
    assert reached == pytest.approx(300, abs=50)
    assert np.unique(failures[failures > 0.0].round(6)).size == 1, "all of them three times"
    assert lived(scenario).tally.touchpoints[1:, :, 1, noted.FAILURE].sum(axis=1).tolist() == [0, *3 * [reached]]
