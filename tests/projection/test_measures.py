"""What each measure of an open market, of care, of surveys and of money says, reckoned by hand."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest

from simulator.projection.measures import Measure, measured
from tests.projection.made import a_market, in_a_market, scenario, two_weeks

CODES = {
    f"{letter}{number}" for letter, last in zip("ABCD", (10, 13, 10, 10), strict=True) for number in range(1, last + 1)
}


@pytest.fixture(scope="module")
def values() -> dict[str, list[float]]:
    return {measure.name: values[0, :, 0].tolist() for measure, values in measured(a_market())}


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("joiners", [10, 2]),
        ("joined_from_the_start", [10, 0]),
        ("joined_through_referral", [0, 1]),
        ("won_back", [0, 1]),
        ("moved_up", [0, 1]),
        ("moved_down", [0, 0]),
        ("real_reason[example of others]", [0, 1]),
        ("stated_reason[offer]", [0, 1]),
        ("contributions", [0, 4]),
        ("redress", [0, 1.5]),
        ("contacts", [0, 8]),
        ("net_per_contact", [np.nan, (3 - 1 + 0.5 - 0.25) / 8]),
        ("complaints_made[form]", [0, 2]),
        ("complaints_heard[form]", [0, 1]),
        ("received", [0, 5]),
        ("received[card]", [0, 4]),
        ("missed[panel]", [0, 1]),
        ("programme_deposited", [0, 1.5]),
        ("programme_withdrawn[panel]", [0, -0.125]),
        ("programme_participation", [0, 1]),
        ("nps", [np.nan, 100 * (2 - 1) / 4]),
        ("nps_of_all", [np.nan, 100 * (2 - 3) / 6]),
        ("recommendation_response", [np.nan, 4 / 6]),
        ("promoters", [0, 2]),
        ("detractors", [0, 1]),
        ("csat_of_all", [np.nan, 5]),
        ("csat_share_of_all", [np.nan, 1]),
        ("csat", [np.nan, np.nan]),
        ("ces", [np.nan, np.nan]),
        ("reputation", [0, 0.125]),
        ("public_tone", [np.nan, -0.5]),
        ("prospects", [10, 9]),
        ("market_share", [10 / 20, 11 / 20]),
        ("revenue", [100, 120]),
        ("cost[goods]", [40, 48]),
        ("cost[contacts]", [0, 16]),
        ("cost[complaints]", [0, 1]),
        ("cost[redress]", [0, 30]),
        ("cost[programmes]", [0, 4 * 3 + 5]),
        ("cost[acquisition]", [0, 60]),
        ("cost[advertising]", [7, 7]),
        ("cost", [47, 179]),
        ("profit", [53, -59]),
        ("cost_to_serve_per_customer", [0, (16 + 1 + 30 + 17) / 12]),
        ("lifetime_value", [5.3, 5.3 - 5.9 / 1.12 ** (1 / 52)]),
    ],
)
def test_measures(values: dict[str, list[float]], measure: str, expected: list[float]) -> None:
    assert values[measure] == pytest.approx(expected, nan_ok=True)


def test_every_point_has_a_measure_and_every_measure_a_point() -> None:
    found = [measure for measure, _ in measured(a_market())]
    assert {measure.name for measure in found if not measure.claims} == set()
    assert set(chain(*(measure.claims for measure in found))) == CODES


def test_names_are_told_apart_and_nothing_is_undescribed() -> None:
    found = [measure for measure, _ in measured(a_market())]
    assert len({measure.name for measure in found}) == len(found)
    assert all(isinstance(measure, Measure) and measure.meaning and measure.unit for measure in found)


@pytest.mark.parametrize(
    ("values", "left_out"),
    [
        ({"surveys": {"relationship_every_weeks": 0}}, {"nps", "nps_of_all", "promoters", "recommendation_asked"}),
        ({"surveys": {"contact_every_weeks": 0}}, {"csat", "ces_of_all", "contact_survey_response"}),
        ({"market": {"prospects": 0}}, {"prospects", "market_share", "former_customers"}),
        ({"programmes": []}, {"received", "programme_participation"}),
        ({"economics": {"acquisition_cost": 3}}, {"revenue", "profit", "lifetime_value"}),
    ],
)
def test_what_the_scenario_has_not_is_left_out(values: dict[str, object], left_out: set[str]) -> None:
    everything = {measure.name for measure, _ in measured(a_market())}
    assert left_out <= everything
    assert not left_out & {measure.name for measure, _ in measured(a_market(**values))}


def test_without_a_price_there_is_no_money() -> None:
    names = {measure.name for measure, _ in measured(two_weeks())}
    assert not [name for name in names if name.startswith(("cost", "revenue", "profit", "lifetime"))]
    assert not scenario().economics.revenue_per_week


def test_advertising_is_borne_by_the_segments_together() -> None:
    asked = in_a_market(segments=[{"name": "a", "share": 0.25}, {"name": "b", "share": 0.75}])
    counts = a_market(segments=[{"name": "a", "share": 0.25}, {"name": "b", "share": 0.75}])
    by_name = {measure.name: values for measure, values in measured(counts)}
    # In the hand-made counts all customers are of the first segment.
    assert by_name["cost[advertising]"][0, 0].tolist() == [7, 7, 0]
    assert asked.economics.advertising_cost_per_week == 7
    for name in ("cost", "revenue", "profit"):
        everybody, *parts = np.moveaxis(by_name[name], 2, 0)
        assert np.allclose(everybody, sum(parts))
    assert by_name["reputation"].shape[-1] == 1
