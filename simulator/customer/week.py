"""One customer's week, readable from top to bottom.

    join -> live (contacts, failures, complaints) -> recover (open cases) -> forget -> contribute -> decide (tier, stay)

Everything that happens is noted in `seen`, whole numbers that others add up. What others said or did is last week's.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np

from simulator.customer import draws, noted
from simulator.customer.compiled import Row, rule
from simulator.customer.decision import decides_now, leaves, offer_at_hand, pull_of, root_cause, stated_reason
from simulator.customer.experience import adapt, charge_of, felt, is_flat, reference
from simulator.customer.failure import HEARD, complain, has_open_case, open_case, voice_probability, walk_out
from simulator.customer.joining import join
from simulator.customer.memory import forget, remember, remembered
from simulator.customer.noted import Noted, whole
from simulator.customer.now import Now
from simulator.customer.numbers import within
from simulator.customer.recovery import HERO_REDRESS, expected_recovery, felt_of_recovery, recovery_charge, wait
from simulator.customer.relationship import (
    contribute,
    contributes,
    feel_appreciated,
    feel_sensation,
    habit_broken,
    identify,
    judge_promise,
    promise_broken,
    promise_kept,
    undisturbed_use,
)
from simulator.customer.state import CIRCUMSTANCES, CUSTOMER, FORMER, LEAVING, NEVER, NO_CASE, PROSPECT
from simulator.customer.tiers import tier_of

PHASES = ("join", "live", "recover", "forget", "contribute", "decide", "tally")
"""The order of a week, as data that can be printed."""


Fortune: TypeAlias = tuple[float, float, float, float]
"""The luck of one contact: fate as a probability; success, ease and emotion as standard normal numbers."""


class Luck(NamedTuple):
    """The luck of one week, drawn for many people at once because that is faster; each column is one person's own."""

    counts: Any
    """[touchpoint, column]: the word that says how many contacts there are"""
    contacts: Any
    """[0..3, place]: fate, success, ease and emotion of the first contact at the touchpoint whose turn it is"""
    week: Any
    """[0..3, column]: words for leaving, contributing, the offer at hand, life itself"""
    before: Any
    """[column]: the tier at the start of the week, or new; kept for the tally"""
    had: Any
    """[column]: contacts had this week"""
    meeting: Any
    """[place]: columns of those who may have a contact at that touchpoint"""


@rule
def live_week(c: Row, person: int, now: Now, luck: Luck, column: int, seen: Noted) -> None:
    """Live one week of one person, whose luck stands in `column`."""
    begin(c, person, now, luck, column)
    for index in range(len(now.touchpoints)):
        if may_have_contact(c, now, index, luck.counts[index, column]):
            luck.contacts[0, 0], luck.contacts[1, 0], luck.contacts[2, 0], luck.contacts[3, 0] = contact_luck(
                now, person, index, 0
            )
            meet(c, person, now, index, luck, column, 0, seen)
    end(c, person, now, luck, column, seen)


@rule
def begin(c: Row, person: int, now: Now, luck: Luck, column: int) -> None:
    """Start the week; a prospect whose time has come becomes a customer."""
    luck.had[column] = 0
    luck.before[column] = c.tier
    if c.status == PROSPECT and c.joined_week <= now.week:
        join(c, person, now)
        luck.before[column] = noted.NEW


@rule
def may_have_contact(c: Row, now: Now, index: int, word: draws.Word) -> bool:
    """Return whether a customer may have a contact at this touchpoint this week: a bound, quick to tell."""
    expected = now.touchpoints[index].contacts_per_week * c.usage
    return ((c.status == CUSTOMER) | (c.status == LEAVING)) & draws.may_happen(draws.uniform(word), expected)


@rule
def meet(c: Row, person: int, now: Now, index: int, luck: Luck, column: int, place: int, seen: Noted) -> None:
    """Have this week's contacts at one touchpoint."""
    expected = now.touchpoints[index].contacts_per_week * c.usage
    count = draws.contacts_this_week(luck.counts[index, column], expected)
    fortune = (luck.contacts[0, place], luck.contacts[1, place], luck.contacts[2, place], luck.contacts[3, place])
    for nth in range(count):
        if nth > 0:
            fortune = contact_luck(now, person, index, nth)
        have_contact(c, person, now, index, nth, fortune, seen)
    luck.had[column] += count


@rule
def end(c: Row, person: int, now: Now, luck: Luck, column: int, seen: Noted) -> None:
    """Recover, forget, take part, decide; then be counted."""
    if c.status != CUSTOMER and c.status != LEAVING:
        return
    recover(c, person, now, seen)
    forget(c, now.psychology, luck.had[column])
    take_part(c, now, draws.uniform(luck.week[1, column]), seen)
    c.tier = tier_of(c, now.psychology, now.week)
    tenure = now.week - c.joined_week
    left = decide(c, person, now, luck, column, seen)
    tally(c, now, luck.before[column], tenure, left, seen)


@rule
def contact_words(now: Now, person: int, index: int, nth: int) -> draws.Words:
    """Return the words of the nth contact of the week at a touchpoint: for fate, success, ease and emotion."""
    return draws.draw(now.key, draws.CONTACT, now.week, person, now.touchpoints[index].stream, nth)


@rule
def contact_luck(now: Now, person: int, index: int, nth: int) -> Fortune:
    """Return the luck of that contact: fate as a probability, the rest as standard normal numbers."""
    words = contact_words(now, person, index, nth)
    return draws.uniform(words[0]), draws.normal(words[1]), draws.normal(words[2]), draws.normal(words[3])


@rule
def have_contact(c: Row, person: int, now: Now, index: int, nth: int, fortune: Fortune, seen: Noted) -> None:
    """One contact: it fails, it is outstanding, or it is an ordinary one; most are flat and leave no trace (A2)."""
    p, world, touchpoint = now.psychology, now.world, now.touchpoints[index]
    seen.touchpoints[c.segment, index, noted.CONTACT] += 1
    fate, success_luck, ease_luck, emotion_luck = fortune
    if fate < touchpoint.failure_probability:
        fail(c, person, now, index, nth, seen)
        return

    success = within(touchpoint.success_mean + touchpoint.success_sd * success_luck, -1.0, 1.0)
    ease = within(touchpoint.ease_mean + touchpoint.ease_sd * ease_luck, -1.0, 1.0)
    emotion = within(touchpoint.emotion_mean + touchpoint.emotion_sd * emotion_luck, -1.0, 1.0)
    ending = within(touchpoint.ending_mean + touchpoint.emotion_sd * emotion_luck, -1.0, 1.0)
    charge = charge_of(c, success, ease, emotion, ending)
    if 1.0 - fate < touchpoint.delight_probability:
        # The luck that made it outstanding also says how outstanding: uniform again, given that it happened.
        charge += draws.heavy_at(
            touchpoint.delight_mean, touchpoint.delight_spread, (1.0 - fate) / touchpoint.delight_probability
        )
        seen.touchpoints[c.segment, index, noted.DELIGHT] += 1

    surprise = charge - reference(c, p, world)
    flat = is_flat(p, surprise)
    if flat:
        seen.touchpoints[c.segment, index, noted.FLAT] += 1
    else:
        change = felt(c, p, surprise)
        c.balance = c.balance + change
        seen.touchpoints[c.segment, index, noted.DEPOSITED if change > 0.0 else noted.WITHDRAWN] += whole(change)
        feel_sensation(c, p, surprise)
    if surprise > -p.tolerance_below:
        undisturbed_use(c, p)
    feel_appreciated(c, p, emotion)
    judge_promise(c, p, world, charge)
    remember(c, p, charge, flat)
    adapt(c, p, charge)


@rule
def fail(c: Row, person: int, now: Now, index: int, nth: int, seen: Noted) -> None:
    """It goes wrong: a blow to the account, a break in habit, and then silence, a complaint, or the door."""
    p, touchpoint = now.psychology, now.touchpoints[index]
    words = draws.draw(now.key, draws.FAILURE, now.week, person, touchpoint.stream, nth)
    severity = draws.heavy(touchpoint.severity_mean, touchpoint.severity_spread, words[0])
    surprise = -severity - reference(c, p, now.world)
    change = felt(c, p, surprise)
    c.balance = c.balance + change
    seen.touchpoints[c.segment, index, noted.FAILURE] += 1
    seen.touchpoints[c.segment, index, noted.WITHDRAWN] += whole(change)
    habit_broken(c, p, severity)
    remember(c, p, -severity, is_flat(p, surprise))
    adapt(c, p, -severity)

    if walk_out(c, p, severity, draws.uniform(words[2])):
        seen.customers[c.segment, noted.WALK_OUTS] += 1
    put_off = True
    if not has_open_case(c) and draws.uniform(words[1]) < voice_probability(c, p, severity):
        seen.touchpoints[c.segment, index, noted.COMPLAINT] += 1
        if complain(c, now.channels, now.key, now.week, person, touchpoint.stream, nth) == HEARD:
            open_case(c, index, severity)
            put_off = False
        else:
            seen.touchpoints[c.segment, index, noted.UNHEARD] += 1
            be_answered(c, now, index, severity, 1.0 * c.failures, 0.0, 0.0, p.unheard_emotion, seen)
            put_off = False
    if put_off:
        promise_broken(c, p, severity)
    c.failures = c.failures + 1.0


@rule
def recover(c: Row, person: int, now: Now, seen: Noted) -> None:
    """Wait for the answer to a complaint, or get it: designed quality with a spread, and now and then a hero (A10)."""
    if not has_open_case(c):
        return
    recovery = now.recovery
    if c.case_weeks < recovery.answer_weeks:
        wait(c, now.psychology)
        return
    index = c.case_touchpoint
    stream = now.touchpoints[index].stream
    fates = draws.draw(now.key, draws.RECOVERY, now.week, person, stream, 0)
    words = draws.draw(now.key, draws.RECOVERY, now.week, person, stream, 1)
    redress, ease, empathy = 0.0, 1.0, 1.0
    if draws.uniform(fates[0]) < recovery.hero_probability:
        redress = HERO_REDRESS
    else:
        if draws.uniform(fates[1]) < recovery.solved_probability:
            redress = recovery.redress_mean + recovery.redress_sd * draws.normal(words[0])
        ease = within(recovery.ease_mean + recovery.ease_sd * draws.normal(words[1]), -1.0, 1.0)
        empathy = within(recovery.empathy_mean + recovery.empathy_sd * draws.normal(words[2]), -1.0, 1.0)
    failures_before = max(c.failures - 1.0, 0.0)
    be_answered(c, now, index, 1.0 * c.case_severity, failures_before, redress, ease, empathy, seen)
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
    """Feel how a complaint was answered; not being heard at all is the poorest answer."""
    p = now.psychology
    charge = recovery_charge(c, p, redress, ease, empathy)
    surprise = charge - expected_recovery(p, severity, failures_before)
    change = felt_of_recovery(c, p, surprise, severity)
    c.balance = c.balance + change
    if surprise > 0.0:
        seen.touchpoints[c.segment, index, noted.RECOVERED_WELL] += 1
        promise_kept(c, p)
        feel_appreciated(c, p, empathy)
        feel_sensation(c, p, change)
    else:
        seen.touchpoints[c.segment, index, noted.RECOVERED_POORLY] += 1
        promise_broken(c, p, severity)
    amount = noted.RECOVERY_DEPOSITED if change > 0.0 else noted.RECOVERY_WITHDRAWN
    seen.touchpoints[c.segment, index, amount] += whole(change)
    remember(c, p, charge, False)


@rule
def take_part(c: Row, now: Now, luck: float, seen: Noted) -> None:
    """Identify a little more or less with the brand (B2), and perhaps contribute something (C3, B9)."""
    identify(c, now.psychology, now.world)
    if contributes(c, now.psychology, luck):
        contribute(c, now.psychology, now.week)
        seen.customers[c.segment, noted.CONTRIBUTIONS] += 1


@rule
def decide(c: Row, person: int, now: Now, luck: Luck, column: int, seen: Noted) -> bool:
    """Stay or leave; return whether the customer left. Life itself takes some, whatever the firm does."""
    p, world = now.psychology, now.world
    if draws.uniform(luck.week[3, column]) < world.involuntary_probability:
        leave(c, person, now, CIRCUMSTANCES, 0.0)
        return True
    if not decides_now(c, now.relationship, now.week):
        return False
    offer = offer_at_hand(world, draws.uniform(luck.week[2, column]))
    pull = pull_of(c, p, world, offer)
    seen.customers[c.segment, noted.DECISIONS] += 1
    seen.customers[c.segment, noted.OFFERS] += 1 if offer > 0.0 else 0
    if not leaves(c, p, pull, now.relationship.decision_weeks, draws.uniform(luck.week[0, column])):
        return False
    leave(c, person, now, root_cause(c, p, pull), pull)
    return True


@rule
def leave(c: Row, person: int, now: Now, cause: int, pull: float) -> None:
    """Go, and say why: what is said is not always what it was (B12, D6). In the warm-up somebody new comes instead."""
    words = draws.draw(now.key, draws.LEAVING, now.week, person, np.uint64(0), 0)
    c.root_cause = cause
    c.stated_reason = stated_reason(now.psychology, cause, pull, draws.uniform(words[0]))
    c.left_week = now.week
    if now.week < 1:
        c.status = PROSPECT
        c.joined_week = now.week + 1
    else:
        c.status = FORMER


@rule
def tally(c: Row, now: Now, before: int, tenure: int, left: bool, seen: Noted) -> None:
    """Count the customer as the week ends."""
    s = c.segment
    seen.tenure[s, tenure, 0] += 1
    if left:
        seen.tenure[s, tenure, 1] += 1
        seen.moves[s, before, noted.LEFT] += 1
        seen.reasons[s, c.root_cause, c.stated_reason] += 1
        return
    seen.moves[s, before, c.tier] += 1
    seen.balances[s, noted.bin_of(1.0 * c.balance)] += 1
    # All are read before any is added: the compiler then takes them together.
    balance, trust, habit = whole(1.0 * c.balance), whole(1.0 * c.trust), whole(1.0 * c.habit)
    identification, appreciation = whole(1.0 * c.identification), whole(1.0 * c.appreciation)
    sensation, participation = whole(1.0 * c.sensation), whole(1.0 * c.participation)
    investment, memory = whole(1.0 * c.investment), whole(remembered(c, now.psychology))
    seen.sums[s, 0] += balance
    seen.sums[s, 1] += trust
    seen.sums[s, 2] += habit
    seen.sums[s, 3] += identification
    seen.sums[s, 4] += appreciation
    seen.sums[s, 5] += sensation
    seen.sums[s, 6] += participation
    seen.sums[s, 7] += investment
    seen.sums[s, 8] += memory


__all__ = ["NEVER", "PHASES", "live_week"]
