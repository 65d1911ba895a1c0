"""Luck: random numbers that depend only on who, when and what for.

Philox 4x32-10 (Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011) turns a counter
and a key into four words of 32 random bits. The counter here spells out the occasion:

    word 0  person        word 1  week (two's complement: the warm-up has weeks below 1)
    word 2  stream        (the name of a touchpoint as a number; 0 where there is none)
    word 3  purpose, index, replicate   (8, 8 and 16 bits)

and the key is the seed. So nobody's luck moves when a customer, a touchpoint, a thread or another draw comes or goes.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np

from simulator.customer.compiled import Table, rule

Word: TypeAlias = np.uint64
Words: TypeAlias = tuple[np.uint64, np.uint64, np.uint64, np.uint64]

# Purposes. A number is never given to another purpose, also not when its own has gone.
TRAITS = 1
SEGMENT = 2
JOINING = 3
CONTACTS = 4
CONTACT = 5
FAILURE = 6
CHANNEL = 7
RECOVERY = 8
WEEK = 9
LEAVING = 10
USAGE = 11
TALK = 12
MARKET = 13
PROGRAMME = 14
SURVEY = 15
HAPPENING = 16

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_BUMP_0 = np.uint64(0x9E3779B9)
_BUMP_1 = np.uint64(0xBB67AE85)
_STEP = 1.0 / 4294967296.0


@rule
def philox(c0: Word, c1: Word, c2: Word, c3: Word, k0: Word, k1: Word) -> Words:
    """Return the four 32-bit words of Philox 4x32-10 for a counter (c0..c3) and a key (k0, k1), all below 2**32."""
    for _ in range(10):
        product_0 = _MULTIPLIER_0 * c0
        product_1 = _MULTIPLIER_1 * c2
        c0, c1, c2, c3 = (
            (product_1 >> _HALF) ^ c1 ^ k0,
            product_1 & _LOW,
            (product_0 >> _HALF) ^ c3 ^ k1,
            product_0 & _LOW,
        )
        k0 = (k0 + _BUMP_0) & _LOW
        k1 = (k1 + _BUMP_1) & _LOW
    return c0, c1, c2, c3


@rule
def draw(key: Table, purpose: int, week: int, person: int, stream: Word, index: int) -> Words:
    """Return four random words for one occasion.

    `purpose` is one of the constants above, `index` (0 to 255) tells several draws for one purpose apart.
    """
    return philox(
        np.uint64(person & 0xFFFFFFFF),
        np.uint64(week & 0xFFFFFFFF),
        stream,
        np.uint64((purpose << 24) | (index << 16)) | key.replicate,
        key.low,
        key.high,
    )


@rule
def uniform(word: Word) -> float:
    """Turn a word into a number strictly between 0 and 1."""
    return (float(word) + 0.5) * _STEP


@rule
def normal(word: Word) -> float:
    """Turn a word into a standard normal number, by its inverse distribution function.

    The rational approximation of Acklam (2003), accurate to nine digits.
    """
    return normal_quantile(uniform(word))


@rule
def normal_quantile(probability: float) -> float:
    """Return the standard normal quantile of a probability strictly between 0 and 1."""
    if is_central(probability):
        return central_quantile(probability)
    return tail_quantile(probability)


@rule
def is_central(probability: float) -> bool:
    """Return whether a probability lies in the middle 95 %, where the quantile needs no logarithm."""
    return abs(probability - 0.5) <= 0.47575


@rule
def central_quantile(probability: float) -> float:
    """Return the standard normal quantile of a central probability."""
    q = probability - 0.5
    r = q * q
    above = -39.69683028665376 * r + 220.9460984245205
    above = (above * r - 275.9285104469687) * r + 138.3577518672690
    above = (above * r - 30.66479806614716) * r + 2.506628277459239
    below = -54.47609879822406 * r + 161.5858368580409
    below = (below * r - 155.6989798598866) * r + 66.80131188771972
    below = (below * r - 13.28068155288572) * r + 1.0
    return q * above / below


@rule
def tail_quantile(probability: float) -> float:
    """Return the standard normal quantile of a probability that is not central."""
    low = probability < 0.5
    r = math.sqrt(-2.0 * math.log(probability if low else 1.0 - probability))
    above = -0.007784894002430293 * r - 0.3223964580411365
    above = (above * r - 2.400758277161838) * r - 2.549732539343734
    above = (above * r + 4.374664141464968) * r + 2.938163982698783
    below = 0.007784695709041462 * r + 0.3224671290700398
    below = ((below * r + 2.445134137142996) * r + 3.754408661907416) * r + 1.0
    value = above / below
    return value if low else -value


@rule
def heavy(mean: float, spread: float, word: Word) -> float:
    """Return a lognormal size with this mean; `spread` is the standard deviation of its logarithm (A4, A7)."""
    return heavy_at(mean, spread, uniform(word))


@rule
def heavy_at(mean: float, spread: float, probability: float) -> float:
    """Return the quantile of that lognormal size at a probability strictly between 0 and 1."""
    return mean * math.exp(spread * normal_quantile(probability) - 0.5 * spread * spread)


@rule
def gamma_mean_one(spread: float, key: Table, week: int, person: int) -> float:
    """Return a gamma number with mean 1 and standard deviation `spread` (Marsaglia & Tsang 2000, with boosting).

    Rejections take the next index, so the number depends on the occasion only.
    """
    if spread < 0.01:  # too narrow to matter, and the shape would overflow
        return 1.0
    shape = 1.0 / (spread * spread)
    boosted = shape if shape >= 1.0 else shape + 1.0
    d = boosted - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    value = d
    boost = 1.0
    for index in range(64):
        word_z, word_u, word_boost, _ = draw(key, USAGE, week, person, np.uint64(0), index)
        z = normal(word_z)
        root = 1.0 + c * z
        v = root * root * root  # not a power: Python and the compiler round those differently
        if v > 0.0 and math.log(uniform(word_u)) < 0.5 * z * z + d - d * v + d * math.log(v):
            value = d * v
            if shape < 1.0:
                boost = uniform(word_boost) ** (1.0 / shape)
            break
    return value * boost / shape


@rule
def may_happen(u: float, expected: float) -> bool:
    """Return whether a Poisson number around `expected` may be above 0 at this luck: a bound, quick to tell.

    The probability of at least one, 1 - exp(-x), is at most x - x**2/2 + x**3/6.
    """
    return u < expected * (1.0 - expected * (0.5 - expected * (1.0 / 6.0)))


@rule
def contacts_this_week(word: Word, expected: float) -> int:
    """Return how many contacts a week brings: Poisson around `expected`, by its inverse distribution function.

    Most weeks bring none and most others one; that is seen from bounds before any exponential is computed: the
    probability of at least one is at least x - x**2/2, that of more than one at most x**2/2 - x**3/3 + x**4/8.
    """
    u = uniform(word)
    if not may_happen(u, expected):
        return 0
    square = expected * expected
    if square * (0.5 - expected * (1.0 / 3.0 - expected * 0.125)) <= u < expected - 0.5 * square:
        return 1
    from_above = 1.0 - u
    term = math.exp(-expected)
    reached = term
    count = 0
    while reached < from_above and count < 255:
        count += 1
        term *= expected / count
        reached += term
    return count


NOT_SURE = -1
"""What is said of a number of contacts that cannot be told at a glance."""
FEW_EXPECTED = 2.5
"""So many contacts may be expected where it can."""


@rule
def contacts_at_a_glance(word: Word, expected: float) -> int:
    """Return what `contacts_this_week` does without an exponential, or `NOT_SURE` where it takes one to tell.

    It spares time, it changes nothing: up to `FEW_EXPECTED` the series below is within 0.00001 of exp(-x), so that luck
    no nearer than 0.0001 to where a count begins falls on its side of it. There are no branches, so that many are told
    at once.
    """
    from_above = 1.0 - uniform(word)
    y = 0.5 * expected
    series = 1.0 - y * (1.0 / 9.0)
    for k in range(8, 0, -1):
        series = 1.0 - y * (1.0 / k) * series
    term = series * series
    reached, count, near = 0.0, 0, 1.0
    for k in range(1, 8):
        reached += term
        term *= expected * (1.0 / k)
        count += from_above > reached
        near = min(near, abs(from_above - reached))
    is_sure = (expected <= FEW_EXPECTED) & (near > 0.0001) & (from_above < reached)
    return count if is_sure else NOT_SURE


_KEY = np.dtype([("low", "u8"), ("high", "u8"), ("replicate", "u8")], align=True)


def key_of(seed: int, replicate: int) -> Table:
    """Return the key under which a run draws: `seed` from 0 to 2**63 - 1, `replicate` from 0 to 65535."""
    key = np.zeros(1, _KEY)
    key["low"] = seed & 0xFFFFFFFF
    key["high"] = seed >> 32
    key["replicate"] = replicate
    return key[0]
