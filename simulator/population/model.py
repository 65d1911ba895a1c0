"""The customers as a Mesa model: Mesa is the interface, the rows are the store."""

from __future__ import annotations

import warnings
from typing import Any, NoReturn

import mesa
import numpy as np

from simulator.customer.now import Now
from simulator.errors import UsageError
from simulator.population.agent import Customer, feels_in_its_own_way, is_overridden
from simulator.population.agents import Customers
from simulator.population.contacts import Contacts
from simulator.population.plain import PlainWeek
from simulator.population.population import Population
from simulator.scenario.schema import Scenario

MANY_IN_PYTHON = 20_000
"""Above so many customers, a model whose agents feel in Python warns of the time it will take."""
PLAIN_SECONDS = 150e-6
"""What a customer's week takes in plain Python, roughly."""


class CustomerModel(mesa.Model):  # type: ignore[misc]  # mesa has no types
    """A scenario as a Mesa model; `model.agents` are its customers and prospects, `model.step()` is a week.

    `replicate` numbers the run among those with the same seed, `threads` changes the time it takes and nothing else.
    `agent_class` is `Customer` or a subclass; one that overrides how an experience is felt lives in plain Python, about
    a thousand times slower, and everything else in the compiled loop. All ways of stepping give the same bits, in any
    order: all at once, `model.agents.do("step")`, `shuffle_do`, one by one.

    The warm-up of the scenario is lived on construction: week 0, the state one meets first, is that of an established
    customer base. (What an own `feel` needs from a subclass of the model must be set before `super().__init__()`.)

    Example:
        >>> shop = Scenario(name="Shop", weeks=4, customers=10, touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> model = CustomerModel(shop)
        >>> while model.running:
        ...     model.step()
        >>> model.week, len(model.agents), model.agents[0].unique_id
        (4, 10, 1)
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        replicate: int = 0,
        threads: int | None = None,
        agent_class: type[Customer] = Customer,
    ) -> None:
        """Settle the customers and live the warm-up."""
        super().__init__(rng=np.random.SeedSequence([scenario.seed, replicate]))
        if not issubclass(agent_class, Customer):
            raise UsageError(f"agent_class must be Customer or a subclass of it, not {agent_class.__name__}")
        self.agent_class = agent_class
        self.population = Population(scenario, replicate, threads)
        self.arrays: dict[str, np.ndarray] = dict(self.population.columns)
        """Every column by name, those that the agent class adds too; views, to be written into."""
        for base in reversed(agent_class.__mro__):
            for name, initial in base.__dict__.get("extra_columns", {}).items():
                self.arrays[name] = np.full(scenario.persons, initial)
        self._in_python = feels_in_its_own_way(agent_class)
        self._one_by_one = self._in_python or is_overridden(agent_class, "step")
        self._week_in_python: PlainWeek | None = None
        self._only_counting = False
        self._has_lived = np.zeros(scenario.persons, np.bool_)
        self._still_to_live = scenario.persons
        self._agents_as_rows = Customers(self, belongs_to_model=True)
        if self._in_python and scenario.persons > MANY_IN_PYTHON:
            self._warn_of_the_time()
        self._run_to(0)

    # What there is ----------------------------------------------------------------------------------------------

    @property
    def scenario(self) -> Scenario:
        """The scenario that the model was made from."""
        return self.population.scenario

    @scenario.setter
    def scenario(self, scenario: Any) -> None:
        # From 3.4 on Mesa puts an empty scenario of its own here while it starts. Ours is not for changing.
        if hasattr(self, "population"):
            raise AttributeError("the scenario of a model cannot be changed; make another model")

    @property
    def week(self) -> int:
        """The last week that is over; 0 before the first, whatever the warm-up."""
        return self.population.week

    @property
    def now(self) -> Now:
        """The parameters in force in the week after `week`, as the rule reads them; at the end, in the last week."""
        return self._plain_week().now

    @property
    def agents(self) -> Customers:
        """All persons, the prospects last, in the order of their rows unless sorted or shuffled in place."""
        return self._agents_as_rows

    @agents.setter
    def agents(self, agents: Any) -> NoReturn:
        raise AttributeError("model.agents cannot be set: the customers come with the scenario")

    @property
    def network(self) -> Contacts:
        """Who hears whom: `model.network.get_neighbors(agent)`, as Mesa's spaces have it."""
        return Contacts(self)

    @property
    def agent_types(self) -> list[type]:
        """The one class of all agents."""
        return [self.agent_class]

    @property
    def agents_by_type(self) -> dict[type, Customers]:
        """All persons, under their class."""
        return {self.agent_class: self._agents_as_rows}

    def register_agent(self, agent: Any) -> None:
        """Accept a customer of this model, who is there already; refuse everything else."""
        if agent not in self._agents_as_rows:
            raise UsageError(
                f"a {type(self).__name__} holds the customers of its scenario and no other agents; give a "
                f"{type(agent).__name__} a mesa.Model of its own, or make it a plain object"
            )

    def deregister_agent(self, agent: Any) -> NoReturn:
        """Refuse: who leaves the firm keeps the row."""
        raise UsageError("a customer cannot be removed from the model; who leaves keeps the row: see is_customer")

    def remove_all_agents(self) -> NoReturn:
        """Refuse: the customers come with the scenario."""
        self.deregister_agent(None)

    def __getstate__(self) -> dict[str, Any]:
        added = {name: array for name, array in self.arrays.items() if name not in self.population.columns}
        return {**self.__dict__, "arrays": added, "_week_in_python": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.arrays = {**self.population.columns, **state["arrays"]}  # views again, not copies

    # A week -----------------------------------------------------------------------------------------------------

    def step(self) -> None:
        """Live one week: everybody, or whoever has not yet lived it. Raises `UsageError` when the story is over."""
        if not self._only_counting:
            self.end_week()

    def end_week(self) -> None:
        """Let whoever has not lived the week after `week` live it; then the week is over.

        Not needed after `model.agents.do("step")`: with the last customer the week ends by itself. It is for a week
        that was lived by some only.
        """
        self._refuse_when_over()
        week = self.week + 1
        if not self._one_by_one and self._still_to_live == len(self._has_lived):
            self.population.live(week)
        else:
            for row in np.flatnonzero(~self._has_lived).tolist():
                self.agent_class(self, row).step()
        if self.week < week:  # somebody's own step() may have chosen not to live
            self.population.end_week()
        self._begin_week()

    def run(self, until_week: int | None = None) -> None:
        """Live all weeks up to and including `until_week`, by default the last, at full speed where that is possible.

        It is not where the model has a `step` of its own, or the agents live in Python. At full speed, what was
        scheduled with Mesa in between happens at the end.
        """
        last = self.scenario.weeks if until_week is None else min(until_week, self.scenario.weeks)
        if type(self).step is not CustomerModel.step:
            while self.running and self.week < last:
                self.step()
            return
        weeks = range(self.week, last)
        self._run_to(last)
        self._only_counting = True  # Mesa's own clock, for its collectors: it knows of time by calls of step() alone
        try:
            for _ in weeks:
                self.step()
        finally:
            self._only_counting = False

    def live_one(self, customer: Customer) -> None:
        """Live the week after `week` for one customer: what `Customer.step` does, with the same errors."""
        self._refuse_when_over()
        row = customer.row
        if self._has_lived[row]:
            raise UsageError(
                f"customer {customer.unique_id} has lived week {self.week + 1} already and "
                f"{self._still_to_live:,} have not; model.end_week() lets them and begins the next"
            )
        if self._in_python:
            self._plain_week().live(customer, row)
        else:
            self.population.live_some(row, row + 1)
        self._has_lived[row] = True
        self._still_to_live -= 1
        if self._still_to_live == 0:
            self.population.end_week()
            self._begin_week()

    def can_live_at_once(self) -> bool:
        """Return whether a step of each is the compiled week of all: nobody has begun it or does it differently."""
        return self.running and not self._one_by_one and self._still_to_live == len(self._has_lived)

    def _run_to(self, last: int) -> None:
        begun = self._still_to_live < len(self._has_lived)
        while self.week < last and (self._one_by_one or begun):
            self.end_week()
            begun = False
        self.population.live(last)
        self._begin_week()

    def _begin_week(self) -> None:
        self._has_lived[:] = False
        self._still_to_live = len(self._has_lived)
        self._week_in_python = None
        self.running = self.week < self.scenario.weeks

    def _plain_week(self) -> PlainWeek:
        if self._week_in_python is None:
            self._week_in_python = PlainWeek(self.population, min(self.week + 1, self.scenario.weeks))
        return self._week_in_python

    def _refuse_when_over(self) -> None:
        if self.week >= self.scenario.weeks:
            raise UsageError(f"the story is over: week {self.week} is the scenario's last; raise its `weeks` for more")

    def _warn_of_the_time(self) -> None:
        persons, weeks = self.scenario.persons, self.scenario.weeks + self.scenario.warm_up_weeks
        minutes = weeks * persons * PLAIN_SECONDS / 60
        warnings.warn(
            f"{self.agent_class.__name__} lives in plain Python: {persons:,} persons and {weeks} weeks will take "
            f"about {minutes:,.0f} minutes; {MANY_IN_PYTHON:,} are often enough",
            stacklevel=3,
        )
