"""An experience: its charge, what it is judged against, what it deposits or withdraws (A1, A2, A4-A7, B3, D1, D2)."""

from __future__ import annotations

import math
from typing import Any

from simulator.customer.compiled import Row, Table, compiled_as, rule
from simulator.customer.numbers import within
from simulator.customer.state import LOYAL


@rule
def charge_of(c: Row, success: float, ease: float, emotion: float, ending: float) -> float:
    """Return the emotional charge of a contact (D2); its emotion is half its course and half how it ended (D7, D8)."""
    felt_emotion = 0.5 * (emotion + ending)
    emotion_weight = 1.0 - c.success_weight - c.effort_weight
    return c.success_weight * success + c.effort_weight * ease + emotion_weight * felt_emotion + c.affinity


@rule
def reference(c: Row, p: Table, world: Table) -> float:
    """Return what a contact is judged against: own expectation, the market's norm (B3) and the brand's promise (D1)."""
    own = 1.0 - p.norm_weight - p.promise_weight
    return own * c.expectation + p.norm_weight * world.norm + p.promise_weight * world.promise


@rule
def first_impression(c: Row, p: Table) -> float:
    """Return how much more an experience counts for being among the first (A4, A5): from 1 + boost towards 1.

    As in learning, each further experience weighs less than the one before, and never nothing.
    """
    return 1.0 + p.first_impression_boost / math.sqrt(1.0 + c.experiences / p.first_impression_experiences)


@rule
def cushion(c: Row, p: Table) -> float:
    """Return the share of a blow that trust and a high balance soften (A6): 0 with an empty account."""
    if c.balance <= 0.0:
        return 0.0
    return p.cushion * c.trust * (1.0 * c.balance / (c.balance + p.cushion_balance))


@rule
def tolerance(c: Row, p: Table) -> float:
    """Return how far below the reference still leaves no trace: the loyal and the engaged overlook more (C2)."""
    more = p.loyal_tolerance if c.tier >= LOYAL else 0.0
    return p.tolerance_below + more


@rule
def is_flat(c: Row, p: Table, surprise: float) -> bool:
    """Return whether a surprise stays within the zone of tolerance, where nothing is felt or remembered (A2)."""
    return -tolerance(c, p) < surprise < p.tolerance_above


@rule
def worth(p: Table, beyond: float) -> float:
    """Return what lies beyond expectation as it counts: twice as much is felt less than twice (A1, A7).

    The same curve for gains and for losses. A curvature of 1 is a straight line, and exact.
    """
    return beyond if p.value_curvature == 1.0 else beyond**p.value_curvature


@rule
def deposit(c: Row, p: Table, surprise: float) -> float:
    """Return what a surprise adds to the balance (above the zone) or takes from it (below): the account of A1.

    What lies beyond the zone counts by its worth. Losses weigh more than gains (A7), more still for each failure
    remembered (D4), less under a cushion (A6).
    """
    if is_flat(c, p, surprise):
        return 0.0
    weight = first_impression(c, p)
    if surprise >= p.tolerance_above:
        return weight * worth(p, surprise - p.tolerance_above)
    blow = worth(p, -surprise - tolerance(c, p)) * (1.0 - cushion(c, p)) * (1.0 + p.failure_sensitivity * c.failures)
    return -weight * c.loss_aversion * blow


def felt(c: Row, p: Table, surprise: float) -> float:
    """Return the change of the balance that an experience makes: a door for subclasses of Customer.

    In plain Python an agent with a method `feel(surprise)` decides for itself; the compiled loop uses `deposit`.
    """
    own: Any = getattr(c, "feel", None)
    return float(own(surprise)) if own is not None else deposit(c, p, surprise)


@compiled_as(felt)
def _felt(c: Row, p: Table, surprise: float) -> float:
    return deposit(c, p, surprise)


@rule
def adapt(c: Row, p: Table, charge: float) -> None:
    """Move what the customer expects towards what was met (B3); a disaster teaches no more than the worst contact."""
    c.expectation = c.expectation + p.expectation_step * (within(charge, -1.0, 1.0) - c.expectation)
