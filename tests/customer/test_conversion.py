"""A probability of a year becomes that of a week in the rule and, for circumstances, in the timeline: alike."""

from __future__ import annotations

import pytest

from simulator.customer.numbers import WEEKS_PER_YEAR, probability_over
from simulator.scenario import tables, timeline
from simulator.scenario.schema import Scenario


@pytest.mark.parametrize("a_year", [0.0, 1e-6, 0.02, 0.3, 0.999])
def test_circumstances_take_as_many_a_week_as_the_rule_would_say(a_year: float) -> None:
    shop = Scenario.model_validate(
        {
            "name": "Shop",
            "touchpoints": [{"name": "buy", "contacts_per_week": 1.0}],
            "market": {"involuntary_leaving_per_year": a_year},
        }
    )
    a_week = timeline.timeline_of(shop).world["involuntary_probability"]
    assert a_week == pytest.approx(probability_over(a_year, 1.0), rel=1e-9, abs=1e-15)


def test_a_year_has_as_many_weeks_in_the_timeline_as_in_the_rule() -> None:
    assert tables.WEEKS_PER_YEAR == WEEKS_PER_YEAR
