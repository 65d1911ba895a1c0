"""Ranges, flat directions and draws for models that are straight lines, where all of it has a formula."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.experiment.calibrating.directions import flat_directions
from simulator.experiment.calibrating.fit import fit_of
from simulator.experiment.calibrating.parameters import Free
from simulator.experiment.calibrating.ranges import ALLOWANCE, allowance, cloud_of, inflation
from simulator.experiment.calibrating.search import surface_of
from tests.experiment.calibrating.made import figures, known_trials, plan_of

FREE = (Free("a", 0.0, 10.0, 5.0), Free("b", -1.0, 1.0, 0.0))
SLOPES = np.array([[2.0, 0.5], [0.3, 1.5], [1.0, -1.0], [0.7, 0.7]])
TRUTH = np.array([0.45, 0.55])


def straight(at: np.ndarray) -> np.ndarray:
    return np.asarray(SLOPES @ at)


def test_ranges_of_a_straight_model_are_those_of_least_squares() -> None:
    sd = np.array([0.05, 0.1, 0.06, 0.2])
    plan = plan_of(FREE, figures(straight(TRUTH), sd))
    fit = fit_of(plan, known_trials(FREE, straight, TRUTH))
    half = np.sqrt(ALLOWANCE * np.diag(np.linalg.inv(SLOPES.T @ np.diag(1.0 / sd**2) @ SLOPES)))
    alone = np.sqrt(ALLOWANCE / np.diag(SLOPES.T @ np.diag(1.0 / sd**2) @ SLOPES))
    for which, each in enumerate(fit.ranges):
        low, high = each.free.unit(each.low), each.free.unit(each.high)
        assert (high - low) / 2.0 == pytest.approx(half[which], rel=0.02)
        assert (high + low) / 2.0 == pytest.approx(TRUTH[which], abs=0.002)
        narrow = each.free.unit(each.alone[1]) - each.free.unit(each.alone[0])
        assert narrow / 2.0 == pytest.approx(alone[which], abs=0.004)
        assert (each.open_below, each.open_above, each.stuck) == (False, False, "")
    assert fit.freedom == 2
    assert fit.flat == ()


def test_draws_have_the_covariance_of_least_squares() -> None:
    sd = np.full(4, 0.05)
    plan = plan_of(FREE, figures(straight(TRUTH), sd))
    cloud = cloud_of(surface_of(plan, known_trials(FREE, straight, TRUTH)), 1.0, seed=3)
    exact = np.linalg.inv(SLOPES.T @ SLOPES) * 0.05**2
    assert cloud.mean(0) == pytest.approx(TRUTH, abs=0.004)
    assert np.cov(cloud.T) == pytest.approx(exact, rel=0.2, abs=8e-5)


def test_where_only_the_sum_is_seen_the_difference_is_flat() -> None:
    def summed(at: np.ndarray) -> np.ndarray:
        return np.array([1.0, 2.0]) * at.sum()

    plan = plan_of(FREE, figures(summed(TRUTH), 0.02))
    fit = fit_of(plan, known_trials(FREE, summed, TRUTH))
    assert len(fit.flat) == 1
    assert dict(fit.flat[0].moves) in ({"a": 1, "b": -1}, {"a": -1, "b": 1})
    assert all(each.width > 0.9 for each in fit.ranges)
    assert all(each.free.unit(each.alone[1]) - each.free.unit(each.alone[0]) < 0.1 for each in fit.ranges)
    assert np.corrcoef(cloud_of(surface_of(plan, fit.trials), 1.0, 1).T)[0, 1] < -0.9


def test_a_parameter_that_does_nothing_is_named_alone() -> None:
    flat = flat_directions(np.array([[40.0, 0.0], [30.0, 0.0]]), FREE, 1.0)
    assert [each.moves for each in flat] == [(("b", 1),)]
    assert flat_directions(np.array([[40.0, 0.0], [0.0, 40.0]]), FREE, 1.0) == ()


def test_what_lies_beyond_the_range_is_stuck_at_its_end() -> None:
    plan = plan_of(FREE, figures([1.4, 0.5], 0.05))
    first, second = fit_of(plan, known_trials(FREE, lambda at: at, np.array([1.0, 0.5]))).ranges
    assert (first.stuck, second.stuck) == ("upper", "")
    assert (first.open_below, first.open_above) == (False, True)
    assert (second.open_below, second.open_above) == (False, False)


def test_a_model_that_does_not_fit_is_not_believed_to_be_known_well() -> None:
    assert inflation(3.0, 6) == 1.0
    assert inflation(60.0, 6) == 10.0
    assert allowance(60.0, 6) == pytest.approx(10.0 * ALLOWANCE)
    assert inflation(60.0, 0) == 1.0
