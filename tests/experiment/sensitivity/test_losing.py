"""Runs that failed, metrics that never move, sweeps that are not over: the rules hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator.errors import ResultsError, UsageError
from simulator.experiment.sensitivity.analysis import analysis
from simulator.experiment.sensitivity.losing import LostError
from simulator.experiment.sweeping.plan import Factor
from tests.experiment.sensitivity.made import (
    THREE,
    failing,
    gridded,
    ishigami,
    linear,
    lived,
    planned,
    saltelli,
    trajectories,
    unit,
)


def test_a_block_with_a_failed_run_is_left_out_whole() -> None:
    plan = saltelli(THREE, 16)
    runs = lived(plan, ishigami)
    found = analysis(plan, failing(runs, 7, 8))  # both in the second block of five
    without = saltelli(THREE, 16)
    kept = runs[~runs["point"].isin(range(5, 10))]
    assert found.found[0].runs == 75
    assert found.table.equals(analysis(without, kept).table)
    assert "Of 80 runs 2 failed." in found.answer
    assert "Left out whole for a run that failed or has no such figure: one block." in found.answer


def test_a_trajectory_with_a_failed_run_is_left_out_whole() -> None:
    plan = trajectories(unit("a", "b"), 10)
    found = analysis(plan, failing(lived(plan, linear(a=1.0, b=2.0)), 4)).found[0]
    assert (int(found.lost.is_whole.sum()), found.lost.lost, found.runs) == (9, 1, 27)
    assert [each.mean for each in found.estimates.factors["mu_star"]] == pytest.approx([1.0, 2.0])


def test_a_figure_that_is_not_there_is_lost_as_a_failed_run_is() -> None:
    plan = trajectories(unit("a", "b"), 10)
    runs = lived(plan, linear(a=1.0, b=2.0)).assign(nps=lambda table: table["staying"])
    runs.loc[[3, 9], "nps"] = [np.nan, np.inf]
    staying, nps = analysis(plan, runs).found
    assert (staying.lost.lost, nps.lost.lost) == (0, 2)
    runs.loc[range(12), "nps"] = np.nan
    staying, nps = analysis(plan, runs).found
    assert nps.refused.startswith("4 of ten trajectories are lost")
    assert not staying.refused


def test_above_a_fifth_lost_nothing_is_said() -> None:
    plan = trajectories(unit("a", "b"), 10)
    runs = lived(plan, linear(a=1.0, b=2.0))
    assert analysis(plan, failing(runs, 0, 3)).found[0].lost.lost == 2
    with pytest.raises(LostError, match=r"^3 of ten trajectories are lost .* above 20 % nothing is said$") as caught:
        analysis(plan, failing(runs, 0, 3, 6))
    assert caught.value.exit_code == 6


def test_one_failed_replicate_loses_the_point() -> None:
    """A mean over other luck than that of the neighbours would be a difference of its own."""
    plan = trajectories(unit("a", "b"), 10, replicates=3)
    found = analysis(
        plan, failing(lived(plan, lambda p, luck: linear(a=1.0, b=2.0)(p, luck) + luck.normal()), 0)
    ).found[0]
    assert found.lost.lost == 1
    assert [each.mean for each in found.estimates.factors["mu_star"]] == pytest.approx([1.0, 2.0])


def test_a_factor_without_all_its_points_is_left_out_of_a_tornado() -> None:
    rows = np.array(
        [[0.5, 0.5, 0.5], [0.0, 0.5, 0.5], [1.0, 0.5, 0.5], [0.5, 0.0, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 0.0]]
    )
    plan = planned("one_at_a_time", unit("a", "b", "c"), rows, replicates=2)
    runs = lived(plan, linear(a=1.0, b=2.0, c=0.5))
    found = analysis(plan, failing(runs, 1)).found[0]
    assert [name for name, _ in found.ranked] == ["b", "c"]
    assert np.isnan(found.ends[0].at_high.mean)
    with pytest.raises(LostError, match="the base"):
        analysis(plan, failing(runs, 0))


def test_a_sweep_that_is_not_over_says_what_it_can() -> None:
    plan = trajectories(unit("a", "b"), 10, replicates=2)
    runs = lived(plan, linear(a=1.0, b=2.0))
    half = analysis(plan, runs.iloc[:20])
    assert half.found[0].lost.waiting == 4
    assert half.found[0].runs == 18
    assert "Not lived to the end yet, and left out: four trajectories" in half.answer
    more = analysis(plan, runs.iloc[:50])
    assert (more.responses.replicates, more.responses.begun, more.found[0].runs) == (1, 1, 30)
    with pytest.raises(ResultsError, match="no run"):
        analysis(plan, runs.iloc[:0])


def test_what_never_moves_is_said_and_not_divided_by() -> None:
    for plan in (saltelli(THREE, 8, 2), trajectories(THREE, 4, 2), gridded([Factor("a", levels=(1, 2))], 2)):
        found = analysis(plan, lived(plan, lambda _, luck: 0.75 + 0.0 * luck.normal()))
        assert found.answer.startswith("How many stay never moves: 75.0 % at every point.")
        assert found.found[0].is_still
        lucky = analysis(plan, lived(plan, lambda _, luck: luck.normal()))
        assert "All that moves it is luck: two runs of the same point differ by" in lucky.answer


def test_holes_in_a_grid_are_told() -> None:
    plan = gridded([Factor("a", levels=(1, 2, 3)), Factor("b", levels=(1, 2))])
    runs = lived(plan, linear(a=1.0, b=2.0))
    assert "holes" not in analysis(plan, runs).answer
    assert "The grid has holes" in analysis(plan, failing(runs, 3)).answer


def test_points_that_were_chosen_by_hand_say_nothing() -> None:
    plan = planned("list", unit("a", "b"), np.eye(2))
    with pytest.raises(UsageError, match="chosen by hand"):
        analysis(plan, lived(plan, linear(a=1.0, b=2.0)))
    plan = planned("sobol", unit("a", "b"), np.random.default_rng(1).random((8, 2)))
    with pytest.raises(UsageError, match="do not form"):
        analysis(plan, lived(plan, linear(a=1.0, b=2.0)))


def test_a_metric_that_is_not_there_is_named_with_those_that_are() -> None:
    plan = trajectories(unit("a"), 4)
    with pytest.raises(ResultsError, match="no run of this sweep has a metric 'profits'; there are: staying"):
        analysis(plan, lived(plan, linear(a=1.0)), ["profits"])


def test_what_exclude_cut_up_is_left_out_and_the_rest_is_found() -> None:
    whole = trajectories(unit("a", "b"), 10)
    kept = [point for point in whole.points if point.number != 4]
    plan = replace(whole, points=tuple(replace(point, number=place) for place, point in enumerate(kept)))
    found = analysis(plan, lived(plan, linear(a=1.0, b=2.0)))
    assert (found.others, found.found[0].runs) == (2, 27)
    assert "Two points in no whole trajectory, as after exclude: left out." in found.answer
    assert [each.mean for each in found.found[0].estimates.factors["mu_star"]] == pytest.approx([1.0, 2.0])


def test_where_the_points_differ_by_luck_the_words_begin_with_it() -> None:
    plan = trajectories(unit("a", "b"), 10, replicates=3)
    own = np.random.default_rng(4)
    found = analysis(plan, lived(plan, lambda point, _: 0.01 * float(point["a"]) + own.normal()))  # type: ignore[arg-type]
    assert found.answer.startswith("What decides how many stay cannot be told from luck; first, and by luck as well")
    assert "which more replicates lessen" in found.answer


def test_words_that_never_followed_each_other_have_no_ends() -> None:
    """A step of Morris skips a word of four: the first and the third, the second and the fourth."""
    factors = (Factor("w", levels=("a", "b", "c", "d")), *unit("x"))
    rows = np.array([[0, 0], [2, 0], [2, 2 / 3], [3, 2 / 3], [1, 2 / 3], [1, 0], [2, 1], [0, 1], [0, 1 / 3]])
    plan = planned("morris", factors, rows)
    ends = analysis(plan, lived(plan, lambda point, _: "abcd".index(point["w"]) + 2.0 * point["x"])).found[0].ends  # type: ignore[arg-type, operator]
    assert np.isnan(ends[0].at_low.mean)
    assert ends[1].at_high.mean - ends[1].at_low.mean == pytest.approx(4.0 / 3.0)
