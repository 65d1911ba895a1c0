"""One customer's week, readable from top to bottom.

    hear -> join -> live (contacts, failures, complaints) -> befall (incidents) -> relive (records)
    -> recover (open cases) -> be cared for (programmes) -> forget -> contribute -> decide (tier, stay)
    -> talk (heard next week) -> tally

Who is no customer hears, forgets and considers (`market.py`). Everything that happens is noted in `seen`, whole
numbers that others add up. What others said or did is last week's.
"""

from __future__ import annotations

import numpy as np

from simulator.customer import draws, noted
from simulator.customer.care import be_cared_for, is_turn
from simulator.customer.compiled import Row, rule
from simulator.customer.complaint import recover
from simulator.customer.contact import have_contact
from simulator.customer.decision import decides_now, leaves, offer_at_hand, pull_of, root_cause, stated_reason
from simulator.customer.happening import befall, first_event_of, is_contact, is_reached, is_running, nth_here, relive
from simulator.customer.joining import come_back, has_been_here, join
from simulator.customer.luck import Luck, contact_luck
from simulator.customer.market import consider, is_outside
from simulator.customer.memory import forget, remembered
from simulator.customer.noted import Noted, whole, whole_of_any
from simulator.customer.now import Now
from simulator.customer.relationship import (
    CO_CREATION,
    IDEA,
    INVITATION,
    REVIEW,
    contribute,
    contributes,
    identify,
    kind_of_contribution,
)
from simulator.customer.state import CIRCUMSTANCES, CUSTOMER, FORMER, FROM_THE_START, LEAVING, PROSPECT
from simulator.customer.survey import ask_about_us
from simulator.customer.talk import has_post, hear, say_in_public, speak, tone
from simulator.customer.tiers import tier_of
from simulator.customer.voices import INVITES, LEFT, Voices

PHASES = (
    "hear",
    "join",
    "live",
    "befall",
    "relive",
    "recover",
    "be cared for",
    "forget",
    "contribute",
    "decide",
    "talk",
    "consider",
    "tally",
)
"""The order of a week, as data that can be printed."""


@rule
def live_week(c: Row, person: int, now: Now, luck: Luck, column: int, letters: Voices, seen: Noted) -> None:
    """Live one week of one person, whose luck stands in `column`."""
    if not lives(c, now):
        if now.world.open_market == 1 and is_outside(c):
            word, _, _, _ = draws.draw(now.key, draws.MARKET, now.week, person, np.uint64(0), 0)
            consider(c, person, now, word, letters, seen)
        return
    if now.world.network == 1 and has_post(person, letters):
        hear(c, person, now, letters)
    begin(c, person, now, luck, column, seen)
    for index in range(len(now.rates)):
        if may_have_contact(now, index, luck, column):
            meet(c, person, now, index, luck, column, seen)
    for number in range(len(now.incidents)):
        if is_running(now.incidents[number], now.week) and is_reached(c, person, now, now.incidents[number]):
            befall(c, person, now, number, seen)
            luck.had[column] += is_contact(now, now.incidents[number].place)
    place = first_event_of(now.events, person)
    while place < len(now.events) and now.events[place].person == person:
        luck.had[column] += relive(c, person, now, now.events[place], nth_here(now.events, place), seen)
        place += 1
    recover(c, person, now, seen)
    for index in range(len(now.programmes)):
        if is_turn(person, now.week, now.programmes[index].stream, now.programmes[index].every_weeks):
            be_cared_for(c, person, now, index, seen)
    let_time_pass(c, person, now, luck, column, letters, seen)
    conclude(c, person, now, luck, column, letters, seen)


@rule
def lives(c: Row, now: Now) -> bool:
    """Return whether this is a week in the life of a customer: they are one, or become one now."""
    return (c.status == CUSTOMER) | (c.status == LEAVING) | ((c.status == PROSPECT) & (c.joined_week <= now.week))


@rule
def begin(c: Row, person: int, now: Now, luck: Luck, column: int, seen: Noted) -> None:
    """Start the week; a prospect whose time has come becomes a customer, or one again."""
    luck.had[column] = 0
    luck.before[column] = c.tier
    if c.status == PROSPECT:
        if has_been_here(c):
            come_back(c, now)
        else:
            join(c, person, now)
        luck.before[column] = noted.NEW
        seen.customers[c.segment, noted.JOINED + c.joined_through] += 1
    luck.usage[column] = c.usage
    luck.segment[column] = c.segment


@rule
def expected_contacts(now: Now, index: int, luck: Luck, column: int) -> float:
    """Return how many contacts to expect at this touchpoint this week: by season, by segment and mostly by usage."""
    usage = luck.usage[column] if now.touchpoints[index].by_usage == 1 else 1.0
    return now.rates[index, luck.segment[column]] * usage


@rule
def may_have_contact(now: Now, index: int, luck: Luck, column: int) -> bool:
    """Return whether a customer may have a contact at this touchpoint this week: a bound, quick to tell."""
    return draws.may_happen(draws.uniform(luck.counts[index, column]), expected_contacts(now, index, luck, column))


@rule
def contacts_due(now: Now, index: int, luck: Luck, column: int) -> int:
    """Return how many contacts this week brings at one touchpoint."""
    return draws.contacts_this_week(luck.counts[index, column], expected_contacts(now, index, luck, column))


@rule
def meet(c: Row, person: int, now: Now, index: int, luck: Luck, column: int, seen: Noted) -> None:
    """Have this week's contacts at one touchpoint."""
    count = contacts_due(now, index, luck, column)
    for nth in range(count):
        have_contact(c, person, now, index, nth, contact_luck(now, person, index, nth), seen)
    luck.had[column] += count


@rule
def let_time_pass(c: Row, person: int, now: Now, luck: Luck, column: int, letters: Voices, seen: Noted) -> None:
    """Forget a little, take part a little; then see which tier that makes."""
    forget(c, now.psychology, luck.had[column])
    take_part(c, person, now, draws.uniform(luck.week[1, column]), letters, seen)
    c.tier = tier_of(c, now.psychology, now.week)


@rule
def conclude(c: Row, person: int, now: Now, luck: Luck, column: int, letters: Voices, seen: Noted) -> None:
    """Decide to stay or to leave; talk of it; answer a survey; then be counted."""
    tenure = now.week - c.joined_week
    left = decide(c, person, now, luck, column, letters, seen)
    speak(c, person, now, luck_left(now.world.involuntary_probability, luck.week[3, column]), letters, seen)
    if not left:
        ask_about_us(c, person, now, seen)
    tally(c, now, luck.before[column], tenure, left, seen)


@rule
def take_part(c: Row, person: int, now: Now, luck: float, letters: Voices, seen: Noted) -> None:
    """Identify a little more or less with the brand (B2), and perhaps contribute something (C3, B9)."""
    identify(c, now.psychology, now.world, now.public)
    if contributes(c, now.psychology, luck):
        contribute(c, now.psychology, now.week)
        seen.customers[c.segment, noted.CONTRIBUTIONS] += 1
        words = draws.draw(now.key, draws.TALK, now.week, person, np.uint64(0), 2)
        give(c, person, now, kind_of_contribution(now.psychology, draws.uniform(words[0])), letters, seen)


@rule
def give(c: Row, person: int, now: Now, kind: int, letters: Voices, seen: Noted) -> None:
    """Let a contribution reach those it is for: a review everybody, an invitation one contact (B13)."""
    if kind == REVIEW:
        seen.customers[c.segment, noted.REVIEWS] += 1
        say_in_public(tone(c, now.psychology), seen)
    elif kind == IDEA:
        seen.customers[c.segment, noted.IDEAS] += 1
    elif kind == CO_CREATION:
        seen.customers[c.segment, noted.CO_CREATIONS] += 1
    elif kind == INVITATION:
        seen.customers[c.segment, noted.REFERRALS] += 1
        seen.public[noted.PUBLIC_INVITATIONS] += 1
        if now.world.network == 1:
            letters.signals[person] |= INVITES


@rule
def luck_left(probability: float, word: draws.Word) -> float:
    """Return the luck that is left when a word has decided that something did not happen: uniform again.

    Where it did happen the luck is 0 or less.
    """
    return (draws.uniform(word) - probability) / max(1.0 - probability, 1e-9)


@rule
def decide(c: Row, person: int, now: Now, luck: Luck, column: int, letters: Voices, seen: Noted) -> bool:
    """Stay or leave; return whether the customer left. Life itself takes some, whatever the firm does."""
    p, world = now.psychology, now.world
    if world.as_logged == 1:
        return False  # the records say who is there
    if draws.uniform(luck.week[3, column]) < world.involuntary_probability:
        leave(c, person, now, CIRCUMSTANCES, 0.0, letters)
        return True
    if not decides_now(c, now.relationship, now.week):
        return False
    offer = offer_at_hand(world, draws.uniform(luck.week[2, column]))
    pull = pull_of(c, p, world, offer)
    seen.customers[c.segment, noted.DECISIONS] += 1
    seen.customers[c.segment, noted.OFFERS] += 1 if offer > 0.0 else 0
    if not leaves(c, p, pull, now.relationship.decision_weeks, draws.uniform(luck.week[0, column])):
        return False
    leave(c, person, now, root_cause(c, p, pull), pull, letters)
    return True


@rule
def leave(c: Row, person: int, now: Now, cause: int, pull: float, letters: Voices) -> None:
    """Go, and say why: what is said is not always what it was (B12, D6). In the warm-up somebody new comes instead.

    Those around learn of it next week, unless life itself took the customer.
    """
    words = draws.draw(now.key, draws.LEAVING, now.week, person, np.uint64(0), 0)
    c.root_cause = cause
    c.stated_reason = stated_reason(now.psychology, cause, pull, draws.uniform(words[0]))
    c.left_week = now.week
    if now.world.network == 1 and cause != CIRCUMSTANCES:
        letters.signals[person] |= LEFT
    if now.week < 1:
        c.status = PROSPECT
        c.joined_through = FROM_THE_START
        c.joined_week = now.week + 1
    else:
        c.status = FORMER


@rule
def tally(c: Row, now: Now, before: int, tenure: int, left: bool, seen: Noted) -> None:
    """Count the customer as the week ends; the balance of what service costs and brings starts here (C10)."""
    s = c.segment
    seen.tenure[s, tenure, 0] += 1
    if left:
        seen.tenure[s, tenure, 1] += 1
        seen.moves[s, before, noted.LEFT] += 1
        seen.reasons[s, c.root_cause, c.stated_reason] += 1
        return
    seen.moves[s, before, c.tier] += 1
    seen.public[noted.PUBLIC_CUSTOMERS] += 1
    seen.balances[s, noted.bin_of(1.0 * c.balance)] += 1
    # All are read before any is added: the compiler then takes them together.
    balance, trust, habit = whole_of_any(1.0 * c.balance), whole(1.0 * c.trust), whole(1.0 * c.habit)
    identification, appreciation = whole(1.0 * c.identification), whole(1.0 * c.appreciation)
    sensation, participation = whole(1.0 * c.sensation), whole(1.0 * c.participation)
    investment, memory = whole(1.0 * c.investment), whole_of_any(remembered(c, now.psychology))
    seen.sums[s, 0] += balance
    seen.sums[s, 1] += trust
    seen.sums[s, 2] += habit
    seen.sums[s, 3] += identification
    seen.sums[s, 4] += appreciation
    seen.sums[s, 5] += sensation
    seen.sums[s, 6] += participation
    seen.sums[s, 7] += investment
    seen.sums[s, 8] += memory
    if (c.hurt > 0.0) | (c.avoidance > 0.0):  # as hardly anybody does
        seen.sums[s, 9] += whole(1.0 * c.hurt)
        seen.sums[s, 10] += whole(1.0 * c.avoidance)
