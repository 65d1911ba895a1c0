"""Tables of targets: what is read, and that everything wrong is said at once, with its place and the nearest name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from simulator.errors import ScenarioError
from simulator.experiment.calibrating.table import held_out, located, read_targets
from simulator.experiment.calibrating.targets import Known, Target, known_of
from simulator.scenario.reading import read_scenario

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.csv"))


@cache
def known() -> Known:
    return known_of(read_scenario("telecom", ["customers=20"]))


def read(tmp_path: Path, text: str, weeks: int = 104) -> tuple[Target, ...]:
    file = tmp_path / "t.csv"
    file.write_text(text, encoding="utf-8")
    return read_targets(file, known(), weeks)


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_broken_table_is_told_where_and_how_to_mend_it(file: Path) -> None:
    """Each line of `.expected` is a place and words that the message there has."""
    with pytest.raises(ScenarioError) as caught:
        read_targets(file, known(), 104)
    said = [str(problem).removeprefix(f"{file}:") for problem in caught.value.problems]
    expected = file.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert len(said) == len(expected), said
    for line, words in zip(said, expected, strict=True):
        place, _, text = words.partition(" ")
        assert line.startswith(f"{place} "), line
        assert text in line


def test_weeks_in_every_way(tmp_path: Path) -> None:
    targets = read(
        tmp_path,
        "measure,segment,year,week,from_week,to_week,value,sd,over\n"
        "survival,,1,,,,0.8,0.01,\n"
        "survival,,,26,,,0.9,0.01,\n"
        "retention,,1,,,,0.8,0.01,\n"
        "churn,business,2,,,,0.2,0.01,\n"
        "nps,,,,40,52,10,3,\n"
        "complaints,,1,,,,900,50,sum\n",
    )
    assert [(each.first_week, each.last_week) for each in targets] == [
        (0, 52),
        (0, 26),
        (0, 52),
        (53, 104),
        (40, 52),
        (1, 52),
    ]
    assert [each.when for each in targets] == ["year 1", "week 26", "year 1", "year 2", "weeks 40 to 52", "year 1"]
    assert [each.segment for each in targets] == ["all", "all", "all", "business", "all", "all"]
    assert targets[-1].adds


def test_uncertainty_in_every_way(tmp_path: Path) -> None:
    targets = read(
        tmp_path,
        "measure;year;value;sd;low;high;n\n"
        "churn;1;0,2;0,01;;;\n"
        "churn;2;0,2;;0,18;0,22;\n"
        "survival;1;0,5;;;;100\n"
        "nps;1;10;;;;\n",
    )
    assert [each.known_by for each in targets] == ["sd", "interval", "sample", "assumed"]
    assert [each.sd for each in targets] == pytest.approx([0.01, 0.0102, 0.05, 5.0], abs=1e-4)


def test_the_last_weeks_are_held_out(tmp_path: Path) -> None:
    targets = read(tmp_path, "measure,week,value,sd\nsurvival,50,0.9,0.1\nsurvival,90,0.8,0.1\nsurvival,100,0.7,0.1\n")
    for weeks, held in ((10, [False, False, True]), (11, [False, True, True])):
        assert [each.is_held_out for each in held_out(targets, weeks)] == held


def test_a_table_of_the_library_has_a_name() -> None:
    assert located("fader-hardie-regular").name == "fader-hardie-regular.targets.csv"
    with pytest.raises(ScenarioError, match="did you mean `fader-hardie-regular`"):
        located("fader-hardi-regular")
