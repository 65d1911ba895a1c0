"""Money: revenue, costs by kind, profit, lifetime value; only where something has a price."""

from __future__ import annotations

import numpy as np

from simulator.projection import money
from simulator.projection.counts import Counts, ratio
from simulator.projection.measures.measure import Found, Measure

EURO = "euro"


def of_money(counts: Counts) -> Found:
    """Yield costs, and where customers bring something revenue, profit and lifetime value."""
    if not money.has_money(counts.scenario):
        return
    by_kind = money.costs(counts)
    for kind, (of, _) in money.COSTS.items():
        yield Measure(f"cost[{kind}]", EURO, f"cost of the week {of}"), by_kind[kind]
    total = np.sum(list(by_kind.values()), axis=0)
    yield Measure("cost", EURO, "all costs of the week (C10)"), total
    serving = np.sum([by_kind[kind] for kind in money.TO_SERVE], axis=0)
    meaning = "cost of contacts, complaints, redress and programmes in the week, by the customers of it (C7)"
    yield Measure("cost_to_serve_per_customer", "euro per customer and week", meaning), ratio(serving, counts.at_risk)
    if not money.has_revenue(counts.scenario):
        return
    yield Measure("revenue", EURO, "what the customers of the week paid (C10)"), money.revenue(counts)
    yield Measure("profit", EURO, "revenue of the week less all its costs (C10)"), money.profit(counts)
    rate = counts.scenario.economics.discount_rate_per_year
    so_far = (
        f"lifetime value so far: profit from week 1 to this one, discounted by {rate:.0%} a year, for each customer of "
        "the start; what later joiners bring and cost is part of it (C10)"
    )
    yield Measure("lifetime_value", "euro per customer of the start", so_far), money.lifetime_value(counts)
