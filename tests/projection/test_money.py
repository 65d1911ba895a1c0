"""Money reckoned by hand, and what holds of it whatever the prices."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import ScenarioError
from simulator.experiment.simulate import simulate
from simulator.projection import money
from simulator.projection.cohorts import OTHERS
from simulator.projection.counts import Counts
from simulator.projection.measures import measured
from simulator.projection.projection import Projection
from simulator.scenario.economics import Economics
from tests.projection.made import (
    BILL,
    DEARER,
    OUTAGE,
    RESCUE,
    a_market,
    an_eventful_market,
    empty,
    scenario,
    two_weeks,
)

ONE = 2**20


def by_name(counts: Counts) -> dict[str, np.ndarray]:
    return {measure.name: values for measure, values in measured(counts)}


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        # Everybody pays 10 in week 1 and, dearer, 12 in week 2.
        ("revenue", [100, 144]),
        # The rescue lowers the margin from 0.6 to 0.5.
        ("cost[goods]", [40, 72]),
        ("cost[contacts]", [0, 8 * 3]),
        ("contact_cost[bill]", [0, 8 * 3]),
        ("complaint_cost[form]", [0, 1]),
        ("programme_cost[card]", [0, 12]),
        ("programme_cost[panel]", [0, 5]),
        ("cost[incidents]", [0, 24]),
        ("incident_cost[outage]", [0, 24]),
        ("intervention_cost[dearer]", [0, 110]),
        ("intervention_cost[rescue]", [0, 50]),
        ("cost[interventions]", [0, 160]),
        ("acting[dearer]", [0, 1]),
        ("cost_to_serve_per_customer", [0, (24 + 1 + 30 + 17 + 24) / 12]),
    ],
)
def test_an_eventful_market(measure: str, expected: list[float]) -> None:
    assert by_name(an_eventful_market())[measure][0, :, 0].tolist() == pytest.approx(expected)


def test_what_has_no_price_has_no_measure_of_its_own() -> None:
    names = set(by_name(a_market(interventions=[{**DEARER, "cost": 0, "cost_per_week": 0}])))
    assert "complaint_cost[forum]" not in names
    assert "intervention_cost[dearer]" not in names
    assert "acting[dearer]" in names


@pytest.mark.parametrize(
    "values",
    [
        {"incidents": [OUTAGE]},
        {"interventions": [{"name": "desk", "set": {"recovery.empathy": 1}, "cost": 5}]},
        {"interventions": [{"name": "fee", "from_week": 99, "set": {"economics.revenue_per_week": 5}}]},
        {"economics": {"revenue_per_contact": {"bill": 1}}},
    ],
)
def test_any_price_brings_money_into_the_projection(values: dict[str, Any]) -> None:
    assert money.has_money(two_weeks(**values))
    assert "cost" in by_name(two_weeks(**values))
    assert not money.has_money(two_weeks())


PAID: dict[str, Any] = {
    "revenue_per_week": 10,
    "revenue_per_contact": {"bill": 4},
    "segments": {"business": 3},
    "tiers": {"overdrawn": 0.5, "loyal": 1.5},
}


def test_revenue_differs_by_segment_and_tier() -> None:
    segments = [{"name": "home", "share": 0.5}, {"name": "business", "share": 0.5}]
    asked = scenario(weeks=2, touchpoints=[BILL], segments=segments, economics=PAID)
    tally = empty(asked)
    tally.moves[2, 0, 0, 0] = 2  # two overdrawn at home, and two who join
    tally.moves[2, 0, 5, 5] = 2
    tally.moves[2, 1, 3, 5] = 1  # a loyal business leaves
    tally.touchpoints[2, 0, 0, 0] = 8
    tally.touchpoints[2, 1, 0, 0] = 1
    values = by_name(Counts(asked, [tally]))
    # At home: weeks 2 x 10 x 0.5 + 2 x 10; contacts 8 x 4, half of them at 0.5. Business: 3 x 1.5 times 10 and 4.
    assert values["revenue"][0, 1].tolist() == pytest.approx([30 + 24 + 63, 54, 63])
    assert values["revenue[overdrawn]"][0, 1].tolist() == pytest.approx([10 + 8, 18, 0])
    assert values["revenue[indifferent]"][0, 1].tolist() == pytest.approx([20 + 16, 36, 0])
    assert values["revenue[loyal]"][0, 1].tolist() == pytest.approx([63, 0, 63])
    assert values["revenue_of_contacts[bill]"][0, 1].tolist() == pytest.approx([24 + 18, 24, 18])


def test_the_ends_of_the_tiers_spend_as_published() -> None:
    tiers = Economics().tiers
    assert (tiers.overdrawn, tiers.engaged) == (1 - 0.13, 1 + 0.23)
    assert {tiers.indifferent, tiers.satisfied, tiers.loyal} == {1.0}


def test_a_price_on_its_way_moves_week_by_week() -> None:
    slowly = {"name": "slowly", "from_week": 3, "ramp_weeks": 4, "set": {"economics.revenue_per_week": 14}}
    asked = scenario(weeks=8, economics={"revenue_per_week": 10}, interventions=[slowly])
    counts = simulate(asked).counts
    assert (money.revenue(counts) / counts.at_risk)[0, :, 0] == pytest.approx(
        [10, 10, 11, 12, 13, 14, 14, 14], rel=0.05
    )
    prices = counts.prices.of(lambda each: each.economics.revenue_per_week)
    assert prices[0].tolist() == [10, 10, 11, 12, 13, 14, 14, 14]


def test_conditions_change_prices_in_the_replicates_in_which_they_hold() -> None:
    counts = an_eventful_market(interventions=[RESCUE])
    without = Counts(counts.scenario, a_market(incidents=[OUTAGE], interventions=[RESCUE]).tallies)
    both = Counts(counts.scenario, [counts.tallies[0], without.tallies[0]])
    assert money.costs(both)["goods"][:, 1, 0].tolist() == pytest.approx([60, 48])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"from_week": 1}, [110, 10, 10]),
        ({"from_week": 2, "until_week": 2}, [0, 110, 0]),
        # What began before the story was paid for then.
        ({"from_week": -3}, [10, 10, 10]),
        ({"from_week": 4}, [0, 0, 0]),
        # It pauses in week 2 and is not paid for a second time.
        ({"when": {"measure": "customers", "above": 0}}, [110, 0, 10]),
    ],
)
def test_an_intervention_costs_once_and_by_the_week(values: dict[str, Any], expected: list[float]) -> None:
    asked = scenario(weeks=3, interventions=[{**DEARER, **values}])
    tally = empty(asked)
    tally.acting[1:, 0] = [euros >= 10 for euros in expected]
    found = by_name(Counts(asked, [tally]))["intervention_cost[dearer]"]
    assert found[0, :, 0].tolist() == expected


def test_a_later_euro_counts_less() -> None:
    counts = two_weeks(weeks=60, economics={"discount_rate_per_year": 0.12})
    worth = money.worth(counts)[0]
    assert worth[0] == 1.0
    assert worth[52] == pytest.approx(1 / 1.12)
    dearer = {"name": "rates rise", "from_week": 27, "set": {"economics.discount_rate_per_year": 0.44}}
    tally = empty(scenario(weeks=60, interventions=[dearer]))
    tally.acting[27:, 0] = 1
    changed = money.worth(Counts(scenario(weeks=60, interventions=[dearer]), [tally]))[0]
    assert np.array_equal(changed[:27], worth[:27])
    assert changed[52] == pytest.approx(1 / (1.12**0.5 * 1.44**0.5))


WHOLE: dict[str, Any] = {
    "customers": 60,
    "weeks": 70,
    "segments": [{"name": "a", "share": 0.3}, {"name": "b", "share": 0.7}],
    "touchpoints": [{**BILL, "cost": 0.5}, {**BILL, "name": "desk", "cost": 2}],
    "recovery": {"channels": [{"name": "phone", "reach": 0.9, "cost": 3}]},
    "programmes": [{"name": "card", "fulfils": "appreciation", "every_weeks": 3, "cost": 2}],
    "incidents": [{**OUTAGE, "week": 20, "weeks": 2, "reach": {"share": 0.4}}],
    "interventions": [
        {"name": "dearer", "from_week": 30, "set": {"economics.segments": {"a": 2, "b": 3}}, "cost_per_week": 3},
        {"name": "rescue", "set": {"touchpoints[desk].cost": 5}, "when": {"measure": "mean[balance]", "below": 0}},
    ],
    "market": {"prospects": 40, "joining": {"own_accord_per_year": 0.6, "win_back_per_year": 0.9}},
}
PRICES: dict[str, Any] = {
    "revenue_per_week": 5,
    "revenue_per_contact": {"bill": 2},
    "margin": 0.5,
    "price_paid": 9,
    "acquisition_cost": 4,
    "advertising_cost_per_week": 6,
}


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**63 - 1), rate=st.sampled_from([0.0, 0.12, 1.0]))
def test_it_adds_up(seed: int, rate: float) -> None:
    asked = scenario(**WHOLE, seed=seed, replicates=2, economics={**PRICES, "discount_rate_per_year": rate})
    projection = simulate(asked)
    values = by_name(projection.counts)

    def parts(name: str) -> np.ndarray:
        return np.sum([array for each, array in values.items() if each.startswith(f"{name}[")], axis=0)

    assert np.allclose(values["revenue"], parts("revenue"))
    assert np.allclose(values["cost"], parts("cost"))
    assert np.allclose(values["profit"], values["revenue"] - values["cost"])
    items = ("contact_cost", "complaint_cost", "programme_cost", "incident_cost", "intervention_cost")
    for name, kind in zip(items, ("contacts", "complaints", "programmes", "incidents", "interventions"), strict=True):
        assert np.allclose(parts(name), values[f"cost[{kind}]"])
    for name in ("revenue", "cost", "profit", *(each for each in values if each.startswith(("cost[", "revenue[")))):
        everybody, *segments = np.moveaxis(values[name], 2, 0)
        assert np.allclose(everybody, sum(segments))
    table = projection.lifetime_values()
    total = {name: values[name][..., 0].sum() for name in ("revenue", "cost", "profit")}
    for name, euros in total.items():
        assert table[name].sum() == pytest.approx(euros)
    assert table["customer_years"].sum() == pytest.approx(projection.counts.at_risk[..., 0].sum() / 52)
    if rate == 0.0:
        assert np.allclose(values["lifetime_value"][:, -1, 0], values["profit"][..., 0].sum(1) / 60)
        known = table.drop(index=OTHERS, errors="ignore")
        assert known["lifetime_value"].to_numpy() == pytest.approx((known["profit"] / known["customers"]).to_numpy())


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**63 - 1), factor=st.sampled_from([2.0, 0.25]))
def test_it_is_linear_in_the_prices(seed: int, factor: float) -> None:
    def projected(by: float) -> Projection:
        asked = {**WHOLE, "seed": seed}
        asked["touchpoints"] = [{**each, "cost": by * each["cost"]} for each in WHOLE["touchpoints"]]
        asked["recovery"] = {"channels": [{"name": "phone", "reach": 0.9, "cost": 3 * by}]}
        asked["programmes"] = [{**WHOLE["programmes"][0], "cost": 2 * by}]
        asked["incidents"] = [{**WHOLE["incidents"][0], "cost": 4 * by}]
        asked["interventions"] = [{**WHOLE["interventions"][0], "cost_per_week": 3 * by}]
        prices = {
            name: {"bill": 2 * by} if name == "revenue_per_contact" else value if name == "margin" else value * by
            for name, value in PRICES.items()
        }
        return simulate(scenario(**asked, economics=prices))

    plain, dearer = projected(1.0), projected(factor)
    # Nobody feels a price of this kind.
    assert np.array_equal(plain.tallies[0].sums, dearer.tallies[0].sums)
    for reckon in (money.revenue, money.cost, money.profit, money.lifetime_value):
        assert np.allclose(factor * reckon(plain.counts), reckon(dearer.counts))


def test_in_a_closed_group_the_only_cohort_is_that_of_the_start() -> None:
    projection = simulate(scenario(weeks=60, warm_up_weeks=20, replicates=2, economics=PRICES))
    table = projection.lifetime_values()
    assert list(table.index) == ["start"]
    assert table.loc["start", "customers"] == 120
    assert table.loc["start", "lifetime_value"] == pytest.approx(
        money.lifetime_value(projection.counts)[:, -1, 0].mean()
    )


def test_a_cohort_counts_from_the_week_of_joining() -> None:
    """Everybody stays and pays one euro a week; a euro halves in a year."""
    joins_late = {"own_accord_per_year": 0.5, "imitation_per_year": 0}
    alike = dict.fromkeys(("overdrawn", "indifferent", "satisfied", "loyal", "engaged"), 1)
    asked = scenario(
        weeks=104,
        customers=40,
        touchpoints=[{**BILL, "failure": {"probability": 0}}],
        market={"prospects": 400, "stay_base": 15, "involuntary_leaving_per_year": 0, "joining": joins_late},
        economics={"revenue_per_week": 1, "discount_rate_per_year": 1, "acquisition_cost": 3, "tiers": alike},
    )
    projection = simulate(asked)
    rows = projection.customers()
    assert not projection.counts.leavers.any()
    week = 0.5 ** (1 / 52)
    table = projection.lifetime_values()
    start = (1 - week**104) / (1 - week)
    assert table.loc["start", "lifetime_value"] == pytest.approx(start)
    joined = rows.loc[(rows["joined_week"] > 52) & (rows["joined_week"] <= 104), "joined_week"].to_numpy(float)
    each = (1 - week ** (105 - joined)) / (1 - week) - 3
    assert table.loc["year 2", "customers"] == len(joined)
    assert table.loc["year 2", "lifetime_value"] == pytest.approx(each.mean())


def test_without_rows_there_are_no_cohorts() -> None:
    projection = simulate(scenario(economics=PRICES), keep_customers=False)
    assert projection.lifetime_values().empty
    assert projection.summary()["money"]["cohorts"] == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"economics": {"segments": {"hme": 2}}}, "revenue of segment 'hme', which is not one of the segments"),
        ({"economics": {"revenue_per_contact": {"bil": 2}}}, "did you mean 'bill'?"),
        ({"incidents": [{**OUTAGE, "touchpoint": "bill"}]}, "leave out `touchpoint`, and it is counted"),
    ],
)
def test_prices_of_what_is_not_there_are_refused(values: dict[str, Any], words: str) -> None:
    with pytest.raises((ValueError, ScenarioError), match=words):
        scenario(**values)
