"""Pieces that several pictures share: what the picture is about, axes of weeks and of percent, nothing to show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from simulator.projection.names import ALL, TO
from simulator.projection.projection import Projection
from simulator.report.style import FAINT, INK, SOFT, TIER_COLOURS, Picture, apart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WEEKS_PER_YEAR = 52


def about(projection: Projection, segment: str, what: str) -> str:
    """Return the line under the title: what is shown, of which scenario, with whom and which luck."""
    scenario = projection.scenario
    who = f"{scenario.customers:,} customers" if scenario.customers > 1 else "one customer"
    part = "" if segment == ALL else f", segment {segment}"
    many = f", mean of {projection.replicates} replicates" if projection.replicates > 1 else ""
    name = scenario.name if len(scenario.name) <= 48 else scenario.name[:47] + "…"
    return _plain(f"{what} · {name}{part} · {who}, seed {scenario.seed}{many}")


def _plain(text: str) -> str:
    """A dollar sign is a dollar sign, not the beginning of a formula."""
    return text.replace("$", r"\$")


def label(text: str, longest: int = 24) -> str:
    """Return a name from a scenario as a label: not too long, nothing in it special."""
    return _plain(text if len(text) <= longest else text[: longest - 1] + "…")


def weeks_below(axes: Axes, first: float, last: float, of: str = "week") -> None:
    """Number the weeks below: by quarter or year, whichever leaves room."""
    span = last - first
    step = next(each for each in (1, 2, 4, 13, 26, 52, 104, 260, 520) if span / each <= 12)
    ticks = sorted({int(first), *(week for week in range(0, int(last) + 1, step) if week >= first)})
    axes.set_xlim(first, last if last > first else first + 1)
    axes.set_xticks(ticks)
    axes.set_xlabel(of)
    for week in range(WEEKS_PER_YEAR, int(last), WEEKS_PER_YEAR):
        if span <= 10 * WEEKS_PER_YEAR:
            axes.axvline(week, color="white", alpha=0.5, linewidth=0.8)


def percent_beside(axes: Axes, top: float = 1.0) -> None:
    """Number percent at the left."""
    axes.set_ylim(0.0, top)
    step = next(each for each in (0.01, 0.02, 0.05, 0.1, 0.25) if top / each <= 6)
    ticks = [index * step for index in range(int(top / step + 1e-9) + 1)]
    axes.set_yticks(ticks, [f"{tick:.0%}".replace("%", " %") for tick in ticks])


def nothing(axes: Axes, words: str) -> None:
    """Say that there is nothing to show rather than show an empty frame."""
    axes.set_axis_off()
    axes.text(0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center", color=SOFT, fontsize=12)


def two_panels(figure: Picture, axes: Axes) -> Axes:
    """Make room below what is drawn for a second, lower panel over the same weeks; return it."""
    axes.set_position((0.085, 0.455, 0.69, 0.355))
    return figure.add_axes((0.085, 0.13, 0.69, 0.285))


def labelled(axes: Axes, ends: Sequence[tuple[float, str, str, str]]) -> None:
    """Name lines at their right ends: value, words, colour and weight of each; the limits must be set before."""
    low, high = axes.get_ylim()
    span = high - low
    tall = 0.056 * 0.68 / axes.get_position().height * span
    places = apart([value for value, *_ in ends], tall, low + tall / 2, high - tall / 2)
    for (_, words, colour, weight), place in zip(ends, places, strict=True):
        axes.text(
            1.015,
            (place - low) / span,
            words,
            transform=axes.transAxes,
            va="center",
            color=colour,
            fontsize=9.5,
            fontweight=weight,
        )


def shaded(
    axes: Axes,
    numbers: np.ndarray,
    rows: Sequence[str],
    columns: Sequence[str],
    is_still: Callable[[int, int], bool],
    words: Callable[[float], str],
) -> None:
    """Draw a table of who went from where to where: blue where they gain, rust where they lose, paler where few do.

    Rows and columns are the tiers from the worst, and left; `is_still` names the squares that are no move.
    """
    most = max((float(each) for at, each in np.ndenumerate(numbers) if not is_still(*at)), default=0.0)
    for row, start in enumerate(rows):
        for column, end in enumerate(columns):
            still = is_still(row, column)
            strength = 0.0 if still else float(numbers[row, column]) / max(most, 1e-12)
            face = FAINT if still else _shade(start, end, strength)
            axes.add_patch(Rectangle((column - 0.48, row - 0.48), 0.96, 0.96, facecolor=face, linewidth=0))
            colour = "white" if strength > 0.45 else INK
            text = words(float(numbers[row, column]))
            axes.text(column, row, text, ha="center", va="center", fontsize=9, color=colour)
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xticks(range(len(columns)), columns)
    axes.set_yticks(range(len(rows)), rows)
    for side in axes.spines.values():
        side.set_visible(False)


def _shade(start: str, end: str, strength: float) -> tuple[float, float, float]:
    """Left is the worst place."""
    gains = end != "left" and (start == "left" or TO.index(end) > TO.index(start))
    colour = TIER_COLOURS["engaged" if gains else "overdrawn"]
    full = [int(colour[at : at + 2], 16) / 255.0 for at in (1, 3, 5)]
    red, green, blue = (1.0 - strength * (1.0 - part) for part in full)
    return red, green, blue
