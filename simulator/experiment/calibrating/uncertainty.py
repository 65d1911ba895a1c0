"""How sure targets are: from a sample size, an interval, a standard deviation, or a stated assumption.

Figures of the same people hang together: who is still there after two years was there after one, and shares of tiers
add up to one. Where the size of the sample is known, so is that dependence, and it is reckoned with.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from simulator.experiment.calibrating.targets import SHARE, SURVIVAL, Target

TWO_SIDED = 1.959964
"""Standard deviations from the middle to either end of a 95 % interval."""

ASSUMED = {"share": 0.02, "nps": 5.0, "csat": 0.1, "ces": 0.15}
ASSUMED_PART = 0.05
"""Where a table says nothing of its uncertainty: points, or this part of the value. Judgements, and said aloud."""

SCALES = {"csat": (1.0, 5.0), "ces": (1.0, 7.0)}
OWN_ERROR = 0.01
"""Part of each variance that a figure has to itself, such as rounding: without it a table that is complete, whose
shares add up to one, would pretend to know some sums exactly."""


def from_sample(measure: str, unit: str, value: float, n: float) -> float | None:
    """Return the standard deviation of a figure of `n` people; None where that does not follow from their number.

    A share has the binomial one, a share of none or all as if half a person more had been found. A Net Promoter Score
    has the largest that its value allows, as if nobody had answered 7 or 8. Of mean answers a quarter of the scale is
    taken as the standard deviation between persons, a judgement, or less where so near an end it cannot be as much.

    Example:
        >>> round(from_sample("survival", "share", 0.631, 1000), 4), round(from_sample("nps", "points", 20, 400), 2)
        (0.0153, 4.9)
    """
    name = measure.removesuffix("_of_all")
    if unit == SHARE:
        share = min(max(value, 0.5 / (n + 1.0)), 1.0 - 0.5 / (n + 1.0))
        return math.sqrt(share * (1.0 - share) / n)
    if name == "nps":
        net = min(max(value / 100.0, -1.0 + 0.5 / n), 1.0 - 0.5 / n)
        return 100.0 * math.sqrt((1.0 - net * net) / n)
    if name in SCALES:
        low, high = SCALES[name]
        widest = math.sqrt(max((value - low) * (high - value), 0.01))
        return min((high - low) / 4.0, widest) / math.sqrt(n)
    return None


def assumed(measure: str, unit: str, value: float) -> float:
    """Return the standard deviation that is taken where the table says nothing."""
    name = SHARE if unit == SHARE else measure.removesuffix("_of_all")
    return ASSUMED[name] if name in ASSUMED else max(ASSUMED_PART * abs(value), 1e-9)


def correlation(targets: Sequence[Target]) -> tuple[np.ndarray, int]:
    """Return how the errors of targets hang together, and how many independent figures they are worth."""
    found = np.eye(len(targets))
    for one, left in enumerate(targets):
        for other in range(one + 1, len(targets)):
            found[one, other] = found[other, one] = _between(left, targets[other])
    if not targets:
        return found, 0
    sizes, ways = np.linalg.eigh(found)
    # Figures that cannot be of one sample, such as shares that add up to more than one, would have a negative size.
    sizes = np.maximum(sizes, 0.0)
    whole = (ways * sizes) @ ways.T
    whole /= np.sqrt(np.outer(np.diag(whole), np.diag(whole)))
    return (1.0 - OWN_ERROR) * whole + OWN_ERROR * np.eye(len(targets)), int((sizes > 1e-6).sum())


def _between(one: Target, other: Target) -> float:
    """Return the correlation of two figures of the same sample, by the multinomial distribution; else 0."""
    if "sample" not in (one.known_by, other.known_by) or one.known_by != other.known_by:
        return 0.0
    if one.segment != other.segment or one.n != other.n:
        return 0.0
    end = 0.5 / (one.n + 1.0)
    early, late = (min(max(each.value, end), 1.0 - end) for each in (one, other))
    if one.measure == other.measure == SURVIVAL:
        if one.last_week > other.last_week:
            early, late = late, early
        return min(math.sqrt(late * (1.0 - early) / (early * (1.0 - late))), 1.0) if late <= early else 0.0
    same_weeks = (one.first_week, one.last_week) == (other.first_week, other.last_week)
    if one.measure != other.measure and same_weeks and _is_tier(one) and _is_tier(other):
        return -math.sqrt(early * late / ((1.0 - early) * (1.0 - late)))
    return 0.0


def _is_tier(target: Target) -> bool:
    return target.measure.startswith("share[")


class Misfit:
    """How far a model is from its targets: chi square, with what is known of both sides.

    `noise` is the standard deviation of the model's own mean over replicates, of each target.
    """

    def __init__(self, targets: Sequence[Target], noise: np.ndarray) -> None:
        self.values = np.array([target.value for target in targets])
        self.sd = np.array([target.sd for target in targets])
        self.noise = noise
        self.correlation, self.worth = correlation(targets)
        covariance = self.correlation * (np.outer(self.sd, self.sd) + np.outer(noise, noise))
        self.total_sd = np.sqrt(np.diag(covariance))
        self._whiten = np.linalg.inv(np.linalg.cholesky(covariance))

    def residuals(self, model: np.ndarray, values: np.ndarray | None = None) -> np.ndarray:
        """Return independent misses in standard deviations; `model` is [..., target]."""
        return np.asarray((model - (self.values if values is None else values)) @ self._whiten.T)

    def of(self, model: np.ndarray, values: np.ndarray | None = None) -> np.ndarray:
        """Return chi square."""
        return np.asarray((self.residuals(model, values) ** 2).sum(-1))

    def drawn(self, rng: np.random.Generator) -> np.ndarray:
        """Return errors of measurement as the targets have them, less what two runs differ by luck anyhow."""
        left = np.sqrt(np.maximum(self.sd**2 - self.noise**2, 0.0))
        root = np.linalg.cholesky(self.correlation)
        return np.asarray(left * (root @ rng.standard_normal(len(left))))
