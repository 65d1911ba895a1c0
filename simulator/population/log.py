"""What is to be lived once more: the events of a log, week by week. `log_file.read_log` makes one from a file."""

from __future__ import annotations

import tempfile
import threading
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, TYPE_CHECKING

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.scenario.log import OUTCOMES

if TYPE_CHECKING:
    import pyarrow as pa

LOGGED = np.dtype(
    [
        ("person", "u4"),
        ("touchpoint", "u1"),
        ("outcome", "u1"),
        ("count", "u2"),
        ("channel", "i2"),
        ("answer_weeks", "i2"),
        ("severity", "f4"),
        ("success", "f4"),
        ("ease", "f4"),
        ("emotion", "f4"),
        ("redress", "f4"),
    ]
)
"""One row of a log: customer from 0, touchpoint, outcome as index in `scenario.log.OUTCOMES`, how many such events.

Then what the log may say or not: channel of the recovery and weeks until the answer, -1 where it does not; severity,
success, ease, emotion and redress, NaN where it does not. What is not said is drawn. What has no meaning beside an
outcome (the channel of a contact that went well) stands here as it was logged, and means nothing.
"""

ANSWER = len(OUTCOMES)
"""Outcome of the answer to a complaint, of which only person, touchpoint and redress mean something."""

IN_MEMORY = 64 << 20
"""Bytes of events that are held in memory; a log with more lies in a temporary file, and a week of it is fetched."""


@dataclass(frozen=True)
class Skipped:
    """How many rows of a log are not lived, and why: before week 1, after the last week, of customers too many."""

    before: int = 0
    after: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.before + self.after + self.unknown

    def __str__(self) -> str:
        reasons = {
            "before week 1": self.before,
            "after the last week": self.after,
            "of customers beyond those of the scenario": self.unknown,
        }
        return ", ".join(f"{rows:,} {reason}" for reason, rows in reasons.items() if rows) or "none"


class Log:
    """The events of a log, of which a week at a time is taken.

    Customers are numbered from 0 in the order in which the file first speaks of them. A log of more than `IN_MEMORY`
    bytes lies in a temporary file without a name, which is gone with this object, or with the process, however
    that ends. Weeks may be taken by several threads at once.
    """

    def __init__(
        self,
        runs: Runs,
        answers: int,
        ids: pa.ChunkedArray,
        first_week: np.ndarray,
        last_week: np.ndarray,
        skipped: Skipped,
        start: date | None,
        unused: tuple[str, ...],
    ) -> None:
        self._runs = runs
        self.answers = answers
        """How many answers to complaints there are beside the events, each in the week in which it came."""
        self._ids = ids
        self.first_week = first_week
        """int16 for each customer: week of the first event."""
        self.last_week = last_week
        """int16 for each customer: week of the last event."""
        self.skipped = skipped
        """Rows of the file that are not among the events."""
        self.start = start
        """First day of week 1; None where the log has week numbers."""
        self.unused = unused
        """Columns of the file that were not read."""

    @property
    def customers(self) -> int:
        """How many different customers have events."""
        return len(self.first_week)

    @property
    def events(self) -> int:
        """How many rows of the file are lived, in all weeks together; a row may stand for several (`count`)."""
        return self._runs.rows - self.answers

    @property
    def is_in_memory(self) -> bool:
        """Return whether all events are held in memory."""
        return self._runs.is_in_memory

    @property
    def ids(self) -> list[str]:
        """Who the customers are in the log, by number; made anew at each call, so keep it if you need it often."""
        ids: list[str] = self._ids.to_pylist()
        return ids

    def id_of(self, person: int) -> str:
        """Return who a customer is in the log; an IndexError says that there is no such number."""
        if not 0 <= person < self.customers:
            raise IndexError(f"no customer {person}; they are numbered 0 to {self.customers - 1}")
        return str(self._ids[person].as_py())

    def week(self, week: int) -> np.ndarray:
        """Return the events of a week, type `LOGGED`: by customer, each one's in the order of the file.

        Weeks that the log does not speak of have none.
        """
        events = self._runs.week(week)
        return events[np.argsort(events["person"], kind="stable")]

    def close(self) -> None:
        """Give back the temporary file now rather than with the object; afterwards no week can be taken."""
        self._runs.close()

    def __repr__(self) -> str:
        return f"Log({self.events:,} events of {self.customers:,} customers; skipped: {self.skipped})"


class Runs:
    """Rows put aside, a batch after the other, each sorted by week, so that a week is a slice of every batch.

    `in_memory` is the number of bytes beyond which they go to a temporary file.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self.rows = 0
        self._in_memory = in_memory
        self._held: list[np.ndarray] = []
        self._weeks: list[tuple[np.ndarray, np.ndarray]] = []  # of each run: weeks, and where each begins in all rows
        self._file: IO[bytes] | None = None
        self._closing: weakref.finalize[[], Runs] | None = None
        self._lock = threading.Lock()

    @property
    def is_in_memory(self) -> bool:
        """Return whether nothing had to be put into a file."""
        return self._file is None

    def add(self, rows: np.ndarray, weeks: np.ndarray) -> None:
        """Put rows aside, in the order of the file, with the week of each (int16).

        Raises ScenarioError when there is no room for them.
        """
        if not len(rows):
            return
        order = np.argsort(weeks, kind="stable")
        weeks = weeks[order]
        begins = np.flatnonzero(np.append(True, weeks[1:] != weeks[:-1]))
        self._weeks.append((weeks[begins], self.rows + np.append(begins, len(rows))))
        self.rows += len(rows)
        self._held.append(rows[order])
        if self.rows * LOGGED.itemsize > self._in_memory:
            self._write_down()

    def week(self, week: int) -> np.ndarray:
        """Return the rows of a week in the order of the file, as an array of their own."""
        slices = list(self._slices(week))
        if self._file is None:
            starts = np.cumsum([0, *(len(run) for run in self._held)])
            parts = [self._held[run][begin - starts[run] : end - starts[run]] for run, begin, end in slices]
            return np.concatenate([np.empty(0, LOGGED), *parts])
        rows = np.empty(sum(end - begin for _, begin, end in slices), LOGGED)
        places = np.cumsum([0, *(end - begin for _, begin, end in slices)])
        with self._lock:  # a place in a file belongs to one reader at a time
            for (_, begin, end), place in zip(slices, places.tolist(), strict=False):
                self._file.seek(begin * LOGGED.itemsize)
                read = self._file.read((end - begin) * LOGGED.itemsize)
                rows[place : place + end - begin] = np.frombuffer(read, LOGGED)
        return rows

    def close(self) -> None:
        """Give back the temporary file, if there is one."""
        if self._closing is not None:
            self._closing()

    def _slices(self, week: int) -> Iterator[tuple[int, int, int]]:
        """Yield for each run that has rows of this week: its number, and where they begin and end in all rows."""
        for run, (weeks, begins) in enumerate(self._weeks):
            place = int(np.searchsorted(weeks, week))
            if place < len(weeks) and weeks[place] == week:
                yield run, int(begins[place]), int(begins[place + 1])

    def _write_down(self) -> None:
        try:
            if self._file is None:
                # Unlinked as soon as it is there, so that nothing can leave it behind.
                self._file = tempfile.TemporaryFile(prefix="engagement-log-")  # noqa: SIM115
                self._closing = weakref.finalize(self, self._file.close)
            for rows in self._held:
                self._file.write(rows.view(np.uint8).data)
            self._file.flush()
        except OSError as error:
            self.close()
            folder = tempfile.gettempdir()
            said = f"has no room for the log ({error.strerror or error}); another folder is taken from TMPDIR"
            raise ScenarioError([Problem(folder, 0, 0, said)]) from error
        self._held = []
