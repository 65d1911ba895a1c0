"""Customers from a file: what is read of them, and what is said of each way in which the file can be broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from simulator.customer.state import COLUMNS
from simulator.errors import ScenarioError
from simulator.population.people_file import GIVABLE, RANGES, People, read_people
from simulator.scenario.people import PeopleFile

SEGMENTS = ["consumer", "business"]


def written(folder: Path, content: str | bytes, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, block: int = 1 << 20, **asked: Any) -> People:
    return read_people(PeopleFile(file=str(path), **asked), SEGMENTS, block=block)


def said_of(path: Path, **asked: Any) -> list[str]:
    """Return what is said of the file, without its folder."""
    with pytest.raises(ScenarioError) as error:
        read(path, **asked)
    return [str(problem).replace(str(path), path.name) for problem in error.value.problems]


def values(people: People) -> dict[str, list[float | None]]:
    """Return the columns as lists, None where nothing is said."""
    return {
        name: [None if np.isnan(value) else value for value in column.tolist()]
        for name, column in people.columns.items()
    }


def test_what_is_said_is_read_and_the_rest_is_told_to_be_drawn(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "id,trust,kind,balance,room,tenure_weeks\n1,0.5,b2b,-1.5,yes,52\n2,,consumer,,No,\n3,1,,2,,0\n4,NA,b2b,0,1,7\n",
    )
    people = read(path, columns={"segment": "kind"}, segments={"b2b": "business"})
    assert people.customers == 4
    assert values(people) == {
        "tenure_weeks": [52, None, 0, 7],
        "balance": [-1.5, None, 2, 0],
        "trust": [0.5, None, 1, None],
        "segment": [1, 0, None, 1],
        "room": [1, 0, None, 1],
    }
    assert people.given == ("tenure_weeks", "balance", "trust", "segment", "room")
    assert set(people.drawn) == set(GIVABLE) - set(people.given)
    assert people.unused == ("id",)
    assert all(column.dtype == np.float64 for column in people.columns.values())


@pytest.mark.parametrize(
    "columns",
    [
        {"trust": [0.5, None, 1.0], "segment": ["consumer", None, "business"], "room": [True, None, False]},
        {
            "trust": pa.array([0.5, None, 1], pa.float32()),
            "segment": pa.array(["consumer", None, "business"]).dictionary_encode(),
            "room": pa.array([1, None, 0], pa.int8()),
        },
        {"trust": ["0.5", "", "1"], "segment": ["consumer", " ", "business"], "room": [1.0, None, 0.0]},
    ],
)
def test_parquet_is_read_whatever_its_types(tmp_path: Path, columns: dict[str, object]) -> None:
    parquet.write_table(pa.table(columns), tmp_path / "people.parquet")
    people = read(tmp_path / "people.parquet")
    assert values(people) == {"trust": [0.5, None, 1], "segment": [0, None, 1], "room": [1, None, 0]}


@pytest.mark.parametrize(
    "content",
    [
        "trust;usage\n0,5;2\n1;\n",
        "\ufefftrust,usage\r\n0.5,2\r\n1,\r\n",
        " trust  usage\n  0.5      2\n    1     NA\n",
    ],
)
def test_a_csv_file_is_read_however_it_is_written(tmp_path: Path, content: str) -> None:
    assert values(read(written(tmp_path, content))) == {"usage": [2, None], "trust": [0.5, 1]}


def test_a_row_that_says_nothing_is_still_a_customer(tmp_path: Path) -> None:
    people = read(written(tmp_path, "id,trust\n1,0.5\n2,\n3,\n"))
    assert (people.customers, values(people)) == (3, {"trust": [0.5, None, None]})


def test_the_weights_are_shares_of_one(tmp_path: Path) -> None:
    top = "success_weight,effort_weight,emotion_weight\n"
    people = read(written(tmp_path, top + "0.32,0.32,0.35\n,,\n0.2,0.3,0.5\n0.2,,0.5\n"))
    found = values(people)
    assert list(found) == ["success_weight", "effort_weight"]
    assert found["success_weight"] == [pytest.approx(0.32 / 0.99), None, 0.2, 0.2]
    assert found["effort_weight"] == [pytest.approx(0.32 / 0.99), None, 0.3, pytest.approx(0.3)]
    assert people.given == ("success_weight", "effort_weight", "emotion_weight")
    assert said_of(written(tmp_path, top + "0.5,0.5,0.5\n0.5,,\n,,\n0.5,2,0.5\n0,0,0\n")) == [
        "people.csv:2:1: success_weight, effort_weight and emotion_weight are '0.5', '0.5' and '0.5'; at least two are "
        "needed, all three adding up to 1",
        "people.csv:3:1: success_weight, effort_weight and emotion_weight are '0.5', '' and ''; at least two are "
        "needed, all three adding up to 1",
        "people.csv:5:5: effort_weight '2' is not a number from 0 to 1",
        "people.csv:6:1: success_weight, effort_weight and emotion_weight are '0', '0' and '0'; at least two are "
        "needed, all three adding up to 1",
    ]


@pytest.mark.parametrize(
    ("content", "participation", "appreciation"),
    [
        ("participation_need,appreciation_need\n0.2,0.3\n,\n", 0.2, 0.3),
        ("participation_need,sensation_need\n0.2,0.5\n,\n", 0.2, 0.3),
        ("appreciation_need,sensation_need\n0.3,0.5\n,\n", 0.2, 0.3),
        ("appreciation_need,sensation_need\n0,1.0\n,\n", 0.0, 0.0),
        ("participation_need,appreciation_need\n0.505,0.505\n,\n", 0.5, 0.5),
    ],
)
def test_two_shares_say_the_third(tmp_path: Path, content: str, participation: float, appreciation: float) -> None:
    people = read(written(tmp_path, content))
    assert values(people) == {
        "participation_need": [pytest.approx(participation), None],
        "appreciation_need": [pytest.approx(appreciation), None],
    }
    assert not {"participation_need", "appreciation_need", "sensation_need"} & set(people.drawn)


def test_two_shares_are_no_more_than_one_and_one_is_not_enough(tmp_path: Path) -> None:
    assert said_of(written(tmp_path, "effort_weight,emotion_weight\n0.5,0.6\n0.5,\n")) == [
        "people.csv:2:1: effort_weight and emotion_weight are '0.5' and '0.6'; both are needed, adding up to no more "
        "than 1",
        "people.csv:3:1: effort_weight and emotion_weight are '0.5' and ''; both are needed, adding up to no more "
        "than 1",
    ]
    assert said_of(written(tmp_path, "sensation_need\n0.5\n")) == [
        "people.csv: has no participation_need and appreciation_need; participation_need, appreciation_need and "
        "sensation_need are shares of one: give two of them, all or none"
    ]


@pytest.mark.parametrize(
    ("content", "asked", "expected"),
    [
        ("", {}, ["people.csv: has no customers; a first line names the columns"]),
        ("trust\n", {}, ["people.csv: has no customers: no line follows the names of the columns"]),
        ("truts,name\n0.5,x\n", {}, ["people.csv: says nothing of the customers: its columns are 'truts' and 'name'"]),
        (
            "trust\n0.5\n",
            {"columns": {"truts": "trust"}},
            ["people.csv: columns: 'truts' is not known; did you mean 'tru"],
        ),
        ("trust\n0.5\n", {"columns": {"tier": "trust"}}, ["people.csv: columns: 'tier' is not known; "]),
        ("Trust\n0.5\n", {"columns": {"trust": "trst"}}, ["people.csv:1:1: has no column 'trst' for trust; the first"]),
        (
            "Trust,usage\n0.5,1\n",
            {"columns": {"trust": "trust"}},
            ["people.csv:1:1: has no column 'trust' for trust; did you mean 'Trust'? There are 'Trust' and 'usage'"],
        ),
        ("trust,trust\n1,1\n", {}, ["people.csv: has 2 columns 'trust'; each needs a name of its own"]),
        (
            "trust\n1.1\n-0.1\n",
            {},
            ["people.csv:2:1: trust '1.1' is not a number from 0 to 1", "people.csv:3:1: trust"],
        ),
        ("id,trust\n1,high\n", {}, ["people.csv:2:3: trust 'high' is not a number from 0 to 1"]),
        ("id,trust\n1,50%\n", {}, ["people.csv:2:3: trust '50%' is not a number from 0 to 1; write 0.5"]),
        ("id,trust\n1,inf\n", {}, ["people.csv:2:3: trust 'inf' is not a number from 0 to 1"]),
        ("id,experiences\n1,1.5\n", {}, ["people.csv:2:3: experiences '1.5' is not a whole number from 0 to 65535"]),
        ("id,tenure_weeks\n1,-4\n", {}, ["people.csv:2:3: tenure_weeks '-4' is not a whole number from 0 to 5200"]),
        (
            "id,contributed_week\n1,1\n",
            {},
            ["people.csv:2:3: contributed_week '1' is not a whole number from -5200 to 0"],
        ),
        ("id,room\n1,perhaps\n", {}, ["people.csv:2:3: room 'perhaps' is neither yes nor no"]),
        (
            "id,segment\n1,busines\n",
            {},
            ["people.csv:2:3: segment 'busines' is not known; did you mean 'business'? Allowed are 'consumer'"],
        ),
        (
            "id,segment\n1,b\n",
            {"segments": {"b": "busines"}},
            ["people.csv: segments, for 'b': 'busines' is not known; did you mean 'business'?"],
        ),
        ("id,trust\n1\n2,0.5,\n", {}, ["people.csv:2:1: has 1 field (between commas), where", "people.csv:3:1: has 3"]),
        ("trust,usage\n1,2\n".encode("utf-16"), {}, ["people.csv:1:1: is not text in UTF-8; save it as CSV UTF-8"]),
        (
            "trust,segment\n1,café\n".encode("latin-1"),
            {},
            ["people.csv:2:6: is not text in UTF-8; save it as CSV UTF-8"],
        ),
    ],
)
def test_a_broken_file_is_explained(tmp_path: Path, content: str | bytes, asked: Any, expected: list[str]) -> None:
    said = said_of(written(tmp_path, content), **asked)
    assert len(said) == len(expected), said
    for line, start in zip(said, expected, strict=True):
        assert line.startswith(start), said


def test_a_column_meant_for_something_we_know_is_pointed_out(tmp_path: Path) -> None:
    said = said_of(written(tmp_path, "truts,tenure_week\n1,2\n"))
    assert "perhaps 'truts' for trust and 'tenure_week' for tenure_weeks; say in `columns`" in said[0]


def test_twenty_places_are_named_and_the_rest_is_counted(tmp_path: Path) -> None:
    said = said_of(written(tmp_path, "trust,habit\n" + "2,2\n" * 1000))
    assert len(said) == 21
    assert said[-1] == "people.csv: and 1,980 more that are wrong"


def test_a_broken_parquet_file_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "people.parquet"
    parquet.write_table(pa.table({"id": [1, 2], "trust": [0.5, 1.5]}), path)
    assert said_of(path) == ["people.parquet:2:2: trust '1.5' is not a number from 0 to 1"]
    whole = path.read_bytes()
    parquet.write_table(pa.table({"trust": [True], "segment": [[1]]}), path)
    assert said_of(path) == [
        "people.parquet: column 'trust' for trust holds bool, not numbers",
        "people.parquet: column 'segment' for segment holds list<element: int64>, not words",
    ]
    said = said_of(written(tmp_path, whole[: len(whole) // 2], "half.parquet"))
    assert said[0].startswith("half.parquet: cannot be read as Parquet, it may be cut off or damaged: ")
    assert said_of(tmp_path / "none.csv") == ["none.csv: cannot be read: No such file or directory"]


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.floats(0, 1)),
            st.one_of(st.none(), st.floats(-1000, 1000, width=32)),
            st.one_of(st.none(), st.sampled_from(SEGMENTS)),
        ),
        min_size=1,
    ),
    st.integers(1, 100),
)
def test_what_is_written_is_read_whatever_is_taken_at_a_time(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Any], block: int
) -> None:
    folder = tmp_path_factory.mktemp("people")
    trust, balance, segment = zip(*rows, strict=True)
    expected = {
        "balance": list(balance),
        "trust": list(trust),
        "segment": [None if name is None else SEGMENTS.index(name) for name in segment],
    }
    lines = [",".join("" if value is None else str(value) for value in row) for row in rows]
    csv = written(folder, "\n".join(["trust,balance,segment", *lines]))
    table = pa.table(
        {
            "trust": pa.array(trust, pa.float64()),
            "balance": pa.array(balance, pa.float64()),
            "segment": pa.array(segment, pa.string()),
        }
    )
    parquet.write_table(table, folder / "people.parquet", row_group_size=3)
    for path in (csv, folder / "people.parquet"):
        people = read(path, block=block)
        assert people.customers == len(rows)
        assert values(people) == expected


def test_all_that_can_be_said_is_a_column_of_a_customer_and_has_a_range_or_words() -> None:
    names = {column.name for column in COLUMNS}
    assert set(RANGES) - names == {"tenure_weeks", "emotion_weight", "sensation_need"}
    assert set(GIVABLE) == set(RANGES) | {"segment", "room"}
    traits = {column.name for column in COLUMNS if column.kind == "trait"}
    assert traits - set(GIVABLE) == {"preferred_channel"}
    for column in COLUMNS:
        if column.unit in ("0 to 1", "-1 to 1", "share") and column.name in RANGES:
            assert (RANGES[column.name].low, RANGES[column.name].high) == (-1 if "-1" in column.unit else 0, 1)
