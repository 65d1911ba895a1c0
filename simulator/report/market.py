"""The market: who is a customer, who could become one, who was one; and who comes in which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simulator.projection.names import ALL, WAY_IN
from simulator.projection.projection import Projection
from simulator.projection.tables import mean_of, segment_index
from simulator.projection.wording import figure
from simulator.report.parts import about, labelled, nothing, two_panels, weeks_below
from simulator.report.style import FAINT, INK, SOFT, Picture, look, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_BARS = 30
SPANS = (1, 4, 13, 26, 52, 104)
COLOURS = dict(zip(WAY_IN, ("#12405f", "#a3cbe0", "#4a8fba", "#8a6d00", "#a63a22"), strict=True))
SHORT = {
    "joined_of_own_accord": "of own accord",
    "joined_through_advertising": "advertising",
    "joined_through_reputation": "by example",
    "joined_through_referral": "invited",
    "won_back": "won back",
}
NOTE = "Prospects never were customers; former customers can be won back. Neither has segments."


def has_market(projection: Projection) -> bool:
    """Return whether there are people who may become customers."""
    return projection.counts.is_open


def market(projection: Projection, segment: str = ALL) -> Picture:
    """Draw customers, prospects and former customers, above those who join, by way in, and those who leave."""
    counts = projection.counts
    at = segment_index(counts, segment)
    with look():
        subtitle = about(projection, segment, "Customers and market")
        if not counts.is_open:
            picture_, axes = picture("A closed group: nobody can join", subtitle)
            nothing(axes, "the scenario has no prospects")
            return picture_
        picture_, axes = picture(_finding(projection, at), subtitle, NOTE)
        below = two_panels(picture_, axes)
        _stocks(axes, projection, at)
        _flows(below, projection, at)
    return picture_


def _stocks(axes: Axes, projection: Projection, at: int) -> None:
    counts = projection.counts
    lines = {
        "customers": (mean_of(counts.customers[:, :, at].astype(float)), INK, "bold", "-"),
        "prospects": (mean_of(counts.of_public("prospects")[:, :, 0].astype(float)), "#4a8fba", "normal", (0, (5, 2))),
        "former": (mean_of(counts.of_public("former_customers")[:, :, 0].astype(float)), SOFT, "normal", (0, (1, 1.5))),
    }
    weeks = np.arange(1, counts.weeks + 1)
    axes.grid(axis="y")
    for values, colour, weight, dashes in lines.values():
        marker = "o" if len(weeks) == 1 else ""
        width = 2.4 if weight == "bold" else 1.8
        axes.plot(weeks, values, color=colour, linewidth=width, linestyle=dashes, marker=marker)
    axes.set_ylim(0.0, 1.08 * max(float(values.max()) for values, *_ in lines.values()) or 1.0)
    weeks_below(axes, 1, counts.weeks)
    axes.set_xlabel("")
    axes.tick_params(labelbottom=False)
    _whole_numbers(axes, "persons")
    ends = [
        (float(values[-1]), f"{name} {values[-1]:,.0f}", colour, weight)
        for name, (values, colour, weight, _) in lines.items()
    ]
    labelled(axes, ends)


def _flows(axes: Axes, projection: Projection, at: int) -> None:
    counts = projection.counts
    span = next((span for span in SPANS if counts.weeks / span <= MOST_BARS), SPANS[-1])
    starts = np.arange(0, counts.weeks, span)
    ways = {
        name: np.add.reduceat(mean_of(counts.of(name)[:, :, at].astype(float)), starts)
        for name in WAY_IN
        if counts.of(name)[:, :, at].any()
    }
    left = np.add.reduceat(mean_of(counts.leavers[:, :, at].astype(float)), starts)
    weeks_below(axes, 1, counts.weeks + (counts.weeks == 1))
    axes.grid(axis="y")
    width = np.minimum(span, counts.weeks - starts) * 0.86
    top = np.zeros(len(starts))
    for name, values in ways.items():
        axes.bar(starts + 1, values, width, top, align="edge", color=COLOURS[name], edgecolor="white", linewidth=0.4)
        top += values
    axes.bar(starts + 1, -left, width, align="edge", color=FAINT, edgecolor="white", linewidth=0.4)
    axes.axhline(0.0, color=INK, linewidth=0.9)
    reach = max(float(top.max()), float(left.max()), 1.0)
    axes.set_ylim(-1.1 * reach if left.any() else -0.05 * reach, 1.1 * reach)
    _whole_numbers(axes, "in a week" if span == 1 else f"in {span} weeks")
    _legend(axes, ways)


def _legend(axes: Axes, ways: dict[str, np.ndarray]) -> None:
    """Say beside the bars what their colours mean, and what part of those who joined each way brought."""
    total = sum(float(values.sum()) for values in ways.values())
    # From the top down, as the bars are stacked.
    rows = [
        (COLOURS[name], f"{SHORT[name]} {figure(float(values.sum()) / total).replace('less than ', '<')} %")
        for name, values in reversed(ways.items())
    ]
    axes.text(1.015, 0.96, "joined" if rows else "nobody joined", transform=axes.transAxes, va="center", color=SOFT)
    for row, (colour, words) in enumerate([*rows, (FAINT, "left")], start=1):
        place = 0.96 - row * 0.145
        axes.text(1.015, place, "■", transform=axes.transAxes, va="center", color=colour, fontsize=11)
        axes.text(1.05, place, words, transform=axes.transAxes, va="center", color=INK, fontsize=9)


def _whole_numbers(axes: Axes, words: str) -> None:
    """Number an axis of persons without signs, and by the thousand or million where there are many."""
    most = max(abs(limit) for limit in axes.get_ylim())
    unit, many = (1e6, "million ") if most >= 1e7 else (1e3, "thousand ") if most >= 1e4 else (1.0, "")
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value) / unit:,.10g}"))
    axes.set_ylabel(many + words)


def _finding(projection: Projection, at: int) -> str:
    counts = projection.counts
    start, end = counts.at_start[:, at].mean(), counts.customers[:, -1, at].mean()
    joined = sum(counts.of(name)[:, :, at].sum(1).mean() for name in WAY_IN)
    left = counts.leavers[:, :, at].sum(1).mean()
    if round(end) == round(start):
        change = f"As many customers as at the start, {end:,.0f}"
    else:
        change = f"From {start:,.0f} to {end:,.0f} customers"
    numbers = (f"{number:,.0f}" if number else "nobody" for number in (joined, left))
    return f"{change}: {next(numbers)} joined, {next(numbers)} left"
