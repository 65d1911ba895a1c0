"""Everybody is asked by the rule itself: the same answers as of its functions called in plain Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from simulator.customer import decision, failure, memory, survey, talk
from simulator.customer.state import CUSTOMER
from simulator.population import asking
from simulator.population.plain import as_plain
from simulator.population.population import Population
from simulator.scenario.schema import Scenario

CUSTOMERS = 60
WHIMS = np.random.default_rng(1).standard_normal(CUSTOMERS)
FELT = np.linspace(-1.0, 1.0, CUSTOMERS)


@pytest.fixture(scope="module")
def lived() -> Population:
    desk = {"name": "desk", "contacts_per_week": 0.5, "failure": {"probability": 0.1}}
    population = Population(Scenario(name="Shop", weeks=30, customers=CUSTOMERS, touchpoints=(desk,)), threads=1)
    population.live()
    return population


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        (asking.inclinations, lambda c, p, i: decision.inclination(c, p, 0.0)),
        (asking.memories, lambda c, p, i: memory.remembered(c, p)),
        (asking.tones, lambda c, p, i: talk.tone(c, p)),
        (asking.talk_rates, lambda c, p, i: talk.talk_rate(c, p)),
        (lambda all_: asking.chances_of_complaining(all_, 0.7), lambda c, p, i: failure.voice_probability(c, p, 0.7)),
        (asking.recommendations, lambda c, p, i: survey.would_recommend(c, p, 0.0)),
        (lambda all_: asking.recommendations(all_, WHIMS), lambda c, p, i: survey.would_recommend(c, p, WHIMS[i])),
        (lambda all_: asking.ratings(all_, FELT, WHIMS), lambda c, p, i: survey.how_easy(c, p, FELT[i], WHIMS[i])),
    ],
    ids=["inclination", "memory", "tone", "talk", "complaining", "recommending", "recommending by whim", "rating"],
)
def test_everybody_answers_as_the_rule_says(
    lived: Population, asked: Callable[[Population], np.ndarray], rule: Callable[[Any, Any, int], float]
) -> None:
    p = as_plain(lived.timeline.psychology)
    by_rule = [rule(as_plain(row), p, person) for person, row in enumerate(lived.columns.rows)]
    answers = asked(lived)
    np.testing.assert_allclose(answers, by_rule, rtol=1e-14)
    assert len(set(answers.tolist())) > 3


def test_a_chance_of_leaving_is_the_mean_over_the_offers(lived: Population) -> None:
    p = as_plain(lived.timeline.psychology)
    sizes, pulls = asking.offers(lived), asking.pulls(lived)
    chances = asking.chances_of_leaving(lived, 52.0)
    for person, row in enumerate(lived.columns.rows):
        if row["status"] == CUSTOMER:
            each = [decision.leave_probability(as_plain(row), p, size * pulls[person], 52.0) for size in sizes]
            assert chances[person] == pytest.approx(np.mean(each), rel=1e-9)
    assert np.isfinite(chances).any()


def test_to_be_asked_changes_nobody(lived: Population) -> None:
    before = lived.columns.rows.copy()
    asking.chances_of_leaving(lived)
    asking.recommendations(lived, WHIMS)
    assert np.array_equal(lived.columns.rows, before)
