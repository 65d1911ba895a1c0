"""The picture of a finding: what the experiment gave, with what is published drawn into it."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from simulator.evidence.finding import Curve, Panel
from simulator.evidence.judging import Judgement
from simulator.evidence.telling import band_words, described, figure_of
from simulator.experiment.intervals import Interval, interval_of
from simulator.report.parts import label
from simulator.report.style import DASHES, INK, LINES, SOFT, TAKES, Picture, fit, look

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDE = 9.0
LEFT, RIGHT = 0.92, 2.75
"""Inches beside the panels: for the numbers, and for the names of the lines."""
HEAD, FOOT = 0.48, 0.3
ABOVE, BELOW = 0.36, 0.62
"""Inches above and below each panel: for its title, and for what stands under its axis."""
TALL = {1: 3.5, 2: 2.6}
"""Inches of a panel, by how many there are; of more than two each is as tall as of two."""
LINE = 0.165
"""Inches of a line of text beside a panel."""
LETTERS = 31
"""Letters of a line beside a panel."""
TITLE = 78
"""Letters of a line of the title."""
BAND, OCHRE, PUBLISHED_GREY = "#f0e6c8", "#8a6d00", "#8c8c8c"
DIVERGING = LinearSegmentedColormap.from_list("rust to navy", (TAKES, "#f7f5f2", "#12405f"))
MARKED = 12
"""With at most so many places a line shows each of them."""
CROWDED = 14
"""Letters in a row of names under bars, per inch, from which on they stand in several lines."""
LYING_LEFT, LYING = 1.75, 0.3
"""Inches beside bars that lie, for their names, and of each of them."""


@dataclass(frozen=True)
class Name:
    """What stands beside a panel, at the height of a value."""

    value: float
    words: str
    colour: str
    weight: str = "normal"


def evidence(judgement: Judgement, about: str = "") -> Picture:
    """Draw the panels of a finding below each other; `about` says how large the laboratory was."""
    panels = judgement.outcome.panels
    with look():
        title = textwrap.wrap(judgement.finding.title.replace(" %", "\u00a0%"), TITLE)
        head = HEAD + 0.25 * len(title)
        sizes = [_size(panel, len(panels)) for panel in panels]
        tall = head + FOOT + sum(ABOVE + high + below for _, high, below in sizes)
        picture = Picture(figsize=(WIDE, tall))
        FigureCanvasAgg(picture)
        picture.words = in_words(judgement)
        fit(
            picture.text(0.02, 1 - 0.15 / tall, _plain("\n".join(title)), fontsize=13, fontweight="bold", va="top"),
            picture,
        )
        said = f"{judgement.finding.code} · {judgement.verdict}" + (f" · {about}" if about else "")
        picture.text(0.02, 1 - (head - 0.27) / tall, _plain(said), fontsize=9.5, color=SOFT, va="top")
        picture.text(0.02, 0.12 / tall, _plain(_foot(judgement)), fontsize=8, color=SOFT, va="bottom")
        top = tall - head
        for panel, (left, high, below) in zip(panels, sizes, strict=True):
            bottom = top - ABOVE - high
            axes = picture.add_axes((left / WIDE, bottom / tall, (WIDE - left - RIGHT) / WIDE, high / tall))
            top = bottom - below
            axes.set_title(_plain(panel.title), loc="left", fontsize=10.5, color=INK, pad=7)
            axes.tick_params(labelsize=9)
            lies = _lies(panel)
            (_lying if lies else DRAW[panel.shape])(picture, axes, panel)
            axes.set_xlabel(_plain(panel.y if lies else panel.x), fontsize=9.5)
            if not lies:
                axes.set_ylabel(_plain("\n".join(textwrap.wrap(panel.y, 34))), fontsize=9.5)
    return picture


def _lies(panel: Panel) -> bool:
    """Return whether bars lie, their names beside them: there are too many names to stand below."""
    texts = panel.curves[0].x if panel.curves else ()
    if panel.shape != "bars" or not isinstance(texts, tuple):
        return False
    return any(len(word) > _letters(len(texts)) for text in texts for word in text.split())


def _letters(names: int) -> int:
    """Return how many letters of a name have room in a line, where so many names stand below a panel."""
    return max(6, int((WIDE - LEFT - RIGHT) / names * CROWDED))


def _size(panel: Panel, panels: int) -> tuple[float, float, float]:
    """Return the inches at the left of a panel, of itself and below it."""
    texts = panel.curves[0].x if panel.curves else ()
    if _lies(panel):
        return LYING_LEFT, max(1.2, LYING * len(texts) * max(1.0, 0.6 * len(panel.curves))), BELOW
    high = TALL[1] if panels == 1 else TALL[2]
    if not isinstance(texts, tuple) or not texts:
        return LEFT, high, BELOW
    lines = max(len(textwrap.wrap(text, _letters(len(texts)), break_long_words=False)) for text in texts)
    return LEFT, high, BELOW + 0.13 * (lines - 1)


def in_words(judgement: Judgement) -> str:
    """Return the picture in words, for who cannot see it."""
    return " ".join([f"{judgement.finding.title}.", *map(described, judgement.outcome.panels)])


def _lines(picture: Picture, axes: Axes, panel: Panel) -> None:
    names = []
    many = len(panel.curves) > len(LINES)
    for index, curve in enumerate(panel.curves):
        x, means, low, high = _course(curve)
        colour = _colour(curve, index, 2)
        dashes = DASHES[index % len(DASHES)]
        marker = "o" if len(x) <= MARKED and not many else None
        axes.fill_between(x, low, high, color=colour, alpha=0.16, linewidth=0)
        axes.plot(x, means, color=colour, linestyle=dashes, linewidth=1.8, marker=marker, markersize=4)
        known = np.flatnonzero(np.isfinite(means))
        if curve.label and known.size:
            names.append(Name(float(means[known[-1]]), curve.label, colour, "bold"))
    texts = next((curve.x for curve in panel.curves if isinstance(curve.x, tuple)), None)
    if texts is not None:
        _names_below(axes, texts)
        axes.set_xlim(-0.3, len(texts) - 0.7)
    else:
        axes.margins(x=0.02)
        _places_below(axes, np.unique(np.concatenate([np.asarray(each.x, dtype=float) for each in panel.curves])))
    axes.grid(axis="y")
    _behind(axes, panel)
    _beside(axes, [*names, *_published(axes, panel)])


def _bars(picture: Picture, axes: Axes, panel: Panel) -> None:
    many = len(panel.curves)
    wide = 0.74 / many
    names = []
    for index, curve in enumerate(panel.curves):
        x, means, low, high = _course(curve)
        x = np.arange(len(means)) if isinstance(curve.x, tuple) else x
        step = float(np.min(np.diff(x))) if len(x) > 1 else 1.0
        places = x + (index - (many - 1) / 2) * wide * step
        colour = _colour(curve, index, many)
        axes.bar(places, means, wide * step * 0.92, color=colour, linewidth=0)
        known = np.isfinite(low) & np.isfinite(high)
        reach = np.array([(means - low)[known], (high - means)[known]])
        axes.errorbar(
            places[known], means[known], reach, fmt="none", ecolor=INK, elinewidth=1.0, capsize=2.5, capthick=1.0
        )
        if curve.label:
            names.append(Name(math.inf, f"■ {curve.label}", colour, "bold"))
        if isinstance(curve.x, tuple):
            for name, at in zip(curve.x, places, strict=True):
                if name in panel.marks and index == (many - 1) // 2:
                    axes.plot([at], [panel.marks[name]], marker="D", markersize=5, color=INK, markerfacecolor="white")
    texts = panel.curves[0].x
    if isinstance(texts, tuple):
        _names_below(axes, texts)
        axes.set_xlim(-0.55, len(texts) - 0.45)  # also where nothing could be measured
        if any(name in panel.marks for name in texts):
            names.append(Name(math.inf, "◇ published", INK))
    else:
        _places_below(axes, np.asarray(texts, dtype=float))
    axes.axhline(0.0, color=INK, linewidth=0.8)
    axes.grid(axis="y")
    _behind(axes, panel)
    _beside(axes, [*names, *_published(axes, panel)])


def _lying(picture: Picture, axes: Axes, panel: Panel) -> None:
    """Draw bars that lie: what is published then stands upright."""
    many = len(panel.curves)
    tall = 0.74 / many
    names = []
    texts = tuple(str(each) for each in panel.curves[0].x)
    for index, curve in enumerate(panel.curves):
        _, means, low, high = _course(curve)
        places = np.arange(len(means)) + (index - (many - 1) / 2) * tall
        colour = _colour(curve, index, many)
        axes.barh(places, means, tall * 0.92, color=colour, linewidth=0)
        known = np.isfinite(low) & np.isfinite(high)
        reach = np.array([(means - low)[known], (high - means)[known]])
        axes.errorbar(
            means[known], places[known], xerr=reach, fmt="none", ecolor=INK, elinewidth=1.0, capsize=2.5, capthick=1.0
        )
        if curve.label:
            names.append(Name(math.inf, f"■ {curve.label}", colour, "bold"))
        if index == (many - 1) // 2:
            own = [(panel.marks[text], at) for text, at in zip(texts, places, strict=True) if text in panel.marks]
            for value, at in own:
                axes.plot([value], [at], marker="D", markersize=5, color=INK, markerfacecolor="white")
            names += [Name(math.inf, "◇ published", INK)] if own else []
    for name, value in panel.marks.items():
        if name not in texts:
            axes.axvline(value, color=INK, linewidth=1.0, linestyle=(0, (2, 2)))
            names.append(Name(math.inf, f"dotted: {name}", INK))
    if panel.band is not None:
        low_end, high_end = axes.get_xlim()
        axes.axvspan(max(panel.band.low, low_end), min(panel.band.high, high_end), color=BAND, zorder=0, linewidth=0)
        names.append(Name(math.inf, f"band: {band_words(panel.band)}", OCHRE))
    axes.axvline(0.0, color=INK, linewidth=0.8)
    axes.grid(axis="x")
    axes.set_yticks(range(len(texts)), [_plain("\n".join(textwrap.wrap(text, 22))) for text in texts], fontsize=8.5)
    axes.set_ylim(len(texts) - 0.5, -0.5)  # the first is the highest
    _beside(axes, names, downwards=True)


def _map(picture: Picture, axes: Axes, panel: Panel) -> None:
    values = np.array([np.nanmean(np.atleast_2d(curve.y), axis=0) for curve in panel.curves])
    first = panel.curves[0].x
    columns = [each if isinstance(each, str) else f"{float(each):g}" for each in first]
    rows = [curve.label for curve in panel.curves]
    reach = _reach(values)
    axes.imshow(values, cmap=DIVERGING, vmin=-reach, vmax=reach, origin="lower", aspect="auto")
    crosses = bool(np.nanmin(values) < 0.0 < np.nanmax(values))
    if crosses and min(values.shape) > 1:
        axes.contour(values, levels=[0.0], colors=INK, linewidths=1.6)
    size = 8.5 if values.size <= 60 else 7.0
    for (row, column), value in np.ndenumerate(values):
        if math.isfinite(value):
            white = abs(value) > 0.6 * reach
            text = figure_of(float(value), 1.0)
            axes.text(column, row, text, ha="center", va="center", fontsize=size, color="white" if white else INK)
    _names_below(axes, tuple(columns))
    axes.set_yticks(range(len(rows)), [label(row, 20) for row in rows], fontsize=8.5)
    names = [Name(math.inf, "blue: above zero; rust: below" + ("; black line: zero" if crosses else ""), SOFT)]
    for name, value in panel.marks.items():
        at = _row_of(value, rows)
        # A frame around the row, for a line would strike through its figures.
        frame = Rectangle((-0.5, at - 0.5), len(columns), 1.0, fill=False, edgecolor=INK, linewidth=1.1, clip_on=False)
        frame.set_linestyle((0, (3, 2)))
        axes.add_patch(frame)
        names.append(Name(at, f"◂ {name}", INK))
    _beside(axes, names)


def _reach(values: np.ndarray) -> float:
    """Return where the colours end: the smaller side of zero is to be seen beside a much larger one.

    What lies beyond has the last colour; every figure is written into its place.
    """
    above, below = max(float(np.nanmax(values)), 0.0), max(-float(np.nanmin(values)), 0.0)
    larger, smaller = max(above, below), min(above, below)
    return (min(larger, max(3.0 * smaller, 0.15 * larger)) if smaller else larger) or 1.0


def _row_of(value: float, rows: Sequence[str]) -> float:
    """Return where a value lies among the rows of a map, between two of them if need be."""
    try:
        known = [float(row) for row in rows]
    except ValueError:
        return 0.0
    order = np.argsort(known)
    return float(np.interp(value, np.array(known)[order], order.astype(float)))


DRAW: dict[str, Any] = {"lines": _lines, "bars": _bars, "map": _map}


def _colour(curve: Curve, index: int, many: int) -> str:
    """Return the colour of a curve: grey for what is published, so that it is told from what is simulated."""
    if curve.label.lower().startswith("published"):
        return PUBLISHED_GREY
    return LINES[2] if many == 1 else LINES[index % len(LINES)]


def _course(curve: Curve) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return where the places lie, the means, and the ends of their intervals."""
    found = [interval_of(column) for column in np.atleast_2d(curve.y).T]
    x = np.arange(len(found), dtype=float) if isinstance(curve.x, tuple) else np.asarray(curve.x, dtype=float)
    means, low, high = (np.array([getattr(each, name) for each in found]) for name in Interval._fields)
    return x, means, low, high


def _names_below(axes: Axes, texts: Sequence[str]) -> None:
    """Write names under an axis, in as many lines as they need."""
    wrapped = ["\n".join(textwrap.wrap(text, _letters(len(texts)), break_long_words=False)) for text in texts]
    axes.set_xticks(range(len(texts)), [_plain(text) for text in wrapped], fontsize=8.5)


def _places_below(axes: Axes, x: np.ndarray) -> None:
    """Number the places under an axis where they are few and apart; else only whole numbers where all are whole."""
    span = float(x[-1] - x[0]) if x.size > 1 else 0.0
    if x.size > 1 and float(np.min(np.diff(x))) > 0.055 * span:
        axes.set_xticks(x, [f"{round(float(each), 2):g}".replace("-", "−") for each in x])
        room = 0.75 * float(np.min(np.diff(x))) if axes.patches else 0.02 * span
        axes.set_xlim(float(x[0]) - room, float(x[-1]) + room)
    elif np.all(x == np.round(x)):
        axes.xaxis.set_major_locator(MaxNLocator(10, integer=True))


def _behind(axes: Axes, panel: Panel) -> None:
    """Draw the published band and marks behind, and have the limits hold them."""
    lines = [value for name, value in panel.marks.items() if not _is_of_a_bar(name, panel) and math.isfinite(value)]
    for value in lines:
        axes.axhline(value, color=INK, linewidth=1.0, linestyle=(0, (2, 2)), zorder=1.5)
    if panel.band is not None:
        low, high = axes.get_ylim()
        ends = [end for end in (panel.band.low, panel.band.high) if math.isfinite(end)]
        room = 0.04 * (max([high, *ends]) - min([low, *ends]))
        low, high = min([low, *(end - room for end in ends)]), max([high, *(end + room for end in ends)])
        axes.axhspan(max(panel.band.low, low), min(panel.band.high, high), color=BAND, zorder=0, linewidth=0)
        axes.set_ylim(low, high)
    low, high = axes.get_ylim()
    if panel.shape == "lines" and low < 0.0 < high:
        axes.axhline(0.0, color=INK, linewidth=0.8, zorder=1)
    axes.yaxis.set_major_locator(MaxNLocator(6))


def _published(axes: Axes, panel: Panel) -> list[Name]:
    found = [Name(value, name, INK) for name, value in panel.marks.items() if not _is_of_a_bar(name, panel)]
    if panel.band is not None:
        low, high = axes.get_ylim()
        middle = (max(panel.band.low, low) + min(panel.band.high, high)) / 2
        found.append(Name(middle, f"band: {band_words(panel.band)}", OCHRE))
    return found


def _is_of_a_bar(name: str, panel: Panel) -> bool:
    return panel.shape == "bars" and any(isinstance(curve.x, tuple) and name in curve.x for curve in panel.curves)


def _beside(axes: Axes, names: Sequence[Name], downwards: bool = False) -> None:
    """Write names beside a panel, each as near to its value as the others let it.

    `downwards` says that the axis runs down, so that only the highest place is meant.
    """
    low, high = axes.get_ylim()
    inches = axes.get_position().height * axes.figure.get_size_inches()[1]  # type: ignore[union-attr]
    texts = [textwrap.wrap(name.words, LETTERS) for name in names]
    wanted = [inches if downwards else min(max((name.value - low) / (high - low), 0.0), 1.0) * inches for name in names]
    places = spread(wanted, [LINE * len(lines) + 0.03 for lines in texts], 0.0, inches)
    for name, lines, place in zip(names, texts, places, strict=True):
        axes.text(
            1.02,
            place / inches,
            _plain("\n".join(lines)),
            transform=axes.transAxes,
            fontsize=9,
            color=name.colour,
            fontweight=name.weight,
            va="center",
            linespacing=1.15,
        )


def spread(middles: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return middles moved so that things of these sizes do not lie on each other, from the lowest to the highest.

    Example:
        >>> spread([0.0, 0.1, 5.0], [1.0, 1.0, 1.0], 0.0, 10.0)
        [0.5, 1.5, 5.0]
    """
    # Of equal ones the first is the highest, as names in a list are read.
    order = sorted(range(len(middles)), key=lambda index: (middles[index], -index))
    moved = list(middles)
    floor = low
    for index in order:
        moved[index] = max(moved[index], floor + sizes[index] / 2)
        floor = moved[index] + sizes[index] / 2
    if order:
        last = order[-1]
        moved[last] = min(moved[last], high - sizes[last] / 2)
        for before, after in pairwise(order[::-1]):
            most = moved[before] - (sizes[before] + sizes[after]) / 2
            moved[after] = min(moved[after], most)
    return moved


def _foot(judgement: Judgement) -> str:
    said = f"Source: {judgement.finding.source}"
    return said if len(said) <= 150 else said[:149] + "…"


def _plain(text: str) -> str:
    """A dollar sign is a dollar sign, not the beginning of a formula."""
    return text.replace("$", r"\$")
