"""Every broken file of this folder, against the words and places that its `.expected` file holds.

A `.expected` file has one block for each problem, in order, with an empty line between blocks. The first line of a
block is the place, `line:column` or `file:line:column` with a file below this folder; each other line must be in the
message.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.reading import read_scenario

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("[0-9]*-*.yaml"))
FOREIGN = re.compile(r"input should|pydantic|ruamel|https?://|value error|traceback|NoneType|validation", re.IGNORECASE)


def blocks(file: Path) -> list[tuple[Path, str, list[str]]]:
    """The file, the place in it and the words of each problem that is expected."""
    expected = []
    for block in file.with_suffix(".expected").read_text(encoding="utf-8").strip().split("\n\n"):
        place, *words = block.splitlines()
        *other, line, column = place.split(":")
        expected.append((HERE / other[0] if other else file, f"{line}:{column}", words))
    return expected


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_broken_file_says_what_is_wrong_and_where(file: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(file)
    problems = caught.value.problems
    expected = blocks(file)
    assert len(problems) == len(expected), str(caught.value)
    for problem, (where, place, words) in zip(problems, expected, strict=True):
        assert (Path(problem.file).resolve(), f"{problem.line}:{problem.column}") == (where.resolve(), place), str(
            problem
        )
        assert words
        for word in words:
            assert word in problem.message


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_message_speaks_of_the_inside_of_the_program(file: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(file)
    for problem in caught.value.problems:
        assert not FOREIGN.search(problem.message)
        assert len(problem.message) < 500
        assert "\n" not in problem.message


def test_there_are_many_kinds_of_mistakes_and_each_has_its_words() -> None:
    assert len(FILES) >= 34
    assert {file.stem for file in FILES} == {file.stem for file in HERE.glob("*.expected")}
