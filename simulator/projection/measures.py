"""Every measure of a projection by week and segment: name, unit, meaning, and how it follows from the counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from simulator.customer.noted import UNIT
from simulator.projection.counts import QUANTILES, Counts, ratio
from simulator.projection.names import (
    AMOUNTS_AT_TOUCHPOINT,
    AT_TOUCHPOINT,
    CAUSES,
    FROM,
    LEVELS,
    OF_CUSTOMERS,
    TIERS,
    TO,
    touchpoint_names,
)

AT_TOUCHPOINT_MEANINGS = {
    "contacts": ("contacts", "contacts that took place"),
    "flat_contacts": ("contacts", "contacts within the zone of tolerance, which moved nothing"),
    "delights": ("contacts", "contacts that were outstanding"),
    "failures": ("contacts", "contacts that failed"),
    "complaints": ("complaints", "failures that the customer complained of"),
    "complaints_unheard": ("complaints", "complaints that no channel heard"),
    "recovered_well": ("complaints", "answers to a complaint that were better than expected"),
    "recovered_poorly": ("complaints", "answers that were not, silence included"),
    "deposited": ("balance", "added to the accounts by contacts, summed over the customers"),
    "withdrawn": ("balance", "taken from the accounts by contacts and failures, summed; negative"),
    "recovery_deposited": ("balance", "added to the accounts by answers to complaints, summed"),
    "recovery_withdrawn": ("balance", "taken from the accounts by answers to complaints, summed; negative"),
}
OF_CUSTOMERS_MEANINGS = {
    "decisions": ("decisions", "decisions to stay or leave"),
    "offers_considered": ("decisions", "decisions with a competitor's offer on the table"),
    "contributions": ("contributions", "reviews, ideas and other things that customers gave of their own accord"),
    "walk_outs": ("customers", "customers who gave notice after a single severe failure"),
}
LEVEL_MEANINGS = {
    "balance": ("balance", "the emotional bank account"),
    "trust": ("0 to 1", "belief that promises are kept"),
    "habit": ("0 to 1", "coming back without thinking"),
    "identification": ("-1 to 1", "how far the brand is the customer's own"),
    "participation": ("0 to 1", "fulfilment of the need to take part"),
    "appreciation": ("0 to 1", "fulfilment of the need to be appreciated"),
    "sensation": ("0 to 1", "fulfilment of the need for sensation"),
    "investment": ("0 to 1", "what the customers have put in and would lose by leaving"),
    "remembered": ("charge", "what the customers remember of all contacts: peak, end and mean"),
}
RESOLUTION = "from a histogram with bins of 0.05 between -12 and 12"


@dataclass(frozen=True)
class Measure:
    """One measure by week and segment."""

    name: str
    unit: str
    meaning: str


def measured(counts: Counts) -> Iterator[tuple[Measure, np.ndarray]]:
    """Yield each measure with its values [replicate, week, segment]; where nobody is left, a mean is not a number.

    Example:
        >>> {measure.name: values for measure, values in measured(counts)}["customers"].shape  # doctest: +SKIP
        (1, 104, 1)
    """
    yield Measure("customers", "customers", "customers at the end of the week"), counts.customers
    yield Measure("joiners", "customers", "who became a customer in the week"), counts.joiners
    yield Measure("leavers", "customers", "who left in the week"), counts.leavers
    for index, tier in enumerate(TIERS):
        yield (
            Measure(f"customers[{tier}]", "customers", f"customers who are {tier} at the end of the week"),
            counts.tiers[..., index],
        )
    shares = ratio(counts.tiers, counts.customers[..., None])
    for index, tier in enumerate(TIERS):
        yield (
            Measure(f"share[{tier}]", "share", f"share of the customers who are {tier} at the end of the week"),
            shares[..., index],
        )
    for index, level in enumerate(LEVELS):
        unit, meaning = LEVEL_MEANINGS.get(level, ("", level))
        yield Measure(f"mean[{level}]", unit, f"{meaning}; mean at the end of the week"), counts.means[..., index]
    for index, quantile in enumerate(QUANTILES):
        meaning = f"{quantile:.0%} of the customers have at most this at the end of the week; {RESOLUTION}"
        yield (
            Measure(f"balance[p{quantile * 100:02.0f}]", "balance", meaning),
            counts.balance_quantiles[..., index],
        )
    yield from _of_customers(counts)
    yield from _at_touchpoints(counts)
    yield from _moves(counts)
    yield from _reasons(counts)


def _of_customers(counts: Counts) -> Iterator[tuple[Measure, np.ndarray]]:
    values = counts.weekly("customers")
    for index, name in enumerate(OF_CUSTOMERS):
        unit, meaning = OF_CUSTOMERS_MEANINGS.get(name, ("", name.replace("_", " ")))
        yield Measure(name, unit, f"{meaning}, in the week"), values[..., index]


def _at_touchpoints(counts: Counts) -> Iterator[tuple[Measure, np.ndarray]]:
    for index, touchpoint in enumerate(touchpoint_names(counts.scenario)):
        for what, name in enumerate(AT_TOUCHPOINT):
            unit, meaning = AT_TOUCHPOINT_MEANINGS.get(name, ("", name.replace("_", " ")))
            values = counts.touchpoints[..., index, what]
            yield (
                Measure(f"{name}[{touchpoint}]", unit, f"{meaning}, at {touchpoint} in the week"),
                values / UNIT if name in AMOUNTS_AT_TOUCHPOINT else values,
            )


def _moves(counts: Counts) -> Iterator[tuple[Measure, np.ndarray]]:
    for before, start in enumerate(FROM):
        for after, end in enumerate(TO):
            meaning = f"customers who were {start} at the start of the week and {end} at its end"
            yield Measure(f"moves[{start}->{end}]", "customers", meaning), counts.moves[..., before, after]


def _reasons(counts: Counts) -> Iterator[tuple[Measure, np.ndarray]]:
    for real, cause in enumerate(CAUSES, 1):
        for stated, said in enumerate(CAUSES, 1):
            meaning = f"customers who left in the week because of {cause} and said it was {said}"
            yield Measure(f"reasons[{cause}->{said}]", "customers", meaning), counts.reasons[..., real, stated]
