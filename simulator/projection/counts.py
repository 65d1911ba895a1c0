"""The counts of all replicates side by side, with the sum over the segments in front of them.

Every array has the axes replicate, week (1 to the last), segment (everybody first), and then its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from simulator.customer.noted import (
    AMOUNTS_AT_TOUCHPOINT,
    AMOUNTS_OF_CUSTOMERS,
    AMOUNTS_OF_PUBLIC,
    AT_TOUCHPOINT,
    BINS,
    BINS_PER_UNIT,
    LEFT,
    LOWEST_BIN,
    NEW,
    OF_CUSTOMERS,
    OF_PUBLIC,
    UNIT,
    Noted,
)
from simulator.projection.names import segment_names
from simulator.projection.prices import PriceList, Prices
from simulator.scenario.schema import Scenario

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
BIN_WIDTH = 1.0 / BINS_PER_UNIT
FURTHEST_BALANCE = -LOWEST_BIN
"""Balances further from zero, up or down, lie in the last bin of the histogram."""
"""Resolution of the quantiles of the balance."""


class Counts:
    """What was counted, ready for reckoning; whole numbers stay whole.

    Example:
        >>> Counts(scenario, [population.tally]).customers[0, -1, 0]  # doctest: +SKIP
        61000
    """

    def __init__(self, scenario: Scenario, tallies: Sequence[Noted], price_list: PriceList | None = None) -> None:
        self.scenario = scenario
        self.tallies = tallies
        self.price_list = price_list or PriceList(scenario)
        """Prices under any of the interventions; given by those who take replicates one by one."""
        self.segments = segment_names(scenario)

    @property
    def replicates(self) -> int:
        """How many replicates there are."""
        return len(self.tallies)

    @property
    def weeks(self) -> int:
        """How many weeks there are."""
        return self.scenario.weeks

    def weekly(self, name: str) -> np.ndarray:
        """Return one array of the tallies, week by week, with the sum over segments first."""
        # Slot 0 took the warm-up, which is not projected.
        return self._with_all(np.stack([getattr(tally, name)[1:] for tally in self.tallies]), 2)

    @cached_property
    def moves(self) -> np.ndarray:
        """[..., tier at the start of the week or new, tier at its end or left]."""
        return self.weekly("moves")

    @cached_property
    def acting(self) -> np.ndarray:
        """[replicate, week, intervention]: 1 where it acts."""
        return np.asarray(np.stack([tally.acting[1:] for tally in self.tallies]), np.int64)

    @cached_property
    def prices(self) -> Prices:
        """What things cost and brought in each week."""
        return Prices(self.price_list, self.acting)

    @cached_property
    def touchpoints(self) -> np.ndarray:
        """[..., touchpoint or incident that happens at none, what is noted there]."""
        return self.weekly("touchpoints")

    @cached_property
    def of_customers(self) -> np.ndarray:
        """[..., what is noted per customer]."""
        return self.weekly("customers")

    @cached_property
    def channels(self) -> np.ndarray:
        """[..., channel, what is noted of complaints there]."""
        return self.weekly("channels")

    @cached_property
    def programmes(self) -> np.ndarray:
        """[..., programme, what is noted of it]."""
        return self.weekly("programmes")

    @cached_property
    def surveys(self) -> np.ndarray:
        """[..., answers to all questions]."""
        return self.weekly("surveys")

    def of(self, name: str) -> np.ndarray:
        """One of `OF_CUSTOMERS`, by its name; an amount in its own unit."""
        return _in_units(self.of_customers[..., OF_CUSTOMERS.index(name)], name in AMOUNTS_OF_CUSTOMERS)

    def at_touchpoints(self, name: str) -> np.ndarray:
        """One of `AT_TOUCHPOINT`, by its name, over all touchpoints; an amount in units of balance."""
        total = self.touchpoints[..., AT_TOUCHPOINT.index(name)].sum(-1)
        return _in_units(total, name in AMOUNTS_AT_TOUCHPOINT)

    def of_public(self, name: str) -> np.ndarray:
        """One of `OF_PUBLIC`, by its name, as [replicate, week, 1]: of the public there are no segments."""
        total = np.stack([tally.public[1:, OF_PUBLIC.index(name)] for tally in self.tallies])[..., None]
        return _in_units(np.asarray(total, np.int64), name in AMOUNTS_OF_PUBLIC)

    @cached_property
    def reasons(self) -> np.ndarray:
        """[..., real reason, stated reason]; the first of either is none and stays empty."""
        return self.weekly("reasons")

    @cached_property
    def tiers(self) -> np.ndarray:
        """[..., tier]: customers at the end of the week."""
        return np.asarray(self.moves[..., :, :LEFT].sum(-2))

    @cached_property
    def customers(self) -> np.ndarray:
        """Customers at the end of the week."""
        return np.asarray(self.tiers.sum(-1))

    @cached_property
    def joiners(self) -> np.ndarray:
        """Who became a customer in the week; without a warm-up everybody does in week 1."""
        return np.asarray(self.moves[..., NEW, :].sum(-1))

    @cached_property
    def leavers(self) -> np.ndarray:
        """Who left in the week."""
        return np.asarray(self.moves[..., :, LEFT].sum(-1))

    @cached_property
    def gone(self) -> np.ndarray:
        """Who left by the end of the week and was not won back."""
        return np.asarray((self.leavers - self.of("won_back")).cumsum(1))

    @property
    def is_open(self) -> bool:
        """Whether the market holds people who may become customers."""
        return self.scenario.market.prospects > 0

    @cached_property
    def at_risk(self) -> np.ndarray:
        """Who could leave in the week: customers at its start and those who joined in it."""
        return np.asarray(self.moves.sum((-2, -1)))

    @property
    def at_start(self) -> np.ndarray:
        """[replicate, segment]: the customers of week 1, before anybody leaves."""
        return np.asarray(self.at_risk[:, 0])

    @cached_property
    def means(self) -> np.ndarray:
        """[..., level]: mean over the customers at the end of the week; not a number when there are none."""
        return ratio(self.weekly("sums") / UNIT, self.customers[..., None])

    @cached_property
    def balance_quantiles(self) -> np.ndarray:
        """[..., quantile]: quantiles of the balance, from a histogram with bins of 0.05 between -12 and 12."""
        # One replicate at a time: the histograms are by far the largest of the counts.
        return np.stack(
            [quantiles(self._with_all(np.asarray(tally.balances[1:]), 1), QUANTILES) for tally in self.tallies]
        )

    @cached_property
    def tenure(self) -> np.ndarray:
        """[replicate, segment, week of tenure, at risk or left]; over all weeks."""
        return self._with_all(np.stack([tally.tenure for tally in self.tallies]), 1)

    def _with_all(self, array: np.ndarray, axis: int) -> np.ndarray:
        if len(self.segments) == 1:
            return np.asarray(array, np.int64)
        return np.concatenate([array.sum(axis, np.int64, keepdims=True), array], axis)


def _in_units(values: np.ndarray, is_amount: bool) -> np.ndarray:
    return np.asarray(values / UNIT if is_amount else values)


def ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Return part by part the ratio; not a number where the whole is 0."""
    part, whole = np.broadcast_arrays(part, whole)
    return np.asarray(np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole != 0))


def over_last(values: np.ndarray, weeks: int) -> np.ndarray:
    """Return sums over the last so many weeks (axis 1); in the first weeks over those there are.

    Example:
        >>> over_last(np.array([[1, 2, 3, 4]]), 2).tolist()
        [[1, 3, 5, 7]]
    """
    total = np.cumsum(values, axis=1)
    total[:, weeks:] = total[:, weeks:] - total[:, :-weeks]
    return np.asarray(total)


def quantiles(histogram: np.ndarray, levels: Sequence[float]) -> np.ndarray:
    """Return quantiles from counts per bin (last axis), evenly spread within a bin; not a number where all are 0.

    Example:
        >>> counts = np.zeros(BINS, int)
        >>> counts[240] = 10  # balances between 0 and 0.05
        >>> quantiles(counts, [0.5]).tolist()
        [0.025]
    """
    flat = histogram.reshape(-1, BINS)
    below = np.concatenate([np.zeros((len(flat), 1), np.int64), np.cumsum(flat, axis=1, dtype=np.int64)], axis=1)
    total = below[:, -1]
    result = np.full((len(flat), len(levels)), np.nan)
    rows = np.arange(len(flat))
    for index, level in enumerate(levels):
        target = level * total
        # The bin in which the count reaches the target: the first whose upper edge has at least that many below it.
        bins = np.minimum((below[:, 1:] < target[:, None]).sum(1), BINS - 1)
        inside = ratio(target - below[rows, bins], flat[rows, bins])
        result[:, index] = LOWEST_BIN + BIN_WIDTH * (bins + inside)
    result[total == 0] = np.nan
    return result.reshape(*histogram.shape[:-1], len(levels)).round(9)
