"""Each draw gives what is published or computed elsewhere: words, and normal, gamma, lognormal and Poisson numbers."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import njit
from scipy import stats

from simulator.customer import draws
from tests.customer import people
from tests.customer.occasions import words_of

LAST = 2**32 - 1

# Random123, kat_vectors, philox 4x32 with 10 rounds: counter, key, answer (Salmon et al. 2011).
KNOWN = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]
NUMBERS_OF_PURPOSES = {
    "TRAITS": 1,
    "SEGMENT": 2,
    "JOINING": 3,
    "CONTACTS": 4,
    "CONTACT": 5,
    "FAILURE": 6,
    "CHANNEL": 7,
    "RECOVERY": 8,
    "WEEK": 9,
    "LEAVING": 10,
    "USAGE": 11,
    "TALK": 12,
    "MARKET": 13,
    "PROGRAMME": 14,
    "SURVEY": 15,
    "HAPPENING": 16,
}
"""Every number ever given to a purpose. A purpose may go; its line here stays, so that nothing else gets the number."""


@njit
def compiled_philox(c0: Any, c1: Any, c2: Any, c3: Any, k0: Any, k1: Any) -> Any:
    return draws.philox(c0, c1, c2, c3, k0, k1)


def in_hex(text: str) -> tuple[np.uint64, ...]:
    return tuple(np.uint64(int(word, 16)) for word in text.split())


@pytest.mark.parametrize("philox", [draws.philox, compiled_philox], ids=["plain", "compiled"])
@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_philox_gives_the_published_words(philox: Any, counter: str, key: str, answer: str) -> None:
    assert tuple(int(word) for word in philox(*in_hex(counter), *in_hex(key))) == tuple(map(int, in_hex(answer)))


def test_a_draw_spells_out_its_occasion() -> None:
    """The counter is person, week, stream, then purpose, index, replicate in 8, 8, 16 bits; the key the seed."""
    seed, replicate = (0x2BCDEF01 << 32) | 0x23456789, 0xFFFE
    expected = draws.philox(*in_hex("0000002a fffffffd 12345678 05fffffe"), *in_hex("23456789 2bcdef01"))
    drawn = draws.draw(people.key(seed, replicate), 5, -3, 42, np.uint64(0x12345678), 255)
    assert [int(word) for word in drawn] == [int(word) for word in expected]
    compiled = words_of(seed, replicate, purpose=5, week=-3, person=42, stream=0x12345678, index=255)
    assert compiled[0].tolist() == [int(word) for word in expected]


def test_numbers_of_purposes_are_unique_and_never_change() -> None:
    assert len(set(NUMBERS_OF_PURPOSES.values())) == len(NUMBERS_OF_PURPOSES)
    assert all(0 < number < 256 for number in NUMBERS_OF_PURPOSES.values())
    numbers = {name: n for name, n in vars(draws).items() if name.isupper() and name[0] != "_" and isinstance(n, int)}
    there = {name: n for name, n in numbers.items() if name != "NOT_SURE"}
    assert there.items() <= NUMBERS_OF_PURPOSES.items(), "a new purpose takes the next free number, and a line here"


def test_a_uniform_number_is_never_0_or_1() -> None:
    assert draws.uniform(np.uint64(0)) == 0.5 / 2**32
    assert draws.uniform(np.uint64(LAST)) == 1.0 - 0.5 / 2**32
    assert draws.uniform(np.uint64(2**31)) == 0.5 + 0.5 / 2**32


PROBABILITIES = np.unique(
    np.concatenate(
        [
            np.linspace(0.0, 1.0, 4001)[1:-1],
            np.logspace(-300, -0.5, 2000),
            1.0 - np.logspace(-16, -0.5, 1000),
            [
                np.nextafter(0.075, 0),
                0.075,
                np.nextafter(0.075, 1),
                np.nextafter(0.925, 0),
                0.925,
                np.nextafter(0.925, 1),
            ],
        ]
    )
).tolist()


def test_the_normal_quantile_is_right_to_nine_digits_over_the_whole_range() -> None:
    exact = NormalDist().inv_cdf
    for probability in PROBABILITIES:
        assert draws.normal_quantile(probability) == pytest.approx(exact(probability), rel=2e-9, abs=2e-9)


def test_the_normal_quantile_rises_also_where_its_pieces_meet() -> None:
    values = [draws.normal_quantile(probability) for probability in PROBABILITIES]
    assert all(a <= b + 2e-7 for a, b in pairwise(values))


def test_every_word_gives_a_finite_normal_number() -> None:
    assert draws.normal(np.uint64(0)) == pytest.approx(-6.3379, abs=1e-4)
    assert draws.normal(np.uint64(LAST)) == pytest.approx(6.3379, abs=1e-4)


@pytest.mark.parametrize("spread", [0.0, 0.3, 0.6, 1.0, 2.0])
def test_a_heavy_size_has_the_quantiles_of_a_lognormal_with_that_mean(spread: float) -> None:
    mean = 0.8
    for probability in (1e-9, 0.01, 0.25, 0.5, 0.9, 0.999):
        log_normal = stats.norm(math.log(mean) - spread**2 / 2, spread) if spread else None
        expected = math.exp(log_normal.ppf(probability)) if log_normal else mean
        assert draws.heavy_at(mean, spread, probability) == pytest.approx(expected, rel=2e-6)


@pytest.mark.parametrize("spread", [0.3, 0.6, 1.0])
def test_heavy_sizes_have_that_mean(spread: float) -> None:
    """Over a grid of words, each standing for its share of the probability; what lies beyond the last is tiny."""
    sizes = [draws.heavy(0.8, spread, np.uint64(word)) for word in range(2**19, 2**32, 2**20)]
    assert np.mean(sizes) == pytest.approx(0.8, rel=2e-3)


EDGE_RATES = [1e-9, 1e-4, 0.0023, 0.04, 0.2, 0.5, 0.99, 1.0, 1.01, 1.9999, 2.0, 2.0001, 3.7, 12.0, 50.0]


def words_to_try(rate: float) -> list[int]:
    """Words spread over the range, and those on either side of each shortcut of `contacts_this_week`."""
    none, several = rate - rate**2 / 2 + rate**3 / 6, rate**2 / 2 - rate**3 / 3 + rate**4 / 8
    one = rate - rate**2 / 2
    edges = [none, one, several, rate, 1.0 - math.exp(-rate), 0.0, 1.0]
    near = [round(edge * 2**32) + step for edge in edges for step in (-2, -1, 0, 1, 2)]
    spread = words_of(person=np.arange(300))[:, 0].tolist()
    return [word for word in near + spread if 0 <= word <= LAST]


@pytest.mark.parametrize("rate", EDGE_RATES)
def test_contacts_are_poisson_by_the_exact_inverse(rate: float) -> None:
    words = np.array(words_to_try(rate), np.uint64)
    expected = stats.poisson.ppf(1.0 - (words.astype(float) + 0.5) / 2**32, rate)
    assert [draws.contacts_this_week(word, rate) for word in words] == expected.astype(int).tolist()


@pytest.mark.parametrize("rate", [240.0, 300.0, 700.0, 800.0, 20_000.0])
def test_a_week_never_has_more_than_255_contacts(rate: float) -> None:
    words = np.array([0, 1, 2**31, LAST - 1, LAST], np.uint64)
    expected = np.minimum(stats.poisson.ppf(1.0 - (words.astype(float) + 0.5) / 2**32, rate), 255)
    assert [draws.contacts_this_week(word, rate) for word in words] == expected.astype(int).tolist()


@pytest.mark.parametrize("rate", [*EDGE_RATES, 0.0, 300.0, 1e6])
def test_whoever_has_a_contact_was_among_those_who_may(rate: float) -> None:
    for word in words_to_try(rate):
        if draws.contacts_this_week(np.uint64(word), rate) > 0:
            assert draws.may_happen(draws.uniform(np.uint64(word)), rate)


@pytest.mark.parametrize("rate", [*EDGE_RATES, 0.0, 2.49, 2.5, 2.51, 300.0])
def test_a_glance_tells_the_same_or_nothing(rate: float) -> None:
    for word in words_to_try(rate):
        told = draws.contacts_at_a_glance(np.uint64(word), rate)
        assert told in (draws.NOT_SURE, draws.contacts_this_week(np.uint64(word), rate))


@given(st.integers(0, LAST), st.floats(0.0, 3.0))
def test_a_glance_tells_the_same_or_nothing_anywhere(word: int, rate: float) -> None:
    told = draws.contacts_at_a_glance(np.uint64(word), rate)
    assert told in (draws.NOT_SURE, draws.contacts_this_week(np.uint64(word), rate))


@pytest.mark.parametrize(("rate", "share"), [(0.03, 0.999), (1.0, 0.998), (2.4, 0.985), (2.6, 0.0)])
def test_a_glance_tells_nearly_all_where_few_are_expected(rate: float, share: float) -> None:
    words = words_of(person=np.arange(3_000))[:, 0]
    told = np.mean([draws.contacts_at_a_glance(word, rate) != draws.NOT_SURE for word in words])
    assert told >= share
    assert told > 0.0 or rate > draws.FEW_EXPECTED


def test_the_series_of_a_glance_is_as_near_as_it_says() -> None:
    """With nothing but none counted: the share of luck below which somebody comes is 1 - exp(-rate)."""
    for rate in np.linspace(0.01, draws.FEW_EXPECTED, 60):
        border = round(math.exp(-rate) * 2**32)
        apart = round(0.0001 * 2**32)
        # Luck counts from above: words below 2**32 - border bring somebody.
        for word, count in ((2**32 - border - 2 * apart, 1), (2**32 - border + 2 * apart, 0)):
            assert draws.contacts_at_a_glance(np.uint64(word), float(rate)) == count


def test_who_is_not_expected_never_comes() -> None:
    assert draws.contacts_this_week(np.uint64(0), 0.0) == 0


@njit
def gammas(spread: float, key: Any, values: Any) -> None:
    for person in range(len(values)):
        values[person] = draws.gamma_mean_one(spread, key, 1, person)


@pytest.mark.parametrize("spread", [0.05, 0.3, 0.6, 0.99, 1.0, 1.3, 2.0])
def test_usage_is_gamma_with_mean_one_and_that_spread(spread: float) -> None:
    """Seed fixed; 20,000 persons; Kolmogorov-Smirnov with p > 0.001, moments within four standard errors."""
    values = np.empty(20_000)
    gammas(spread, draws.key_of(1, 0), values)
    shape = 1.0 / spread**2
    assert stats.kstest(values, stats.gamma(shape, scale=spread**2).cdf).pvalue > 0.001
    assert values.mean() == pytest.approx(1.0, abs=4 * spread / math.sqrt(len(values)))
    error_of_variance = spread**2 * math.sqrt((2.0 + 6.0 / shape) / len(values))
    assert values.var() == pytest.approx(spread**2, abs=4 * error_of_variance)
    plain = [draws.gamma_mean_one(spread, people.key(), 1, person) for person in range(20)]
    assert values[:20].tolist() == plain


def test_usage_without_spread_is_one() -> None:
    assert draws.gamma_mean_one(0.0, people.key(), 1, 0) == 1.0
