"""A lab that is served, and a browser, where the machine has one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium without a window, gone with the tests that need it: its driver keeps an event loop running."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    at = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if at is None:
        pytest.skip("there is no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=at, args=["--no-sandbox"])
        yield chromium
        chromium.close()
