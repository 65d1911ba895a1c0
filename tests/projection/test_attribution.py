"""What the accounts owe to whom, and what the sentence makes of it."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.experiment.simulate import simulate
from simulator.projection.attribution import FADED
from simulator.projection.findings import accounts
from simulator.projection.projection import Projection
from tests.projection.made import BILL, a_market, scenario, two_weeks

LONG = 5200.0


@pytest.fixture(scope="module")
def by_hand() -> Projection:
    counts = a_market()
    return Projection(counts.scenario, counts.tallies)


@pytest.mark.parametrize(
    ("kind", "source", "expected"),
    [
        ("touchpoint", "bill", [8, 3, -1, 2, 2 / 8]),
        ("recovery", "bill", [2, 0.5, -0.25, 0.25, 0.25 / 2]),
        ("programme", "card", [4, 1, 0, 1, 1 / 4]),
        ("programme", "panel", [2, 0.5, -0.125, 0.375, 0.375 / 2]),
    ],
)
def test_attribution(by_hand: Projection, kind: str, source: str, expected: list[float]) -> None:
    row = by_hand.attribution().loc[(kind, source)]
    assert row.iloc[:5].tolist() == pytest.approx(expected)
    # Ten customers in the first week and twelve in the second.
    assert row["net_per_customer_year"] == pytest.approx(expected[3] / (22 / 52))


def test_what_is_left_to_explain_is_time(by_hand: Projection) -> None:
    # 3.625 came, 3 are there.
    assert by_hand.attribution().loc[("time", FADED), "net"] == pytest.approx(3 - 3.625)
    assert by_hand.attribution()["net"].sum() == pytest.approx(3)


def test_what_does_not_fade_and_nobody_takes_along_is_all_explained() -> None:
    asked = scenario(
        weeks=40,
        touchpoints=[{**BILL, "failure": {"probability": 0.05, "severity": {"mean": 0.3, "spread": 0.1}}}],
        psychology={"balance_above_half_life_weeks": LONG, "balance_below_half_life_weeks": LONG},
        market={"stay_base": 15, "involuntary_leaving_per_year": 0},
        programmes=[{"name": "card", "fulfils": "appreciation", "every_weeks": 4}],
    )
    projection = simulate(asked)
    assert not projection.counts.leavers.any()
    table = projection.attribution()
    assert abs(table.loc[("time", FADED), "net"]) < 0.01 * table["deposited"].sum()
    assert table.loc[("programme", "card"), "deposited"] > 0.0


def test_after_a_warm_up_time_runs_from_the_second_week() -> None:
    asked = scenario(weeks=20, warm_up_weeks=20)
    projection = simulate(asked)
    counts = projection.counts
    ends = counts.weekly("sums")[0, :, 0, 0] / 2**20
    touched = counts.touchpoints[0, 1:, 0].sum((0, 1))[8:].sum() / 2**20
    assert projection.attribution().loc[("time", FADED), "net"] == pytest.approx(ends[-1] - ends[0] - touched)


def test_complaints_by_channel(by_hand: Projection) -> None:
    assert by_hand.channels().loc["form"].tolist() == [2, 1, 0.5, 1]
    assert by_hand.channels().loc["forum", "heard_share"] == 1


def test_the_sentence_names_what_adds_most_and_what_takes_most() -> None:
    assert accounts(a_market()) == (
        "On balance bill adds most to the accounts (+5.32 per customer and year); nothing takes from them."
    )
    assert accounts(two_weeks()) == ""
    bad = {**BILL, "name": "desk", "failure": {"probability": 0.9, "severity": 1}, "delight": {"probability": 0}}
    good = {"name": "play", "contacts_per_week": 1, "experience": {"success": 1, "ease": 1, "emotion": 1}}
    sentence = accounts(simulate(scenario(weeks=30, touchpoints=[good, bad])).counts)
    assert sentence.startswith("On balance play adds most to the accounts (+")
    assert "and desk takes most (−" in sentence
    assert " by how complaints are answered)." in sentence
    nothing = accounts(simulate(scenario(weeks=30, touchpoints=[bad, {**bad, "name": "shop"}])).counts)
    assert nothing.startswith("Nothing adds to the accounts on balance; ")


def test_segments_add_up_to_everybody() -> None:
    projection = simulate(scenario(weeks=30, segments=[{"name": "a", "share": 0.4}, {"name": "b", "share": 0.6}]))
    everybody, *parts = (projection.attribution(name) for name in ("all", "a", "b"))
    for column in ("deposited", "withdrawn"):
        events = [table.loc[["touchpoint", "recovery"], column] for table in (everybody, *parts)]
        assert np.allclose(events[0], events[1] + events[2])
