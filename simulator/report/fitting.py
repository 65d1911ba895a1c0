"""The pictures of a calibration: targets beside what the scenario comes to, and what is known of each parameter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from simulator.experiment.calibrating.answer import measured_in
from simulator.experiment.calibrating.fit import Fit
from simulator.experiment.calibrating.fitted_file import shown
from simulator.experiment.calibrating.targets import OF_TENURE, Target
from simulator.experiment.calibrating.uncertainty import TWO_SIDED
from simulator.projection.wording import counted
from simulator.report.parts import label
from simulator.report.style import FAINT, INK, LINES, SOFT, TAKES, Picture, look
from simulator.report.style import fit as fitted_on_page

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDE, LEFT, RIGHT = 9.0, 0.95, 1.9
HEAD, FOOT, ABOVE, BELOW = 0.75, 0.28, 0.36, 0.6
"""Inches of the page, beside the panels, above and below all of them, above and below each."""
TALL = {1: 3.6, 2: 2.5}
MOST_PANELS = 6
GROUND = "#f3efe4"
BAND = "#c9dcea"
EVERY = {1: "the parameter", 2: "both parameters"}


@dataclass(frozen=True)
class _Series:
    """Targets of one measure and segment, at several times."""

    measure: str
    segment: str
    at: tuple[int, ...]
    """Places among the targets, in the order of time."""


def targets(fit: Fit, units: dict[str, str], name: str) -> Picture:
    """Draw every target with its interval, and the scenario through them with its band; held-out years are shaded."""
    series, lone = _arranged(fit.plan.targets)
    shown_series = series[: MOST_PANELS - bool(lone)]
    high = TALL[1] if len(shown_series) + bool(lone) == 1 else TALL[2]
    tall = [high for _ in shown_series] + ([max(1.3, 0.34 * len(lone) + 0.3)] if lone else [])
    with look():
        picture, places = _page(
            tall, _title(fit, units), f"Targets and fit · {name}", _note(fit, series[MOST_PANELS - bool(lone) :])
        )
        for each, place in zip(shown_series, places, strict=False):
            _draw_series(picture.add_axes(place), fit, each, units)
        if lone:
            _draw_lone(picture.add_axes(places[-1]), fit, lone)
        picture.words = _title(fit, units)
    return picture


def ranges(fit: Fit, name: str) -> Picture:
    """Draw what is known of each parameter: its range within what was searched, its best value, what it was."""
    count = len(fit.ranges)
    note = "Bar: 95 %, the others free. Thick: with the others at their best. Ring: what the scenario had."
    with look():
        title = _range_title(fit)
        picture, places = _page([max(1.4, 0.85 * count)], title, f"Free parameters · {name}", note)
        left, bottom, width, tall = places[0]
        axes = picture.add_axes((left + 0.15, bottom, width - 0.15, tall))
        axes.set_xlim(0.0, 1.0)
        axes.set_ylim(count - 0.4, -0.6)
        axes.set_xticks([])
        axes.set_xlabel("from the lower to the upper end of what was searched", fontsize=9)
        axes.set_yticks(range(count), [_broken(each.free.path) for each in fit.ranges], color=INK, fontsize=9)
        for row, each in enumerate(fit.ranges):
            low, best, top = (each.free.unit(value) for value in (each.low, each.best, each.high))
            alone = [each.free.unit(value) for value in each.alone]
            axes.plot([0.0, 1.0], [row, row], color=FAINT, linewidth=1.0, zorder=1)
            axes.plot([low, top], [row, row], color=LINES[2], linewidth=3.0, solid_capstyle="butt", zorder=2)
            axes.plot(alone, [row, row], color=LINES[0], linewidth=7.0, solid_capstyle="butt", zorder=3)
            axes.plot([best], [row], marker="D", color="white", markeredgecolor=LINES[0], markersize=6, zorder=5)
            if each.free.low <= each.free.was <= each.free.high:
                at = each.free.unit(each.free.was)
                axes.plot([at], [row], marker="o", color="none", markeredgecolor=TAKES, markersize=10, zorder=4)
            for place, value, side in ((0.0, each.free.low, "left"), (1.0, each.free.high, "right")):
                axes.text(place, row + 0.27, f"{value:g}", color=SOFT, fontsize=8, ha=side, va="center")
            words = f"{shown(each.best, each)}\n{shown(each.low, each)} to {shown(each.high, each)}"
            axes.text(1.03, row, words, transform=axes.get_yaxis_transform(), va="center", fontsize=9, color=INK)
        axes.spines["left"].set_visible(False)
        picture.words = title
    return picture


def _arranged(every: Sequence[Target]) -> tuple[list[_Series], list[int]]:
    """Return what can be drawn along time, and the places of what stands alone."""
    groups: dict[tuple[str, str], list[int]] = {}
    for at, target in enumerate(every):
        groups.setdefault((target.measure, target.segment), []).append(at)
    series = [
        _Series(*key, tuple(sorted(group, key=lambda at: every[at].last_week)))
        for key, group in groups.items()
        if len(group) > 1
    ]
    return series, [group[0] for group in groups.values() if len(group) == 1]


def _draw_series(axes: Axes, fit: Fit, series: _Series, units: dict[str, str]) -> None:
    every = [fit.plan.targets[at] for at in series.at]
    factor, unit, _ = measured_in(every[0], units)
    in_years = all(target.year for target in every)
    # A year stands at its end, some weeks in their middle.
    x = np.array([target.year if in_years else (target.first_week + target.last_week) / 2.0 for target in every], float)
    if not in_years and series.measure in OF_TENURE:
        x = np.array([target.last_week for target in every], float)
    at = list(series.at)
    low, high, model = (factor * each[at] for each in (*fit.band, fit.model))
    held = np.array([target.is_held_out for target in every])
    step = (x[-1] - x[0]) / max(len(x) - 1, 1)
    if held.any():
        axes.axvspan(x[held].min() - step / 2.0, x[held].max() + step / 2.0, color=GROUND, zorder=0, linewidth=0)
        axes.text(
            x[held].min() - 0.45 * step,
            1.0,
            "held out",
            transform=axes.get_xaxis_transform(),
            fontsize=8.5,
            color=SOFT,
            va="bottom",
        )
    axes.fill_between(x, low, high, color=BAND, linewidth=0, zorder=1)
    axes.plot(x, model, color=LINES[0], linewidth=1.8, zorder=2)
    values = factor * np.array([target.value for target in every])
    sd = factor * TWO_SIDED * np.array([target.sd for target in every])
    axes.errorbar(x, values, sd, fmt="none", ecolor=TAKES, elinewidth=1.2, capsize=2.5, zorder=3)
    for which, face in ((~held, TAKES), (held, "white")):
        axes.plot(x[which], values[which], "o", color=face, markeredgecolor=TAKES, markersize=5, zorder=4)
    simple = {scored.target: scored.simple for scored in fit.held_out}
    reference = factor * np.array([simple.get(target, np.nan) for target in every])
    beside = [(float(model[-1]), "scenario", LINES[0]), (float(values[-1]), "targets, 95 %", TAKES)]
    if np.isfinite(reference).any():
        axes.plot(x, reference, "x", color=SOFT, linewidth=1.2, linestyle=(0, (4, 2)), markersize=4, zorder=2)
        beside.append((float(reference[np.isfinite(reference)][-1]), "carried on", SOFT))
    axes.set_title(
        label(series.measure if series.segment == "all" else f"{series.measure} of {series.segment}", 60),
        loc="left",
        fontsize=10.5,
        color=INK,
    )
    of_tenure = series.measure in OF_TENURE
    axes.set_xlabel(
        ("years" if in_years else "weeks") + " since joining" if of_tenure else "year" if in_years else "week"
    )
    axes.set_ylabel("percent" if unit == "points" and factor == 100.0 else unit)
    if in_years:
        axes.set_xticks(sorted(set(x.astype(int))))
    axes.set_xlim(x[0] - step / 2.0, x[-1] + step / 2.0)
    axes.grid(axis="y")
    _beside(axes, beside)


def _beside(axes: Axes, names: Sequence[tuple[float, str, str]]) -> None:
    low, high = axes.get_ylim()
    inches = axes.get_position().height * axes.figure.get_size_inches()[1]  # type: ignore[union-attr]
    least = 0.2 / inches
    place = 0.0
    for value, words, colour in sorted(names):
        place = max((value - low) / (high - low), place + least if place else 0.03)
        axes.text(
            1.02, place, words, transform=axes.transAxes, color=colour, fontsize=9, va="center", fontweight="bold"
        )


def _draw_lone(axes: Axes, fit: Fit, lone: Sequence[int]) -> None:
    """Draw figures of different kinds below each other, each as far from its target as its uncertainty is wide."""
    for row, at in enumerate(lone):
        target = fit.plan.targets[at]
        if target.is_held_out:
            axes.axhspan(row - 0.5, row + 0.5, color=GROUND, zorder=0, linewidth=0)
        low, high, model = (
            (value - target.value) / target.sd for value in (fit.band[0][at], fit.band[1][at], fit.model[at])
        )
        axes.plot([low, high], [row, row], color=BAND, linewidth=7.0, solid_capstyle="butt", zorder=1)
        axes.plot([model], [row], "D", color=LINES[0], markersize=5, zorder=3)
        axes.text(
            1.02,
            row,
            f"{fit.model[at]:.3g} for {target.value:.3g}",
            transform=axes.get_yaxis_transform(),
            va="center",
            fontsize=8.5,
            color=INK,
        )
    axes.axvspan(-TWO_SIDED, TWO_SIDED, color="#f3dcd5", alpha=0.6, zorder=0, linewidth=0)
    axes.axvline(0.0, color=TAKES, linewidth=1.2, zorder=2)
    axes.set_yticks(range(len(lone)), [_broken(fit.plan.targets[at].name) for at in lone], fontsize=8, color=INK)
    axes.set_ylim(len(lone) - 0.5, -0.5)
    left, right = axes.get_xlim()
    axes.set_xlim(min(left, -3.0), max(right, 3.0))
    axes.set_xlabel("misses in standard deviations of the target")
    axes.set_title("single figures", loc="left", fontsize=10.5, color=INK)
    # Their names need more room than numbers do.
    box = axes.get_position()
    axes.set_position((box.x0 + 0.11, box.y0, box.width - 0.11, box.height))


def _page(
    tall: Sequence[float], title: str, subtitle: str, note: str
) -> tuple[Picture, list[tuple[float, float, float, float]]]:
    whole = HEAD + FOOT + sum(ABOVE + each + BELOW for each in tall)
    picture = Picture(figsize=(WIDE, whole))
    FigureCanvasAgg(picture)
    fitted_on_page(
        picture.text(0.02, 1 - 0.15 / whole, label(title, 200), fontsize=13, fontweight="bold", va="top"), picture
    )
    picture.text(0.02, 1 - 0.45 / whole, label(subtitle, 110), fontsize=9.5, color=SOFT, va="top")
    picture.text(0.02, 0.1 / whole, note, fontsize=8, color=SOFT, va="bottom")
    places, top = [], whole - HEAD
    for each in tall:
        bottom = top - ABOVE - each
        places.append((LEFT / WIDE, bottom / whole, (WIDE - LEFT - RIGHT) / WIDE, each / whole))
        top = bottom - BELOW
    return picture, places


def _title(fit: Fit, units: dict[str, str]) -> str:
    fitted = [
        (target, float(model))
        for target, model in zip(fit.plan.targets, fit.model, strict=True)
        if not target.is_held_out
    ]
    if len({target.measure for target, _ in fitted}) == 1:
        factor, unit, digits = measured_in(fitted[0][0], units)
        worst = max(abs(model - target.value) * factor for target, model in fitted)
        return f"Every fitted figure of {fitted[0][0].measure} is met within {worst:.{digits}f} {unit}".rstrip()
    inside = sum(abs(model - target.value) <= TWO_SIDED * target.sd for target, model in fitted)
    return f"{inside} of {len(fitted)} fitted figures are met within their uncertainty"


def _range_title(fit: Fit) -> str:
    known = [each for each in fit.ranges if not (each.open_below or each.open_above)]
    if len(known) == len(fit.ranges):
        return f"The targets settle {EVERY.get(len(known), f'all {len(known)} parameters')}"
    return f"The targets settle {counted(len(known), 'parameter')} of {len(fit.ranges)}"


def _note(fit: Fit, left_out: Sequence[_Series]) -> str:
    more = f" {counted(len(left_out), 'further series', 'further series')} not drawn." if left_out else ""
    band = "Band: the scenario with its parameters anywhere in their ranges, and luck; 95 %."
    return f"{band} {fit.plan.replicates} replicates a point, {fit.lived} points, seed {fit.plan.seed}.{more}"


def _broken(path: str) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(path.replace("_", "_\u200b"), 30, break_long_words=True)).replace("\u200b", "")
