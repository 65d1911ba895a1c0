"""What customers bring and cost: revenue, costs by kind, profit, lifetime value so far (C7, C10).

A further kind of cost is one function more in `COSTS`. Nothing here is known to the customers.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.customer.noted import CONTACT, HEARD, TAKEN
from simulator.projection.counts import Counts, ratio
from simulator.projection.staying import WEEKS_PER_YEAR
from simulator.scenario.schema import Scenario

TO_SERVE = ("contacts", "complaints", "redress", "programmes")
"""Costs that come with those who are customers, beside the goods themselves."""


def has_revenue(scenario: Scenario) -> bool:
    """Return whether customers bring anything: without, there is neither profit nor lifetime value."""
    return scenario.economics.revenue_per_week > 0.0


def has_money(scenario: Scenario) -> bool:
    """Return whether anything in a scenario has a price."""
    economics = scenario.economics
    return any(
        (
            has_revenue(scenario),
            economics.price_paid,
            economics.acquisition_cost,
            economics.advertising_cost_per_week,
            *(touchpoint.cost for touchpoint in scenario.touchpoints),
            *(channel.cost for channel in scenario.recovery.channels),
            *(programme.cost for programme in scenario.programmes),
        )
    )


def revenue(counts: Counts) -> np.ndarray:
    """Return euros of the week: every customer of the week pays, also in the one of leaving."""
    return np.asarray(counts.scenario.economics.revenue_per_week * counts.at_risk)


def _goods(counts: Counts) -> np.ndarray:
    return np.asarray((1.0 - counts.scenario.economics.margin) * revenue(counts))


def _contacts(counts: Counts) -> np.ndarray:
    prices = np.array([touchpoint.cost for touchpoint in counts.scenario.touchpoints])
    return np.asarray(counts.touchpoints[..., CONTACT] @ prices)


def _complaints(counts: Counts) -> np.ndarray:
    prices = np.array([channel.cost for channel in counts.scenario.recovery.channels])
    return np.asarray(counts.channels[..., HEARD] @ prices)


def _redress(counts: Counts) -> np.ndarray:
    return np.asarray(counts.scenario.economics.price_paid * counts.of("redress"))


def _programmes(counts: Counts) -> np.ndarray:
    prices = np.array([programme.cost for programme in counts.scenario.programmes])
    return np.asarray(counts.programmes[..., TAKEN] @ prices)


def _acquisition(counts: Counts) -> np.ndarray:
    won = counts.joiners - counts.of("joined_from_the_start")
    return np.asarray(counts.scenario.economics.acquisition_cost * won)


def _advertising(counts: Counts) -> np.ndarray:
    # A segment bears its part by the customers it has; when nobody is left, by its share of the population.
    shares = ratio(counts.at_risk, counts.at_risk[..., :1])
    planned = [segment.share for segment in counts.scenario.segments]
    planned = [1.0] if len(counts.segments) == 1 else [1.0, *planned]
    shares = np.where(np.isnan(shares), np.array(planned), shares)
    return np.asarray(counts.scenario.economics.advertising_cost_per_week * shares)


COSTS: dict[str, tuple[str, Callable[[Counts], np.ndarray]]] = {
    "goods": ("of what was sold: the revenue less the margin (C10)", _goods),
    "contacts": ("of the contacts, by the cost of their touchpoint (C7, C10)", _contacts),
    "complaints": ("of handling the complaints that were heard, by the cost of the channel (C7)", _complaints),
    "redress": ("of what was made good, as shares of the price paid (C10)", _redress),
    "programmes": ("of the times that customers got something from a programme (C10)", _programmes),
    "acquisition": ("of winning, or winning back, those who joined (C10)", _acquisition),
    "advertising": ("of advertising; a segment bears its part by the customers it has (C10)", _advertising),
}
"""Kinds of cost: what it is of, and how many euros [replicate, week, segment]."""


def costs(counts: Counts) -> dict[str, np.ndarray]:
    """Return euros of each week by kind of cost."""
    return {kind: reckon(counts) for kind, (_, reckon) in COSTS.items()}


def cost(counts: Counts) -> np.ndarray:
    """Return euros of each week, all kinds together."""
    return np.asarray(np.sum(list(costs(counts).values()), axis=0))


def profit(counts: Counts) -> np.ndarray:
    """Return euros of each week: revenue less all costs."""
    return np.asarray(revenue(counts) - cost(counts))


def lifetime_value(counts: Counts) -> np.ndarray:
    """Return the lifetime value so far: discounted profit since week 1, for each customer of the start.

    A euro of week t counts 1 / (1 + rate) ** ((t - 1) / 52). What later joiners bring and cost is part of it.
    """
    rate = counts.scenario.economics.discount_rate_per_year
    worth = (1.0 + rate) ** (-np.arange(counts.weeks) / WEEKS_PER_YEAR)
    return ratio(np.cumsum(profit(counts) * worth[:, None], axis=1), counts.at_start[:, None])
