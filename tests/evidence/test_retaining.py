"""Leaving against a closed form, and the fit of a market to a published curve."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.evidence.findings.retaining import (
    COHORTS,
    YEARS,
    bend_of,
    by_chance_alone,
    fit,
    held,
    rise_of,
    stayed,
    worst_of,
)
from simulator.evidence.laboratory import Laboratory
from simulator.evidence.shifted_beta import fitted, survival

CUSTOMERS = 20_000


@pytest.mark.parametrize(("alpha", "beta"), [(0.704, 1.182), (0.668, 3.806), (1.0, 1.0), (20.0, 30.0)])
def test_a_beta_distributed_chance_of_leaving_follows_the_closed_form(alpha: float, beta: float) -> None:
    share = by_chance_alone(Laboratory(CUSTOMERS, 1, seed=3), 0, alpha, beta) / 100.0
    expected = survival(alpha, beta, YEARS)
    error = np.sqrt(expected * (1.0 - expected) / CUSTOMERS)
    assert np.abs(share - expected).max() < 4.0 * error.max()
    assert (np.abs(share - expected) < 4.0 * error).all()


@pytest.mark.parametrize(("cohort", "alpha", "beta"), [("Regular", 0.704, 1.182), ("High-End", 0.668, 3.806)])
def test_the_published_curves_have_the_published_alpha_and_beta(cohort: str, alpha: float, beta: float) -> None:
    assert fitted([share / 100.0 for share in COHORTS[cohort]]) == pytest.approx((alpha, beta), abs=6e-4)


def test_survival_of_evenly_spread_chances_is_one_in_years_and_one() -> None:
    assert survival(1.0, 1.0, 4) == pytest.approx([1 / 2, 1 / 3, 1 / 4, 1 / 5])


def test_the_expected_curve_is_the_one_that_is_lived_and_the_fit_finds_its_market_again() -> None:
    lab = Laboratory(4_000, 2, seed=5)
    lives = held(lab)
    expected = lives.survival(1.5, 2.0)
    lived = lab.each(lambda replicate: {"stayed": stayed(lab, replicate, stay_base=1.5, stay_spread=2.0)})["stayed"]
    error = np.sqrt(expected * (100.0 - expected) / 8_000)
    assert (np.abs(lived.mean(axis=0) - expected) < 4.0 * error).all()
    assert fit(lives, expected) == pytest.approx((1.5, 2.0), abs=0.02)


def test_a_distance_without_noise_is_that_distance() -> None:
    lived = np.array([[90.0, 80.0, 71.0]] * 3)
    assert worst_of(lived, (91.0, 78.0, 70.0)) == pytest.approx([2.0, 2.0, 2.0])


def test_a_constant_chance_of_leaving_neither_raises_retention_nor_is_anything_but_convex() -> None:
    lived = 100.0 * 0.8 ** np.arange(1, YEARS + 1)[None, :]
    assert rise_of(lived) == pytest.approx([0.0], abs=1e-9)
    assert bend_of(lived)[0] > 0.0
    assert bend_of(100.0 - 5.0 * np.arange(1, YEARS + 1)[None, :]) == pytest.approx([0.0], abs=1e-9)
