"""What docs/running-sweeps.md shows works as it stands there: the commands, the Python, and every query."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.cli.command import called
from tests.house import source

PAGE = (source.ROOT / "docs" / "running-sweeps.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Do what the commands of the page say, once."""
    from simulator.cli import main

    place = tmp_path_factory.mktemp("page")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for line in blocks("")[0].splitlines():
            assert main([*shlex.split(line)[1:], *["--no-figures"] * (" sweep " in line)]) == 0
    return place


@pytest.fixture(autouse=True)
def _there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


def test_the_python_works() -> None:
    names: dict[str, Any] = {}
    (code,) = blocks("python")
    exec(compile(code, "running-sweeps.md", "exec"), names)
    assert names["runs"].equals(names["desk"].runs)
    assert len(names["small"].runs) == 3


QUERIES = blocks("sql")


def asked(words: str) -> duckdb.DuckDBPyRelation:
    (query,) = (each for each in QUERIES if words in each)
    return duckdb.sql(query)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.split("\n")[0][:40])
def test_a_query_is_answered(query: str) -> None:
    rows = duckdb.sql(query).fetchall()
    assert rows or "'failed'" in query


def test_the_queries_say_what_pandas_says() -> None:
    from simulator import load

    runs = load("results/desk/sweep").runs  # type: ignore[union-attr]
    balance = runs.groupby("point")["mean[balance]"].mean().sort_values(ascending=False)
    assert [row[0] for row in asked("AS luck").fetchall()] == list(balance.index)
    wide = runs.pivot_table(index="replicate", columns="point", values="mean[balance]")
    for point, difference, error in asked("standard_error").fetchall():
        paired = wide[point] - wide[0]
        assert difference == pytest.approx(paired.mean())
        assert error == pytest.approx(paired.std() / len(paired) ** 0.5)
    many = {Path(row[0]).parts[-3]: row[1] for row in asked("union_by_name").fetchall()}
    assert many == {"desk": 30, "answering": 3}


def test_the_status_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "status", "results/desk/sweep")
    assert (code, out.splitlines()[-1]) == (0, "complete")
