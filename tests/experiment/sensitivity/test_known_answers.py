"""Functions whose sensitivity is known, from the design to the table."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from SALib.analyze.morris import analyze

from simulator.experiment.sensitivity.analysis import Analysis, analysis
from simulator.experiment.sensitivity.coding import coded
from simulator.experiment.sweeping.plan import Factor, Plan, Value
from tests.experiment.sensitivity.made import (
    ISHIGAMI,
    THREE,
    Function,
    cube,
    gridded,
    ishigami,
    linear,
    lived,
    planned,
    saltelli,
    trajectories,
    unit,
)


def told(plan: Plan, function: Function) -> Analysis:
    return analysis(plan, lived(plan, function))


def values(found: Analysis, measure: str) -> list[float]:
    table = found.table
    return list(table.loc[table["measure"] == measure, "value"])


def covers(found: Analysis, measure: str, known: tuple[float, ...]) -> bool:
    rows = found.table[found.table["measure"] == measure]
    return bool(((rows["low"].to_numpy() <= known) & (known <= rows["high"].to_numpy())).all())


@pytest.mark.parametrize("second_order", [False, True])
def test_ishigami(second_order: bool) -> None:
    found = told(saltelli(THREE, 1024, second_order=second_order), ishigami)
    for measure, known in ISHIGAMI.items():
        assert values(found, measure) == pytest.approx(known, abs=0.02)
        assert covers(found, measure, known)


def test_shares_of_a_linear_function() -> None:
    """Its first and total indices are the same: the squares of the weights by the variances of the ranges."""
    factors = (*unit("a", "b"), Factor("c", low=0.0, high=2.0))
    found = told(saltelli(factors, 512), linear(a=1.0, b=3.0, c=1.0))
    known = tuple(np.array([1.0, 9.0, 4.0]) / 14.0)
    for measure in ("first", "total"):
        assert values(found, measure) == pytest.approx(known, abs=0.01)
        assert covers(found, measure, known)


def test_morris_of_a_linear_function() -> None:
    factors = (*unit("a", "b", "c"), Factor("d", low=2.0, high=4.0))
    found = told(trajectories(factors, 6), linear(a=1.5, b=-2.0, c=0.0, d=1.0))
    assert values(found, "mu_star") == pytest.approx([1.5, 2.0, 0.0, 2.0])
    assert values(found, "mu") == pytest.approx([1.5, -2.0, 0.0, 2.0])
    assert values(found, "sigma") == pytest.approx([0.0] * 4, abs=1e-12)
    assert [name for name, _ in found.found[0].ranked][2:] == ["a", "c"]
    assert found.found[0].enough.is_enough


def test_morris_is_that_of_the_library() -> None:
    plan = trajectories(THREE, 12)
    runs = lived(plan, ishigami)
    found = analysis(plan, runs)
    problem = {"num_vars": 3, "names": ["x1", "x2", "x3"], "bounds": [[-np.pi, np.pi]] * 3}
    known = analyze(problem, coded(plan), runs["staying"].to_numpy(), num_levels=4)
    for measure in ("mu", "mu_star", "sigma"):
        assert values(found, measure) == pytest.approx(list(known[measure]))


WHOLE = Factor("n", low=1, high=6, is_whole=True)
WORDS = Factor("w", levels=("slow", "fast", None))
ADDED = {"slow": 0.0, "fast": 3.0, None: 6.0}


def mixed(values: Mapping[str, Value], _: np.random.Generator) -> float:
    """A whole number and words, nothing of them together."""
    return float(values["n"]) + ADDED[values["w"]]  # type: ignore[arg-type, index]


def test_whole_numbers_and_words() -> None:
    """Their variances are those of a die and of three words; a step of Morris is as long as it was after rounding."""
    factors = (WHOLE, WORDS, *unit("idle"))
    found = told(gridded((Factor("n", levels=(1, 2, 3, 4, 5, 6)), WORDS, Factor("idle", levels=(0.0, 1.0)))), mixed)
    die, words = 35.0 / 12.0, 6.0
    assert values(found, "main_effect") == pytest.approx([die / (die + words), words / (die + words), 0.0])
    assert values(found, "together") == pytest.approx([0.0], abs=1e-12)
    screened = told(trajectories(factors, 40), mixed)
    assert values(screened, "mu_star")[0] == pytest.approx(5.0)
    assert 3.0 <= values(screened, "mu_star")[1] <= 6.0
    assert np.isnan(values(screened, "mu")[1])
    assert values(screened, "mu_star")[2] == 0.0
    shares = told(saltelli(factors, 1024), mixed)
    # Rounding leaves the ends of the range half as often as the numbers between them.
    die = float(np.average((np.arange(1, 7) - 3.5) ** 2, weights=[1, 2, 2, 2, 2, 1]))
    known = (die / (die + words), words / (die + words), 0.0)
    assert values(shares, "first") == pytest.approx(known, abs=0.02)
    assert covers(shares, "total", known)


def test_a_range_whose_steps_multiply() -> None:
    """A change through the whole range is that of its logarithm; a step is as long wherever it begins."""
    factor = Factor("a", low=0.01, high=1.0, is_log=True)
    rows = 0.01 * 100.0 ** coded(trajectories(unit("a"), 6))
    found = told(planned("morris", [factor], rows), lambda point, _: 3.0 * float(np.log10(point["a"])))  # type: ignore[arg-type]
    assert values(found, "mu") == pytest.approx([6.0])
    assert values(found, "sigma") == pytest.approx([0.0], abs=1e-12)
    assert found.found[0].ends[0].low == "0.01 to 0.0464"


def test_one_at_a_time() -> None:
    rows = np.array([[0.5, 0.5], [0.0, 0.5], [1.0, 0.5], [0.5, 0.0], [0.5, 1.0]])
    plan = planned("one_at_a_time", unit("a", "b"), rows, replicates=3)
    found = told(plan, lambda point, luck: float(point["a"]) ** 2 - float(point["b"]) + luck.normal())  # type: ignore[arg-type]
    assert values(found, "swing") == pytest.approx([1.0, 1.0])
    assert values(found, "at_low") == pytest.approx([-0.25, 0.5])
    assert values(found, "at_high") == pytest.approx([0.75, -0.5])
    # The luck is alike at every point, so that none of it is in a difference.
    assert found.table["low"].to_numpy()[-1] == pytest.approx(-0.5)
    assert values(found, "luck_common") == pytest.approx([1.0])


def test_a_latin_hypercube() -> None:
    found = told(cube((*unit("a", "b", "c"), WORDS), 200), linear(a=2.0, b=-1.0))
    coefficients = values(found, "srrc")
    known = np.array([2.0, -1.0, 0.0]) / np.sqrt(5.0)
    assert coefficients[:3] == pytest.approx(known, abs=0.05)
    assert coefficients[3] == pytest.approx(0.0, abs=0.05)
    assert 0.95 < values(found, "r_squared")[0] <= 1.0
    turning = told(cube(unit("a", "b"), 200), lambda point, _: (float(point["a"]) - 0.5) ** 2)  # type: ignore[arg-type]
    assert values(turning, "r_squared")[0] < 0.1
    assert "That is little" in turning.answer


def test_ends_of_a_linear_function_hold_whatever_the_others_are() -> None:
    """A step of a trajectory goes over two thirds of the range; quarters lie three quarters of it apart."""
    function = linear(a=3.0, b=-2.0, c=0.0)
    screened = told(trajectories(unit("a", "b", "c"), 6), function)
    apart = np.array(values(screened, "at_high")) - np.array(values(screened, "at_low"))
    assert apart == pytest.approx([2.0, -4.0 / 3.0, 0.0], abs=1e-6)
    drawn = told(saltelli(unit("a", "b", "c"), 256), function)
    apart = np.array(values(drawn, "at_high")) - np.array(values(drawn, "at_low"))
    assert apart == pytest.approx([2.25, -1.5, 0.0], abs=0.02)


def test_the_same_runs_give_the_same_table() -> None:
    plan = saltelli(THREE, 32)
    runs = lived(plan, ishigami)
    np.random.seed(1)  # noqa: NPY002
    one = analysis(plan, runs).table
    np.random.seed(2)  # noqa: NPY002
    other = analysis(plan, runs.sample(frac=1.0, random_state=3)).table
    assert one.equals(other)
