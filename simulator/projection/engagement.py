"""The firm's own index of engagement: weights on what it can see its customers do (C8)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.customer.noted import TAKEN
from simulator.projection.counts import Counts, over_last, ratio
from simulator.projection.staying import WEEKS_PER_YEAR
from simulator.projection.surveys import DETRACTORS, PROMOTERS, recommendation
from simulator.scenario.index import IndexWeights


def programme_participation(counts: Counts) -> np.ndarray:
    """Return how many invitations to take part were taken up."""
    invites = np.array([programme.fulfils == "participation" for programme in counts.scenario.programmes], int)
    return np.asarray(counts.programmes[..., TAKEN] @ invites)


def promoters(counts: Counts) -> np.ndarray:
    """Return how many answered 9 or 10."""
    return np.asarray(recommendation(counts.surveys).answered[..., PROMOTERS].sum(-1))


def detractors(counts: Counts) -> np.ndarray:
    """Return how many answered 0 to 6."""
    return np.asarray(recommendation(counts.surveys).answered[..., DETRACTORS].sum(-1))


def _answers(counts: Counts) -> np.ndarray:
    return np.asarray(recommendation(counts.surveys).answered.sum(-1))


_ELSEWHERE: dict[str, Callable[[Counts], np.ndarray]] = {
    "contacts": lambda counts: counts.at_touchpoints("contacts"),
    "complaints": lambda counts: counts.at_touchpoints("complaints"),
    "programme_participation": programme_participation,
    "recommendation_answers": _answers,
    "promoters": promoters,
    "detractors": detractors,
}

BEHAVIOURS = tuple(name for name in IndexWeights.model_fields if name != "why")
"""What can be weighted; each has a measure of the same name."""


def behaviour(counts: Counts, name: str) -> np.ndarray:
    """Return how often customers did something, week by week; `name` is one of `BEHAVIOURS`."""
    reckon = _ELSEWHERE.get(name)
    return reckon(counts) if reckon is not None else counts.of(name)


def engagement_index(counts: Counts) -> np.ndarray:
    """Return the index: points per customer and year, over the weeks that the scenario says."""
    asked = counts.scenario.engagement_index
    points = sum(getattr(asked.weights, name) * behaviour(counts, name) for name in BEHAVIOURS)
    years = over_last(counts.at_risk, asked.weeks) / WEEKS_PER_YEAR
    # Where nobody was there, the sums of points are 0 but for rounding; there is no number then.
    return ratio(over_last(np.asarray(points, float), asked.weeks), years)


def agreement(counts: Counts) -> np.ndarray:
    """Return by replicate the correlation over the weeks between the index and the true share of the engaged.

    Only weeks with a full window count. Where one of the two does not move, there is no number.
    """
    index, true = engagement_index(counts)[:, :, 0], ratio(counts.tiers[:, :, 0, -1], counts.customers[:, :, 0])
    first = counts.scenario.engagement_index.weeks - 1
    return np.array([correlation(*pair) for pair in zip(index[:, first:], true[:, first:], strict=True)])


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Return Pearson's correlation of the pairs that are numbers; not a number for fewer than three, or no movement.

    Example:
        >>> correlation(np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0]))
        1.0
    """
    known = np.isfinite(one) & np.isfinite(other)
    if known.sum() < 3:  # two points always lie on a line
        return float("nan")
    one, other = one[known] - one[known].mean(), other[known] - other[known].mean()
    scale = np.sqrt((one * one).sum() * (other * other).sum())
    # What differs by no more than rounding does not move.
    if not scale > 1e-12 * known.sum():
        return float("nan")
    return round(float((one * other).sum() / scale), 9)
