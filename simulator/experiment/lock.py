"""One process at a time works in a folder; a process that is killed holds nothing any more."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

PATIENCE_SECONDS = 1.0
"""Who only looks holds the lock for a moment; whoever wants to work waits that long."""


class TakenError(Exception):
    """Another process works on it."""


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Hold a lock, which is a file beside what it is about.

    It is a lock of the operating system on a file, which goes with the process however that ends: a file with the
    number of a process would outlive it. The database library knows how on every system.

    Raises:
        TakenError: when another process holds it.
    """
    with closing(sqlite3.connect(file, timeout=PATIENCE_SECONDS, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise TakenError from error
        yield


def is_held(file: Path) -> bool:
    """Return whether a process holds a lock just now."""
    if not file.is_file():
        return False
    for _ in range(2):
        with closing(sqlite3.connect(file, timeout=0.0, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
                return False
            except sqlite3.OperationalError:
                time.sleep(0.05)
    return True
