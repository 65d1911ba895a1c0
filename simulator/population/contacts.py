"""Who hears whom, as Mesa's users ask for it: neighbours as sets of agents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from simulator.population.agents import Customers

if TYPE_CHECKING:
    from simulator.population.agent import Customer
    from simulator.population.model import CustomerModel


class Contacts:
    """The network of a model, with the names of Mesa's `NetworkGrid`; a place in it is an agent.

    Without word of mouth over a network nobody has contacts.

    Example:
        >>> from simulator.population.model import CustomerModel
        >>> from simulator.scenario.schema import Scenario
        >>> talk = {"word_of_mouth": {"network": "small_world", "contacts": 2, "rewiring": 0}}
        >>> buy = {"name": "buy", "contacts_per_week": 1}
        >>> model = CustomerModel(Scenario(name="Shop", weeks=9, customers=5, touchpoints=(buy,), market=talk))
        >>> [agent.unique_id for agent in model.network.get_neighbors(model.agents[0])]
        [2, 5]
    """

    def __init__(self, model: CustomerModel) -> None:
        self._model = model
        self._ties = model.population.society.network

    def get_neighbors(self, agent: Customer, include_center: bool = False, radius: int = 1) -> Customers:
        """Return who can be reached from an agent in at most `radius` steps, in the order of their rows."""
        reached = {agent.row}
        edge = {agent.row}
        for _ in range(radius):
            edge = {contact for row in edge for contact in self._of(row).tolist()} - reached
            reached |= edge
        if not include_center:
            reached.discard(agent.row)
        return Customers(self._model, np.array(sorted(reached), np.int64))

    def __len__(self) -> int:
        """How many pairs hear each other."""
        return len(self._ties.contacts) // 2

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield each pair once, as `unique_id`s: what `networkx.Graph(list(model.network))` takes."""
        for row in range(len(self._ties.starts) - 1):
            yield from ((row + 1, int(contact) + 1) for contact in self._of(row) if contact > row)

    def _of(self, row: int) -> np.ndarray:
        starts, contacts = self._ties.starts, self._ties.contacts
        if len(starts) == 1:  # nobody hears anybody
            return np.zeros(0, np.int64)
        found: np.ndarray = contacts[int(starts[row]) : int(starts[row + 1])]
        return found
