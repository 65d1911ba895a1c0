"""A scenario as a Mesa model: weeks, stepping in any way, and what it refuses."""

from __future__ import annotations

import copy
import pickle
from typing import ClassVar

import mesa
import pytest

from simulator.customer.noted import PUBLIC_CUSTOMERS
from simulator.errors import UsageError
from simulator.population import model as model_module
from simulator.population.agent import Customer
from simulator.population.model import CustomerModel
from tests.equivalence.stories import ALONE, assert_same, lived, story


def test_it_is_a_mesa_model() -> None:
    model = CustomerModel(story())
    assert isinstance(model, mesa.Model)
    assert model.agent_types == [Customer]
    assert model.agents_by_type == {Customer: model.agents}
    assert len(model.agents) == 50
    with pytest.raises(AttributeError, match="scenario"):
        model.agents = []
    with pytest.raises(AttributeError, match="another model"):
        model.scenario = story(weeks=3)
    assert model.scenario == story()


def test_weeks_are_counted() -> None:
    model = CustomerModel(story(weeks=3))
    weeks = []
    while model.running:
        weeks.append((model.week, model.steps))
        model.step()
    assert weeks == [(0, 0), (1, 1), (2, 2)]
    assert (model.week, model.running) == (3, False)
    for more in (model.step, model.end_week, model.agents[0].step):
        with pytest.raises(UsageError, match="week 3 is the scenario's last"):
            more()


def test_mesas_own_loop_runs_it() -> None:
    model = CustomerModel(story())
    model.run_model()
    assert_same(lived(story()), model.population)


def test_the_warm_up_is_lived_on_construction() -> None:
    model = CustomerModel(story())
    assert model.week == 0
    assert model.agents.agg("experiences", max) > 5
    assert model.agents.agg("joined_week", min) < -5
    fresh = CustomerModel(story(warm_up_weeks=0))
    assert set(fresh.agents.get("status_name")) == {"prospect"}
    fresh.step()
    assert fresh.agents.select(status_name="prospect").agg("row", min) >= fresh.scenario.customers


def test_running_to_a_week_and_on() -> None:
    model = CustomerModel(story())
    model.run(11)
    assert (model.week, model.steps, model.running) == (11, 11, True)
    model.agents[0].step()
    model.run()
    assert (model.week, model.running) == (30, False)
    assert_same(lived(story()), model.population)
    model.run()


def test_a_week_lived_by_some_is_ended_by_the_rest() -> None:
    model = CustomerModel(story())
    few = model.agents.select(segment_name="few")
    few.do("step")
    assert model.week == 0
    with pytest.raises(UsageError, match="end_week"):
        few.do("step")
    model.end_week()
    assert model.week == 1
    few.do("step")
    model.step()
    assert model.week == 2
    model.run()
    assert_same(lived(story()), model.population)


def test_the_parameters_in_force() -> None:
    model = CustomerModel(story())
    assert model.now.week == 1
    assert model.now.rates.tolist()[0] == [0.5, 0.5]
    model.run()
    assert model.now.week == 30


class Watched(CustomerModel):
    """A model with a step of its own, as Mesa users write it."""

    def __init__(self, scenario, **options) -> None:
        super().__init__(scenario, **options)
        self.overdrawn: list[int] = []

    def step(self) -> None:
        self.agents.shuffle_do("step")
        self.overdrawn.append(len(self.agents.select(tier_name="overdrawn")))


def test_a_step_of_its_own() -> None:
    model = Watched(story())
    model.run()
    assert len(model.overdrawn) == 30
    assert_same(lived(story()), model.population)


class Away(Customer):
    """Some are away every other week, and count the weeks they lived."""

    extra_columns: ClassVar = {"weeks_lived": 0}

    def step(self) -> None:
        if self.row % 2 == 0 or self.model.week % 2 == 0:
            super().step()
            self.weeks_lived += 1


def test_agents_with_a_step_of_their_own() -> None:
    """Those who are never away live as ever, where nobody hears of the others."""
    model = CustomerModel(story(warm_up_weeks=0, customers=50, **ALONE), agent_class=Away)
    model.run()
    assert model.week == 30
    assert model.agents.get("weeks_lived") == [30, 15] * 25
    stayed_in = lived(story(warm_up_weeks=0, customers=50, **ALONE)).columns.rows
    for name in stayed_in.dtype.names:  # between the columns of a row lies a byte that is nobody's
        assert model.population.columns[name][::2].tobytes() == stayed_in[name][::2].tobytes()


class InPython(Customer):
    def feel(self, surprise: float) -> float:
        return super().feel(surprise)


@pytest.mark.parametrize("agent_class", [Customer, InPython])
@pytest.mark.parametrize("copied", [lambda model: pickle.loads(pickle.dumps(model)), copy.deepcopy])
def test_copies_live_on_by_themselves(copied, agent_class: type[Customer]) -> None:
    model = CustomerModel(story(), agent_class=agent_class)
    model.run(10)
    model.agents.select(at_most=5).do("step")
    other = copied(model)
    assert other.agents[0].model is other
    other.agents[0].balance = other.agents[0].balance
    while other.running:
        other.step()
    assert_same(lived(story()), other.population)
    assert model.week == 10
    model.run()
    assert_same(lived(story()), model.population)


def test_mesas_generators_follow_the_seed() -> None:
    def drawn(**options: int) -> tuple[float, float]:
        model = CustomerModel(story(seed=options.pop("seed", 5)), **options)
        return model.random.random(), float(model.rng.random())

    assert drawn() == drawn()
    assert len({drawn(), drawn(seed=6), drawn(replicate=1)}) == 3


def test_replicates_are_those_of_the_population() -> None:
    model = CustomerModel(story(), replicate=3, threads=1)
    model.run()
    assert_same(lived(story(), replicate=3), model.population)


def test_other_agents_live_elsewhere() -> None:
    class Rival(mesa.Agent):
        pass

    model = CustomerModel(story())
    with pytest.raises(UsageError, match=r"give a Rival a mesa\.Model of its own"):
        Rival(model)
    model.register_agent(model.agents[0])
    for removal in (lambda: model.deregister_agent(model.agents[0]), model.remove_all_agents):
        with pytest.raises(UsageError, match="is_customer"):
            removal()
    with pytest.raises(UsageError, match="agent_class"):
        CustomerModel(story(), agent_class=Rival)  # type: ignore[arg-type]


def test_many_in_python_are_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_module, "MANY_IN_PYTHON", 20)
    with pytest.warns(UserWarning, match="InPython lives in plain Python: 50 persons and 42 weeks will take"):
        CustomerModel(story(), agent_class=InPython)
    CustomerModel(story())


def test_prospects_are_agents_too() -> None:
    model = CustomerModel(story(warm_up_weeks=0))
    assert (len(model.agents), model.scenario.customers) == (50, 36)
    model.step()
    prospects = model.agents.select(is_prospect=True)
    assert 0 < len(prospects) <= 14
    assert not prospects.select(is_customer=True)
    model.run()
    joined = model.agents[36:]
    assert {agent.joined_through_name for agent in joined if agent.is_customer} >= {"reputation", "referral"}
    assert len(model.agents.select(is_customer=True)) == model.population.tally.public[30, PUBLIC_CUSTOMERS]


def test_the_network_gives_the_contacts_of_an_agent() -> None:
    model = CustomerModel(story())
    pairs = set(model.network)
    assert len(pairs) == len(model.network) > 100
    for agent in model.agents:
        contacts = agent.contacts
        assert [each.unique_id for each in contacts] == sorted(
            {a + b - agent.unique_id for a, b in pairs if agent.unique_id in (a, b)}
        )
        assert all(agent in other.contacts for other in contacts)
    one = model.agents[4]
    assert one not in one.contacts
    assert one in model.network.get_neighbors(one, include_center=True)
    farther = {other for each in one.contacts for other in each.contacts} - {one}
    assert set(model.network.get_neighbors(one, radius=2)) == farther | set(one.contacts)
    assert one.contacts.agg("balance", len) == len(one.contacts)


def test_without_a_network_nobody_has_contacts() -> None:
    model = CustomerModel(story(**ALONE))
    assert len(model.network) == len(list(model.network)) == len(model.agents[0].contacts) == 0
