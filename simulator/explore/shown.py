"""What a page shows of each world: tiers over time, the mean balance, who left and why, a row of key figures.

Key figures are those of `engage run`, differences those of `engage compare`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.experiment.comparing.fates import Ends, Fates, fates_of
from simulator.experiment.comparing.intervals import interval
from simulator.experiment.comparing.metrics import metrics_of
from simulator.projection import money, surveys
from simulator.projection.counts import Counts
from simulator.projection.names import CAUSES, LEVELS, TIERS
from simulator.scenario.schema import Scenario

PARTS = (*TIERS, "left")
SPREAD = ("mean", "low", "high")
FATES = ("saved", "lost", "up", "down")
__all__ = ["CAUSES", "FATES", "FIGURES", "PARTS", "SPREAD", "Figure", "Lived", "World", "figures_of", "lived", "world"]


@dataclass(frozen=True)
class Figure:
    """A key figure."""

    metric: str
    """Its name among the metrics of a comparison."""
    times: float = 1.0
    """100 where a share is shown in percent."""
    digits: int = 1
    """How many are shown behind the point."""
    is_money: bool = False


FIGURES = {
    "staying": Figure("staying", 100.0),
    "overdrawn": Figure("share[overdrawn]", 100.0),
    "loyal": Figure("share[loyal]", 100.0),
    "engaged": Figure("share[engaged]", 100.0),
    "mean_balance": Figure("mean[balance]", digits=2),
    "nps": Figure("nps"),
    "profit": Figure("profit", digits=0, is_money=True),
}
"""By name; each has its words in `words.py`."""


@dataclass(frozen=True)
class Lived:
    """One replicate of one world."""

    metrics: dict[str, float]
    tiers: np.ndarray
    """[week, tier or left] percent of the customers of the start."""
    balance: np.ndarray
    """[week] mean of the customers of the week."""
    causes: np.ndarray
    """[cause] who left for it in all weeks, in percent of the customers of the start."""
    ends: Ends


@dataclass(frozen=True)
class World:
    """All that is shown of one combination; arrays by the names of the fields of a record."""

    values: dict[str, np.ndarray]


def figures_of(scenario: Scenario) -> tuple[str, ...]:
    """Return the key figures that a scenario has: the NPS where somebody is asked, the profit where somebody pays."""
    counts = Counts(scenario, ())
    has = {"nps": surveys.asks_about_us(counts), "profit": money.has_revenue(counts)}
    return tuple(name for name in FIGURES if has.get(name, True))


def lived(counts: Counts, ends: Ends, weeks: Sequence[int]) -> Lived:
    """Return what is kept of one replicate."""
    start = float(counts.scenario.customers)
    at = np.array(weeks) - 1
    tiers = np.concatenate([counts.tiers[0, at, 0], counts.gone[0, at, 0][:, None]], axis=1)
    causes = counts.reasons[0, :, 0].sum(0)[1:, 1:].sum(1)
    balance = counts.means[0, at, 0, LEVELS.index("balance")]
    return Lived(metrics_of(counts), tiers * (100.0 / start), balance, causes * (100.0 / start), ends)


def world(pinned: Sequence[Lived], moved: Sequence[Lived], scenario: Scenario) -> World:
    """Return what is shown of a combination, against the world as it is; a replicate of one for each of the other."""
    found = {
        "tiers": np.mean([each.tiers for each in moved], axis=0),
        "balance": np.stack(_spread(np.stack([each.balance for each in moved])), axis=-1),
        "causes": np.mean([each.causes for each in moved], axis=0),
        "fates": _fates(pinned, moved, scenario.customers),
    }
    for name in figures_of(scenario):
        found[name] = _figure(FIGURES[name], pinned, moved)
    return World(found)


def _figure(figure: Figure, pinned: Sequence[Lived], moved: Sequence[Lived]) -> np.ndarray:
    """Mean, least and most of the replicates; mean of the paired difference, and its 95 % interval."""
    here = np.array([each.metrics.get(figure.metric, np.nan) for each in moved])
    there = np.array([each.metrics.get(figure.metric, np.nan) for each in pinned])
    between = interval(list(here - there))
    ends = [np.nan if end is None else end for end in (between.low, between.high)]
    values = [*(float(each[0]) for each in _spread(here[:, None])), between.mean, *ends]
    return np.array([_as_shown(value * figure.times, figure.digits) for value in values])


def _as_shown(value: float, digits: int) -> float:
    """Round as it is shown everywhere else: by the way it is printed."""
    return float(f"{value:.{digits}f}")


def _spread(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean, least and most over the replicates (first axis); those without a number are passed over."""
    known = np.isfinite(values)
    some = known.any(0)
    mean = np.where(known, values, 0.0).sum(0) / np.maximum(known.sum(0), 1)
    low = np.where(known, values, np.inf).min(0)
    high = np.where(known, values, -np.inf).max(0)
    return np.where(some, mean, np.nan), np.where(some, low, np.nan), np.where(some, high, np.nan)


def _fates(pinned: Sequence[Lived], moved: Sequence[Lived], customers: int) -> np.ndarray:
    """Who of the customers of the start was saved, lost, stands higher or lower, in percent."""
    shares = []
    for one, other in zip(pinned, moved, strict=True):
        found: Fates = fates_of(one.ends, other.ends, customers)
        shares.append([100.0 * getattr(found, fate) / max(found.pairs, 1) for fate in FATES])
    return np.asarray(np.mean(shares, axis=0))
