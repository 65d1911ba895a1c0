"""A folder is whole or absent, whatever happens, and an existing one is never touched."""

from __future__ import annotations

import errno
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.errors import ResultsError
from simulator.projection import whole
from simulator.projection.whole import check_writable, next_name, unstoppable, write_whole


def something(folder: Path) -> None:
    (folder / "inside").mkdir()
    (folder / "inside" / "file").write_text("content")


def everything_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_it_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "new" / "run-001", something) == tmp_path / "new" / "run-001"
    assert everything_in(tmp_path) == ["new", "new/run-001", "new/run-001/inside", "new/run-001/inside/file"]


@pytest.mark.parametrize(
    ("name", "following"), [("run-001", "run-002"), ("run-999", "run-1000"), ("shop", "shop-002"), ("a-1", "a-1-002")]
)
def test_the_next_name(name: str, following: str) -> None:
    assert next_name(Path("x", name)) == Path("x", following)


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "run-001").mkdir()
    (tmp_path / "run-001" / "mine").write_text("mine")
    (tmp_path / "run-002").write_text("a file")
    (tmp_path / "run-003").symlink_to(tmp_path / "run-001")
    assert write_whole(tmp_path / "run-001", something).name == "run-004"
    assert everything_in(tmp_path / "run-001") == ["mine"]
    assert (tmp_path / "run-002").read_text() == "a file"


def test_many_at_once_get_a_name_each(tmp_path: Path) -> None:
    places: list[Path] = []
    together = threading.Barrier(8)

    def one() -> None:
        together.wait()
        places.append(write_whole(tmp_path / "run-001", something))

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(place.name for place in places) == [f"run-{number:03}" for number in range(1, 9)]
    assert all(everything_in(place) == ["inside", "inside/file"] for place in places)


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError, MemoryError])
def test_nothing_stays_when_it_is_stopped_half_way(tmp_path: Path, error: type[BaseException]) -> None:
    def half(folder: Path) -> None:
        something(folder)
        raise error

    with pytest.raises(error):
        write_whole(tmp_path / "new" / "deep" / "run-001", half)
    assert everything_in(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "quota"),
        (errno.EROFS, "can only be read"),
        (errno.EACCES, "no permission"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_what_the_disk_says_is_said_in_one_line(tmp_path: Path, number: int, words: str) -> None:
    def fail(folder: Path) -> None:
        something(folder)
        raise OSError(number, os.strerror(number))

    with pytest.raises(ResultsError, match=words) as caught:
        write_whole(tmp_path / "run-001", fail)
    assert str(tmp_path / "run-001") in str(caught.value)
    assert "\n" not in str(caught.value)
    assert everything_in(tmp_path) == []


def test_a_disk_that_is_full_at_the_very_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ResultsError, match="the disk is full"):
        write_whole(tmp_path / "run-001", something)
    assert everything_in(tmp_path) == []


def test_a_second_interruption_does_not_stop_the_cleaning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clean = whole.tempfile.TemporaryDirectory.cleanup

    def interrupted(self: object) -> None:
        signal.raise_signal(signal.SIGINT)
        clean(self)  # type: ignore[arg-type]

    def half(folder: Path) -> None:
        something(folder)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(whole.tempfile.TemporaryDirectory, "cleanup", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "run-001", half)
    assert everything_in(tmp_path) == []


def test_afterwards_interruptions_work_as_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with unstoppable():
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def a_file(tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("")
    return tmp_path / "file" / "run-001"


def below_a_file(tmp_path: Path) -> Path:
    return a_file(tmp_path) / "deep" / "run-001"


def where_nobody_may(_: Path) -> Path:
    return Path("/proc/nothing/run-001")


@pytest.mark.parametrize("place", [a_file, below_a_file, where_nobody_may])
def test_a_place_that_cannot_be_written_is_known_beforehand(tmp_path: Path, place: Callable[[Path], Path]) -> None:
    target = place(tmp_path)
    with pytest.raises(ResultsError, match="nothing was left behind"):
        check_writable(target)
    with pytest.raises(ResultsError, match="nothing was left behind"):
        write_whole(target, something)


def test_asking_leaves_no_trace(tmp_path: Path) -> None:
    check_writable(tmp_path / "a" / "b" / "run-001")
    assert everything_in(tmp_path) == []
