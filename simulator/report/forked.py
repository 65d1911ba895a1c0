"""The picture of a fork: what an incident and its answers left in the accounts, against it never happening."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from simulator.projection.wording import sign
from simulator.report.parts import label, labelled, nothing, weeks_below
from simulator.report.style import DASHES, INK, SOFT, TIER_COLOURS, Picture, look, picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

COLOURS = ("#8a8272", TIER_COLOURS["overdrawn"], TIER_COLOURS["loyal"], TIER_COLOURS["engaged"])
"""Of nobody answering, a poor answer, that of the scenario and an excellent one."""

SHORT = {"nobody answers": "nobody", "poor recovery": "poor", "as the scenario says": "as is"}
LEFT_PANEL, RIGHT_PANEL = (0.08, 0.13, 0.305, 0.61), (0.54, 0.13, 0.305, 0.61)
"""Both with the same limits, so that only the left one is numbered, and room for names to the right of each."""
NOTE = (
    "Bands are 95 % intervals of the paired difference over the replicates. Of those who are customers in both worlds: "
    "whom it drove away is not in it."
)

Paths = Mapping[str, "pd.DataFrame"]


def fork(
    heard: Paths, reached: Paths, numbers: tuple[float, float], finding: str, incident: str, about: str
) -> Picture:
    """Draw the paired balance by week: to the left of those who were heard, to the right of all who were reached.

    Each is a table a world, with difference, low and high by week. The level of zero is the world in which it never
    happens: whoever stands above it has more than no failure would have left.
    """
    with look():
        drawn, axes = picture(finding, f"Balance against a world without {label(incident)} · {about}", NOTE)
        axes.set_position(LEFT_PANEL)
        right = drawn.add_axes(RIGHT_PANEL)
        every = [frame for paths in (heard, reached) for frame in paths.values()]
        values = np.concatenate([frame[["difference", "low", "high"]].to_numpy().ravel() for frame in every])
        known = values[np.isfinite(values)]
        for panel, paths, number, who in (
            (axes, heard, numbers[0], "heard: they complained, and an answer came"),
            (right, reached, numbers[1], "reached, whether or not they said anything"),
        ):
            panel.set_title(f"{number:,.0f} {who}", fontsize=9.0, color=INK, loc="left")
            if not number or not len(known):
                nothing(panel, "nobody")
                continue
            _lines(panel, paths, float(known.min()), float(known.max()))
        axes.set_ylabel("balance, more or less")
        right.tick_params(labelleft=False)
    return drawn


def _lines(axes: Axes, paths: Paths, least: float, most: float) -> None:
    low, high = min(least, 0.0), max(most, 0.0)
    margin = 0.06 * max(high - low, 0.02)
    axes.set_ylim(low - margin, high + 2.0 * margin)
    axes.axhspan(0.0, high + 2.0 * margin, color=TIER_COLOURS["satisfied"], alpha=0.25, linewidth=0)
    axes.axhline(0.0, color=INK, linewidth=1.0)
    ends = []
    weeks = np.arange(1)
    for number, (world, frame) in enumerate(paths.items()):
        colour, dashes = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
        weeks = np.asarray(frame.index)
        marker = "o" if len(weeks) == 1 else ""
        axes.fill_between(weeks, frame["low"], frame["high"], color=colour, alpha=0.2, linewidth=0)
        axes.plot(weeks, frame["difference"], color=colour, linewidth=1.8, linestyle=dashes, marker=marker)
        last = float(frame["difference"].iloc[-1])
        words = SHORT.get(world, world.removesuffix(" recovery"))
        if np.isfinite(last):
            ends.append((last, f"{label(words, 14)} {sign(last, 2)}", colour, "bold"))
    weeks_below(axes, float(weeks[0]), float(weeks[-1]))
    axes.grid(axis="y")
    axes.text(
        0.985, 0.985, "more than no failure", transform=axes.transAxes, ha="right", va="top", fontsize=8, color=SOFT
    )
    labelled(axes, ends)
