"""What stands in the cells of a user's table: words, numbers and dates, a whole column at a time.

A column says the same few things again and again, so each different text is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.scenario.file.words import listed, nearest

if TYPE_CHECKING:
    import pyarrow as pa

NOTHING = frozenset({"", "NA", "N/A", "NaN", "nan", "NULL", "null"})
"""What programs write where there is nothing to say."""

UNKNOWN = -2
NOT_SAID = -1

NO_DAY = np.iinfo(np.int32).min
"""Stands for a date that is none."""

_EPOCH = date(1970, 1, 1)
_ISO = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?( ?(Z|UTC|[+-]\d{2}(:?\d{2})?))?)?$"
_MOST_DATES_KEPT = 100_000


@dataclass(frozen=True)
class Range:
    """The numbers that mean something: from `low` to `high`, both included, perhaps only the whole ones.

    Example:
        >>> str(Range(0, 1)), str(Range(1, 9, whole=True))
        ('a number from 0 to 1', 'a whole number from 1 to 9')
    """

    low: float
    high: float
    whole: bool = False

    def refuses(self, numbers: np.ndarray) -> np.ndarray:
        """Return which numbers lie outside, or are not whole; NaN, which says nothing, never does."""
        refused: np.ndarray = (numbers < self.low) | (numbers > self.high)
        if self.whole:
            refused |= (numbers != np.floor(numbers)) & ~np.isnan(numbers)
        return refused

    def __str__(self) -> str:
        return f"a {'whole ' if self.whole else ''}number from {self.low:.15g} to {self.high:.15g}"


@dataclass(frozen=True)
class Words:
    """A column of words: the different ones, without spaces around, and which of them stands in each row."""

    distinct: pa.Array
    """Arrow strings, none twice, in the order in which they first appear."""
    which: np.ndarray
    """int64 for each row: its place in `distinct`, or `NOT_SAID` where the cell is empty."""

    def coded(self, codes: Mapping[str, int]) -> np.ndarray:
        """Return the code of each row's word, `NOT_SAID` for an empty cell, `UNKNOWN` for a word without a code."""
        own = [
            codes.get(word, NOT_SAID if word in NOTHING else UNKNOWN)
            for word in (*self.distinct.to_pylist(), "")  # the last stands for the empty cells
        ]
        coded: np.ndarray = np.array(own, np.int64)[self.which]
        return coded


def holds_words(kind: pa.DataType) -> bool:
    """Return whether a column of this type can be read as words: texts, whole numbers, yes or no."""
    from pyarrow import types

    return _is_text(kind) or types.is_integer(kind) or types.is_floating(kind) or types.is_boolean(kind)


def holds_numbers(kind: pa.DataType) -> bool:
    """Return whether a column of this type can be read as numbers."""
    from pyarrow import types

    return _is_text(kind) or types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind)


def holds_dates(kind: pa.DataType) -> bool:
    """Return whether a column of this type holds dates, and not texts that say them."""
    from pyarrow import types

    return bool(types.is_date(kind) or types.is_timestamp(kind))


def words_of(column: pa.Array) -> Words:
    """Return the words of a column; numbers become words, whole ones without a decimal point."""
    import pyarrow as pa
    import pyarrow.compute as pc

    column = _decoded(column)
    if pa.types.is_floating(column.type):  # whole numbers of which some are missing, as pandas has them
        column = _text_of_floats(column)
    encoded = column.cast(pa.string()).dictionary_encode()
    which = _positions(encoded.indices)
    trimmed = pc.utf8_trim_whitespace(encoded.dictionary).dictionary_encode()
    distinct = trimmed.dictionary
    which = np.append(_positions(trimmed.indices), NOT_SAID)[which]
    empty = pc.index(distinct, "").as_py() if len(distinct) else -1
    if empty >= 0:
        which[which == empty] = NOT_SAID
    return Words(distinct, which)


def numbers_of(column: pa.Array, decimal_commas: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Return the numbers of a column, NaN where nothing is said, and which cells hold something else."""
    import pyarrow as pa

    column = _decoded(column)
    if not _is_text(column.type) or pa.types.is_null(column.type):
        numbers = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
        return np.array(numbers, np.float64), np.isinf(numbers)
    words = words_of(column)
    own, bad = _numbers_of_texts(words.distinct, decimal_commas)
    return np.append(own, np.nan)[words.which], np.append(bad, False)[words.which]


def day_of(text: str, date_format: str | None) -> int | None:
    """Return the day of a date, counted from 1970-01-01, or None for what is none.

    Without a format, dates are ISO 8601; the time of day and the time zone, if there are any, are passed over.

    Example:
        >>> day_of("1970-01-31", None), day_of("19700131", "%Y%m%d"), day_of("1970-02-30", None)
        (30, 30, None)
    """
    try:
        if date_format is not None:
            return (datetime.strptime(text, date_format).date() - _EPOCH).days
        return (date.fromisoformat(text[:10]) - _EPOCH).days if re.match(_ISO, text) else None
    except ValueError:
        return None


def date_of(day: int) -> date:
    """Return the date of a day counted from 1970-01-01."""
    return date.fromordinal(_EPOCH.toordinal() + day)


class Dates:
    """Reads columns of dates: days counted from 1970-01-01, as int32, `NO_DAY` for what is none."""

    def __init__(self, date_format: str | None) -> None:
        self.date_format = date_format
        self._known: dict[str, int] = {}

    def days_of(self, column: pa.Array) -> tuple[np.ndarray, np.ndarray]:
        """Return the days of a column, and which cells are empty."""
        import pyarrow as pa
        import pyarrow.compute as pc

        column = _decoded(column)
        if holds_dates(column.type):
            if pa.types.is_timestamp(column.type) and column.type.tz is not None:
                column = pc.local_timestamp(column)  # the date where it happened
            days = pc.cast(column, pa.date32(), safe=False).cast(pa.int32())
            return np.array(days.fill_null(NO_DAY)), np.array(column.is_null())
        words = words_of(column)
        return np.append(self._days_of_texts(words.distinct), NO_DAY)[words.which], words.which == NOT_SAID

    def _days_of_texts(self, texts: pa.Array) -> np.ndarray:
        import pyarrow.compute as pc

        if self.date_format is not None or not len(texts):
            return self._looked_up(texts)
        # Times of day make every text a different one: only their dates are looked at one by one.
        is_date = pc.match_substring_regex(texts, _ISO)
        dates = pc.utf8_slice_codeunits(texts, 0, 10).dictionary_encode()
        days: np.ndarray = self._looked_up(dates.dictionary)[_positions(dates.indices)]
        days[~np.array(is_date)] = NO_DAY
        return days

    def _looked_up(self, texts: pa.Array) -> np.ndarray:
        if len(self._known) > _MOST_DATES_KEPT:
            self._known.clear()
        days = np.empty(len(texts), np.int32)
        for place, text in enumerate(texts.to_pylist()):
            day = self._known.get(text)
            if day is None:
                read = day_of(text, self.date_format)
                day = self._known[text] = NO_DAY if read is None else read
            days[place] = day
        return days


def shown(column: pa.Array, row: int) -> str:
    """Return what stands in a cell, as a message shows it: in quotation marks, cut where it is long."""
    value = column[row].as_py()
    text = "" if value is None else str(value).strip()
    return repr(text if len(text) <= 40 else text[:37] + "...")


def mended(text: str) -> str:
    """Return how to write a number that was meant well, or nothing.

    Example:
        >>> mended("'0,5'"), mended("'12 %'"), mended("'high'")
        ('; write 0.5', '; write 0.12', '')
    """
    text = text.strip("'\"")
    if re.fullmatch(r"[-+]?[0-9]+ ?%|[-+]?[0-9]+\.[0-9]+ ?%", text):
        return f"; write {float(text.rstrip(' %')) / 100:.15g}"
    if re.fullmatch(r"[-+]?[0-9]*,[0-9]+", text):
        return f"; write {text.replace(',', '.')}"
    return ""


def not_among(text: str, names: Sequence[str]) -> str:
    """Return that a word, given as a message shows it, is not among these names, and which was probably meant."""
    near = nearest(text[1:-1], names)
    meant = f"did you mean {near!r}? " if near else ""
    return f"{text} is not known; {meant}Allowed are {listed([repr(name) for name in names])}"


def _numbers_of_texts(texts: pa.Array, decimal_commas: bool) -> tuple[np.ndarray, np.ndarray]:
    import pyarrow as pa
    import pyarrow.compute as pc

    if decimal_commas:
        texts = pc.replace_substring(texts, ",", ".")
    said = pc.if_else(pc.is_in(texts, pa.array(sorted(NOTHING))), pa.scalar(None, pa.string()), texts)
    try:
        numbers = np.array(said.cast(pa.float64()).to_numpy(zero_copy_only=False), np.float64)
    except pa.ArrowInvalid:
        numbers = np.array([np.nan if text is None else _number(text) for text in said.to_pylist()], np.float64)
    return numbers, ~np.isfinite(numbers) & ~np.array(said.is_null())


def _number(text: str) -> float:
    """Return a number, or infinity for what is none."""
    try:
        return float(text) if re.fullmatch(r"[-+.0-9eE]+", text) else np.inf
    except ValueError:
        return np.inf


def _text_of_floats(column: pa.Array) -> pa.Array:
    import pyarrow as pa

    numbers = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
    whole = np.nan_to_num(numbers, nan=0.5, posinf=0.5, neginf=0.5)
    if ((whole == np.floor(whole)) & (np.abs(whole) < 2**53) | np.isnan(numbers)).all():
        return pa.array(np.nan_to_num(numbers).astype(np.int64), mask=np.isnan(numbers))
    return column


def _positions(indices: Any) -> np.ndarray:
    positions: np.ndarray = indices.fill_null(NOT_SAID).to_numpy(zero_copy_only=False).astype(np.int64)
    return positions


def _is_text(kind: Any) -> bool:
    from pyarrow import types

    if types.is_dictionary(kind):
        kind = kind.value_type
    return bool(
        types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind) or types.is_null(kind)
    )


def _decoded(column: Any) -> Any:
    import pyarrow as pa

    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
