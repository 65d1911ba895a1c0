"""What customers are worth who joined together: revenue, cost and lifetime value by cohort (C10).

Who joined when is known of the rows of the customers only. What a customer brings and costs in a week is the mean of
that segment and week, so that the cohorts add up to the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from simulator.projection import money
from simulator.projection.counts import Counts, ratio
from simulator.projection.people import People
from simulator.projection.staying import WEEKS_PER_YEAR

START = "start"
OTHERS = "of no cohort"
"""Earlier times as a customer of those who were won back, and what is spent in weeks without customers."""


@dataclass(frozen=True)
class Cohort:
    """Those who joined in one year, or were there at the start; sums over the replicates whose rows were kept."""

    name: str
    customers: int
    customer_years: float
    revenue: float
    cost: float
    lifetime_value: float
    """Profit for each of them up to the last week, discounted to the week of joining, for those of the start to week 1;
    what it cost to win them is part of it."""

    @property
    def profit(self) -> float:
        """Revenue less cost, not discounted."""
        return self.revenue - self.cost


@dataclass(frozen=True)
class _Stays:
    """Who was a customer from when to when, weeks from 0; week of joining before the story is the first one."""

    replicate: np.ndarray
    segment: np.ndarray
    joined: np.ndarray
    left: np.ndarray
    cohort: np.ndarray
    """0 for the start, then the year of joining."""
    was_won: np.ndarray
    """Whether winning the customer had its price."""


def cohorts(people: People, counts: Counts) -> list[Cohort]:
    """Return the cohorts in order, and last what falls to none; nothing without rows or without revenue.

    The customers of the start come first, then those who joined in each year, in week 53 for instance in year 2. Who
    was won back belongs to the year of coming back.

    Example:
        >>> [cohort.name for cohort in cohorts(projection.people, projection.counts)]  # doctest: +SKIP
        ['start', 'year 1', 'year 2', 'of no cohort']
    """
    if not people.count() or not money.has_revenue(counts):
        return []
    parts = slice(1, None) if len(counts.segments) > 1 else slice(None)
    there = counts.at_risk[:, :, parts].astype(float)
    revenue = money.revenue(counts)[:, :, parts]
    winning = money.COSTS["acquisition"][1](counts)[:, :, parts]
    cost = money.cost(counts)[:, :, parts]
    worth = money.worth(counts)[..., None]
    price = np.broadcast_to(
        counts.prices.of(lambda each: each.economics.acquisition_cost), (counts.replicates, counts.weeks)
    )
    brings, costs = (np.nan_to_num(ratio(each, there)) for each in (revenue, cost - winning))
    # Sums from week 1 on, a nought before them: what lies between two weeks is a difference.
    years, gained, spent, value = (
        np.concatenate([np.zeros_like(each[:, :1]), np.cumsum(each, axis=1)], axis=1)
        for each in (np.ones_like(there) / WEEKS_PER_YEAR, brings, costs, (brings - costs) * worth)
    )
    number = -(-counts.weeks // WEEKS_PER_YEAR) + 1
    sums = np.zeros((5, number))
    kept = 0
    for stays in _stays(people, counts):
        kept = max(kept, int(stays.replicate.max(initial=0)) + 1)
        first, last = (stays.replicate, stays.joined, stays.segment), (stays.replicate, stays.left + 1, stays.segment)
        paid = np.where(stays.was_won, price[stays.replicate, stays.joined], 0.0)
        discounted = (value[last] - value[first]) / worth[stays.replicate, stays.joined, 0] - paid
        each_of = (
            np.ones(len(paid)),
            years[last] - years[first],
            gained[last] - gained[first],
            spent[last] - spent[first] + paid,
            discounted,
        )
        sums += [np.bincount(stays.cohort, each, number) for each in each_of]
    names = [START, *(f"year {year}" for year in range(1, number))]
    found = [
        Cohort(name, round(many), time, brought, took, worth_all / many)
        for name, many, time, brought, took, worth_all in zip(names, *sums, strict=True)
        if many
    ]
    total = np.array([each[:kept].sum() for each in (there / WEEKS_PER_YEAR, revenue, cost)])
    rest = total - sums[1:4].sum(1)
    if (np.abs(rest) > 1e-6 * np.maximum(np.abs(total), 1.0)).any():
        time, brought, took = map(float, rest)
        found.append(Cohort(OTHERS, 0, time, brought, took, float("nan")))
    return found


def _stays(people: People, counts: Counts) -> Iterator[_Stays]:
    names = [segment.name for segment in counts.scenario.segments]
    for batch in people.batches():
        columns = {
            name: batch.column(name).to_numpy(zero_copy_only=False)
            for name in ("replicate", "joined_week", "left_week", "status", "segment", "joined_through")
        }
        was = columns["status"] != "prospect"
        joined = columns["joined_week"][was].astype(float)
        left = np.where(columns["status"][was] == "former", columns["left_week"][was], counts.weeks).astype(float)
        # Who left before week 1 in a history of one's own was no customer of the story.
        in_it = np.isfinite(joined) & (left >= 1) & (joined <= counts.weeks)
        week = np.maximum(joined[in_it].astype(int), 1)
        yield _Stays(
            replicate=columns["replicate"][was][in_it].astype(int),
            segment=np.array([names.index(name) for name in columns["segment"][was][in_it]], int),
            joined=week - 1,
            left=left[in_it].astype(int) - 1,
            cohort=np.where(week == 1, 0, (week - 1) // WEEKS_PER_YEAR + 1),
            was_won=columns["joined_through"][was][in_it] != "from the start",
        )
