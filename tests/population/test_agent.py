"""A customer as an agent: a view on a row that reads, writes, compares and feels."""

from __future__ import annotations

import copy
import pickle
import sys
import weakref
from typing import ClassVar

import mesa
import numpy as np
import pytest

from simulator.customer.state import COLUMNS, TIERS
from simulator.errors import UsageError
from simulator.population.agent import Customer
from simulator.population.measures import MEASURES
from simulator.population.model import CustomerModel
from tests.equivalence.stories import story


@pytest.fixture
def model() -> CustomerModel:
    model = CustomerModel(story())
    model.run(20)
    return model


def test_it_is_a_mesa_agent(model: CustomerModel) -> None:
    agent = model.agents[3]
    assert isinstance(agent, mesa.Agent)
    assert (agent.unique_id, agent.row, agent.model, agent.pos) == (4, 3, model, None)
    assert agent.random is model.random
    assert agent.rng is model.rng


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_every_column_is_an_attribute(model: CustomerModel, column) -> None:
    stored = model.population.columns[column.name]
    values = [getattr(agent, column.name) for agent in model.agents]
    assert {type(value) for value in values} == {float if column.dtype == "f4" else int}
    assert values == stored.tolist()

    setattr(model.agents[2], column.name, 1)
    assert stored[2] == 1
    assert stored.tolist()[3:] == values[3:]
    assert column.meaning in getattr(Customer, column.name).__doc__


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_is_an_attribute(model: CustomerModel, name: str) -> None:
    of_all = model.agents.column(name).tolist()
    assert [getattr(agent, name) for agent in model.agents] == of_all
    assert {type(value) for value in of_all} <= {int, float, bool, str}
    with pytest.raises(AttributeError):
        setattr(model.agents[0], name, of_all[0])


def test_measures_in_words(model: CustomerModel) -> None:
    agents = list(model.agents)
    assert [agent.tier_name for agent in agents] == [TIERS[agent.tier] for agent in agents]
    assert {agent.segment_name for agent in agents} == {"many", "few"}
    assert {agent.status_name for agent in agents if agent.is_customer} <= {"customer", "leaving"}
    assert {agent.status_name for agent in agents} >= {"customer", "prospect", "former"}
    assert all((agent.status_name == "former") <= (agent.root_cause_name != "none") for agent in agents)
    for agent in agents:
        assert (agent.root_cause_name == "none") or not agent.is_customer
        assert agent.is_prospect == (agent.status_name == "prospect")
        if agent.is_prospect:
            assert agent.tenure_weeks == 0
        else:
            last = model.week if agent.is_customer else agent.left_week
            assert agent.tenure_weeks == last - agent.joined_week


def test_numbers_are_stored_as_the_column_stores_them(model: CustomerModel) -> None:
    agent = model.agents[0]
    agent.balance = 0.1
    assert agent.balance == float(np.float32(0.1)) != 0.1
    agent.balance += 1
    assert type(agent.balance) is float
    with pytest.raises(TypeError, match="integer"):
        agent.tier = 2.5
    with pytest.raises(OverflowError):
        agent.tier = 300


def test_views_on_one_row_are_equal(model: CustomerModel) -> None:
    one, same, other = model.agents[1], model.agents[1], model.agents[2]
    assert one is not same
    assert one == same != other
    assert len({one, same, other}) == 2
    elsewhere = CustomerModel(story()).agents[1]
    assert one != elsewhere
    assert one != "customer"


def test_it_weighs_nothing_and_is_forgotten(model: CustomerModel) -> None:
    agent = model.agents[1]
    assert sys.getsizeof(agent) < 100
    gone = weakref.ref(agent)
    del agent
    assert gone() is None
    assert len(model._all_agents) == 0, "nothing is registered with Mesa"


def test_no_row_outside(model: CustomerModel) -> None:
    for row in (-1, 50):
        with pytest.raises(IndexError, match="50 customers"):
            Customer(model, row)


def test_copies_are_views_on_the_same_row_and_pickles_carry_their_model(model: CustomerModel) -> None:
    agent = model.agents[7]
    assert copy.copy(agent) == agent
    thawed = pickle.loads(pickle.dumps(agent))
    assert thawed.model is not model
    assert thawed.balance == agent.balance
    thawed.balance = 9.0
    assert thawed.model.agents[7].balance == 9.0 != agent.balance


def test_what_would_be_forgotten_cannot_be_set(model: CustomerModel) -> None:
    with pytest.raises(AttributeError, match="extra_columns"):
        model.agents[0].mood = 3
    with pytest.raises(AttributeError, match="would be forgotten"):
        model.agents[0].pos = (1, 2)


class Grudging(Customer):
    extra_columns: ClassVar = {"grudges": 0, "worst": 0.0, "angry": False}

    def feel(self, surprise: float) -> float:
        change = super().feel(surprise)
        if change < 0:
            self.grudges += 1
            self.worst = min(self.worst, change)
            self.angry = True
        return change


class MoreGrudging(Grudging):
    extra_columns: ClassVar = {"sighs": 0}


def test_columns_of_its_own() -> None:
    model = CustomerModel(story(warm_up_weeks=0), agent_class=MoreGrudging)
    model.run()
    grudges, worst, angry = model.agents.get("grudges"), model.agents.get("worst"), model.agents.get("angry")
    assert sum(grudges) > 20
    assert all((count > 0) == is_angry == (low < 0) for count, low, is_angry in zip(grudges, worst, angry, strict=True))
    assert model.agents[0].sighs == 0
    assert [type(value) for value in (grudges[0], worst[0], angry[0])] == [int, float, bool]
    assert model.agents.select(grudges=lambda count: count > 3).agg("grudges", min) > 3
    assert "grudges" not in CustomerModel(story()).arrays


@pytest.mark.parametrize(
    ("columns", "words"), [({"balance": 0.0}, "hide"), ({"step": 0}, "hide"), ({"mood": "good"}, "number")]
)
def test_impossible_columns_are_refused(columns: dict[str, object], words: str) -> None:
    with pytest.raises(TypeError, match=words):
        type("Impossible", (Customer,), {"extra_columns": columns})


class Numb(Customer):
    def feel(self, surprise: float) -> float:
        return 0.0


class Grateful(Customer):
    def feel_recovery(self, surprise: float, severity: float) -> float:
        return abs(super().feel_recovery(surprise, severity))


def test_who_feels_nothing_has_no_balance_from_contacts() -> None:
    model = CustomerModel(story(recovery={"channels": ({"name": "form", "reach": 0.0},)}), agent_class=Numb)
    model.run()
    assert model.agents.agg("experiences", max) > 20
    assert model.agents.agg("balance", np.mean) < 0.0, "only complaining in vain moves it"
    # Whom the firm suits well may find even that a little better than what they expected after a trifle.
    assert model.agents.agg("balance", max) < 0.1


def test_an_overridden_recovery_only_helps() -> None:
    plain, grateful = CustomerModel(story()), CustomerModel(story(), agent_class=Grateful)
    plain.run()
    grateful.run()
    assert grateful.population.tally.touchpoints[..., -1].sum() == 0, "no recovery withdraws"
    assert grateful.agents.agg("balance", np.mean) > plain.agents.agg("balance", np.mean)


def test_a_week_is_lived_once(model: CustomerModel) -> None:
    model.agents[5].step()
    with pytest.raises(UsageError, match="customer 6 has lived week 21 already and 49 have not"):
        model.agents[5].step()


def test_who_is_a_customer_is_not_for_mesa_to_say(model: CustomerModel) -> None:
    with pytest.raises(UsageError, match="is_customer"):
        model.agents[0].remove()
    with pytest.raises(UsageError, match="scenario"):
        Customer.create_agents(model, 3)
    assert repr(model.agents[0]).startswith("<Customer 1: ")
