"""Luck as the rule uses it: even, without memory, and of nobody else's making.

Every test is of keyed draws, along one coordinate of an occasion while the others stand still: persons, weeks,
purposes, names of touchpoints, replicates, seeds. Seeds are fixed, so a test passes always or never. A p-value must lie
above 1e-5; there are about two thousand of them, so a perfect source would fail for two choices of seeds in a hundred.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from scipy import stats

from simulator.customer import draws
from simulator.scenario.tables import stream_of
from tests.customer import people
from tests.customer.occasions import words_of

SMALLEST_P = 1e-5
PURPOSES = (draws.TRAITS, draws.CONTACTS, draws.CONTACT, draws.FAILURE, draws.CHANNEL, draws.RECOVERY, draws.WEEK)


def seeds(step: int) -> np.ndarray:
    return np.concatenate([words_of(seed=number * step, person=3) for number in range(20_000)])


ALONG = {
    "persons": lambda: words_of(person=np.arange(60_000)),
    "persons, the last of fifty million": lambda: words_of(person=50_000_000 - np.arange(30_000)),
    "weeks, with a warm-up": lambda: words_of(week=np.arange(-1040, 30_000)),
    "touchpoints by name": lambda: words_of(stream=np.array([stream_of(f"touchpoint {n}") for n in range(20_000)])),
    "streams that differ by one": lambda: words_of(stream=np.arange(30_000)),
    "purposes and indexes": lambda: words_of(purpose=np.arange(65_280) // 256 + 1, index=np.arange(65_280) % 256),
    "replicates": lambda: np.concatenate([words_of(replicate=number, person=3) for number in range(20_000)]),
    "small seeds": lambda: seeds(1),
    "seeds that differ above 32 bits": lambda: seeds(2**32),
    "weeks of persons in turn": lambda: words_of(
        person=np.repeat(np.arange(1000), 52), week=np.tile(np.arange(1, 53), 1000)
    ),
}


@pytest.fixture(scope="module", params=ALONG)
def words(request: pytest.FixtureRequest) -> np.ndarray:
    """Many draws, four words a row, along one coordinate of the occasion."""
    return ALONG[request.param]()


def p_of_even(counts: np.ndarray) -> float:
    return float(stats.chisquare(counts.ravel()).pvalue)


def p_of_pairs(one: np.ndarray, other: np.ndarray) -> float:
    """Return the p-value of pairs of words being spread evenly over a board of 16 by 16 fields."""
    fields = (one >> np.uint64(28)) * np.uint64(16) + (other >> np.uint64(28))
    return p_of_even(np.bincount(fields.astype(np.int64), minlength=256))


def p_of_correlation(one: np.ndarray, other: np.ndarray) -> float:
    return float(stats.pearsonr(one.astype(float), other.astype(float)).pvalue)


def test_each_word_is_even(words: np.ndarray) -> None:
    for column in range(4):
        assert words[:, column].max() < 2**32
        for bits in (8, 24):  # the highest eight bits, and the eight above the lowest
            part = (words[:, column] >> np.uint64(32 - bits)) & np.uint64(255)
            assert p_of_even(np.bincount(part.astype(np.int64), minlength=256)) > SMALLEST_P


def test_each_bit_is_fair(words: np.ndarray) -> None:
    for column in range(4):
        ones = [int(((words[:, column] >> np.uint64(bit)) & np.uint64(1)).sum()) for bit in range(32)]
        too_many = (np.array(ones) - 0.5 * len(words)) / np.sqrt(0.25 * len(words))
        assert 2.0 * stats.norm.sf(np.abs(too_many).max()) > SMALLEST_P


def test_the_four_words_know_nothing_of_each_other(words: np.ndarray) -> None:
    for one, other in combinations(range(4), 2):
        assert p_of_pairs(words[:, one], words[:, other]) > SMALLEST_P
        assert p_of_correlation(words[:, one], words[:, other]) > SMALLEST_P


@pytest.mark.parametrize("lag", [1, 52, 256])
def test_neighbours_know_nothing_of_each_other(words: np.ndarray, lag: int) -> None:
    for column in range(4):
        assert p_of_pairs(words[:-lag, column], words[lag:, column]) > SMALLEST_P
        assert p_of_correlation(words[:-lag, column], words[lag:, column]) > SMALLEST_P


def test_normal_numbers_are_normal_as_used() -> None:
    for column in range(4):
        values = [draws.normal(word) for word in words_of(person=np.arange(20_000))[:, column]]
        assert stats.kstest(values, "norm").pvalue > SMALLEST_P


BESIDE = {
    "another purpose": [{"purpose": purpose} for purpose in PURPOSES],
    "another index": [{"index": index} for index in (0, 1, 2, 255)],
    "another touchpoint": [{"stream": stream_of(name)} for name in ("bill", "shop", "helpdesk", "app")],
    "another week": [{"week": week} for week in (-51, 0, 1, 2, 53)],
    "another replicate": [{"replicate": replicate} for replicate in (0, 1, 2, 65_535)],
    "another seed": [{"seed": seed} for seed in (1, 2, 3, 2**32 + 1, 2**63 - 1)],
}


@pytest.mark.parametrize("changes", BESIDE.values(), ids=BESIDE)
def test_the_same_persons_luck_elsewhere_tells_nothing(changes: list[dict[str, Any]]) -> None:
    tables = [words_of(person=np.arange(50_000), **change) for change in changes]
    for one, other in combinations(tables, 2):
        for column in range(4):
            assert p_of_pairs(one[:, column], other[:, column]) > SMALLEST_P
            assert p_of_correlation(one[:, column], other[:, column]) > SMALLEST_P


MANY = np.arange(2**19)


@pytest.mark.parametrize(
    "along",
    [{"person": MANY}, {"person": MANY // 1024, "week": MANY % 1024}, {"stream": MANY * 8191}],
    ids=["persons", "persons and weeks", "streams"],
)
def test_first_words_coincide_as_often_as_birthdays(along: dict[str, Any]) -> None:
    first = words_of(**along)[:, 0]
    expected = len(first) ** 2 / 2**33
    coincidences = len(first) - len(np.unique(first))
    assert stats.poisson.cdf(coincidences, expected) > SMALLEST_P
    assert stats.poisson.sf(coincidences - 1, expected) > SMALLEST_P


def bits_of(words: np.ndarray) -> np.ndarray:
    return ((words[:, :, None] >> np.arange(32, dtype=np.uint64)) & np.uint64(1)).reshape(len(words), 128)


def test_each_bit_of_the_seed_moves_half_of_all_bits() -> None:
    """Avalanche: over 2,000 persons, each of 128 bits flips in half of the cases, whichever bit of the seed does."""
    persons = np.arange(2_000)
    base = bits_of(words_of(seed=20_240_229, person=persons))
    for bit in range(63):
        flips = (bits_of(words_of(seed=20_240_229 ^ (1 << bit), person=persons)) != base).mean(axis=0)
        assert abs(flips.mean() - 0.5) < 5 * 0.5 / np.sqrt(2_000 * 128)
        assert np.abs(flips - 0.5).max() < 6 * 0.5 / np.sqrt(2_000)


def test_nobody_shares_an_occasion() -> None:
    """Whatever differs, at the ends of its range, makes another draw."""
    ends = {
        "purpose": (1, 255),
        "week": (-1039, 0, 2080),
        "person": (0, 49_999_999),
        "stream": (0, 2**32 - 1),
        "index": (0, 1, 255),
        "replicate": (0, 1, 65_535),
    }
    occasions = [dict(zip(ends, values, strict=True)) for values in product(*ends.values())]
    drawn = {tuple(words_of(**occasion)[0].tolist()) for occasion in occasions}
    assert len(drawn) == len(occasions) == 2 * 3 * 2 * 2 * 3 * 3


def test_a_draw_depends_on_no_other_draw() -> None:
    """In any order, alone or among others, in Python or compiled: the same words."""
    persons = np.arange(1_000)
    together = words_of(person=persons)
    order = np.random.default_rng(1).permutation(persons)
    assert np.array_equal(words_of(person=order), together[order])
    assert np.array_equal(words_of(person=persons[::7]), together[::7])
    for person in (999, 0, 500):
        alone = draws.draw(people.key(), draws.CONTACT, 1, person, np.uint64(7), 0)
        assert [int(word) for word in alone] == together[person].tolist()
