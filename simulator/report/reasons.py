"""Why they left: as it is, and as they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from simulator.projection.names import ALL, CAUSES, REAL_REASON, STATED_REASON
from simulator.projection.projection import Projection
from simulator.projection.tables import segment_index
from simulator.projection.wording import figure
from simulator.report.parts import about, nothing
from simulator.report.style import INK, SOFT, Picture, apart, look, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = dict(zip(CAUSES, ("#a63a22", "#8f8a80", "#a3cbe0", "#12405f", "#d3cdc2", "#8a6d00"), strict=True))
LEAST = 0.01
NOTE = "Reasons of less than 1 % have no label."
BAR = 0.11
"""Width of the two bars, of the width of the picture."""


def reasons(projection: Projection, segment: str = ALL) -> Picture:
    """Draw the real reasons beside the stated ones, and who moves from one to the other."""
    at = segment_index(projection.counts, segment)
    flows = projection.counts.reasons[:, :, at, 1:, 1:].sum((0, 1)).astype(float)
    total = flows.sum()
    with look():
        what = "Share of those who left"
        picture_, axes = picture(_finding(flows), about(projection, segment, what))
        if not total:
            nothing(axes, "nobody left, so nobody gave a reason")
            return picture_
        shares = flows / total
        axes.set_position((0.02, 0.05, 0.96, 0.74))
        axes.set_axis_off()
        axes.set_xlim(0.0, 1.0)
        axes.set_ylim(1.0, -0.09)
        left, right = 0.31, 0.69 - BAR
        each = np.concatenate([shares.sum(0), shares.sum(1)])
        if ((each > 0.0) & (each < LEAST)).any():
            picture_.text(0.02, 0.015, NOTE, fontsize=8, color=SOFT)
        axes.text(left + BAR / 2, -0.045, "why they left", ha="center", fontweight="bold")
        axes.text(right + BAR / 2, -0.045, "why they say they left", ha="center", fontweight="bold")
        _bands(axes, shares, left + BAR, right)
        _bar(axes, shares.sum(1), left, REAL_REASON, "right")
        _bar(axes, shares.sum(0), right, STATED_REASON, "left")
    return picture_


def _bar(axes: Axes, shares: np.ndarray, x: float, words: dict[str, str], side: Literal["left", "right"]) -> None:
    tops = np.concatenate([[0.0], np.cumsum(shares)])
    for index, cause in enumerate(CAUSES):
        axes.bar(
            x, shares[index], BAR, tops[index], align="edge", color=COLOURS[cause], edgecolor="white", linewidth=1.0
        )
    named = [index for index in range(len(CAUSES)) if shares[index] >= LEAST]
    middles = [float(tops[index] + shares[index] / 2) for index in named]
    for index, place in zip(named, apart(middles, 0.062, 0.02, 0.98), strict=True):
        at = x - 0.015 if side == "right" else x + BAR + 0.015
        axes.text(
            at,
            place,
            f"{words[CAUSES[index]]}  {figure(float(shares[index]))} %",
            ha=side,
            va="center",
            color=INK,
            fontsize=9,
        )


def _bands(axes: Axes, shares: np.ndarray, start: float, end: float) -> None:
    """Draw who gives which reason as a band from the one bar to the other."""
    from_top = np.concatenate([[0.0], np.cumsum(shares.sum(1))])[:-1]
    to_top = np.concatenate([[0.0], np.cumsum(shares.sum(0))])[:-1]
    x = np.linspace(start, end, 40)
    bend = 0.5 - 0.5 * np.cos(np.linspace(0.0, np.pi, 40))
    for real, cause in enumerate(CAUSES):
        for stated in range(len(CAUSES)):
            share = shares[real, stated]
            if share == 0.0:
                continue
            upper = from_top[real] + (to_top[stated] - from_top[real]) * bend
            axes.fill_between(x, upper, upper + share, color=COLOURS[cause], alpha=0.38, linewidth=0)
            from_top[real] += share
            to_top[stated] += share


def _finding(flows: np.ndarray) -> str:
    total = flows.sum()
    if not total:
        return "Nobody left"
    price = CAUSES.index("offer")
    said, was = flows[:, price].sum() / total, flows[price].sum() / total
    if said > was:
        return f"{figure(said)} % say it was the price; for {figure(was)} % it was a better offer"
    largest = int(np.argmax(flows.sum(1)))
    return f"The largest reason for leaving is {REAL_REASON[CAUSES[largest]]}, {figure(flows[largest].sum() / total)} %"
