"""Pictures of sweeps: one parameter, two, many; the same bytes every time; nothing where nothing differs."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from benchmarks.surviving import tiny
from simulator.experiment.sweeping.living import Outcome
from simulator.experiment.sweeping.plan import Factor, Plan, Point
from simulator.experiment.sweeping.running import run_in_memory
from simulator.experiment.sweeping.stored import StoredSweep
from simulator.report.sweeps import of_metric, save_all
from simulator.scenario.schema import Scenario

EMPATHY, REDRESS, KIND = "recovery.empathy", "recovery.redress", "relationship.kind"


def known(scenario: Scenario, replicate: int, _: object) -> Outcome:
    recovery = scenario.recovery
    empathy = recovery.empathy.mean if hasattr(recovery.empathy, "mean") else recovery.empathy
    return Outcome({"staying": 0.5 + 0.1 * float(empathy) + 0.01 * replicate, "mean[balance]": 1.0}, {})


def swept(**levels: tuple[object, ...]) -> StoredSweep:
    paths = {"empathy": EMPATHY, "redress": REDRESS, "kind": KIND}
    factors = tuple(Factor(paths[name], levels=each) for name, each in levels.items())  # type: ignore[arg-type]
    rows = enumerate(product(*levels.values()))
    points = tuple(
        Point(number, {factor.path: value for factor, value in zip(factors, row, strict=True)})  # type: ignore[misc]
        for number, row in rows
    )
    plan: Plan = replace(tiny(40), factors=factors, points=points, replicates=2, weekly=())
    return run_in_memory(plan, known, jobs=1)


def words_in(stored: StoredSweep) -> set[str]:
    drawn = of_metric(stored, "staying")
    assert drawn is not None
    from matplotlib.text import Text

    return {text.get_text() for text in drawn.findobj(Text)}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("stored", "panels", "said"),
    [
        (swept(empathy=(0.0, 0.5, 1.0)), 1, {EMPATHY}),
        (swept(empathy=(0.0, 1.0), redress=(0.0, 0.5, 1.0)), 1, {EMPATHY, REDRESS, "50.5", "60.5"}),
        (swept(empathy=(0.0, 1.0), redress=(0.0, 1.0), kind=("contract", "open")), 3, {KIND, "contract", "open"}),
    ],
    ids=["a line", "a map", "panels"],
)
def test_each_number_of_parameters_has_its_picture(stored: StoredSweep, panels: int, said: set[str]) -> None:
    drawn = of_metric(stored, "staying")
    assert drawn is not None
    assert len(drawn.axes) == panels
    assert said | {"Staying from 50.5 % to 60.5 %"} <= words_in(stored)


def test_words_stand_beside_each_other() -> None:
    stored = swept(kind=("contract", "open"))
    assert of_metric(stored, "staying") is None  # the kind moves nothing here
    assert of_metric(swept(empathy=(0.0, 1.0)), "mean[balance]") is None


def test_the_same_sweep_gives_the_same_bytes(tmp_path: Path) -> None:
    stored = swept(empathy=(0.0, 0.5, 1.0))
    one, two = (save_all(stored, tmp_path / name) for name in ("one", "two"))
    assert [file.name for file in one] == ["staying.svg", "staying.png"]
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]
