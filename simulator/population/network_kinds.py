"""The kinds of network: for each, which pairs of persons are joined.

A pair is one 64-bit number, the lower row in its upper half, so that sorting numbers sorts pairs and finds those that
were drawn twice. Everything is done for all persons at once; docs/decisions/0007 has what graph libraries took.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

Pairs: TypeAlias = np.ndarray
"""uint64, none twice, in any order: the lower row times 2**32, plus the higher row."""

NETWORK = 0x6E65740A
"""Sets the network's draws apart from whatever else is made from the same seed. Never given to anything else."""

TRIES = 200
"""How often a pair that was there already is drawn again; in all but the smallest networks two or three times do."""

_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


class Draws:
    """Random numbers for one network, the same for the same `seed` and `replicate`.

    They are the raw words of numpy's Philox, whose stream is promised never to change; what numpy makes of them
    (integers, choices) is not.
    """

    def __init__(self, seed: int, replicate: int) -> None:
        # Three words always: numpy takes a missing word for a 0, and two seeds would be one.
        occasion = np.random.SeedSequence([seed & 0xFFFFFFFF, seed >> 32, replicate], spawn_key=(NETWORK,))
        self._words = np.random.Philox(occasion)

    def uniform(self, number: int) -> np.ndarray:
        """Return so many numbers from 0 up to, but not including, 1."""
        words = np.asarray(self._words.random_raw(number), np.uint64)
        words >>= np.uint64(11)  # a float holds 53 bits
        numbers: np.ndarray = np.multiply(words, 2.0**-53)
        return numbers

    def below(self, limits: int | np.ndarray, number: int) -> np.ndarray:
        """Return so many whole numbers (uint32), each from 0 to below its limit (one for all, or one each)."""
        numbers: np.ndarray = (self.uniform(number) * limits).astype(np.uint32)
        return numbers


def joined(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the pair of each two rows, in the order given."""
    pairs: np.ndarray = np.minimum(one, other).astype(np.uint64)
    pairs <<= _HALF
    pairs |= np.maximum(one, other).astype(np.uint64)
    return pairs


def distinct(pairs: np.ndarray) -> Pairs:
    """Return each pair once, rising.

    Not by `numpy.unique`: numpy 2.4 hashes, and took 7 s for four million pairs, sorting 0.05 s.
    """
    pairs = np.sort(pairs)
    return np.delete(pairs, np.flatnonzero(pairs[1:] == pairs[:-1]) + 1)


def everybody(persons: int) -> Pairs:
    """Return all pairs there are."""
    lower, higher = np.triu_indices(persons, 1)
    return joined(lower, higher)


def small_world(persons: int, contacts: int, rewiring: float, draws: Draws) -> Pairs:
    """Return a ring in which some pairs were given up for distant ones; needs at least `contacts + 2` persons."""
    firsts, first_pair = _own_pairs(0, persons, contacts)
    others = np.arange(1, len(firsts) + 1, dtype=np.uint32) - first_pair + firsts
    others[others >= persons] -= np.uint32(persons)
    moved = np.flatnonzero(draws.uniform(len(firsts)) < rewiring)
    others[moved] = draws.below(persons, len(moved))

    def again(lost: np.ndarray) -> np.ndarray:
        return draws.below(persons, len(lost))

    # Where a distant acquaintance falls on one in the ring, the ring's is as good as any to be drawn again.
    return _different(firsts, others, again)


def scale_free(persons: int, contacts: int, draws: Draws) -> Pairs:
    """Return a network that grew, newcomers preferring those with many; needs at least `contacts + 2` persons.

    It begins with `contacts + 1` who all know each other, which is the mean asked for and gives enough to choose from.
    All ends of all pairs are laid out in a row: whoever has twice the contacts has twice the places, and a newcomer
    draws a place among those laid before him (Batagelj & Brandes 2005). A place may itself be a draw; the
    chains are followed for all at once, and each step ends half of them (Sanders & Schulz 2016). A choice that is drawn
    again still keeps its place, which gives the very first persons about a tenth more than drawing one by one.
    """
    others, firsts = (ends.astype(np.uint32) for ends in np.triu_indices(contacts + 1, 1))
    given = len(firsts)
    newcomers, first_pair = _own_pairs(contacts + 1, persons, contacts)
    firsts = np.concatenate([firsts, newcomers])
    places = 2 * (first_pair + given)
    drawn = draws.below(places, len(newcomers))

    def whom(place: np.ndarray) -> np.ndarray:
        """Return who has each place: the newcomer the even one of his pair, his choice the odd one."""
        place = place.copy()
        chained = np.flatnonzero((place & 1 == 1) & (place >= 2 * given))
        while len(chained):
            next_ = drawn[(place[chained] >> 1) - given]
            place[chained] = next_
            chained = chained[(next_ & 1 == 1) & (next_ >= 2 * given)]
        found: np.ndarray = firsts[place >> 1]
        chosen = np.flatnonzero(place & 1)
        found[chosen] = others[place[chosen] >> 1]
        return found

    def again(lost: np.ndarray) -> np.ndarray:
        return whom(draws.below(places[lost - given], len(lost)))

    return _different(firsts, np.concatenate([others, whom(drawn)]), again)


def blocks(segments: np.ndarray, contacts: int, within: float, draws: Draws) -> Pairs:
    """Return pairs of which a share `within` joins two of one segment; `segments` holds that of each person."""
    persons = len(segments)
    order = np.argsort(segments, kind="stable").astype(np.uint32)
    sizes = np.bincount(segments).astype(np.uint32)
    inside, across = _shared_out(sizes.astype(np.int64), persons * contacts // 2, contacts, within)
    number = np.concatenate([inside, across])
    size = np.tile(sizes, 2).repeat(number)
    begin = np.tile(np.cumsum(sizes, dtype=np.uint32) - sizes, 2).repeat(number)
    leaves = np.repeat([False, True], [inside.sum(), across.sum()])

    def partners(which: np.ndarray | slice) -> np.ndarray:
        """Return a place in the order of segments: in the own one, or before or behind it."""
        leaving, own, start = leaves[which], size[which], begin[which]
        place = draws.below(np.where(leaving, persons - own, own), len(own))
        return place + np.where(leaving, own * (place >= start), start)

    firsts = draws.below(size, len(size)) + begin
    pairs = _different(firsts, partners(slice(None)), partners)
    return joined(order[pairs >> _HALF], order[pairs & _LOW])


def _shared_out(sizes: np.ndarray, pairs: int, contacts: int, within: float) -> tuple[np.ndarray, np.ndarray]:
    """Return for each segment how many pairs lie in it, and how many lead out of it.

    Inside, everybody gets the same number. What leads out is shared by anybody with anybody of another segment, so that
    a tiny one beside a large one would have to take all that the large one sends out: nobody gets more than twice
    `contacts` from other segments, on average, and what cannot be sent stays inside. What a segment is too small to
    hold leads out.
    """
    persons = int(sizes.sum())
    outside = sizes * (persons - sizes)
    each = outside / max(int(outside.sum()), 1)
    smallest = int(sizes[sizes > 0].min())
    across = min((1.0 - within) * pairs, contacts * int(outside.sum()) / max(persons - smallest, 1))
    not_sent = np.maximum((1.0 - within) * contacts * sizes - 2.0 * across * each, 0.0)
    inside = within * pairs * sizes / persons
    inside += (pairs - across - inside.sum()) * not_sent / max(not_sent.sum(), 1e-9)
    inside = np.minimum(_in_proportion(round(inside.sum()), inside), sizes * (sizes - 1) // 2)
    return inside, _in_proportion(min(pairs - int(inside.sum()), int(outside.sum()) // 2), each)


def _in_proportion(number: int, weights: np.ndarray) -> np.ndarray:
    """Return whole numbers in proportion to the weights that add up to `number`."""
    reached = np.cumsum(weights, dtype=np.float64)
    return np.diff(np.rint(number * reached / max(reached[-1], 1e-300)).astype(np.int64), prepend=0)


def _own_pairs(start: int, end: int, contacts: int) -> tuple[np.ndarray, np.ndarray]:
    """Return, for the pairs that the persons `start` to `end` (excluded) begin, each one's person and his first pair.

    Everybody begins half as many pairs as he has contacts; of an odd number every second person takes the other half.
    """
    persons = np.arange(start, end, dtype=np.uint32)
    number = contacts // 2 + (contacts % 2) * (persons % 2)
    return persons.repeat(number), (np.cumsum(number, dtype=np.uint32) - number).repeat(number)


def _different(firsts: np.ndarray, others: np.ndarray, again: Callable[[np.ndarray], np.ndarray]) -> Pairs:
    """Return the pairs, after drawing again the other of those that join a person with himself or were there before.

    `again` takes the numbers of such pairs and returns new others. What finds no place in `TRIES` is left out.
    """
    drawn = joined(firsts, others)
    pairs = np.sort(drawn)
    twice = pairs[1:] == pairs[:-1]
    alone = np.flatnonzero(firsts == others)
    lost = np.union1d(_repeated(drawn, pairs[1:][twice]), alone)
    if len(lost):
        pairs = np.delete(pairs, np.flatnonzero(twice) + 1)
        pairs = np.delete(pairs, np.searchsorted(pairs, np.unique(drawn[alone])))
    found = np.empty(0, np.uint64)
    for _ in range(TRIES):
        if not len(lost):
            break
        others = again(lost)
        tried, each = np.unique(joined(firsts[lost], others), return_index=True)
        is_new = (firsts[lost[each]] != others[each]) & ~_is_among(pairs, tried) & ~_is_among(found, tried)
        found = np.union1d(found, tried[is_new])
        lost = np.delete(lost, each[is_new])
    return np.concatenate([pairs, found])


def _repeated(drawn: np.ndarray, repeated: np.ndarray) -> np.ndarray:
    """Return the numbers of the pairs that an earlier one equals; `repeated` are these pairs.

    They are few among millions, so that most are told apart by their last 16 bits.
    """
    is_like_one = np.zeros(1 << 16, bool)
    is_like_one[repeated.astype(np.uint16)] = True
    like = np.flatnonzero(is_like_one[drawn.astype(np.uint16)])
    _, first = np.unique(drawn[like], return_index=True)
    return np.delete(like, first)


def _is_among(rising: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Return for each pair whether it is one of these, which rise."""
    at = np.searchsorted(rising, pairs)
    found = np.zeros(len(pairs), bool)
    inside = at < len(rising)
    found[inside] = rising[at[inside]] == pairs[inside]
    return found
