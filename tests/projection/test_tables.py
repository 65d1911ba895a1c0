"""The tables that people read."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.errors import UsageError
from simulator.experiment.simulate import simulate
from simulator.projection.projection import Projection
from tests.projection.made import scenario, two_weeks

SEGMENTS = [{"name": "a", "share": 0.4}, {"name": "b", "share": 0.6}]


@pytest.fixture(scope="module")
def by_hand() -> Projection:
    counts = two_weeks()
    return Projection(counts.scenario, counts.tallies)


@pytest.fixture(scope="module")
def lived() -> Projection:
    return simulate(scenario(customers=300, weeks=60, replicates=4, segments=SEGMENTS))


def test_tiers(by_hand: Projection) -> None:
    assert by_hand.tiers().loc[2].tolist() == pytest.approx([0, 4 / 6, 0, 2 / 6, 0])
    assert by_hand.tiers(of="count").loc[2].tolist() == [0, 4, 0, 2, 0, 4]
    assert by_hand.tiers(of="start").loc[2].tolist() == pytest.approx([0, 0.4, 0, 0.2, 0, 0.4])


def test_survival(by_hand: Projection) -> None:
    assert by_hand.survival().to_dict("list") == {
        "at_risk": [10, 9],
        "left": [1, 3],
        "survival": pytest.approx([0.9, 0.6]),
    }


def test_moves(by_hand: Projection) -> None:
    assert by_hand.moves().loc["indifferent", "loyal"] == 2
    assert by_hand.moves(first_week=2).loc["new"].sum() == 0
    assert by_hand.moves().to_numpy().sum() == 19


def test_reasons(by_hand: Projection) -> None:
    reasons = by_hand.reasons()
    assert reasons.loc["service", "offer"] == 2
    assert reasons.loc["service"].sum() == 3
    assert reasons["circumstances"].sum() == 1


def test_touchpoints(by_hand: Projection) -> None:
    columns = ["contacts", "failures", "deposited", "withdrawn", "net"]
    assert by_hand.touchpoints().loc["bill", columns].tolist() == [10, 2, 1, -2, -0.5]


def test_a_part_of_a_year_has_no_yearly_churn(by_hand: Projection) -> None:
    churn = by_hand.churn().loc[1]
    assert (churn["weeks"], churn["customers_at_start"], churn["leavers"]) == (2, 10, 4)
    assert np.isnan(churn["churn"])


def test_the_tidy_table_has_a_row_for_everything(lived: Projection) -> None:
    table = lived.table
    assert list(table.columns) == ["replicate", "week", "segment", "measure", "value"]
    without_segments = {"reputation", "public_voices", "public_tone"}
    parts = {name: 1 if name in without_segments else 3 for name in table["measure"].unique()}
    assert len(table) == 4 * 60 * sum(parts.values())
    assert set(table.loc[table["measure"].isin(without_segments), "segment"]) == {"all"}
    assert not table.duplicated(["replicate", "week", "segment", "measure"]).any()
    assert set(table["measure"]) == set(lived.dictionary["projection.parquet"]["measures"])
    wide = table[(table["segment"] == "b") & (table["measure"] == "customers")].groupby("week")["value"].mean()
    assert wide.tolist() == pytest.approx(lived.counts.customers[:, :, 2].mean(0).tolist())


def test_bands_hold_the_mean_of_the_replicates(lived: Projection) -> None:
    bands = lived.bands().set_index(["measure", "segment", "week"])
    values = lived.counts.customers[:, 9, 0]
    band = bands.loc[("customers", "all", 10)]
    assert band["mean"] == pytest.approx(values.mean())
    assert [band["low"], band["high"]] == pytest.approx(np.quantile(values, [0.1, 0.9]))
    known = bands.dropna()
    assert (known["low"] <= known["high"]).all()


def test_one_replicate_has_no_band(by_hand: Projection) -> None:
    assert by_hand.bands()[["low", "high"]].isna().all(axis=None)


def test_customers_carry_names(lived: Projection) -> None:
    people = lived.customers()
    assert len(people) == 4 * 300
    assert set(people["segment"]) == {"a", "b"}
    assert people.loc[people["status"] == "former", "root_cause"].ne("none").all()
    assert list(people.columns) == list(lived.dictionary["customers.parquet"]["columns"])


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda p: p.tiers("c"), "there is no segment 'c'; there are all, a, b"),
        (lambda p: p.tiers(of="half"), "allowed are 'customers', 'start' and 'count'"),
        (lambda p: p.moves(first_week=0), "not within 1 to 60"),
        (lambda p: p.bands(level=80), "allowed is a share between 0 and 1"),
    ],
)
def test_what_cannot_be_asked_is_said(lived: Projection, ask: object, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        ask(lived)  # type: ignore[operator]
