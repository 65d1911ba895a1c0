"""The emotional bank account of those who are there."""

from __future__ import annotations

import numpy as np

from simulator.projection.counts import BIN_WIDTH, FURTHEST_BALANCE, QUANTILES
from simulator.projection.names import ALL
from simulator.projection.projection import Projection
from simulator.projection.tables import band_of, mean_of, segment_index
from simulator.report.parts import about, nothing, weeks_below
from simulator.report.style import ADDS, INK, SOFT, Picture, apart, look, picture

NOTE = "Of the customers of each week; who leaves takes the balance along. 1 is the deposit of one strong delight."
FAR = f" Beyond ±{FURTHEST_BALANCE:.0f} all count alike."


def balance(projection: Projection, segment: str = ALL) -> Picture:
    """Draw the median balance with the middle half and the middle nine tenths of the customers around it."""
    counts = projection.counts
    at = segment_index(counts, segment)
    there = counts.customers[:, :, at].sum(0) > 0
    weeks = np.arange(1, counts.weeks + 1)[there]
    p05, p25, median, p75, p95 = mean_of(counts.balance_quantiles[:, :, at])[there].T
    with look():
        what = "Emotional bank account"
        reach = float(np.abs([p05, p95]).max()) if len(weeks) else 0.0
        note = NOTE + (FAR if reach > FURTHEST_BALANCE - BIN_WIDTH else "")
        picture_, axes = picture(_finding(median, p05, p95), about(projection, segment, what), note)
        if not len(weeks):
            nothing(axes, "nobody is left at the end of any week")
            return picture_
        if len(weeks) == 1:
            weeks = np.array([weeks[0], weeks[0] + 1])
            p05, p25, median, p75, p95 = (np.repeat(each, 2) for each in (p05, p25, median, p75, p95))
        weeks_below(axes, 1, counts.weeks)
        axes.grid(axis="y")
        axes.fill_between(weeks, p05, p95, color=ADDS, alpha=0.16, linewidth=0)
        axes.fill_between(weeks, p25, p75, color=ADDS, alpha=0.36, linewidth=0)
        axes.plot(weeks, median, color=INK, linewidth=2.2)
        if counts.replicates > 1:
            low, high = band_of(counts.balance_quantiles[:, :, at, QUANTILES.index(0.5)], 0.8)
            axes.plot(np.arange(1, counts.weeks + 1), np.array([low, high]).T, color=INK, linewidth=0.7, linestyle=":")
        axes.axhline(0.0, color=SOFT, linewidth=0.9)
        low_end, high_end = _limits(p05, p95)
        axes.set_ylim(low_end, high_end)
        axes.set_ylabel("balance")
        ends = [
            (float(p95[-1]), "5 % above", SOFT, "normal"),
            (float(p75[-1]), "a quarter above", SOFT, "normal"),
            (float(median[-1]), "median", INK, "bold"),
            (float(p25[-1]), "a quarter below", SOFT, "normal"),
            (float(p05[-1]), "5 % below", SOFT, "normal"),
        ]
        span = high_end - low_end
        for (value, words, colour, weight), place in zip(
            ends, apart([end[0] for end in ends], 0.058 * span, low_end, high_end), strict=True
        ):
            axes.annotate(
                f"{words} {value:+.1f}".replace("-", "−"),
                (weeks[-1], value),
                (1.015, (place - low_end) / span),
                textcoords="axes fraction",
                va="center",
                color=colour,
                fontsize=9.5,
                fontweight=weight,
                annotation_clip=False,
            )
    return picture_


def _limits(low: np.ndarray, high: np.ndarray) -> tuple[float, float]:
    bottom, top = min(float(np.nanmin(low)), -0.25), max(float(np.nanmax(high)), 0.25)
    margin = 0.06 * (top - bottom)
    return bottom - margin, top + margin


def _finding(median: np.ndarray, low: np.ndarray, high: np.ndarray) -> str:
    if not len(median):
        return "Nobody is left to have a balance"
    middle, most, least = float(median[-1]), float(high[-1]), float(low[-1])
    if middle < -0.25:
        return f"The ordinary customer is {-middle:.1f} in the red in the end"
    if middle > 0.25:
        return f"The ordinary customer has {middle:.1f} on the account in the end"
    if most > 0.5:
        return f"Most have next to nothing on the account; one in twenty has more than {most:.1f}"
    if least < -0.5:
        return f"Most have next to nothing on the account; one in twenty is below {least:.1f}".replace("-", "−")
    return "Next to nothing stays on the account: most contacts are soon forgotten"
