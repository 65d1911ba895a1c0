"""A lab that is served."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Served:
    """A lab in a process of its own."""

    process: subprocess.Popen[str]
    address: str

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])

    def stop(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """Stop it and return how it ended, and what it said."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        _, said = self.process.communicate(timeout=30)
        return self.process.returncode, said


def serve(folder: Path, *arguments: str) -> Served:
    """Start a lab, and wait until it answers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "lab", "--no-browser", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    return Served(process, process.stdout.readline().strip())


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A lab for all tests that only ask."""
    pytest.importorskip("nicegui", reason="the lab needs the optional part `lab`")
    lab = serve(tmp_path_factory.mktemp("lab"), "--port", "0")
    yield lab
    lab.stop()
