"""What holds outside: who may come in, how, and how likely, for anybody and under any parameters."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.customer import market, week
from simulator.customer.state import (
    ADVERTISING,
    COLUMNS,
    FORMER,
    NOT_YET,
    OWN_ACCORD,
    PROSPECT,
    REFERRAL,
    REPUTATION,
    STATUSES,
)
from tests.customer import people
from tests.customer.strategies import customers

anybody = settings(deadline=None, derandomize=True, max_examples=150)

HAZARD = st.one_of(st.just(0.0), st.floats(1e-6, 5.0))
HAZARDS = st.tuples(HAZARD, HAZARD, HAZARD, HAZARD)
WAYS = (OWN_ACCORD, ADVERTISING, REPUTATION, REFERRAL)
MARKETS = st.fixed_dictionaries(
    {
        "own_accord": st.floats(0.0, 0.3),
        "advertising_response": st.floats(0.0, 100.0),
        "imitation": st.floats(0.0, 0.4),
        "invitation_accepted": st.floats(0.0, 1.0),
        "identification_pull": st.floats(0.0, 10.0),
        "promise_pull": st.floats(0.0, 10.0),
        "win_back": st.floats(0.0, 0.3),
        "win_back_memory": st.floats(0.0, 20.0),
    }
)


@anybody
@given(hazards=HAZARDS)
def test_each_way_in_has_luck_in_proportion_to_its_hazard(hazards: tuple[float, float, float, float]) -> None:
    """The ways take up lucks from 0 to 1 - exp(-total), one after the other, each as much as its share of the total."""
    total = math.fsum(hazards)
    joins = -math.expm1(-total)
    begins = 0.0
    for way, hazard in zip(WAYS, hazards, strict=True):
        width = joins * hazard / total if total > 0.0 else 0.0
        for place in (0.001, 0.5, 0.999):
            if width > 0.0:
                assert market.way_in(hazards, begins + place * width) == way
        begins += width
    assert begins == pytest.approx(joins)
    for luck in (joins + 1e-9, 0.5 * (joins + 1.0) + 1e-9, 1.0):
        assert market.way_in(hazards, luck) == -1


@anybody
@given(hazards=HAZARDS)
def test_two_half_weeks_bring_in_as_many_as_a_week(hazards: tuple[float, float, float, float]) -> None:
    def joins(of: tuple[float, ...]) -> float:
        """Return the probability of joining, found by halving."""
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = 0.5 * (low + high)
            low, high = (middle, high) if market.way_in(of, middle) >= 0 else (low, middle)  # type: ignore[arg-type]
        return low

    half = joins(tuple(0.5 * hazard for hazard in hazards))
    assert 1.0 - (1.0 - half) ** 2 == pytest.approx(joins(hazards), abs=1e-9)


def test_of_the_prospects_left_alone_as_many_come_in_a_year_as_the_scenario_says() -> None:
    parts = {"own_accord_per_year": 0.3, "imitation_per_year": 0.0, "advertising_response": 0.0}
    now = people.now_of(people.scenario(market={"prospects": 1, "joining": parts}))
    hazards = market.hazard_of_joining(people.customer(status=PROSPECT), now, 0.0)
    assert math.exp(-52.0 * math.fsum(hazards)) == pytest.approx(0.7)


@anybody
@given(
    c=customers("identification"),
    asked=MARKETS,
    advertising=st.floats(0.0, 0.1),
    promise=st.floats(-1.0, 1.0),
    share=st.floats(0.0, 1.0),
    invitations=st.integers(0, 20),
    luck=st.one_of(st.floats(1e-10, 1.0), st.floats(1e-10, 1e-3)),
)
def test_whoever_surely_stays_outside_would_have_stayed_there(
    c: SimpleNamespace,
    asked: dict[str, float],
    advertising: float,
    promise: float,
    share: float,
    invitations: int,
    luck: float,
) -> None:
    """The shortcut never says more than the exact hazards: neither at this luck nor just at its bound."""
    world, public = {"advertising": advertising, "promise": promise}, {"market_share": share}
    now = people.circumstances(market=asked, world=world, public=public)
    assert market.attraction(c, now) <= market.strongest_attraction(now)
    hazards = market.hazard_of_joining(c, now, invitations)
    bound = math.fsum(market.hazard_of_joining(people.customer(identification=1.0), now, invitations))
    for tried in (luck, bound, bound * (1.0 - 1e-9), math.fsum(hazards)):
        if market.surely_stays_outside(now, invitations, tried):
            assert market.way_in(hazards, tried) == -1


@anybody
@given(asked=MARKETS, heard=st.floats(-1.0, 1.0), memory=st.floats(-3.0, 3.0), more=st.floats(0.0, 1.0))
def test_the_better_what_was_heard_and_lived_the_more_come(
    asked: dict[str, float], heard: float, memory: float, more: float
) -> None:
    now = people.circumstances(market=asked, public={"market_share": 0.5})
    less = people.customer(identification=heard, memory_mean=memory)
    better = people.customer(identification=min(heard + more, 1.0), memory_mean=memory + more)
    of_less, of_better = (market.hazard_of_joining(c, now, 1.0) for c in (less, better))
    assert all(more_likely >= likely >= 0.0 for likely, more_likely in zip(of_less, of_better, strict=True))
    assert market.hazard_of_returning(better, now) >= market.hazard_of_returning(less, now) >= 0.0


@pytest.mark.parametrize("status", range(len(STATUSES)))
@pytest.mark.parametrize("joined_week", [1, 50, NOT_YET])
@pytest.mark.parametrize("cause", range(7))
def test_nobody_is_inside_and_outside_at_once(status: int, joined_week: int, cause: int) -> None:
    c = people.customer(status=status, joined_week=joined_week, root_cause=cause)
    now = people.circumstances(week=50)
    inside, outside = week.lives(c, now), market.is_outside(c)
    assert not (inside and outside)
    assert not inside or status != FORMER


@anybody
@given(
    c=customers(status=FORMER, root_cause=1, joined_week=1),
    word=st.integers(0, 2**32 - 1),
    reputation=st.floats(-1.0, 1.0),
    talk=st.integers(-500, 500),
)
def test_a_week_outside_moves_only_what_can_move_there(
    c: SimpleNamespace, word: int, reputation: float, talk: int
) -> None:
    now = people.circumstances(
        week=10, world={"network": 1}, public={"reputation": reputation}, market={"win_back": 2.0}
    )
    before = vars(c).copy()
    letters = people.letters(talk=talk)
    market.consider(c, 0, now, np.uint64(word), letters, people.counters(now))
    assert letters.talk[0] == 0
    assert -1.0 <= c.identification <= 1.0
    assert abs(c.balance) <= abs(before["balance"])
    for column in COLUMNS:
        if column.kind == "trait" or column.name in ("trust", "expectation", "experiences", "tier"):
            assert getattr(c, column.name) == before[column.name], column.name
    assert (c.status == PROSPECT) == (c.joined_week == 11)
