"""From a sweep to its plan, to a longer plan, to a document and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from simulator.experiment.sweeping.plan import Plan, Value
from simulator.scenario.sweep_reading import ResolvedSweep


def plan_of(sweep: ResolvedSweep) -> Plan:
    """The plan of a sweep: its points, numbered, and all that is needed to live them."""
    raise NotImplementedError


def extended(
    plan: Plan, *, replicates: int | None = None, points: int | Sequence[Mapping[str, Value]] | None = None
) -> Plan:
    """A longer plan whose first points and replicates are those of this one.

    `replicates` is how many there will be in all. `points` is how many of what the design counts there will be in all
    (points of Sobol', trajectories of Morris), or for a list the further points.

    Raises:
        UsageError: when the design cannot be extended so; the message says what to do instead.
    """
    raise NotImplementedError


def document_of(plan: Plan, folder: Path | None = None) -> dict[str, Any]:
    """The plan as plain values for JSON; names of files are written as seen from `folder`, where one is given."""
    raise NotImplementedError


def plan_from(document: Mapping[str, Any], folder: Path | None = None) -> Plan:
    """The exact plan that `document_of` wrote.

    Raises:
        ResultsError: when the document is none of ours.
    """
    raise NotImplementedError


def fingerprint_of(plan: Plan) -> str:
    """SHA-256 of a plan, in 64 hexadecimal digits: the same for equal plans on every machine."""
    raise NotImplementedError


def differences(plan: Plan, other: Plan) -> list[str]:
    """What differs between two plans, a line each in words; empty when they are equal."""
    raise NotImplementedError
