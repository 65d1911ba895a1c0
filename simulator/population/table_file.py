"""A table that a user brings, CSV or Parquet: read piece by piece, so that it may be larger than the memory.

What the cells mean is for others to say (`cells`); here they become columns, and here is known in which line of the
file a cell stands when it turns out to be wrong (`mistakes`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.errors import Problem, ScenarioError
from simulator.scenario.file.words import listed, nearest

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 8 << 20
"""Bytes of CSV that are taken at a time."""

BYTES_PER_ROW = 32
"""A batch of Parquet has as many rows as a block of CSV would have with lines of this length."""

_LONGEST_RECORD = 64 << 20
_HEADING = 1 << 20
_MARKS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", " ": "spaces"}
_PARQUET = b"PAR1"
_NOT_UTF8 = "is not text in UTF-8; save it as CSV UTF-8 (in a spreadsheet) or as Parquet"

Place = tuple[int, int]
"""Line and column in the file, both from 1."""


@dataclass(frozen=True)
class Batch:
    """Some rows of a file in a row.

    Example:
        >>> Batch({}, rows=3, torn=0, file=None, start=7).place_in_parquet(0, 1)
        (8, 2)
    """

    columns: dict[str, Any]
    """The columns asked for: an Arrow array each, of texts for CSV, of the stored type for Parquet."""
    rows: int
    torn: int
    """So many lines were passed over because they have too few or too many fields."""
    file: TableFile | None
    start: int
    """CSV: number of the first line. Parquet: so many rows came before."""
    block: bytes = b""

    def place_in_parquet(self, row: int, column: int) -> Place:
        """Return where a row of this batch is: its number in the file, and that of the column, both from 1."""
        return self.start + row + 1, column + 1

    def records(self) -> Iterator[tuple[list[str], list[Place]]]:
        """Yield the lines of a CSV block that are not blank: the fields of each, and where each field begins."""
        assert self.file is not None
        text = self.block.decode("utf-8", errors="replace")
        yield from _in_words(text, self.start) if self.file.mark == " " else _in_fields(text, self.start, self.file)


class TableFile:
    """A CSV or Parquet file whose columns have names; opened once to look at those, and again for each reading.

    CSV is UTF-8, divided by commas, semicolons, tabs, bars, or spaces, one or more; its first line that is not blank
    holds the names. When all names in `chosen` are numbers, and not all of them stand in the first line, the file
    has no such line, and columns are called by their places: 1, 2, ... `block` is how many bytes of CSV are taken at a
    time: it changes the memory needed and nothing else.

    Raises ScenarioError for a file that is not there, is not text in UTF-8, or is damaged.
    """

    def __init__(self, path: Path, chosen: Sequence[str] = (), block: int = BLOCK) -> None:
        self.path = path
        self.block = block
        self.mark = ","
        self.newline = b"\n"
        self._first = 0  # where in the file the first line of data begins, and its number
        self._first_line = 1
        try:
            with path.open("rb") as file:
                start = file.read(_HEADING)
        except OSError as error:
            raise one(path, f"cannot be read: {error.strerror or error}") from error
        self.is_parquet = start[:4] == _PARQUET or path.suffix.lower() in (".parquet", ".pq")
        self.names = tuple(self._parquet_schema.names) if self.is_parquet else self._names_of_csv(start, chosen)

    @property
    def has_decimal_commas(self) -> bool:
        """Return whether 0,5 may be a number here: fields are not divided by commas."""
        return not self.is_parquet and self.mark != ","

    @property
    def divided_by(self) -> str:
        """What divides the fields of a CSV file, in words."""
        return _MARKS[self.mark]

    def type_of(self, name: str) -> pa.DataType:
        """Return the Arrow type of a column; all columns of a CSV file are texts."""
        import pyarrow as pa

        return self._parquet_schema.field(name).type if self.is_parquet else pa.string()

    def missing(self, name: str, what: str) -> Problem:
        """Return the problem that no column has this name; `what` says what would be in it."""
        if len(self.names) == 1 and not self.is_parquet:
            there = f"the first line has one field, {self.names[0][:40]!r}; fields are divided by {_listed_marks()}"
        else:
            near = nearest(name, self.names)
            there = f"did you mean {near!r}? " if near else ""
            there += f"There are {listed([repr(each) for each in self.names])}" if self.names else "There are none"
        line = 0 if self.is_parquet else max(self._first_line - 1, 1)
        return Problem(str(self.path), line, 1 if line else 0, f"has no column {name!r} for {what}; {there}")

    def twice(self, names: Sequence[str]) -> list[Problem]:
        """Return a problem for each of these names that more than one column has."""
        count = Counter(self.names)
        return [
            Problem(str(self.path), 0, 0, f"has {count[name]} columns {name!r}; each needs a name of its own")
            for name in dict.fromkeys(names)
            if count[name] > 1
        ]

    def batches(self, names: Sequence[str]) -> Iterator[Batch]:
        """Yield the columns of these names, all rows in the order of the file.

        Raises ScenarioError for a file that cannot be read to its end.
        """
        return self._batches_of_parquet(names) if self.is_parquet else self._batches_of_csv(names)

    def _names_of_csv(self, start: bytes, chosen: Sequence[str]) -> tuple[str, ...]:
        if b"\0" in start[:4096]:
            raise one(self.path, _NOT_UTF8, 1)
        if b"\n" not in start and b"\r" in start:
            self.newline = b"\r"
        bom = 3 if start.startswith(b"\xef\xbb\xbf") else 0
        at, line = bom, 1
        while True:
            end = start.find(self.newline, at)
            end = len(start) if end < 0 else end + 1
            raw = start[at:end]
            if raw.strip() or end >= len(start):
                break
            at, line = end, line + 1
        try:
            heading = raw.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise one(self.path, _NOT_UTF8, line, error.start + 1) from error
        if len(raw) >= _HEADING:
            raise one(self.path, "has no line ends; it is no CSV file", line)
        mark = max(",;\t|", key=heading.count)
        self.mark = mark if mark in heading else " " if len(heading.split()) > 1 else ","
        records = _in_words(heading, 1) if self.mark == " " else _in_fields(heading, 1, self)
        fields = [field.strip() for field in next(records, ([], []))[0]]
        if all(name.isdecimal() for name in chosen) and not all(name in fields for name in chosen):
            self._first, self._first_line = at, line
            return tuple(str(place) for place in range(1, len(fields) + 1))
        self._first, self._first_line = end, line + 1
        return tuple(fields)

    def _batches_of_csv(self, names: Sequence[str]) -> Iterator[Batch]:
        for line, block in self._blocks():
            yield self._parsed(line, block, names)

    def _blocks(self) -> Iterator[tuple[int, bytes]]:
        """Yield the lines of the file, many at a time, none cut in two: the number of the first, and their bytes."""
        line, rest = self._first_line, b""
        try:
            with self.path.open("rb") as file:
                file.seek(self._first)
                while piece := file.read(self.block):
                    data = rest + piece
                    end = self._last_line_end(data)
                    rest = data[end:]
                    if end:
                        yield line, data[:end]
                        line += data.count(self.newline, 0, end)
                    if len(rest) > _LONGEST_RECORD:
                        raise one(self.path, "has a quotation mark that is opened and never closed", line)
        except OSError as error:
            raise one(self.path, f"cannot be read: {error.strerror or error}", line) from error
        if rest:
            yield line, rest

    def _last_line_end(self, data: bytes) -> int:
        """Return the place after the last line end that is not inside quotation marks, 0 if there is none."""
        at = data.rfind(self.newline) + 1
        open_marks = 0 if self.mark == " " else data.count(b'"', 0, at)
        while at and open_marks % 2:
            before = data.rfind(self.newline, 0, at - 1) + 1
            open_marks -= data.count(b'"', before, at)
            at = before
        return at

    def _parsed(self, line: int, block: bytes, names: Sequence[str]) -> Batch:
        import pyarrow as pa
        from pyarrow import csv

        torn = 0

        def skip(row: Any) -> str:
            nonlocal torn
            torn += bool(row.text.strip())
            return "skip"

        data = _single_spaced(block) if self.mark == " " else block
        # Names of columns may come twice or be empty, so the parser gets names of ours.
        places = [f"f{place}" for place in range(len(self.names))]
        wanted = {name: places[self.names.index(name)] for name in names}
        if not data.strip():
            return Batch({name: pa.array([], pa.string()) for name in names}, 0, 0, self, line, block)
        try:
            table = csv.read_csv(
                pa.BufferReader(data),
                read_options=csv.ReadOptions(column_names=places, block_size=len(data) + 1),
                parse_options=csv.ParseOptions(
                    delimiter=self.mark,
                    quote_char=False if self.mark == " " else '"',
                    newlines_in_values=b'"' in data,
                    invalid_row_handler=skip,
                ),
                convert_options=csv.ConvertOptions(
                    include_columns=list(wanted.values()),
                    column_types=dict.fromkeys(wanted.values(), pa.string()),
                    strings_can_be_null=False,
                ),
            )
        except pa.ArrowInvalid as error:
            raise self._unreadable(line, block, error) from error
        columns = {name: _whole(table.column(place)) for name, place in wanted.items()}
        return Batch(columns, table.num_rows, torn, self, line, block)

    def _unreadable(self, line: int, block: bytes, error: Exception) -> ScenarioError:
        """Say why a block cannot be read: most often because of letters in an older encoding."""
        try:
            block.decode("utf-8")
        except UnicodeDecodeError as wrong:
            before = block.rfind(self.newline, 0, wrong.start) + 1
            column = len(block[before : wrong.start].decode("utf-8")) + 1
            return one(self.path, _NOT_UTF8, line + block.count(self.newline, 0, wrong.start), column)
        return one(self.path, f"cannot be read as CSV: {_first_line(error)}", line)

    @cached_property
    def _parquet_schema(self) -> pa.Schema:
        import pyarrow as pa
        from pyarrow import parquet

        try:
            with parquet.ParquetFile(self.path) as file:
                return file.schema_arrow
        except (pa.ArrowException, OSError) as error:
            raise self._damaged(error) from error

    def _batches_of_parquet(self, names: Sequence[str]) -> Iterator[Batch]:
        import pyarrow as pa
        from pyarrow import parquet

        rows = 0
        try:
            # Without buffers ahead: a group of rows may be as long as the file.
            with parquet.ParquetFile(self.path, pre_buffer=False, buffer_size=1 << 20) as file:
                for batch in file.iter_batches(max(self.block // BYTES_PER_ROW, 1), columns=list(dict.fromkeys(names))):
                    columns = {name: batch.column(name) for name in names}
                    yield Batch(columns, batch.num_rows, 0, self, rows)
                    rows += batch.num_rows
        except (pa.ArrowException, OSError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> ScenarioError:
        said = _first_line(error)
        return one(self.path, f"cannot be read as Parquet, it may be cut off or damaged: {said}")


def one(path: Path, message: str, line: int = 0, column: int = 1) -> ScenarioError:
    """Return the error of a single problem with a file; without a line, with the file as a whole."""
    return ScenarioError([Problem(str(path), line, column if line else 0, message)])


def _whole(column: Any) -> Any:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _single_spaced(block: bytes) -> bytes:
    """Return lines whose fields stand in a column, any number of spaces between, as the parser takes them."""
    block = re.sub(rb"[ \t]+", b" ", block)
    return re.sub(rb"(?m)^ | (?=\r?$)", b"", block)


def _in_words(text: str, line: int) -> Iterator[tuple[list[str], list[Place]]]:
    for number, each in enumerate(re.split(r"\r\n|\n|\r", text), line):
        found = list(re.finditer(r"[^ \t]+", each))
        if found:
            yield [match.group() for match in found], [(number, match.start() + 1) for match in found]


def _in_fields(text: str, line: int, file: TableFile) -> Iterator[tuple[list[str], list[Place]]]:
    """Yield lines and their fields as the fast parser sees them: quotation marks count where a field begins."""
    mark = re.escape(file.mark)
    field = re.compile(rf'("(?:[^"]|"")*(?:"|\Z)[^{mark}\r\n]*|[^{mark}\r\n]*)({mark}|\r\n|\n|\r|\Z)')
    at, line_start = 0, 0
    fields: list[str] = []
    places: list[Place] = []
    while at < len(text) or fields:
        match = field.match(text, at)
        assert match is not None
        content, end = match.groups()
        fields.append(_unquoted(content))
        places.append((line, at - line_start + 1))
        breaks = content.count("\n") + (end not in (file.mark, ""))
        if breaks:
            line += breaks
            line_start = match.end() if end != file.mark else at + content.rfind("\n") + 1
        at = match.end()
        if end != file.mark:
            if len(fields) > 1 or content.strip():
                yield fields, places
            fields, places = [], []


def _unquoted(content: str) -> str:
    if not content.startswith('"'):
        return content
    inner, _, after = content[1:].rpartition('"')
    return inner.replace('""', '"') + after


def _listed_marks() -> str:
    return listed(list(_MARKS.values()), "or")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["no reason given"])[0]
