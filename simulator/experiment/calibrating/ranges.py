"""Ranges, not points: every value of a parameter for which the others can still make the targets be met.

A parameter's range is its profile likelihood: the values for which chi square, all other parameters free, is at most
3.84 above the least. Where not even the best point meets the targets as nearly as their uncertainty lets one expect,
that allowance grows in proportion, so that a model that does not fit is not believed to be known well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.experiment.calibrating.parameters import Free
from simulator.experiment.calibrating.surface import Surface

ALLOWANCE = 3.841459
"""95 % of chi square with one degree of freedom."""
AT_END = 0.01
"""Of a range: what is nearer to its end is said to be stuck there."""
WALKERS, STEPS, SKIPPED = 48, 160, 40


@dataclass(frozen=True)
class Range:
    """A parameter with the values that the targets allow, 95 %."""

    free: Free
    best: float
    """In the trial that came nearest."""
    low: float
    high: float
    alone: tuple[float, float]
    """The values that are allowed while every other parameter stays at its best."""
    open_below: bool
    """Whether the lower end is only that of the range that was searched."""
    open_above: bool

    @property
    def stuck(self) -> str:
        """At which end of what was searched the best value lies: `lower`, `upper`, or neither."""
        at = self.free.unit(self.best)
        return "lower" if at < AT_END else "upper" if at > 1.0 - AT_END else ""

    @property
    def width(self) -> float:
        """How much of what was searched is allowed, 0 to 1."""
        return self.free.unit(self.high) - self.free.unit(self.low)


def allowance(least: float, freedom: int) -> float:
    """Return how much chi square may rise from its least, `freedom` the independent targets less the parameters."""
    return ALLOWANCE * inflation(least, freedom)


def inflation(least: float, freedom: int) -> float:
    """Return by how much variances are taken to be larger than was said, where the best point does not fit."""
    return max(1.0, least / freedom) if freedom > 0 else 1.0


def ends_of(surface: Surface, rise: float, starts: np.ndarray, only: Sequence[int] | None = None) -> np.ndarray:
    """Return [parameter, low or high, parameter]: the outermost points at which chi square rises by no more.

    `starts` are points to begin from, allowed or not; those that are allowed are what is found at the least.
    """
    from scipy.optimize import minimize  # a heavy import, and only needed here

    best, least = surface.best()
    top = least + rise
    cloud = np.vstack([best, starts, surface.points])
    cloud = cloud[surface.far(cloud) <= top + 1e-9]
    parameters = len(best)
    found = np.empty((parameters, 2, parameters))
    for which in range(parameters) if only is None else only:
        for side, sign in enumerate((1.0, -1.0)):
            outer = cloud[np.argsort(sign * cloud[:, which], kind="stable")[0]]
            for start in (outer, best):
                done = minimize(
                    lambda point, at=which, way=sign: way * point[at],
                    start,
                    jac=lambda point, at=which, way=sign: way * np.eye(parameters)[at],
                    method="SLSQP",
                    bounds=[(0.0, 1.0)] * parameters,
                    constraints={"type": "ineq", "fun": lambda point: top - surface.far(point)[0]},
                    options={"maxiter": 60, "ftol": 1e-5},
                )
                point = np.clip(done.x, 0.0, 1.0)
                # The search may end a hair outside; further out it has failed.
                is_allowed = surface.far(point)[0] <= top + 0.02 * rise
                if is_allowed and sign * point[which] < sign * outer[which]:
                    outer = point
            found[which, side] = outer
    return found


def alone_of(surface: Surface, best: np.ndarray, rise: float) -> np.ndarray:
    """Return [parameter, low or high] while all other parameters stay where they are best."""
    grid = np.linspace(0.0, 1.0, 401)
    found = np.empty((len(best), 2))
    top = surface.far(best)[0] + rise
    for which in range(len(best)):
        points = np.repeat(best[None], len(grid), 0)
        points[:, which] = grid
        inside = surface.far(points) <= top
        middle = int(np.argmin(np.abs(grid - best[which])))
        inside[middle] = True
        below = np.flatnonzero(~inside[:middle])
        above = np.flatnonzero(~inside[middle:])
        found[which] = grid[below[-1] + 1 if below.size else 0], grid[middle + above[0] - 1 if above.size else -1]
    return found


def cloud_of(surface: Surface, scale: float, seed: int) -> np.ndarray:
    """Return points as likely as the targets make them, all values of the ranges being equally so beforehand.

    Drawn on the surface by walkers that step along the line through each other (Goodman & Weare 2010), which find
    their way along valleys however narrow; `scale` is by how much variances are larger than was said.
    """
    rng = np.random.default_rng((seed, 77))
    parameters = len(surface.free)
    walkers = max(WALKERS, 4 * parameters)
    near = surface.points[np.argsort(surface.far(surface.points), kind="stable")]
    at = near[np.arange(walkers) % min(len(near), 3 * parameters + 3)]
    at = np.clip(at + 0.02 * rng.standard_normal(at.shape), 0.001, 0.999)
    log = -0.5 * surface.far(at) / scale
    kept = []
    for step in range(STEPS):
        for half in (slice(0, None, 2), slice(1, None, 2)):
            others = at[1::2] if half.start == 0 else at[::2]
            mine = at[half]
            stretch = (rng.random(len(mine)) + 1.0) ** 2 / 2.0
            along = others[rng.integers(len(others), size=len(mine))]
            tried = along + stretch[:, None] * (mine - along)
            inside = ((tried >= 0.0) & (tried <= 1.0)).all(1)
            log_tried = np.where(inside, -0.5 * surface.far(np.clip(tried, 0.0, 1.0)) / scale, -np.inf)
            gain = (parameters - 1) * np.log(stretch) + log_tried - log[half]
            takes = np.log(rng.random(len(mine))) < gain
            at[half] = np.where(takes[:, None], tried, mine)
            log[half] = np.where(takes, log_tried, log[half])
        if step >= SKIPPED:
            kept.append(at.copy())
    return np.concatenate(kept)
