"""When it goes wrong: severity, voice, the channels that do or do not answer, walking out (A5, A7, C6, D4, D5)."""

from __future__ import annotations

import math

import numpy as np

from simulator.customer import draws, noted
from simulator.customer.compiled import Row, Table, rule
from simulator.customer.experience import cushion
from simulator.customer.noted import Noted
from simulator.customer.now import Now
from simulator.customer.numbers import logistic
from simulator.customer.state import AWAITS_RECORD, CUSTOMER, LEAVING, NO_CASE
from simulator.customer.talk import say_in_public

_ODD = np.uint64(0x9E3779B1)
_LOW = np.uint64(0xFFFFFFFF)

NOT_SAID = -1
COMPLAINED = -2
"""Instead of a channel: the records do not say whether somebody complained, or say so but not by which channel."""


@rule
def cause_of(stable: float, controllable: float, luck: float) -> tuple[bool, bool]:
    """Return whether the cause of a failure will stay, and whether it can be excused: the firm could not help it (D4).

    `stable` and `controllable` are the shares of failures of which that can be said.
    """
    lasting = luck < stable
    # The luck that decided one thing, spread out again, decides the other.
    left = luck / stable if lasting else (luck - stable) / (1.0 - stable)
    return lasting, left >= controllable


@rule
def remembered_as(p: Table, severity: float) -> float:
    """Return as how much of a failure one of this severity is remembered: as a whole one at most, a nuisance as less.

    What earlier failures do to later answers and blows was found with failures worth complaining about (D4). A nuisance
    is less evidence of what is to come; a disaster is not more of it: it already hurts by its size.
    """
    return min(severity / p.whole_failure, 1.0)


@rule
def voice_probability(c: Row, p: Table, severity: float) -> float:
    """Return the probability that a customer complains: rises with severity and with trust that it helps."""
    return logistic(p.voice_base + p.voice_severity * severity + p.voice_trust * (c.trust - 0.5))


@rule
def walk_out_probability(c: Row, p: Table, severity: float) -> float:
    """Return the probability that this failure ends it at once, at any balance (D5); a cushion lowers it."""
    beyond = severity - p.walk_out_severity
    if beyond <= 0.0:
        return 0.0
    return 1.0 - math.exp(-p.walk_out * beyond * (1.0 - cushion(c, p)))


@rule
def walk_out(c: Row, p: Table, severity: float, luck: float) -> bool:
    """Decide whether the customer has had enough; who has, leaves when the contract allows (D5)."""
    if c.status == CUSTOMER and luck < walk_out_probability(c, p, severity):
        c.status = LEAVING
        return True
    return False


@rule
def both_streams(touchpoint: np.uint64, channel: np.uint64) -> np.uint64:
    """Return the stream of a channel for complaints about a touchpoint; which is which makes a difference."""
    return ((touchpoint * _ODD) ^ channel) & _LOW


@rule
def first_channel(c: Row, touchpoint: Table) -> int:
    """Return where a complaint starts: by the channel that its reason asks for, else by the person's own (C5)."""
    return touchpoint.complaint_channel if touchpoint.complaint_channel >= 0 else c.preferred_channel


@rule
def complain(c: Row, person: int, now: Now, touchpoint: Table, nth: int, seen: Noted) -> int:
    """Try one channel after the other and return the one that heard, or -1: form, phone, in public (C5-C7).

    Each that is tried costs effort, more by a channel that is not one's own. What is said in public, all can hear.
    """
    p = now.psychology
    c.case_effort = 0.0
    for index in range(first_channel(c, touchpoint), len(now.channels)):
        channel = now.channels[index]
        unwanted = 0.0 if index == c.preferred_channel else p.unwanted_channel_effort
        c.case_effort = c.case_effort + (channel.effort + unwanted)
        seen.channels[c.segment, index, noted.TRIED] += 1
        if channel.public == 1:
            seen.customers[c.segment, noted.PUBLIC_COMPLAINTS] += 1
            say_in_public(-p.public_complaint_harm, seen)
        streams = both_streams(touchpoint.stream, channel.stream)
        word, _, _, _ = draws.draw(now.key, draws.CHANNEL, now.week, person, streams, nth)
        if draws.uniform(word) < channel.reach:
            seen.channels[c.segment, index, noted.HEARD] += 1
            return index
    return -1


@rule
def complain_here(c: Row, now: Now, index: int, seen: Noted) -> None:
    """Complain by this channel and be heard, as the records say it was."""
    c.case_effort = now.channels[index].effort
    seen.channels[c.segment, index, noted.TRIED] += 1
    seen.channels[c.segment, index, noted.HEARD] += 1
    if now.channels[index].public == 1:
        seen.customers[c.segment, noted.PUBLIC_COMPLAINTS] += 1
        say_in_public(-now.psychology.public_complaint_harm, seen)


@rule
def open_case(c: Row, touchpoint: int, channel: int, severity: float) -> None:
    """A complaint was heard: from now on the customer waits for an answer."""
    c.case_touchpoint = touchpoint
    c.case_channel = channel
    c.case_severity = severity
    c.case_weeks = 0


@rule
def await_record(c: Row) -> None:
    """The records say when this complaint was answered: wait for that."""
    c.case_channel = c.case_channel | AWAITS_RECORD


@rule
def has_open_case(c: Row) -> bool:
    """Return whether the customer waits for an answer to a complaint."""
    return c.case_touchpoint != NO_CASE
