"""Pictures of a sweep: a line with its band over one parameter, a map over two, a panel for each of several."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simulator.experiment.comparing.metrics import METRICS
from simulator.experiment.intervals import interval_of
from simulator.experiment.sweeping.best import by_point, extremes, main_metrics, metric_in_words, value_in_words
from simulator.experiment.sweeping.stored import StoredSweep
from simulator.projection.whole import write_file
from simulator.projection.wording import counted
from simulator.report.parts import label
from simulator.report.style import INK, SOFT, TIER_COLOURS, Picture, look, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap

FIGURES = 2
"""Metrics that get a picture of their own."""
MOST_LEVELS = 12
"""Rows or columns that a map can have."""
MOST_PANELS = 6
LONGEST = 40


def save_all(stored: StoredSweep, folder: Path) -> list[Path]:
    """Write the pictures of the first metrics that differ between points, as SVG and PNG; each is whole or absent."""
    written = []
    for metric in main_metrics(stored)[:FIGURES]:
        drawn = of_metric(stored, metric)
        if drawn is None:
            continue
        name = "".join(letter if letter.isalnum() else "-" for letter in metric).strip("-")
        written += [write_file(folder / f"{name}.{kind}", drawn.write) for kind in ("svg", "png")]
    return written


def of_metric(stored: StoredSweep, metric: str) -> Picture | None:
    """Draw a metric over the parameters that vary; None where no point differs from another."""
    found = extremes(stored, metric)
    if found is None:
        return None
    name = metric[:1].upper() + metric[1:]
    ends = [interval.mean for interval in (found.of_worst, found.of_best)]
    title = f"{label(name)} from {metric_in_words(metric, min(ends))} to {metric_in_words(metric, max(ends))}"
    plan = stored.plan
    unit = METRICS.get(metric, ("", ""))[0]
    many = f"{counted(found.points, 'point')}, {counted(plan.replicates, 'replicate')}"
    about = f"{name}{f' ({unit})' if unit else ''} · {label(plan.name, 48)} · {many}, seed {plan.base.seed}"
    values = [
        stored.done.drop_duplicates("point").set_index("point")[stored.column(each.path)] for each in plan.factors
    ]
    points, metrics = by_point(stored, metric)
    levels = [np.array([each[point] for point in points], dtype=object) for each in values]
    paths = [each.path for each in plan.factors]
    with look():
        if len(levels) == 1:
            return _line(title, about, paths[0], levels[0], metrics, unit)
        if len(levels) == 2 and _is_grid(levels):
            return _map(title, about, paths, levels, metrics, metric)
        return _panels(title, about, paths, levels, metrics, unit)


def _line(title: str, about: str, path: str, levels: np.ndarray, metrics: np.ndarray, unit: str) -> Picture:
    note = "The band is the 95 % interval of the mean over the replicates." if metrics.shape[1] > 1 else ""
    drawn, axes = picture(title, about, note)
    axes.set_position((0.11, 0.16, 0.84, 0.64))
    order = sorted(range(len(levels)), key=lambda at: (isinstance(levels[at], str), levels[at]))
    found = [interval_of(metrics[at]) for at in order]
    means, lows, highs = (np.array(each) for each in zip(*found, strict=True))
    places, words = _places([levels[at] for at in order])
    if words is None:
        axes.fill_between(places, lows, highs, color=TIER_COLOURS["loyal"], alpha=0.25, linewidth=0)
        axes.plot(places, means, color=TIER_COLOURS["engaged"], linewidth=1.8, marker="o", markersize=4)
    else:
        spread = np.nan_to_num(np.array([means - lows, highs - means]))
        axes.errorbar(places, means, spread, fmt="o", color=TIER_COLOURS["engaged"], capsize=4)
        axes.set_xticks(places, [label(word, 16) for word in words])
    axes.set_xlabel(label(path, LONGEST))
    _beside(axes, unit)
    return drawn


def _map(
    title: str, about: str, paths: Sequence[str], levels: Sequence[np.ndarray], metrics: np.ndarray, metric: str
) -> Picture:
    drawn, axes = picture(title, about, "The mean over the replicates; the darker, the more.")
    axes.set_position((0.17, 0.17, 0.78, 0.62))
    across, down = (sorted(set(each), key=lambda level: (isinstance(level, str), level)) for each in levels)
    means = np.full((len(down), len(across)), np.nan)
    for column, row, found in zip(levels[0], levels[1], metrics, strict=True):
        means[down.index(row), across.index(column)] = interval_of(found).mean
    shades = axes.pcolormesh(means, cmap=_shades(), edgecolors="white", linewidth=1.5)
    low, high = np.nanmin(means), np.nanmax(means)
    for (row, column), mean in np.ndenumerate(means):
        if np.isfinite(mean):
            colour = "white" if mean - low > 0.55 * (high - low) else INK
            words = metric_in_words(metric, float(mean)).removesuffix(" euro").removesuffix(" %")
            axes.text(column + 0.5, row + 0.5, words, ha="center", va="center", fontsize=8.5, color=colour)
    shades.set_rasterized(False)
    axes.set_xticks(np.arange(len(across)) + 0.5, [label(value_in_words(each), 12) for each in across])
    axes.set_yticks(np.arange(len(down)) + 0.5, [label(value_in_words(each), 12) for each in down])
    axes.set_xlabel(label(paths[0], LONGEST))
    axes.set_ylabel(label(paths[1], LONGEST))
    return drawn


def _panels(
    title: str, about: str, paths: Sequence[str], levels: Sequence[np.ndarray], metrics: np.ndarray, unit: str
) -> Picture:
    shown = min(len(paths), MOST_PANELS)
    more = f" {len(paths) - shown} more parameters are not shown." if len(paths) > shown else ""
    drawn, first = picture(title, about, f"A dot a point: the mean over its replicates.{more}")
    first.remove()
    columns = 2 if shown in {2, 4} else 3
    rows = -(-shown // columns)
    wide, tall = 0.92 / columns, 0.76 / rows
    means = np.array([interval_of(each).mean for each in metrics])
    for number in range(shown):
        row, column = divmod(number, columns)
        axes = drawn.add_axes((0.08 + column * wide, 0.14 + (rows - 1 - row) * tall, wide - 0.06, tall - 0.13))
        places, words = _places(list(levels[number]))
        axes.scatter(places, means, s=14, color=TIER_COLOURS["engaged"], alpha=0.6, linewidths=0)
        if words is not None:
            at = dict(zip(words, places, strict=True))
            axes.set_xticks(list(at.values()), [label(word, 10) for word in at])
        axes.set_xlabel(label(paths[number], LONGEST), fontsize=8.5)
        axes.tick_params(labelsize=8)
        _beside(axes, unit if column == 0 else "")
    return drawn


def _is_grid(levels: Sequence[np.ndarray]) -> bool:
    numbers = [len(set(each)) for each in levels]
    return max(numbers) <= MOST_LEVELS and min(numbers) > 1 and len(levels[0]) == numbers[0] * numbers[1]


def _places(levels: Sequence[object]) -> tuple[list[float], list[str] | None]:
    """Return where values stand on an axis; of words and flags, in the order in which they come, and what they say."""
    if all(isinstance(each, int | float | np.number) and not isinstance(each, bool | np.bool_) for each in levels):
        return [float(each) for each in levels], None  # type: ignore[arg-type]
    words = [value_in_words(bool(each) if isinstance(each, np.bool_) else each) for each in levels]
    order = {word: place for place, word in enumerate(dict.fromkeys(words))}
    return [float(order[word]) for word in words], words


def _beside(axes: Axes, unit: str) -> None:
    axes.grid(axis="y")
    axes.set_ylabel(label(unit, LONGEST), color=SOFT)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.6g}".replace("-", "−"))


def _shades() -> Colormap:
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("engaged", ["#eef4f8", TIER_COLOURS["loyal"], TIER_COLOURS["engaged"]])


__all__ = ["of_metric", "save_all"]
