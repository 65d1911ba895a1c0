"""The ledger of a sweep: every run that is over, durable within a tenth of a second, whatever happens to the process.

It is an embedded database in the folder of the sweep. A row a run, written by one thread of one process. The rows of
runs that end within 50 milliseconds are written together, as bringing a row to the disk takes about as long as living a
small run; so what was finished more than 0.1 seconds ago is never lost, not even to a power failure.
"""

from __future__ import annotations

import json
import math
import os
import platform
import queue
import sqlite3
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from simulator.errors import ResultsError
from simulator.experiment.sweeping.finished import Finished
from simulator.experiment.sweeping.living import Outcome
from simulator.experiment.sweeping.plan import Run

LEDGER = "ledger.sqlite"
TOGETHER_SECONDS = 0.05
MOST_TOGETHER = 500
DONE, FAILED = "done", "failed"

_TABLES = """
CREATE TABLE sweep (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE sessions (
    number INTEGER PRIMARY KEY, started REAL NOT NULL, ended REAL, process INTEGER NOT NULL, host TEXT NOT NULL,
    command TEXT NOT NULL, ways TEXT NOT NULL
);
CREATE TABLE runs (
    point INTEGER NOT NULL, replicate INTEGER NOT NULL, status TEXT NOT NULL, metrics TEXT, measures TEXT, weekly BLOB,
    error TEXT, traceback TEXT, seconds REAL NOT NULL, started TEXT NOT NULL, worker TEXT NOT NULL,
    session INTEGER NOT NULL, finished REAL NOT NULL, PRIMARY KEY (point, replicate)
);
"""


@dataclass(frozen=True)
class Session:
    """One time that somebody worked on a sweep: from starting it to its end, or to an interruption."""

    number: int
    started: float
    """Seconds since 1970."""
    ended: float | None
    """None while it goes on, and where it was killed."""
    process: int
    host: str
    runs: int
    """Runs that it finished."""
    last: float | None
    """When the last of them was finished."""


@dataclass(frozen=True)
class Ledger:
    """The ledger in a file; every method opens it anew, so that any thread may ask."""

    file: Path

    @staticmethod
    def create(file: Path, said: Mapping[str, Any]) -> Ledger:
        """Make an empty ledger; `said` is what it says of its sweep."""
        ledger = Ledger(file)
        with ledger.open() as connection:
            connection.executescript(_TABLES)
            connection.executemany("INSERT INTO sweep VALUES (?, ?)", _texts(said))
        return ledger

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Open the database; what is done inside happens as a whole or not at all.

        Raises:
            ResultsError: when it cannot be read or written.
        """
        try:
            with closing(sqlite3.connect(self.file, timeout=30.0)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=FULL")
                with connection:
                    yield connection
        except sqlite3.Error as error:
            raise ResultsError(f"{self.file} cannot be used: {error}") from error

    def said(self) -> dict[str, Any]:
        """Return what it says of its sweep."""
        with self.open() as connection:
            return {key: json.loads(value) for key, value in connection.execute("SELECT key, value FROM sweep")}

    def say(self, said: Mapping[str, Any]) -> None:
        """Let it say something else."""
        with self.open() as connection:
            connection.executemany("INSERT OR REPLACE INTO sweep VALUES (?, ?)", _texts(said))

    def begin(self, command: str, ways: str) -> int:
        """Note that somebody begins to work on the sweep; return the number of the session."""
        with self.open() as connection:
            made = connection.execute(
                "INSERT INTO sessions (started, process, host, command, ways) VALUES (?, ?, ?, ?, ?)",
                (time.time(), os.getpid(), platform.node(), command, ways),
            )
            return int(made.lastrowid or 0)

    def end(self, session: int) -> None:
        """Note that a session ended as it should."""
        with self.open() as connection:
            connection.execute("UPDATE sessions SET ended = ? WHERE number = ?", (time.time(), session))

    def forget_failed(self) -> int:
        """Strike out the runs that failed, so that they are lived again; return how many."""
        with self.open() as connection:
            return connection.execute("DELETE FROM runs WHERE status = ?", (FAILED,)).rowcount

    def finished(self) -> set[Run]:
        """Return the runs that are over, failed ones too."""
        with self.open() as connection:
            return {Run(*row) for row in connection.execute("SELECT point, replicate FROM runs")}

    def rows(self, weekly: bool = True) -> Iterator[Finished]:
        """Yield the runs that are over, by point and replicate."""
        wanted = "measures, weekly" if weekly else "NULL, NULL"
        with self.open() as connection:
            for row in connection.execute(
                f"SELECT point, replicate, metrics, {wanted}, error, traceback, seconds, started, worker "
                "FROM runs ORDER BY point, replicate"
            ):
                yield _finished(row)

    def counts(self) -> tuple[int, int]:
        """Return how many runs are done and how many failed."""
        with self.open() as connection:
            found = dict(connection.execute("SELECT status, count(*) FROM runs GROUP BY status"))
        return int(found.get(DONE, 0)), int(found.get(FAILED, 0))

    def sessions(self) -> list[Session]:
        """Return who worked on it, in order."""
        with self.open() as connection:
            rows = connection.execute(
                "SELECT number, sessions.started, ended, process, host, count(point), max(finished) "
                "FROM sessions LEFT JOIN runs ON session = number GROUP BY number ORDER BY number"
            )
            return [Session(*row) for row in rows]

    def take_all_from(self, other: Ledger) -> None:
        """Copy every run of another ledger, under one session of this one."""
        columns = "point, replicate, status, metrics, measures, weekly, error, traceback, seconds, started, worker"
        with self.open() as connection, other.open() as source:
            rows = source.execute(f"SELECT {columns}, 0, finished FROM runs")
            connection.executemany("INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


class Writer:
    """The one thread that writes runs into a ledger; others hand them over."""

    def __init__(self, ledger: Ledger, session: int) -> None:
        self.kept = 0
        """Runs that are durable."""
        self.failed = 0
        """Those of them that failed."""
        self._ledger = ledger
        self._session = session
        self._waiting: queue.SimpleQueue[Finished | None] = queue.SimpleQueue()
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._write, name="ledger", daemon=True)
        self._thread.start()

    def put(self, finished: Finished) -> None:
        """Hand over a run that is over; raises what went wrong in writing earlier ones."""
        self.check()
        self._waiting.put(finished)

    def check(self) -> None:
        """Raise what went wrong in writing, if anything did."""
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        """Wait until all is written."""
        self._waiting.put(None)
        self._thread.join()
        self.check()

    def _write(self) -> None:
        try:
            with closing(sqlite3.connect(self._ledger.file, timeout=30.0)) as connection:
                connection.execute("PRAGMA synchronous=FULL")
                open_still = True
                while open_still:
                    batch, open_still = self._batch()
                    with connection:
                        # A run that was lived twice, as by a worker that was thought to be lost, is there once.
                        connection.executemany(
                            "INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            [_row(each, self._session) for each in batch],
                        )
                    self.kept += len(batch)
                    self.failed += sum(each.outcome is None for each in batch)
        except sqlite3.Error as error:
            self._error = ResultsError(
                f"{self._ledger.file} cannot be written: {error}; the runs before are kept, resume when that is mended"
            )
        except Exception as error:  # noqa: BLE001  # raised where somebody waits
            self._error = error

    def _batch(self) -> tuple[list[Finished], bool]:
        """Wait for a run, and for those that end shortly after it; return them, and whether more may come."""
        first = self._waiting.get()
        if first is None:
            return [], False
        batch, end = [first], time.monotonic() + TOGETHER_SECONDS
        while len(batch) < MOST_TOGETHER:
            try:
                found = self._waiting.get(timeout=max(end - time.monotonic(), 0.0))
            except queue.Empty:
                break
            if found is None:
                return batch, False
            batch.append(found)
        return batch, True


def now() -> str:
    """Return date and time, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _texts(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(key, json.dumps(value, ensure_ascii=False)) for key, value in said.items()]


def _row(finished: Finished, session: int) -> tuple[Any, ...]:
    run, outcome = finished.run, finished.outcome
    metrics = measures = weekly = None
    if outcome is not None:
        numbers = {name: float(value) for name, value in outcome.metrics.items()}
        metrics = json.dumps({name: None if math.isnan(value) else value for name, value in numbers.items()})
        if outcome.weekly:
            measures = json.dumps(list(outcome.weekly))
            weekly = zlib.compress(np.array(list(outcome.weekly.values()), "<f8").tobytes(), 1)
    said = (None, None) if outcome is not None else (finished.error, finished.traceback)
    status = FAILED if outcome is None else DONE
    times = (finished.seconds, finished.started, finished.worker, session, time.time())
    return (run.point, run.replicate, status, metrics, measures, weekly, *said, *times)


def _finished(row: tuple[Any, ...]) -> Finished:
    point, replicate, metrics, measures, weekly, error, traceback, seconds, started, worker = row
    outcome = None
    if metrics is not None:
        names = json.loads(measures) if measures else []
        values = np.frombuffer(zlib.decompress(weekly), "<f8").reshape(len(names), -1) if names else ()
        numbers = {name: math.nan if value is None else value for name, value in json.loads(metrics).items()}
        outcome = Outcome(numbers, dict(zip(names, values, strict=True)))
    return Finished(Run(point, replicate), outcome, error or "", traceback or "", seconds, started, worker)
