"""Sets of customers as Mesa knows them: choosing, ordering, grouping and doing, without keeping agents."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self, cast

import numpy as np

from simulator.population.agent import Customer
from simulator.population.row_set import RowSet

try:
    from mesa.agentset import GroupBy
except ModuleNotFoundError:  # Mesa 3.3
    from mesa.agent import GroupBy

Filter = Callable[[Customer], bool]


class Customers(RowSet):
    """An ordered set of customers with everything that Mesa's `AgentSet` can do, and the same results.

    It holds row numbers. Iterating makes the agents one by one and keeps none; whatever names a column or a measure
    (`get`, `set`, `agg`, `sort`, `groupby`, `select` by keyword) works on whole columns and makes no agent at all.

    Example:
        >>> from simulator.population.model import CustomerModel
        >>> from simulator.scenario.schema import Scenario
        >>> shop = Scenario(name="Shop", weeks=9, customers=50, touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> model = CustomerModel(shop)
        >>> model.run()
        >>> happy = model.agents.select(is_customer=True, balance=lambda balance: balance > 0.1)
        >>> happy.agg("balance", min) > 0.1
        True
    """

    # Choosing and ordering ----------------------------------------------------------------------------------------

    def select(
        self,
        filter_func: Filter | None = None,
        at_most: int | float = math.inf,
        inplace: bool = False,
        agent_type: type | None = None,
        **columns: Any,
    ) -> Self:
        """Return those that pass every filter, in order; as Mesa's, and by columns.

        `filter_func` takes an agent and is called for one after the other. Each keyword names a column or measure, with
        a value to be equal to or a function from the array of all values to one of truths: `select(tier_name="engaged",
        balance=lambda balance: balance > 3)`; no agent is made. `at_most` is a number, or as a float up to 1 a share
        of this set; `inplace` narrows this set itself, which the model's own refuses.
        """
        if isinstance(at_most, float) and at_most <= 1.0:
            at_most = int(len(self) * at_most)
        passes = np.ones(len(self), np.bool_)
        for name, wanted in columns.items():
            values = self.column(name)
            passes &= wanted(values) if callable(wanted) else values == wanted
        if agent_type is not None and not issubclass(self.model.agent_class, agent_type):
            passes[:] = False
        rows = self.rows[passes]
        if filter_func is not None:
            rows = np.fromiter(self._passing(rows, filter_func, at_most), np.int64)
        if at_most < len(rows):
            rows = rows[: max(math.ceil(at_most), 0)]
        return self._result(rows, inplace)

    def sort(self, key: Callable[[Customer], Any] | str, ascending: bool = False, inplace: bool = False) -> Self:
        """Return them ordered by an attribute or a function of an agent; equal ones keep their order."""
        if isinstance(key, str) and self.is_column(key):
            values = self.column(key)
            if ascending:
                order = np.argsort(values, kind="stable")
            else:
                order = (len(values) - 1 - np.argsort(values[::-1], kind="stable"))[::-1]
            return self._result(self.rows[order], inplace)
        by = operator.attrgetter(key) if isinstance(key, str) else key
        ordered = sorted(self, key=by, reverse=not ascending)
        return self._result(np.fromiter((agent.row for agent in ordered), np.int64), inplace)

    def shuffle(self, inplace: bool = False) -> Self:
        """Return them in random order, the same as Mesa's with the same generator."""
        rows = list(self._row_numbers())
        self.random.shuffle(rows)
        return self._result(np.array(rows, np.int64), inplace)

    def groupby(self, by: Callable[[Customer], Any] | str, result_type: str = "agentset") -> Groups:
        """Return the groups by an attribute or a function of an agent: sets, or lists with `result_type="list"`."""
        if isinstance(by, str) and self.is_column(by):
            groups = self._grouped_by_column(by)
        else:
            lists: dict[Any, list[int]] = {}
            for agent in self:
                lists.setdefault(getattr(agent, by) if isinstance(by, str) else by(agent), []).append(agent.row)
            groups = {name: np.array(rows, np.int64) for name, rows in lists.items()}
        sets = {name: self._with(rows) for name, rows in groups.items()}
        return Groups(sets if result_type == "agentset" else {name: list(group) for name, group in sets.items()})

    # Doing --------------------------------------------------------------------------------------------------------

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Self:
        """Call a method, or a function of an agent, for each.

        `do("step")` of everybody is the compiled week of all at once, where that is the same.
        """
        everybody_steps = method == "step" and not args and not kwargs and len(self) == len(self.model.agents)
        if everybody_steps and self.model.can_live_at_once():
            self.model.end_week()
        else:
            self.map(method, *args, **kwargs)
        return self

    def shuffle_do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Self:
        """Do as `do` in a random order, the same as Mesa's with the same generator; the set keeps its own order."""
        self.shuffle().do(method, *args, **kwargs)
        return self

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Return what a method, or a function of an agent, returns for each."""
        if isinstance(method, str):
            return [getattr(agent, method)(*args, **kwargs) for agent in self]
        return [method(agent, *args, **kwargs) for agent in self]

    # ---------------------------------------------------------------------------------------------------------------

    def _from_iterable(self, agents: Iterable[Any]) -> Self:
        """Make the result of `&`, `|`, `-` and `^`, as Python's sets ask."""
        return self._with(np.fromiter(dict.fromkeys(map(self._row_of, agents)), np.int64))

    def _passing(self, rows: np.ndarray, filter_func: Filter, at_most: float) -> Iterator[int]:
        found = 0
        for row in rows.tolist():
            if found >= at_most:
                return
            if filter_func(self.model.agent_class(self.model, row)):
                found += 1
                yield row

    def _grouped_by_column(self, name: str) -> dict[Any, np.ndarray]:
        """Return the rows of each value, values in the order in which they are first met."""
        values, first, which = np.unique(self.column(name), return_index=True, return_inverse=True)
        ends = np.cumsum(np.bincount(which, minlength=len(values)))
        rows = self.rows[np.argsort(which, kind="stable")]
        return {values[i].item(): rows[ends[i - 1] if i else 0 : ends[i]] for i in np.argsort(first).tolist()}

    def _result(self, rows: np.ndarray, inplace: bool) -> Self:
        if not inplace:
            return self._with(rows)
        if len(rows) < len(self):
            self._refuse_for_the_model()
        self._become(rows)
        return self


class Groups(GroupBy):  # type: ignore[misc]  # mesa has no types
    """Mesa's groups, whose `agg` works on whole columns where the groups are sets."""

    def agg(self, attr_name: str, func: Callable[[Any], Any]) -> dict[Any, Any]:
        """Return what a function makes of an attribute in each group."""
        if all(isinstance(group, Customers) for group in self.groups.values()):
            return {name: group.agg(attr_name, func) for name, group in self.groups.items()}
        return cast(dict[Any, Any], super().agg(attr_name, func))
