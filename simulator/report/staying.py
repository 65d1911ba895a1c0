"""How many stay how long."""

from __future__ import annotations

import numpy as np

from simulator.projection.names import ALL
from simulator.projection.projection import Projection
from simulator.projection.staying import WEEKS_PER_YEAR
from simulator.projection.staying import survival as survival_of
from simulator.projection.tables import segment_index
from simulator.projection.wording import figure, lasting
from simulator.report.parts import about, label, nothing, percent_beside, weeks_below
from simulator.report.style import DASHES, FAINT, INK, LINES, Picture, apart, look, picture

MOST_LINES = 8
GROUND = "#cbcbcb"
NOTE = "Kaplan-Meier estimate over all weeks of tenure that were observed; the vertical lines are full years."


def survival(projection: Projection, segment: str = ALL) -> Picture:
    """Draw the share of customers who are still there, by weeks since they joined; all segments when there are few."""
    counts = projection.counts
    first = segment_index(counts, segment)
    several = segment == ALL and 1 < len(counts.segments) <= MOST_LINES
    shown = list(range(len(counts.segments))) if several else [first]
    tenure = counts.tenure.sum(0)
    curves = {index: survival_of(tenure[index, :, 0], tenure[index, :, 1]) for index in shown if tenure[index, 0, 0]}
    with look():
        what = "Share still there, by weeks since joining"
        picture_, axes = picture(_finding(curves.get(first)), about(projection, segment, what), NOTE)
        if not curves:
            nothing(axes, "nobody joined in the weeks that were observed")
            return picture_
        longest = max(len(curve) for curve in curves.values())
        weeks_below(axes, 0, max(longest - 1, 1), "weeks since joining")
        percent_beside(axes)
        axes.set_ylim(0.0, 1.015)  # room for a line at the very top
        axes.grid(axis="y")
        for year in range(WEEKS_PER_YEAR, longest, WEEKS_PER_YEAR):
            axes.axvline(year, color=FAINT, linewidth=0.8, zorder=0)
        places = apart([float(curve[-1]) for curve in curves.values()], 0.055, 0.0, 1.0)
        for order, ((index, curve), place) in enumerate(zip(curves.items(), places, strict=True)):
            main = index == first
            # Everybody is the ground against which the segments are seen.
            colour = (GROUND if several else INK) if main else LINES[(order - 1) % len(LINES)]
            weeks = np.concatenate([[0], np.arange(len(curve))])
            axes.step(
                weeks,
                np.concatenate([[1.0], curve]),
                where="post",
                color=colour,
                linewidth=(6.0 if several else 2.4) if main else 1.6,
                linestyle="-" if main else DASHES[(order - 1) % len(DASHES)],
                zorder=2 if main else 3,
            )
            axes.text(
                1.015,
                place,
                f"{label(counts.segments[index], 13) if several else 'still there'} {figure(float(curve[-1]))} %",
                transform=axes.transAxes,
                va="center",
                color=INK if main else colour,
                fontweight="bold" if main else "normal",
            )
    return picture_


def _finding(curve: np.ndarray | None) -> str:
    if curve is None:
        return "Nobody was seen to join"
    if curve[-1] == 1.0:
        return "Nobody leaves"
    if (curve <= 0.5).any():
        return f"Half have left {lasting(max(int(np.argmax(curve <= 0.5)), 1))} after joining"
    if len(curve) > WEEKS_PER_YEAR:
        return f"{figure(float(1.0 - curve[WEEKS_PER_YEAR]))} % have left a year after joining"
    return f"{figure(float(1.0 - curve[-1]))} % have left {lasting(len(curve))} after joining"
