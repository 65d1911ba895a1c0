"""A Dask cluster of real processes on loopback: the same files, also when a worker is killed half-way."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import distributed
import pytest

from benchmarks.surviving import FILES, tiny
from simulator.errors import ClusterError, MissingPartError
from simulator.experiment.sweeping.ledger import LEDGER, Ledger
from simulator.experiment.sweeping.running import run_sweep
from simulator.experiment.sweeping.stored import stored_sweep
from tests.house.source import ROOT

PLAN = tiny(300)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def dask(folder: Path, kind: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{kind}", *arguments, "--host", "127.0.0.1", "--no-dashboard"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


class Loopback:
    """A scheduler and its workers, each a process."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.address = f"tcp://127.0.0.1:{port}"
        self.folder = folder
        self.processes = [dask(folder, "dask_scheduler", "--port", str(port))]

    def worker(self, **environment: str) -> subprocess.Popen[bytes]:
        place = ("--local-directory", str(self.folder))
        started = dask(self.folder, "dask_worker", self.address, "--no-nanny", "--nthreads", "1", *place, **environment)
        self.processes.append(started)
        return started

    def close(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Loopback]:
    found = Loopback(tmp_path)
    yield found
    found.close()


class Killing:
    """A progress that kills a worker as soon as a tenth of the runs is over."""

    def __init__(self, worker: subprocess.Popen[bytes]) -> None:
        self.worker = worker

    def __call__(self, share: float) -> None:
        if share > 0.1 and self.worker.poll() is None:
            self.worker.send_signal(signal.SIGKILL)
            self.worker.wait()


def other_version(folder: Path) -> Path:
    """Return a place with another version of the simulator: a comment more."""
    shutil.copytree(ROOT / "simulator", folder / "simulator", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "simulator" / "customer" / "week.py").open("a") as file:
        file.write("# another version\n")
    return folder


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # those of another library's sockets and threads are not ours to mend
def test_a_worker_is_killed_and_nothing_is_lost(cluster: Loopback, tmp_path: Path) -> None:
    first, second = cluster.worker(), cluster.worker()
    cluster.worker(PYTHONPATH=str(other_version(tmp_path / "other")))
    run_sweep(PLAN, tmp_path / "here")
    with distributed.Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(3, timeout=60)
    said: list[str] = []
    there = tmp_path / "there"
    stored = run_sweep(PLAN, there, scheduler=cluster.address, progress=Killing(first), say=said.append)
    assert (first.returncode, second.poll()) == (-signal.SIGKILL, None)
    assert len(stored.runs) == 300
    for name in FILES:
        assert (there / name).read_bytes() == (tmp_path / "here" / name).read_bytes()
    assert [each.runs for each in Ledger(there / LEDGER).sessions()] == [300]
    assert len({each.worker for each in Ledger(there / LEDGER).rows()}) == 2
    assert len(said) == 1
    assert re.fullmatch(r"worker tcp://127\.0\.0\.1:\d+ is refused: .*code \w{16} instead of \w{16}", said[0])


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_the_scheduler_is_gone_and_what_is_finished_is_kept(cluster: Loopback, tmp_path: Path) -> None:
    cluster.worker()
    scheduler = cluster.processes[0]
    with pytest.raises(ClusterError, match="is gone; all finished runs are kept"):
        run_sweep(PLAN, tmp_path / "sweep", scheduler=cluster.address, progress=Killing(scheduler))
    kept = len(stored_sweep(tmp_path / "sweep").runs)
    assert 30 <= kept < 300
    assert len(run_sweep(PLAN, tmp_path / "sweep").runs) == 300


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.experiment.sweeping.cluster.CONNECT_SECONDS", 0.5)
    address = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(ClusterError, match=f"no scheduler answers at {address}") as error:
        run_sweep(PLAN, tmp_path / "sweep", scheduler=address)
    assert error.value.exit_code == 9
    with pytest.raises(ClusterError, match="no scheduler answers at nonsense"):
        run_sweep(PLAN, tmp_path / "sweep", scheduler="nonsense")


def test_without_the_optional_part_it_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingPartError, match=r"engagement-simulator\[cluster\]"):
        run_sweep(PLAN, tmp_path / "sweep", scheduler="tcp://127.0.0.1:1")
