"""The key figures of a projection as one plain document."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from simulator.customer.noted import UNIT
from simulator.projection import money, surveys
from simulator.projection.answer import answer
from simulator.projection.attribution import customer_years, sources, through_time
from simulator.projection.cohorts import Cohort
from simulator.projection.counts import QUANTILES, Counts, ratio
from simulator.projection.engagement import agreement, engagement_index
from simulator.projection.names import (
    AMOUNTS_AT_TOUCHPOINT,
    AT_TOUCHPOINT,
    CAUSES,
    LEVELS,
    TIERS,
    WAY_IN,
    intervention_names,
    place_names,
)
from simulator.projection.staying import WEEKS_PER_YEAR, years_of


def summary_of(
    counts: Counts, goes_with: Mapping[str, float] | None = None, cohorts: Sequence[Cohort] = ()
) -> dict[str, Any]:
    """Return the key figures: means over the replicates, with `low` and `high` the least and the most of them.

    `goes_with` holds the correlations of what is remembered. Shares are of 1. What cannot be said, because nobody is
    left, is None.
    """
    scenario = counts.scenario
    start, end = counts.at_start[:, 0], counts.customers[:, -1, 0]
    shares = ratio(counts.tiers[:, -1, 0], end[:, None])
    years = years_of(counts)
    return {
        "scenario": scenario.name,
        "weeks": scenario.weeks,
        "customers": scenario.customers,
        "seed": scenario.seed,
        "replicates": counts.replicates,
        "answer": answer(counts),
        "customers_at_end": _over(end),
        "share_of_start": _over(ratio(end, start)),
        "years": [
            {
                "year": year + 1,
                "weeks": weeks,
                "customers_at_start": _over(years.customers_at_start[:, 0, year]),
                "leavers": _over(years.leavers[:, 0, year]),
                "churn": _over(years.churn[:, 0, year]),
                "leavers_per_customer_year": _over(years.leavers_per_customer_year[:, 0, year]),
            }
            for year, weeks in enumerate(years.weeks)
        ],
        "tiers_at_end": {tier: _over(shares[:, index]) for index, tier in enumerate(TIERS)},
        "means_at_end": {level: _over(counts.means[:, -1, 0, index]) for index, level in enumerate(LEVELS)},
        "balance_at_end": {
            f"p{quantile * 100:02.0f}": _over(counts.balance_quantiles[:, -1, 0, index])
            for index, quantile in enumerate(QUANTILES)
        },
        "reasons": _reasons(counts),
        "touchpoints": _touchpoints(counts),
        "attribution": _attribution(counts),
        "engagement_index": {
            "at_end": _over(engagement_index(counts)[:, -1, 0]),
            "share_engaged_at_end": _over(shares[:, TIERS.index("engaged")]),
            "correlation_over_weeks": _over(agreement(counts)),
        },
        "remembered_goes_with": {name: _plain(value) for name, value in (goes_with or {}).items()},
        **_where_the_scenario_has_it(counts, cohorts),
    }


def _where_the_scenario_has_it(counts: Counts, cohorts: Sequence[Cohort]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "word_of_mouth": {
            "good_talks": _over(counts.of("good_talks")[:, :, 0].sum(1)),
            "bad_talks": _over(counts.of("bad_talks")[:, :, 0].sum(1)),
            "reputation_at_end": _over(counts.of_public("reputation")[:, -1, 0]),
        }
    }
    if surveys.asks_about_us(counts):
        last = surveys.round_at_end(counts)
        found["surveys"] = {
            "nps": _over(surveys.nps(last.answered)),
            "nps_of_all": _over(surveys.nps(last.asked)),
            "response": _over(ratio(last.answered.sum(-1), last.asked.sum(-1))),
        }
    if counts.is_open:
        found["market"] = {
            **{name: _over(counts.of(name)[:, :, 0].sum(1)) for name in WAY_IN},
            "leavers": _over(counts.leavers[:, :, 0].sum(1)),
            "market_share_at_end": _over(counts.of_public("public_customers")[:, -1, 0] / counts.scenario.persons),
        }
    if counts.scenario.interventions:
        found["weeks_acting"] = {
            name: _over(counts.acting[:, :, index].sum(1))
            for index, name in enumerate(intervention_names(counts.scenario))
        }
    if money.has_money(counts):
        found["money"] = _money(counts, cohorts)
    return found


def _money(counts: Counts, cohorts: Sequence[Cohort]) -> dict[str, Any]:
    def total(euros: np.ndarray) -> Any:
        return _over(euros[:, :, 0].sum(1))

    years = counts.at_risk[:, :, 0].sum(1) / WEEKS_PER_YEAR
    found: dict[str, Any] = {
        "costs": {kind: total(euros) for kind, euros in money.costs(counts).items()},
        "cost_to_serve_per_customer_year": _over(ratio(money.cost_to_serve(counts)[:, :, 0].sum(1), years)),
    }
    if not money.has_revenue(counts):
        return found
    by_tier = money.revenue_by_tier(counts)
    return found | {
        "revenue": total(by_tier.sum(-1)),
        "revenue_by_tier": {tier: total(by_tier[..., index]) for index, tier in enumerate(TIERS)},
        "profit": total(money.profit(counts)),
        "profit_per_customer_year": _over(money.profit_per_customer_year(counts)),
        "lifetime_value": _over(money.lifetime_value(counts)[:, -1, 0]),
        "cohorts": [
            {
                "cohort": each.name,
                "customers": each.customers,
                "customer_years": each.customer_years,
                "revenue": each.revenue,
                "cost": each.cost,
                "profit": each.profit,
                "lifetime_value": _plain(each.lifetime_value),
            }
            for each in cohorts
        ],
    }


def _attribution(counts: Counts) -> list[dict[str, Any]]:
    """What moved the accounts, source by source; means over the replicates."""
    years = customer_years(counts)
    return [
        {
            "kind": source.kind,
            "source": source.name,
            "times": _plain(source.times),
            "deposited": source.deposited,
            "withdrawn": source.withdrawn,
            "net": source.net,
            "net_per_customer_year": source.net / years if years else None,
        }
        for source in (*sources(counts), through_time(counts))
    ]


def _reasons(counts: Counts) -> dict[str, Any]:
    reasons = counts.reasons[:, :, 0].sum(1)
    leavers = reasons.sum((1, 2))
    return {
        which: {cause: _over(ratio(reasons.sum(axis)[:, index], leavers)) for index, cause in enumerate(CAUSES, 1)}
        for which, axis in (("real", 2), ("stated", 1))
    }


def _touchpoints(counts: Counts) -> dict[str, Any]:
    totals = counts.touchpoints[:, :, 0].sum(1)
    return {
        touchpoint: {
            name: _over(totals[:, index, what] / (UNIT if name in AMOUNTS_AT_TOUCHPOINT else 1))
            for what, name in enumerate(AT_TOUCHPOINT)
        }
        for index, touchpoint in enumerate(place_names(counts.scenario))
    }


def _over(values: np.ndarray) -> Any:
    """One replicate gives its own number, several give the mean with the range."""
    if len(values) == 1:
        return _plain(values[0])
    known = values[np.isfinite(values)]
    if not len(known):
        return None
    return {"mean": _plain(known.mean()), "low": _plain(known.min()), "high": _plain(known.max())}


def _plain(value: Any) -> Any:
    number = float(value)
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and not isinstance(value, np.floating) else number
