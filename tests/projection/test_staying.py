"""Survival and churn, reckoned by hand."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.projection.counts import Counts
from simulator.projection.staying import survival, years_of
from tests.projection.made import INDIFFERENT, LEFT, NEW, empty, scenario, two_weeks


@pytest.mark.parametrize(
    ("at_risk", "left", "expected"),
    [
        ([10, 9], [1, 3], [0.9, 0.6]),
        ([10, 4, 2], [0, 2, 1], [1.0, 0.5, 0.25]),  # six were not observed any longer, and count no more
        ([5, 0, 0], [5, 0, 0], [0.0]),
        ([0, 0], [0, 0], []),
    ],
)
def test_survival(at_risk: list[int], left: list[int], expected: list[float]) -> None:
    assert survival(np.array(at_risk), np.array(left)).tolist() == pytest.approx(expected)


def story(weeks: int, start: int, leavers_per_week: int) -> Counts:
    asked = scenario(customers=start, weeks=weeks)
    tally = empty(asked)
    there = start
    for week in range(1, weeks + 1):
        before = NEW if week == 1 else INDIFFERENT
        tally.moves[week, 0, before, LEFT] = leavers_per_week
        there -= leavers_per_week
        tally.moves[week, 0, before, INDIFFERENT] = there
    return Counts(asked, [tally])


def test_churn_of_full_years_and_of_a_part() -> None:
    years = years_of(story(weeks=120, start=1000, leavers_per_week=2))
    assert years.weeks == (52, 52, 16)
    assert years.customers_at_start[0, 0].tolist() == [1000, 896, 792]
    assert years.leavers[0, 0].tolist() == [104, 104, 32]
    assert years.churn[0, 0, :2] == pytest.approx([0.104, 104 / 896])
    assert np.isnan(years.churn[0, 0, 2])


def test_leavers_per_customer_year_counts_the_time_they_were_there() -> None:
    years = years_of(two_weeks())
    # Ten could leave in the first week, nine in the second: 19 weeks for four leavers.
    assert years.leavers_per_customer_year[0, 0].tolist() == pytest.approx([4 / (19 / 52)])
    assert years.customers_at_start[0, 0].tolist() == [10]
