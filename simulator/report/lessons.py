"""The pictures of a lesson: one finding each, for a screen at the front of a room."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from simulator.report.evidence import DIVERGING
from simulator.report.parts import labelled, nothing, weeks_below
from simulator.report.style import DASHES, INK, LINES, SOFT, Picture, look, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LETTERS = 18
"""Letters in a line beside the picture; a name under a bar has fewer, the more bars there are."""
UNDER_BARS = 84
MANY_WEEKS = 30
"""From so many places on the horizontal axis is one of weeks."""


@dataclass(frozen=True)
class Drawn:
    """What is to be drawn, in one language: words as they are to stand, numbers as numbers."""

    title: str
    about: str
    x: str
    y: str
    places: tuple[str, ...] | np.ndarray
    curves: tuple[tuple[str, np.ndarray], ...]
    """Labels and values; of a map each is a row, from the lowest."""
    shape: Literal["lines", "bars", "map"]
    said: Callable[[float], str]
    """How the language writes a value."""
    ticked: Callable[[float], str]
    """How it writes one beside the axis."""
    nobody: str
    """What to say where nothing could be measured."""
    as_percent: bool = False
    marked: tuple[float, str] | None = None
    framed: tuple[int, str] | None = None


def lesson_picture(drawn: Drawn) -> Picture:
    """Draw it; the words of the picture say the same to who cannot see it."""
    with look():
        title = textwrap.wrap(drawn.title, 74)
        found, axes = picture("\n".join(title), drawn.about)
        more = 0.045 * (len(title) - 1)
        found.texts[1].set_y(0.895 - more)
        axes.set_position((0.105, 0.19, 0.69, 0.63 - more))
        axes.set_xlabel(drawn.x)
        axes.set_ylabel("\n".join(textwrap.wrap(drawn.y, 42)))
        if not any(np.isfinite(values).any() for _, values in drawn.curves):
            nothing(axes, drawn.nobody)
        else:
            {"lines": _lines, "bars": _bars, "map": _map}[drawn.shape](axes, drawn)
        found.words = in_words(drawn)
    return found


def in_words(drawn: Drawn) -> str:
    """Return the picture as text: its title, and where each curve begins and ends, or each bar."""
    parts = [f"{drawn.title}."]
    for name, values in drawn.curves:
        if isinstance(drawn.places, tuple):
            each = ", ".join(f"{place} {drawn.said(value)}" for place, value in zip(drawn.places, values, strict=True))
            parts.append(f"{name}: {each}.")
        else:
            known = np.flatnonzero(np.isfinite(values))
            ends = [values[known[0]], values[known[-1]]] if len(known) else []
            parts.append(f"{name}: {' … '.join(map(drawn.said, ends))}.")
    return " ".join(parts)


def _lines(axes: Axes, drawn: Drawn) -> None:
    places = np.asarray(drawn.places, dtype=float)
    ends = []
    for index, (name, values) in enumerate(drawn.curves):
        colour = LINES[index % len(LINES)]
        marker = "o" if len(places) <= MANY_WEEKS else None
        axes.plot(places, values, color=colour, linestyle=DASHES[index], linewidth=2.0, marker=marker, markersize=4)
        known = np.flatnonzero(np.isfinite(values))
        if len(known):
            ends.append((float(values[known[-1]]), "\n".join(textwrap.wrap(name, LETTERS)), colour, "bold"))
    if len(places) > MANY_WEEKS:
        weeks_below(axes, places[0], places[-1], drawn.x)
    else:
        axes.xaxis.set_major_locator(MaxNLocator(10, integer=True))
    low, high = axes.get_ylim()
    low, high = (0.0, min(1.0, high)) if drawn.as_percent else (low, high)
    axes.set_ylim(low, high)
    if low < 0.0 < high:
        axes.axhline(0.0, color=SOFT, linewidth=0.9)
    if drawn.marked is not None:
        at, words = drawn.marked
        axes.axvline(at, color=SOFT, linewidth=0.9, linestyle=(0, (3, 2)))
        axes.annotate(words, (at, high), (4, -2), textcoords="offset points", fontsize=9, color=SOFT, va="top")
    axes.grid(axis="y")
    _numbered(axes, drawn)
    labelled(axes, _with_room(ends, high - low))


def _with_room(ends: list[tuple[float, str, str, str]], span: float) -> list[tuple[float, str, str, str]]:
    """Return the names at the ends of lines moved apart where those of several lines would lie on each other."""
    order = sorted(range(len(ends)), key=lambda index: ends[index][0])
    moved = list(ends)
    for below, above in pairwise(order):
        lines = (moved[below][1].count("\n") + moved[above][1].count("\n") + 2) / 2
        least = moved[below][0] + 0.058 * lines * span
        if moved[above][0] < least:
            moved[above] = (least, *moved[above][1:])
    return moved


def _bars(axes: Axes, drawn: Drawn) -> None:
    many = len(drawn.curves)
    wide = 0.76 / many
    places = np.arange(len(drawn.places), dtype=float)
    for index, (_, values) in enumerate(drawn.curves):
        colour = LINES[2] if many == 1 else LINES[index % len(LINES)]
        at = places + (index - (many - 1) / 2) * wide
        axes.bar(at, np.nan_to_num(values), wide * 0.92, color=colour, linewidth=0)
        for x, value in zip(at, values, strict=True):
            if np.isfinite(value):
                above = value >= 0.0
                axes.annotate(
                    drawn.said(float(value)),
                    (x, value),
                    (0, 3 if above else -3),
                    textcoords="offset points",
                    ha="center",
                    va="bottom" if above else "top",
                    fontsize=9 if many * len(places) <= 10 else 7.5,
                )
    letters = UNDER_BARS // len(places)
    names = ["\n".join(textwrap.wrap(str(each), letters, break_long_words=False)) for each in drawn.places]
    axes.set_xticks(places, names, fontsize=9 if len(places) <= 4 else 8.5)
    axes.axhline(0.0, color=INK, linewidth=0.8)
    axes.margins(y=0.12)
    axes.grid(axis="y")
    _numbered(axes, drawn)
    if many > 1:
        for index, (name, _) in enumerate(drawn.curves):
            words = "\n".join(textwrap.wrap(f"■ {name}", LETTERS))
            axes.annotate(
                words, (1.015, 0.9 - 0.14 * index), xycoords="axes fraction", color=LINES[index], fontweight="bold"
            )


def _map(axes: Axes, drawn: Drawn) -> None:
    values = np.array([row for _, row in drawn.curves])
    above, below = max(float(np.nanmax(values)), 0.0), max(-float(np.nanmin(values)), 0.0)
    # The smaller side of zero is to be seen beside a much larger one; each figure is written into its place.
    reach = min(max(above, below), max(3.0 * min(above, below), 0.15 * max(above, below))) or 1.0
    for (row, column), value in np.ndenumerate(values):
        if np.isfinite(value):
            face = DIVERGING(0.5 + 0.5 * float(np.clip(value / reach, -1.0, 1.0)))
            axes.add_patch(Rectangle((column - 0.5, row - 0.5), 1.0, 1.0, facecolor=face, linewidth=0))
            colour = "white" if abs(value) > 0.6 * reach else INK
            axes.text(column, row, drawn.said(float(value)), ha="center", va="center", fontsize=9, color=colour)
    axes.set_xlim(-0.5, values.shape[1] - 0.5)
    axes.set_ylim(-0.5, len(values) - 0.5)
    axes.set_xticks(range(len(drawn.places)), [str(each) for each in drawn.places])
    axes.set_yticks(range(len(values)), [name for name, _ in drawn.curves])
    for side in axes.spines.values():
        side.set_visible(False)
    if drawn.framed is not None:
        row, words = drawn.framed
        axes.add_patch(
            Rectangle((-0.5, row - 0.5), values.shape[1], 1.0, fill=False, edgecolor=INK, linewidth=1.6, clip_on=False)
        )
        beside = "\n".join(textwrap.wrap(f"◂ {words}", LETTERS))
        axes.text(values.shape[1] - 0.42, row, beside, va="center", fontsize=9, color=INK)


def _numbered(axes: Axes, drawn: Drawn) -> None:
    """Write the numbers at the left as the language does."""
    axes.yaxis.set_major_locator(MaxNLocator(6))
    low, high = axes.get_ylim()
    ticks = [float(tick) for tick in axes.get_yticks() if low <= tick <= high]
    axes.set_yticks(ticks, [drawn.ticked(round(tick, 6)) for tick in ticks])
    axes.set_ylim(low, high)
