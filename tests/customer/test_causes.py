"""What failures come of: excuses, and what will come again, by experiment with one average customer (D4, A8)."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.customer import draws
from simulator.customer.complaint import answer
from simulator.customer.contact import fail_with
from simulator.customer.failure import NOT_SAID, cause_of
from tests.customer import people
from tests.customer.occasions import words_of
from tests.customer.strategies import SHARE

anybody = settings(deadline=None, derandomize=True, max_examples=200)

MILD, SEVERE = 0.3, 1.5
EXCELLENT = {"redress_mean": 1.3, "ease_mean": 0.6, "empathy_mean": 0.8, "solved_probability": 1.0}
CERTAIN = {"redress_sd": 0.0, "ease_sd": 0.0, "empathy_sd": 0.0, "hero_probability": 0.0}
NAMES = ("severe", "repeated", "lasting", "controllable")


def after(
    severe: bool, repeated: bool, lasting: bool, controllable: bool, *, reach: float = 1.0, **psychology: float
) -> SimpleNamespace:
    """Return a customer whom a failure met, who complained and, where that is heard, was answered excellently."""
    now = people.circumstances(
        psychology={"voice_base": 15.0, "walk_out": 0.0} | psychology,
        recovery=EXCELLENT | CERTAIN,
        channels=[{"reach": reach, "effort": 0.1}],
    )
    c = people.customer(experiences=52, trust=0.6, failures=float(repeated), loss_aversion=1.95)
    seen = people.counters(now)
    luck = (np.uint64(0),) * 4
    fail_with(c, 0, now, 0, 0, SEVERE if severe else MILD, luck, NOT_SAID, lasting, not controllable, seen)
    if reach:
        answer(c, 0, now, float("nan"), seen)
    return c


BALANCES = {factors: float(after(*factors).balance) for factors in product((False, True), repeat=len(NAMES))}


@pytest.mark.parametrize("factor", range(len(NAMES)), ids=NAMES)
def test_each_factor_by_itself_takes_from_what_a_recovery_leaves(factor: int) -> None:
    for factors, balance in BALANCES.items():
        if not factors[factor]:
            other = (*factors[:factor], True, *factors[factor + 1 :])
            assert BALANCES[other] < balance - 0.05


def test_the_paradox_is_largest_for_a_mild_first_slip_that_nobody_could_help() -> None:
    best = max(BALANCES, key=lambda factors: BALANCES[factors])
    assert best == (False, False, False, False)
    assert BALANCES[best] > 0.0


def test_of_severe_failures_and_of_repeated_ones_that_will_come_again_there_is_none() -> None:
    """Put right at once and excellently, a severe one that nobody could help ends where it began, at best."""
    assert all(balance < 0.05 for (severe, *_), balance in BALANCES.items() if severe)
    assert all(balance < 0.0 for (_, repeated, lasting, _), balance in BALANCES.items() if repeated and lasting)


@pytest.mark.parametrize("reach", [0.0, 1.0], ids=["unheard", "answered"])
@pytest.mark.parametrize("failures", [False, True], ids=["first", "second"])
def test_a_lasting_cause_raises_what_its_own_answer_must_bring_heard_or_not(reach: float, failures: bool) -> None:
    """By as much as one more failure does: what is expected rises by the same, felt and weighed in the same way."""
    slip, lasting = (after(False, failures, each, True, reach=reach).memory_end for each in (False, True))
    assert slip == lasting  # the answer itself is the same
    strict, lenient = (
        after(False, failures, True, True, reach=reach, recovery_expected_failures=each).balance for each in (0.35, 0.0)
    )
    plain = after(False, failures, False, True, reach=reach, recovery_expected_failures=0.0).balance
    assert strict < lenient == pytest.approx(plain)


def test_no_cause_counts_for_more_failures_than_there_are_to_count() -> None:
    p = people.psychology()
    c = after(False, True, True, True, stable_cause=10.0)
    assert c.failures == p.failures_most


def test_only_a_blow_is_excused() -> None:
    """A failure that is better than what is expected keeps all it brings."""
    now = people.circumstances(psychology={"voice_base": -15.0, "norm_weight": 0.0, "promise_weight": 0.0})
    luck = (np.uint64(0),) * 4
    gains = []
    for excusable in (False, True):
        c = people.customer(experiences=1000, expectation=-1.0)
        fail_with(c, 0, now, 0, 0, 0.2, luck, NOT_SAID, False, excusable, people.counters(now))
        gains.append(c.balance)
    assert gains[0] == gains[1] > 0.0


@anybody
@given(luck=st.floats(1e-10, 1.0 - 1e-10))
def test_by_default_each_failure_is_a_slip_of_the_firm(luck: float) -> None:
    assert cause_of(0.0, 1.0, luck) == (False, False)


@anybody
@given(stable=SHARE, controllable=SHARE)
def test_both_shares_are_met_and_neither_depends_on_the_other(stable: float, controllable: float) -> None:
    words = words_of(purpose=draws.FAILURE, person=np.arange(4_000))[:, 3]
    found = np.array([cause_of(stable, controllable, draws.uniform(word)) for word in words])
    shares = found.mean(axis=0)
    assert shares == pytest.approx([stable, 1.0 - controllable], abs=0.03)
    assert (found[:, 0] & found[:, 1]).mean() == pytest.approx(stable * (1.0 - controllable), abs=0.03)
