"""Pictures of what decides a metric: a bar for each parameter with its interval, and luck as a bar of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from simulator.projection.wording import sign
from simulator.report.parts import label, nothing
from simulator.report.style import ADDS, FAINT, INK, LINES, SOFT, TAKES, Picture, look, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 14
"""Bars in one picture; the smallest are left to the table."""
LONGEST = 42
PLACE = (0.345, 0.16, 0.615, 0.65)
LUCK = "#a8a39a"

Spread = tuple[float, float, float]
"""A value and the ends of its interval; not numbers where there is none."""


class Bar(NamedTuple):
    """A parameter in the picture of indices."""

    name: str
    size: Spread
    inner: Spread | None = None
    """A second measure, drawn inside the bar: the first order beside the total, or the luck that does not cancel."""
    mark: float | None = None
    """A number on the same scale that is drawn as a sign: the standard deviation of the changes."""


class Swing(NamedTuple):
    """A parameter in a tornado: what the metric differs by at its low and at its high end, and which these are."""

    name: str
    low: Spread
    high: Spread
    at_low: str
    at_high: str


class Words(NamedTuple):
    """What is written around a picture."""

    title: str
    subtitle: str
    note: str
    axis: str


def indices(bars: Sequence[Bar], luck: Bar | None, words: Words) -> Picture:
    """Draw each parameter's measure from the largest down, and below them what luck alone does."""
    with look():
        drawn, axes = _page(words)
        if not bars:
            nothing(axes, "Nothing can be said of any parameter.")
            return drawn
        shown = bars[:MOST]
        rows = _rows(len(shown), luck is not None)
        for row, bar in zip(rows, shown, strict=False):
            axes.barh(row, bar.size[0], height=0.62, color=ADDS if bar.inner is None else FAINT, linewidth=0)
            if bar.inner is not None:
                axes.barh(row, bar.inner[0], height=0.34, color=LINES[0], linewidth=0)
                _whisker(axes, row, bar.inner, SOFT, 0.0)
            _whisker(axes, row, bar.size, INK, 0.24 if bar.inner is not None else 0.0)
            if bar.mark is not None and math.isfinite(bar.mark):
                axes.plot(bar.mark, row, marker="D", markersize=5.5, color="white", markeredgecolor=TAKES, linewidth=0)
        if luck is not None:
            axes.barh(rows[-1], luck.size[0], height=0.62, color=LUCK, linewidth=0)
            if luck.inner is not None:
                axes.barh(rows[-1], luck.inner[0], height=0.34, color=SOFT, linewidth=0)
            _whisker(axes, rows[-1], luck.size, INK, 0.0)
        _named(axes, rows, [bar.name for bar in shown], luck.name if luck is not None else "")
        axes.axvline(0.0, color=INK, linewidth=0.8)
        _numbered(axes, 0)
        _left_out(axes, len(bars))
    drawn.words = words.title + ": " + "; ".join(f"{bar.name} {_number(bar.size[0])}" for bar in bars)
    return drawn


def tornado(swings: Sequence[Swing], luck: Bar | None, words: Words) -> Picture:
    """Draw from where to where a metric goes with each parameter; `luck` is drawn to both sides."""
    ordered = sorted(
        swings, key=lambda each: -max(abs(each.low[0]), abs(each.high[0]), abs(each.high[0] - each.low[0]))
    )
    with look():
        drawn, axes = _page(words)
        if not ordered:
            nothing(axes, "Nothing can be said of any parameter.")
            return drawn
        shown = ordered[:MOST]
        rows = _rows(len(shown), luck is not None)
        for row, swing in zip(rows, shown, strict=False):
            # The smaller bar lies on the larger, or of two to the same side one would not be seen.
            ends = sorted([(swing.low, TAKES), (swing.high, ADDS)], key=lambda end: -abs(end[0][0]))
            for (end, colour), height in zip(ends, (0.62, 0.4), strict=True):
                axes.barh(row, end[0], height=height, color=colour, linewidth=0)
            for (end, _), shift in zip(ends, (0.09, -0.09), strict=True):
                _whisker(axes, row, end, INK, shift)
        if luck is not None:
            for found, height, colour in ((luck.size, 0.62, LUCK), (luck.inner, 0.34, SOFT)):
                if found is not None:
                    axes.barh([rows[-1]] * 2, [-found[0], found[0]], height=height, color=colour, linewidth=0)
        _named(axes, rows, [swing.name for swing in shown], luck.name if luck is not None else "")
        axes.axvline(0.0, color=INK, linewidth=0.8)
        _numbered(axes, max(len(text) for swing in shown for text in (swing.at_low, swing.at_high)))
        _ends(axes, rows, shown)
        _left_out(axes, len(ordered))
    drawn.words = (
        words.title
        + ": "
        + "; ".join(
            f"{each.name} {_number(each.low[0])} at {each.at_low}, {_number(each.high[0])} at {each.at_high}"
            for each in ordered
        )
    )
    return drawn


def _page(words: Words) -> tuple[Picture, Axes]:
    drawn, axes = picture(words.title, words.subtitle, words.note)
    axes.set_position(PLACE)
    axes.set_xlabel(words.axis)
    axes.grid(axis="x")
    return drawn, axes


def _rows(count: int, has_luck: bool) -> list[float]:
    """Return the heights of the bars from the top; luck stands apart."""
    return [float(count - number) for number in range(count)] + ([-0.4] if has_luck else [])


def _whisker(axes: Axes, row: float, found: Spread, colour: str, shift: float) -> None:
    _, low, high = found
    if math.isfinite(low) and math.isfinite(high) and high > low:
        axes.plot([low, high], [row + shift] * 2, color=colour, linewidth=1.3, solid_capstyle="butt")


def _named(axes: Axes, rows: list[float], names: Sequence[str], luck: str) -> None:
    axes.set_yticks(rows, [label(name, LONGEST) for name in names] + ([luck] if luck else []))
    for number, tick in enumerate(axes.get_yticklabels()):
        tick.set_color(SOFT if number == len(names) else INK)
        tick.set_fontsize(8.5)
    axes.set_ylim(min(rows) - 0.7, max(rows) + 0.7)
    axes.spines["left"].set_visible(False)


def _numbered(axes: Axes, letters: int) -> None:
    """Print numbers below as elsewhere, and leave room at both sides for words of so many letters."""
    axes.margins(x=0.05 + 0.0125 * min(letters, 24))
    if max(abs(end) for end in axes.get_xlim()) >= 1000.0:
        axes.xaxis.set_major_formatter(lambda number, _: sign(number, 0, False))


def _ends(axes: Axes, rows: list[float], shown: Sequence[Swing]) -> None:
    """Write beside each end of a bar which value leads there."""
    left, right = axes.get_xlim()
    gap = 0.008 * (right - left)
    for row, swing in zip(rows, shown, strict=False):
        first, second = (swing.low, swing.at_low, TAKES), (swing.high, swing.at_high, LINES[0])
        left_end, right_end = (first, second) if swing.low[0] <= swing.high[0] else (second, first)
        for (found, text, colour), side in ((left_end, "right"), (right_end, "left")):
            reach = [each for each in found if math.isfinite(each)] + [0.0]
            at = min(reach) - gap if side == "right" else max(reach) + gap
            axes.text(at, row, label(text), ha=side, va="center", fontsize=8, color=colour)


def _left_out(axes: Axes, count: int) -> None:
    if count > MOST:
        words = f"{count - MOST} smaller ones are in the table"
        axes.text(1.0, 1.01, words, transform=axes.transAxes, ha="right", va="bottom", fontsize=8, color=SOFT)


def _number(value: float, plus: bool = False) -> str:
    size = abs(value)
    digits = 0 if size >= 10.0 or value == round(value) else 1 if size >= 1.0 else 2 if size >= 0.1 else 3
    return sign(value, digits, plus)
