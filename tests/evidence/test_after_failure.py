"""What the findings on recovery and complaining share: the same customers in every arm, and figures read off them."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.customer.state import CUSTOMER
from simulator.evidence.after_failure import (
    EXCELLENT,
    MILD,
    SEVERE,
    Failing,
    Firm,
    known,
    standardised,
    talk_of,
)
from simulator.evidence.findings.complaining import share, slope_of
from simulator.evidence.findings.mapping import answer_of, share_above
from simulator.evidence.findings.recovering import NEVER_CROSSED, shape_of
from simulator.evidence.laboratory import Laboratory
from simulator.population.asking import chances_of_complaining, recommendations


@pytest.fixture(scope="module")
def firm() -> Firm:
    return Firm.of(Laboratory(customers=200, replicates=1))


@pytest.fixture(scope="module")
def history(firm: Firm) -> np.ndarray:
    return firm.history(0)


def test_arms_begin_with_the_customers_of_the_history(firm: Firm, history: np.ndarray) -> None:
    assert np.array_equal(firm.after(history, 0, until_week=0).columns.rows, history)


def test_an_arm_without_a_failure_is_the_history_lived_on(firm: Firm, history: np.ndarray) -> None:
    again = firm.after(history, 0, weeks=4)
    assert np.array_equal(again.columns.rows, firm.after(history, 0, weeks=4).columns.rows)
    assert again.week == 4


def test_nothing_went_wrong_before_unless_it_was_asked_for(firm: Firm, history: np.ndarray) -> None:
    assert not history["failures"].any()
    let_down = firm.history(0, Failing(MILD, EXCELLENT, week=-25))
    assert np.all(let_down["failures"][known(let_down)] > 0.5)


def test_those_who_are_looked_at_have_half_a_year_of_history(history: np.ndarray) -> None:
    who = known(history)
    assert 0.5 < who.mean() <= 1.0
    assert np.all(history["status"][who] == CUSTOMER)
    assert np.all(history["joined_week"][who] <= -26)


@pytest.mark.parametrize(("complaining", "share_of_complaints"), [("all", 1.0), ("nobody", 0.0)])
def test_the_protocol_says_who_complains(
    firm: Firm, history: np.ndarray, complaining: str, share_of_complaints: float
) -> None:
    population = firm.after(history, 0, until_week=0, complaining=complaining)  # type: ignore[arg-type]
    assert chances_of_complaining(population, MILD) == pytest.approx(share_of_complaints, abs=1e-5)


def test_by_choice_more_complain_of_what_is_worse(firm: Firm, history: np.ndarray) -> None:
    population = firm.after(history, 0, until_week=0, complaining="by choice")
    assert np.all(chances_of_complaining(population, SEVERE) > chances_of_complaining(population, MILD))


def test_talk_is_either_good_or_bad_and_only_customers_talk(firm: Firm, history: np.ndarray) -> None:
    population = firm.after(history, 0, Failing(SEVERE), weeks=2)
    talk = talk_of(population)
    assert not np.any((talk.good > 0.0) & (talk.bad > 0.0))
    gone = population.columns.rows["status"] > 2
    assert not talk.good[gone].any()
    assert not talk.bad[gone].any()
    assert talk.bad.sum() > talk_of(firm.after(history, 0, weeks=2)).bad.sum()


def test_whoever_was_let_down_recommends_less(firm: Firm, history: np.ndarray) -> None:
    who = known(history)
    spared, failed = firm.after(history, 0), firm.after(history, 0, Failing(SEVERE))
    assert recommendations(failed)[who].mean() < recommendations(spared)[who].mean()


def test_cohens_d_is_in_standard_deviations_of_the_control() -> None:
    assert standardised(np.array([1.0, 3.0]), np.array([0.0, 8.0])) == 0.5
    assert standardised(np.array([1.0]), np.array([2.0])) == 0.0


def test_the_shape_of_a_logistic_course_is_found() -> None:
    redress = np.linspace(0.0, 2.0, 21)
    shape = shape_of(redress, 2.0 / (1.0 + np.exp(-(redress - 0.85) / 0.1)) - 1.0)
    assert shape["steepest"] == pytest.approx(0.85)
    assert shape["crossing"] == pytest.approx(0.85, abs=1e-9)
    assert 0.0 < shape["beyond"] < 0.01


def test_a_course_that_stays_below_or_begins_above_crosses_at_its_ends() -> None:
    redress = np.array([0.0, 1.0, 2.0])
    assert shape_of(redress, np.array([-3.0, -2.0, -1.0]))["crossing"] == NEVER_CROSSED
    assert shape_of(redress, np.array([1.0, 2.0, 3.0]))["crossing"] == 0.0
    assert shape_of(redress, np.zeros(3))["beyond"] == 0.0


def test_recoveries_lie_between_poor_and_excellent() -> None:
    assert answer_of(1.0) == EXCELLENT
    halfway = answer_of(0.5)
    assert (halfway.redress, halfway.ease, halfway.empathy) == pytest.approx((0.6, 0.15, 0.3))


def test_only_more_than_without_a_failure_counts_as_above() -> None:
    failed, spared = np.array([1.0, 2.0, 3.0, 9.0]), np.array([1.0, 1.0, 4.0, 0.0])
    assert share_above(failed, spared, np.array([True, True, True, False])) == pytest.approx(1.0 / 3.0)


def test_slopes_and_weighted_shares() -> None:
    assert slope_of(np.array([[0.0, 2.0, 4.0], [5.0, 5.0, 5.0]])) == pytest.approx([2.0, 0.0])
    assert share(np.array([True, False]), np.array([1.0, 4.0]), np.array([True, True])) == pytest.approx(0.2)
