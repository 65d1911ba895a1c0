"""What holds of programmes: everybody has their turn, and what comes again and again is taken for granted."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.customer import care, memory
from simulator.customer.care import APPRECIATION, PARTICIPATION, SENSATION
from tests.customer import people
from tests.customer.strategies import SHARE, customers, psychologies

anybody = settings(deadline=None, derandomize=True, max_examples=100)

NEEDS = st.sampled_from([PARTICIPATION, APPRECIATION, SENSATION])
PERSON = st.integers(0, 50_000_000)
STREAM = st.integers(0, 2**32 - 1).map(np.uint64)
NOW = people.circumstances(programme={})


# Turns --------------------------------------------------------------------------------------------------------------


@anybody
@given(person=PERSON, stream=STREAM, every=st.integers(1, 520), first=st.integers(-1040, 2080))
def test_everybody_has_exactly_one_turn_a_round(person: int, stream: np.uint64, every: int, first: int) -> None:
    turns = [week for week in range(first, first + every) if care.is_turn(person, week, stream, every)]
    assert len(turns) == 1
    assert care.is_turn(person, turns[0] + every, stream, every)


@settings(anybody, max_examples=20)
@given(stream=STREAM, every=st.integers(2, 52), first=PERSON)
def test_turns_are_spread_evenly_over_the_round(stream: np.uint64, every: int, first: int) -> None:
    turns = [care.turn_of(first + person, stream, every) for person in range(100 * every)]
    counts = np.bincount(turns, minlength=every)
    assert len(counts) == every
    assert 90 <= counts.min() <= counts.max() <= 110


# Attention ----------------------------------------------------------------------------------------------------------


def effect(c: SimpleNamespace, p: SimpleNamespace, need: int, amount: float) -> float:
    """Give an attention and return what it does to the balance."""
    before = c.balance
    care.attend(c, p, need, amount, 0, people.counters(NOW))
    return float(c.balance - before)


def wait(c: SimpleNamespace, p: SimpleNamespace, weeks: int) -> None:
    for _ in range(weeks):
        memory.forget(c, p, 1)


ATTENTIVE = psychologies(
    *("tolerance_above", "tolerance_below", "attention_gain", "attention_step", "attention_kept", "failure_sensitivity")
)


@anybody
@given(
    c=customers("balance", "trust", "failures"),
    p=ATTENTIVE,
    need=NEEDS,
    amount=st.floats(0.0, 5.0),
    gap=st.integers(0, 26),
)
def test_the_same_attention_again_never_moves_more_than_the_time_before(
    c: SimpleNamespace, p: SimpleNamespace, need: int, amount: float, gap: int
) -> None:
    effects = []
    for _ in range(8):
        effects.append(effect(c, p, need, amount))
        wait(c, p, gap)
    assert effects[-1] >= 0.0
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(effects))


@anybody
@given(c=customers(), p=ATTENTIVE, need=NEEDS, amount=st.floats(0.0, 5.0))
def test_attention_moves_what_is_taken_for_granted_towards_it_and_no_other_need(
    c: SimpleNamespace, p: SimpleNamespace, need: int, amount: float
) -> None:
    others = [each for each in (PARTICIPATION, APPRECIATION, SENSATION) if each != need]
    before = {each: care.taken_for_granted(c, each) for each in (need, *others)}
    effect(c, p, need, amount)
    low, high = sorted((before[need], amount))
    assert low - 1e-12 <= care.taken_for_granted(c, need) <= high + 1e-12
    assert all(care.taken_for_granted(c, each) == before[each] for each in others)
    assert all(0.0 <= getattr(c, name) <= 1.0 for name in ("participation", "appreciation", "sensation"))


@anybody
@given(p=ATTENTIVE, granted=st.floats(0.0, 5.0), amount=st.floats(0.0, 5.0), strengths=st.tuples(SHARE, SHARE))
def test_the_stronger_the_need_the_more_an_attention_does_either_way(
    p: SimpleNamespace, granted: float, amount: float, strengths: tuple[float, float]
) -> None:
    weak, strong = (
        abs(effect(people.customer(appreciation_need=each, used_to_appreciation=granted), p, APPRECIATION, amount))
        for each in sorted(strengths)
    )
    assert weak <= strong + 1e-12


def monthly(times: int, amount: float) -> tuple[SimpleNamespace, list[float]]:
    """Return a customer of some standing after so many monthly attentions, and what each of them did."""
    c, p = people.customer(experiences=50), people.psychology()
    effects = []
    for _ in range(times):
        effects.append(effect(c, p, SENSATION, amount))
        wait(c, p, 4)
    return c, effects


@pytest.mark.parametrize("amount", [0.2, 0.4, 1.0, 1.5])
def test_the_fifth_time_does_at_most_three_fifths_of_the_first(amount: float) -> None:
    _, effects = monthly(5, amount)
    assert 0.0 <= effects[4] <= 0.6 * effects[0]


@pytest.mark.parametrize("amount", [0.2, 0.4, 1.0, 1.5])
def test_who_got_used_to_a_delight_misses_it_and_less_from_month_to_month(amount: float) -> None:
    c, _ = monthly(12, amount)
    p = people.psychology()
    dips = []
    for _ in range(3):
        dips.append(effect(c, p, SENSATION, 0.0))
        wait(c, p, 4)
    assert dips[0] < 0.0
    assert dips == sorted(dips)


@pytest.mark.parametrize("amount", [0.2, 0.4, 1.0, 1.5])
def test_after_a_year_without_it_a_delight_does_four_fifths_of_the_first_again(amount: float) -> None:
    c, effects = monthly(12, amount)
    wait(c, people.psychology(), 52)
    assert effect(c, people.psychology(), SENSATION, amount) >= 0.8 * effects[0]


# Who gets it --------------------------------------------------------------------------------------------------------


def who(**programme: float) -> list[set[int]]:
    """Return which of 300 persons were offered it, and which got it, in each of two rounds."""
    found: list[set[int]] = []
    for week in (13, 26):
        now = people.circumstances(week=week, programme=programme)
        for counted in (care.noted.OFFERED, care.noted.TAKEN):
            found.append(set())
            for person in range(300):
                seen = people.counters(now)
                care.be_cared_for(people.customer(), person, now, 0, seen)
                if seen.programmes[0, 0, counted]:
                    found[-1].add(person)
    return found


def test_a_programme_is_for_the_same_share_of_people_every_time() -> None:
    offered, received, offered_again, received_again = who(need=SENSATION, share=0.3)
    assert offered == received == offered_again == received_again
    assert 0.2 < len(offered) / 300 < 0.4


def test_who_takes_up_an_invitation_differs_from_time_to_time() -> None:
    offered, took_part, offered_again, took_part_again = who(need=PARTICIPATION, uptake=0.3)
    assert len(offered) == len(offered_again) == 300
    for some in (took_part, took_part_again):
        assert 0.2 < len(some) / 300 < 0.4
    assert len(took_part & took_part_again) < 0.6 * len(took_part)
