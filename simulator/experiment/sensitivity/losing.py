"""Points that belong together, and the rule for runs that failed: what belongs to a failed run is left out whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.errors import SimulatorError, UsageError
from simulator.experiment.sensitivity.morris import is_trajectory
from simulator.experiment.sensitivity.sobol import is_block
from simulator.experiment.sensitivity.swings import base_of
from simulator.experiment.sweeping.plan import Plan
from simulator.projection.wording import counted

MOST_LOST = 0.2
"""Of what was lived. What fails is seldom drawn by chance: without it, the rest speaks of another set of values."""


class LostError(SimulatorError):
    """Too little of a sweep is left to say anything of any metric."""

    exit_code = 6


@dataclass(frozen=True)
class Blocks:
    """The points of a plan, in the blocks that the method needs whole."""

    rows: np.ndarray
    """Which point, by block and place in the block."""
    others: int
    """Points that belong to no block, as those that were added by hand; they are left out."""


@dataclass(frozen=True)
class Lost:
    """What of the blocks can be used."""

    is_whole: np.ndarray
    """For each block."""
    lost: int
    """Blocks that were lived and are left out, for a run of theirs failed or has no such figure."""
    waiting: int
    """Blocks that were not lived yet, or not to the end."""
    why: str = ""
    """Why nothing can be said although enough is there."""

    @property
    def lived(self) -> int:
        """How many blocks were lived, whole or not."""
        return int(self.is_whole.sum()) + self.lost

    def refusal(self, one: str, many: str) -> str:
        """Return why nothing can be said, or nothing."""
        if self.lost > MOST_LOST * self.lived:
            return (
                f"{self.lost} of {counted(self.lived, one, many)} are lost to runs that failed or have no such figure; "
                f"above {MOST_LOST:.0%} nothing is said".replace("%", " %")
            )
        if self.why:
            return self.why
        if self.is_whole.sum() < 2:
            return f"{counted(int(self.is_whole.sum()), one, many)} lived so far; two at least are needed"
        return ""


def blocks_of(plan: Plan, points: np.ndarray) -> Blocks:
    """Return the points of a plan in blocks: trajectories of Morris, Saltelli's blocks of Sobol', else single points.

    Raises:
        UsageError: when no points form a block of that design.
    """
    count = len(plan.factors)
    tries: list[tuple[int, Callable[[np.ndarray], bool]]]
    if plan.design == "morris":
        tries = [(count + 1, is_trajectory)]
    elif plan.design == "sobol":
        tries = [
            (count + 2, lambda block: is_block(block, False)),
            (2 * count + 2, lambda block: is_block(block, True)),
        ]
    else:
        return Blocks(np.arange(len(plan.points))[:, None], 0)
    order = np.argsort([point.number for point in plan.points], kind="stable")
    best: list[np.ndarray] = []
    for size, fits in tries:
        found = _fitting(points, order, size, fits)
        if sum(map(len, found)) > sum(map(len, best)):
            best = found
    others = len(order) - sum(map(len, best))
    if others > MOST_LOST * len(order):
        raise UsageError(
            f"the points of this sweep do not form whole {plan.design} designs: {others:,} of {len(order):,} belong to "
            "none, as where include or exclude cut them up; leave those out of the sweep"
        )
    return Blocks(np.array(best), others)


def _fitting(points: np.ndarray, order: np.ndarray, size: int, fits: Callable[[np.ndarray], bool]) -> list[np.ndarray]:
    """Return the blocks that are found on the way through the points; one that was cut up is passed over."""
    found, first = [], 0
    while first + size <= len(order):
        rows = order[first : first + size]
        whole = fits(points[rows])
        if whole:
            found.append(rows)
        first += size if whole else 1
    return found


def lost_of(blocks: Blocks, is_lived: np.ndarray, is_known: np.ndarray, design: str, points: np.ndarray) -> Lost:
    """Return which blocks can be used, from whether each point was lived and whether its figure is known."""
    lived = is_lived[blocks.rows].all(axis=1)
    whole = lived & is_known[blocks.rows].all(axis=1)
    why = ""
    if design == "one_at_a_time" and not (is_known & is_lived)[base_of(points)]:
        why = "the base, which all others are compared with, failed or was not lived yet"
    return Lost(whole, int((lived & ~whole).sum()), int((~lived).sum()), why)
