"""Mesa's own DataCollector and batch_run work on the model as they are."""

from __future__ import annotations

from typing import Any

import mesa
import numpy as np
import pytest

from simulator.population.agent import Customer
from simulator.population.model import CustomerModel
from simulator.scenario.schema import Scenario
from tests.equivalence.stories import story


def leavers(model: CustomerModel) -> int:
    return len(model.agents.select(status_name="former"))


class Collected(CustomerModel):
    def __init__(self, scenario: Scenario | None = None, **options: Any) -> None:
        super().__init__(scenario or story(weeks=5), **options)
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "week": "week",
                "leavers": leavers,
                "mean balance": lambda model: model.agents.agg("balance", np.mean),
                "said": [leavers, [self]],
            },
            agent_reporters={"balance": "balance", "tier": lambda agent: agent.tier_name},
            agenttype_reporters={Customer: {"trust": "trust"}},
            tables={"leavers": ["week", "number"]},
        )
        self.datacollector.collect(self)

    def step(self) -> None:
        super().step()
        self.datacollector.add_table_row("leavers", {"week": self.week, "number": leavers(self)})
        self.datacollector.collect(self)


def test_everything_is_collected() -> None:
    model = Collected()
    model.run()
    collector = model.datacollector

    of_model = collector.get_model_vars_dataframe()
    assert of_model["week"].tolist() == [0, 1, 2, 3, 4, 5]
    assert of_model["leavers"].tolist() == of_model["said"].tolist()
    assert of_model["mean balance"].iloc[-1] == model.agents.agg("balance", np.mean)

    of_agents = collector.get_agent_vars_dataframe()
    assert of_agents.index.names == ["Step", "AgentID"]
    assert len(of_agents) == 6 * 50
    last = of_agents.loc[5]
    assert last.index.tolist() == model.agents.get("unique_id")
    assert last["balance"].tolist() == model.agents.get("balance")
    assert last["tier"].tolist() == model.agents.get("tier_name")

    by_type = collector.get_agenttype_vars_dataframe(Customer)
    assert by_type.loc[5]["trust"].tolist() == model.agents.get("trust")
    assert collector.get_table_dataframe("leavers")["number"].tolist() == of_model["leavers"].tolist()[1:]


def test_a_run_at_full_speed_counts_for_the_collector() -> None:
    model = CustomerModel(story())
    collector = mesa.DataCollector(agent_reporters={"balance": "balance"})
    collector.collect(model)
    model.run(10)
    collector.collect(model)
    model.step()
    collector.collect(model)
    steps = collector.get_agent_vars_dataframe().index.get_level_values("Step").unique()
    assert steps.tolist() == [0, 10, 11]


def test_agents_are_collected_for_a_base_type() -> None:
    class Own(Customer):
        pass

    model = Collected(agent_class=Own)
    model.step()
    assert len(model.datacollector.get_agenttype_vars_dataframe(Customer)) == 2 * 50


class Replicated(CustomerModel):
    """As batch_run asks: made from keywords, one of which is `seed`; collecting once a step."""

    def __init__(self, *, customers: int, seed: int | None = None) -> None:
        super().__init__(story(weeks=3, customers=customers, seed=seed or 0))
        self.datacollector = mesa.DataCollector(model_reporters={"week": "week"})

    def step(self) -> None:
        super().step()
        self.datacollector.collect(self)


@pytest.mark.skipif(not hasattr(mesa, "batch_run"), reason="Mesa 4 has none")
def test_mesas_batch_run_runs_it() -> None:
    rows = mesa.batch_run(Replicated, {"customers": [5, 8]}, display_progress=False)
    assert [(row["customers"], row["week"]) for row in rows] == [(5, 3), (8, 3)]
