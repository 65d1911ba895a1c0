"""What is remembered: the peak, the end and the mean, apart from the account; and how everything fades (D7, B11)."""

from __future__ import annotations

from simulator.customer.compiled import Row, Table, rule
from simulator.customer.grudge import cool_down


@rule
def remember(c: Row, p: Table, charge: float, flat: bool) -> None:
    """Take an experience into memory: the mean of all, the peak and the end of those that left a trace.

    Peaks are compared with threats weighing more: a negative one by the customer's loss aversion (B11, D7).
    """
    c.experiences = min(c.experiences + 1, 65535)
    horizon = min(1.0 * c.experiences, p.memory_mean_experiences)
    c.memory_mean = c.memory_mean + (charge - c.memory_mean) / horizon
    if flat:
        return
    c.memory_end = charge
    if striking(c, charge) > striking(c, 1.0 * c.memory_peak):
        c.memory_peak = charge


@rule
def striking(c: Row, charge: float) -> float:
    """Return how much a charge stands out: its size, threats weighing more (D7)."""
    return charge if charge >= 0.0 else -1.0 * c.loss_aversion * charge


@rule
def remembered(c: Row, p: Table) -> float:
    """Return the experience as remembered: a mix of peak, end and mean; surveys ask this, not the account (D7, D9)."""
    mean_weight = 1.0 - p.memory_peak_weight - p.memory_end_weight
    return p.memory_peak_weight * c.memory_peak + p.memory_end_weight * c.memory_end + mean_weight * c.memory_mean


@rule
def forget(c: Row, p: Table, contacts: int) -> None:
    """Let a week pass: all that was felt fades, each with its half-life; habit only if unused (A1, A3).

    What attention was taken for granted fades too, so that after a pause it counts again.
    """
    above, below, unused = p.balance_above_kept, p.balance_below_kept, p.habit_kept
    c.balance = c.balance * (above if c.balance >= 0.0 else below)
    warm, sore = p.peak_above_kept, p.peak_below_kept
    peak_kept = warm if c.memory_peak >= 0.0 else sore
    c.habit = c.habit * (unused if contacts == 0 else 1.0)
    # All are read before any is written: the compiler then takes them together.
    appreciation, sensation = c.appreciation * p.appreciation_kept, c.sensation * p.sensation_kept
    participation, investment = c.participation * p.participation_kept, c.investment * p.investment_kept
    memory_peak, failures = c.memory_peak * peak_kept, c.failures * p.failures_kept
    stirred, unsettled = c.stirred * p.stirred_kept, c.unsettled * p.unsettled_kept
    used_to_participation = c.used_to_participation * p.attention_kept
    used_to_appreciation = c.used_to_appreciation * p.attention_kept
    used_to_sensation = c.used_to_sensation * p.attention_kept
    c.appreciation = appreciation
    c.sensation = sensation
    c.participation = participation
    c.investment = investment
    c.memory_peak = memory_peak
    c.failures = failures
    c.stirred = stirred
    c.unsettled = unsettled
    c.used_to_participation = used_to_participation
    c.used_to_appreciation = used_to_appreciation
    c.used_to_sensation = used_to_sensation
    if (c.hurt > 0.0) | (c.avoidance > 0.0):
        cool_down(c, p)
