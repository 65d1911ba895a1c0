"""Putting it right, or not: an experience like any other, judged against what one expects after a failure (A8-A10).

There is no bonus for recovery anywhere. What follows a failure is felt in proportion to how far the failure lifted the
customer out of the grey mass: an answer to a trifle is a trifle. A good one can leave more than the failure took, since
little is expected; a poor one takes again: the double deviation.
"""

from __future__ import annotations

from typing import Any

from simulator.customer.compiled import Row, Table, compiled_as, rule
from simulator.customer.experience import charge_of, worth
from simulator.customer.numbers import logistic, within

HERO_REDRESS = 1.5
"""What a hero makes good, as a share of the price: beyond it more redress gains nothing."""


@rule
def value_of_redress(p: Table, redress: float) -> float:
    """Return the success of a recovery, -1 to 1, that makes good `redress` of the price paid: S-shaped."""
    return 2.0 * logistic((redress - p.redress_midpoint) / p.redress_width) - 1.0


@rule
def expected_recovery(p: Table, severity: float, failures_before: float) -> float:
    """Return what a customer expects of a recovery: little at first (A8), more after each failure remembered (D4)."""
    return (
        p.recovery_expected + p.recovery_expected_severity * severity + p.recovery_expected_failures * failures_before
    )


@rule
def arousal(p: Table, severity: float) -> float:
    """Return how much is felt of what follows a failure: as far as that lifted one out of the grey mass (A8, A9)."""
    return p.arousal * min(severity, p.arousal_cap)


@rule
def recovery_charge(c: Row, p: Table, redress: float, ease: float, empathy: float) -> float:
    """Return the charge of a recovery: redress, ease and empathy are its success, ease and emotion (A8).

    They are the distributive, procedural and interactional justice of the literature. What complaining cost is taken
    off the ease.
    """
    net_ease = within(ease - c.case_effort, -1.0, 1.0)
    return charge_of(c, value_of_redress(p, redress), net_ease, empathy, empathy)


@rule
def deposit_of_recovery(c: Row, p: Table, surprise: float, severity: float) -> float:
    """Return what a recovery adds to the balance, or takes once more (double deviation); no bonus (A8).

    Nothing is tolerated here; the surprise counts by its worth, as any other.
    """
    felt_of_it = arousal(p, severity) * worth(p, abs(surprise))
    return felt_of_it if surprise > 0.0 else -c.loss_aversion * felt_of_it


def felt_of_recovery(c: Row, p: Table, surprise: float, severity: float) -> float:
    """Return the change of the balance that a recovery makes: a door for subclasses of Customer, as `felt` is."""
    own: Any = getattr(c, "feel_recovery", None)
    return float(own(surprise, severity)) if own is not None else deposit_of_recovery(c, p, surprise, severity)


@compiled_as(felt_of_recovery)
def _felt_of_recovery(c: Row, p: Table, surprise: float, severity: float) -> float:
    return deposit_of_recovery(c, p, surprise, severity)


@rule
def wait(c: Row, p: Table) -> None:
    """A week without an answer: trust goes (C5)."""
    c.case_weeks = min(c.case_weeks + 1, 250)
    c.trust = c.trust * (1.0 - p.waiting_trust_loss)
