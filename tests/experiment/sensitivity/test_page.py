"""What docs/sensitivity.md shows works as it stands there, with fewer customers and points, and what it says is so."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from simulator.experiment.sensitivity import ends, enough, losing
from simulator.experiment.sensitivity.analysis import METHODS
from simulator.experiment.sensitivity.table import LUCK
from tests.cli.command import called
from tests.house import source

PAGE = (source.ROOT / "docs" / "sensitivity.md").read_text(encoding="utf-8")
SMALL = ("--customers", "40", "--weeks", "6", "--points", "2", "--replicates", "2", "--set", "warm_up_weeks=0")


def test_the_commands_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [
        re.split(r"\s{3,}", line)[0]
        for block in re.findall(r"^```\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
    ]
    assert len(lines) == 5
    for line in lines:
        command, *arguments = shlex.split(line)
        assert command == "engage"
        is_lived = arguments[1].startswith("results/")
        code, out, err = called(capsys, *arguments, "--no-figures", *(() if is_lived else SMALL))
        assert code == 0, err
        assert out.rstrip().splitlines()[-1].startswith("Table: results/")
    assert {path.name for path in Path("results").iterdir()} >= {
        "service-morris",
        "what-matters-morris",
        "what-matters-sobol",
    }


def test_the_python_works() -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(code, "sensitivity.md", "exec"), names)
    assert "mean trust" in names["found"].answer
    assert set(names["found"].table["metric"]) == {"mean[trust]"}


def test_every_design_and_measure_is_described() -> None:
    measures = {name for method in METHODS.values() for name in method.measures} | {*LUCK, *ends.MEASURES} - {"mean"}
    assert {name for name in measures if f"`{name}`" not in PAGE} == {"mean"} & measures
    assert {name for name in METHODS if f"| `{name}` |" not in PAGE} == set()


def test_the_rules_are_those_of_the_page() -> None:
    words = " ".join(PAGE.split())
    assert f"wider than {enough.HALF_WIDTH} either way" in words
    assert (enough.PART, "or than a quarter of the effect" in words) == (0.25, True)
    assert f"further apart than {enough.EQUAL}, or than a tenth" in words
    assert enough.EQUAL_PART == 0.1
    assert f"Above **{losing.MOST_LOST:.0%}**".replace("%", " %") in words
