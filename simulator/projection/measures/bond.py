"""Who is there, in which tier, and what they feel: the account, trust, habit, identification, the needs."""

from __future__ import annotations

import numpy as np

from simulator.projection.counts import QUANTILES, Counts, ratio
from simulator.projection.engagement import engagement_index
from simulator.projection.measures.measure import Found, Measure
from simulator.projection.names import FROM, LEVELS, TIERS, TO

TIER_CLAIMS = {
    "overdrawn": "one failure on an empty account is enough (A5)",
    "indifferent": "flat contacts make nobody anything else (A2)",
    "satisfied": "good experience and value for money, until a better offer comes (C1, B5)",
    "loyal": "overlooking shortcomings, by bond or by habit alone (C2, B6)",
    "engaged": "trust, relevance, room for a deep relationship, and a contribution (C3, B1, B4, B8)",
}
LEVEL_MEANINGS = {
    "balance": ("balance", "the emotional bank account: the sum of all that was felt, fading (A1)"),
    "trust": ("0 to 1", "belief that promises are kept (B7, C9)"),
    "habit": ("0 to 1", "coming back without thinking (A3, B6)"),
    "identification": ("-1 to 1", "how far the brand is the customer's own (B1, B2)"),
    "participation": ("0 to 1", "fulfilment of the need to take part (B8, B9)"),
    "appreciation": ("0 to 1", "fulfilment of the need to be appreciated (B8, B10)"),
    "sensation": ("0 to 1", "fulfilment of the need for sensation (B8, B11)"),
    "investment": ("0 to 1", "what the customers have put in and would lose by leaving (B9)"),
    "remembered": ("charge", "what the customers remember of all contacts: peak, end and mean (D7, D8, D9, B11)"),
    "hurt": ("hurt", "the grudge of severe failures, as long as it makes them talk (C6, D5)"),
    "avoidance": ("hurt", "what is left of such grudges and makes them stay away (D5)"),
}
QUANTILE_CLAIMS = {0.05: "A5, A7", 0.25: "A1", 0.5: "A1", 0.75: "A6", 0.95: "A4, A6"}
RESOLUTION = "from a histogram with bins of 0.05 between -12 and 12"


def of_bond(counts: Counts) -> Found:
    """Yield customers, tiers, levels, quantiles of the balance and moves between tiers."""
    yield Measure("customers", "customers", "customers at the end of the week (A1)"), counts.customers
    for index, tier in enumerate(TIERS):
        meaning = f"customers who are {tier} at the end of the week: {TIER_CLAIMS[tier]}"
        yield Measure(f"customers[{tier}]", "customers", meaning), counts.tiers[..., index]
    shares = ratio(counts.tiers, counts.customers[..., None])
    for index, tier in enumerate(TIERS):
        meaning = f"share of the customers who are {tier} at the end of the week: {TIER_CLAIMS[tier]}"
        yield Measure(f"share[{tier}]", "share", meaning), shares[..., index]
    weeks = counts.scenario.engagement_index.weeks
    meaning = (
        f"the firm's own index: weighted points for what customers do, over the last {weeks} weeks; what it is to "
        "stand for is share[engaged] (C8)"
    )
    yield Measure("engagement_index", "points per customer and year", meaning), engagement_index(counts)
    for index, level in enumerate(LEVELS):
        unit, meaning = LEVEL_MEANINGS[level]
        yield Measure(f"mean[{level}]", unit, f"{meaning}; mean at the end of the week"), counts.means[..., index]
    for index, quantile in enumerate(QUANTILES):
        meaning = (
            f"{quantile:.0%} of the customers have at most this on the account at the end of the week; {RESOLUTION} "
            f"({QUANTILE_CLAIMS[quantile]})"
        )
        yield Measure(f"balance[p{quantile * 100:02.0f}]", "balance", meaning), counts.balance_quantiles[..., index]
    yield from _moves(counts)


def _moves(counts: Counts) -> Found:
    among = counts.moves[..., : len(TIERS), : len(TIERS)]
    up = Measure("moved_up", "customers", "customers who rose by a tier or more in the week (A7, C4)")
    down = Measure("moved_down", "customers", "customers who fell by a tier or more in the week (A7, C4)")
    yield up, np.triu(among, 1).sum((-2, -1))
    yield down, np.tril(among, -1).sum((-2, -1))
    for before, start in enumerate(FROM):
        for after, end in enumerate(TO):
            meaning = f"customers who were {start} at the start of the week and {end} at its end (C4)"
            yield Measure(f"moves[{start}->{end}]", "customers", meaning), counts.moves[..., before, after]
