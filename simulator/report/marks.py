"""Thin lines across a picture over the weeks, where something happened or was changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulator.projection.projection import Projection
from simulator.report.parts import label
from simulator.report.style import INK, SOFT, Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROWS = (1.008, 1.043)
"""Where names stand above the picture, as parts of its height; the second row takes what finds no room in the first."""


@dataclass(frozen=True)
class Mark:
    """A week in which an incident begins, or an intervention."""

    week: int
    name: str
    is_incident: bool


def marks_of(projection: Projection) -> list[Mark]:
    """Return the marks within the weeks of the story, in order; what holds from its first week on changes nothing.

    An intervention that waits for a condition begins in the first week in which it acts, in any replicate.
    """
    scenario, acting = projection.scenario, projection.counts.acting
    found = [Mark(incident.week, incident.name, True) for incident in scenario.incidents]
    for index, intervention in enumerate(scenario.interventions):
        weeks = np.flatnonzero(acting[:, :, index].any(0)) + 1
        if len(weeks):
            found.append(Mark(int(weeks[0]), intervention.name, False))
    return sorted(
        (mark for mark in found if 1 + (not mark.is_incident) <= mark.week <= scenario.weeks),
        key=lambda mark: mark.week,
    )


def marked(picture: Picture, axes: Axes, marks: list[Mark]) -> None:
    """Draw a line for each and its name above it; what finds no room is named at the foot, by week."""
    ends = [0.0] * len(ROWS)
    crowded = []
    for mark in marks:
        dashes = "-" if mark.is_incident else (0, (4, 2))
        axes.axvline(mark.week, color=INK, linewidth=0.7, linestyle=dashes, zorder=4)
        words = f"▲ {label(mark.name)}" if mark.is_incident else label(mark.name)
        text = axes.text(
            mark.week,
            ROWS[0],
            words,
            transform=axes.get_xaxis_transform(),
            fontsize=8,
            color=INK if mark.is_incident else SOFT,
            va="bottom",
        )
        box = text.get_window_extent()
        start, width = box.x0, box.width
        if start + width > picture.bbox.x1:
            text.set_horizontalalignment("right")
            start -= width
        row = next((row for row, end in enumerate(ends) if start > end + 4.0), None)
        if row is None:
            text.remove()
            crowded.append(f"{words} ({mark.week})")
            continue
        text.set_y(ROWS[row])
        ends[row] = start + width
    if crowded:
        told = " · ".join(crowded[:4]) + (f" and {len(crowded) - 4} more" if len(crowded) > 4 else "")
        picture.text(0.02, 0.015, f"Lines without a name, by week: {told}", fontsize=7.5, color=SOFT, va="bottom")
