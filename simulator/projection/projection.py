"""The projection: what a scenario leads to, as tables, pictures, sentences and a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.customer.noted import Noted
from simulator.population.inputs import Input
from simulator.projection import tables
from simulator.projection.answer import answer
from simulator.projection.cohorts import Cohort, cohorts
from simulator.projection.counts import Counts
from simulator.projection.names import ALL
from simulator.projection.people import NoRows, People
from simulator.projection.plotting import Plots
from simulator.projection.remembering import goes_with
from simulator.projection.summary import summary_of
from simulator.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Times:
    """When a projection was made; the only thing in it that differs from run to run."""

    started: str = ""
    """ISO 8601, UTC."""
    seconds: float = 0.0


@dataclass(frozen=True, eq=False, repr=False)
class Projection:
    """What a scenario leads to, in one or more replicates.

    Tables are made when they are asked for and average over the replicates, unless they have a column `replicate`.
    `segment` is the name of a segment, or `all`.

    Example:
        >>> projection = simulate(read_scenario("telecom"))  # doctest: +SKIP
        >>> print(projection.answer())  # doctest: +SKIP
        After two years 61 % of the 100,000 customers are still there; ...
        >>> projection.tiers().loc[104, "engaged"]  # doctest: +SKIP
        0.021
    """

    scenario: Scenario
    tallies: Sequence[Noted]
    """What was counted, one a replicate; `counts` is easier to use."""
    people: People = field(default_factory=NoRows)
    times: Times = field(default_factory=Times)
    inputs: tuple[Input, ...] = ()
    """The files that the scenario names, as they were read for this run."""

    @cached_property
    def counts(self) -> Counts:
        """All counts as arrays [replicate, week, segment, ...]."""
        return Counts(self.scenario, self.tallies)

    @property
    def replicates(self) -> int:
        """How many replicates there are."""
        return len(self.tallies)

    @cached_property
    def table(self) -> pd.DataFrame:
        """Everything by week, tidy: replicate, week, segment, measure, value; `dictionary` explains the measures."""
        import pyarrow as pa

        from simulator.projection.tidy import batches

        frame: pd.DataFrame = pa.Table.from_batches(list(batches(self.scenario, self.tallies))).to_pandas()
        return frame

    def bands(self, level: float = 0.8) -> pd.DataFrame:
        """Return week, segment, measure, mean, low, high: `level` of the replicates lie between low and high.

        With one replicate low and high are not numbers.
        """
        return tables.bands(self.counts, level)

    def tiers(self, segment: str = ALL, of: tables.Of = "customers") -> pd.DataFrame:
        """Return a row a week and a column a tier.

        `of="customers"`: shares of the customers of that week. `of="start"`: shares of all customers there ever were,
        with a column `left`. `of="count"`: numbers, with those who left so far.
        """
        return tables.tiers(self.counts, segment, of)

    def survival(self, segment: str = ALL) -> pd.DataFrame:
        """Return, by weeks since joining, how many were observed and left, and the share still there (Kaplan-Meier)."""
        return tables.staying(self.counts, segment)

    def attribution(self, segment: str = ALL) -> pd.DataFrame:
        """Return what the accounts owe to each touchpoint and incident, to answers to complaints, to each programme.

        A row a source, under `kind` and `source`: how many times, deposited, withdrawn, net, `net_per_time` (a contact,
        an answer) and `net_per_customer_year`. The last row is time: what faded, or went with those who left; after
        a warm-up from week 2.
        """
        return tables.attribution(self.counts, segment)

    def channels(self, segment: str = ALL) -> pd.DataFrame:
        """Return complaints made and heard by channel in all weeks, the share that was heard, and what it cost."""
        return tables.channels(self.counts, segment)

    @cached_property
    def cohorts(self) -> list[Cohort]:
        """What those who joined together bring, cost and are worth; nothing without rows or without revenue."""
        return cohorts(self.people, self.counts)

    def lifetime_values(self) -> pd.DataFrame:
        """Return by cohort how many joined, customer years, revenue, cost, profit, and the lifetime value of each.

        The customers of the start come first, then those who joined in each year. The value is the profit for each of
        them up to the last week, discounted to the week of joining. The last row, where there is one, holds what falls
        to no cohort, so that the columns add up to the totals. Needs the rows of the customers.
        """
        return tables.lifetime_values(self.cohorts)

    @cached_property
    def goes_with(self) -> dict[str, float]:
        """With what the remembered experience goes at the end: correlations over the customers; empty without rows."""
        return goes_with(self.people, self.scenario)

    def churn(self, segment: str = ALL) -> pd.DataFrame:
        """Return, by year, leavers by customers at its start, and leavers per customer and year of exposure.

        `churn` is not a number for a last year that is not full; `leavers_per_customer_year` always is one.
        """
        return tables.churn(self.counts, segment)

    def moves(self, segment: str = ALL, first_week: int = 1, last_week: int | None = None) -> pd.DataFrame:
        """Return how many customers moved from tier (or new) to tier (or left), week by week, added up."""
        return tables.moves(self.counts, segment, first_week, last_week)

    def reasons(self, segment: str = ALL) -> pd.DataFrame:
        """Return how many left: a row for each real reason, a column for each stated one."""
        return tables.reasons(self.counts, segment)

    def touchpoints(self, segment: str = ALL) -> pd.DataFrame:
        """Return what happened in all weeks at each touchpoint, and in each incident that happens at none.

        Amounts are in units of balance, `net` is their sum.
        """
        return tables.touchpoints(self.counts, segment)

    def customers(self) -> pd.DataFrame:
        """Return the customers as they are at the end, a row each; empty when they were not kept."""
        import pyarrow as pa

        batches = list(self.people.batches())
        frame: pd.DataFrame = (pa.Table.from_batches(batches) if batches else pa.table({})).to_pandas()
        return frame

    def answer(self) -> str:
        """Return the answer in a few sentences."""
        return answer(self.counts)

    def summary(self) -> dict[str, Any]:
        """Return the key figures as a plain document, as in `summary.json`."""
        return summary_of(self.counts, self.goes_with, self.cohorts)

    @cached_property
    def dictionary(self) -> dict[str, Any]:
        """Name, unit and meaning of every measure and column, as in `dictionary.json`."""
        from simulator.projection.dictionary import dictionary_of

        return dictionary_of(self.scenario, self.tallies)

    @property
    def plot(self) -> Plots:
        """The pictures: `projection.plot.tiers()` and others return a matplotlib `Figure`."""
        return Plots(self)

    def save(
        self,
        folder: str | Path,
        *,
        figures: bool = True,
        customers: bool | None = None,
        command: Sequence[str] = (),
    ) -> Path:
        """Write a result folder and return where it is: `folder` itself, or the next free name if that is taken.

        After `run-001` comes `run-002`, after `shop` comes `shop-002`. `customers=None` writes `customers.parquet` up
        to a million rows. The folder is whole or absent; whatever stops the writing, nothing half written stays.

        Raises:
            ResultsError: when it cannot be written, for instance because the disk is full.
        """
        from simulator.projection.results import save

        return save(self, Path(folder), figures=figures, customers=customers, command=command)

    def __repr__(self) -> str:
        scenario = self.scenario
        return (
            f"Projection({scenario.name!r}, {scenario.weeks} weeks, {scenario.customers:,} customers, "
            f"seed {scenario.seed}, replicates {self.replicates})"
        )
