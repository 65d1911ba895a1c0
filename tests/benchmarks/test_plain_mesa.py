"""The yardstick lives the same rule: the same tiers, leavers and levels as the engine, as far as chance allows."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import numpy as np
import pytest

from benchmarks.plain_mesa import PlainModel
from simulator.customer import noted
from simulator.customer.state import OFFER
from simulator.population.population import Population
from simulator.scenario.schema import Scenario
from tests.equivalence.stories import TOUCHPOINTS, story

PLAIN_CUSTOMERS = 1500
PLAIN_PROSPECTS = 500
TIMES = 40
"""So many more persons live in the engine."""
SIGMAS = 4.5
LEVELS = ("balance", "trust", "habit", "identification", "appreciation", "sensation", "participation", "investment")
HEARD = ("identification", "unsettled")
"""What one person says or does moves these in all contacts at once, so that there are fewer independent ones."""
CONTACTS = 6
MORE_LEVELS = (
    *("stirred", "unsettled", "hurt", "avoidance"),
    *("used_to_participation", "used_to_appreciation", "used_to_sensation"),
)

ALONE: dict[str, Any] = {"market": {"room_for_deep_relationship": 0.8}, "programmes": (), "psychology": {}}
TOGETHER: dict[str, Any] = {
    "touchpoints": ({**TOUCHPOINTS[0], "complaint_channel": "form"}, *TOUCHPOINTS[1:]),
    "recovery": {
        "channels": (
            {"name": "form", "reach": 0.4, "effort": 0.2},
            {"name": "phone", "reach": 0.6, "preference": 2.0, "answer_weeks": 1},
            {"name": "in public", "reach": 0.8, "preference": 1.0, "public": True},
        ),
        "answer_weeks": 2,
    },
    "programmes": (
        {"name": "card", "fulfils": "appreciation", "every_weeks": 6, "until_week": 20},
        {"name": "panel", "fulfils": "participation", "every_weeks": 4, "tiers": ("satisfied", "loyal", "engaged")},
        {"name": "evening", "fulfils": "sensation", "every_weeks": 5, "share": 0.6, "segments": ("few",)},
    ),
    "surveys": {"relationship_every_weeks": 5, "contact_every_weeks": 3, "response": 0.4},
    "market": {
        "room_for_deep_relationship": 0.8,
        "joining": {"own_accord_per_year": 0.1, "advertising_response": 1.0, "win_back_per_year": 0.4},
        "word_of_mouth": {"network": "small_world", "contacts": CONTACTS},
    },
    "brand": {"promise": 0.1, "advertising": 0.005, "reputation": 0.3},
    "psychology": {"talk_base": 0.05, "bad_talk_weight": 1.7, "contribution_rate": 0.3, "public_share": 0.2},
}
EVENTS = {
    "contacts": noted.CONTACT,
    "failures": noted.FAILURE,
    "delights": noted.DELIGHT,
    "complaints": noted.COMPLAINT,
}
DEEDS = {
    "contributions": noted.CONTRIBUTIONS,
    "reviews": noted.REVIEWS,
    "ideas": noted.IDEAS,
    "referrals": noted.REFERRALS,
    "co-creations": noted.CO_CREATIONS,
    "good talks": noted.GOOD_TALKS,
    "bad talks": noted.BAD_TALKS,
    "public complaints": noted.PUBLIC_COMPLAINTS,
    "own accord": noted.JOINED + 1,
    "advertising": noted.JOINED + 2,
    "reputation": noted.JOINED + 3,
    "referral": noted.JOINED + 4,
    "won back": noted.JOINED + 5,
}
CAUSES = ("service", "relationship", "identification", "offer", "circumstances", "example of others")


def both(scenario: Scenario, prospects: int, shuffled: bool) -> tuple[PlainModel, Population]:
    few, many = (sized(scenario, PLAIN_CUSTOMERS * times, prospects * times) for times in (1, TIMES))
    plain, engine = PlainModel(few, shuffled=shuffled), Population(many)
    plain.run_model()
    engine.live()
    return plain, engine


def sized(scenario: Scenario, customers: int, prospects: int) -> Scenario:
    market = scenario.market.model_copy(update={"prospects": prospects})
    return scenario.model_copy(update={"customers": customers, "market": market})


@pytest.mark.parametrize("kind", ["open", "contract"])
def test_it_gives_what_the_engine_gives(kind: str) -> None:
    scenario = story(weeks=40, relationship={"kind": kind, "term_weeks": 13}, **ALONE)
    plain, engine = both(scenario, 0, shuffled=kind == "open")
    assert_same_shares(plain, engine)
    assert_same_counts(plain, engine, EVENTS, engine.tally.touchpoints.sum(axis=2), 0.6)
    assert_same_levels(plain, engine, LEVELS)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["open", "contract"])
def test_so_it_does_where_people_hear_each_other_join_and_return(kind: str) -> None:
    scenario = story(weeks=40, relationship={"kind": kind, "term_weeks": 13}, **TOGETHER)
    plain, engine = both(scenario, PLAIN_PROSPECTS, shuffled=kind == "open")
    assert_same_shares(plain, engine)
    assert_same_counts(plain, engine, EVENTS, engine.tally.touchpoints.sum(axis=2), 0.6)
    # Who talks, talks often, and what one does moves others: such counts spread more than those of strangers.
    assert_same_counts(plain, engine, DEEDS, engine.tally.customers, 3.0)
    assert_same_causes(plain, engine)
    assert_same_levels(plain, engine, (*LEVELS, *MORE_LEVELS))
    assert_same_answers(plain, engine)
    public = engine.timeline.public[-1]
    # Among so few the reputation has a standard deviation of 0.07 over ten seeds (0.06 over 32 of the engine, with the
    # same mean): who identifies speaks well of it, who hears it identifies. That of the market share is 0.01.
    assert plain.reputation == pytest.approx(public["reputation"], abs=0.28)
    assert plain.market_share == pytest.approx(public["market_share"], abs=0.05)
    programmes = dict(zip(noted.OF_PROGRAMME, engine.tally.programmes[1:].sum(axis=(0, 1, 2)).tolist(), strict=True))
    for name in ("received", "missed"):
        assert plain.counts[name] == pytest.approx(programmes[name] / TIMES, rel=0.1), name


def assert_same_shares(plain: PlainModel, engine: Population) -> None:
    staying = engine.tally.moves[-1, :, :, : noted.LEFT].sum(axis=(0, 1))
    for tier in range(5):
        share, other = plain.tiers[-1][tier] / plain.persons, staying[tier] / (plain.persons * TIMES)
        error = math.sqrt(max(other * (1 - other), 1e-3) / plain.persons * (1 + 1 / TIMES))
        assert abs(share - other) < SIGMAS * error, (tier, share, other)


def assert_same_counts(
    plain: PlainModel, engine: Population, names: dict[str, int], counted: np.ndarray, spread: float
) -> None:
    """Hold counts against each other; some people have many of each, which spreads counts more than Poisson's."""
    of_engine = counted[1:].sum(axis=(0, 1))
    weeks = sum(each.total() for each in plain.tiers[-engine.scenario.weeks :])
    others = engine.tally.moves[1:, :, :, : noted.LEFT].sum()
    for name, number in names.items():
        rate, other = plain.counts[name] / weeks, of_engine[number] / others
        assert rate > 0 < other, name
        error = other * math.sqrt(spread / PLAIN_CUSTOMERS + 1.0 / (other * weeks))
        assert abs(rate - other) < SIGMAS * error, (name, rate, other)


def assert_same_causes(plain: PlainModel, engine: Population) -> None:
    left = engine.tally.reasons[1:].sum(axis=(0, 1, 3))[1:] / TIMES
    assert plain.counts["leavers"] == sum(plain.counts[f"left for {cause}"] for cause in CAUSES)
    for cause, other in zip(CAUSES, left, strict=True):
        number = plain.counts[f"left for {cause}"]
        assert abs(number - other) < SIGMAS * math.sqrt(1.5 * other + 1.0), (cause, number, other)
    said = engine.tally.reasons[1:].sum(axis=(0, 1, 2))[OFFER] / TIMES
    assert abs(plain.counts["said to leave for the offer"] - said) < SIGMAS * math.sqrt(1.5 * said)


def assert_same_levels(plain: PlainModel, engine: Population, names: tuple[str, ...]) -> None:
    alive = np.isin(engine.columns["status"], (1, 2))
    customers = [agent for agent in plain.agents if agent.status in ("customer", "leaving")]
    for name in names:
        values = np.array([getattr(agent, name) for agent in customers])
        others = engine.columns[name][alive].astype(float)
        error = math.sqrt(values.var() / len(values) + others.var() / len(others))
        if name in HEARD:
            error *= math.sqrt(CONTACTS)
        assert abs(values.mean() - others.mean()) < SIGMAS * error, (name, values.mean(), others.mean())


def assert_same_answers(plain: PlainModel, engine: Population) -> None:
    """Hold how many would answer and did, and the mean answers, against each other."""
    counted = engine.tally.surveys[1:].sum(axis=(0, 1))
    for question, asked, answered, scale in (
        ("recommend", noted.RECOMMEND_ASKED, noted.RECOMMEND_ANSWERED, range(11)),
        ("satisfied", noted.SATISFIED_ASKED, noted.SATISFIED_ANSWERED, range(1, 6)),
        ("easy", noted.EASY_ASKED, noted.EASY_ANSWERED, range(1, 8)),
    ):
        given: Counter[bool] = Counter()
        points: Counter[bool] = Counter()
        for (about, answer, answers), number in plain.answers.items():
            if about == question:
                given[answers] += number
                points[answers] += number * answer
        of_all = counted[asked : asked + len(scale)]
        of_some = counted[answered : answered + len(scale)]
        assert given.total() == pytest.approx(of_all.sum() / TIMES, rel=0.05), question
        assert given[True] == pytest.approx(of_some.sum() / TIMES, rel=0.07), question
        # They hear each other: among so few the mean of 0 to 10 has a standard deviation of 0.1, of all and of those
        # who answer, in the engine (32 seeds, with grudges and without) as here (12 seeds, with the same mean).
        within = 0.03 * len(scale)
        assert points.total() / given.total() == pytest.approx(of_all @ scale / of_all.sum(), abs=within), question
        assert points[True] / given[True] == pytest.approx(of_some @ scale / of_some.sum(), abs=within), question
