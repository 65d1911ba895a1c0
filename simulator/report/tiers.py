"""What became of the customers, tier by tier."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.projection.names import ALL, TIERS
from simulator.projection.projection import Projection
from simulator.projection.tables import mean_of, segment_index
from simulator.projection.wording import figure, lasting
from simulator.report.colours import LEFT, STACK
from simulator.report.marks import marked, marks_of
from simulator.report.parts import about, percent_beside, weeks_below
from simulator.report.style import INK, SOFT, TIER_COLOURS, Picture, apart, look, picture

LEADER: dict[str, Any] = {
    "arrowstyle": "-",
    "color": "#b0b0b0",
    "linewidth": 0.7,
    "relpos": (0.0, 0.5),  # from where the words begin: a line from their middle would strike them through
    "shrinkA": 2,
    "shrinkB": 0,
}


def tiers(projection: Projection, segment: str = ALL) -> Picture:
    """Draw the shares of all customers there ever were: the five tiers, and those who left."""
    at = segment_index(projection.counts, segment)
    shares = stacked(projection, at)
    last = shares[:, -1]
    weeks = np.arange(1, projection.counts.weeks + 1)
    with look():
        picture_, axes = picture(_finding(projection, at, last), about(projection, segment, _of_whom(projection)))
        if len(weeks) == 1:
            weeks, shares = np.array([1, 2]), np.repeat(shares, 2, axis=1)
        colours = [TIER_COLOURS[name] for name in STACK]
        axes.stackplot(weeks, shares, colors=colours, edgecolor="white", linewidth=0.6)
        weeks_below(axes, 1, weeks[-1])
        percent_beside(axes)
        marked(picture_, axes, marks_of(projection))
        axes.fill_between(weeks, 1.0 - shares[-1], 1.0, facecolor=LEFT, linewidth=0)
        middles = np.cumsum(last) - last / 2
        shown = [index for index in range(len(STACK)) if last[index] > 0.0]
        places = apart([float(middles[index]) for index in shown], 0.052, 0.015, 0.985)
        for index, place in zip(shown, places, strict=True):
            name = STACK[index]
            colour = SOFT if name == "left" else INK
            text = f"{name} {figure(float(last[index])).replace('less than ', '<')} %"
            axes.annotate(
                text,
                (1.0, float(middles[index])),
                (1.025, place),
                xycoords="axes fraction",
                va="center",
                color=colour,
                fontweight="bold" if name != "left" else "normal",
                arrowprops=LEADER if abs(place - middles[index]) > 0.01 else None,
            )
    return picture_


def _of_whom(projection: Projection) -> str:
    return "Share of all who have been customers" if projection.counts.is_open else "Share of all customers"


def stacked(projection: Projection, at: int) -> np.ndarray:
    """Return [tier from the top down and left, week]: shares of all customers so far, which add up to 1."""
    counts = projection.counts
    numbers = mean_of(counts.tiers[:, :, at]).T[::-1]
    gone = mean_of(counts.gone[:, :, at].astype(float))
    every = np.vstack([numbers, gone])
    total = every.sum(0)
    return np.asarray(np.divide(every, total, out=np.zeros_like(every), where=total > 0))


def _finding(projection: Projection, at: int, last: np.ndarray) -> str:
    after = lasting(projection.scenario.weeks)
    share = dict(zip(STACK, last, strict=True))
    if share["left"] >= 1.0:
        return f"After {after} nobody is left"
    stayed = 1.0 - share["left"]
    largest = max(TIERS, key=lambda name: share[name])
    who = f"{figure(share[largest] / stayed)} % of them {largest}"
    if projection.counts.joiners[:, 1:, at].any():
        return f"After {after} there are {projection.counts.customers[:, -1, at].mean():,.0f} customers, {who}"
    here = "everybody is" if share["left"] == 0.0 else f"{figure(stayed)} % are"
    return f"After {after} {here} still there, {who}"
