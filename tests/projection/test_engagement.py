"""The index of engagement, and how it agrees with the true share of the engaged."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulator.projection.counts import over_last
from simulator.projection.engagement import BEHAVIOURS, agreement, behaviour, correlation, engagement_index
from simulator.projection.measures import measured
from tests.projection.made import a_market

NOTHING = dict.fromkeys(BEHAVIOURS, 0.0)


def index(weights: dict[str, float], weeks: int = 26) -> list[float]:
    asked: dict[str, Any] = {"weeks": weeks, "weights": {**NOTHING, **weights}}
    return engagement_index(a_market(engagement_index=asked))[0, :, 0].tolist()


@pytest.mark.parametrize(
    ("weights", "weeks", "expected"),
    [
        # Ten were there in the first week and twelve in the second.
        ({"contacts": 1}, 26, [0, 8 / 22 * 52]),
        ({"contacts": 1}, 1, [0, 8 / 12 * 52]),
        ({"reviews": 2, "bad_talks": -1}, 1, [0, (2 * 2 - 1) / 12 * 52]),
        ({"programme_participation": 1, "promoters": 1, "recommendation_answers": 1}, 1, [0, (1 + 2 + 4) / 12 * 52]),
        ({}, 26, [0, 0]),
    ],
)
def test_points_per_customer_and_year(weights: dict[str, float], weeks: int, expected: list[float]) -> None:
    assert index(weights, weeks) == pytest.approx(expected)


def test_each_weight_has_the_name_of_a_measure_and_its_numbers() -> None:
    counts = a_market()
    by_name = {measure.name: values for measure, values in measured(counts)}
    for name in BEHAVIOURS:
        assert np.array_equal(behaviour(counts, name), by_name[name]), name


def test_the_last_weeks() -> None:
    values = np.arange(12).reshape(2, 6)
    assert over_last(values, 2).tolist() == [[0, 1, 3, 5, 7, 9], [6, 13, 15, 17, 19, 21]]
    assert over_last(values, 6).tolist() == over_last(values, 60).tolist() == values.cumsum(1).tolist()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([1, 2, 3], [3, 2, 1], -1.0),
        ([1, 2, 3, np.nan], [1, 2, 3, 99], 1.0),
        ([1, 2], [1, 2], np.nan),
        ([1, 1, 1], [1, 2, 3], np.nan),
        ([1, 0, 0, 1], [1, 1, 0, 0], 0.0),
    ],
)
def test_correlation(one: list[float], other: list[float], expected: float) -> None:
    assert correlation(np.array(one, float), np.array(other, float)) == pytest.approx(expected, nan_ok=True)


def test_two_weeks_are_too_few_to_agree() -> None:
    assert np.isnan(agreement(a_market())).all()
