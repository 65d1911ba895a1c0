"""A plan: its order, how it grows, its document, what differs, and the luck that all its points share."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulator.errors import ResultsError, ScenarioError, UsageError
from simulator.experiment.sweeping.living import live_run
from simulator.experiment.sweeping.planning import (
    differences,
    document_of,
    extended,
    fingerprint_of,
    plan_from,
    plan_of,
)
from simulator.scenario.library import sweeps
from simulator.scenario.sweep import WEEKLY
from simulator.scenario.sweep_reading import read_sweep
from tests.experiment.sweeping.plans import planned, planned_from, rows

SIZES = {"complaint-desk": (25, 100), "failure-or-rival": (448, 448), "what-matters": (280, 280)}
"""Points and runs that the words of the bundled sweeps promise."""


@pytest.mark.parametrize("name", sweeps())
def test_the_bundled_sweeps_have_the_points_that_they_say_and_all_fit(name: str) -> None:
    sweep = read_sweep(name)
    plan = plan_of(sweep)
    points, runs = SIZES[name]
    assert (len(plan.points), len(list(plan.runs()))) == (points, runs)
    assert f"{runs} runs" in sweep.sweep.why
    for point in plan.points[:: max(1, points // 25)]:
        assert plan.scenario(point).seed == plan.base.seed


def test_every_point_is_lived_once_before_any_is_repeated(tmp_path: Path) -> None:
    plan = planned(tmp_path, ["recovery.empathy=0:1:5", "weeks=10:12:3"], replicates=3)
    runs = list(plan.runs())
    assert Counter(runs).most_common(1)[0][1] == 1
    assert len(runs) == 45
    assert [run.replicate for run in runs] == [0] * 15 + [1] * 15 + [2] * 15
    assert [run.point for run in runs[:15]] == [run.point for run in runs[30:]] == plan.order()
    assert plan.order() != sorted(plan.order())


def test_a_list_is_lived_as_it_is_written(tmp_path: Path) -> None:
    plan = planned_from(tmp_path, "points: [{weeks: 9}, {weeks: 3}, {weeks: 6}, {weeks: 5}]\n")
    assert plan.order() == [0, 1, 2, 3]


DRAWN = ["recovery.empathy=0..1", "relationship.kind=contract,open"]


@pytest.mark.parametrize(("design", "before", "after"), [("sobol", 4, 16), ("morris", 3, 5)])
def test_what_is_drawn_grows_behind_what_was_there(tmp_path: Path, design: str, before: int, after: int) -> None:
    plan = planned(tmp_path, DRAWN, design=design, points=before, seed=5)
    longer = extended(plan, points=after)
    assert longer == planned(tmp_path, DRAWN, design=design, points=after, seed=5)
    assert longer.points[: len(plan.points)] == plan.points
    assert len(longer.points) > len(plan.points)


def test_replicates_grow_and_earlier_runs_come_first(tmp_path: Path) -> None:
    plan = planned(tmp_path, ["recovery.empathy=0:1:5"], replicates=2)
    longer = extended(plan, replicates=4)
    assert list(longer.runs())[:10] == list(plan.runs())
    assert len(list(longer.runs())) == 20


def test_a_list_grows_by_points(tmp_path: Path) -> None:
    plan = planned_from(tmp_path, "points: [{weeks: 9}, {weeks: 3}]\n")
    longer = extended(plan, points=[{"weeks": 5}])
    assert rows(longer) == [(9,), (3,), (5,)]
    assert longer.factors[0].levels == (9, 3, 5)
    for further, message in (({"weeks": 3}, "already"), ({"seed": 3}, "seed does not differ"), ({}, "needs a value")):
        with pytest.raises(UsageError, match=message):
            extended(plan, points=[further])
    with pytest.raises(ScenarioError, match="`weeks` is 0"):
        extended(plan, points=[{"weeks": 0}])


@pytest.mark.parametrize(
    ("vary", "flags", "longer", "message"),
    [
        (DRAWN, {"points": 8}, {"points": 16}, "as many strata as points"),
        (["weeks=9,10"], {}, {"points": 3}, "change the values in the sweep file"),
        (["weeks=9,10"], {"replicates": 3}, {"replicates": 2}, "there are 3 replicates already"),
        (DRAWN, {"design": "sobol", "points": 8}, {"points": 4}, "there are 8 points already"),
        (DRAWN, {"design": "sobol", "points": 8}, {"points": 12}, "after 8 points of Sobol' come 16"),
        (DRAWN, {"design": "morris", "points": 8}, {"points": 4}, "there are 8 trajectories already"),
        (["weeks=9,10"], {}, {"points": [{"weeks": 11}]}, "only a list"),
    ],
)
def test_what_cannot_grow_says_what_to_do(
    tmp_path: Path, vary: list[str], flags: dict[str, int], longer: dict[str, int], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        extended(planned(tmp_path, vary, **flags), **longer)


def test_points_drawn_otherwise_by_other_versions_are_refused(tmp_path: Path) -> None:
    plan = planned(tmp_path, DRAWN, design="sobol", points=4)
    first, second, *others = plan.points
    moved = replace(plan, points=(replace(first, values=second.values), *others))
    with pytest.raises(UsageError, match="draw other points"):
        extended(moved, points=8)


PLANS = [
    (["recovery.empathy=0:1:3", "relationship.kind=contract,open", "mechanisms.habit=false,true"], {}),
    (["recovery.empathy=0.001..1:log", "weeks=9..12"], {"design": "sobol", "points": 4, "second_order": True}),
    (["touchpoints[bill].failure.probability=0..0.3"], {"points": 7, "replicates": 2, "weekly": ["leavers"]}),
]


@pytest.mark.parametrize(("vary", "flags"), PLANS)
def test_a_document_gives_the_exact_plan_back(tmp_path: Path, vary: list[str], flags: dict[str, object]) -> None:
    plan = planned(tmp_path, vary, **flags)
    again = plan_from(json.loads(json.dumps(document_of(plan))))
    assert again == plan
    assert [type(value) for point in again.points for value in point.values.values()] == [
        type(value) for point in plan.points for value in point.values.values()
    ]
    assert fingerprint_of(again) == fingerprint_of(plan)
    assert differences(plan, again) == []
    assert len(fingerprint_of(plan)) == 64


def test_names_of_files_are_written_as_seen_from_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plan = planned(tmp_path, ["recovery.empathy=0,1"], overrides=["people.file=who.csv"])
    document = document_of(plan, Path("out/here"))
    assert document["base"]["people"]["file"] == "../../who.csv"
    assert plan_from(document, Path("out/here")) == plan


def test_files_that_vary_are_written_so_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "vary: {people.file: [a.csv, sub/b.csv], relationship.kind: [contract, open]}\n"
    plan = planned_from(tmp_path, text.replace("vary", "set: {people: {file: a.csv}}\nvary"))
    document = document_of(plan, Path("out/here"))
    assert document["factors"][0]["levels"] == ["../../a.csv", "../../sub/b.csv"]
    assert document["points"][3] == ["../../sub/b.csv", "open"]
    assert plan_from(document, Path("out/here")) == plan


@pytest.mark.parametrize(
    "broken", [{"format": 99}, {"factors": [{}]}, {"base": {"name": "x"}}, {"points": [[1, 2, 3]]}]
)
def test_a_document_that_is_none_of_ours_is_refused(tmp_path: Path, broken: dict[str, object]) -> None:
    document = {**document_of(planned(tmp_path, ["recovery.empathy=0,1"])), **broken}
    with pytest.raises(ResultsError) as caught:
        plan_from(document)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"overrides": ["recovery.redress=0.1"]}, "recovery.redress.mean: "),
        (
            {"vary": ["recovery.empathy=0:1:4"]},
            "recovery.empathy varies over [0, 0.5, 1] -> [0, 0.333333, 0.666667, 1]",
        ),
        ({"vary": ["weeks=9,10"]}, "recovery.empathy varies over [0, 0.5, 1] -> nothing"),
        ({"replicates": 5}, "replicates: 1 -> 5"),
        ({"weekly": ["leavers"]}, "weekly: "),
        ({"design": "zip"}, "design: grid -> zip"),
    ],
)
def test_differences_are_told_in_words(tmp_path: Path, changes: dict[str, object], line: str) -> None:
    asked: dict[str, object] = {"vary": ["recovery.empathy=0:1:3"], **changes}
    plan = planned(tmp_path, ["recovery.empathy=0:1:3"])
    other = planned(tmp_path, **asked)  # type: ignore[arg-type]
    assert any(each.startswith(line) for each in differences(plan, other)), differences(plan, other)
    assert fingerprint_of(plan) != fingerprint_of(other)


def test_another_seed_of_the_design_is_named(tmp_path: Path) -> None:
    plan, other = (planned(tmp_path, DRAWN, points=3, seed=seed) for seed in (1, 2))
    lines = differences(plan, other)
    assert lines[0] == "design, seed: 1 -> 2"
    assert lines[1].startswith("point 0: recovery.empathy ")


def test_a_measure_that_does_not_exist_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"no measure `mean\[trist\]`.*did you mean `mean\[trust\]`"):
        planned(tmp_path, ["weeks=9,10"], weekly=["leavers", "mean[trist]"])
    assert planned(tmp_path, ["weeks=9,10"]).weekly == WEEKLY


def test_points_differ_by_their_values_alone(tmp_path: Path) -> None:
    """Replicate r has the same luck at every point: until the outage of week 8 nobody's life differs."""
    plan = planned_from(tmp_path, 'vary: {"incidents[outage].severity": [0.1, 2.0]}\nreplicates: 2\n')
    mild, severe = (plan.scenario(point) for point in plan.points)
    lives = [[live_run(scenario, replicate, plan.weekly) for scenario in (mild, severe)] for replicate in range(2)]
    for one, other in lives:
        assert set(one.weekly) == set(WEEKLY)
        for measure, values in one.weekly.items():
            assert np.array_equal(values[:7], other.weekly[measure][:7], equal_nan=True), measure
        assert not np.array_equal(one.weekly["mean[balance]"][7:], other.weekly["mean[balance]"][7:])
    first, second = (pair[0].weekly["mean[balance]"] for pair in lives)
    assert not np.array_equal(first[:7], second[:7])


def test_what_moves_no_feelings_leaves_every_life_as_it_is(tmp_path: Path) -> None:
    plan = planned(tmp_path, ["economics.revenue_per_week=1,50"])
    poor, rich = (live_run(plan.scenario(point), 0, plan.weekly) for point in plan.points)
    assert poor.metrics["revenue"] * 50 == pytest.approx(rich.metrics["revenue"])
    for measure, values in poor.weekly.items():
        assert np.array_equal(values, rich.weekly[measure], equal_nan=True), measure
