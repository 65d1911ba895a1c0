"""One customer's week, readable from top to bottom.

    join -> live (contacts, failures, complaints) -> recover (open cases) -> forget -> contribute -> decide (tier, stay)

Everything that happens is noted in `seen`, whole numbers that others add up. What others said or did is last week's.
"""

from __future__ import annotations

import numpy as np

from simulator.customer import draws, noted
from simulator.customer.compiled import Row, rule
from simulator.customer.complaint import recover
from simulator.customer.contact import have_contact
from simulator.customer.decision import decides_now, leaves, offer_at_hand, pull_of, root_cause, stated_reason
from simulator.customer.joining import join
from simulator.customer.luck import Luck, contact_luck
from simulator.customer.memory import forget, remembered
from simulator.customer.noted import Noted, whole, whole_of_any
from simulator.customer.now import Now
from simulator.customer.relationship import contribute, contributes, identify
from simulator.customer.state import CIRCUMSTANCES, CUSTOMER, FORMER, LEAVING, PROSPECT
from simulator.customer.tiers import tier_of

PHASES = ("join", "live", "recover", "forget", "contribute", "decide", "tally")
"""The order of a week, as data that can be printed."""


@rule
def live_week(c: Row, person: int, now: Now, luck: Luck, column: int, seen: Noted) -> None:
    """Live one week of one person, whose luck stands in `column`."""
    if not lives(c, now):
        return
    begin(c, person, now, luck, column)
    for index in range(len(now.touchpoints)):
        if may_have_contact(now, index, luck.usage[column], luck.counts[index, column]):
            luck.contacts[0, 0], luck.contacts[1, 0], luck.contacts[2, 0], luck.contacts[3, 0] = contact_luck(
                now, person, index, 0
            )
            meet(c, person, now, index, luck, column, 0, seen)
    recover(c, person, now, seen)
    let_time_pass(c, now, luck, column, seen)
    conclude(c, person, now, luck, column, seen)


@rule
def lives(c: Row, now: Now) -> bool:
    """Return whether this is a week in the life of a customer: they are one, or become one now."""
    return (c.status == CUSTOMER) | (c.status == LEAVING) | ((c.status == PROSPECT) & (c.joined_week <= now.week))


@rule
def begin(c: Row, person: int, now: Now, luck: Luck, column: int) -> None:
    """Start the week; a prospect whose time has come becomes a customer."""
    luck.had[column] = 0
    luck.before[column] = c.tier
    if c.status == PROSPECT:
        join(c, person, now)
        luck.before[column] = noted.NEW
    luck.usage[column] = c.usage


@rule
def may_have_contact(now: Now, index: int, usage: float, word: draws.Word) -> bool:
    """Return whether a customer may have a contact at this touchpoint this week: a bound, quick to tell."""
    return draws.may_happen(draws.uniform(word), now.touchpoints[index].contacts_per_week * usage)


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
def let_time_pass(c: Row, now: Now, luck: Luck, column: int, seen: Noted) -> None:
    """Forget a little, take part a little; then see which tier that makes."""
    forget(c, now.psychology, luck.had[column])
    take_part(c, now, draws.uniform(luck.week[1, column]), seen)
    c.tier = tier_of(c, now.psychology, now.week)


@rule
def conclude(c: Row, person: int, now: Now, luck: Luck, column: int, seen: Noted) -> None:
    """Decide to stay or to leave; then be counted."""
    tenure = now.week - c.joined_week
    left = decide(c, person, now, luck, column, seen)
    tally(c, now, luck.before[column], tenure, left, seen)


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
