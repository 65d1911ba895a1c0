"""Student's t and sums over replicates, against an independent implementation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from simulator.experiment.comparing.intervals import Interval, Running, interval, ratio_interval
from simulator.experiment.intervals import t_quantile


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 10, 29, 30, 99, 1000])
@pytest.mark.parametrize("level", [0.5, 0.95, 0.999])
def test_the_quantile_is_students(freedom: int, level: float) -> None:
    assert t_quantile(freedom, level) == pytest.approx(stats.t.ppf((1 + level) / 2, freedom), rel=1e-9)


def test_an_interval_is_that_of_students_t() -> None:
    values = np.random.default_rng(3).normal(5.0, 2.0, 12)
    low, high = stats.t.interval(0.95, 11, values.mean(), stats.sem(values))
    found = interval(list(values))
    assert (found.mean, found.low, found.high) == pytest.approx((values.mean(), low, high))
    assert found.is_clear


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    draws = np.random.default_rng(1).normal(1.0, 3.0, (2000, 5))
    held = [found.low <= 1.0 <= found.high for found in map(interval, draws)]  # type: ignore[operator]
    assert abs(np.mean(held) - 0.95) < 3 * math.sqrt(0.95 * 0.05 / 2000)


def test_one_replicate_has_no_interval_and_none_no_mean() -> None:
    assert interval([3.0]) == Interval(3.0)
    assert not interval([3.0]).is_clear
    assert math.isnan(interval([math.nan]).mean)
    assert interval([math.nan]).document() == {"mean": None, "low": None, "high": None}


def test_gaps_are_passed_over_cell_by_cell() -> None:
    rows = np.array([[1.0, math.nan], [3.0, 4.0], [5.0, math.nan]])
    running = Running(2)
    for row in rows:
        running.add(row)
    assert running.count.tolist() == [3, 1]
    assert running.mean.tolist() == [3.0, 4.0]
    assert running.variance[0] == pytest.approx(4.0)
    assert np.isnan([running.variance[1], running.bounds()[0][1]]).all()


def test_a_turned_sign_turns_everything_to_the_last_bit() -> None:
    rows = np.random.default_rng(2).normal(size=(9, 50))
    one, other = Running(50), Running(50)
    for row in rows:
        one.add(row)
        other.add(-row)
    assert np.array_equal(one.mean, -other.mean)
    assert np.array_equal(one.bounds()[0], -other.bounds()[1])


def test_a_ratio_of_means_with_its_interval() -> None:
    below = np.array([10.0, 11.0, 9.0, 10.0])
    assert ratio_interval(2 * below, below) == Interval(2.0, 2.0, 2.0)
    assert math.isnan(ratio_interval([1.0, 2.0], [1.0, -1.0]).mean)
    assert ratio_interval([1.0], [4.0]) == Interval(0.25)
    # Against the textbook: r = 1, residuals above - below = ±1 by mean(below) 10, s.e. = sd / sqrt(4) / 10.
    found = ratio_interval(below + np.array([1.0, -1.0, 1.0, -1.0]), below)
    spread = np.array([1.0, -1.0, 1.0, -1.0]).std(ddof=1)
    assert found.high == pytest.approx(1.0 + stats.t.ppf(0.975, 3) * spread / 10 / 2)
