"""Reading a sweep: a file or the flags of a command, with the scenario that it varies, to one frozen value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.scenario.schema import Scenario


@dataclass(frozen=True)
class ResolvedSweep:
    """A sweep with the scenario that it varies, every path and value checked against the schema."""

    name: str
    base: Scenario
    replicates: int


def is_sweep(source: str | Path) -> bool:
    """Whether a file or a name of the library is a sweep."""
    raise NotImplementedError


def read_sweep(source: str | Path, overrides: Sequence[str] = ()) -> ResolvedSweep:
    """The sweep of a file, or of a name in the bundled library; `overrides` are `PATH=VALUE` of the scenario.

    Raises:
        ScenarioError: with every problem found.
    """
    raise NotImplementedError


def sweep_from_flags(
    scenario: str | Path,
    vary: Sequence[str],
    *,
    design: str | None = None,
    points: int | None = None,
    replicates: int | None = None,
    seed: int | None = None,
    levels: int | None = None,
    second_order: bool | None = None,
    overrides: Sequence[str] = (),
    weekly: Sequence[str] | None = None,
) -> ResolvedSweep:
    """The sweep that flags ask for: `vary` are texts such as `recovery.empathy=0:1:5`.

    Raises:
        ScenarioError: with every problem found.
    """
    raise NotImplementedError
