"""Sweeps that are drawn for an analysis: over the ranges of flags, or over what a sweep file varies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from simulator.errors import ResultsError, UsageError
from simulator.experiment.sweeping.folder import place_of
from simulator.experiment.sweeping.plan import Plan
from simulator.experiment.sweeping.planning import differences, plan_of
from simulator.scenario.sweep import Morris, Sobol
from simulator.scenario.sweep_reading import read_sweep, sweep_from_flags

MORRIS, SOBOL = "morris", "sobol"
SIZES = {MORRIS: 20, SOBOL: 128}
"""Trajectories of Morris and points of Sobol', where nothing else is said: enough for a first answer."""
CHOSEN_BY_HAND = ("list", "zip")


def drawn_over_scenario(
    scenario: str, vary: Sequence[str], method: str, points: int, replicates: int, changes: Sequence[str]
) -> Plan:
    """Return the plan of a design over ranges that are given as flags.

    Raises:
        ScenarioError: with all that is wrong with the scenario, the changes and the ranges.
    """
    check_size(method, points)
    # Nothing is asked of single weeks, so that none are kept.
    found = sweep_from_flags(
        scenario, vary, design=method, points=points, replicates=replicates, overrides=changes, weekly=()
    )
    return plan_of(found)


def drawn_over_sweep(
    file: str, method: str | None, points: int | None, replicates: int | None, changes: Sequence[str]
) -> Plan:
    """Return the plan of a sweep file: as it stands, or with another design over what it varies.

    A list or a zip, of which nothing could be said, becomes a screening by Morris.

    Raises:
        ScenarioError: with all that is wrong with the sweep and its scenario.
        UsageError: when `points` are asked of a design that has the points it has.
    """
    found = read_sweep(file, changes)
    if replicates is not None:
        found = replace(found, replicates=replicates)
    kind = method or (MORRIS if found.sweep.kind in CHOSEN_BY_HAND else found.sweep.kind)
    if kind == found.sweep.kind and points is None:
        return plan_of(found)
    if kind not in SIZES:
        raise UsageError(f"{file} asks for {kind}, which has no size of its own; --points goes with --method")
    size = check_size(kind, points or SIZES[kind])
    # What the file says of its design, such as the seed, holds as long as it is the same one.
    known = found.sweep.design if isinstance(found.sweep.design, Sobol | Morris) else None
    design: Sobol | Morris
    if kind == SOBOL:
        design = known if isinstance(known, Sobol) else Sobol(kind="sobol", points=size)
        design = design.model_copy(update={"points": size})
    else:
        design = known if isinstance(known, Morris) else Morris(kind="morris", trajectories=size)
        design = design.model_copy(update={"trajectories": size})
    return plan_of(replace(found, sweep=found.sweep.model_copy(update={"design": design})))


def check_size(method: str, points: int) -> int:
    """Return how many points or trajectories are drawn.

    Raises:
        UsageError: when Sobol' is asked for a number that is no power of 2.
    """
    if method == SOBOL and points & (points - 1):
        below = 1 << (points.bit_length() - 1)
        raise UsageError(f"{points} is no power of 2, as points of Sobol' must be; take {below} or {2 * below}")
    return points


def is_free_for(plan: Plan, folder: Path) -> bool:
    """Return whether a folder is not there, or holds this very plan, so that its sweep can go on."""
    if not folder.exists():
        return True
    try:
        return not differences(place_of(folder).plan, plan)
    except ResultsError:
        return False
