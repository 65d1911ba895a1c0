"""Two bars and the bands between them: who goes from where to where, as parts of a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np

from simulator.projection.wording import figure
from simulator.report.style import INK, apart

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

BAR = 0.11
"""Width of a bar, of the width of the picture."""

LEAST = 0.01
"""A part smaller than this has no label."""

SMALLEST = 6.0
"""Points of the smallest label."""

LEFT, RIGHT = 0.31, 0.69 - BAR
"""Where the bars begin."""


def prepare(axes: Axes, over_left: str, over_right: str) -> None:
    """Lay out the picture: no axes, from the top down, a heading over each bar."""
    axes.set_position((0.02, 0.05, 0.96, 0.74))
    axes.set_axis_off()
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(1.0, -0.09)
    for start, words in ((LEFT, over_left), (RIGHT, over_right)):
        axes.text(start + BAR / 2, -0.045, words, ha="center", fontweight="bold")


def bar(
    axes: Axes, shares: np.ndarray, colours: Sequence[str], words: Sequence[str], side: Literal["left", "right"]
) -> None:
    """Draw one bar with a label beside each part that is large enough."""
    x = LEFT if side == "left" else RIGHT
    tops = np.concatenate([[0.0], np.cumsum(shares)])
    for index, colour in enumerate(colours):
        axes.bar(x, shares[index], BAR, tops[index], align="edge", color=colour, edgecolor="white", linewidth=1.0)
    named = [index for index in range(len(colours)) if shares[index] >= LEAST]
    middles = [float(tops[index] + shares[index] / 2) for index in named]
    for index, place in zip(named, apart(middles, 0.062, 0.02, 0.98), strict=True):
        at = x - 0.015 if side == "left" else x + BAR + 0.015
        ha: Literal["left", "right"] = "right" if side == "left" else "left"
        text = axes.text(at, place, f"{words[index]}  {figure(float(shares[index]))} %", ha=ha, va="center", color=INK)
        _fit(text, axes)


def _fit(text: Text, axes: Axes) -> None:
    """Make a label smaller until it ends within the picture."""
    whole = axes.get_figure()
    assert whole is not None
    size = float(text.get_fontsize())
    while size > SMALLEST:
        box = text.get_window_extent()
        if box.x0 >= whole.bbox.x0 and box.x1 <= whole.bbox.x1:
            return
        size -= 0.5
        text.set_fontsize(size)


def bands(axes: Axes, shares: np.ndarray, colour: Callable[[int, int], str]) -> None:
    """Draw each share [from, to] as a band from the left bar to the right one, in the colour that is said for it."""
    from_top = np.concatenate([[0.0], np.cumsum(shares.sum(1))])[:-1]
    to_top = np.concatenate([[0.0], np.cumsum(shares.sum(0))])[:-1]
    x = np.linspace(LEFT + BAR, RIGHT, 40)
    bend = 0.5 - 0.5 * np.cos(np.linspace(0.0, np.pi, 40))
    for start, end in np.ndindex(*shares.shape):
        share = shares[start, end]
        if share == 0.0:
            continue
        upper = from_top[start] + (to_top[end] - from_top[start]) * bend
        axes.fill_between(x, upper, upper + share, color=colour(start, end), alpha=0.38, linewidth=0)
        from_top[start] += share
        to_top[end] += share
