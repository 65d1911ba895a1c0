"""Sets of customers against Mesa's own AgentSet, given the same agents: the same answers, without the agents."""

from __future__ import annotations

import copy
import pickle
import statistics
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import pytest
from mesa.agent import AgentSet

from simulator.errors import UsageError
from simulator.population.agent import Customer
from simulator.population.agents import Customers, GroupBy
from simulator.population.model import CustomerModel
from simulator.scenario.schema import Scenario
from tests.equivalence.stories import story


class Named(Customer):
    """With an attribute that is no column, and a method."""

    @property
    def nickname(self) -> str:
        return f"c{self.row % 7}"

    def add_up(self, more: float, *, times: int = 1) -> float:
        return self.balance + more * times

    def cheer(self) -> None:
        self.balance = self.balance + 1.0


@pytest.fixture(scope="module")
def model() -> CustomerModel:
    model = CustomerModel(story(customers=106), agent_class=Named)
    model.run(20)
    return model


def everybody(model: CustomerModel) -> Customers:
    return model.agents.select()


def some(model: CustomerModel) -> Customers:
    return model.agents.select(lambda agent: agent.row % 3 != 1)


def some_shuffled(model: CustomerModel) -> Customers:
    chosen = some(model)
    chosen.random = Random(4)
    return chosen.shuffle()


def nobody(model: CustomerModel) -> Customers:
    return model.agents.select(at_most=0)


def plain(value: Any) -> Any:
    """Take a result apart into what can be compared, keeping every order."""
    if isinstance(value, Customer):
        return ("customer", value.row)
    if isinstance(value, GroupBy):
        return [(name, plain(group)) for name, group in value]
    if isinstance(value, AgentSet | list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return [(name, plain(each)) for name, each in value.items()]
    if isinstance(value, np.generic):
        return value.item()
    return value


QUESTIONS: dict[str, Callable[[Any], Any]] = {
    "all": list,
    "length": len,
    "first": lambda s: s[0] if len(s) else None,
    "last": lambda s: s[-1] if len(s) else None,
    "slice": lambda s: s[2:9:2],
    "reversed": lambda s: list(reversed(s)),
    "index": lambda s: [s.index(agent) for agent in s[:5]],
    "count": lambda s: [s.count(agent) for agent in s[:5]],
    "select nothing said": lambda s: s.select(),
    "select function": lambda s: s.select(lambda agent: agent.balance > 0),
    "select at most 7": lambda s: s.select(at_most=7),
    "select at most 0.4": lambda s: s.select(at_most=0.4),
    "select at most 1": lambda s: s.select(at_most=1),
    "select at most 1.0": lambda s: s.select(at_most=1.0),
    "select at most 2.5": lambda s: s.select(at_most=2.5),
    "select at most -1": lambda s: s.select(at_most=-1),
    "select both": lambda s: s.select(lambda agent: agent.tier > 1, at_most=6),
    "select a share that passes": lambda s: s.select(lambda agent: agent.tier > 1, at_most=0.1),
    "select type": lambda s: s.select(agent_type=Named),
    "select base type": lambda s: s.select(agent_type=Customer, at_most=3),
    "select other type": lambda s: s.select(agent_type=int),
    "select in place": lambda s: s.select(lambda agent: agent.row % 2 == 0, inplace=True),
    "sort": lambda s: s.sort("balance"),
    "sort up": lambda s: s.sort("balance", ascending=True),
    "sort ties": lambda s: s.sort("tier"),
    "sort ties up": lambda s: s.sort("tier", ascending=True),
    "sort words": lambda s: s.sort("tier_name"),
    "sort truths": lambda s: s.sort("is_customer"),
    "sort unique_id": lambda s: s.sort("unique_id"),
    "sort attribute": lambda s: s.sort("nickname", ascending=True),
    "sort dotted": lambda s: s.sort("model.week"),
    "sort function": lambda s: s.sort(lambda agent: agent.trust, inplace=True),
    "shuffle": lambda s: [s.shuffle(), s.shuffle(), s],
    "shuffle in place": lambda s: [s.shuffle(inplace=True), s],
    "get": lambda s: s.get("balance"),
    "get whole numbers": lambda s: s.get("tier"),
    "get measure": lambda s: s.get("tier_name"),
    "get attribute": lambda s: s.get("nickname"),
    "get several": lambda s: s.get(["unique_id", "balance", "nickname"]),
    "get none": lambda s: s.get([]),
    "get missing": lambda s: s.get("mood", "default", 5),
    "get some missing": lambda s: s.get(["tier", "mood"], handle_missing="default"),
    "agg builtins": lambda s: s.agg("balance", [sum, len, sorted]),
    "agg numpy": lambda s: s.agg("balance", np.sum),
    "agg means": lambda s: s.agg("trust", [np.mean, np.std, statistics.fmean]) if len(s) else None,
    "agg own": lambda s: s.agg("tier", lambda values: sum(value > 1 for value in values)),
    "agg words": lambda s: s.agg("nickname", "".join),
    "map method": lambda s: s.map("add_up", 2.0, times=3),
    "map function": lambda s: s.map(lambda agent, more: agent.tier + more, 5),
    "do": lambda s: [s.do(lambda agent, seen: seen.append(agent.row), seen := []), seen],
    "shuffle_do": lambda s: [s.shuffle_do(lambda agent, seen: seen.append(agent.row), seen := []), seen],
    "group": lambda s: s.groupby("tier"),
    "group words": lambda s: s.groupby("tier_name").count(),
    "group truths": lambda s: s.groupby("is_customer").map(len),
    "group attribute": lambda s: s.groupby("nickname"),
    "group function": lambda s: s.groupby(lambda agent: agent.row % 4),
    "group lists": lambda s: s.groupby("segment_name", result_type="list"),
    "group agg": lambda s: s.groupby("tier").agg("balance", sum),
    "group lists agg": lambda s: s.groupby("tier", result_type="list").agg("balance", max),
    "group map": lambda s: s.groupby("tier").map("get", "row"),
    "and": lambda s: s & s.select(lambda agent: agent.tier > 1),
    "or": lambda s: s.select(lambda agent: agent.row < 30) | s,
    "minus": lambda s: s - s.select(lambda agent: agent.tier > 1),
    "either": lambda s: s.select(lambda agent: agent.tier > 1) ^ s.select(at_most=20),
    "subset": lambda s: [s <= s.select(), s < s.select(), s.select(at_most=2) <= s, s.isdisjoint(s)],
    "equal": lambda s: [s == s.select(), s == s.sort("trust"), s == s.select(at_most=1)],
    "copy": copy.copy,
    "list": lambda s: s.to_list() if hasattr(AgentSet, "to_list") else list(s),
    "pop": lambda s: [s.pop() if len(s) else None, s],
    "clear": lambda s: [s.clear(), s],
}


@pytest.mark.filterwarnings("ignore:No Agents specified")  # Mesa's own empty sets
@pytest.mark.filterwarnings("ignore:AgentSet.__getitem__:PendingDeprecationWarning")  # from Mesa 3.4 on
@pytest.mark.parametrize("choose", [everybody, some, some_shuffled, nobody], ids=lambda choose: choose.__name__)
@pytest.mark.parametrize("question", QUESTIONS)
def test_it_answers_as_mesas_own(model: CustomerModel, question: str, choose: Callable[..., Customers]) -> None:
    ours = choose(model)
    ours.random = Random(8)
    kept = list(ours)
    mesas = AgentSet(kept, random=Random(8))
    assert isinstance(ours, AgentSet)
    ask = QUESTIONS[question]
    assert plain(ask(ours)) == plain(ask(mesas))


def test_membership(model: CustomerModel) -> None:
    chosen = some(model)
    assert model.agents[0] in chosen
    assert model.agents[1] not in chosen
    assert model.agents[1] in model.agents
    assert CustomerModel(story()).agents[0] not in model.agents
    assert 0 not in model.agents


def test_adding_and_removing(model: CustomerModel) -> None:
    chosen = model.agents.select(at_most=3)
    fifth = model.agents[4]
    chosen.add(fifth)
    chosen.add(fifth)
    assert chosen.get("row") == [0, 1, 2, 4]
    chosen.remove(model.agents[1])
    chosen.discard(model.agents[1])
    assert chosen.get("row") == [0, 2, 4]
    with pytest.raises(KeyError):
        chosen.remove(model.agents[1])
    with pytest.raises(TypeError, match="one model"):
        chosen.add(CustomerModel(story()).agents[0])


@pytest.mark.parametrize(
    "change",
    [
        lambda agents: agents.add(agents[0]),
        lambda agents: agents.discard(agents[0]),
        lambda agents: agents.remove(agents[0]),
        lambda agents: agents.pop(),
        lambda agents: agents.clear(),
        lambda agents: agents.select(at_most=2, inplace=True),
    ],
)
def test_the_models_own_set_is_everybody(model: CustomerModel, change: Callable[[Customers], Any]) -> None:
    with pytest.raises(UsageError, match="everybody"):
        change(model.agents)
    assert len(model.agents) == 120


def test_the_models_own_set_may_be_ordered() -> None:
    model = CustomerModel(story())
    model.agents.sort("usage", inplace=True)
    usage = model.agents.get("usage")
    assert usage == sorted(usage, reverse=True)
    model.step()
    assert len(model.agents) == 50


def test_setting_writes_whole_columns() -> None:
    model = CustomerModel(story(), agent_class=Named)
    chosen = model.agents.select(segment_name="few")
    assert chosen.set("trust", 0.25) is chosen
    assert set(chosen.get("trust")) == {0.25}
    assert (model.agents.column("trust") == 0.25).sum() == len(chosen)
    with pytest.raises(TypeError):
        chosen.set("tier", 1.5)
    with pytest.raises(AttributeError):
        chosen.set("tier_name", "engaged")
    with pytest.raises(AttributeError, match="extra_columns"):
        chosen.set("mood", 1)
    before = chosen.get("balance")
    chosen.do("cheer")
    assert chosen.get("balance") == pytest.approx([value + 1.0 for value in before])


def test_selecting_by_columns(model: CustomerModel) -> None:
    by_columns = model.agents.select(is_customer=True, tier=0, balance=lambda balance: balance < -0.5)
    by_agents = model.agents.select(lambda agent: agent.is_customer and agent.tier == 0 and agent.balance < -0.5)
    assert 0 < len(by_columns) < len(model.agents)
    assert by_columns == by_agents
    assert by_columns.get("row") == by_agents.get("row")
    assert len(model.agents.select(lambda agent: agent.row < 5, segment_name="few", at_most=1)) == 1
    with pytest.raises(AttributeError, match="no column or measure 'mood'; there are success_weight, "):
        model.agents.select(mood=1)


def test_an_overridden_attribute_is_asked_of_the_agents() -> None:
    class Rounded(Customer):
        @property
        def tier_name(self) -> str:
            return super().tier_name.upper()

    model = CustomerModel(story(), agent_class=Rounded)
    assert model.agents.get("tier_name")[0].isupper()
    assert all(name.isupper() for name in model.agents.groupby("tier_name").count())


def test_getting_what_is_missing(model: CustomerModel) -> None:
    with pytest.raises(AttributeError, match="mood"):
        model.agents.get("mood")
    with pytest.raises(ValueError, match="handle_missing"):
        model.agents.get("balance", handle_missing="ignore")


def test_columns_are_copies(model: CustomerModel) -> None:
    before = model.agents.column("balance")
    model.agents.column("balance")[:] = 0.0
    model.agents.rows[:] = 0
    assert np.array_equal(before, model.agents.column("balance"))
    assert before.dtype == np.float64


def test_pickles_and_copies(model: CustomerModel) -> None:
    chosen = some(model)
    thawed = pickle.loads(pickle.dumps(chosen))
    assert thawed.get(["row", "balance"]) == chosen.get(["row", "balance"])
    assert thawed.model is not model
    own = pickle.loads(pickle.dumps(model.agents))
    assert own is own.model.agents
    copied = copy.copy(model.agents)
    copied.discard(model.agents[0])
    assert (len(copied), len(model.agents)) == (119, 120)
    assert repr(chosen) == "<80 x Named>"


def test_a_million_are_asked_in_milliseconds_without_making_agents() -> None:
    class Counted(Customer):
        made = 0

        def __init__(self, model: CustomerModel, row: int) -> None:
            type(self).made += 1
            super().__init__(model, row)

    shop = {"name": "order", "contacts_per_week": 0.3}
    model = CustomerModel(
        Scenario.model_validate({"name": "Big", "weeks": 2, "customers": 1_000_000, "touchpoints": [shop]}),
        agent_class=Counted,
    )
    model.step()
    agents = model.agents
    questions: list[Callable[[], Any]] = [
        lambda: agents.agg("balance", np.mean),
        lambda: len(agents.select(is_customer=True, balance=lambda balance: balance > 0.5)),
        lambda: agents.agg("trust", [np.min, np.max]),
        lambda: agents.column("tier"),
        lambda: len(agents),
        lambda: agents.do("step"),
    ]
    for question in questions:
        question()
    agents.groupby("tier_name").agg("balance", np.mean)
    agents.sort("balance").select(at_most=10)
    assert Counted.made == 0
    assert agents[999_999].unique_id == 1_000_000
    assert Counted.made == 1
