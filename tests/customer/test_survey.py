"""What holds of answers: they stay on their scales, they rise with what they ask, and who answers is not everybody."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.customer import care, survey
from tests.customer import people
from tests.customer.strategies import SHARE, customers, psychologies

anybody = settings(deadline=None, derandomize=True, max_examples=150)

MEMORIES = ("memory_peak", "memory_end", "memory_mean", "identification")
ASKED = psychologies(
    *("recommend_neutral", "recommend_remembered", "recommend_identification", "satisfied_neutral"),
    *("satisfied_surprise", "easy_neutral", "easy_ease", "halo", "answer_noise"),
)
WHIM = st.floats(-7.0, 7.0)


@anybody
@given(c=customers(*MEMORIES), p=ASKED, surprise=st.floats(-40.0, 40.0), ease=st.floats(-1.0, 1.0), whim=WHIM)
def test_answers_stay_on_their_scales(
    c: SimpleNamespace, p: SimpleNamespace, surprise: float, ease: float, whim: float
) -> None:
    assert survey.would_recommend(c, p, whim) in range(11)
    assert survey.how_satisfied(c, p, surprise, whim) in range(1, 6)
    assert survey.how_easy(c, p, ease, whim) in range(1, 8)


@anybody
@given(c=customers(*MEMORIES), p=ASKED, x=st.floats(-5.0, 5.0), more=st.floats(0.0, 5.0), whim=WHIM)
def test_answers_rise_with_what_they_ask(
    c: SimpleNamespace, p: SimpleNamespace, x: float, more: float, whim: float
) -> None:
    for column in MEMORIES:
        better = people.changed(c, {column: getattr(c, column) + more})
        assert survey.would_recommend(better, p, whim) >= survey.would_recommend(c, p, whim)
        assert survey.how_satisfied(better, p, x, whim) >= survey.how_satisfied(c, p, x, whim)
        assert survey.how_easy(better, p, x, whim) >= survey.how_easy(c, p, x, whim)
    assert survey.how_satisfied(c, p, x + more, whim) >= survey.how_satisfied(c, p, x, whim)
    assert survey.how_easy(c, p, x + more, whim) >= survey.how_easy(c, p, x, whim)
    assert survey.would_recommend(c, p, whim + more) >= survey.would_recommend(c, p, whim)


@anybody
@given(
    c=customers(*MEMORIES),
    p=psychologies("answer_strong_feeling", "answer_identification"),
    response=st.one_of(SHARE, st.sampled_from([0.0, 1.0])),
    more=st.floats(0.0, 5.0),
)
def test_strong_memories_of_either_kind_make_people_answer(
    c: SimpleNamespace, p: SimpleNamespace, response: float, more: float
) -> None:
    answers = survey.answer_probability(c, p, response)
    assert 0.0 <= answers <= 1.0
    turned = {name: -getattr(c, name) for name in MEMORIES if name.startswith("memory")}
    assert survey.answer_probability(people.changed(c, turned), p, response) == answers
    stronger = {name: getattr(c, name) * (1.0 + more) for name in turned}
    assert survey.answer_probability(people.changed(c, stronger), p, response) >= answers - 1e-12
    nothing = dict.fromkeys(MEMORIES, 0.0)
    assert survey.answer_probability(people.changed(c, nothing), p, response) == pytest.approx(response, abs=1e-12)


def test_a_flat_and_faultless_contact_earns_four_of_five_and_a_six_for_recommending() -> None:
    """D7: satisfied, and no more than that; with whim the mean answers lie where the neutral points say."""
    p = people.psychology()
    c = people.customer()
    assert survey.how_satisfied(c, p, 0.0, 0.0) == 4
    assert survey.would_recommend(c, p, 0.0) == 6
    whims = np.random.default_rng(3).normal(size=4000)
    assert np.mean([survey.would_recommend(c, p, whim) for whim in whims]) == pytest.approx(6.4, abs=0.1)
    assert np.mean([survey.how_satisfied(c, p, 0.0, whim) for whim in whims]) == pytest.approx(4.4, abs=0.1)


@anybody
@given(person=st.integers(0, 50_000_000), every=st.integers(2, 520))
def test_nobody_is_asked_about_us_and_about_a_contact_in_the_same_week(person: int, every: int) -> None:
    about_us, about_contacts = (
        care.turn_of(person, stream, every) for stream in (survey._ABOUT_US, survey._ABOUT_CONTACTS)
    )
    assert about_us != about_contacts
