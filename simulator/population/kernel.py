"""The compiled loop: weeks of many customers, by the very rule of `customer/week.py`.

Customers are taken in blocks that fit the cache. For a block, the words that say "did anything happen" are drawn in one
plain loop that the compiler turns into vector instructions; the rule then runs customer by customer.
Nothing here decides anything: take this file away and `live_week` in plain Python gives the same bits.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from simulator.customer import draws
from simulator.customer.care import be_cared_for, turn_of, week_of_round
from simulator.customer.compiled import Table, rule
from simulator.customer.complaint import recover
from simulator.customer.contact import have_contact
from simulator.customer.happening import befall, first_event_of, is_contact, is_reached, is_running, nth_here, relive
from simulator.customer.joining import join, settle
from simulator.customer.luck import Luck, contact_words, fortune_at
from simulator.customer.market import consider, is_outside
from simulator.customer.noted import Noted
from simulator.customer.now import Now
from simulator.customer.talk import has_post, hear
from simulator.customer.voices import Voices
from simulator.customer.week import (
    begin,
    conclude,
    contacts_due,
    expected_contacts,
    let_time_pass,
    lives,
    may_have_contact,
)
from simulator.population import cache
from simulator.population.closing import end_together
from simulator.population.compiling import CACHE, compiled, lent
from simulator.population.society import Society
from simulator.population.together import Meeting, take_turn

BLOCK = 256
"""Customers per block: their rows and words stay in the first-level cache."""

_NO_STREAM = np.uint64(0)


@compiled
def settle_all(rows: Any, customers: int, shares: Any, first_week: int, spread_weeks: int, key: Table) -> None:
    """Give everybody a segment, and the customers a week of joining."""
    for person in range(len(rows)):
        settle(rows[person], person, customers, lent(shares), first_week, spread_weeks, key)


@compiled
def join_all(rows: Any, customers: int, week: int, society: Society) -> None:
    """Make customers of those who are so from the start, with traits drawn as of anybody who joins."""
    # Spelt out here and in `advance`: compiled code can take in rows of tables, but not give them back.
    now = Now(
        week,
        society.psychology,
        society.world[week - society.start],
        society.relationship,
        society.market,
        society.public[week - society.start],
        lent(society.recoveries),
        society.surveys,
        lent(society.channels),
        lent(society.touchpoints),
        lent(society.rates),
        lent(society.programmes),
        lent(society.segments),
        lent(society.incidents),
        lent(society.named),
        lent(society.events),
        society.key,
    )
    for person in range(customers):
        join(rows[person], person, now)


@rule
def draw_contact_luck(now: Now, index: int, nth: int, length: int, luck: Luck, words: Any, tails: Any) -> None:
    """Do what `contact_luck` does, for all who have an nth contact: central quantiles for everybody, then the tails."""
    for j in range(length):
        word_0, word_1, word_2, word_3 = contact_words(now, luck.callers[j], index, nth)
        words[0, j] = word_0
        words[1, j] = word_1
        words[2, j] = word_2
        words[3, j] = word_3
    for j in range(length):
        luck.contacts[0, j] = draws.uniform(words[0, j])
    for part in range(1, 4):
        for j in range(length):
            luck.contacts[part, j] = draws.central_quantile(draws.uniform(words[part, j]))
        for j in range(length):
            luck.flags[j] = not draws.is_central(draws.uniform(words[part, j]))
        in_tail = 0
        for j in range(length):
            tails[in_tail] = j
            in_tail += luck.flags[j]
        for tail in range(in_tail):
            j = tails[tail]
            luck.contacts[part, j] = draws.tail_quantile(draws.uniform(words[part, j]))


@rule
def still_due(luck: Luck, length: int, nth: int) -> int:
    """Keep on the list who has more than `nth` contacts; return how many they are."""
    kept = 0
    for j in range(length):
        luck.callers[kept] = luck.callers[j]
        luck.due[kept] = luck.due[j]
        kept += luck.due[j] > nth
    return kept


@compiled
def advance(
    rows: Any,
    first_row: int,
    last_row: int,
    first_week: int,
    last_week: int,
    meeting: Meeting,
    society: Society,
    luck: Luck,
    words: Any,
    tails: Any,
    tally: Noted,
) -> None:
    """Live weeks `first_week` to `last_week` (both included) of the persons `first_row` to `last_row` (excluded).

    `rows` holds everybody; a person's number is the row. `tally` has one slot a week; slot 0 takes the warm-up.
    Those who meet take turns at the blocks. Where the meeting closes the week, these are all persons there are, and
    each week is over for everybody before the next; else what they say waits for the others.
    """
    borrowed = Luck(
        lent(luck.counts),
        lent(luck.contacts),
        lent(luck.week),
        lent(luck.before),
        lent(luck.usage),
        lent(luck.segment),
        lent(luck.had),
        lent(luck.meeting),
        lent(luck.callers),
        lent(luck.due),
        lent(luck.living),
        lent(luck.flags),
    )
    post = society.letters
    letters = Voices(
        lent(post.talk), lent(post.departures), lent(post.invitations), lent(post.said), lent(post.signals)
    )
    marks = lent(meeting.marks)
    for week in range(first_week, last_week + 1):
        now = Now(
            week,
            society.psychology,
            society.world[week - society.start],
            society.relationship,
            society.market,
            society.public[week - society.start],
            lent(society.recoveries),
            society.surveys,
            lent(society.channels),
            lent(society.touchpoints),
            lent(society.rates),
            lent(society.programmes),
            lent(society.segments),
            lent(society.incidents),
            lent(society.named),
            lent(society.events),
            society.key,
        )
        slot = max(week, 0)
        seen = Noted(
            lent(tally.touchpoints[slot]),
            lent(tally.customers[slot]),
            lent(tally.channels[slot]),
            lent(tally.programmes[slot]),
            lent(tally.surveys[slot]),
            lent(tally.public[slot]),
            lent(tally.acting[slot]),
            lent(tally.reasons[slot]),
            lent(tally.moves[slot]),
            lent(tally.sums[slot]),
            lent(tally.balances[slot]),
            lent(tally.tenure),
        )
        start = first_row + BLOCK * take_turn(marks, week - first_week)
        while start < last_row:
            size = min(BLOCK, last_row - start)
            live_block(rows, start, size, now, borrowed, words, tails, letters, seen)
            start = first_row + BLOCK * take_turn(marks, week - first_week)
        if meeting.closes and not end_together(meeting, society, week, seen.public, len(rows)):
            return


@rule
def live_block(
    rows: Any, start: int, size: int, now: Now, luck: Luck, words: Any, tails: Any, letters: Voices, seen: Noted
) -> None:
    """Live one week of a block, phase by phase: what `live_week` does, for many persons at once."""
    week, key = now.week, now.key
    living = 0
    for i in range(size):
        luck.living[living] = start + i
        living += lives(rows[start + i], now)
    if now.world.open_market == 1 and living < size:
        consider_all(rows, start, size, now, luck, letters, seen)
    if now.world.network == 1:
        length = 0
        for i in range(living):
            luck.callers[length] = luck.living[i]
            length += has_post(luck.living[i], letters)
        for j in range(length):
            hear(rows[luck.callers[j]], luck.callers[j], now, letters)
    for i in range(living):
        person = luck.living[i]
        begin(rows[person], person, now, luck, i, seen)
    for index in range(len(now.rates)):
        meet_all(rows, living, now, index, luck, words, tails, seen)
    for number in range(len(now.incidents)):
        incident = now.incidents[number]
        if is_running(incident, week):
            for i in range(living):
                person = luck.living[i]
                if is_reached(rows[person], person, now, incident):
                    befall(rows[person], person, now, number, seen)
                    luck.had[i] += is_contact(now, incident.place)
    if len(now.events) > 0:
        relive_all(rows, start, size, living, now, luck, seen)
    for i in range(living):
        person = luck.living[i]
        recover(rows[person], person, now, seen)
    for index in range(len(now.programmes)):
        stream, every = now.programmes[index].stream, now.programmes[index].every_weeks
        turn = week_of_round(week, every)
        length = 0
        for i in range(living):
            luck.callers[length] = luck.living[i]
            length += turn_of(luck.living[i], stream, every) == turn
        for j in range(length):
            be_cared_for(rows[luck.callers[j]], luck.callers[j], now, index, seen)
    for i in range(living):
        person = luck.living[i]
        word_0, word_1, word_2, word_3 = draws.draw(key, draws.WEEK, week, person, _NO_STREAM, 0)
        luck.week[0, i] = word_0
        luck.week[1, i] = word_1
        luck.week[2, i] = word_2
        luck.week[3, i] = word_3
    for i in range(living):
        person = luck.living[i]
        let_time_pass(rows[person], person, now, luck, i, letters, seen)
    for i in range(living):
        person = luck.living[i]
        conclude(rows[person], person, now, luck, i, letters, seen)


@rule
def meet_all(rows: Any, living: int, now: Now, index: int, luck: Luck, words: Any, tails: Any, seen: Noted) -> None:
    """Let those of a block have this week's contacts at one touchpoint: all the first one, then some a second, ..."""
    stream = now.touchpoints[index].stream
    for i in range(living):
        word, _, _, _ = draws.draw(now.key, draws.CONTACTS, now.week, luck.living[i], stream, 0)
        luck.counts[index, i] = word
    for i in range(living):
        luck.flags[i] = may_have_contact(now, index, luck, i)
    length = 0
    for i in range(living):
        luck.meeting[length] = i
        luck.callers[length] = luck.living[i]
        length += luck.flags[i]
    # In their order at hand first, so that the next loop becomes vector instructions.
    for j in range(length):
        words[0, j] = luck.counts[index, luck.meeting[j]]
        luck.contacts[0, j] = expected_contacts(now, index, luck, luck.meeting[j])
    for j in range(length):
        luck.due[j] = draws.contacts_at_a_glance(words[0, j], luck.contacts[0, j])
    for j in range(length):
        if luck.due[j] == draws.NOT_SURE:
            luck.due[j] = contacts_due(now, index, luck, luck.meeting[j])
        luck.had[luck.meeting[j]] += luck.due[j]
    nth = 0
    length = still_due(luck, length, nth)
    while length > 0:
        draw_contact_luck(now, index, nth, length, luck, words, tails)
        for j in range(length):
            person = luck.callers[j]
            have_contact(rows[person], person, now, index, nth, fortune_at(luck, j), seen)
        nth += 1
        length = still_due(luck, length, nth)


@rule
def relive_all(rows: Any, start: int, size: int, living: int, now: Now, luck: Luck, seen: Noted) -> None:
    """Let those of a block who are customers live what the records say of them this week, in their order."""
    place, i = first_event_of(now.events, start), 0
    while place < len(now.events) and now.events[place].person < start + size:
        person = int(now.events[place].person)
        while i < living and luck.living[i] < person:
            i += 1
        if i < living and luck.living[i] == person:
            luck.had[i] += relive(rows[person], person, now, now.events[place], nth_here(now.events, place), seen)
        place += 1


@rule
def consider_all(rows: Any, start: int, size: int, now: Now, luck: Luck, letters: Voices, seen: Noted) -> None:
    """Let those of a block who are no customers hear of the firm and perhaps come in."""
    outside = 0
    for i in range(size):
        luck.callers[outside] = start + i
        outside += is_outside(rows[start + i])
    for j in range(outside):
        word, _, _, _ = draws.draw(now.key, draws.MARKET, now.week, luck.callers[j], _NO_STREAM, 0)
        luck.week[0, j] = word
    for j in range(outside):
        consider(rows[luck.callers[j]], luck.callers[j], now, luck.week[0, j], letters, seen)


Scratch: TypeAlias = tuple[Luck, np.ndarray, np.ndarray]
"""What one thread needs beside the customers: luck, words and tails of a block."""


def is_ready() -> bool:
    """Return whether the loop is compiled, in this process or kept from an earlier one."""
    return bool(advance.signatures) or cache.holds(CACHE, "kernel.advance")  # type: ignore[attr-defined]  # the compiler adds them


def new_luck(touchpoints: int) -> Scratch:
    """Return the scratch space of one thread."""
    luck = Luck(
        counts=np.empty((touchpoints, BLOCK), np.uint32),
        contacts=np.empty((4, BLOCK)),
        week=np.empty((4, BLOCK), np.uint32),
        before=np.empty(BLOCK, np.int64),
        usage=np.empty(BLOCK),
        segment=np.empty(BLOCK, np.int64),
        had=np.empty(BLOCK, np.int64),
        meeting=np.empty(BLOCK, np.int64),
        callers=np.empty(BLOCK, np.int64),
        due=np.empty(BLOCK, np.int64),
        living=np.empty(BLOCK, np.int64),
        flags=np.empty(BLOCK, np.int64),
    )
    return luck, np.empty((4, BLOCK), np.uint32), np.empty(BLOCK, np.int64)
