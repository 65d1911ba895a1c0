"""A file that a scenario names lies beside the file that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.scenario.reading import changed, read_scenario

TALK = "market: {word_of_mouth: {network: file, file: ties.csv}}\n"
SHOP = "name: Shop\ntouchpoints: [{name: buy, contacts_per_week: 1}]\n"


def ties(scenario: str | Path, *overrides: str) -> str:
    name = read_scenario(scenario, overrides).market.word_of_mouth.file
    assert name is not None
    return name


def test_a_file_lies_beside_the_scenario_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shop.yaml").write_text(SHOP + TALK)
    assert Path(ties(tmp_path / "shop.yaml")) == tmp_path / "ties.csv"
    monkeypatch.chdir(tmp_path.parent)
    assert Path(ties(f"{tmp_path.name}/shop.yaml")).resolve() == tmp_path / "ties.csv"


def test_a_base_names_files_beside_itself(tmp_path: Path) -> None:
    (tmp_path / "bases").mkdir()
    (tmp_path / "bases" / "base.yaml").write_text(SHOP + TALK)
    (tmp_path / "shop.yaml").write_text("extends: bases/base\nweeks: 9\n")
    assert Path(ties(tmp_path / "shop.yaml")) == tmp_path / "bases" / "ties.csv"


def test_a_whole_path_and_a_name_on_the_command_line_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(SHOP + TALK.replace("ties.csv", "/elsewhere/ties.csv"))
    assert ties(tmp_path / "shop.yaml") == "/elsewhere/ties.csv"
    assert ties(tmp_path / "shop.yaml", "market.word_of_mouth.file=mine.csv") == "mine.csv"


def test_a_scenario_in_memory_keeps_its_files(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(SHOP + TALK)
    read = read_scenario(tmp_path / "shop.yaml")
    assert changed(read, {"weeks": 9}).market.word_of_mouth.file == str(tmp_path / "ties.csv")
