"""What customers bring and cost: revenue, costs by kind, profit, lifetime value so far (C7, C10).

A further kind of cost is one function more in `COSTS`. Prices are those of the week, interventions included. Nothing
here is known to the customers.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.customer.noted import CONTACT, HEARD, NEW, TAKEN
from simulator.projection.counts import Counts, ratio
from simulator.projection.names import TIERS
from simulator.projection.staying import WEEKS_PER_YEAR
from simulator.scenario.schema import Scenario

TO_SERVE = ("contacts", "complaints", "redress", "programmes", "incidents")
"""Costs that come with those who are customers, beside the goods themselves."""

JOINS_AS = TIERS.index("indifferent")
"""The tier in which a customer begins, and pays in the week of joining."""


def _brings(scenario: Scenario) -> bool:
    return scenario.economics.revenue_per_week > 0.0 or any(scenario.economics.revenue_per_contact.values())


def _has_a_price(scenario: Scenario) -> bool:
    economics = scenario.economics
    return _brings(scenario) or any(
        (
            economics.price_paid,
            economics.acquisition_cost,
            economics.advertising_cost_per_week,
            *(touchpoint.cost for touchpoint in scenario.touchpoints),
            *(channel.cost for channel in scenario.recovery.channels),
            *(programme.cost for programme in scenario.programmes),
            *(incident.cost for incident in scenario.incidents),
            *(intervention.cost + intervention.cost_per_week for intervention in scenario.interventions),
        )
    )


def has_revenue(counts: Counts) -> bool:
    """Return whether customers ever bring anything: without, there is neither profit nor lifetime value."""
    return counts.price_list.ever(_brings)


def has_money(counts: Counts) -> bool:
    """Return whether anything in a scenario has a price, at the start or after one of its interventions."""
    return counts.price_list.ever(_has_a_price)


def revenue_by_tier(counts: Counts) -> np.ndarray:
    """Return euros [replicate, week, segment, tier], by the tier at the start of the week.

    Every customer of the week pays, also in the one of leaving. What contacts bring is shared out over the tiers by
    heads, as who made a contact is not counted.
    """
    among = _payers(counts)
    weekly = counts.prices.of(lambda each: each.economics.revenue_per_week)[..., None, None]
    ordered = (_each(counts, counts.touchpoints[..., CONTACT]) * _per_contact(counts)).sum(-1)
    shares = _parts(among)
    return _everybody(counts, (weekly * among + ordered[..., None] * shares) * _spending(counts))


def revenue(counts: Counts) -> np.ndarray:
    """Return euros of the week."""
    return np.asarray(revenue_by_tier(counts).sum(-1))


def revenue_of_contacts(counts: Counts) -> np.ndarray:
    """Return euros [..., touchpoint] that contacts brought, such as orders; part of the revenue."""
    each = (_parts(_payers(counts)) * _spending(counts)).sum(-1)
    return _everybody(counts, _each(counts, counts.touchpoints[..., CONTACT]) * _per_contact(counts) * each[..., None])


def _payers(counts: Counts) -> np.ndarray:
    """[..., segment, tier]: the customers of the week by their tier at its start."""
    heads = _each(counts, counts.moves.sum(-1))
    among = heads[..., :NEW].astype(float)
    among[..., JOINS_AS] += heads[..., NEW]
    return np.asarray(among)


def _parts(among: np.ndarray) -> np.ndarray:
    return np.asarray(np.nan_to_num(ratio(among, among.sum(-1, keepdims=True))))


def _per_contact(counts: Counts) -> np.ndarray:
    """[..., 1, place]: what a contact brings a customer of no particular segment or tier."""
    incidents = [0.0] * (counts.touchpoints.shape[-2] - len(counts.scenario.touchpoints))
    prices = counts.prices.of(
        lambda each: [
            *(each.economics.revenue_per_contact.get(touchpoint.name, 0.0) for touchpoint in each.touchpoints),
            *incidents,
        ]
    )
    return np.asarray(prices[..., None, :])


def _spending(counts: Counts) -> np.ndarray:
    """[..., segment, tier]: how much more or less is paid there."""
    segments = counts.prices.of(
        lambda each: [each.economics.segments.get(segment.name, 1.0) for segment in each.segments]
    )
    tiers = counts.prices.of(lambda each: [getattr(each.economics.tiers, tier) for tier in TIERS])
    return np.asarray(segments[..., None] * tiers[..., None, :])


def _each(counts: Counts, values: np.ndarray) -> np.ndarray:
    """Leave out the sum over the segments: a price may be another in each."""
    return np.asarray(values[:, :, 1:] if len(counts.segments) > 1 else values)


def _everybody(counts: Counts, values: np.ndarray) -> np.ndarray:
    """Put the sum over the segments in front of them again."""
    if len(counts.segments) == 1:
        return np.asarray(values)
    return np.concatenate([values.sum(2, keepdims=True), values], 2)


def _goods(counts: Counts) -> np.ndarray:
    kept = counts.prices.of(lambda each: each.economics.margin)[..., None]
    return np.asarray((1.0 - kept) * revenue(counts))


def contact_costs(counts: Counts) -> np.ndarray:
    """Return euros [..., touchpoint]: contacts by what one costs there."""
    prices = counts.prices.of(lambda each: [touchpoint.cost for touchpoint in each.touchpoints])
    places = len(counts.scenario.touchpoints)
    return np.asarray(counts.touchpoints[..., :places, CONTACT] * prices[..., None, :])


def complaint_costs(counts: Counts) -> np.ndarray:
    """Return euros [..., channel]: complaints that were heard there by what handling one costs."""
    prices = counts.prices.of(lambda each: [channel.cost for channel in each.recovery.channels])
    return np.asarray(counts.channels[..., HEARD] * prices[..., None, :])


def programme_costs(counts: Counts) -> np.ndarray:
    """Return euros [..., programme]: times that a customer got it by what one costs; what is spent of its budget."""
    prices = counts.prices.of(lambda each: [programme.cost for programme in each.programmes])
    return np.asarray(counts.programmes[..., TAKEN] * prices[..., None, :])


def incident_costs(counts: Counts) -> np.ndarray:
    """Return euros [..., incident that happens at no touchpoint]: customers reached in the week by what one costs."""
    alone = [incident.cost for incident in counts.scenario.incidents if incident.touchpoint is None]
    places = len(counts.scenario.touchpoints)
    return np.asarray(counts.touchpoints[..., places:, CONTACT] * np.array(alone))


def intervention_costs(counts: Counts) -> np.ndarray:
    """Return euros [..., intervention]: once when it first acts, and for each week in which it does."""
    asked = counts.scenario.interventions
    acting = counts.acting
    first = (acting == 1) & (np.cumsum(acting, axis=1) == 1)
    # What had begun before the story was paid for then.
    once = [0.0 if each.when is None and each.from_week < 1 else each.cost for each in asked]
    euros = first * np.array(once) + acting * np.array([each.cost_per_week for each in asked])
    return np.asarray(euros[:, :, None] * _shares(counts)[..., None])


def _redress(counts: Counts) -> np.ndarray:
    return np.asarray(counts.prices.of(lambda each: each.economics.price_paid)[..., None] * counts.of("redress"))


def _acquisition(counts: Counts) -> np.ndarray:
    won = counts.joiners - counts.of("joined_from_the_start")
    return np.asarray(counts.prices.of(lambda each: each.economics.acquisition_cost)[..., None] * won)


def _advertising(counts: Counts) -> np.ndarray:
    euros = counts.prices.of(lambda each: each.economics.advertising_cost_per_week)[..., None]
    return np.asarray(euros * _shares(counts))


def _shares(counts: Counts) -> np.ndarray:
    """What part a segment bears of what is spent on all: by its customers; when nobody is left, as was planned."""
    shares = ratio(counts.at_risk, counts.at_risk[..., :1])
    planned = [segment.share for segment in counts.scenario.segments]
    planned = [1.0] if len(counts.segments) == 1 else [1.0, *planned]
    return np.where(np.isnan(shares), np.array(planned), shares)


COSTS: dict[str, tuple[str, Callable[[Counts], np.ndarray]]] = {
    "goods": ("of what was sold: the revenue less the margin (C10)", _goods),
    "contacts": ("of the contacts, by the cost of their touchpoint (C7, C10)", lambda c: contact_costs(c).sum(-1)),
    "complaints": (
        "of handling the complaints that were heard, by the cost of the channel (C7)",
        lambda c: complaint_costs(c).sum(-1),
    ),
    "redress": ("of what was made good, as shares of the price paid (C10)", _redress),
    "programmes": (
        "of the times that customers got something from a programme (C10)",
        lambda c: programme_costs(c).sum(-1),
    ),
    "incidents": (
        "of the incidents that happen at no touchpoint, by the customers they reached in the week (C10)",
        lambda c: incident_costs(c).sum(-1),
    ),
    "interventions": (
        "of the interventions, once and for each week in which they act; a segment bears its part by the customers it "
        "has (C10)",
        lambda c: intervention_costs(c).sum(-1),
    ),
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


def cost_to_serve(counts: Counts) -> np.ndarray:
    """Return euros of each week for what comes with those who are customers, goods apart."""
    return np.asarray(np.sum([COSTS[kind][1](counts) for kind in TO_SERVE], axis=0))


def profit(counts: Counts) -> np.ndarray:
    """Return euros of each week: revenue less all costs."""
    return np.asarray(revenue(counts) - cost(counts))


def profit_per_customer_year(counts: Counts, at: int = 0) -> np.ndarray:
    """Return euros by replicate: profit by the time that there were customers, in years."""
    return ratio(profit(counts)[:, :, at].sum(1) * WEEKS_PER_YEAR, counts.at_risk[:, :, at].sum(1))


def worth(counts: Counts) -> np.ndarray:
    """Return [replicate, week]: what a euro of that week counts in week 1, at the discount rates of the weeks between.

    At one rate throughout it is 1 / (1 + rate) ** ((week - 1) / 52).
    """
    rates = counts.prices.of(lambda each: each.economics.discount_rate_per_year)
    lost = np.broadcast_to(np.log1p(rates), (counts.replicates, counts.weeks)) / WEEKS_PER_YEAR
    return np.asarray(np.exp(lost - np.cumsum(lost, axis=1)))


def lifetime_value(counts: Counts) -> np.ndarray:
    """Return the lifetime value so far: discounted profit since week 1, for each customer of the start.

    What later joiners bring and cost is part of it; `cohorts` tells those who joined together apart.
    """
    return ratio(np.cumsum(profit(counts) * worth(counts)[..., None], axis=1), counts.at_start[:, None])
