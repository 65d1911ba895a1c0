"""The response surface: what the scenario comes to between the points that were tried.

With the same luck everywhere, what is measured changes smoothly with the parameters; a thin-plate spline through the
trials therefore says what a run would give, and is asked a hundred thousand times where a run is asked once. Whatever
is reported as best was lived.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from simulator.experiment.calibrating.parameters import Free
from simulator.experiment.calibrating.targets import Target
from simulator.experiment.calibrating.trials import Trial, fitted_targets, nearest_of
from simulator.experiment.calibrating.uncertainty import Misfit

MOST_POINTS = 60
"""Only so many, the nearest to the targets, shape the surface: far away it need not be right."""
SMOOTHINGS = (1e-8, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1)


class Surface:
    """What each target comes to at any point of the unit cube.

    `reached` is how far, in standard deviations of the targets, it is from trials that it was not told of: the root
    mean square when each trial is left out once.
    """

    def __init__(
        self, trials: Sequence[Trial], free: Sequence[Free], targets: Sequence[Target], misfit: Misfit
    ) -> None:
        self.misfit = misfit
        self.free = tuple(free)
        _, self._fitted = fitted_targets(targets)
        chosen = nearest_of(trials, targets, misfit)[: max(MOST_POINTS, 6 * len(free) ** 2)]
        distinct = {trial.values: trial for trial in reversed(chosen)}
        chosen = [trial for trial in chosen if distinct[trial.values] is trial]
        self.points = np.array(
            [[each.unit(value) for each, value in zip(free, trial.values, strict=True)] for trial in chosen]
        )
        self.nearest = self.points[0]
        self._scale = np.array([target.sd for target in targets])
        self._smoothing, self.reached = self._chosen(np.array([trial.means for trial in chosen]) / self._scale)
        self._spline = self._interpolator(np.array([trial.means for trial in chosen]) / self._scale, self._smoothing)

    @staticmethod
    def least_points(parameters: int) -> int:
        """Return how many points a surface needs at the least."""
        return parameters + 2

    def of(self, points: np.ndarray) -> np.ndarray:
        """Return [point, target], those held out too."""
        return np.asarray(self._spline(np.atleast_2d(points)) * self._scale)

    def residuals(self, points: np.ndarray, values: np.ndarray | None = None) -> np.ndarray:
        """Return the independent misses of the fitted targets, or of other values in their place."""
        return self.misfit.residuals(self.of(points)[:, self._fitted], values)

    def far(self, points: np.ndarray, values: np.ndarray | None = None) -> np.ndarray:
        """Return chi square at each point."""
        return np.asarray((self.residuals(points, values) ** 2).sum(-1))

    def best(
        self, values: np.ndarray | None = None, fixed: tuple[int, float] | None = None, starts: int = 3
    ) -> tuple[np.ndarray, float]:
        """Return the point that is nearest to the targets, and its chi square.

        `fixed` is a parameter, by its place, that stays at one value.
        """
        from scipy.optimize import least_squares  # a heavy import, and only needed here

        several = np.arange(len(self.free))
        loose = several if fixed is None else np.delete(several, fixed[0])
        points = self.points.copy()
        if fixed is not None:
            points[:, fixed[0]] = fixed[1]
        order = np.argsort(self.far(points, values), kind="stable")

        def whole(part: np.ndarray, base: np.ndarray) -> np.ndarray:
            point = base.copy()
            point[loose] = part
            return point

        found = [(points[order[0]], float(self.far(points[order[:1]], values)[0]))]
        for start in points[_apart(points, order, starts)] if loose.size else ():
            done = least_squares(
                lambda part, base=start: self.residuals(whole(part, base), values)[0],
                start[loose].clip(1e-9, 1.0 - 1e-9),
                bounds=(0.0, 1.0),
                xtol=1e-6,
                ftol=1e-8,
                max_nfev=60,
            )
            found.append((whole(done.x, start), float(2.0 * done.cost)))
        return min(found, key=lambda each: each[1])

    def slopes(self, point: np.ndarray) -> np.ndarray:
        """Return [independent miss, parameter]: what moving each parameter through its whole range would do."""
        step = 0.01
        low, high = (np.clip(point + sign * step * np.eye(len(point)), 0.0, 1.0) for sign in (-1.0, 1.0))
        widths = np.diagonal(high - low)
        return np.asarray((self.residuals(high) - self.residuals(low)).T / widths)

    def _interpolator(self, values: np.ndarray, smoothing: float) -> Any:
        from scipy.interpolate import RBFInterpolator  # a heavy import, and only needed here

        return RBFInterpolator(self.points, values, smoothing=smoothing, kernel="thin_plate_spline", degree=1)

    def _chosen(self, values: np.ndarray) -> tuple[float, float]:
        """Return the smoothing that says best what a trial left out came to, and by how much it misses."""
        rows = np.eye(len(self.points))
        best = (np.inf, SMOOTHINGS[0])
        for smoothing in SMOOTHINGS:
            try:
                passed = self._interpolator(rows, smoothing)(self.points)
            except np.linalg.LinAlgError:
                continue
            weight = 1.0 - np.diag(passed)
            if (weight < 1e-7).any():
                continue
            # The points come nearest first: how far off it is where it matters.
            missed = ((values - passed @ values)[:, self._fitted] / weight[:, None])[: max(10, len(values) // 3)]
            best = min(best, (float(np.sqrt(np.mean(missed**2))), smoothing))
        return best[1], best[0]


def _apart(points: np.ndarray, order: np.ndarray, count: int) -> list[int]:
    """Return the first places of an order whose points do not lie on each other."""
    chosen: list[int] = []
    for at in order:
        if all(np.abs(points[at] - points[other]).max() > 0.1 for other in chosen):
            chosen.append(int(at))
        if len(chosen) == count:
            break
    return chosen
