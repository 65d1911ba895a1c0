"""A log read from a file, CSV or Parquet, piece by piece: checked, numbered, and put aside week by week."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.errors import Problem
from simulator.population.cells import (
    NO_DAY,
    NOT_SAID,
    UNKNOWN,
    Dates,
    Range,
    Words,
    date_of,
    day_of,
    holds_dates,
    holds_numbers,
    holds_words,
    not_among,
    numbers_of,
    shown,
    words_of,
)
from simulator.population.log import ANSWER, IN_MEMORY, LOGGED, Log, Runs, Skipped
from simulator.population.log_words import LONGEST_ID, MEANING, RANGES, LogWords
from simulator.population.mistakes import Mistakes
from simulator.population.numbering import Numbering
from simulator.population.table_file import BLOCK, Batch, TableFile, one
from simulator.scenario.file.words import listed
from simulator.scenario.log import OUTCOMES, EventLog, LogColumns

if TYPE_CHECKING:
    import pyarrow as pa

_FORM = "a log needs a first line with the names of its columns, at least 'customer' and 'week'"


def read_log(
    asked: EventLog,
    touchpoints: Sequence[str],
    channels: Sequence[str],
    customers: int | None,
    weeks: int,
    *,
    block: int = BLOCK,
    in_memory: int = IN_MEMORY,
) -> Log:
    """Return the log that a scenario asks for, its events in weeks 1 to `weeks`.

    `touchpoints` and `channels` are the scenario's names, in its order. `customers` is how many customers the scenario
    has, None for as many as the log speaks of. Times are week numbers from 1, or dates, of which week 1 has
    the seven that begin with `asked.start`. Events before it or after the last week are skipped, counted in
    `Log.skipped`, and make nobody a customer; so a log may be longer than what is projected from it. Several rows that
    are the same are several events. An empty cell, also NA, NaN or null, says nothing: of a number or a channel it is
    drawn, an outcome is a contact, a touchpoint is that of all events; without customer or time the row is wrong.
    Rows in which every cell that is read is empty are blank lines. A complaint of which the log says when it was
    answered has its answer in that week, as an event of its own (`log.ANSWER`), if the projection goes so far.

    `block`, bytes of CSV that are taken at a time, and `in_memory`, bytes of events above which they go into a
    temporary file, change what memory is needed and nothing else.

    Raises ScenarioError with file, line and column of everything that is wrong: up to `mistakes.MOST_PROBLEMS` places,
    and how many more there are.

    Example:
        >>> log = read_log(EventLog(file="events.csv"), ["shop"], ["phone"], None, 52)  # doctest: +SKIP
        >>> log.week(1)["person"]  # doctest: +SKIP
        array([0, 1], dtype=uint32)
    """
    chosen = [getattr(asked.columns, field) for field in asked.columns.model_fields_set]
    file = TableFile(Path(asked.file), [name for name in chosen if name is not None], block)
    if not file.names:
        raise one(file.path, f"has no events; {_FORM}")
    return _Reader(file, asked, touchpoints, channels, customers, weeks, Runs(in_memory)).read()


class _Reader:
    """Reads one log."""

    def __init__(
        self,
        file: TableFile,
        asked: EventLog,
        touchpoints: Sequence[str],
        channels: Sequence[str],
        customers: int | None,
        weeks: int,
        runs: Runs,
    ) -> None:
        self.file, self.asked, self.weeks, self.runs = file, asked, weeks, runs
        self.customers = customers
        self.mistakes = Mistakes(file)
        self.columns = self._columns()
        """Column of the file for each field that it has."""
        self.touchpoint = self._touchpoint_of_all(touchpoints)
        self.codes: dict[str, dict[str, int]] = {
            "touchpoint": {name: index for index, name in enumerate(touchpoints)},
            "channel": {name: index for index, name in enumerate(channels)},
            "outcome": {word: OUTCOMES.index(word) for word in OUTCOMES}
            | {word.strip(): OUTCOMES.index(outcome) for word, outcome in asked.outcomes.items()},
        }
        self.dates = Dates(asked.date_format)
        self.mistakes.raise_any()
        self.has_dates = self._has_dates()
        self.start = self._start() if self.has_dates else 0
        self.words = LogWords(self.codes, self.has_dates, asked.date_format)
        skips = asked.unknown_customers == "skip"
        self.numbering = Numbering(customers if skips else None)
        self.first = np.empty(0, np.int16)
        self.last = np.empty(0, np.int16)
        self.before = self.after = self.unknown = self.answers = 0
        self.one_too_many: tuple[int, int, str] | None = None

    def read(self) -> Log:
        for batch in self.file.batches(list(self.columns.values())):
            self._take(batch)
        if self.one_too_many is not None:
            line, column, text = self.one_too_many
            said = (
                f"customer {text} is one more than the {self.customers:,} of the scenario, and the log speaks of "
                f"{self.numbering.count:,}; take customers: {self.numbering.count}, or unknown_customers: skip"
            )
            self.mistakes.add(Problem(str(self.file.path), line, column, said))
        self.mistakes.raise_any()
        skipped = Skipped(self.before, self.after, self.unknown)
        if not self.runs.rows:
            if not skipped.total:
                raise one(self.file.path, f"has no events; {_FORM}")
            began = f"; week 1 begins on {date_of(self.start)}" if self.has_dates else ""
            raise one(self.file.path, f"has no event in weeks 1 to {self.weeks}; skipped are {skipped}{began}")
        unused = tuple(name for name in self.file.names if name not in self.columns.values())
        start = date_of(self.start) if self.has_dates else None
        return Log(self.runs, self.answers, self.numbering.texts, self.first, self.last, skipped, start, unused)

    def _columns(self) -> dict[str, str]:
        """Return the column of each field that the file has, and note which are named and not there."""
        names = self.asked.columns
        columns: dict[str, str] = {}
        for field in LogColumns.model_fields:
            name = getattr(names, field)
            if name is None and field in self.file.names:
                name = field  # its own name needs no mention
            if name is None:
                continue
            if name in self.file.names:
                columns[field] = name
            else:
                self.mistakes.add(self.file.missing(name, MEANING.get(field, field)))
        for problem in self.file.twice(list(columns.values())):
            self.mistakes.add(problem)
        for field, name in columns.items():
            kind = self.file.type_of(name)
            fits: Callable[[pa.DataType], bool] = holds_numbers if field in RANGES or field == "time" else holds_words
            if not fits(kind) and not (field == "time" and holds_dates(kind)):
                needed = {"time": "dates or week numbers"}.get(field, "numbers" if field in RANGES else "words")
                self._wrong_as_a_whole(f"column {name!r} holds {kind}, not {needed}")
        return columns

    def _touchpoint_of_all(self, touchpoints: Sequence[str]) -> int:
        """Return the touchpoint of events of which no cell says it; `UNKNOWN` if there is none."""
        name = self.asked.touchpoint
        if name is None and len(touchpoints) == 1:
            name = touchpoints[0]
        if name in touchpoints:
            return touchpoints.index(name)
        if name is not None:
            self._wrong_as_a_whole(f"touchpoint: {not_among(repr(name), touchpoints)}")
        elif "touchpoint" not in self.columns and {"customer", "time"} <= self.columns.keys():
            self._wrong_as_a_whole(
                "has no column 'touchpoint', and the scenario has several; name the column in columns.touchpoint, or "
                f"the touchpoint of all events in touchpoint: {listed([repr(each) for each in touchpoints], 'or')}"
            )
        return UNKNOWN

    def _has_dates(self) -> bool:
        """Return whether the times are dates; where nobody says it, the first that is a date or a number decides."""
        if holds_dates(self.file.type_of(self.columns["time"])):
            return True
        if self.asked.date_format is not None or self.asked.start is not None:
            return True
        for batch in self.file.batches([self.columns["time"]]):
            words = words_of(batch.columns[self.columns["time"]]).distinct.to_pylist()
            for word in words:
                if _is_number(word) or day_of(word, None) is not None:
                    return not _is_number(word)
            if words:
                return True
        return False

    def _start(self) -> int:
        """Return the first day of week 1: as asked, or the first day of the log."""
        form = self.asked.date_format
        if form is not None and not _says_a_day(form):
            raise one(
                self.file.path, f"date_format {form!r} does not say year, month and day; 19970131 is written %Y%m%d"
            )
        if self.asked.start is not None:
            day = day_of(self.asked.start, None)
            day = day_of(self.asked.start, form) if day is None and form is not None else day
            if day is None:
                raise one(self.file.path, f"start {self.asked.start!r} is no date such as 1997-01-31")
            return day
        first = None
        for batch in self.file.batches([self.columns["time"]]):
            days, _ = self.dates.days_of(batch.columns[self.columns["time"]])
            days = days[days != NO_DAY]
            if len(days):
                first = int(days.min()) if first is None else min(first, int(days.min()))
        return first or 0

    def _take(self, batch: Batch) -> None:
        """Check a batch, and put aside what is to be lived of it."""
        column = {field: batch.columns[name] for field, name in self.columns.items()}
        wrong: dict[str, np.ndarray] = {}
        who = words_of(column["customer"])
        week, wrong["time"], blank = self._weeks_of(column["time"])
        wrong["customer"] = (who.which == NOT_SAID) | self._too_long(who)
        blank &= who.which == NOT_SAID
        codes: dict[str, np.ndarray] = {}
        for field in ("touchpoint", "outcome", "channel"):
            if field in column:
                words = words_of(column[field])
                codes[field] = words.coded(self.codes[field])
                wrong[field] = codes[field] == UNKNOWN
                blank &= words.which == NOT_SAID
                if field == "touchpoint":
                    codes[field][codes[field] == NOT_SAID] = self.touchpoint
                    wrong[field] |= codes[field] == UNKNOWN
        numbers: dict[str, np.ndarray] = {}
        for field, allowed in RANGES.items():
            if field in column:
                numbers[field], no_number = numbers_of(column[field], self.file.has_decimal_commas)
                blank &= np.isnan(numbers[field]) & ~no_number
                wrong[field] = no_number | allowed.refuses(numbers[field])
        for mask in wrong.values():
            np.logical_and(mask, ~blank, out=mask)
        fields = {name: field for field, name in self.columns.items()}
        by_name = {self.columns[field]: mask for field, mask in wrong.items()}
        self.mistakes.look(
            batch, by_name, lambda name, row: self.words.said(fields[name], shown(batch.columns[name], row))
        )
        good = ~blank
        for mask in wrong.values():
            good &= ~mask
        self.before += int((good & (week < 1)).sum())
        self.after += int((good & (week > self.weeks)).sum())
        good &= (week >= 1) & (week <= self.weeks)
        rows = np.flatnonzero(good)
        persons = self._numbered(who, rows, batch)
        if self.asked.unknown_customers == "skip":
            kept = persons >= 0
            self.unknown += int((~kept).sum())
            rows, persons = rows[kept], persons[kept]
        if not self.mistakes.total:
            self._put_aside(rows, persons, week[rows].astype(np.int16), codes, numbers)

    def _put_aside(
        self,
        rows: np.ndarray,
        persons: np.ndarray,
        weeks: np.ndarray,
        codes: Mapping[str, np.ndarray],
        numbers: Mapping[str, np.ndarray],
    ) -> None:
        more = self.numbering.count - len(self.first)
        if more > 0:
            self.first = np.append(self.first, np.full(more, np.iinfo(np.int16).max, np.int16))
            self.last = np.append(self.last, np.full(more, np.iinfo(np.int16).min, np.int16))
        np.minimum.at(self.first, persons, weeks)
        np.maximum.at(self.last, persons, weeks)
        events = np.empty(len(rows), LOGGED)
        events["person"] = persons
        events["touchpoint"] = codes["touchpoint"][rows] if "touchpoint" in codes else self.touchpoint
        events["outcome"] = np.maximum(codes["outcome"][rows], 0) if "outcome" in codes else 0
        events["channel"] = codes["channel"][rows] if "channel" in codes else NOT_SAID
        for field, silence in (("count", 1.0), ("answer_weeks", -1.0)):
            events[field] = np.nan_to_num(numbers[field][rows], nan=silence) if field in numbers else silence
        for field in ("severity", "success", "ease", "emotion", "redress"):
            events[field] = numbers[field][rows] if field in numbers else np.nan
        if "answer_weeks" in numbers:
            events, weeks = self._with_answers(events, weeks)
        self.runs.add(events, weeks)

    def _with_answers(self, events: np.ndarray, weeks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return events with the answers to complaints, each after its complaint, in the week in which it came."""
        when = weeks + np.maximum(events["answer_weeks"], 0)
        complaint = events["outcome"] == OUTCOMES.index("complaint")
        rows = np.flatnonzero(complaint & (events["answer_weeks"] >= 0) & (when <= self.weeks))
        answers = np.zeros(len(rows), LOGGED)
        for field in ("person", "touchpoint", "redress"):
            answers[field] = events[field][rows]
        answers["outcome"], answers["count"] = ANSWER, 1
        answers["channel"] = answers["answer_weeks"] = NOT_SAID
        for field in ("severity", "success", "ease", "emotion"):
            answers[field] = np.nan
        self.answers += len(rows)
        return np.insert(events, rows + 1, answers), np.insert(weeks, rows + 1, when[rows])

    def _weeks_of(self, column: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the week of each row (0 and less: before the log begins), whether it is wrong, whether it is empty."""
        if self.has_dates:
            days, empty = self.dates.days_of(column)
            return (days.astype(np.int64) - self.start) // 7 + 1, days == NO_DAY, empty
        numbers, no_number = numbers_of(column, self.file.has_decimal_commas)
        # A log that begins with week 0 counts otherwise than we do: better to ask than to lose a week.
        wrong = no_number | np.isnan(numbers) | Range(1, 1e6, whole=True).refuses(numbers)
        return np.where(wrong, 0, numbers).astype(np.int64), wrong, np.isnan(numbers) & ~no_number

    def _too_long(self, who: Words) -> np.ndarray:
        import pyarrow.compute as pc

        lengths = np.append(np.array(pc.utf8_length(who.distinct), np.int64), 0)
        too_long: np.ndarray = lengths[who.which] > LONGEST_ID
        return too_long

    def _numbered(self, who: Words, rows: np.ndarray, batch: Batch) -> np.ndarray:
        """Return the number of the customer in each of these rows, newcomers in the order in which they come."""
        import pyarrow as pa

        which = who.which[rows]
        first = np.full(len(who.distinct), len(which), np.int64)
        first[which[::-1]] = np.arange(len(which) - 1, -1, -1)  # of several, the last written stays: the first row
        order = np.argsort(first, kind="stable")[: int((first < len(which)).sum())]
        own = np.full(len(who.distinct), -1, np.int64)
        own[order] = self.numbering.of(who.distinct.take(pa.array(order)))
        persons: np.ndarray = own[which]
        limit = self.customers
        if limit is not None and self.numbering.count > limit and self.one_too_many is None:
            row = int(rows[np.flatnonzero(persons == limit)[0]])
            name = self.columns["customer"]
            self.one_too_many = (*self.mistakes.place_of(batch, row, name), shown(batch.columns[name], row))
        return persons

    def _wrong_as_a_whole(self, message: str) -> None:
        self.mistakes.add(Problem(str(self.file.path), 0, 0, message))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _says_a_day(form: str) -> bool:
    """Return whether a date survives being written in this form."""
    day = datetime(1997, 12, 30)
    try:
        return datetime.strptime(day.strftime(form), form).date() == day.date()
    except ValueError:
        return False
