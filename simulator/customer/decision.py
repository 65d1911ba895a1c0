"""Staying and leaving: the decision is driven by the account, the reasons are given apart (B5, B12, D5, D6, D10)."""

from __future__ import annotations

import math

from simulator.customer.compiled import Row, Table, rule
from simulator.customer.numbers import WEEKS_PER_YEAR, logistic, probability_over
from simulator.customer.state import (
    CIRCUMSTANCES,
    CUSTOMER,
    ENGAGED,
    EXAMPLE,
    IDENTIFICATION,
    LEAVING,
    LOYAL,
    OFFER,
    RELATIONSHIP,
    SERVICE,
)


@rule
def decides_now(c: Row, relationship: Table, week: int) -> bool:
    """Return whether this week is a decision point: the end of a term under contract, every week otherwise."""
    tenure = week - c.joined_week
    if relationship.contract == 0:
        return tenure > 0
    return tenure > 0 and tenure % relationship.term_weeks == 0


@rule
def offer_at_hand(world: Table, luck: float) -> float:
    """Return the size of the offer on the table (B5); 0 for none, else evenly spread up to twice the mean."""
    probability = world.offer_probability
    size = 2.0 * world.offer_size * (luck / max(probability, 1e-12))  # computed for all: to branch would take longer
    return size if luck < probability else 0.0


@rule
def shield(c: Row, p: Table) -> float:
    """Return the share of an offer that does not reach this customer: who is loyal or engaged overlooks it (C1-C3)."""
    loyal, engaged = p.loyal_shield, p.engaged_shield
    return engaged if c.tier == ENGAGED else (loyal if c.tier == LOYAL else 0.0)


@rule
def pull_of(c: Row, p: Table, world: Table, offer: float) -> float:
    """Return how hard an offer pulls: harder on the price-sensitive, and in hard times (B5, C1, D10)."""
    return offer * c.price_sensitivity * world.climate * (1.0 - shield(c, p))


@rule
def hold_of_balance(c: Row, p: Table) -> float:
    """Return how much the account holds (positive) or drives away (negative), saturating both ways (A5)."""
    above, below = p.balance_pull, p.balance_pull_below
    scale = above if c.balance >= 0.0 else below
    return scale * math.tanh(0.5 * c.balance)


@rule
def unrest(c: Row, p: Table) -> float:
    """Return how hard the example of contacts who left pulls; the loyal and the engaged are shielded (B2)."""
    return p.contagion * c.unsettled * (1.0 - shield(c, p))


@rule
def inclination(c: Row, p: Table, pull: float) -> float:
    """Return the log odds of still being there a year on, things staying as they are (A3, B1, B9, D5)."""
    return (
        c.stay_base
        + hold_of_balance(c, p)
        + p.habit_pull * c.habit
        + p.identification_pull * c.identification
        + p.investment_pull * c.investment
        - unrest(c, p)
        - pull
        - p.avoidance_pull * c.avoidance
    )


@rule
def leave_probability(c: Row, p: Table, pull: float, weeks: float) -> float:
    """Return the probability of leaving at a decision that covers `weeks` weeks."""
    return probability_over(logistic(-inclination(c, p, pull)), weeks)


@rule
def surely_stays(c: Row, p: Table, pull: float, weeks: float, luck: float) -> bool:
    """Return whether `luck` cannot mean leaving, from bounds that need no exponential.

    It spares time, it changes nothing: with log odds L of staying a year the hazard of that year is log(1 + exp(-L)),
    at most 0.7 + max(-L, 0), and the probability over `weeks` weeks is below its share of that. The bound on the
    account uses tanh(x) >= x below 0 and >= 0 above.
    """
    at_least = c.stay_base - pull + p.habit_pull * c.habit + p.investment_pull * c.investment
    at_least += p.balance_pull_below * 0.5 * min(1.0 * c.balance, 0.0)
    at_least += p.identification_pull * min(1.0 * c.identification, 0.0)
    at_least -= p.contagion * c.unsettled + p.avoidance_pull * c.avoidance
    return luck * WEEKS_PER_YEAR >= weeks * (0.7 + max(-at_least, 0.0))


@rule
def leaves(c: Row, p: Table, pull: float, weeks: float, luck: float) -> bool:
    """Decide: stay or leave; by what is felt, not by what is said (B12)."""
    if c.status == LEAVING:
        return True
    if surely_stays(c, p, pull, weeks, luck):
        return False
    return luck < leave_probability(c, p, pull, weeks)


@rule
def root_cause(c: Row, p: Table, pull: float) -> int:
    """Return why the customer really leaves: the largest shortfall against a neutral customer (D6).

    Who had given notice after a failure leaves for service, and so does who stays away for how they were treated.
    """
    if c.status != CUSTOMER:
        return SERVICE
    cause = RELATIONSHIP
    largest = p.habit_pull * (p.neutral_habit - c.habit) - p.investment_pull * c.investment
    service = p.avoidance_pull * c.avoidance - hold_of_balance(c, p)
    if service > largest:
        cause, largest = SERVICE, service
    identification = -p.identification_pull * c.identification
    if identification > largest:
        cause, largest = IDENTIFICATION, identification
    if pull > largest:
        cause, largest = OFFER, pull
    if unrest(c, p) > largest:
        cause = EXAMPLE
    return cause


@rule
def stated_reason(p: Table, cause: int, pull: float, luck: float) -> int:
    """Return what the leaver says: price, for most, whenever an offer was at hand (B12, D6)."""
    if cause != CIRCUMSTANCES and pull > 0.0 and luck < p.price_said_probability:
        return OFFER
    return cause
