"""Which code lives a run: results of two kinds of code do not belong into one sweep."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from simulator.projection.files import made_with

MADE_BY = ("customer", "population", "projection", "scenario", "experiment/comparing/metrics.py")
"""What moves the figures of a run, in the package. Their text counts: a changed comment is another code."""


@cache
def fingerprint_of_code() -> str:
    """Return what the code comes to that makes the figures of a run: sixteen letters."""
    found = hashlib.sha256()
    root = Path(__file__).resolve().parents[2]
    for name in (*MADE_BY, "experiment/sweeping/living.py"):
        place = root / name
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            found.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def code_here() -> dict[str, str]:
    """Return all of this process that equal figures to the last bit depend on."""
    versions = made_with()["versions"]
    return {
        "simulator": versions["simulator"],
        "code": fingerprint_of_code(),
        **{name: versions[name] for name in ("numpy", "numba")},
        "machine": platform.machine(),
    }


def other_code(found: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    """Return in words what of the code found differs from the code wanted; nothing when they are the same."""
    return ", ".join(
        f"{name} {found.get(name, 'unknown')} instead of {value}"
        for name, value in wanted.items()
        if found.get(name) != value
    )
