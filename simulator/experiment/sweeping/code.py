"""Which code lives a run: results of two kinds of code do not belong into one sweep."""

from __future__ import annotations

import platform
from collections.abc import Mapping

from simulator.experiment.code import fingerprint_of_code
from simulator.projection.files import made_with

MADE_BY = (
    *("customer", "population", "projection", "scenario"),
    *("experiment/comparing/metrics.py", "experiment/sweeping/living.py"),
)
"""What moves the figures of a run."""


def code_here() -> dict[str, str]:
    """Return all of this process that equal figures to the last bit depend on."""
    versions = made_with()["versions"]
    return {
        "simulator": versions["simulator"],
        "code": fingerprint_of_code(*MADE_BY),
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
