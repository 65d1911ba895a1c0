"""What can be told of customers from their columns: for one of them or for a million at once, by the same functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from simulator.customer import memory, relationship, talk
from simulator.customer.state import CUSTOMER, LEAVING, NO_CASE, PROSPECT, REASONS, STATUSES, TIERS, WAYS_IN

if TYPE_CHECKING:
    from simulator.population.model import CustomerModel

Pick: TypeAlias = "slice | np.ndarray"
"""Which rows: a slice, or row numbers in some order."""
Values: TypeAlias = Any
"""An array with a value for each customer."""


class Picked:
    """Some customers of a model as whole columns: what a function of the rule takes for `c`, many at once.

    `picked.balance` is a new array, float64 or int64 as in the arithmetic of the rule.
    """

    def __init__(self, model: CustomerModel, pick: Pick) -> None:
        self.model = model
        self.pick = pick

    def __getattr__(self, name: str) -> Values:
        try:
            column = self.model.arrays[name]
        except KeyError:
            raise AttributeError(f"no column {name!r}; there are {', '.join(self.model.arrays)}") from None
        kind = {"f": np.float64, "b": np.bool_}.get(column.dtype.kind, np.int64)
        return column[self.pick].astype(kind)


def unique_id(c: Picked) -> Values:
    """Mesa's number: the row, counted from 1."""
    return np.arange(1, c.model.population.columns.customers + 1)[c.pick]


def is_customer(c: Picked) -> Values:
    """Whether the person is a customer now; one who has given notice still is."""
    return (c.status == CUSTOMER) | (c.status == LEAVING)


def is_prospect(c: Picked) -> Values:
    """Whether the person is no customer yet, or about to come back."""
    return c.status == PROSPECT


def has_open_case(c: Picked) -> Values:
    """Whether the customer waits for the answer to a complaint."""
    return c.case_touchpoint != NO_CASE


def tenure_weeks(c: Picked) -> Values:
    """How many weeks the person has been, or was, a customer; 0 for a prospect."""
    until = np.where(is_customer(c), c.model.week, c.left_week)
    return np.where(c.status == PROSPECT, 0, until - c.joined_week)


def relevance(c: Picked) -> Values:
    """How far the relationship matters, 0 to 1: the needs' fulfilments, weighted by their strengths."""
    return relationship.relevance(c)


def remembered(c: Picked) -> Values:
    """The experience as remembered, in charge: a mix of peak, end and mean."""
    return memory.remembered(c, c.model.now.psychology)


def tone(c: Picked) -> Values:
    """How warm (up to 1) or bitter (down to -1) the person would speak of the firm."""
    return talk.tone(c, c.model.now.psychology)


def tier_name(c: Picked) -> Values:
    """The tier in words."""
    return np.array(TIERS)[c.tier]


def status_name(c: Picked) -> Values:
    """The status in words."""
    return np.array(STATUSES)[c.status]


def segment_name(c: Picked) -> Values:
    """The name of the segment."""
    return np.array([segment.name for segment in c.model.scenario.segments])[c.segment]


def joined_through_name(c: Picked) -> Values:
    """How the person came to be a customer, in words; of a prospect it means nothing."""
    return np.array(WAYS_IN)[c.joined_through]


def root_cause_name(c: Picked) -> Values:
    """Why the person really left, in words; `none` for who has not."""
    return np.array(REASONS)[c.root_cause]


def stated_reason_name(c: Picked) -> Values:
    """Why the person said to leave, in words; `none` for who has not."""
    return np.array(REASONS)[c.stated_reason]


MEASURES: dict[str, Callable[[Picked], Values]] = {
    measure.__name__: measure
    for measure in (
        unique_id,
        is_customer,
        is_prospect,
        has_open_case,
        tenure_weeks,
        relevance,
        remembered,
        tone,
        tier_name,
        status_name,
        segment_name,
        joined_through_name,
        root_cause_name,
        stated_reason_name,
    )
}
"""Every measure by its name; each is also a read-only attribute of `Customer`."""
