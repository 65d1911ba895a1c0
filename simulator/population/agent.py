"""One customer as a Mesa agent: a view on one row, made when asked for and forgotten when let go."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

import mesa

from simulator.customer.experience import deposit
from simulator.customer.recovery import deposit_of_recovery
from simulator.customer.state import COLUMNS, ROW
from simulator.errors import UsageError
from simulator.population.measures import MEASURES, Picked, Values

if TYPE_CHECKING:
    from simulator.population.agents import Customers
    from simulator.population.model import CustomerModel


class Customer(mesa.Agent):  # type: ignore[misc]  # mesa has no types
    """A customer: every column of `simulator.customer.state` is an attribute, read from and written to one row.

    Numbers come out as Python's own (float, int) and are stored as the column stores them. Beside the columns there are
    the measures of `simulator.population.measures`, read only: `tier_name`, `is_customer`, `relevance` and so on.
    Customers come from `model.agents`; two objects for the same row are equal. A subclass may override `feel` and
    `feel_recovery` to let people feel in another way; the rest of the week is then the same rule in plain Python.

    An object is a view and lives briefly, so a subclass that wants to remember something of its own declares it in
    `extra_columns`, by name with the value everybody starts with (float, int or bool); nothing else can be set.

    Example:
        >>> class Forgiving(Customer):
        ...     extra_columns = {"forgiven": 0}
        ...     def feel(self, surprise):
        ...         change = super().feel(surprise)
        ...         if change < 0 and self.trust > 0.8:
        ...             self.forgiven += 1
        ...             return 0.0
        ...         return change
    """

    __slots__ = ("model", "row")
    model: CustomerModel
    row: int

    extra_columns: ClassVar[Mapping[str, float]] = {}
    pos = None
    """Mesa's place in a space; customers have none."""

    def __init__(self, model: CustomerModel, row: int) -> None:
        """Look at row `row` of the model, counted from 0. Nothing is registered: the model knows its rows already."""
        if not 0 <= row < model.population.columns.customers:
            raise IndexError(f"no row {row}; there are {model.population.columns.customers:,} customers, from 0")
        object.__setattr__(self, "model", model)
        object.__setattr__(self, "row", row)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Make attributes of the columns that the subclass adds."""
        super().__init_subclass__(**kwargs)
        for name, initial in cls.__dict__.get("extra_columns", {}).items():
            if any(name in base.__dict__ for base in cls.__mro__):
                raise TypeError(f"extra column {name!r} of {cls.__name__} would hide an attribute of that name")
            if not isinstance(initial, (bool, int, float)):
                raise TypeError(f"extra column {name!r} of {cls.__name__} must start as a number, not {initial!r}")
            setattr(cls, name, column_attribute(name, f"Own column of {cls.__name__}.", whole=isinstance(initial, int)))

    @property
    def unique_id(self) -> int:
        """Mesa's number of the agent: the row, counted from 1."""
        return self.row + 1

    @property
    def contacts(self) -> Customers:
        """Whom this person hears, and is heard by; nobody where there is no network."""
        return self.model.network.get_neighbors(self)

    def step(self) -> None:
        """Live the week after `model.week`; when the last customer has, the week is over and `model.week` moves on.

        Raises `UsageError` for a customer who has lived this week already, and when the story is over.
        """
        self.model.live_one(self)

    def feel(self, surprise: float) -> float:
        """Return the change of the balance that an experience makes; override it to let people feel in another way.

        `surprise` is the charge of the experience less what it was judged against, in units of charge. The default is
        the rule's own `deposit`: nothing within the zone of tolerance, losses heavier than gains.
        """
        return deposit(self, self.model.now.psychology, surprise)

    def feel_recovery(self, surprise: float, severity: float) -> float:
        """Return the change of the balance that the answer to a complaint makes; override it as `feel`.

        `severity` is that of the failure complained about. The default is the rule's own `deposit_of_recovery`.
        """
        return deposit_of_recovery(self, self.model.now.psychology, surprise, severity)

    def remove(self) -> NoReturn:
        """Refuse: who leaves the firm keeps the row, with `left_week` and the reasons."""
        raise UsageError("a customer cannot be removed from the model; who leaves keeps the row: see is_customer")

    @classmethod
    def create_agents(cls, model: CustomerModel, n: int, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: the customers come with the scenario."""
        raise UsageError("customers come with the scenario; set its `customers` to have more of them")

    def __setattr__(self, name: str, value: Any) -> None:
        if not hasattr(getattr(type(self), name, None), "__set__"):
            raise AttributeError(
                f"{name!r} would be forgotten: a {type(self).__name__} is a view on a row, made anew each time. "
                f"Declare it in the class: extra_columns = {{{name!r}: 0.0}}",
                name=name,
                obj=self,
            )
        object.__setattr__(self, name, value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Customer):
            return NotImplemented
        return self.row == other.row and self.model is other.model

    def __hash__(self) -> int:
        return hash((id(self.model), self.row))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.model, self.row)

    def __repr__(self) -> str:
        told = f"{self.status_name}, {self.tier_name}, balance {self.balance:.2f}"
        return f"<{type(self).__name__} {self.unique_id}: {told}>"


def column_attribute(name: str, meaning: str, *, whole: bool) -> property:
    """Return an attribute that reads and writes a column; into a column of whole numbers only those are written."""

    def read(customer: Customer) -> float:
        number: float = customer.model.arrays[name].item(customer.row)
        return number

    def write(customer: Customer, value: Any) -> None:
        customer.model.arrays[name][customer.row] = operator.index(value) if whole else value

    return property(read, write, doc=meaning)


def _measure_attribute(name: str, measure: Callable[[Picked], Values]) -> property:
    def read(customer: Customer) -> Any:
        return measure(Picked(customer.model, slice(customer.row, customer.row + 1))).item()

    return property(read, doc=measure.__doc__)


def is_overridden(agent_class: type[Customer], name: str) -> bool:
    """Return whether a class has replaced an attribute or method that `Customer` was born with."""
    return getattr(agent_class, name) is not _AS_BORN[name]


def feels_in_its_own_way(agent_class: type[Customer]) -> bool:
    """Return whether the rule must ask this class in plain Python, since the compiled loop knows only the columns."""
    return any(is_overridden(agent_class, name) for name in ("feel", "feel_recovery", *ROW.names))  # type: ignore[misc]  # a structured type has names


for _column in COLUMNS:
    _told = f"{_column.meaning} ({_column.unit})"
    setattr(Customer, _column.name, column_attribute(_column.name, _told, whole=not _column.dtype.startswith("f")))
for _name, _measure in MEASURES.items():
    if _name != "unique_id":
        setattr(Customer, _name, _measure_attribute(_name, _measure))
_AS_BORN = {name: getattr(Customer, name) for name in dir(Customer)}
