"""When it goes wrong: severity, voice, the channels that do or do not answer, walking out (A5, A7, C6, D4, D5)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulator.customer import draws
from simulator.customer.compiled import Row, Table, rule
from simulator.customer.experience import cushion
from simulator.customer.numbers import logistic
from simulator.customer.state import CUSTOMER, LEAVING, NO_CASE

_ODD = np.uint64(0x9E3779B1)
_LOW = np.uint64(0xFFFFFFFF)


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
    """Decide whether the customer has had enough; who has, leaves when the contract allows."""
    if c.status == CUSTOMER and luck < walk_out_probability(c, p, severity):
        c.status = LEAVING
        return True
    return False


@rule
def both_streams(touchpoint: np.uint64, channel: np.uint64) -> np.uint64:
    """Return the stream of a channel for complaints about a touchpoint; which is which makes a difference."""
    return ((touchpoint * _ODD) ^ channel) & _LOW


@rule
def complain(c: Row, channels: Any, key: Table, week: int, person: int, stream: np.uint64, nth: int) -> bool:
    """Try one channel after the other and return whether one heard; each that is tried costs effort (C6)."""
    c.case_effort = 0.0
    for index in range(len(channels)):
        channel = channels[index]
        c.case_effort = c.case_effort + channel.effort
        word, _, _, _ = draws.draw(key, draws.CHANNEL, week, person, both_streams(stream, channel.stream), nth)
        if draws.uniform(word) < channel.reach:
            return True
    return False


@rule
def open_case(c: Row, touchpoint: int, severity: float) -> None:
    """A complaint was heard: from now on the customer waits for an answer."""
    c.case_touchpoint = touchpoint
    c.case_severity = severity
    c.case_weeks = 0


@rule
def has_open_case(c: Row) -> bool:
    """Return whether the customer waits for an answer to a complaint."""
    return c.case_touchpoint != NO_CASE
