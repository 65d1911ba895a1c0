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
from simulator.customer.compiled import Table, rule
from simulator.customer.complaint import recover
from simulator.customer.joining import settle
from simulator.customer.luck import Luck, contact_words
from simulator.customer.noted import Noted
from simulator.customer.now import Now
from simulator.customer.week import begin, conclude, let_time_pass, lives, may_have_contact, meet
from simulator.population import cache

BLOCK = 256
"""Customers per block: their rows and words stay in the first-level cache."""

_NO_STREAM = np.uint64(0)
F = TypeVar("F")


CACHE = cache.folder()


def _compiled(function: F) -> F:
    """Compile on first call, kept in `CACHE`; the compiler is told of the folder for this function only."""
    if CACHE is None:
        return cast(F, njit(nogil=True, error_model="numpy")(function))
    others = config.CACHE_DIR
    config.CACHE_DIR = str(CACHE)
    try:
        return cast(F, njit(nogil=True, error_model="numpy", cache=True)(function))
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


@_compiled
def settle_all(rows: Any, shares: Any, first_week: int, spread_weeks: int, key: Table) -> None:
    """Give everybody a segment and a week of joining."""
    for person in range(len(rows)):
        settle(rows[person], person, lent(shares), first_week, spread_weeks, key)


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


@_compiled
def advance(
    rows: Any,
    first_row: int,
    last_row: int,
    first_week: int,
    last_week: int,
    timeline_start: int,
    psychology: Table,
    world: Any,
    relationship: Table,
    recovery: Table,
    channels: Any,
    touchpoints: Any,
    segments: Any,
    key: Table,
    luck: Luck,
    words: Any,
    tails: Any,
    tally: Noted,
) -> None:
    """Live weeks `first_week` to `last_week` (both included) of the persons `first_row` to `last_row` (excluded).

    `rows` holds everybody; a person's number is the row. `tally` has one slot a week; slot 0 takes the warm-up.
    """
    borrowed = Luck(
        lent(luck.counts),
        lent(luck.contacts),
        lent(luck.week),
        lent(luck.before),
        lent(luck.usage),
        lent(luck.had),
        lent(luck.meeting),
        lent(luck.callers),
        lent(luck.living),
        lent(luck.flags),
    )
    for start in range(first_row, last_row, BLOCK):
        size = min(BLOCK, last_row - start)
        for week in range(first_week, last_week + 1):
            now = Now(
                week,
                psychology,
                world[week - timeline_start],
                relationship,
                recovery,
                lent(channels),
                lent(touchpoints),
                lent(segments),
                key,
            )
            slot = max(week, 0)
            seen = Noted(
                lent(tally.touchpoints[slot]),
                lent(tally.customers[slot]),
                lent(tally.reasons[slot]),
                lent(tally.moves[slot]),
                lent(tally.sums[slot]),
                lent(tally.balances[slot]),
                lent(tally.tenure),
            )
            living = 0
            for i in range(size):
                luck.living[living] = start + i
                living += lives(rows[start + i], now)
            for i in range(living):
                person = luck.living[i]
                begin(rows[person], person, now, borrowed, i)
            for index in range(len(touchpoints)):
                stream = touchpoints[index].stream
                for i in range(living):
                    word, _, _, _ = draws.draw(key, draws.CONTACTS, week, luck.living[i], stream, 0)
                    luck.counts[index, i] = word
                for i in range(living):
                    luck.flags[i] = may_have_contact(now, index, luck.usage[i], luck.counts[index, i])
                length = 0
                for i in range(living):
                    luck.meeting[length] = i
                    luck.callers[length] = luck.living[i]
                    length += luck.flags[i]
                draw_contact_luck(now, index, length, luck, words, tails)
                for j in range(length):
                    person = luck.callers[j]
                    meet(rows[person], person, now, index, borrowed, luck.meeting[j], j, seen)
            for i in range(living):
                person = luck.living[i]
                recover(rows[person], person, now, seen)
            for i in range(living):
                person = luck.living[i]
                word_0, word_1, word_2, word_3 = draws.draw(key, draws.WEEK, week, person, _NO_STREAM, 0)
                luck.week[0, i] = word_0
                luck.week[1, i] = word_1
                luck.week[2, i] = word_2
                luck.week[3, i] = word_3
            for i in range(living):
                let_time_pass(rows[luck.living[i]], now, borrowed, i, seen)
            for i in range(living):
                person = luck.living[i]
                conclude(rows[person], person, now, borrowed, i, seen)


Scratch: TypeAlias = tuple[Luck, np.ndarray, np.ndarray]
"""What one thread needs beside the customers: luck, words and tails of a block."""


def is_ready() -> bool:
    """Return whether the loop is compiled, in this process or kept from an earlier one."""
    return bool(advance.signatures) or cache.is_filled(CACHE)  # type: ignore[attr-defined]  # the compiler adds them


def new_luck(touchpoints: int) -> Scratch:
    """Return the scratch space of one thread."""
    luck = Luck(
        counts=np.empty((touchpoints, BLOCK), np.uint32),
        contacts=np.empty((4, BLOCK)),
        week=np.empty((4, BLOCK), np.uint32),
        before=np.empty(BLOCK, np.int64),
        usage=np.empty(BLOCK),
        had=np.empty(BLOCK, np.int64),
        meeting=np.empty(BLOCK, np.int64),
        callers=np.empty(BLOCK, np.int64),
        living=np.empty(BLOCK, np.int64),
        flags=np.empty(BLOCK, np.int64),
    )
    return luck, np.empty((4, BLOCK), np.uint32), np.empty(BLOCK, np.int64)
