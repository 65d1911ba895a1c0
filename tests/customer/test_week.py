"""Whole weeks of one customer, in plain Python: the order of a week, and any scenario at the ends of its ranges."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.customer import draws, noted
from simulator.customer.care import is_turn
from simulator.customer.luck import contact_luck, contact_words
from simulator.customer.noted import AT_TOUCHPOINT, NEW, OF_CUSTOMERS, OF_PROGRAMME
from simulator.customer.state import (
    CIRCUMSTANCES,
    COLUMNS,
    CUSTOMER,
    FORMER,
    INDIFFERENT,
    LEAVING,
    LOYAL,
    NO_CASE,
    NOT_YET,
    OWN_ACCORD,
    PROSPECT,
    SATISFIED,
    SERVICE,
    WON_BACK,
)
from simulator.customer.voices import LEFT, Voices
from simulator.customer.week import PHASES
from simulator.population.plain import PlainWeek
from simulator.population.population import Population
from simulator.scenario.schema import Scenario
from tests.customer import people
from tests.customer.strategies import scenarios_at_the_ends

CERTAIN = {"market": {"involuntary_leaving_per_year": 0.0, "offers": {"probability": 0.0}, "stay_base": 15.0}}
"""Nobody leaves by chance: what happens in the week is all that there is to see."""
QUIET = {"touchpoints": ({"name": "desk", "contacts_per_week": 0.0},)}
SHARES = ("trust", "habit", "appreciation", "sensation", "participation", "investment")
NEVER_NEGATIVE = (
    *("failures", "stirred", "unsettled", "case_effort", "hurt", "avoidance"),
    *("used_to_participation", "used_to_appreciation", "used_to_sensation"),
)


class Story:
    """One customer and the counters of the weeks they live."""

    def __init__(self, c: Any, **parts: Any) -> None:
        self.c = c
        self.population = Population(people.scenario(**{"customers": 1, "weeks": 60} | CERTAIN | parts))

    def live(self, week: int, **post: int) -> Voices:
        """Live a week, among others where there is post; return the letterbox as it is then."""
        lived = PlainWeek(self.population, week)
        lived.now.world.network = int(bool(post))
        for box in lived.letters:
            box[0] = 0
        for name, value in post.items():
            getattr(lived.letters, name)[0] = value
        lived.live(self.c, 0)
        return lived.letters

    def noted(self, week: int) -> dict[str, int]:
        tally = self.population.tally
        touchpoints = dict(zip(AT_TOUCHPOINT, tally.touchpoints[week, 0].sum(axis=0).tolist(), strict=True))
        programmes = dict(zip(OF_PROGRAMME, tally.programmes[week, 0].sum(axis=0).tolist(), strict=True))
        return touchpoints | programmes | dict(zip(OF_CUSTOMERS, tally.customers[week, 0].tolist(), strict=True))


def test_the_phases_are_in_the_order_of_the_week() -> None:
    lived = ("join", "live", "befall", "relive", "recover", "be cared for", "forget", "contribute", "decide", "talk")
    assert ("hear", *lived, "consider", "tally") == PHASES


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
    story = Story(people.person(balance=1.5, habit=0.5, trust=0.7), **QUIET)
    story.live(1)
    p = people.psychology()
    assert story.c.balance == np.float32(1.5 * p.balance_above_kept)
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
    story = Story(people.person(case_touchpoint=0, case_severity=0.5, failures=1.0), recovery=recovery, **QUIET)
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


# Outside ------------------------------------------------------------------------------------------------------------


def test_a_prospect_comes_of_their_own_accord_and_lives_the_next_week() -> None:
    market = CERTAIN["market"] | {"prospects": 1, "joining": {"own_accord_per_year": 1.0, "imitation_per_year": 0.0}}
    story = Story(people.person(status=PROSPECT, joined_week=NOT_YET), market=market)
    week = 0
    while story.c.joined_week == NOT_YET:
        week += 1
        story.live(week)
        assert story.population.tally.public[week].tolist() == [0, 0, 0, 0, 1, 0, 0]
        assert not any(story.noted(week).values())
    assert (story.c.status, story.c.joined_week, story.c.joined_through) == (PROSPECT, week + 1, OWN_ACCORD)
    story.live(week + 1)
    assert story.c.status == CUSTOMER
    assert story.noted(week + 1)["joined_of_own_accord"] == 1
    assert story.population.tally.moves[week + 1, 0, NEW].sum() == 1


def test_who_left_comes_back_as_the_same_person_in_a_new_contract() -> None:
    market = CERTAIN["market"] | {"prospects": 1, "joining": {"win_back_per_year": 1.0}}
    left = {"status": FORMER, "root_cause": SERVICE, "joined_week": 1, "left_week": 3, "memory_end": 0.5}
    story = Story(people.person(**left, affinity=0.3, tier=LOYAL), market=market, **QUIET)
    week = 3
    while story.c.status == FORMER:
        week += 1
        story.live(week)
    story.live(week + 1)
    assert (story.c.status, story.c.joined_week, story.c.joined_through) == (CUSTOMER, week + 1, WON_BACK)
    assert (story.c.affinity, story.c.memory_end) == (np.float32(0.3), 0.5)
    assert story.noted(week + 1)["won_back"] == 1
    assert story.population.tally.tenure[0, 0].tolist() == [1, 0]
    assert story.population.tally.moves[week + 1, 0, NEW, INDIFFERENT] == 1


def test_whom_life_took_never_comes_back() -> None:
    market = CERTAIN["market"] | {"prospects": 1, "joining": {"win_back_per_year": 1.0}}
    story = Story(people.person(status=FORMER, root_cause=CIRCUMSTANCES, left_week=0), market=market)
    for week in range(1, 53):
        story.live(week)
    assert story.c.status == FORMER
    assert not any(array.any() for array in story.population.tally)


# Among others -------------------------------------------------------------------------------------------------------


def test_what_was_heard_moves_before_anything_else_and_is_heard_once() -> None:
    story = Story(people.person(identification=0.2), **QUIET)
    then = story.live(1, talk=-200, departures=160, invitations=3)
    p = people.psychology()
    heard = 0.2 - (1.0 - math.exp(-2.0 * p.talk_pull)) * 1.2
    assert story.c.identification == pytest.approx(heard * (1.0 - p.identification_step), abs=1e-6)
    assert story.c.unsettled == pytest.approx(1.6 * p.unsettled_kept, abs=1e-6)
    assert [int(then.talk[0]), int(then.departures[0]), int(then.invitations[0])] == [0, 0, 0]


def test_who_is_stirred_talks_and_their_contacts_will_hear_it() -> None:
    talks = {"talk_stirred": 5.0, "public_share": 0.0}
    story = Story(people.person(stirred=1.0, memory_end=-1.0, memory_peak=-1.0), psychology=talks, **QUIET)
    then = story.live(1, talk=1)
    assert then.said[0] == -77  # half of -1 (peak and end) is remembered: -0.5 / 0.65
    assert story.noted(1)["bad_talks"] == 1
    assert then.signals[0] == 0


def test_who_leaves_is_an_example_and_whom_life_takes_is_none() -> None:
    for involuntary, signal in ((0.0, LEFT), (1.0, 0)):
        market = {"involuntary_leaving_per_year": involuntary, "offers": {"probability": 0.0}}
        story = Story(people.person(status=LEAVING, stirred=9.0, memory_end=-1.0, talkativeness=50.0), market=market)
        then = story.live(2, talk=1)
        assert story.c.status == FORMER
        assert then.signals[0] == signal
        assert (then.said[0] != 0) == (signal == LEFT)


# Cared for, and asked -----------------------------------------------------------------------------------------------


def test_a_programme_comes_when_it_is_their_turn_and_is_missed_when_it_ends() -> None:
    card = {"name": "card", "fulfils": "appreciation", "amount": {"mean": 1.0, "sd": 0.0}, "every_weeks": 4}
    story = Story(people.person(stay_base=30.0), programmes=(card | {"until_week": 30},), **QUIET)
    programme = people.now_of(story.population.scenario).programmes[0]
    missed = []
    for week in range(1, 53):
        story.live(week)
        counted, turn = story.noted(week), is_turn(0, week, programme.stream, 4)
        assert counted["received"] == counted["offered"] == int(turn and week <= 30)
        assert counted["missed"] == int(turn and week > 30)
        missed += [counted["programme_withdrawn"]] * counted["missed"]
    assert story.c.balance > 1.0
    assert story.c.appreciation > 0.0
    assert len(missed) >= 5
    assert missed == sorted(missed), "what is taken for granted is missed, and less from time to time"
    assert missed[-1] < 0


def test_everybody_is_asked_once_a_round_and_nobody_who_leaves() -> None:
    surveys = {"relationship_every_weeks": 13, "contact_every_weeks": 13, "response": 1.0}
    desk = {"name": "desk", "contacts_per_week": 50.0}
    story = Story(people.person(stay_base=30.0), surveys=surveys, touchpoints=(desk,))
    for week in range(1, 53):
        story.live(week)
    answers = story.population.tally.surveys[:, 0]
    about_us = answers[:, : noted.RECOMMEND_ANSWERED].sum(axis=1)
    about_contacts = answers[:, noted.SATISFIED_ASKED : noted.SATISFIED_ANSWERED].sum(axis=1)
    assert about_us.sum() == about_contacts.sum() == 4
    assert not (about_us & about_contacts).any(), "the two are asked in different weeks"
    assert answers[:, noted.RECOMMEND_ANSWERED : noted.SATISFIED_ASKED].sum() == 4
    assert answers[:, noted.EASY_ANSWERED :].sum() == 4

    leaver = Story(people.person(status=LEAVING), surveys={"relationship_every_weeks": 1, "response": 1.0})
    leaver.live(2)
    assert not leaver.population.tally.surveys[..., : noted.SATISFIED_ASKED].any()


# All of it ----------------------------------------------------------------------------------------------------------


def test_what_is_counted_adds_up() -> None:
    """Over a lively year: every deposit and withdrawal is noted, and everybody is somewhere at the end of a week."""
    touchpoint = {
        "name": "desk",
        "contacts_per_week": 1.5,
        "failure": {"probability": 0.2},
        "delight": {"probability": 0.2},
    }
    card = {"name": "card", "fulfils": "appreciation", "amount": {"mean": 1.0, "sd": 0.2}, "until_week": 30}
    lasting = {"balance_above_half_life_weeks": 52_000, "balance_below_half_life_weeks": 52_000, "walk_out": 0.0}
    programmes = (card | {"every_weeks": 2},)
    story = Story(people.person(stay_base=30.0), touchpoints=(touchpoint,), programmes=programmes, psychology=lasting)
    for week in range(1, 53):
        story.live(week)
    counted = sum(np.array(list(story.noted(week).values())) for week in range(1, 53))
    total = dict(zip(story.noted(1), counted.tolist(), strict=True))
    assert total["failures"] > 5
    assert total["delights"] > 5
    lived = ("contacts", "recovered_well", "recovered_poorly", "received", "missed")
    assert sum(total[name] for name in lived) == story.c.experiences
    assert total["complaints"] >= total["complaints_unheard"]
    assert total["received"] == 15
    assert total["missed"] > 5
    assert total["programme_withdrawn"] < 0 < total["programme_deposited"]
    amounts = (*noted.AMOUNTS_AT_TOUCHPOINT, *noted.AMOUNTS_OF_PROGRAMME)
    moved = sum(total[name] for name in amounts) / noted.UNIT
    assert moved == pytest.approx(story.c.balance, rel=0.02)
    assert story.population.tally.moves[1:53].sum() == 52
    assert story.population.tally.balances[1:53].sum() == 52


def live_at_the_ends(asked: Scenario, columns: dict[str, float], heard: int = 0, reputation: float = 0.0) -> None:
    population = Population(asked)
    c = people.person(**columns)
    for week in range(1, asked.weeks + 1):
        lived = PlainWeek(population, week)
        lived.now.world.network = 1
        lived.now.public.reputation = reputation
        lived.letters.talk[0] += heard
        lived.letters.departures[0] = lived.letters.invitations[0] = abs(heard)
        lived.live(c, 0)
        for column in COLUMNS:
            assert math.isfinite(getattr(c, column.name)), column.name
        for name in SHARES:
            assert 0.0 <= getattr(c, name) <= 1.0, name
        assert -1.0 <= c.identification <= 1.0
        assert -1.0 <= c.expectation <= 1.0
        for name in NEVER_NEGATIVE:
            assert getattr(c, name) >= 0.0, name
    for counters in (population.tally.touchpoints[..., : noted.DEPOSITED], population.tally.moves):
        assert (counters >= 0).all()
    asked_for, given_by = np.split(population.tally.surveys[..., : noted.SATISFIED_ASKED], 2, axis=-1)
    assert (given_by <= asked_for).all()
    assert asked_for.sum() <= asked.weeks


@settings(deadline=None, derandomize=True, max_examples=40)
@given(
    asked=scenarios_at_the_ends(weeks=12, contacts_per_week=2.0),
    joined_week=st.sampled_from([1, NOT_YET]),
    heard=st.sampled_from([0, 30, -30, 60_000, -60_000]),
    reputation=st.sampled_from([-1.0, 0.0, 1.0]),
)
def test_a_new_customer_survives_any_scenario(asked: Scenario, joined_week: int, heard: int, reputation: float) -> None:
    live_at_the_ends(asked, {"status": PROSPECT, "joined_week": joined_week}, heard, reputation)


@settings(deadline=None, derandomize=True, max_examples=40)
@given(
    asked=scenarios_at_the_ends(weeks=6, contacts_per_week=2.0),
    balance=st.floats(-1e6, 1e6),
    failures=st.floats(0.0, 1e4),
    trust=st.floats(0.0, 1.0),
    experiences=st.sampled_from([0, 65_535]),
    loss_aversion=st.floats(1.0, 500.0),
    talkativeness=st.floats(0.0, 500.0),
    used_to_appreciation=st.floats(0.0, 1e4),
    status=st.sampled_from([CUSTOMER, LEAVING, FORMER]),
)
def test_a_customer_of_any_past_survives_any_scenario(asked: Scenario, **columns: float) -> None:
    live_at_the_ends(asked, columns)


def test_as_many_contacts_as_a_week_can_hold() -> None:
    busy = people.scenario(weeks=2, customers=1, touchpoints=({"name": "desk", "contacts_per_week": 50.0},))
    live_at_the_ends(busy, {"usage": 400.0})
