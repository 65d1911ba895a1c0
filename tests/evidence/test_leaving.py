"""What the experiments on leaving are measured with."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulator.customer.state import CUSTOMER, FORMER, LEAVING, new_rows
from simulator.evidence.findings.leaving import balance_that_holds
from simulator.evidence.findings.tenure import YEARS, yearly_retention
from simulator.evidence.laboratory import Laboratory
from simulator.evidence.ties import standardised_ratio, ties_to
from simulator.population.asking import chances_of_leaving, inclinations, offers, pulls
from simulator.population.population import Population

VISIT = {"name": "visit", "contacts_per_week": 0.0}
PLAIN = {"offers": {"probability": 0.0}, "stay_spread": 0.0, "stay_base": 1.0, "involuntary_leaving_per_year": 0.0}


def _settled(market: dict[str, object], customers: int = 3) -> Population:
    lab = Laboratory(customers, 1)
    return lab.live(lab.scenario(touchpoints=[VISIT], weeks=4, market=market), 0, until_week=1)


def test_without_bond_or_offer_only_the_inclination_people_were_born_with_decides() -> None:
    population = _settled(PLAIN)
    assert inclinations(population) == pytest.approx(np.ones(3))
    assert chances_of_leaving(population, 52.0) == pytest.approx(np.full(3, 1.0 / (1.0 + np.e)))
    once_a_week = 1.0 - (1.0 - 1.0 / (1.0 + np.e)) ** (1.0 / 52.0)
    assert chances_of_leaving(population) == pytest.approx(np.full(3, once_a_week))


def test_who_has_given_notice_leaves_for_sure_and_who_has_left_has_no_chance_of_leaving() -> None:
    population = _settled(PLAIN)
    population.columns["status"][:] = (CUSTOMER, LEAVING, FORMER)
    staying, leaving, gone = chances_of_leaving(population, 52.0)
    assert staying < 0.5
    assert leaving == 1.0
    assert np.isnan(gone)


def test_offers_are_at_hand_as_often_and_as_large_as_the_market_says() -> None:
    population = _settled({**PLAIN, "offers": {"probability": 0.5, "size": 0.6}})
    sizes = offers(population)
    assert (sizes > 0.0).mean() == 0.5
    assert sizes[sizes > 0.0].mean() == pytest.approx(0.6)
    assert pulls(population) == pytest.approx(population.columns["price_sensitivity"])


def test_the_balance_that_holds_holds_as_much_as_was_asked_and_changes_nobody() -> None:
    population = _settled(PLAIN)
    neutral = inclinations(population)
    balance = balance_that_holds(population, 0.5)
    assert (population.columns["balance"] == 0.0).all()
    population.columns["balance"][:] = balance
    assert inclinations(population) - neutral == pytest.approx(np.full(3, 0.5), abs=1e-4)


def test_ties_are_counted_to_those_who_left(tmp_path: Path) -> None:
    # 1, 2 and 3 know each other; 4 knows 1 only; 5 knows 4 only.
    file = tmp_path / "ties.csv"
    file.write_text("1,2\n1,3\n2,3\n1,4\n4,5\n")
    word_of_mouth = {"network": "file", "file": str(file)}
    population = _settled({**PLAIN, "word_of_mouth": word_of_mouth}, customers=5)
    ties = ties_to(population, np.array([True, False, False, False, False]))
    assert ties.known.tolist() == [0, 1, 1, 1, 0]
    assert ties.common.tolist() == [0, 1, 1, 0, 0]
    assert ties.degree.tolist() == [3, 2, 2, 2, 1]
    assert ties.alike.tolist() == [False, True, True, True, False]


def test_a_difference_that_the_number_of_contacts_makes_is_not_taken_for_one_of_exposure() -> None:
    degree = np.array([1, 1, 1, 1, 9, 9, 9, 9])
    exposed = np.array([True, False, False, False, True, True, True, False])
    hazard = np.where(degree == 9, 0.4, 0.1)
    even = np.zeros(8)
    assert standardised_ratio(hazard, exposed, ~exposed, even, degree) == pytest.approx(1.0)
    assert standardised_ratio(
        np.where(exposed, 2.0 * hazard, hazard), exposed, ~exposed, even, degree
    ) == pytest.approx(2)
    assert np.isnan(standardised_ratio(hazard, exposed, np.zeros(8, bool), even, degree))


def test_retention_is_told_of_those_who_began_the_year() -> None:
    rows = new_rows(8)
    rows["status"] = CUSTOMER
    rows["status"][:6] = FORMER
    rows["left_week"][:6] = (2, 30, 53, 53, 54, 105)  # four in the first year, two in the second
    assert yearly_retention(rows).tolist() == [50.0, 50.0, *[100.0] * (YEARS - 2)]
