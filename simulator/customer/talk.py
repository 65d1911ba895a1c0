"""Talk: who talks, in what tone, and what it does to those who hear it (B2, B13, C6).

What is said this week is heard next week. Reviews and complaints in public are heard by everybody, as reputation.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulator.customer import draws, noted, voices
from simulator.customer.compiled import Row, Table, rule
from simulator.customer.memory import remembered
from simulator.customer.noted import Noted, whole
from simulator.customer.now import Now
from simulator.customer.numbers import within
from simulator.customer.state import ENGAGED
from simulator.customer.voices import Voices


@rule
def tone(c: Row, p: Table) -> float:
    """Return how warm (up to 1) or bitter (down to -1) somebody speaks.

    People speak from what they remember (D7, D9), and from how far the brand is theirs (B2, B13). Whoever bears a
    grudge speaks worse than they remember.
    """
    speaks_from = remembered(c, p) + p.tone_identification * c.identification - c.hurt
    return speaks_from / (p.tone_half + abs(speaks_from))


@rule
def talk_rate(c: Row, p: Table) -> float:
    """Return how many talks a week somebody has: the stirred, the hurt, the committed and the engaged have more (B13).

    Talkativeness is a trait of its own: a fan may be quiet by nature.
    """
    engaged = p.talk_engaged if c.tier == ENGAGED else 0.0
    return c.talkativeness * (
        p.talk_base
        + p.talk_stirred * c.stirred
        + p.talk_identification * abs(1.0 * c.identification)
        + engaged
        + p.talk_hurt * c.hurt
    )


@rule
def speak(c: Row, person: int, now: Now, luck: float, letters: Voices, seen: Noted) -> None:
    """Talk this week, or not; some talks are public, as reviews are.

    Who was taken by life itself has a luck of 0 or less, and talks no more.
    """
    p = now.psychology
    if luck <= 0.0 or luck >= talk_rate(c, p):
        return
    sound = tone(c, p)
    loud = math.floor(voices.LOUDEST * sound + 0.5)
    if loud == 0:
        return
    seen.customers[c.segment, noted.GOOD_TALKS if loud > 0 else noted.BAD_TALKS] += 1
    if now.world.network == 1:
        letters.said[person] = loud
    words = draws.draw(now.key, draws.TALK, now.week, person, np.uint64(0), 0)
    if draws.uniform(words[0]) < p.public_share:
        say_in_public(sound, seen)
        seen.customers[c.segment, noted.REVIEWS] += 1
        if loud > 0:
            c.contributed_week = now.week  # a warm review is a contribution as any other


@rule
def say_in_public(sound: float, seen: Noted) -> None:
    """Let everybody hear a tone: a review, or a complaint where others can see it."""
    seen.public[noted.PUBLIC_VOICES] += 1
    seen.public[noted.PUBLIC_TONE] += whole(sound)


@rule
def hear(c: Row, person: int, now: Now, letters: Voices) -> float:
    """Hear what the contacts said last week, and who of them left; return how many invited. The letterbox is empty."""
    p = now.psychology
    if letters.talk[person] != 0:
        listen(c, p, letters.talk[person] / voices.LOUDEST)
        letters.talk[person] = 0
    if letters.departures[person] != 0:
        c.unsettled = c.unsettled + letters.departures[person] / voices.DEPARTURE
        letters.departures[person] = 0
    invitations = 1.0 * letters.invitations[person]
    letters.invitations[person] = 0
    return invitations


@rule
def loudness(p: Table, said: int) -> int:
    """Return how loud a tone is to those who hear it: a bad one may weigh more."""
    return said if said >= 0 else -math.floor(-said * p.bad_talk_weight + 0.5)


@rule
def has_post(person: int, letters: Voices) -> bool:
    """Return whether somebody heard anything last week."""
    return (letters.talk[person] != 0) | (letters.departures[person] != 0) | (letters.invitations[person] != 0)


@rule
def listen(c: Row, p: Table, heard: float) -> None:
    """Be moved by what was heard: towards the brand or away from it, by a share of the room that is left (B2)."""
    if heard >= 0.0:
        moved = 1.0 - math.exp(-p.talk_pull * heard)
        c.identification = c.identification + moved * (1.0 - c.identification)
    else:
        moved = 1.0 - math.exp(p.talk_pull * heard)
        c.identification = c.identification - moved * (1.0 + c.identification)


@rule
def reputation_after(p: Table, reputation: float, voices_heard: int, tones: float, customers: int) -> float:
    """Return the reputation a week later: it follows the tone of public voices, and is slowly forgotten (B2, C6).

    `tones` is the sum of their tones; many voices a customer move it fast.
    """
    kept = reputation * p.reputation_kept
    if voices_heard == 0:
        return kept
    share = within(p.reputation_step * voices_heard / max(customers, 1), 0.0, 1.0)
    return kept + share * (within(tones / voices_heard, -1.0, 1.0) - kept)


@rule
def close_week(p: Table, world: Table, public: Any, following: Any, counted: Any, persons: int) -> None:
    """Make what everybody will know next week of what was counted in this one."""
    counted[noted.PUBLIC_REPUTATION] = whole(1.0 * public.reputation)
    tones = counted[noted.PUBLIC_TONE] / noted.UNIT
    customers = counted[noted.PUBLIC_CUSTOMERS]
    reputation = reputation_after(p, public.reputation, counted[noted.PUBLIC_VOICES], tones, customers)
    following.reputation = within(reputation + world.reputation_shift, -1.0, 1.0)
    following.market_share = customers / persons
    following.invitations = counted[noted.PUBLIC_INVITATIONS] / persons
