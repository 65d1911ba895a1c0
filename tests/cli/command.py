"""The command as a process of its own, and as a call."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator.cli import main

ROOT = Path(__file__).resolve().parents[2]

SHOP = """\
name: Shop
why: What does a slow desk cost?
weeks: 30
customers: 200
touchpoints:
  - name: order
    contacts_per_week: 0.3
    failure: {probability: 0.05, severity: 0.6}
"""

BROKEN = """\
name: Shop
weaks: 30
touchpoints:
  - name: order
    contacts_per_week: -1
"""


def started(*arguments: str, cwd: Path, **options: Any) -> subprocess.Popen[str]:
    """Start the command; the caller sees to its end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    return subprocess.Popen(
        [sys.executable, "-m", "simulator", *arguments],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=options.pop("stdout", subprocess.PIPE),
        stderr=options.pop("stderr", subprocess.PIPE),
        text=True,
        **options,
    )


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Call the command in this process; return exit code, standard output and standard error."""
    capsys.readouterr()
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def until(true: Callable[[], object], seconds: float = 240.0) -> None:
    """Wait until something is true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never became true"
        time.sleep(0.005)


def everything_in(folder: Path) -> list[str]:
    """Return the names of all that is in a folder, hidden or not."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
