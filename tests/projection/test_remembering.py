"""With what the memory goes, and that it is told from the rows alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulator.experiment.simulate import simulate
from simulator.projection import remembering
from simulator.projection.findings import remembered
from simulator.projection.people import NoRows
from simulator.projection.projection import Projection
from simulator.projection.remembering import GOES_WITH, goes_with
from simulator.projection.results import load
from tests.projection.made import scenario


@pytest.fixture(scope="module")
def projection() -> Projection:
    return simulate(scenario(customers=3000, weeks=60, market={"prospects": 500}))


def test_the_memory_goes_with_the_account_as_numpy_says(projection: Projection) -> None:
    people = projection.customers()
    p = projection.scenario.psychology
    mean = 1.0 - p.memory_peak_weight - p.memory_end_weight
    memory = p.memory_peak_weight * people["memory_peak"] + p.memory_end_weight * people["memory_end"]
    memory = (memory + mean * people["memory_mean"]).astype(float)
    there = people["status"].isin(["customer", "leaving"])
    ever = people["status"] != "prospect"
    found = projection.goes_with
    assert set(found) == set(GOES_WITH)
    for name in ("balance", "trust", "identification"):
        expected = np.corrcoef(memory[there], people.loc[there, name].astype(float))[0, 1]
        assert found[name] == pytest.approx(expected, abs=1e-6)
    assert found["stayed"] == pytest.approx(np.corrcoef(memory[ever], there[ever].astype(float))[0, 1], abs=1e-6)
    # A better memory goes with a fuller account and with forgiving more.
    assert found["balance"] > 0.3
    assert found["forgiveness"] > 0.0


def test_it_is_the_same_from_the_folder(projection: Projection, tmp_path: Path) -> None:
    again = load(projection.save(tmp_path / "run", figures=False))
    assert again.goes_with == projection.goes_with
    assert again.summary()["remembered_goes_with"] == projection.summary()["remembered_goes_with"]


def test_a_part_of_many_is_enough(projection: Projection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MOST_ASKED", 700)
    few = goes_with(projection.people, projection.scenario)
    assert few["balance"] == pytest.approx(projection.goes_with["balance"], abs=0.1)


def test_without_rows_nothing_is_said(projection: Projection) -> None:
    assert goes_with(NoRows(), projection.scenario) == {}
    assert remembered({}) == ""


def test_the_line() -> None:
    assert remembered({"trust": 0.4, "balance": 0.71, "talk": np.nan, "stayed": 0.2}) == (
        "What is remembered goes with balance +0.71, trust +0.40; with being still there +0.20."
    )
    assert remembered({"stayed": -0.2}) == "What is remembered goes with being still there −0.20."
