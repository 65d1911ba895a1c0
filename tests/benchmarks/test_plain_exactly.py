"""The yardstick's rule number by number: without luck, and function by function, it gives what the engine's gives."""

from __future__ import annotations

from random import Random
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from benchmarks.plain_customer import Customer
from benchmarks.plain_mesa import PlainModel
from simulator.customer import care, experience, grudge, memory, noted, relationship, survey, talk, tiers
from simulator.population.population import Population
from simulator.scenario.schema import Scenario

TRAITS = ("weights", "affinity", "needs", "loss_aversion", "price_sensitivity", "talkativeness", "usage")
NO_SPREAD = dict.fromkeys((f"{trait}_spread" for trait in TRAITS), 0.0)
FREE_OF_LUCK = (
    *("balance", "stirred", "participation", "appreciation", "sensation", "investment", "memory_peak", "memory_end"),
    *("used_to_participation", "used_to_appreciation", "used_to_sensation", "contributed_week", "tier"),
)
CERTAIN = {"mean": 0.05, "sd": 0.0}


def without_luck(**changes: Any) -> Scenario:
    """Return a story that leaves nothing to luck but which of the contacts come when: all are alike, and flat."""
    base: dict[str, Any] = {
        "name": "No luck",
        "weeks": 12,
        "customers": 60,
        "relationship": {"kind": "contract", "term_weeks": 52},
        "touchpoints": (
            {
                "name": "use",
                "contacts_per_week": 50,
                "experience": dict.fromkeys(("success", "ease", "emotion"), CERTAIN),
            },
        ),
        "programmes": (
            {"name": "card", "fulfils": "appreciation", "every_weeks": 1, "until_week": 7},
            {"name": "panel", "fulfils": "participation", "every_weeks": 1, "uptake": 1.0, "from_week": 3},
            {"name": "gift", "fulfils": "sensation", "every_weeks": 1},
        ),
        "brand": {"advertising": 0.01, "reputation": -0.5},
        "market": {
            "involuntary_leaving_per_year": 0.0,
            "room_for_deep_relationship": 1.0,
            "prospects": 20,
            "joining": dict.fromkeys(("own_accord_per_year", "imitation_per_year", "advertising_response"), 0.0)
            | {"invitation_accepted": 0.0},
            "word_of_mouth": {"network": "small_world", "contacts": 4, "rewiring": 0.5},
        },
        # Everybody talks every week, warmly, and nobody contributes of their own accord.
        "psychology": {
            **NO_SPREAD,
            "talk_base": 1.0,
            "public_share": 1.0,
            "reputation_step": 0.05,
            "contribution_rate": 0.0,
            "first_impression_boost": 0.0,
            "cushion": 0.0,
            "memory_peak_weight": 0.5,
            "memory_end_weight": 0.5,
            "tolerance_above": 0.9,
            "tolerance_below": 0.9,
        },
    }
    programmes = tuple({**each, "amount": {"mean": 1.8, "sd": 0.0}} for each in base["programmes"])
    return Scenario.model_validate({**base, "programmes": programmes, **changes})


def test_without_luck_everybody_is_in_the_same_state() -> None:
    scenario = without_luck()
    plain, engine = PlainModel(scenario), Population(scenario)
    plain.run_model()
    engine.live()
    people = sorted(plain.agents, key=lambda person: person.unique_id)
    assert len({round(person.identification, 4) for person in people}) > 10  # some hear more than others
    customers = people[: scenario.customers]
    for name in FREE_OF_LUCK:
        values = [getattr(person, name) for person in customers]
        np.testing.assert_allclose(values, engine.columns[name][: scenario.customers], atol=2e-5, err_msg=name)
    everybody = [person.identification for person in people]
    np.testing.assert_allclose(everybody, engine.columns["identification"], atol=2e-5)
    public = engine.timeline.public[-1]
    assert plain.reputation == pytest.approx(public["reputation"], abs=1e-6)
    assert plain.market_share == public["market_share"] == 0.75


@pytest.fixture(scope="module")
def model() -> PlainModel:
    """Return a model whose parameters nobody chose to make things simple."""
    scenario = without_luck(
        psychology={"loyal_tolerance": 0.1, "contribution_rate": 0.0},
        brand={"advertising": 0.01, "promise": 0.2},
        market={"prospects": 20, "norm": 0.1, "joining": {"win_back_per_year": 0.2}},
        surveys={"response": 0.3},
    )
    model = PlainModel(scenario)
    model.step()
    model.reputation, model.market_share, model.invitations = -0.3, 0.4, 0.01
    return model


def moved(person: Customer, luck: Random) -> Customer:
    """Put a customer into any state."""
    for name in ("balance", "memory_peak", "memory_end", "memory_mean"):
        setattr(person, name, luck.gauss(0.3, 1.5))
    person.identification = luck.uniform(-1.0, 1.0)
    for name in ("trust", "habit", "appreciation", "sensation", "participation", "investment", "used_to_sensation"):
        setattr(person, name, luck.random())
    for name in ("stirred", "unsettled", "failures", "used_to_participation", "used_to_appreciation"):
        setattr(person, name, 2.0 * luck.random())
    person.hurt, person.avoidance = luck.random(), luck.random()
    person.experiences, person.tier, person.room = luck.randrange(40), luck.randrange(5), luck.randrange(2)
    person.contributed_week = luck.randrange(-40, 2)
    person.stay_base, person.talkativeness = luck.gauss(1.0, 1.0), luck.random()
    return person


def test_each_function_gives_what_the_rule_gives(model: PlainModel) -> None:
    luck, p, world = Random(1), model.psychology, model.world
    customers = [person for person in model.agents if person.status == "customer"]
    for person in 20 * customers:
        c = moved(person, luck)
        surprise = luck.gauss(0.0, 1.0)
        assert c.deposit(surprise) == pytest.approx(experience.deposit(c, p, surprise))
        assert c.reference() == pytest.approx(experience.reference(c, p, world))
        assert c.relevance() == pytest.approx(relationship.relevance(c))
        severity = 2.0 * luck.random()
        assert c.grudge_of(severity) == pytest.approx(grudge.grudge_of(c, p, severity))
        assert c.tone() == pytest.approx(talk.tone(c, p))
        assert c.remembered() == pytest.approx(memory.remembered(c, p))
        assert c.answer_probability() == pytest.approx(survey.answer_probability(c, p, model.surveys.response))
        expected = tiers.tier_of(c, p, model.week)
        c.set_tier()
        assert c.tier == expected


def test_each_change_is_that_of_the_rule(model: PlainModel) -> None:
    luck, p = Random(2), model.psychology
    public = SimpleNamespace(reputation=model.reputation)
    for person in 20 * [person for person in model.agents if person.status == "customer"]:
        need, amount, contacts, heard = luck.randrange(3), luck.random(), luck.randrange(2), luck.gauss(0.0, 1.0)
        c = SimpleNamespace(**{**vars(moved(person, luck)), "segment": 0, "heard": 0.0})
        seen = SimpleNamespace(programmes=np.zeros((1, 1, len(noted.OF_PROGRAMME)), np.int64))
        talk.listen(c, p, heard)
        care.attend(c, p, need, amount, 0, seen)
        memory.forget(c, p, contacts)
        relationship.identify(c, p, model.world, public)
        relationship.invest(c, p, model.week)

        person.heard = heard
        person.hear()
        person.attend(need, amount)
        person.forget(contacts)
        person.take_part()
        person.invest()
        for name, value in vars(person).items():
            if isinstance(value, float):
                assert value == pytest.approx(getattr(c, name), abs=1e-12), name
