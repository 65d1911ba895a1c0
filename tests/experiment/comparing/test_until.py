"""How many replicates it takes, and what stopping early does to an interval."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulator.experiment.comparing.intervals import interval
from simulator.experiment.comparing.until import Until, until_of


def test_it_never_more_than_doubles_and_always_goes_on() -> None:
    wild, calm = [0.0, 100.0, -100.0, 50.0, 1.0], [1.0, 1.1, 0.9, 1.0, 1.0]
    assert Until("profit", 0.1).replicates_for(wild) == 10
    assert Until("profit", 1000.0).replicates_for(calm) == 6
    assert Until("profit", 1.0).replicates_for([math.nan, 1.0]) == 4


def test_it_aims_at_the_width() -> None:
    values = list(np.random.default_rng(0).normal(0.0, 1.0, 30))
    aimed = Until("profit", 0.3).replicates_for(values)
    assert aimed == pytest.approx((2.045 * np.std(values, ddof=1) / 0.3) ** 2, abs=1.0)


def test_stopped_early_an_interval_holds_a_little_less_often_than_it_says() -> None:
    """As docs/compare.md says: 93 to 95 %, measured with differences that are normal."""
    draws = np.random.default_rng(7).normal(size=(600, 200))
    goal, held = Until("profit", 0.5), 0
    for row in draws:
        count = 5
        while goal.half_width_of(row[:count]) > goal.half_width and count < len(row):
            count = min(len(row), goal.replicates_for(list(row[:count])))
        found = interval(row[:count])
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 0.0 <= found.high
    assert 0.90 < held / len(draws) < 0.97


def test_what_is_said() -> None:
    assert until_of("mean[balance]:0.01") == Until("mean[balance]", 0.01)
    assert math.isnan(Until("profit", 1.0).half_width_of([3.0]))
