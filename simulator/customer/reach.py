"""Whom something is for: programmes and incidents choose people by the same conditions."""

from __future__ import annotations

from simulator.customer import draws
from simulator.customer.compiled import Row, Table, rule
from simulator.customer.decision import leave_probability
from simulator.customer.now import Now
from simulator.customer.numbers import WEEKS_PER_YEAR


@rule
def is_meant(c: Row, p: Table, week: int, target: Table) -> bool:
    """Return whether a customer meets all conditions: segment, tier, balance, tenure, and being at risk of leaving."""
    tenure = week - c.joined_week
    meets = (
        (((target.segments >> c.segment) & 1) == 1)
        & (((target.tiers >> c.tier) & 1) == 1)
        & (target.balance_from <= c.balance)
        & (c.balance <= target.balance_to)
        & (target.tenure_from <= tenure)
        & (tenure <= target.tenure_to)
    )
    if not meets:
        return False
    return target.at_risk_from <= 0.0 or leave_probability(c, p, 0.0, WEEKS_PER_YEAR) >= target.at_risk_from


@rule
def is_chosen(person: int, now: Now, purpose: int, target: Table) -> bool:
    """Return whether a person is among the share that is chosen; it is the same people every time."""
    if target.share >= 1.0:
        return True
    words = draws.draw(now.key, purpose, 0, person, target.stream, 0)
    return draws.uniform(words[0]) < target.share
