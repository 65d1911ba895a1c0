"""The five tiers: overdrawn, indifferent, satisfied, loyal, engaged (C1-C4, B4, B6, B7)."""

from __future__ import annotations

from simulator.customer.compiled import Row, Table, rule
from simulator.customer.relationship import relevance
from simulator.customer.state import ENGAGED, INDIFFERENT, LOYAL, OVERDRAWN, SATISFIED


@rule
def bond(c: Row, p: Table) -> float:
    """Return what makes loyal: the balance, of which identification can carry a part (B1)."""
    return c.balance + p.identification_carries * c.identification


@rule
def is_engaged(c: Row, p: Table, week: int, slack: float) -> bool:
    """Return whether the customer is engaged: balance, trust (B7), relevance (B8), room (B4), a contribution (C3)."""
    return (
        c.balance > p.engaged_above - slack
        and c.room == 1
        and c.trust > p.engaged_trust - slack
        and relevance(c) > p.engaged_relevance - slack
        and week - c.contributed_week < p.contribution_within_weeks
    )


@rule
def is_loyal(c: Row, p: Table, slack: float) -> bool:
    """Return whether the customer is loyal: trusting, and bound by the account or by habit alone (A3, B6, B7, C2).

    Habit makes loyal whoever is not in the red and comes back without thinking; it makes nobody engaged.
    """
    bound = (bond(c, p) > p.loyal_above - slack) | (c.habit > p.loyal_habit - slack)
    return bound & (c.balance >= p.overdrawn_below) & (c.trust > p.loyal_trust - slack)


@rule
def tier_of(c: Row, p: Table, week: int) -> int:
    """Return the tier the customer is in now. Tiers need not be climbed one by one (C1-C4).

    A tier once reached is kept until the customer is `hysteresis` below its threshold.
    """
    slack = p.hysteresis
    if is_engaged(c, p, week, slack if c.tier == ENGAGED else 0.0):
        return ENGAGED
    loyal = is_loyal(c, p, slack if c.tier >= LOYAL else 0.0)
    satisfied = c.balance > p.satisfied_above - (slack if c.tier >= SATISFIED else 0.0)
    overdrawn = c.balance < p.overdrawn_below + (slack if c.tier == OVERDRAWN else 0.0)
    return LOYAL if loyal else (SATISFIED if satisfied else (OVERDRAWN if overdrawn else INDIFFERENT))
