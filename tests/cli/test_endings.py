"""However it ends - finished, interrupted, with a full disk, with nobody listening - nothing half done stays."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.projection.results import load
from tests.cli.command import SHOP, everything_in, started, until

LONG = ("run", "shop.yaml", "--customers", "3000000", "--weeks", "104", "--out", "results/long", "-v")
MUCH_TO_WRITE = ("run", "shop.yaml", "--customers", "400000", "--weeks", "1", "--out", "results/much")


@pytest.fixture(autouse=True, scope="module")
def _compiled() -> None:
    """Have the rule compiled once, so that no test measures that."""
    from simulator.experiment.simulate import simulate
    from tests.projection.made import scenario

    simulate(scenario())


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "shop.yaml").write_text(SHOP)
    yield tmp_path
    assert [name for name in everything_in(tmp_path) if "/." in name] == []


def ended_by(process: subprocess.Popen[str], code: int) -> bool:
    """Return whether a process ended with a code, or with the signal that a shell shows as that code.

    Interrupted in the middle of `exec`, as imports do, Python kills itself by the signal even if all was handled.
    """
    return process.returncode in (code, 128 - code)


def living(process: subprocess.Popen[str]) -> None:
    """Wait until the customers live: the first word comes just before, the engine takes a second to load."""
    assert process.stderr is not None
    process.stderr.readline()
    time.sleep(2.0)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_while_they_live(folder: Path, number: signal.Signals, code: int) -> None:
    with started(*LONG, cwd=folder) as process:
        living(process)
        process.send_signal(number)
        out, err = process.communicate(timeout=240)
    assert ended_by(process, code)
    assert out == ""
    assert err.splitlines()[-1] == "stopped; nothing was written"
    assert "Traceback" not in err
    assert everything_in(folder) == ["shop.yaml"]


def hidden(folder: Path) -> list[Path]:
    return [path for path in folder.glob("results/.*/result/*") if path.is_file()]


@pytest.mark.parametrize("times", [1, 2, 5])
def test_interrupted_while_it_writes(folder: Path, times: int) -> None:
    with started(*MUCH_TO_WRITE, cwd=folder) as process:
        until(lambda: hidden(folder))
        for _ in range(times):
            process.send_signal(signal.SIGINT)
            time.sleep(0.001)
        _, err = process.communicate(timeout=240)
    assert ended_by(process, 130)
    assert err.splitlines()[-1] == "stopped; nothing was written"
    assert "Traceback" not in err
    assert everything_in(folder) == ["shop.yaml"]


def test_nobody_listens(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with started("run", "shop.yaml", "--no-figures", cwd=folder, stdout=writing) as process:
        os.close(writing)
        _, err = process.communicate(timeout=240)
    assert process.returncode == 0
    assert err.splitlines()[-1].startswith("200 customers, 30 weeks: lived in")
    assert load(folder / "results/shop/run-001").replicates == 1


@pytest.mark.parametrize("arguments", [("show", "shop.yaml"), ("schema",), ("--help",)])
def test_nobody_listens_to_a_text(folder: Path, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with started(*arguments, cwd=folder, stdout=writing) as process:
        os.close(writing)
        _, err = process.communicate(timeout=240)
    assert (process.returncode, err) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_standard_output_is_full(folder: Path) -> None:
    with Path("/dev/full").open("w") as full, started("run", "shop.yaml", "-q", cwd=folder, stdout=full) as process:
        _, err = process.communicate(timeout=240)
    assert process.returncode == 1
    assert err == (
        "standard output cannot be written: No space left on device; the result is complete in results/shop/run-001\n"
    )
    load(folder / "results/shop/run-001")


def test_no_file_may_grow(folder: Path) -> None:
    """A limit on the size of files acts as a full disk does: a write fails half-way."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    # The limit is for the results; what the libraries cache is there already or can do without.
    with started(
        "run", "shop.yaml", "--customers", "5000", "-q", "--no-figures", cwd=folder, preexec_fn=limited
    ) as process:
        out, err = process.communicate(timeout=240)
    assert process.returncode == 4
    assert out.startswith("After 30 weeks")  # the answer is not lost
    assert err == (
        "the result cannot be written to results/shop/run-001: a file would be larger than is allowed; "
        "nothing was left behind\n"
    )
    assert everything_in(folder) == ["shop.yaml"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("needs the right to mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_the_disk_is_full(folder: Path, small_disk: Path) -> None:
    target = small_disk / "shop" / "run-001"
    with started("run", "shop.yaml", "--customers", "5000", "-q", "--out", str(target), cwd=folder) as process:
        _, err = process.communicate(timeout=240)
    assert process.returncode == 4
    assert err == f"the result cannot be written to {target}: the disk is full; nothing was left behind\n"
    assert everything_in(small_disk) == []


def test_two_at_once_get_a_folder_each(folder: Path) -> None:
    processes = [started("run", "shop.yaml", "--no-figures", "-q", cwd=folder) for _ in range(3)]
    for process in processes:
        process.communicate(timeout=240)
        assert process.returncode == 0
    assert [path.name for path in sorted((folder / "results/shop").iterdir())] == ["run-001", "run-002", "run-003"]


def test_no_colour_and_no_bar_where_there_is_no_terminal(folder: Path) -> None:
    with started("run", "shop.yaml", "--no-figures", cwd=folder) as process:
        out, err = process.communicate(timeout=240)
    assert "\x1b" not in out + err
    assert "\r" not in out + err
