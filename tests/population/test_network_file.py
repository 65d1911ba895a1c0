"""A network from a file: what is read, and what is said of each way in which a file can be broken."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from simulator.errors import ScenarioError
from simulator.population.network import Network, build


def read(path: Path, persons: int = 5) -> Network:
    return build("file", persons, path=path)


def written(folder: Path, content: str | bytes, name: str = "friends.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def as_parquet(folder: Path, columns: dict[str, object], name: str = "friends.parquet") -> Path:
    parquet.write_table(pa.table(columns), folder / name)
    return folder / name


def said_of(path: Path, persons: int = 5) -> list[str]:
    """Return what is said of the file, without its folder."""
    with pytest.raises(ScenarioError) as error:
        read(path, persons)
    return [str(problem).replace(str(path), path.name) for problem in error.value.problems]


@pytest.mark.parametrize(
    "content",
    [
        "1,2\n5,2\n",
        "1,2\n5,2",
        "2,1\n2,5\n1,2\n1,2\n",  # the other way round, and twice
        "one,other\n1,2\n5,2\n",
        "1;2\n5;2\n",
        "1\t2\n5\t2\n",
        "customer;friend\r\n1;2\r\n5;2\r\n",
        '"1","2"\n"5","2"\n',
        "\n\none,other\n\n1,2\n\n5,2\n",
        " 1, 2\n5,2 \n",
        "\ufeff1,2\n5,2\n",
        "\ufeffone,other\n1,2\n5,2\n",
        "Käufer,Käuferin\n1,2\n5,2\n".encode("latin-1"),
    ],
)
def test_a_csv_file_is_read(tmp_path: Path, content: str | bytes) -> None:
    network = read(written(tmp_path, content))
    assert network.contacts.tolist() == [1, 0, 4, 1]
    assert network.starts.tolist() == [0, 1, 3, 3, 3, 4]


@pytest.mark.parametrize("type_", [pa.int8(), pa.int64(), pa.uint64(), pa.uint16()])
@pytest.mark.parametrize("name", ["friends.parquet", "friends.pq", "friends.data"])
def test_a_parquet_file_is_read(tmp_path: Path, type_: pa.DataType, name: str) -> None:
    path = as_parquet(tmp_path, {"x": pa.array([1, 5], type_), "y": pa.array([2, 2], type_)}, name)
    assert read(path).contacts.tolist() == [1, 0, 4, 1]


def test_a_folder_named_like_a_column_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "year=2020"
    folder.mkdir()
    assert read(as_parquet(folder, {"x": [1], "y": [2]})).contacts.tolist() == [1, 0]


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)).filter(lambda pair: pair[0] != pair[1]), min_size=1),
    st.booleans(),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[int, int]], heading: bool
) -> None:
    lines = ["one,other"] * heading + [f"{one},{other}" for one, other in pairs]
    network = read(written(tmp_path_factory.mktemp("network"), "\n".join(lines)), 30)
    expected = Network.of_pairs(30, np.array(pairs) - 1)
    assert np.array_equal(network.contacts, expected.contacts)
    assert np.array_equal(network.starts, expected.starts)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ["friends.csv: has no contacts; each line names two customers"]),
        ("\n\n", ["friends.csv: has no contacts"]),
        ("one,other\n", ["friends.csv: has no contacts"]),
        ("one,other", ["friends.csv: has no contacts"]),
        ("1,2\n3,x\n", ["friends.csv:2:3: 'x' is not a whole number; each line names two customers by their numbers"]),
        ("1,2\nAnna,Ben\n", ["friends.csv:2:1: 'Anna' is not", "friends.csv:2:6: 'Ben' is not"]),
        ("1,b\n2,3\n", ["friends.csv:1:3: 'b' is not a whole number"]),
        ("1,2.0\n", ["friends.csv:1:3: '2.0' is not a whole number"]),
        ("1,2\n3,\n", ["friends.csv:2:3: '' is not a whole number"]),
        ("1,2\n3,NA\n", ["friends.csv:2:3: 'NA' is not a whole number"]),
        ("1,2\n0,3\n", ["friends.csv:2:1: there is no customer 0; they are numbered 1 to 5"]),
        ("1,2\n3,-1\n", ["friends.csv:2:3: there is no customer -1; they are numbered 1 to 5"]),
        ("one,other\n\n4,6\n", ["friends.csv:3:3: there is no customer 6; they are numbered 1 to 5"]),
        ("1,99999999999999999999\n", ["friends.csv:1:3: there is no customer 99999999999999999999"]),
        ("1,2\n3,3\n", ["friends.csv:2:1: customer 3 is joined with nobody else; name two customers"]),
        ("1\n2\n", ["friends.csv:1:1: has one field (between commas), and two are needed"]),
        ("one,other,weight\n1,2,3\n", ["friends.csv:1:1: has 3 fields (between commas)"]),
        ("1;2;3\n1;2;3\n", ["friends.csv:1:1: has 3 fields (between semicolons)"]),
        ("1,2\n3\n4,5,1\n", ["friends.csv:2:1: has one field (between commas)", "friends.csv:3:1: has 3 fields"]),
        ("1,2\n".encode("utf-16"), ["friends.csv:1:1: is not text in UTF-8; save it as CSV UTF-8"]),
        ("1,2\n3,é\n".encode("latin-1"), ["friends.csv:2:3: '\ufffd' is not a whole number"]),
        (b"1,2\n3," + b"7" * 200_000 + b"\n", ["friends.csv:2:3: '7777777777777777777777777777777777777777' is not"]),
        (b"\x89PNG\r\n\x1a\n\0\0\0", ["friends.csv:1:1: has one field"]),
    ],
)
def test_a_broken_csv_file_is_explained(tmp_path: Path, content: str | bytes, expected: list[str]) -> None:
    said = said_of(written(tmp_path, content))
    assert len(said) == len(expected)
    for line, start in zip(said, expected, strict=True):
        assert line.startswith(start)


def test_everything_wrong_is_said_at_once_but_not_more_than_twenty_lines(tmp_path: Path) -> None:
    few = said_of(written(tmp_path, "1,2\n0,1\n1,2\n3,3\nx,1\n4,9\n"))
    assert [line.split(":")[1] for line in few] == ["2", "4", "5", "6"]
    many = said_of(written(tmp_path, "1,2\n" + "0,1\n" * 100))
    assert len(many) == 21
    assert many[-1] == "friends.csv: has more that is wrong; these are the first 20"
    exactly = said_of(written(tmp_path, "1,2\n" + "0,1\n" * 20))
    assert len(exactly) == 20


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"a": [1]}, ["friends.parquet: needs two columns of customers' numbers, but has 1: 'a'"]),
        ({"a": [1], "b": [2], "w": [0.5]}, ["friends.parquet: needs two columns", "but has 3: 'a', 'b', 'w'"]),
        ({"a": ["1"], "b": [2.0]}, ["column 'a' holds string, not whole numbers", "column 'b' holds double, not"]),
        ({"a": [1, 2], "b": [2, None]}, ["friends.parquet:2:1: column 'b' has no number in row 2"]),
        (
            {"a": [1, 2, 4], "b": [2, 6, 4]},
            ["friends.parquet:2:1: there is no customer 6", "friends.parquet:3:1: cust"],
        ),
        ({"a": pa.array([2**64 - 1], pa.uint64()), "b": [1]}, ["friends.parquet:1:1: there is no customer"]),
        ({"a": pa.array([], pa.int64()), "b": pa.array([], pa.int64())}, ["friends.parquet: has no contacts"]),
        ({"a": [0] * 50, "b": [1] * 50}, ["friends.parquet:1:1: there is no customer 0", "these are the first 20"]),
    ],
)
def test_a_broken_parquet_file_is_explained(tmp_path: Path, columns: dict[str, object], expected: list[str]) -> None:
    said = "\n".join(said_of(as_parquet(tmp_path, columns)))
    for part in expected:
        assert part in said


def test_a_parquet_file_that_is_none_or_half_is_explained(tmp_path: Path) -> None:
    whole = as_parquet(tmp_path, {"a": list(range(1, 1000)), "b": list(range(2, 1001))}).read_bytes()
    for name, content in (
        ("half.parquet", whole[: len(whole) // 2]),
        ("start.data", whole[:4]),
        ("text.parquet", b"1,2\n"),
        ("empty.parquet", b""),
    ):
        said = said_of(written(tmp_path, content, name), 1000)
        assert len(said) == 1
        assert said[0].startswith(f"{name}: cannot be read as Parquet, it may be cut off or damaged: ")


def test_a_file_that_is_not_there_is_explained(tmp_path: Path) -> None:
    for name in ("none.csv", "none.parquet"):
        (said,) = said_of(tmp_path / name)
        assert said.startswith(f"{name}: there is no such edge list; the name in a file is meant from beside that file")
    assert said_of(tmp_path) == [f"{tmp_path.name}: cannot be read: Is a directory"]
