"""A result folder holds everything, is the same every time, and can be read again."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from simulator.errors import ResultsError
from simulator.experiment.simulate import simulate
from simulator.projection.projection import Projection
from simulator.projection.results import load
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import fingerprint
from tests.projection.made import scenario

ASKED = scenario(
    customers=200,
    weeks=30,
    replicates=2,
    segments=[{"name": "home", "share": 0.5}, {"name": "café & co", "share": 0.5}],
)


@pytest.fixture(scope="module")
def projection() -> Projection:
    return simulate(ASKED)


@pytest.fixture(scope="module")
def folder(projection: Projection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return projection.save(tmp_path_factory.mktemp("results") / "run-001", command=["engage", "run", "shop"])


def contents(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but the manifest, which carries the time."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name != "manifest.json"
    }


def test_the_manifest_says_how_it_came_about(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert Scenario.model_validate(manifest["scenario"]) == ASKED
    assert manifest["fingerprint"] == fingerprint(ASKED)
    assert manifest["command"] == ["engage", "run", "shop"]
    assert {"simulator", "python", "numpy", "numba"} <= set(manifest["versions"])
    assert set(manifest["files"]) == set(contents(folder))
    assert manifest["times"]["seconds"] > 0


def test_the_table_is_read_in_one_line(folder: Path, projection: Projection) -> None:
    pd.testing.assert_frame_equal(pd.read_parquet(folder / "projection.parquet"), projection.table)


def test_the_dictionary_explains_every_column_and_measure(folder: Path) -> None:
    dictionary = json.loads((folder / "dictionary.json").read_text(encoding="utf-8"))
    for name in ("projection.parquet", "customers.parquet"):
        assert list(pd.read_parquet(folder / name).columns) == list(dictionary[name]["columns"])
    measures = pd.read_parquet(folder / "projection.parquet")["measure"].unique()
    assert set(measures) == set(dictionary["projection.parquet"]["measures"])


def test_what_is_loaded_is_what_was_saved(folder: Path, projection: Projection, tmp_path: Path) -> None:
    again = load(folder)
    assert again.scenario == projection.scenario
    assert again.answer() == projection.answer()
    pd.testing.assert_frame_equal(again.survival(), projection.survival())
    pd.testing.assert_frame_equal(again.customers(), projection.customers())
    assert contents(again.save(tmp_path / "again")) == contents(folder)


def test_an_existing_result_is_never_overwritten(projection: Projection, folder: Path) -> None:
    before = contents(folder)
    assert projection.save(folder, figures=False).name == "run-002"
    assert contents(folder) == before


@pytest.mark.parametrize(
    "values", [{"customers": 20_000, "weeks": 6}, {"customers": 900, "weeks": 60, "replicates": 5}]
)
def test_threads_change_no_byte(values: dict[str, int], tmp_path: Path) -> None:
    asked = scenario(**values)
    one, two = (simulate(asked, threads=threads).save(tmp_path / f"{threads}") for threads in (1, 2))
    assert contents(one) == contents(two)


def test_customers_can_be_left_out(projection: Projection, tmp_path: Path) -> None:
    folder = projection.save(tmp_path / "lean", figures=False, customers=False)
    assert not (folder / "customers.parquet").exists()
    assert load(folder).customers().empty


def empty(folder: Path) -> None:
    folder.mkdir()


def with_runs(folder: Path) -> None:
    (folder / "run-007").mkdir(parents=True)
    (folder / "run-007" / "manifest.json").write_text("{}")


def a_file(folder: Path) -> None:
    folder.write_text("")


def with_manifest(text: str) -> object:
    def make(folder: Path) -> None:
        folder.mkdir()
        (folder / "manifest.json").write_text(text)

    return make


def nothing(_: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (nothing, "there is no such folder"),
        (empty, "it has no manifest.json"),
        (with_runs, "holds run-007; name one of them"),
        (a_file, "it is a file"),
        (with_manifest("{"), "is damaged"),
        (with_manifest("[]"), "is not the manifest"),
        (with_manifest('{"name": "other"}'), "is not the manifest"),
        (with_manifest('{"format_version": 99}'), "reads up to format 2"),
        (with_manifest('{"format_version": 1}'), "scenario is missing"),
        (with_manifest('{"format_version": 1, "scenario": {"name": 3}}'), "is damaged"),
        (with_manifest('{"format_version": 1, "scenario": 5}'), "is damaged"),
    ],
)
def test_what_is_no_result_folder_is_refused_in_one_line(make: object, words: str, tmp_path: Path) -> None:
    make(tmp_path / "folder")  # type: ignore[operator]
    with pytest.raises(ResultsError, match=words) as caught:
        load(tmp_path / "folder")
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("harm", ["shorter", "missing", "other"])
def test_a_damaged_folder_is_refused(projection: Projection, tmp_path: Path, harm: str) -> None:
    folder = projection.save(tmp_path / "run", figures=False, customers=False)
    counts = folder / "counts.parquet"
    match harm:
        case "shorter":
            counts.write_bytes(counts.read_bytes()[:-10])
        case "missing":
            counts.unlink()
        case "other":
            counts.write_bytes(b"x" * counts.stat().st_size)
    with pytest.raises(ResultsError, match=r"counts\.parquet"):
        load(folder)
