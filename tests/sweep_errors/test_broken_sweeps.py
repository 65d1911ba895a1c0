"""Every broken sweep of this folder, against the words and places that its `.expected` file holds.

The form of an `.expected` file is that of `tests/scenario_errors`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.errors import Problem, ScenarioError
from simulator.experiment.sweeping.planning import plan_of
from simulator.scenario.sweep_reading import read_sweep
from tests.scenario_errors.test_broken_files import FOREIGN

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("[0-9]*.sweep.yaml"))


def stem(file: Path) -> str:
    return file.name.removesuffix(".sweep.yaml")


def problems_of(file: Path) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        plan_of(read_sweep(file))
    return caught.value.problems


@pytest.mark.parametrize("file", FILES, ids=stem)
def test_a_broken_sweep_says_what_is_wrong_and_where(file: Path) -> None:
    blocks = (HERE / f"{stem(file)}.expected").read_text(encoding="utf-8").strip().split("\n\n")
    problems = problems_of(file)
    assert len(problems) == len(blocks), [str(problem) for problem in problems]
    for problem, block in zip(problems, blocks, strict=True):
        place, *words = block.splitlines()
        *other, line, column = place.split(":")
        where = HERE / other[0] if other else file
        assert (Path(problem.file).resolve(), problem.line, problem.column) == (where.resolve(), int(line), int(column))
        assert words
        for word in words:
            assert word in problem.message


@pytest.mark.parametrize("file", FILES, ids=stem)
def test_no_message_speaks_of_the_inside_of_the_program(file: Path) -> None:
    for problem in problems_of(file):
        assert not FOREIGN.search(problem.message)
        assert "function-" not in problem.message
        assert len(problem.message) < 500
        assert "\n" not in problem.message


def test_there_are_many_kinds_of_mistakes_and_each_has_its_words() -> None:
    assert len(FILES) >= 50
    assert {stem(file) for file in FILES} == {file.stem for file in HERE.glob("*.expected")}
