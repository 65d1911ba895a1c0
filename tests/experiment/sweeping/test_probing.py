"""What a sweep will take, judged from a few short runs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulator.experiment.sweeping import probing
from simulator.experiment.sweeping.living import Outcome
from simulator.experiment.sweeping.probing import estimate
from simulator.scenario.schema import Scenario
from tests.experiment.sweeping.plans import planned


class Clock:
    """Time that passes by what is lived: 0.01 s a run and 1e-6 s a person and week."""

    def __init__(self) -> None:
        self.now = 0.0
        self.persons: list[int] = []

    def live(self, scenario: Scenario, replicate: int, weekly: tuple[str, ...]) -> Outcome:
        self.persons.append(scenario.persons)
        self.now += 0.01 + 1e-6 * scenario.persons * scenario.weeks
        return Outcome({"customers": 1.0}, {name: np.zeros(scenario.weeks) for name in weekly})

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(probing, "live_run", clock.live)
    monkeypatch.setattr(probing.time, "perf_counter", clock)
    monkeypatch.setattr(probing.time, "monotonic", clock)
    return clock


def test_what_has_many_people_is_tried_with_fewer_and_reckoned_up(tmp_path: Path, clock: Clock) -> None:
    plan = planned(
        tmp_path, ["recovery.empathy=0:1:5"], replicates=4, overrides=["customers=1000000"], weekly=["leavers"]
    )
    found = estimate(plan, 2)
    assert max(clock.persons) <= 20_000
    assert (found.points, found.runs, found.unfit) == (5, 20, ())
    assert found.minutes == pytest.approx(20 * (0.01 + 1e-6 * 12_000_000) / 2 / 60)
    assert found.megabytes == pytest.approx(20 * (1 + 12) * 8 / 1e6)


def test_points_of_different_size_are_reckoned_each_by_its_own(tmp_path: Path, clock: Clock) -> None:
    plan = planned(tmp_path, ["weeks=10,20,40", "customers=100,1000"])
    seconds = sum(0.01 + 1e-6 * weeks * persons for weeks in (10, 20, 40) for persons in (100, 1000))
    assert estimate(plan).minutes == pytest.approx(seconds / 60)


def test_points_that_do_not_fit_together_are_named(tmp_path: Path, clock: Clock) -> None:
    plan = planned(tmp_path, ["market.word_of_mouth.network=none,file", "weeks=10,20"])
    unfit = estimate(plan).unfit
    assert len(unfit) == 2
    assert all("network is file" in line for line in unfit)


def test_a_real_probe_lives_a_few_runs(tmp_path: Path) -> None:
    found = estimate(planned(tmp_path, ["recovery.empathy=0:1:5"]))
    assert found.minutes > 0
    assert found.megabytes == pytest.approx(5 * (8 * 12 + 15) * 8 / 1e6, rel=0.2)
