"""Writing a folder that is whole or absent, whatever happens in between."""

from __future__ import annotations

import errno
import os
import re
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from simulator.errors import ResultsError

TAKEN = {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR}
"""What a rename says when something is there already: a folder that is not empty, or no folder at all."""

_STOPPING = (signal.SIGINT, signal.SIGTERM)


def write_whole(target: Path, fill: Callable[[Path], None]) -> Path:
    """Have `fill` write into a hidden neighbour of `target`, then give it that name or the next free one.

    Returns where it ended up. Two processes that want the same name get different ones.

    Raises:
        ResultsError: when it cannot be written; the neighbour is removed, as it is on any other exception.
    """
    made: list[Path] = []
    done = False
    try:
        made = _make(target.parent)
        # The neighbour is on the same file system, so that the rename is one step. Should this process be stopped
        # before the cleaning below, the interpreter removes it on its way out.
        hidden = f".{target.name}-"
        workspace = tempfile.TemporaryDirectory(prefix=hidden, dir=target.parent, ignore_cleanup_errors=True)
        try:
            inside = Path(workspace.name) / "result"
            inside.mkdir()
            fill(inside)
            _sync(inside)
            place = _give_name(inside, target)
            _sync_one(place.parent)
            done = True
            return place
        finally:
            with unstoppable():
                workspace.cleanup()
    except OSError as error:
        raise ResultsError(_refusal(target, error)) from error
    finally:
        if not done:
            for folder in reversed(made):
                with suppress(OSError):
                    folder.rmdir()


def write_file(target: Path, fill: Callable[[Path], object]) -> Path:
    """Have `fill` write a hidden neighbour of a file, then give it that name: the file is whole, or as it was.

    Raises:
        ResultsError: when it cannot be written; the neighbour is removed, as it is on any other exception.
    """
    hidden = target.with_name(f".{os.getpid()}-{target.name}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fill(hidden)
        _sync_one(hidden)
        hidden.replace(target)
        return target
    except OSError as error:
        raise ResultsError(_refusal(target, error)) from error
    finally:
        with unstoppable(), suppress(OSError):
            hidden.unlink(missing_ok=True)


def check_writable(target: Path) -> None:
    """Find out before a long run, not after it, that nothing can be written there; leaves no trace.

    Raises:
        ResultsError: when the nearest folder that exists cannot be written to, or is none.
    """
    place = target.parent.absolute()
    try:
        while not (place.exists() or place.is_symlink()):
            place = place.parent
        with tempfile.TemporaryFile(dir=place) as trial:
            trial.write(b"\0")
    except OSError as error:
        raise ResultsError(_refusal(target, error)) from error


def next_name(path: Path) -> Path:
    """Return the name after this one.

    Example:
        >>> next_name(Path("run-001")).name, next_name(Path("shop")).name
        ('run-002', 'shop-002')
    """
    match = re.fullmatch(r"(.+)-(\d{3,})", path.name)
    if match:
        return path.with_name(f"{match[1]}-{int(match[2]) + 1:0{len(match[2])}d}")
    return path.with_name(f"{path.name}-002")


@contextmanager
def unstoppable() -> Iterator[None]:
    """Let no second Ctrl-C interrupt the cleaning up after the first."""
    if threading.current_thread() is not threading.main_thread():
        yield  # interruptions reach the main thread only
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _make(folder: Path) -> list[Path]:
    """Make a folder and what it lies in; return those that were not there."""
    missing = []
    place = folder
    while not place.exists() and place != place.parent:
        missing.append(place)
        place = place.parent
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _give_name(inside: Path, target: Path) -> Path:
    while True:
        try:
            inside.rename(target)
            return target
        except OSError as error:
            if error.errno not in TAKEN:
                raise
        target = next_name(target)


def _sync(folder: Path) -> None:
    """Bring all that is in a folder to the disk, so that the name never comes before the content."""
    for place, _, files in os.walk(folder):
        for file in files:
            _sync_one(Path(place) / file)
        _sync_one(Path(place))


def _sync_one(path: Path) -> None:
    if os.name != "posix" and path.is_dir():
        return  # only there can a folder be opened
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refusal(target: Path, error: OSError) -> str:
    reason = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "your quota on that disk is used up",
        errno.EFBIG: "a file would be larger than is allowed",
        errno.EACCES: "no permission to write there",
        errno.EPERM: "no permission to write there",
        errno.EROFS: "that disk can only be read",
        errno.ENOTDIR: "a part of that path is a file, not a folder",
        errno.EEXIST: "a part of that path is a file, not a folder",
        errno.ENAMETOOLONG: "the name is too long",
    }.get(error.errno or 0, error.strerror or str(error))
    return f"the result cannot be written to {target}: {reason}; nothing was left behind"
