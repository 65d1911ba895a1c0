"""After a complaint: waiting for the answer, getting it, and how it feels (A8-A10, D4)."""

from __future__ import annotations

import math

from simulator.customer import draws, noted
from simulator.customer.compiled import Row, rule, seldom
from simulator.customer.failure import has_open_case, remembered_as
from simulator.customer.grudge import reconcile
from simulator.customer.memory import remember
from simulator.customer.noted import Noted, whole_of_any
from simulator.customer.now import Now
from simulator.customer.numbers import within
from simulator.customer.recovery import HERO_REDRESS, expected_recovery, felt_of_recovery, recovery_charge, wait
from simulator.customer.relationship import feel_appreciated, feel_sensation, promise_broken, promise_kept
from simulator.customer.state import AWAITS_RECORD, NO_CASE

LONGEST = 1000
"""More weeks than anybody is left to wait by a rule."""


@rule
def recover(c: Row, person: int, now: Now, seen: Noted) -> None:
    """Wait for the answer to a complaint, or get it: designed quality with a spread, and now and then a hero (A10)."""
    if not has_open_case(c):
        return
    if c.case_weeks < weeks_to_answer(c, now):
        wait(c, now.psychology)
        return
    answer(c, person, now, math.nan, seen)


@rule
def weeks_to_answer(c: Row, now: Now) -> int:
    """Return after how many weeks the open complaint is answered: those of the channel, else those of the recovery.

    An incident that is answered in its own way is answered in its own time.
    """
    if c.case_channel >= AWAITS_RECORD:
        return LONGEST
    recovery = now.touchpoints[c.case_touchpoint].recovery
    weeks = now.channels[c.case_channel].answer_weeks
    return weeks if weeks >= 0 and recovery == 0 else now.recoveries[recovery].answer_weeks


@seldom
def answer(c: Row, person: int, now: Now, recorded: float, seen: Noted) -> None:
    """Get the answer to a complaint; `recorded` is the redress by the records, not a number where it is drawn (A10)."""
    index = c.case_touchpoint
    recovery = now.recoveries[now.touchpoints[index].recovery]
    stream = now.touchpoints[index].stream
    fates = draws.draw(now.key, draws.RECOVERY, now.week, person, stream, 0)
    words = draws.draw(now.key, draws.RECOVERY, now.week, person, stream, 1)
    redress, ease, empathy = 0.0, 1.0, 1.0
    if draws.uniform(fates[0]) < recovery.hero_probability:
        redress = HERO_REDRESS
        seen.customers[c.segment, noted.HEROES] += 1
    else:
        if draws.uniform(fates[1]) < recovery.solved_probability:
            redress = recovery.redress_mean + recovery.redress_sd * draws.normal(words[0])
        ease = within(recovery.ease_mean + recovery.ease_sd * draws.normal(words[1]), -1.0, 1.0)
        empathy = within(recovery.empathy_mean + recovery.empathy_sd * draws.normal(words[2]), -1.0, 1.0)
    if not math.isnan(recorded):
        redress = 1.0 * recorded
    seen.customers[c.segment, noted.ANSWERS] += 1
    seen.customers[c.segment, noted.REDRESS] += whole_of_any(max(redress, 0.0))
    severity = 1.0 * c.case_severity
    failures_before = max(c.failures - remembered_as(now.psychology, severity), 0.0)
    be_answered(c, now, index, severity, failures_before, redress, ease, empathy, seen)
    c.case_touchpoint = NO_CASE


@rule
def be_answered(
    c: Row,
    now: Now,
    index: int,
    severity: float,
    failures_before: float,
    redress: float,
    ease: float,
    empathy: float,
    seen: Noted,
) -> None:
    """Feel how a complaint was answered; not being heard at all is the poorest answer (C5, D3)."""
    p = now.psychology
    charge = recovery_charge(c, p, redress, ease, empathy)
    surprise = charge - expected_recovery(p, severity, failures_before)
    change = felt_of_recovery(c, p, surprise, severity)
    c.balance = c.balance + change
    c.stirred = c.stirred + abs(change)
    if surprise > 0.0:
        seen.touchpoints[c.segment, index, noted.RECOVERED_WELL] += 1
        promise_kept(c, p)
        feel_appreciated(c, p, empathy)
        feel_sensation(c, p, change)
        reconcile(c, p, surprise)
    else:
        seen.touchpoints[c.segment, index, noted.RECOVERED_POORLY] += 1
        promise_broken(c, p, severity)
    amount = noted.RECOVERY_DEPOSITED if change > 0.0 else noted.RECOVERY_WITHDRAWN
    seen.touchpoints[c.segment, index, amount] += whole_of_any(change)
    remember(c, p, charge, False)
