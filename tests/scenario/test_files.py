"""Finding and opening files: the ways in which that fails, and what is said."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from simulator.errors import Problem, ScenarioError
from simulator.scenario import library as library_module
from simulator.scenario.reading import library, read_scenario
from tests.scenario.files import SHOP, write


def problem_of(source: str | Path) -> Problem:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(source)
    (problem,) = caught.value.problems
    return problem


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bundled"
    write(folder, "telecom.yaml", SHOP)
    write(folder, "hotel.yaml", SHOP)
    write(folder, "prices.sweep.yaml", "a: 1\n")
    monkeypatch.setattr(library_module, "folder", lambda: folder)
    return folder


def test_a_name_of_the_library(bundled: Path) -> None:
    assert list(library()) == ["hotel", "telecom"]
    assert read_scenario("telecom").name == "Shop"
    assert read_scenario("telecom.yaml").name == "Shop"


def test_a_file_comes_before_the_library(bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "telecom.yaml", SHOP.replace("Shop", "Mine"))
    assert read_scenario("telecom.yaml").name == "Mine"
    assert read_scenario("telecom").name == "Shop"


def test_a_folder_does_not_hide_a_name_of_the_library(
    bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "telecom").mkdir()
    assert read_scenario("telecom").name == "Shop"


def test_a_missing_file_names_the_nearest(bundled: Path, tmp_path: Path) -> None:
    assert "did you mean `telecom`?" in problem_of("telcom").message
    write(tmp_path, "shop.yaml", SHOP)
    assert f"did you mean `{tmp_path / 'shop.yaml'}`?" in problem_of(tmp_path / "shp.yaml").message
    assert "the library has hotel and telecom" in problem_of("xyzzy").message


def test_an_empty_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_module, "folder", lambda: None)
    assert library() == {}
    assert "the library is empty" in problem_of("xyzzy").message


def test_extends_looks_beside_the_file_and_then_in_the_library(bundled: Path, tmp_path: Path) -> None:
    near = write(tmp_path, "near.yaml", "extends: hotel\nname: Near\n")
    assert read_scenario(near).weeks == 52
    write(tmp_path, "hotel.yaml", SHOP.replace("52", "26"))
    assert read_scenario(near).weeks == 26


def test_a_file_may_extend_the_library_scenario_of_its_own_name(bundled: Path, tmp_path: Path) -> None:
    assert read_scenario(write(tmp_path, "hotel.yaml", "extends: hotel\nname: Mine\n")).name == "Mine"


def test_a_relative_base_is_relative_to_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "bases/shop.yaml", SHOP)
    write(tmp_path, "bases/inner/half.yaml", "extends: ../shop.yaml\nweeks: 13\n")
    file = write(tmp_path, "mine/top.yaml", "extends: ../bases/inner/half\n")
    assert read_scenario(file).weeks == 13
    monkeypatch.chdir(tmp_path / "bases")
    assert read_scenario("../mine/top.yaml").weeks == 13


def test_a_folder_is_no_scenario(tmp_path: Path) -> None:
    assert "this is a folder" in problem_of(tmp_path).message


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path, "shop.yaml", SHOP)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert problem_of(file).message == "no permission to read this file"


def test_a_file_that_is_far_too_large(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b"#" * 2_000_001)
    assert "larger than 2 MB" in problem_of(file).message


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    file = write(tmp_path, "shop.yaml", SHOP)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_scenario(file) == read_scenario(write(tmp_path, "other.yaml", SHOP))


def test_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_bytes("name: Shop\nwhy: Caf\u00e9\n".encode("latin-1"))
    problem = problem_of(file)
    assert (problem.line, problem.column) == (2, 9)
    assert problem.message.startswith("the byte 0xe9 is not UTF-8")


def test_a_tag_never_runs_anything(tmp_path: Path) -> None:
    mark = tmp_path / "it-ran"
    for call in (f"os.system ['touch {mark}']", f"pathlib.Path.touch [{mark}]"):
        file = write(tmp_path, "shop.yaml", SHOP + f"    why: !!python/object/apply:{call}\n")
        assert "is a tag" in problem_of(file).message
    assert not mark.exists()


def test_a_name_that_no_file_can_have() -> None:
    assert problem_of("a\0b").message


def test_every_bundled_scenario_can_be_read() -> None:
    for name in library():
        assert read_scenario(name).name
