"""A network read from a file: two columns of customers' numbers, each row two who hear each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.population.network_kinds import Pairs, distinct, joined

MOST_PROBLEMS = 20
"""So many are named; the rest is told to exist."""

_FORM = "each line names two customers by their numbers, such as 17,4"
_MEANT = "the name in a file is meant from beside that file, one in --set from the present folder"
_NUMBER = re.compile(r"-?[0-9]{1,30}", re.ASCII)
_PARQUET = b"PAR1"


def read_pairs(path: Path, persons: int) -> Pairs:
    """Return who is joined with whom by a CSV or Parquet file of two columns, as pairs of rows below `persons`.

    Customers are numbered from 1, as everywhere a person types them: customer 1 is row 0. CSV is UTF-8 with commas,
    semicolons or tabs; a first line that is not numbers is taken for names of columns, blank lines are skipped.
    The columns of a Parquet file hold whole numbers and may have any name. Who hears whom goes both ways,
    so one line for a pair is enough; given twice, either way round, it counts once, as many programs write both.

    Raises ScenarioError, with file and line, when the file cannot be read, is empty, has not two columns, names
    somebody who is not there (also a 0), joins a customer with nobody else or holds anything but whole numbers: up to
    `MOST_PROBLEMS` at once. In a Parquet file the line is the row, the first one 1.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
        is_parquet = start == _PARQUET or path.suffix.lower() in (".parquet", ".pq")
        ends = _ends_of_parquet(path) if is_parquet else _ends_of_csv(path, persons)
    except FileNotFoundError as error:
        raise _one(path, f"there is no such edge list; {_MEANT}") from error
    except OSError as error:
        raise _one(path, f"cannot be read: {error.strerror or error}") from error
    if not len(ends[0]):
        raise _one(path, f"has no contacts; {_FORM}. If nobody is to hear anybody, take the network 'none'")
    wrong = _is_wrong(*ends, persons)
    if wrong.any():
        rows = np.flatnonzero(wrong)
        if is_parquet:
            found = ((int(row) + 1, int(ends[0][row]), int(ends[1][row])) for row in rows)
            raise _all(path, (Problem(str(path), row, 1, _said(one, other, persons)) for row, one, other in found))
        raise _all(path, _problems_of_csv(path, persons))
    return distinct(joined(ends[0] - 1, ends[1] - 1))


def _is_wrong(one: np.ndarray, other: np.ndarray, persons: int) -> np.ndarray:
    wrong: np.ndarray = (one < 1) | (one > persons) | (other < 1) | (other > persons) | (one == other)
    return wrong


def _said(one: int, other: int, persons: int) -> str:
    """Say what is wrong with two numbers."""
    for number in (one, other):
        if not 1 <= number <= persons:
            return f"there is no customer {number}; they are numbered 1 to {persons}"
    return f"customer {one} is joined with nobody else; name two customers"


def _ends_of_parquet(path: Path) -> tuple[np.ndarray, np.ndarray]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(path).read()  # read_table would make columns of folders' names
    except (pa.ArrowException, OSError) as error:
        raise _one(path, f"cannot be read as Parquet, it may be cut off or damaged: {_first_line(error)}") from error
    if table.num_columns != 2:
        names = ", ".join(map(repr, table.column_names)) or "none"
        raise _one(path, f"needs two columns of customers' numbers, but has {table.num_columns}: {names}")
    problems = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        if not pa.types.is_integer(column.type):
            problems.append(Problem(str(path), 0, 0, f"column {name!r} holds {column.type}, not whole numbers"))
        elif column.null_count:
            row = int(np.flatnonzero(column.is_null().to_numpy())[0]) + 1
            problems.append(Problem(str(path), row, 1, f"column {name!r} has no number in row {row}"))
    if problems:
        raise ScenarioError(problems)
    one, other = (_whole(column) for column in table.columns)
    return one, other


def _whole(column: Any) -> np.ndarray:
    """Return whole numbers as int64; what would not fit is surely nobody's number, and becomes the largest there is."""
    numbers: np.ndarray = column.to_numpy()
    if numbers.dtype == np.uint64:
        numbers = np.minimum(numbers, np.uint64(np.iinfo(np.int64).max))
    return numbers.astype(np.int64)


def _ends_of_csv(path: Path, persons: int) -> tuple[np.ndarray, np.ndarray]:
    """Read the file at full speed; when that fails, read it again, slowly, to say what is wrong and where."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    lines = _lines(path)
    first = next(lines, None)
    if first is None:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    number, mark, fields, _ = first
    heading = number if _is_heading(fields) else 0
    if heading and next(lines, None) is None:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    names = ["one", "other"]
    try:
        table = arrow_csv.read_csv(
            path,
            read_options=arrow_csv.ReadOptions(column_names=names, skip_rows=heading),
            parse_options=arrow_csv.ParseOptions(delimiter=mark),
            convert_options=arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.int64())),
        )
    except pa.ArrowInvalid as error:
        raise _all(path, _problems_of_csv(path, persons), _first_line(error)) from error
    if any(column.null_count for column in table.columns):
        raise _all(path, _problems_of_csv(path, persons))
    return table["one"].to_numpy(), table["other"].to_numpy()


def _is_heading(fields: list[str]) -> bool:
    return not any(_NUMBER.fullmatch(field) for field in fields)


def _lines(path: Path) -> Iterator[tuple[int, str, list[str], list[int]]]:
    """Yield each line that is not blank: its number, the mark between fields, the fields, and where each begins.

    Digits are the same bytes in UTF-8 and in the older encodings, so that a heading in one of those does no harm.
    UTF-16, which spreadsheets call Unicode text, has a zero byte at every other place.
    """
    mark = ""
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            if b"\0" in raw:
                raise _one(path, "is not text in UTF-8; save it as CSV UTF-8 (in a spreadsheet) or as Parquet", number)
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace").rstrip("\r\n")
            if not line.strip():
                continue
            mark = mark or max(",;\t", key=line.count)
            fields = line.split(mark)
            begins = list(accumulate((len(field) + 1 for field in fields), initial=1))
            yield number, mark, [field.strip().strip('"') for field in fields], begins


def _problems_of_csv(path: Path, persons: int) -> Iterator[Problem]:
    """Yield what is wrong, line by line."""
    for place, (number, mark, fields, begins) in enumerate(_lines(path)):
        if place == 0 and _is_heading(fields) and len(fields) == 2:
            continue
        if len(fields) != 2:
            shown = {",": "commas", ";": "semicolons", "\t": "tabs"}[mark]
            has = "one field" if len(fields) == 1 else f"{len(fields)} fields"
            yield Problem(str(path), number, 1, f"has {has} (between {shown}), and two are needed; {_FORM}")
            if place == 0:
                return  # every other line would say the same
            continue
        not_numbers = [
            Problem(str(path), number, begin, f"{field[:40]!r} is not a whole number; {_FORM}")
            for field, begin in zip(fields, begins, strict=False)
            if not _NUMBER.fullmatch(field)
        ]
        yield from not_numbers
        if not_numbers:
            continue
        one, other = map(int, fields)
        if not (1 <= one <= persons and 1 <= other <= persons) or one == other:
            at = begins[1] if 1 <= one <= persons and one != other else begins[0]
            yield Problem(str(path), number, at, _said(one, other, persons))


def _all(path: Path, problems: Iterator[Problem], otherwise: str = "") -> ScenarioError:
    """Return the error that names the first problems, and that there are more; `otherwise` stands for none found."""
    named = list(islice(problems, MOST_PROBLEMS))
    if not named:
        return _one(path, f"cannot be read as CSV: {otherwise}")
    if len(named) == MOST_PROBLEMS and next(problems, None) is not None:
        named.append(Problem(str(path), 0, 0, f"has more that is wrong; these are the first {MOST_PROBLEMS}"))
    return ScenarioError(named)


def _one(path: Path, message: str, line: int = 0) -> ScenarioError:
    return ScenarioError([Problem(str(path), line, 1 if line else 0, message)])


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["no reason given"])[0]
