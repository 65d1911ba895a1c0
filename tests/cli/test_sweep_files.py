"""Sweep files at the command line: checked, listed, printed as a schema; and a folder to begin in."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from simulator.scenario.library import library, sweeps
from tests.cli.command import SHOP, called

SWEEP = "name: Desk\nscenario: shop\nvary: {recovery.empathy: [0.1, 0.5]}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.yaml").write_text(SHOP, encoding="utf-8")
    (tmp_path / "desk.sweep.yaml").write_text(SWEEP, encoding="utf-8")
    return tmp_path


def test_check_takes_both_kinds_of_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "check", "shop.yaml", "desk.sweep.yaml", "complaint-desk")[:2] == (
        0,
        "shop.yaml: fine\ndesk.sweep.yaml: fine\ncomplaint-desk: fine\n",
    )


def test_check_tells_every_mistake_of_a_sweep(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = SWEEP.replace("empathy", "empaty") + "replicats: 3\n"
    (folder / "desk.sweep.yaml").write_text(text, encoding="utf-8")
    code, out, err = called(capsys, "check", "desk.sweep.yaml")
    assert code == 3
    assert [line.split(": ")[0] for line in out.splitlines()] == ["desk.sweep.yaml:3:8", "desk.sweep.yaml:4:1"]
    assert err == "2 mistakes\n"


def test_check_knows_the_measures(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "desk.sweep.yaml").write_text(SWEEP + "weekly: [leaver]\n", encoding="utf-8")
    code, out, _ = called(capsys, "check", "--json", "desk.sweep.yaml")
    (found,) = json.loads(out)["files"]
    assert (code, found["valid"]) == (3, False)
    assert "did you mean `leavers`" in found["problems"][0]["message"]


def test_sweeps_are_listed_apart(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "scenarios")
    scenarios, _, after = out.partition("Sweeps, for engage sweep:")
    assert code == 0
    assert all(f"\n{name} " in after for name in sweeps())
    assert not any(f"\n{name} " in scenarios for name in sweeps())
    listed = json.loads(called(capsys, "scenarios", "--json")[1])
    assert [each["name"] for each in listed["sweeps"]] == list(sweeps())
    assert [each["name"] for each in listed["scenarios"]] == list(library())
    assert called(capsys, "scenarios", "complaint-desk")[1].startswith("# yaml-language-server")


def test_the_schema_of_a_sweep_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "schema", "--kind", "sweep")
    assert (code, json.loads(out)["title"]) == (0, "Sweep")


def test_a_folder_to_begin_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "init", "new", "--json")
    written = json.loads(out)["files"]
    assert code == 0
    assert sorted(str(file.relative_to("new")) for file in Path("new").rglob("*") if file.is_file()) == sorted(written)
    assert called(capsys, "check", "new/shop.yaml", "new/shop.sweep.yaml")[0] == 0
    settings = json.loads(Path("new/.vscode/settings.json").read_text(encoding="utf-8"))
    for schema in settings["yaml.schemas"]:
        jsonschema.Draft202012Validator.check_schema(json.loads((Path("new") / schema).read_text(encoding="utf-8")))


def test_nothing_that_is_there_is_touched(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capsys, "init")
    assert (code, out) == (2, "")
    assert "shop.yaml exists already" in err
    assert sorted(file.name for file in folder.iterdir()) == ["desk.sweep.yaml", "shop.yaml"]
    assert (folder / "shop.yaml").read_text(encoding="utf-8") == SHOP


def test_a_sweep_is_no_scenario(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = called(capsys, "run", "desk.sweep.yaml")
    assert code == 3
    assert "this is a sweep" in err
