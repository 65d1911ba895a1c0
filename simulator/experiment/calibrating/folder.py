"""The folder of a calibration: what was asked, the trials as they come, and at the end the answer.

While trials are made it holds `asked.json` and the record. The same command finds it again and goes on. What is
written at the end is written whole, `calibration.json` last: where that is, the calibration is complete.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from simulator.errors import ResultsError
from simulator.population.cache import sources
from simulator.projection.whole import check_writable, next_name, write_whole

ASKED, ANSWER, LOCK = "asked.json", "calibration.json", "lock"
FITTED = "fitted.yaml"
TARGETS, POINTS = "fit.csv", "points.csv"
FIGURES = "figures"


def opened(target: Path, asked: Mapping[str, Any]) -> tuple[Path, bool]:
    """Return the folder to work in and whether it is complete: `target` if it is free or has asked the same.

    Where something else is, it is the next free name, or the next one that has asked the same.

    Raises:
        ResultsError: when nothing can be written there.
    """
    check_writable(target)
    while target.exists() and not _is_empty(target):
        if _document(target / ASKED) == json.loads(json.dumps(asked)):
            return target, (target / ANSWER).is_file()
        target = next_name(target)
    if target.is_dir():
        target.rmdir()  # an empty folder of that name is as good as none

    def fill(folder: Path) -> None:
        (folder / ASKED).write_text(json.dumps(asked, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    return write_whole(target, fill), False


def code() -> str:
    """Return a hash of everything that decides what a trial comes to and which is next."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for file in [*sources(), *sorted(here.glob("*.py"))]:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let no second process work in the folder; the lock goes with the process, however that ends.

    Raises:
        ResultsError: when another process is at work there.
    """
    try:
        import fcntl
    except ImportError:  # a system without such locks; two processes there would write the same trials twice
        yield
        return
    handle = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ResultsError(
                f"{folder} is being worked in by another process; wait for it, or name another --out"
            ) from None
        yield
        with suppress(OSError):
            (folder / LOCK).unlink()
    finally:
        os.close(handle)


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _document(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
