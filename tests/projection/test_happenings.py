"""Incidents, interventions, records: they are where touchpoints are, their counts are right, and they load again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulator.experiment.simulate import simulate
from simulator.projection.attribution import INCIDENT, sources, through_time
from simulator.projection.measures import measured
from simulator.projection.projection import Projection
from simulator.projection.results import load
from tests.projection.made import BILL, OUTAGE, scenario

ALONE: dict[str, Any] = {**OUTAGE, "week": 4, "weeks": 2, "reach": {"segments": ["home"]}}
AT_THE_DESK: dict[str, Any] = {"name": "queue", "touchpoint": "desk", "week": 6, "severity": 0.4}
STORY: dict[str, Any] = {"name": "story", "week": 3, "reputation": -0.3}
RESCUE: dict[str, Any] = {
    "name": "rescue",
    "set": {"recovery.empathy": 1.0},
    "when": {"measure": "share[overdrawn]", "above": 0.1, "stays_weeks": 2},
    "cost_per_week": 5,
}
HOMES = [{"name": "home", "share": 0.5}, {"name": "office", "share": 0.5}]


@pytest.fixture(scope="module")
def projection() -> Projection:
    return simulate(
        scenario(
            weeks=12,
            customers=200,
            segments=HOMES,
            touchpoints=[BILL, {**BILL, "name": "desk", "contacts_per_week": 0}],
            incidents=[AT_THE_DESK, ALONE, STORY],
            interventions=[RESCUE],
        )
    )


def test_an_incident_is_counted_beside_the_touchpoints(projection: Projection) -> None:
    counts = projection.counts
    values = {measure.name: array for measure, array in measured(counts)}
    # It reaches every customer at home in its weeks and nobody else.
    reached = values["contacts[outage]"][0]
    assert reached[:, 1].tolist() == [0, 0, 0, *counts.at_risk[0, 3:5, 1], *[0] * 7]
    assert not reached[:, 2].any()
    assert np.array_equal(values["failures[outage]"], values["contacts[outage]"])
    assert values["cost[incidents]"][0, :, 0].tolist() == (4 * reached[:, 0]).tolist()
    # What happens at a touchpoint is counted there.
    assert values["contacts[desk]"][0, :, 0].tolist() == [0] * 5 + [counts.at_risk[0, 5, 0]] + [0] * 6
    assert "contacts[queue]" not in values
    assert np.array_equal(
        values["contacts"], sum(values[f"contacts[{name}]"] for name in ("bill", "desk", "outage", "story"))
    )


def test_it_has_its_part_in_the_accounts(projection: Projection) -> None:
    table = projection.attribution()
    assert table.loc[(INCIDENT, "outage"), "withdrawn"] < 0
    assert ("recovery", "outage") in table.index
    assert list(projection.touchpoints().index) == ["bill", "desk", "outage", "story"]
    counts = projection.counts
    ends = counts.weekly("sums")[0, -1, 0, 0] / 2**20
    assert sum(source.net for source in (*sources(counts), through_time(counts))) == pytest.approx(ends)
    assert set(projection.summary()["touchpoints"]) == {"bill", "desk", "outage", "story"}
    assert projection.dictionary["names"]["incidents"] == ["outage", "story"]


def test_conditions_are_told_as_they_held(projection: Projection) -> None:
    acting = projection.counts.acting[0, :, 0]
    overdrawn = projection.tiers()["overdrawn"].to_numpy() > 0.1
    expected = [False, *(overdrawn[week - 1] or (week > 1 and overdrawn[week - 2]) for week in range(1, 12))]
    assert acting.tolist() == expected
    costs = {measure.name: array for measure, array in measured(projection.counts)}["cost[interventions]"]
    assert costs[0, :, 0].tolist() == pytest.approx((5 * acting).tolist())


@pytest.fixture
def from_files(tmp_path: Path) -> Projection:
    rows = pd.DataFrame({"customer": range(1, 41), "segment": ["home", "office"] * 20, "tenure_weeks": range(40)})
    rows.to_csv(tmp_path / "people.csv", index=False)
    events = [(customer, week, "bill", outcome) for customer, week, outcome in zip(
        range(1, 41), [2, 5] * 20, ["contact", "failure", "delight", "complaint"] * 10, strict=True
    )]  # fmt: skip
    pd.DataFrame(events, columns=["customer", "week", "touchpoint", "outcome"]).to_csv(
        tmp_path / "log.csv", index=False
    )
    return simulate(
        scenario(
            weeks=12,
            customers=40,
            replicates=2,
            segments=HOMES,
            incidents=[ALONE, AT_THE_DESK],
            interventions=[RESCUE],
            people={"file": str(tmp_path / "people.csv")},
            events={
                "file": str(tmp_path / "log.csv"),
                "columns": {"touchpoint": "touchpoint", "outcome": "outcome"},
                "joining": "simulated",
            },
            economics={"revenue_per_week": 2},
        )
    )


def test_all_of_it_is_complete_and_loads_again(from_files: Projection, tmp_path: Path) -> None:
    folder = from_files.save(tmp_path / "run")
    # The files themselves are needed no more.
    (tmp_path / "people.csv").unlink()
    (tmp_path / "log.csv").unlink()
    again = load(folder)
    assert again.answer() == from_files.answer()
    assert again.summary() == from_files.summary()
    pd.testing.assert_frame_equal(again.table, from_files.table)
    pd.testing.assert_frame_equal(again.survival(), from_files.survival())
    pd.testing.assert_frame_equal(again.lifetime_values(), from_files.lifetime_values())
    # Who came from the file had been a customer for up to 39 weeks.
    assert len(again.survival()) > 12 + 1
    assert set(again.dictionary["counts.parquet"]["columns"]) == set(again.tallies[0]._asdict())


def test_those_of_a_log_come_one_after_the_other(tmp_path: Path) -> None:
    events = pd.DataFrame({"customer": range(1, 11), "week": [3] * 5 + [6] * 5})
    events.to_csv(tmp_path / "log.csv", index=False)
    log = {"file": str(tmp_path / "log.csv"), "touchpoint": "bill"}
    projection = simulate(scenario(weeks=12, customers=10, touchpoints=[BILL], events=log))
    assert projection.counts.customers[0, [1, 2, 5], 0].tolist() == [0, 5, 10]
    assert " of the 10 customers are still there" in projection.answer()
    projection.save(tmp_path / "run")
