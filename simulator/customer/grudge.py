"""Grudges: love that becomes hate. What a severe failure leaves, unless it is put right (A7, C6, D4, D5).

Two feelings beside the account (Grégoire, Tripp & Legoux 2009). The hurt is there at once, whether somebody complains
or not: half of those who complain speak ill before they do (Liljander 1999). It passes within months; what passes of it
turns into avoidance, which makes people leave and stays. The closer somebody was, the deeper both go, and the more an
answer that satisfies gives back; a poor one and none leave both as they are.
"""

from __future__ import annotations

from simulator.customer.compiled import Row, Table, rule
from simulator.customer.numbers import within


@rule
def closeness(c: Row, p: Table) -> float:
    """Return how close a customer is to the firm, 0 to 1: by a trusted account, by identification, or by both."""
    account = c.trust * (1.0 * c.balance / (c.balance + p.cushion_balance)) if c.balance > 0.0 else 0.0
    return 1.0 - (1.0 - account) * (1.0 - max(1.0 * c.identification, 0.0))


@rule
def grudge_of(c: Row, p: Table, severity: float) -> float:
    """Return the grudge that a failure leaves: none of a mild one, more of a betrayal (D5).

    It is asked before the blow: what betrays is the relationship that there was.
    """
    beyond = within(severity - p.grudge_severity, 0.0, p.grudge_cap)
    if beyond <= 0.0:
        return 0.0
    return beyond * (p.betrayal_base + p.betrayal * closeness(c, p))


@rule
def resent(c: Row, p: Table, grudge: float) -> None:
    """Bear a grudge from now on, up to the deepest that there is (D4)."""
    c.hurt = min(c.hurt + grudge, p.grudge_most)


@rule
def cool_down(c: Row, p: Table) -> None:
    """Let a week pass: the hurt eases, more slowly in whoever identifies, and part of it becomes avoidance (D5)."""
    holding_on = 1.0 - p.grudge_held * max(1.0 * c.identification, 0.0)
    eased = c.hurt * (1.0 - p.revenge_kept) * holding_on
    c.hurt = c.hurt - eased
    c.avoidance = min(c.avoidance * p.avoidance_kept + p.avoidance_share * eased, p.grudge_most)


@rule
def reconcile(c: Row, p: Table, surprise: float) -> None:
    """Be reconciled by an answer better than expected, however late: who holds more is given more back (A8)."""
    left = 1.0 - p.reconciliation * within(surprise, 0.0, 1.0)
    c.hurt = c.hurt * left
    c.avoidance = c.avoidance * left
