"""Whole weeks of one customer, in plain Python: the order of a week, and any scenario at the ends of its ranges."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.customer import draws, noted
from simulator.customer.luck import contact_luck, contact_words
from simulator.customer.noted import AT_TOUCHPOINT, NEW, OF_CUSTOMERS
from simulator.customer.state import (
    CIRCUMSTANCES,
    COLUMNS,
    CUSTOMER,
    FORMER,
    INDIFFERENT,
    LEAVING,
    LOYAL,
    NO_CASE,
    PROSPECT,
    SATISFIED,
    SERVICE,
)
from simulator.customer.week import PHASES
from simulator.population.plain import PlainWeek
from simulator.population.population import Population
from simulator.scenario.schema import Scenario
from tests.customer import people
from tests.customer.strategies import scenarios_at_the_ends

CERTAIN = {"market": {"involuntary_leaving_per_year": 0.0, "offers": {"probability": 0.0}, "stay_base": 15.0}}
"""Nobody leaves by chance: what happens in the week is all that there is to see."""
SHARES = ("trust", "habit", "appreciation", "sensation", "participation", "investment")


class Story:
    """One customer and the counters of the weeks they live."""

    def __init__(self, c: Any, **parts: Any) -> None:
        self.c = c
        self.population = Population(people.scenario(**{"customers": 1, "weeks": 60} | CERTAIN | parts))

    def live(self, week: int) -> None:
        PlainWeek(self.population, week).live(self.c, 0)

    def noted(self, week: int) -> dict[str, int]:
        tally = self.population.tally
        touchpoints = dict(zip(AT_TOUCHPOINT, tally.touchpoints[week, 0].sum(axis=0).tolist(), strict=True))
        return touchpoints | dict(zip(OF_CUSTOMERS, tally.customers[week, 0].tolist(), strict=True))


def test_the_phases_are_in_the_order_of_the_week() -> None:
    assert PHASES == ("join", "live", "recover", "forget", "contribute", "decide", "tally")


def test_a_prospect_joins_in_their_week_and_lives_it() -> None:
    story = Story(people.person(status=PROSPECT, joined_week=2))
    story.live(1)
    assert story.c.status == PROSPECT
    assert not any(story.noted(1).values())
    story.live(2)
    assert (story.c.status, story.c.joined_week) == (CUSTOMER, 2)
    assert story.population.tally.moves[2, 0, NEW, INDIFFERENT] == 1
    assert story.population.tally.tenure[0, 0].tolist() == [1, 0]


@pytest.mark.parametrize("status", [PROSPECT, FORMER])
def test_nothing_happens_to_who_is_no_customer(status: int) -> None:
    story = Story(people.person(status=status, joined_week=50, balance=1.0))
    before = vars(story.c).copy()
    story.live(3)
    assert vars(story.c) == before
    assert not any(array.any() for array in story.population.tally)


def test_contacts_are_those_of_the_luck_of_that_touchpoint_and_week() -> None:
    parts = {"touchpoints": ({"name": "desk", "contacts_per_week": 2.0}, {"name": "bill", "contacts_per_week": 0.5})}
    story = Story(people.person(usage=1.5), **parts)
    now = people.now_of(story.population.scenario)
    for week in range(1, 31):
        story.live(week)
        for index, expected in ((0, 3.0), (1, 0.75)):
            words = draws.draw(now.key, draws.CONTACTS, week, 0, now.touchpoints[index].stream, 0)
            count = story.population.tally.touchpoints[week, 0, index, noted.CONTACT]
            assert count == draws.contacts_this_week(words[0], expected)
    assert story.population.tally.touchpoints[..., noted.CONTACT].sum() == story.c.experiences > 50


def test_the_luck_of_a_contact_is_that_of_its_words() -> None:
    now = people.circumstances()
    words = contact_words(now, 5, 0, 2)
    assert contact_luck(now, 5, 0, 2) == (draws.uniform(words[0]), *(draws.normal(word) for word in words[1:]))
    assert words != contact_words(now, 5, 0, 3)


def test_a_week_without_contacts_only_fades() -> None:
    quiet = {"touchpoints": ({"name": "desk", "contacts_per_week": 0.0},)}
    story = Story(people.person(balance=1.0, habit=0.5, trust=0.7), **quiet)
    story.live(1)
    p = people.psychology()
    assert story.c.balance == np.float32(1.0 * p.balance_above_kept)
    assert story.c.habit == np.float32(0.5 * p.habit_kept)
    assert story.c.trust == np.float32(0.7)
    assert story.c.tier == SATISFIED
    assert story.population.tally.moves[1, 0, INDIFFERENT, SATISFIED] == 1


def test_an_answer_comes_after_so_many_weeks() -> None:
    recovery = {
        "answer_weeks": 2,
        "redress": {"mean": 1.5, "sd": 0},
        "solved_probability": 1.0,
        "hero_probability": 0.0,
    }
    quiet = {"touchpoints": ({"name": "desk", "contacts_per_week": 0.0},)}
    story = Story(people.person(case_touchpoint=0, case_severity=0.5, failures=1.0), recovery=recovery, **quiet)
    trust = []
    for week in (1, 2, 3):
        assert story.c.case_touchpoint == 0
        story.live(week)
        trust.append(story.c.trust)
    assert story.c.case_touchpoint == NO_CASE
    assert story.noted(3)["recovered_well"] == 1
    assert trust == pytest.approx([0.49, 0.4802, 0.4802 + 0.02 * 0.5198], abs=1e-6)


def test_who_walked_out_under_contract_leaves_at_its_end_for_service() -> None:
    story = Story(people.person(status=LEAVING, balance=5.0), relationship={"kind": "contract", "term_weeks": 8})
    for week in range(1, 9):
        story.live(week)
        assert story.c.status == LEAVING
    story.live(9)
    assert (story.c.status, story.c.left_week, story.c.root_cause) == (FORMER, 9, SERVICE)
    assert story.population.tally.reasons[9, 0, SERVICE, SERVICE] == 1
    assert story.population.tally.tenure[0, 8].tolist() == [1, 1]


def test_life_itself_takes_some_at_any_time() -> None:
    market = {"involuntary_leaving_per_year": 1.0}
    story = Story(people.person(balance=9.0, tier=LOYAL), relationship={"kind": "contract"}, market=market)
    story.live(1)
    assert (story.c.status, story.c.root_cause, story.c.stated_reason) == (FORMER, CIRCUMSTANCES, CIRCUMSTANCES)
    assert story.population.tally.moves[1, 0, INDIFFERENT].sum() == 0
    assert story.population.tally.moves[1, 0, LOYAL, noted.LEFT] == 1


def test_in_the_warm_up_somebody_new_takes_the_place() -> None:
    story = Story(
        people.person(balance=9.0, joined_week=-3), warm_up_weeks=4, market={"involuntary_leaving_per_year": 1.0}
    )
    story.live(-1)
    assert (story.c.status, story.c.joined_week) == (PROSPECT, 0)
    story.live(0)
    assert (story.c.status, story.c.joined_week, story.c.balance) == (PROSPECT, 1, pytest.approx(0.0, abs=1.0))
    story.live(1)
    assert story.c.status == FORMER


def test_what_is_counted_adds_up() -> None:
    """Over a lively year: every deposit and withdrawal is noted, and everybody is somewhere at the end of a week."""
    touchpoint = {
        "name": "desk",
        "contacts_per_week": 1.5,
        "failure": {"probability": 0.2},
        "delight": {"probability": 0.2},
    }
    lasting = {"balance_above_half_life_weeks": 52_000, "balance_below_half_life_weeks": 52_000, "walk_out": 0.0}
    story = Story(people.person(stay_base=30.0), touchpoints=(touchpoint,), psychology=lasting)
    for week in range(1, 53):
        story.live(week)
    counted = sum(np.array(list(story.noted(week).values())) for week in range(1, 53))
    total = dict(zip(story.noted(1), counted.tolist(), strict=True))
    assert total["failures"] > 5
    assert total["delights"] > 5
    assert total["contacts"] + total["recovered_well"] + total["recovered_poorly"] == story.c.experiences
    assert total["complaints"] >= total["complaints_unheard"]
    moved = sum(total[name] for name in noted.AMOUNTS_AT_TOUCHPOINT) / noted.UNIT
    assert moved == pytest.approx(story.c.balance, rel=0.02)
    assert story.population.tally.moves[1:53].sum() == 52
    assert story.population.tally.balances[1:53].sum() == 52


def live_at_the_ends(asked: Scenario, columns: dict[str, float]) -> None:
    population = Population(asked)
    c = people.person(**columns)
    for week in range(1, asked.weeks + 1):
        PlainWeek(population, week).live(c, 0)
        for column in COLUMNS:
            assert math.isfinite(getattr(c, column.name)), column.name
        for name in SHARES:
            assert 0.0 <= getattr(c, name) <= 1.0, name
        assert -1.0 <= c.identification <= 1.0
        assert -1.0 <= c.expectation <= 1.0
        assert c.failures >= 0.0
    for counters in (population.tally.touchpoints[..., : noted.DEPOSITED], population.tally.moves):
        assert (counters >= 0).all()


@settings(deadline=None, derandomize=True, max_examples=60)
@given(asked=scenarios_at_the_ends(weeks=12, contacts_per_week=2.0))
def test_a_new_customer_survives_any_scenario(asked: Scenario) -> None:
    live_at_the_ends(asked, {"status": PROSPECT})


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    asked=scenarios_at_the_ends(weeks=6, contacts_per_week=2.0),
    balance=st.floats(-1e6, 1e6),
    failures=st.floats(0.0, 1e4),
    trust=st.floats(0.0, 1.0),
    experiences=st.sampled_from([0, 65_535]),
    loss_aversion=st.floats(1.0, 500.0),
    status=st.sampled_from([CUSTOMER, LEAVING]),
)
def test_a_customer_of_any_past_survives_any_scenario(asked: Scenario, **columns: float) -> None:
    live_at_the_ends(asked, columns)


def test_as_many_contacts_as_a_week_can_hold() -> None:
    busy = people.scenario(weeks=2, customers=1, touchpoints=({"name": "desk", "contacts_per_week": 50.0},))
    live_at_the_ends(busy, {"usage": 400.0})
