"""`engage check`, `show`, `schema` and `scenarios`: what a file says, and what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import simulator
from simulator.scenario.library import library
from simulator.scenario.reading import read_scenario, resolve
from tests.cli.command import BROKEN, SHOP, called

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.yaml").write_text(SHOP)
    (tmp_path / "broken.yaml").write_text(BROKEN)
    (tmp_path / "better.yaml").write_text("extends: shop.yaml\nname: 'Better: kind'\nrecovery: {empathy: 0.4}\n")
    return tmp_path


def test_good_files_are_fine(capsys: Captured) -> None:
    assert called(capsys, "check", "shop.yaml", "better.yaml") == (0, "shop.yaml: fine\nbetter.yaml: fine\n", "")


def test_every_mistake_of_every_file(capsys: Captured) -> None:
    code, out, err = called(capsys, "check", "broken.yaml", "shop.yaml", "nothing.yaml")
    assert code == 3
    assert [line.split(": ")[0] for line in out.splitlines()] == [
        "broken.yaml:2:1",
        "broken.yaml:5:24",
        "shop.yaml",
        "nothing.yaml",
    ]
    assert "did you mean `weeks`?" in out
    assert err == "3 mistakes\n"


def test_mistakes_as_a_document(capsys: Captured) -> None:
    code, out, _ = called(capsys, "check", "broken.yaml", "shop.yaml", "--json")
    assert code == 3
    broken, fine = json.loads(out)["files"]
    assert (broken["valid"], fine["valid"], fine["problems"]) == (False, True, [])
    assert [(problem["line"], problem["column"]) for problem in broken["problems"]] == [(2, 1), (5, 24)]


def test_the_edge_list_is_checked_too(capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "talk.yaml").write_text(SHOP + "market: {word_of_mouth: {network: file, file: friends.csv}}\n")
    code, out, _ = called(capsys, "check", "talk.yaml")
    assert (code, out.split(";")[0]) == (3, "friends.csv: there is no such edge list")
    (tmp_path / "friends.csv").write_text("1,2\n0,3\n")
    code, out, _ = called(capsys, "check", "talk.yaml")
    assert (code, out) == (3, "friends.csv:2:1: there is no customer 0; they are numbered 1 to 200\n")
    (tmp_path / "friends.csv").write_text("1,2\n")
    assert called(capsys, "check", "talk.yaml")[:2] == (
        0,
        "talk.yaml: fine\n  friends.csv: 1 tie between 2 of 200 persons\n",
    )


def test_what_is_shown_is_a_scenario_with_the_origin_of_each_value(capsys: Captured, tmp_path: Path) -> None:
    code, out, _ = called(capsys, "show", "better.yaml", "--set", "weeks=9")
    assert code == 0
    lines = dict(line.split("  # ") for line in out.splitlines() if "  # " in line)
    lines = {key.strip(): origin for key, origin in lines.items()}
    assert lines['name: "Better: kind"'] == "better.yaml:2"
    assert lines["weeks: 9"] == "--set"
    assert lines["customers: 200"] == "base shop.yaml:4"
    assert lines["seed: 1"] == "default"
    (tmp_path / "again.yaml").write_text(out)
    assert read_scenario("again.yaml") == read_scenario("better.yaml", ["weeks=9"])


@pytest.mark.parametrize("name", library())
def test_every_value_of_the_library_has_its_origin(capsys: Captured, tmp_path: Path, name: str) -> None:
    _, out, _ = called(capsys, "show", name)
    assert sum("  # " in line for line in out.splitlines()) >= len(resolve(name).origins)
    (tmp_path / "again.yaml").write_text(out)
    assert read_scenario("again.yaml") == read_scenario(name)


def test_shown_as_a_document(capsys: Captured) -> None:
    _, out, _ = called(capsys, "show", "better.yaml", "--json")
    document = json.loads(out)
    assert document["scenario"]["name"] == "Better: kind"
    assert document["origins"]["recovery.empathy.mean"] == "better.yaml:3"


def test_the_schema_is_one(capsys: Captured) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    code, out, err = called(capsys, "schema")
    assert (code, err) == (0, "")
    jsonschema.Draft202012Validator.check_schema(json.loads(out))


def test_the_library_is_listed_and_printed(capsys: Captured) -> None:
    _, out, _ = called(capsys, "scenarios")
    _, document, _ = called(capsys, "scenarios", "--json")
    assert [each["name"] for each in json.loads(document)["scenarios"]] == list(library())
    for name, file in library().items():
        assert f"\n{name} " in f"\n{out}"
        _, text, _ = called(capsys, "scenarios", name)
        assert text.strip() == file.read_text(encoding="utf-8").strip()


def test_an_unknown_name_has_a_neighbour(capsys: Captured) -> None:
    code, out, err = called(capsys, "scenarios", "telecon")
    assert (code, out) == (2, "")
    assert "did you mean 'telecom'?" in err


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("run", "-h"), ("check", "--help"), ("show", "--help")])
def test_help(capsys: Captured, arguments: tuple[str, ...]) -> None:
    code, out, err = called(capsys, *arguments)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: engage")


def test_the_version(capsys: Captured) -> None:
    assert called(capsys, "--version") == (0, f"engage {simulator.__version__}\n", "")
