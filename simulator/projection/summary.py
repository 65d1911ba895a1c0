"""The key figures of a projection as one plain document."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulator.customer.noted import UNIT
from simulator.projection.answer import answer
from simulator.projection.counts import QUANTILES, Counts, ratio
from simulator.projection.names import AMOUNTS_AT_TOUCHPOINT, AT_TOUCHPOINT, CAUSES, LEVELS, TIERS, touchpoint_names
from simulator.projection.staying import years_of


def summary_of(counts: Counts) -> dict[str, Any]:
    """Return the key figures: means over the replicates, with `low` and `high` the least and the most of them.

    Shares are of 1. What cannot be said, because nobody is left, is None.
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
    }


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
        for index, touchpoint in enumerate(touchpoint_names(counts.scenario))
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
