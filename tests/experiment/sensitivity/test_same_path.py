"""Known answers the way that every sweep goes: flags, design, points, runs that fail or not, table, analysis."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from simulator.experiment.sensitivity.analysis import analysis
from simulator.experiment.sensitivity.drawing import drawn_over_scenario, drawn_over_sweep
from simulator.experiment.sweeping.living import Outcome
from simulator.experiment.sweeping.running import run_in_memory, run_sweep
from simulator.scenario.schema import Scenario
from tests.cli.command import SHOP
from tests.experiment.sensitivity.made import ISHIGAMI

PATHS = ("recovery.empathy", "recovery.ease", "recovery.redress")


@pytest.fixture
def shop(tmp_path: Path) -> str:
    (tmp_path / "shop.yaml").write_text(SHOP, encoding="utf-8")
    return str(tmp_path / "shop.yaml")


def of_three(scenario: Scenario) -> tuple[float, float, float]:
    recovery = scenario.recovery
    return recovery.empathy.mean, recovery.ease.mean, recovery.redress.mean


def ishigami(scenario: Scenario, replicate: int, weekly: Sequence[str]) -> Outcome:
    """The function of Ishigami and Homma, of parameters between 0 and 1."""
    x1, x2, x3 = (np.pi * (2.0 * each - 1.0) for each in of_three(scenario))
    return Outcome({"staying": float(np.sin(x1) + 7.0 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1))}, {})


def linear(scenario: Scenario, replicate: int, weekly: Sequence[str]) -> Outcome:
    x1, x2, x3 = of_three(scenario)
    return Outcome({"staying": 1.0 * x1 - 2.0 * x2 + 0.5 * x3 + 0.25 * replicate}, {})


def test_ishigami(shop: str) -> None:
    plan = drawn_over_scenario(shop, [f"{path}=0..1" for path in PATHS], "sobol", 64, 1, [])
    found = analysis(plan, run_in_memory(plan, ishigami).runs)
    assert found.found[0].runs == 64 * 5
    for measure, known in ISHIGAMI.items():
        estimates = found.found[0].estimates.factors[measure]
        assert all(each.low <= true <= each.high for each, true in zip(estimates, known, strict=True))
        assert [each.mean for each in estimates] == pytest.approx(known, abs=0.12)


def test_a_linear_function_from_a_folder(shop: str, tmp_path: Path) -> None:
    plan = drawn_over_scenario(shop, [f"{path}=0..1" for path in PATHS], "morris", 5, 2, [])
    found = analysis(plan, run_sweep(plan, tmp_path / "morris", live=linear).runs).found[0]
    assert [each.mean for each in found.estimates.factors["mu_star"]] == pytest.approx([1.0, 2.0, 0.5])
    assert [each.mean for each in found.estimates.factors["sigma"]] == pytest.approx([0.0] * 3, abs=1e-12)
    assert found.luck is not None
    assert found.luck.common == pytest.approx(1.0)
    plan = drawn_over_scenario(shop, [f"{path}=0..1" for path in PATHS], "sobol", 32, 1, [])
    found = analysis(plan, run_in_memory(plan, linear).runs).found[0]
    shares = np.array([1.0, 4.0, 0.25]) / 5.25
    for measure in ("first", "total"):
        estimates = found.estimates.factors[measure]
        assert all(each.low <= share <= each.high for each, share in zip(estimates, shares, strict=True))


SWEEP = """\
name: Desk
scenario: shop.yaml
vary:
  recovery.answer_weeks: {from: 0, to: 5}
  relationship.kind: [contract, open]
design: grid
"""


def test_a_whole_number_and_words_over_what_a_sweep_file_varies(shop: str, tmp_path: Path) -> None:
    file = tmp_path / "desk.sweep.yaml"
    file.write_text(SWEEP.replace("to: 5", "to: 5, steps: 6"), encoding="utf-8")

    def known(scenario: Scenario, replicate: int, weekly: Sequence[str]) -> Outcome:
        is_open = scenario.relationship.kind == "open"
        return Outcome({"staying": scenario.recovery.answer_weeks + 4.0 * is_open}, {})

    plan = drawn_over_sweep(str(file), None, None, 2, [])
    assert (plan.design, len(plan.points), plan.replicates) == ("grid", 12, 2)
    shares = analysis(plan, run_in_memory(plan, known).runs).found[0].estimates.factors["main_effect"]
    die, coin = 35.0 / 12.0, 4.0
    assert [each.mean for each in shares] == pytest.approx([die / (die + coin), coin / (die + coin)])
    plan = drawn_over_sweep(str(file), "sobol", 64, None, [])
    found = analysis(plan, run_in_memory(plan, known).runs).found[0]
    assert [each.mean for each in found.estimates.factors["total"]] == pytest.approx(
        [die / (die + coin), coin / (die + coin)], abs=0.06
    )
    plan = drawn_over_sweep(str(file), "morris", 8, None, [])
    found = analysis(plan, run_in_memory(plan, known).runs).found[0]
    assert [each.mean for each in found.estimates.factors["mu_star"]] == pytest.approx([5.0, 4.0])


def test_points_that_do_not_fit_are_left_out_with_their_block(shop: str) -> None:
    """A run that raises is a failed row; its trajectory is left out and all others are as they would be."""

    def fragile(scenario: Scenario, replicate: int, weekly: Sequence[str]) -> Outcome:
        if of_three(scenario) == broken:
            raise ZeroDivisionError("nobody is left")
        return linear(scenario, replicate, weekly)

    plan = drawn_over_scenario(shop, [f"{path}=0..1" for path in PATHS], "morris", 8, 1, [])
    broken = tuple(plan.points[5].values.values())  # type: ignore[assignment]
    found = analysis(plan, run_in_memory(plan, fragile).runs)
    assert found.responses.failed >= 1
    assert found.found[0].lost.lost == found.responses.failed
    assert [each.mean for each in found.found[0].estimates.factors["mu_star"]] == pytest.approx([1.0, 2.0, 0.5])
