"""The compiled loop: weeks of many customers, by the very rule of `customer/week.py`.

Customers are taken in blocks that fit the cache. For a block, the words that say "did anything happen" are drawn in one
plain loop that the compiler turns into vector instructions; the rule then runs customer by customer.
Nothing here decides anything: take this file away and `live_week` in plain Python gives the same bits.
"""

from __future__ import annotations

from typing import Any, TypeAlias, TypeVar, cast

import numpy as np
from numba import njit
from numba.core import cgutils, config
from numba.extending import intrinsic

from simulator.customer import draws
from simulator.customer.care import be_cared_for, is_turn
from simulator.customer.compiled import Table, rule
from simulator.customer.complaint import recover
from simulator.customer.happening import befall, first_event_of, is_contact, is_reached, is_running, nth_here, relive
from simulator.customer.joining import join, settle
from simulator.customer.luck import Luck, contact_words
from simulator.customer.market import consider, is_outside
from simulator.customer.noted import Noted
from simulator.customer.now import Now
from simulator.customer.talk import close_week, has_post, hear, loudness
from simulator.customer.voices import DEPARTURE, INVITES, LEFT, Voices
from simulator.customer.week import begin, conclude, let_time_pass, lives, may_have_contact, meet
from simulator.population import cache
from simulator.population.society import Society

BLOCK = 256
"""Customers per block: their rows and words stay in the first-level cache."""

_NO_STREAM = np.uint64(0)


F = TypeVar("F")


CACHE = cache.folder()


def compiled(function: F) -> F:
    """Compile on first call, kept in `CACHE`; the compiler is told of the folder for this function only."""
    if CACHE is None:
        return cast(F, njit(nogil=True, error_model="numpy", no_cfunc_wrapper=True)(function))
    others = config.CACHE_DIR
    config.CACHE_DIR = str(CACHE)
    try:
        return cast(F, njit(nogil=True, error_model="numpy", no_cfunc_wrapper=True, cache=True)(function))
    finally:
        config.CACHE_DIR = others


@intrinsic
def lent(_context: Any, array: Any) -> Any:
    """Return the array without its reference count.

    The loop holds its arrays for as long as it runs; counting every look at them, in atomic operations that the
    threads share, was measured to take more than a third of the time of a loop that did it.
    """

    def without_count(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        view = context.make_array(signature.args[0])(context, builder, value=arguments[0])
        view.meminfo = cgutils.get_null_value(view.meminfo.type)
        return view._getvalue()

    return array(array), without_count


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
def draw_contact_luck(now: Now, index: int, length: int, luck: Luck, words: Any, tails: Any) -> None:
    """Do what `contact_luck` does, for all who may meet: central quantiles for everybody, then the tails."""
    for j in range(length):
        word_0, word_1, word_2, word_3 = contact_words(now, luck.callers[j], index, 0)
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


@compiled
def advance(
    rows: Any,
    first_row: int,
    last_row: int,
    first_week: int,
    last_week: int,
    together: bool,
    society: Society,
    luck: Luck,
    words: Any,
    tails: Any,
    tally: Noted,
) -> None:
    """Live weeks `first_week` to `last_week` (both included) of the persons `first_row` to `last_row` (excluded).

    `rows` holds everybody; a person's number is the row. `tally` has one slot a week; slot 0 takes the warm-up.
    With `together` these are all persons there are: each week is closed before the next. Without, what they say waits
    for others, or nobody hears anybody; then a block lives all its weeks while its rows are at hand.
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
        lent(luck.living),
        lent(luck.flags),
    )
    post = society.letters
    letters = Voices(
        lent(post.talk), lent(post.departures), lent(post.invitations), lent(post.said), lent(post.signals)
    )
    at_a_time = 1 if together else last_week - first_week + 1
    for from_week in range(first_week, last_week + 1, at_a_time):
        for start in range(first_row, last_row, BLOCK):
            size = min(BLOCK, last_row - start)
            for week in range(from_week, from_week + at_a_time):
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
                live_block(rows, start, size, now, borrowed, words, tails, letters, seen)
        if together:
            end_week(society, from_week, tally.public[max(from_week, 0)], len(rows))
            if society.world[0].network == 1:
                deliver(society, from_week, 0, len(rows))
                fall_silent(society.letters)


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
        for i in range(living):
            luck.flags[i] = has_post(luck.living[i], letters)
        for i in range(living):
            if luck.flags[i] == 1:
                hear(rows[luck.living[i]], luck.living[i], now, letters)
    for i in range(living):
        person = luck.living[i]
        begin(rows[person], person, now, luck, i, seen)
    for index in range(len(now.rates)):
        stream = now.touchpoints[index].stream
        for i in range(living):
            word, _, _, _ = draws.draw(key, draws.CONTACTS, week, luck.living[i], stream, 0)
            luck.counts[index, i] = word
        for i in range(living):
            luck.flags[i] = may_have_contact(now, index, luck, i)
        length = 0
        for i in range(living):
            luck.meeting[length] = i
            luck.callers[length] = luck.living[i]
            length += luck.flags[i]
        draw_contact_luck(now, index, length, luck, words, tails)
        for j in range(length):
            person = luck.callers[j]
            meet(rows[person], person, now, index, luck, luck.meeting[j], j, seen)
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
        programme = now.programmes[index]
        for i in range(living):
            luck.flags[i] = is_turn(luck.living[i], week, programme.stream, programme.every_weeks)
        for i in range(living):
            if luck.flags[i] == 1:
                be_cared_for(rows[luck.living[i]], luck.living[i], now, index, seen)
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


@compiled
def end_week(society: Society, week: int, counted: Any, persons: int) -> None:
    """Make what everybody knows next week of what was counted in this one; a warm-up's counts are then forgotten.

    So is what nobody read in it: prospects come into the story without having heard a whole warm-up at once.
    """
    at = week - society.start
    close_week(society.psychology, society.world[at], society.public[at], society.public[at + 1], counted, persons)
    if week < 1:
        counted[:] = 0
        society.letters.talk[:] = 0
        society.letters.departures[:] = 0
        society.letters.invitations[:] = 0


@compiled
def deliver(society: Society, week: int, first_row: int, last_row: int) -> None:
    """Put what everybody said in a week into the letterboxes of those contacts who stand in the given rows.

    Changes are pushed, not gathered: few talk in a week. Several threads may deliver at once, each to rows of its own.
    """
    letters, network = society.letters, society.network
    same = DEPARTURE
    other = int(DEPARTURE * society.psychology.contagion_other_segment + 0.5)
    for person in range(len(letters.said)):
        said, signals = letters.said[person], letters.signals[person]
        if (said == 0) & (signals == 0):
            continue
        loud = loudness(society.psychology, said)
        begins, ends = network.starts[person], network.starts[person + 1]
        # Contacts are in rising order: whoever knows nobody in these rows is passed over at once.
        if begins == ends or network.contacts[begins] >= last_row or network.contacts[ends - 1] < first_row:
            continue
        for place in range(begins, ends):
            contact = network.contacts[place]
            if contact < first_row:
                continue
            if contact >= last_row:
                break
            letters.talk[contact] += loud
            if signals & LEFT:
                weight = same if network.segments[contact] == network.segments[person] else other
                letters.departures[contact] = min(letters.departures[contact] + weight, 65535)
        if signals & INVITES:
            words = draws.draw(society.key, draws.TALK, week, person, _NO_STREAM, 1)
            place = begins + int(draws.uniform(words[0]) * (ends - begins))
            contact = network.contacts[place]
            if first_row <= contact < last_row:
                letters.invitations[contact] = min(letters.invitations[contact] + 1, 65535)


@compiled
def fall_silent(letters: Voices) -> None:
    """Forget what was said once it is delivered."""
    letters.said[:] = 0
    letters.signals[:] = 0


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
        living=np.empty(BLOCK, np.int64),
        flags=np.empty(BLOCK, np.int64),
    )
    return luck, np.empty((4, BLOCK), np.uint32), np.empty(BLOCK, np.int64)
