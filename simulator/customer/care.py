"""Being cared for: programmes that speak to a need, and what repetition does to them (B8-B11, C3).

An attention is judged against what is already taken for granted: the fifth birthday call pleases less than the first,
and is missed when it no longer comes. Being meant for one person it always moves the account; a slight one leaves no
other trace in memory.
"""

from __future__ import annotations

import numpy as np

from simulator.customer import draws, noted
from simulator.customer.compiled import Row, Table, rule, seldom
from simulator.customer.experience import felt, is_flat, tolerance
from simulator.customer.memory import remember
from simulator.customer.noted import Noted, whole_of_any
from simulator.customer.now import Now
from simulator.customer.numbers import within
from simulator.customer.reach import is_chosen, is_meant
from simulator.customer.relationship import invest

PARTICIPATION = 0
APPRECIATION = 1
SENSATION = 2

_ODD = np.uint64(0x9E3779B1)
_LOW = np.uint64(0xFFFFFFFF)
_DOWN = np.uint64(32)


@rule
def turn_of(person: int, stream: np.uint64, every_weeks: int) -> int:
    """Return in which week of a round, from 0, it is this person's turn; people are spread evenly over the round."""
    spread = (np.uint64(person & 0xFFFFFFFF) * _ODD ^ stream) & _LOW
    return int((spread * np.uint64(every_weeks)) >> _DOWN)


@rule
def week_of_round(week: int, every_weeks: int) -> int:
    """Return which week of a round of `every_weeks` this is, from 0; where there are no rounds, nobody's turn."""
    return week % every_weeks if every_weeks > 0 else -1


@rule
def is_turn(person: int, week: int, stream: np.uint64, every_weeks: int) -> bool:
    """Return whether this is the person's week in a round of `every_weeks`; 0 is never."""
    return turn_of(person, stream, every_weeks) == week_of_round(week, every_weeks)


@rule
def need_for(c: Row, need: int) -> float:
    """Return how strong a need is, where 1 is ordinary: the strengths of the three add up to 3."""
    if need == PARTICIPATION:
        return 3.0 * c.participation_need
    if need == APPRECIATION:
        return 3.0 * c.appreciation_need
    return 3.0 * max(1.0 - c.participation_need - c.appreciation_need, 0.0)  # four bytes may add up to a little more


@seldom
def be_cared_for(c: Row, person: int, now: Now, index: int, seen: Noted) -> None:
    """Get this round's attention of a programme, or miss one that no longer comes (B8-B11, C3)."""
    programme = now.programmes[index]
    if now.week < programme.from_week or not is_meant(c, now.psychology, now.week, programme):
        return
    if not is_chosen(person, now, draws.PROGRAMME, programme):
        return
    if now.week > programme.until_week:
        if taken_for_granted(c, programme.need) > 0.01:
            seen.programmes[c.segment, index, noted.MISSED] += 1
            attend(c, now.psychology, programme.need, 0.0, index, seen)
        return
    words = draws.draw(now.key, draws.PROGRAMME, now.week, person, programme.stream, 1)
    seen.programmes[c.segment, index, noted.OFFERED] += 1
    if programme.need == PARTICIPATION:
        if draws.uniform(words[1]) >= within(programme.uptake * need_for(c, PARTICIPATION), 0.0, 1.0):
            return
        invest(c, now.psychology, now.week)
        seen.customers[c.segment, noted.CONTRIBUTIONS] += 1
        seen.customers[c.segment, noted.CO_CREATIONS] += 1
    seen.programmes[c.segment, index, noted.TAKEN] += 1
    amount = max(programme.amount_mean + programme.amount_sd * draws.normal(words[0]), 0.0)
    attend(c, now.psychology, programme.need, amount, index, seen)


@rule
def attend(c: Row, p: Table, need: int, amount: float, index: int, seen: Noted) -> None:
    """Feel an attention, beyond what is taken for granted; and take a little more for granted from now on (B3, D3)."""
    surprise = (amount - taken_for_granted(c, need)) * need_for(c, need)
    change = felt(c, p, beyond_tolerance(c, p, surprise))
    c.balance = c.balance + change
    c.stirred = c.stirred + abs(change)
    seen.programmes[c.segment, index, noted.PROGRAMME_DEPOSITED if change > 0.0 else noted.PROGRAMME_WITHDRAWN] += (
        whole_of_any(change)
    )
    fulfil(c, need, within(p.attention_gain * surprise, 0.0, 1.0))
    # One that did not come is remembered as what was lacking, one that did as what it was.
    remember(c, p, amount * need_for(c, need) if amount > 0.0 else surprise, is_flat(c, p, surprise))
    get_used_to(c, need, p.attention_step * (amount - taken_for_granted(c, need)))


@rule
def beyond_tolerance(c: Row, p: Table, surprise: float) -> float:
    """Return a surprise as one that lies wholly outside the zone of tolerance."""
    return surprise + p.tolerance_above if surprise >= 0.0 else surprise - tolerance(c, p)


@rule
def taken_for_granted(c: Row, need: int) -> float:
    """Return how much attention to a need a customer has come to take for granted."""
    if need == PARTICIPATION:
        return 1.0 * c.used_to_participation
    return 1.0 * (c.used_to_appreciation if need == APPRECIATION else c.used_to_sensation)


@rule
def get_used_to(c: Row, need: int, more: float) -> None:
    """Take more, or less, attention to a need for granted."""
    if need == PARTICIPATION:
        c.used_to_participation = c.used_to_participation + more
    elif need == APPRECIATION:
        c.used_to_appreciation = c.used_to_appreciation + more
    else:
        c.used_to_sensation = c.used_to_sensation + more


@rule
def fulfil(c: Row, need: int, share: float) -> None:
    """Fulfil a need by a share of what is still open."""
    if need == PARTICIPATION:
        c.participation = c.participation + share * (1.0 - c.participation)
    elif need == APPRECIATION:
        c.appreciation = c.appreciation + share * (1.0 - c.appreciation)
    else:
        c.sensation = c.sensation + share * (1.0 - c.sensation)
