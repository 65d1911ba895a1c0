"""A set of customers that holds row numbers: who is in it, and reading and writing whole columns of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import TYPE_CHECKING, Any, Literal, Self, cast

import numpy as np
from mesa.agent import AgentSet

from simulator.errors import UsageError
from simulator.population.agent import Customer, is_overridden
from simulator.population.measures import MEASURES, Picked

if TYPE_CHECKING:
    from simulator.population.model import CustomerModel


class RowSet(AgentSet):  # type: ignore[misc]  # mesa has no types
    """The half of `Customers` that knows who is in the set and what their columns say.

    `rows` are the row numbers in the order of the set, None for everybody; `random` shuffles, by default the model's.
    The set of everybody that `belongs_to_model` refuses to lose or gain any.
    """

    def __init__(
        self,
        model: CustomerModel,
        rows: np.ndarray | None = None,
        random: Random | None = None,
        *,
        belongs_to_model: bool = False,
    ) -> None:
        self.model = model
        self.random = model.random if random is None else random
        self._rows = rows
        self._belongs_to_model = belongs_to_model
        self._members: set[int] | None = None

    # Who is in it -------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> np.ndarray:
        """The row numbers, from 0, in the order of the set; a new array."""
        return np.arange(len(self)) if self._rows is None else self._rows.copy()

    def __len__(self) -> int:
        return self.model.population.columns.customers if self._rows is None else len(self._rows)

    def __iter__(self) -> Iterator[Customer]:
        agent_class, model = self.model.agent_class, self.model
        return (agent_class(model, row) for row in self._row_numbers())

    def __contains__(self, agent: object) -> bool:
        if not isinstance(agent, Customer) or agent.model is not self.model:
            return False
        if self._rows is None:
            return True
        if self._members is None:
            self._members = set(self._rows.tolist())
        return agent.row in self._members

    def __getitem__(self, item: int | slice) -> Any:
        """Return one agent, or a list of those in a slice."""
        found = self._row_numbers()[item]
        if isinstance(found, int):
            return self.model.agent_class(self.model, found)
        return [self.model.agent_class(self.model, row) for row in found]

    def add(self, agent: Customer) -> None:
        """Add a customer of the same model, at the end; the model's own set is complete and refuses."""
        self._refuse_for_the_model()
        if agent not in self:
            self._become(np.append(self.rows, self._row_of(agent)))

    def discard(self, agent: Customer) -> None:
        """Take a customer out if in it; the model's own set refuses."""
        self._refuse_for_the_model()
        if agent in self:
            rows = self.rows
            self._become(rows[rows != agent.row])

    def remove(self, agent: Customer) -> None:
        """Take a customer out; KeyError if not in it. The model's own set refuses."""
        self._refuse_for_the_model()
        if agent not in self:
            raise KeyError(agent)
        self.discard(agent)

    def to_list(self) -> list[Customer]:
        """Return the agents as a list, in order."""
        return list(self)

    def copy(self) -> Self:
        """Return the same customers in a set of its own, also of the model's own set."""
        return self._with(self._rows)

    __copy__ = copy

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_members": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def __repr__(self) -> str:
        return f"<{len(self):,} x {self.model.agent_class.__name__}>"

    # Reading and writing ------------------------------------------------------------------------------------------

    def is_column(self, name: str) -> bool:
        """Return whether an attribute of the agents is a column or a measure, to be read for all at once."""
        agent_class = self.model.agent_class
        if name in MEASURES or name in self.model.population.columns:
            return not is_overridden(agent_class, name)
        return name in self.model.arrays

    def column(self, name: str) -> np.ndarray:
        """Return a column or measure of these customers as a new array; AttributeError if there is none so called."""
        if not self.is_column(name):
            known = ", ".join([*self.model.arrays, *MEASURES])
            raise AttributeError(f"no column or measure {name!r}; there are {known}")
        picked = Picked(self.model, self._pick())
        return MEASURES[name](picked) if name in MEASURES else cast(np.ndarray, getattr(picked, name))

    def get(
        self,
        attr_names: str | list[str],
        handle_missing: Literal["error", "default"] = "error",
        default_value: Any = None,
    ) -> list[Any]:
        """Return an attribute of each as a list, or a list of lists for several; `default_value` for none."""
        if handle_missing not in ("error", "default"):
            raise ValueError(f"Unknown handle_missing option: {handle_missing}, should be one of 'error' or 'default'")
        default = () if handle_missing == "error" else (default_value,)
        if isinstance(attr_names, str):
            return self._values(attr_names, default)
        if not attr_names:
            return [[] for _ in range(len(self))]
        return [list(each) for each in zip(*(self._values(name, default) for name in attr_names), strict=True)]

    def set(self, attr_name: str, value: Any) -> Self:
        """Give an attribute of all of them one value; a column is written whole, after the checks of an agent."""
        if attr_name in self.model.arrays and self.is_column(attr_name):
            for agent in self[:1]:
                setattr(agent, attr_name, value)
            self.model.arrays[attr_name][self._pick()] = value
        else:
            for agent in self:
                setattr(agent, attr_name, value)
        return self

    def agg(self, attribute: str, func: Callable[[Any], Any] | Iterable[Callable[[Any], Any]]) -> Any:
        """Return what a function makes of all values of an attribute, or a list of what several make.

        For a column or measure the function gets a numpy array, and a list if it is one of Python's own (`sum`, `min`,
        `list`, ...), which are quicker with lists.
        """
        if callable(func):
            return self.agg(attribute, [func])[0]
        functions = list(func)
        if not self.is_column(attribute):
            values = self.get(attribute)
            return [function(values) for function in functions]
        column = self.column(attribute)
        return [function(column.tolist() if _is_pythons(function) else column) for function in functions]

    # ---------------------------------------------------------------------------------------------------------------

    def _values(self, name: str, default: tuple[Any, ...]) -> list[Any]:
        if self.is_column(name):
            return cast(list[Any], self.column(name).tolist())
        return [getattr(agent, name, *default) for agent in self]

    def _pick(self) -> slice | np.ndarray:
        return slice(None) if self._rows is None else self._rows

    def _row_numbers(self) -> range | list[int]:
        return range(len(self)) if self._rows is None else self._rows.tolist()

    def _row_of(self, agent: Any) -> int:
        if not isinstance(agent, Customer) or agent.model is not self.model:
            raise TypeError(f"a set of customers holds customers of one model, not {agent!r}")
        return agent.row

    def _with(self, rows: np.ndarray | None) -> Self:
        return type(self)(self.model, rows, self.random)

    def _become(self, rows: np.ndarray) -> None:
        self._rows, self._members = rows, None

    def _refuse_for_the_model(self) -> None:
        if self._belongs_to_model:
            raise UsageError(
                "model.agents is everybody in the scenario and cannot lose or gain any; "
                "work on a copy: model.agents.select()"
            )


def _is_pythons(function: Any) -> bool:
    """Return whether a function is one of Python's own, such as `sum` or `list`."""
    return getattr(function, "__module__", None) == "builtins"
