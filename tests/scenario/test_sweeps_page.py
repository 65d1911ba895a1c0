"""The page on sweeps: every block on it is valid, every key is met there, and its figures are right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.experiment.sweeping.planning import plan_of
from simulator.scenario.sweep import LatinHypercube, Morris, Range, Sobol, Sweep
from simulator.scenario.sweep_reading import read_sweep, sweep_from_flags

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "sweeps.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
COUNTS = {"Answering complaints": 9, "Rare and frequent failures": 10, "Warm words or money": 21, "Three plans": 3}
FLAGS = re.findall(r'`--vary "?([^`"]+)"?`', PAGE)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0])
def test_each_block_is_a_sweep(tmp_path: Path, block: str) -> None:
    file = tmp_path / "some.sweep.yaml"
    file.write_text(block, encoding="utf-8")
    plan = plan_of(read_sweep(file))
    assert len(plan.points) == COUNTS.get(plan.name, 20 * (len(plan.factors) + 1))


@pytest.mark.parametrize("part", [Sweep, Range, LatinHypercube, Sobol, Morris])
def test_every_key_is_met(part: type[Sweep]) -> None:
    assert {field.alias or name for name, field in part.model_fields.items()} - set(re.findall(r"\w+", PAGE)) == set()


@pytest.mark.parametrize("flag", [flag for flag in FLAGS if "PATH" not in flag])
def test_each_flag_is_understood(flag: str) -> None:
    assert sweep_from_flags("telecom", [flag], points=4 if ".." in flag else None).varied


def test_the_python_on_the_page_works() -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    names: dict[str, object] = {}
    exec(
        compile(
            code.replace(
                "len(plan.points), len(list(plan.runs()))", "counts = (len(plan.points), len(list(plan.runs())))"
            ),
            "sweeps.md",
            "exec",
        ),
        names,
    )
    assert names["counts"] == (25, 100)
