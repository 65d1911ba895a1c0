"""Money: revenue, costs by kind, profit, lifetime value; only where something has a price."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from simulator.projection import money
from simulator.projection.counts import Counts, ratio
from simulator.projection.measures.measure import Found, Measure
from simulator.projection.names import TIERS
from simulator.scenario.schema import Scenario

EURO = "euro"
TIER_CLAIMS = {"overdrawn": "A5, C10", "satisfied": "C1, C10", "loyal": "C2, C10", "engaged": "C3, C10"}


def of_money(counts: Counts) -> Found:
    """Yield costs, and where customers bring something revenue, profit and lifetime value."""
    if not money.has_money(counts):
        return
    by_kind = money.costs(counts)
    for kind, (of, _) in money.COSTS.items():
        yield Measure(f"cost[{kind}]", EURO, f"cost of the week {of}"), by_kind[kind]
    yield from _one_by_one(counts)
    total = np.sum(list(by_kind.values()), axis=0)
    yield Measure("cost", EURO, "all costs of the week (C10)"), total
    serving = np.sum([by_kind[kind] for kind in money.TO_SERVE], axis=0)
    meaning = "cost of contacts, complaints, redress, programmes and incidents in the week, by the customers of it (C7)"
    yield Measure("cost_to_serve_per_customer", "euro per customer and week", meaning), ratio(serving, counts.at_risk)
    if not money.has_revenue(counts):
        return
    by_tier = money.revenue_by_tier(counts)
    yield Measure("revenue", EURO, "what the customers of the week paid (C10)"), by_tier.sum(-1)
    for index, tier in enumerate(TIERS):
        meaning = f"what those paid who were {tier} at the start of the week ({TIER_CLAIMS.get(tier, 'C10')})"
        yield Measure(f"revenue[{tier}]", EURO, meaning), by_tier[..., index]
    brought = money.revenue_of_contacts(counts)
    for index, touchpoint in enumerate(counts.scenario.touchpoints):
        if counts.price_list.ever(partial(_brought_at, name=touchpoint.name)):
            meaning = f"part of the revenue that contacts at {touchpoint.name} brought in the week (C10)"
            yield Measure(f"revenue_of_contacts[{touchpoint.name}]", EURO, meaning), brought[..., index]
    yield Measure("profit", EURO, "revenue of the week less all its costs (C10)"), by_tier.sum(-1) - total
    rate = counts.scenario.economics.discount_rate_per_year
    so_far = (
        f"lifetime value so far: profit from week 1 to this one, discounted by {rate:.0%} a year, for each customer of "
        "the start; what later joiners bring and cost is part of it (C10)"
    )
    yield Measure("lifetime_value", "euro per customer of the start", so_far), money.lifetime_value(counts)


def _brought_at(scenario: Scenario, name: str) -> float:
    return scenario.economics.revenue_per_contact.get(name, 0.0)


Priced = Callable[[Scenario], Sequence[float]]


def _price_of(scenario: Scenario, prices: Priced, index: int) -> float:
    return prices(scenario)[index]


def _one_by_one(counts: Counts) -> Found:
    """Yield the cost of each touchpoint, channel, programme, incident and intervention that has a price."""
    asked = counts.scenario
    alone = [incident for incident in asked.incidents if incident.touchpoint is None]
    kinds: list[tuple[str, str, Sequence[str], Priced, Callable[[Counts], np.ndarray]]] = [
        (
            "contact_cost",
            "cost of the contacts at {} in the week (C7)",
            [each.name for each in asked.touchpoints],
            lambda scenario: [each.cost for each in scenario.touchpoints],
            money.contact_costs,
        ),
        (
            "complaint_cost",
            "cost of the complaints that {} heard in the week (C7)",
            [each.name for each in asked.recovery.channels],
            lambda scenario: [each.cost for each in scenario.recovery.channels],
            money.complaint_costs,
        ),
        (
            "programme_cost",
            "what was spent in the week on {}: times received by what one costs (C10)",
            [each.name for each in asked.programmes],
            lambda scenario: [each.cost for each in scenario.programmes],
            money.programme_costs,
        ),
        (
            "incident_cost",
            "cost of the incident {} in the week, by the customers it reached in it (C10)",
            [each.name for each in alone],
            lambda _: [each.cost for each in alone],
            money.incident_costs,
        ),
        (
            "intervention_cost",
            "cost of the intervention {} in the week, borne by the segments by the customers they have (C10)",
            [each.name for each in asked.interventions],
            lambda _: [each.cost + each.cost_per_week for each in asked.interventions],
            money.intervention_costs,
        ),
    ]
    for name, meaning, items, priced, reckon in kinds:
        wanted = [
            index
            for index in range(len(items))
            if counts.price_list.ever(partial(_price_of, prices=priced, index=index))
        ]
        if wanted:
            euros = reckon(counts)
            for index in wanted:
                yield Measure(f"{name}[{items[index]}]", EURO, meaning.format(items[index])), euros[..., index]
