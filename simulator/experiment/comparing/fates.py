"""The same customer in two worlds: who was saved, who was lost, who stands higher or lower."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from simulator.customer.state import CUSTOMER, LEAVING, WON_BACK
from simulator.projection.names import TO

LEFT = TO.index("left")
KEPT = ("status", "tier", "balance", "trust", "left_week", "joined_week", "joined_through")
"""Columns of a customer that are kept until the other world has been lived; 15 bytes each instead of a whole row."""


class Ends(NamedTuple):
    """How the persons of one world end; arrays over the persons, who stand in the same order in each world."""

    columns: dict[str, np.ndarray]

    @property
    def is_customer(self) -> np.ndarray:
        """Who is a customer at the end."""
        status = self.columns["status"]
        return np.asarray((status == CUSTOMER) | (status == LEAVING))

    @property
    def state(self) -> np.ndarray:
        """The tier, or `LEFT` for who is no customer."""
        return np.where(self.is_customer, self.columns["tier"], LEFT)


def ends_of(rows: np.ndarray) -> Ends:
    """Return what is kept of the rows of a population."""
    return Ends({name: rows[name].copy() for name in KEPT})


@dataclass(frozen=True)
class Fates:
    """What became of the same customers of the start in two worlds, in one replicate."""

    matrix: np.ndarray
    """[state in the base, state in the alternative]: customers; states are the tiers and left."""
    others: int
    """Places that somebody else took in the warm-up of one of the worlds; they are no pair."""
    differing: int
    """Customers whose lives differ: in balance, trust, tier, status or week of leaving."""
    balance: float
    """Mean difference of the balance of those who are customers in both and whose lives differ."""
    higher: float
    """Share of them whose balance is higher in the alternative."""
    won_base: int
    """Prospects who are customers at the end in the base only."""
    won_alternative: int
    """Prospects who are customers at the end in the alternative only."""
    example: tuple[str, int] | None = None
    """What became of one of them, and their number from 1: the first who was saved, or else lost, up or down."""

    @property
    def pairs(self) -> int:
        """Customers who are the same person in both worlds."""
        return int(self.matrix.sum())

    @property
    def saved(self) -> int:
        """Who left in the base and stays in the alternative."""
        return int(self.matrix[LEFT, :LEFT].sum())

    @property
    def lost(self) -> int:
        """Who stays in the base and left in the alternative."""
        return int(self.matrix[:LEFT, LEFT].sum())

    @property
    def up(self) -> int:
        """Who stays in both, in a higher tier in the alternative."""
        return int(np.triu(self.matrix[:LEFT, :LEFT], 1).sum())

    @property
    def down(self) -> int:
        """Who stays in both, in a lower tier in the alternative."""
        return int(np.tril(self.matrix[:LEFT, :LEFT], -1).sum())


def fates_of(base: Ends, alternative: Ends, customers: int) -> Fates:
    """Pair the customers of the start; those after them are prospects."""
    same = is_same_person(base, alternative, customers)
    one, other = base.state, alternative.state
    pairs = np.flatnonzero(same[:customers])
    matrix = np.bincount(one[pairs] * len(TO) + other[pairs], minlength=len(TO) ** 2).reshape(len(TO), len(TO))
    differ = same & differs(base, alternative)
    differ[customers:] = False
    mean, higher, _ = balance_between(base, alternative, differ)
    outside = slice(customers, None)
    return Fates(
        matrix,
        int(customers - len(pairs)),
        int(differ.sum()),
        mean,
        higher,
        int((base.is_customer[outside] & ~alternative.is_customer[outside]).sum()),
        int((~base.is_customer[outside] & alternative.is_customer[outside]).sum()),
        _example(one[:customers], other[:customers], same[:customers]),
    )


def _example(one: np.ndarray, other: np.ndarray, same: np.ndarray) -> tuple[str, int] | None:
    """Return one customer whose fates tell most, with the word for it."""
    both = (one != LEFT) & (other != LEFT)
    told = {
        "saved": (one == LEFT) & (other != LEFT),
        "lost": (one != LEFT) & (other == LEFT),
        "up": both & (other > one),
        "down": both & (other < one),
    }
    for fate, who in told.items():
        found = np.flatnonzero(who & same)
        if len(found):
            return fate, int(found[0]) + 1
    return None


def differs(base: Ends, alternative: Ends) -> np.ndarray:
    """Return whose lives differ."""
    found = np.zeros(len(base.columns["status"]), bool)
    for name in ("status", "tier", "balance", "trust", "left_week"):
        found |= base.columns[name] != alternative.columns[name]
    return found


def balance_between(base: Ends, alternative: Ends, among: np.ndarray) -> tuple[float, float, int]:
    """Return the mean difference of the balance, the share in whom it is higher, and of how many: customers in both."""
    both = among & base.is_customer & alternative.is_customer
    if not both.any():
        return float("nan"), float("nan"), 0
    difference = alternative.columns["balance"][both].astype(float) - base.columns["balance"][both]
    return float(difference.mean()), float((difference > 0.0).mean()), int(both.sum())


def is_same_person(base: Ends, alternative: Ends, customers: int) -> np.ndarray:
    """Return where the same person stands in both worlds.

    In a warm-up somebody new takes the place of who leaves; two worlds may then differ in who stands there. Whoever was
    won back has a new week of joining and is taken for the same.
    """
    one, other = base.columns, alternative.columns
    won_back = (one["joined_through"] == WON_BACK) | (other["joined_through"] == WON_BACK)
    same: np.ndarray = (one["joined_week"] == other["joined_week"]) | won_back
    same[customers:] = True
    return same
