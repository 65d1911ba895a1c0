"""What each design promises: how many points, in which ranges, each value how often, and what stays when it grows."""

from __future__ import annotations

import math
import sys
from collections import Counter
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import MissingPartError
from simulator.experiment.sweeping.designs.drawn import unit_points
from simulator.experiment.sweeping.designs.order import spread
from simulator.experiment.sweeping.designs.problem import matrix_of, problem_of
from simulator.experiment.sweeping.designs.scaling import scaled
from simulator.experiment.sweeping.plan import Factor, Plan, Point
from simulator.experiment.sweeping.planning import drawn
from simulator.scenario.schema import Scenario
from tests.experiment.sweeping.plans import planned, planned_from, rows

SHOP = Scenario(name="Shop", touchpoints=({"name": "buy", "contacts_per_week": 1},))  # type: ignore[arg-type]
FACTORS = (
    Factor("recovery.empathy", 0.0, 1.0),
    Factor("market.offers.size", 0.001, 10.0, is_log=True),
    Factor("weeks", 10.0, 14.0, is_whole=True),
    Factor("customers", 1.0, 1000.0, is_whole=True, is_log=True),
    Factor("relationship.kind", levels=("contract", "open")),
    Factor("mechanisms.habit", levels=(False, True)),
    Factor("recovery.redress", levels=(0.1, 0.5, 0.9)),
)
CHOSEN = st.lists(st.sampled_from(FACTORS), min_size=2, max_size=5, unique=True)


def allowed(factor: Factor, value: object) -> bool:
    if factor.levels:
        return value in factor.levels
    assert factor.low is not None
    assert factor.high is not None
    assert isinstance(value, (int, float))
    return factor.low <= value <= factor.high and (not factor.is_whole or isinstance(value, int))


@settings(deadline=None, max_examples=25)
@given(CHOSEN, st.integers(2, 60), st.integers(0, 2**63 - 1))
def test_a_latin_hypercube_has_each_stratum_once_and_each_value_equally_often(
    factors: list[Factor], points: int, seed: int
) -> None:
    asked = {"n": points, "seed": seed}
    units = unit_points("latin_hypercube", len(factors), asked)
    assert np.sort(np.floor(units * points), axis=0).T.tolist() == [list(range(points))] * len(factors)
    found = drawn("latin_hypercube", factors, asked)
    assert found == drawn("latin_hypercube", factors, asked)
    assert len(found) == points
    for place, factor in enumerate(factors):
        column = [row[place] for row in found]
        assert all(allowed(factor, value) for value in column)
        values = factor.levels or (range(10, 15) if factor.path == "weeks" else ())
        counts = Counter(column)
        if values:
            met = [counts[value] for value in values]
            # Strata and values share their borders only when the points are a multiple of the values.
            assert max(met) - min(met) <= (3 if points % len(values) else 0)


@settings(deadline=None, max_examples=20)
@given(CHOSEN, st.integers(1, 5), st.booleans(), st.integers(0, 2**32))
def test_sobol_has_its_count_and_doubling_keeps_what_was_there(
    factors: list[Factor], exponent: int, second_order: bool, seed: int
) -> None:
    asked = {"N": 2**exponent, "calc_second_order": second_order, "seed": seed}
    found = drawn("sobol", factors, asked)
    size = (2 * len(factors) if second_order else len(factors)) + 2
    assert len(found) == 2**exponent * size
    assert all(allowed(factor, value) for row in found for factor, value in zip(factors, row, strict=True))
    twice = drawn("sobol", factors, {**asked, "N": 2 ** (exponent + 1)})
    assert twice[: len(found)] == found


@settings(deadline=None, max_examples=20)
@given(CHOSEN, st.integers(2, 8), st.sampled_from([4, 6, 8]), st.integers(0, 2**32))
def test_morris_moves_one_parameter_a_step_and_further_paths_come_after(
    factors: list[Factor], trajectories: int, levels: int, seed: int
) -> None:
    asked = {"N": trajectories, "num_levels": levels, "seed": seed}
    found = drawn("morris", factors, asked)
    assert len(found) == trajectories * (len(factors) + 1)
    assert all(allowed(factor, value) for row in found for factor, value in zip(factors, row, strict=True))
    for start in range(0, len(found), len(factors) + 1):
        path = found[start : start + len(factors) + 1]
        moved = [[here != there for here, there in zip(one, other, strict=True)] for one, other in pairwise(path)]
        # Every step changes exactly one value, words and small whole numbers too, and each parameter has its step.
        assert [sum(step) for step in moved] == [1] * len(factors)
        assert sorted(step.index(True) for step in moved) == list(range(len(factors)))
    assert drawn("morris", factors, {**asked, "N": trajectories + 3})[: len(found)] == found


def test_two_values_are_met_equally_often_at_the_levels_of_morris() -> None:
    units = np.linspace(0, 1, 4)
    assert scaled(FACTORS[4], units, on_levels=True) == ["contract", "contract", "open", "open"]
    assert scaled(FACTORS[2], np.linspace(0, 1, 6), on_levels=True) == [10, 11, 12, 12, 13, 14]
    assert scaled(FACTORS[0], units, on_levels=True) == pytest.approx([0.0, 1 / 3, 2 / 3, 1.0])


def test_whole_numbers_have_equal_parts_of_the_way_and_powers_of_ten_on_a_log_scale() -> None:
    units = (np.arange(3000) + 0.5) / 3000
    assert Counter(scaled(FACTORS[2], units, on_levels=False)) == dict.fromkeys(range(10, 15), 600)
    column = [float(value) for value in scaled(FACTORS[1], units, on_levels=False) if isinstance(value, float)]
    assert Counter(math.floor(math.log10(value)) for value in column) == dict.fromkeys(range(-3, 1), 750)
    whole = scaled(FACTORS[3], units, on_levels=False)
    counts = Counter(whole)
    assert (min(whole), counts[1] > counts[2] > counts[4] > counts[8]) == (1, True)
    assert isinstance(max(whole), int)
    assert 990 < max(whole) <= 1000


def test_the_ends_of_a_range_are_reached_and_not_passed() -> None:
    for factor in FACTORS:
        for on_levels in (False, True):
            found = scaled(factor, np.array([0.0, 1e-15, 1.0 - 1e-15, 1.0]), on_levels=on_levels)
            assert all(allowed(factor, value) for value in found)
            assert found[0] == (factor.levels[0] if factor.levels else factor.low)
            assert found[-1] == (factor.levels[-1] if factor.levels else factor.high)


@pytest.mark.parametrize("design", ["sobol", "morris"])
def test_without_its_library_a_design_says_which_extra_brings_it(monkeypatch: pytest.MonkeyPatch, design: str) -> None:
    monkeypatch.setitem(sys.modules, "SALib.sample", None)
    monkeypatch.setitem(sys.modules, "SALib", None)
    with pytest.raises(MissingPartError, match=r"engagement-simulator\[sensitivity\]") as caught:
        unit_points(design, 2, {"N": 4, "calc_second_order": False, "num_levels": 4, "seed": 1})
    assert "\n" not in str(caught.value)


def test_a_grid_has_every_value_with_every_other_the_last_moving_fastest(tmp_path: Path) -> None:
    plan = planned(tmp_path, ["recovery.empathy=0,0.5", "relationship.kind=contract,open", "weeks=10:12:3"])
    assert rows(plan) == list(product([0.0, 0.5], ["contract", "open"], [10, 11, 12]))


def test_a_zip_takes_the_first_values_together(tmp_path: Path) -> None:
    text = "design: zip\nvary: {recovery.empathy: [0, 0, 1], weeks: [10, 11, 12]}\n"
    plan = planned_from(tmp_path, text)
    assert rows(plan) == [(0.0, 10), (0.0, 11), (1.0, 12)]
    assert plan.factors[0].levels == (0.0, 1.0)


def test_one_at_a_time_begins_with_the_scenario_and_goes_round(tmp_path: Path) -> None:
    plan = planned(tmp_path, ["weeks=10,11,12", "market.climate=0.5..1.5"], design="one_at_a_time")
    assert rows(plan) == [(12, 1.0), (10, 1.0), (12, 0.5), (11, 1.0), (12, 1.5)]
    assert plan.factors[0].levels == (12, 10, 11)


def test_points_that_are_excluded_are_not_numbered(tmp_path: Path) -> None:
    text = """vary:
  recovery.empathy: [0, 0.5, 0.9]
  relationship.kind: [contract, open]
  weeks: [10, 12]
exclude:
  - {recovery.empathy: {from: 0.4}, relationship.kind: open}
  - {weeks: 10, relationship.kind: [contract]}
"""
    everything = product([0.0, 0.5, 0.9], ["contract", "open"], [10, 12])
    left = [
        (empathy, kind, weeks)
        for empathy, kind, weeks in everything
        if not (empathy >= 0.4 and kind == "open") and not (weeks == 10 and kind == "contract")
    ]
    assert rows(planned_from(tmp_path, text)) == left
    assert rows(planned_from(tmp_path, text.replace("exclude", "include"))) == [
        row for row in product([0.0, 0.5, 0.9], ["contract", "open"], [10, 12]) if row not in left
    ]


GRIDS = st.lists(st.integers(1, 7), min_size=1, max_size=3)


@settings(deadline=None, max_examples=60)
@given(GRIDS)
def test_half_a_grid_has_met_every_value_about_equally_often(sizes: list[int]) -> None:
    places = tuple(product(*(range(size) for size in sizes)))
    order = spread(places)
    assert sorted(order) == list(range(len(places)))
    half = [places[number] for number in order[: (len(places) + 1) // 2]]
    for parameter, size in enumerate(sizes):
        met = Counter(point[parameter] for point in half)
        counts = [met[value] for value in range(size)]
        if len(half) > size:
            assert min(counts) > 0
        assert max(counts) - min(counts) <= max(2, 0.25 * len(half) / size)


def test_the_analysis_sees_numbers_in_the_order_of_the_points(tmp_path: Path) -> None:
    text = """vary:
  relationship.kind: [open, contract]
  recovery.empathy: [0.9, 0.1]
  mechanisms.habit: [false, true]
"""
    plan = planned_from(tmp_path, text)
    assert problem_of(plan) == {
        "num_vars": 3,
        "names": ["relationship.kind", "recovery.empathy", "mechanisms.habit"],
        "bounds": [[0.0, 1.0], [0.1, 0.9], [0.0, 1.0]],
    }
    assert matrix_of(plan).tolist() == [list(row) for row in product([0.0, 1.0], [0.9, 0.1], [0.0, 1.0])]
    assert matrix_of(plan).dtype == np.float64


def test_salib_analyses_what_it_drew() -> None:
    from SALib.analyze import morris, sobol

    factors = (FACTORS[0], FACTORS[4], Factor("weeks", 0.0, 9.0, is_whole=True))

    def plan(design: str, settings: dict[str, int | bool]) -> Plan:
        paths = [factor.path for factor in factors]
        points = [
            Point(number, dict(zip(paths, row, strict=True)))
            for number, row in enumerate(drawn(design, factors, settings))
        ]
        return Plan("x", SHOP, factors, design, settings, tuple(points), 1, ())

    paths = plan("morris", {"N": 12, "num_levels": 4, "seed": 1})
    answer = matrix_of(paths) @ [2.0, 1.0, 0.0]
    found = morris.analyze(problem_of(paths), matrix_of(paths), answer, num_levels=4, seed=1)
    # Over their whole ranges the first moves the answer by 2; the second, with two values, jumps by 1 in a step of 2/3.
    assert np.allclose(found["mu_star"], [2.0, 1.5, 0.0])
    assert np.allclose(found["sigma"], 0.0)
    drawn_points = plan("sobol", {"N": 256, "calc_second_order": False, "seed": 1})
    answer = matrix_of(drawn_points) @ [2.0, 1.0, 0.0]
    indices = sobol.analyze(problem_of(drawn_points), answer, calc_second_order=False, seed=1)
    # Variances 4/12 of an even spread and 1/4 of a coin: 4/7 and 3/7.
    assert np.allclose(indices["S1"], [4 / 7, 3 / 7, 0.0], atol=0.05)
