"""Sweeps that are drawn for an analysis: over the ranges of flags, or over what a sweep file varies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from simulator.errors import ResultsError
from simulator.experiment.sweeping.folder import place_of
from simulator.experiment.sweeping.plan import Plan
from simulator.experiment.sweeping.planning import differences, plan_of
from simulator.scenario.sweep import Morris, Sobol
from simulator.scenario.sweep_reading import Flags, read_sweep, sweep_from_flags

MORRIS = "morris"
TRAJECTORIES, POINTS = 20, 128


def drawn_over_scenario(
    scenario: str, vary: Sequence[str], method: str, points: int, replicates: int, changes: Sequence[str]
) -> Plan:
    """Return the plan of a design over ranges that are given as flags.

    Raises:
        ScenarioError: with all that is wrong with the scenario, the changes and the ranges.
    """
    flags = Flags(vary=vary, design=method, points=points, replicates=replicates)
    return plan_of(sweep_from_flags(scenario, flags, changes))


def drawn_over_sweep(
    file: str, method: str | None, points: int | None, replicates: int | None, changes: Sequence[str]
) -> Plan:
    """Return the plan of a sweep file: as it stands, or with another design over what it varies.

    Raises:
        ScenarioError: with all that is wrong with the sweep and its scenario.
    """
    resolved = read_sweep(file, changes)
    sweep = resolved.sweep
    given: dict[str, object] = {}
    if method is not None or points is not None:
        kind = method or (sweep.design if isinstance(sweep.design, str) else getattr(sweep.design, "kind", MORRIS))
        given["design"] = (
            Sobol(kind="sobol", points=points or POINTS)
            if kind == "sobol"
            else Morris(kind="morris", trajectories=points or TRAJECTORIES)
        )
    if replicates is not None:
        given["replicates"] = replicates
    return plan_of(replace(resolved, sweep=sweep.model_copy(update=given)) if given else resolved)


def is_free_for(plan: Plan, folder: Path) -> bool:
    """Return whether a folder is not there, or holds this very plan, so that its sweep can go on."""
    if not folder.exists():
        return True
    try:
        return not differences(place_of(folder).plan, plan)
    except ResultsError:
        return False
