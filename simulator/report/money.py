"""Money: what customers bring, what each kind of cost takes of it, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simulator.projection import money as reckoned
from simulator.projection.names import ALL
from simulator.projection.projection import Projection
from simulator.projection.tables import segment_index
from simulator.projection.wording import euros
from simulator.report.parts import WEEKS_PER_YEAR, about, nothing
from simulator.report.style import ADDS, INK, SOFT, Picture, look, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

QUARTER = 13
MOST_QUARTERS = 16
COLOURS = dict(
    zip(
        reckoned.COSTS,
        ("#d3cdc2", "#a63a22", "#d98a70", "#8a6d00", "#7b4b94", "#222222", "#8f8a80", "#c07f3f", "#e3c567"),
        strict=True,
    )
)
BAR, LINE = "■", "━"
NOTE = "Up: revenue. Down: costs by kind. The line is the profit; not discounted."
ONLY_COSTS = "Costs by kind; the scenario has no revenue, so there is no profit."


def has_money(projection: Projection) -> bool:
    """Return whether anything in the scenario has a price."""
    return reckoned.has_money(projection.counts)


def money(projection: Projection, segment: str = ALL) -> Picture:
    """Draw revenue up, costs by kind down, and the profit, by quarter; by year when there are many quarters."""
    counts = projection.counts
    at = segment_index(counts, segment)
    with look():
        span = QUARTER if counts.weeks <= QUARTER * MOST_QUARTERS else WEEKS_PER_YEAR
        if counts.weeks < 2 * QUARTER:
            span = 1
        subtitle = about(projection, segment, f"Money by {_SPANS[span]}")
        if not has_money(projection):
            picture_, axes = picture("Nothing has a price", subtitle)
            nothing(axes, "the scenario gives no prices")
            return picture_
        brings = reckoned.has_revenue(counts)
        if not brings and not reckoned.cost(counts)[:, :, at].any():
            picture_, axes = picture("No costs", subtitle)
            nothing(axes, "what has a price did not happen")
            return picture_
        picture_, axes = picture(_finding(projection, at), subtitle, NOTE if brings else ONLY_COSTS)
        axes.set_position((0.095, 0.13, 0.66, 0.68))
        starts = np.arange(0, counts.weeks, span)

        def summed(values: np.ndarray) -> np.ndarray:
            return np.asarray(np.add.reduceat(values[:, :, at].mean(0), starts))

        costs = {kind: summed(values) for kind, values in reckoned.costs(counts).items()}
        revenue = summed(reckoned.revenue(counts))
        _bars(axes, revenue, {kind: values for kind, values in costs.items() if values.any()}, brings)
        _periods(axes, starts, span, counts.weeks)
    return picture_


_SPANS = {1: "week", QUARTER: "quarter", WEEKS_PER_YEAR: "year"}


def _bars(axes: Axes, revenue: np.ndarray, costs: dict[str, np.ndarray], brings: bool) -> None:
    x = np.arange(len(revenue))
    axes.grid(axis="y")
    if brings:
        axes.bar(x, revenue, 0.74, color=ADDS, edgecolor="white", linewidth=0.6)
    below = np.zeros(len(x))
    for kind, values in costs.items():
        axes.bar(x, -values, 0.74, -below, color=COLOURS[kind], edgecolor="white", linewidth=0.6)
        below += values
    axes.axhline(0.0, color=INK, linewidth=0.9)
    high, low = float(revenue.max()), float(below.max())
    reach = max(high + low, 1e-9)
    axes.set_ylim(-low - 0.06 * reach, high + 0.06 * reach)
    names = [(BAR, COLOURS[kind], f"{kind} {_short(float(values.sum()))}") for kind, values in costs.items()]
    if brings:
        profit = revenue - below
        axes.plot(x, profit, color="white", linewidth=4.0)
        axes.plot(x, profit, color=INK, linewidth=2.2, marker="o", markersize=4.5)
        names.insert(0, (BAR, ADDS, f"revenue {_short(float(revenue.sum()))}"))
        names.append((LINE, INK, f"profit {_short(float(profit.sum()))}"))
    _legend(axes, names)
    most = max(high, low)
    unit, many = (1e6, "million ") if most >= 1e6 else (1e3, "thousand ") if most >= 1e4 else (1.0, "")
    axes.yaxis.set_major_locator(MaxNLocator(6))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value / unit:,.10g}".replace("-", "−")))
    axes.set_ylabel(f"{many}euro")


def _legend(axes: Axes, names: list[tuple[str, str, str]]) -> None:
    """Say beside the bars what their colours mean, with the totals of all weeks."""
    axes.text(1.015, 0.97, "in all weeks, euro", transform=axes.transAxes, va="center", color=SOFT, fontsize=9)
    for row, (sign, colour, words) in enumerate(names, start=1):
        place = 0.97 - 0.065 * row
        weight = "bold" if sign == LINE else "normal"
        axes.text(1.015, place, sign, transform=axes.transAxes, va="center", color=colour, fontsize=11)
        axes.text(1.055, place, words, transform=axes.transAxes, va="center", color=INK, fontsize=9, fontweight=weight)


def _periods(axes: Axes, starts: np.ndarray, span: int, weeks: int) -> None:
    """Number the bars; the last may be shorter than the others, and is then marked."""
    names = [f"{start // span + 1}" for start in starts]
    whole = weeks % span == 0
    if not whole:
        names[-1] += "*"
    step = -(-len(names) // 16)
    axes.set_xticks(range(0, len(names), step), names[::step])
    axes.set_xlim(-0.6, len(names) - 0.4)
    axes.set_xlabel(_SPANS[span] + ("" if whole else f" (* of {weeks % span} weeks)"), color=SOFT)


def _short(amount: float) -> str:
    if abs(amount) >= 1e6:
        text = f"{abs(amount) / 1e6:,.1f} m"
    elif abs(amount) >= 1e4:
        text = f"{abs(amount) / 1e3:,.0f} k"
    else:
        text = f"{abs(amount):,.0f}"
    return f"−{text}" if amount < 0 else text


def _finding(projection: Projection, at: int) -> str:
    counts = projection.counts
    total = {kind: float(values[:, :, at].sum(1).mean()) for kind, values in reckoned.costs(counts).items()}
    largest = max(total, key=lambda kind: total[kind])
    if not reckoned.has_revenue(counts):
        return f"{euros(sum(total.values()))} of costs, most of it for {largest}"
    a_year = reckoned.profit_per_customer_year(counts, at)
    known = a_year[np.isfinite(a_year)]
    if not len(known):
        return "Nobody is there to pay"
    each = float(known.mean())
    found = f"A {'profit' if each >= 0 else 'loss'} of {euros(abs(each))} per customer and year"
    return f"{found}; the largest cost is {largest}" if any(total.values()) else found
