"""Worlds kept on disk while a page is being made, so that Ctrl-C, or a machine that goes down, costs little."""

from __future__ import annotations

import hashlib
import json
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from simulator.errors import ResultsError
from simulator.explore.grid import Grid
from simulator.explore.sliders import said
from simulator.population.cache import fingerprint as fingerprint_of_files
from simulator.population.cache import sources
from simulator.scenario.reading import fingerprint

WORTH_SECONDS = 5.0
"""What takes less is lived again more easily than kept."""


class Aside:
    """A hidden file beside the page: a line that says what is being made, then a record for each world that is done.

    A record that was cut short, or does not fit its checksum, is no record.
    """

    def __init__(self, page: Path, grid: Grid) -> None:
        self.place = page.with_name(f".{page.name}.worlds")
        self.worlds = 0
        """How many worlds it holds."""
        self._head = json.dumps({"worlds of": plan_of(grid)}).encode() + b"\n"
        self._record = np.dtype([("number", "<u4"), ("world", grid.packing.record), ("checksum", "<u4")])
        self._waiting: list[np.ndarray] = []
        self._since = time.monotonic()
        self._open = False

    def kept(self) -> dict[int, np.ndarray]:
        """Return the worlds that an earlier attempt at the same page has left."""
        with suppress(OSError):
            text = self.place.read_bytes()
            if text.startswith(self._head):
                body = text[len(self._head) :]
                whole = len(body) // self._record.itemsize
                rows = np.frombuffer(body, self._record, whole)
                found = {int(row["number"]): row["world"] for row in rows if row["checksum"] == _checksum(row)}
                self._open = whole * self._record.itemsize == len(body)
                self.worlds = len(found) if self._open else 0
                if not self._open:
                    self._waiting = [self._row(number, record) for number, record in found.items()]
                return found
        return {}

    def keep(self, number: int, record: np.ndarray) -> None:
        """Keep a world; on disk as soon as there is something worth keeping."""
        self._waiting.append(self._row(number, record))
        if time.monotonic() - self._since >= WORTH_SECONDS:
            self.write()

    def write(self) -> None:
        """Write what waits.

        Raises:
            ResultsError: when it cannot be written.
        """
        if not self._waiting:
            return
        try:
            with self.place.open("ab" if self._open else "wb") as stream:
                if not self._open:
                    stream.write(self._head)
                stream.write(b"".join(row.tobytes() for row in self._waiting))
        except OSError as error:
            raise ResultsError(f"{self.place} cannot be written: {error.strerror or error}") from error
        self.worlds += len(self._waiting)
        self._waiting, self._open, self._since = [], True, time.monotonic()

    def stopped(self) -> int:
        """Write what waits if anything is worth going on from; return how many worlds are on disk."""
        if self.worlds or time.monotonic() - self._since >= WORTH_SECONDS:
            with suppress(ResultsError):
                self.write()
        return self.worlds

    def forget(self) -> None:
        """Take the file away: the page is there."""
        with suppress(OSError):
            self.place.unlink(missing_ok=True)

    def _row(self, number: int, record: np.ndarray) -> np.ndarray:
        row = np.zeros((), self._record)
        row["number"], row["world"] = number, record
        row["checksum"] = _checksum(row)
        return row


def plan_of(grid: Grid) -> str:
    """Return one short word for all that a world depends on: scenario, sliders, the rule, and how it is written."""
    plan: dict[str, Any] = {
        "scenario": fingerprint(grid.base),
        "sliders": [[each.path, [said(level) for level in each.levels]] for each in grid.sliders],
        "record": [repr(grid.packing.record), list(grid.packing.weeks)],
        "rule": fingerprint_of_files(sources()),
    }
    return hashlib.sha256(json.dumps(plan).encode()).hexdigest()[:32]


def _checksum(row: Any) -> int:
    return zlib.crc32(row["number"].tobytes() + row["world"].tobytes())
