"""One contact at a touchpoint: it fails, it is outstanding, or it is an ordinary one (A2, A4, A5, D3)."""

from __future__ import annotations

from simulator.customer import draws, noted
from simulator.customer.compiled import Row, Table, rule, seldom
from simulator.customer.complaint import be_answered
from simulator.customer.experience import adapt, charge_of, felt, is_flat, reference, tolerance
from simulator.customer.failure import (
    NOT_SAID,
    cause_of,
    complain,
    complain_here,
    has_open_case,
    open_case,
    remembered_as,
    voice_probability,
    walk_out,
)
from simulator.customer.grudge import grudge_of, resent
from simulator.customer.luck import Fortune
from simulator.customer.memory import remember
from simulator.customer.noted import Noted, whole_of_any
from simulator.customer.now import Now
from simulator.customer.numbers import within
from simulator.customer.relationship import (
    feel_appreciated,
    feel_sensation,
    habit_broken,
    judge_promise,
    promise_broken,
    undisturbed_use,
)
from simulator.customer.survey import ask_about_contact


@rule
def have_contact(c: Row, person: int, now: Now, index: int, nth: int, fortune: Fortune, seen: Noted) -> None:
    """One contact: it fails, it is outstanding, or it is an ordinary one; most are flat and leave no trace (A2, D3)."""
    touchpoint = now.touchpoints[index]
    seen.touchpoints[c.segment, index, noted.CONTACT] += 1
    fate = fortune[0]
    if fate < touchpoint.failure_probability:
        fail(c, person, now, index, nth, seen)
        return
    more = 0.0
    if 1.0 - fate < touchpoint.delight_probability:
        # The luck that made it outstanding also says how outstanding: uniform again, given that it happened.
        more = draws.heavy_at(
            touchpoint.delight_mean, touchpoint.delight_spread, (1.0 - fate) / touchpoint.delight_probability
        )
        seen.touchpoints[c.segment, index, noted.DELIGHT] += 1
    success, ease, emotion, ending = outcome_of(touchpoint, fortune)
    come_through(c, person, now, index, nth, success, ease, emotion, ending, more, seen)


@rule
def outcome_of(touchpoint: Table, fortune: Fortune) -> tuple[float, float, float, float]:
    """Return success, ease, emotion and ending of a contact here (D2, D8)."""
    _, success_luck, ease_luck, emotion_luck = fortune
    return (
        within(touchpoint.success_mean + touchpoint.success_sd * success_luck, -1.0, 1.0),
        within(touchpoint.ease_mean + touchpoint.ease_sd * ease_luck, -1.0, 1.0),
        within(touchpoint.emotion_mean + touchpoint.emotion_sd * emotion_luck, -1.0, 1.0),
        within(touchpoint.ending_mean + touchpoint.emotion_sd * emotion_luck, -1.0, 1.0),
    )


@rule
def come_through(
    c: Row,
    person: int,
    now: Now,
    index: int,
    nth: int,
    success: float,
    ease: float,
    emotion: float,
    ending: float,
    more: float,
    seen: Noted,
) -> None:
    """Feel a contact that did not fail; `more` is the charge of what was outstanding in it."""
    p, world = now.psychology, now.world
    charge = charge_of(c, success, ease, emotion, ending) + more
    surprise = charge - reference(c, p, world)
    flat = is_flat(c, p, surprise)
    if flat:
        seen.touchpoints[c.segment, index, noted.FLAT] += 1
    else:
        change = felt(c, p, surprise)
        c.balance = c.balance + change
        c.stirred = c.stirred + abs(change)
        seen.touchpoints[c.segment, index, noted.DEPOSITED if change > 0.0 else noted.WITHDRAWN] += whole_of_any(change)
        feel_sensation(c, p, surprise)
    if surprise > -tolerance(c, p):
        undisturbed_use(c, p)
    feel_appreciated(c, p, emotion)
    judge_promise(c, p, world, charge)
    remember(c, p, charge, flat)
    adapt(c, p, charge)
    ask_about_contact(c, person, now, index, nth, surprise, ease, seen)


@rule
def fail(c: Row, person: int, now: Now, index: int, nth: int, seen: Noted) -> None:
    """It goes wrong: a blow to the account, a break in habit, and then silence, a complaint, or the door (D3)."""
    touchpoint = now.touchpoints[index]
    words = draws.draw(now.key, draws.FAILURE, now.week, person, touchpoint.stream, nth)
    severity = draws.heavy(touchpoint.severity_mean, touchpoint.severity_spread, words[0])
    lasting, excusable = cause_of(touchpoint.cause_stable, touchpoint.cause_controllable, draws.uniform(words[3]))
    fail_with(c, person, now, index, nth, severity, words, NOT_SAID, lasting, excusable, seen)


@seldom
def fail_with(
    c: Row,
    person: int,
    now: Now,
    index: int,
    nth: int,
    severity: float,
    words: draws.Words,
    voiced: int,
    lasting: bool,
    excusable: bool,
    seen: Noted,
) -> None:
    """Suffer a failure of this severity; `words` are the luck of voice and of walking out.

    One whose cause is `lasting` will come again, and is remembered as more than itself (D4). What the firm could not
    help is `excusable`: the blow is softer. `voiced` is the channel by which the records say it was complained about,
    `COMPLAINED` where they say only that it was, `NOT_SAID` where the customer decides.
    """
    p, touchpoint = now.psychology, now.touchpoints[index]
    surprise = -severity - reference(c, p, now.world)
    resent(c, p, grudge_of(c, p, severity))
    change = felt(c, p, surprise)
    if excusable and change < 0.0:
        change = change * (1.0 - p.excused)
    c.balance = c.balance + change
    c.stirred = c.stirred + abs(change)
    seen.touchpoints[c.segment, index, noted.FAILURE] += 1
    seen.touchpoints[c.segment, index, noted.WITHDRAWN] += whole_of_any(change)
    habit_broken(c, p, severity)
    remember(c, p, -severity, is_flat(c, p, surprise))
    adapt(c, p, -severity)

    if walk_out(c, p, severity, draws.uniform(words[2])):
        seen.customers[c.segment, noted.WALK_OUTS] += 1
    counts_for = remembered_as(p, severity)
    failures = 1.0 * c.failures  # known before this one, with what its own cause adds
    if lasting:
        failures = max(failures, min(failures + p.stable_cause * counts_for, p.failures_most))
    put_off = True
    if not has_open_case(c) and (voiced != NOT_SAID or draws.uniform(words[1]) < voice_probability(c, p, severity)):
        seen.touchpoints[c.segment, index, noted.COMPLAINT] += 1
        if voiced >= 0:
            channel = voiced
            complain_here(c, now, channel, seen)
        else:
            channel = complain(c, person, now, touchpoint, nth, seen)
        if channel >= 0:
            open_case(c, index, channel, severity)
            put_off = False
        else:
            seen.touchpoints[c.segment, index, noted.UNHEARD] += 1
            be_answered(c, now, index, severity, failures, 0.0, 0.0, p.unheard_emotion, seen)
            put_off = False
    if put_off:
        promise_broken(c, p, severity)
    c.failures = min(failures + counts_for, p.failures_most)
    ask_about_contact(c, person, now, index, nth, surprise, -1.0 * min(severity, 1.0), seen)
