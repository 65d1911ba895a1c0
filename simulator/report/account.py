"""One customer's account: the balance over the weeks, what moved it, and the tiers below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from matplotlib.ticker import MaxNLocator

from simulator.projection.ledger import Ledger, signed
from simulator.projection.names import REAL_REASON, TIERS
from simulator.report.parts import label, nothing, weeks_below
from simulator.report.style import ADDS, FAINT, INK, ON_DARK, SOFT, TAKES, TIER_COLOURS, Picture, fit, look, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BAND = 0.06
"""Height of the band of tiers, as a share of the picture."""

MOST_NAMED = 5
"""Events that are named in the picture; the others are marked."""

NOTE = (
    "A point for each event that moved the account, numbered where it weighed most; in between time draws it to zero."
)


def account(ledger: Ledger) -> Picture:
    """Draw the balance as steps, with what moved it, and the tier of each week as a band."""
    with look():
        picture_, axes = picture(_finding(ledger), _about(ledger), NOTE)
        weeks = ledger.relived.weeks
        if not weeks:
            nothing(axes, "not a customer by the last week")
            return picture_
        first, last = weeks[0].week, max(ledger.scenario.weeks, weeks[0].week + 1)
        moving = [moment for moment in ledger.moments if moment.amount]
        at, balances = _steps(ledger)
        weeks_below(axes, first, last + 1)
        low, high = _limits([*balances, 0.0])
        axes.set_ylim(low, high)
        axes.grid(axis="y")
        axes.axhline(0.0, color=SOFT, linewidth=0.9)
        axes.yaxis.set_major_locator(MaxNLocator(9, steps=[1, 2, 5, 10]))
        axes.set_yticks([tick for tick in axes.get_yticks() if low + BAND * (high - low) < tick < high])
        axes.set_ylabel("balance")
        axes.plot(at, balances, color=INK, linewidth=1.6, solid_joinstyle="miter")
        largest = ledger.heaviest(MOST_NAMED)
        for moment in moving:
            colour, marker = (ADDS, "^") if moment.amount > 0.0 else (TAKES, "v")
            size = 7.0 if moment in largest else 4.0
            axes.plot(moment.week, moment.balance, marker, color=colour, markersize=size, markeredgewidth=0.0)
        if ledger.left is not None:
            axes.plot(at[-1], balances[-1], "X", color=INK, markersize=7)
            axes.annotate("left", (at[-1], balances[-1]), (0, 8), textcoords="offset points", ha="center")
        if first < 1:
            axes.axvline(1, color=FAINT, linewidth=1.0)
            axes.text(1, high, " the warm-up is over", fontsize=8, color=SOFT, va="top")
        _band(axes, ledger, low, high)
        _names(picture_, axes, ledger)
    return picture_


def _steps(ledger: Ledger) -> tuple[list[float], list[float]]:
    """Return weeks and balances of the line: at once when something happens, and down a little by time."""
    at, balances = [float(ledger.relived.weeks[0].week)], [0.0]
    moments = iter([*(moment for moment in ledger.moments if moment.amount), None])
    moment = next(moments)
    for week in ledger.relived.weeks:
        while moment is not None and moment.week == week.week:
            at += [moment.week, moment.week]
            balances += [balances[-1], moment.balance]
            moment = next(moments)
        at.append(week.week + 1.0)
        balances.append(week.balance)
    return at, balances


def _limits(balances: Sequence[float]) -> tuple[float, float]:
    low, high = min(balances), max(balances)
    span = max(high - low, 0.5)
    return low - 0.2 * span, high + 0.14 * span


def _band(axes: Axes, ledger: Ledger, low: float, high: float) -> None:
    """Show the tier of each week as a coloured band along the bottom, and what the colours mean beside it."""
    tall = BAND * (high - low)
    left, right = axes.get_xlim()
    for tier, some in groupby(ledger.relived.weeks, key=lambda week: week.tier):
        run = [week.week for week in some]
        begin, long = run[0], run[-1] + 1 - run[0]
        axes.broken_barh(
            [(begin, long)], (low, tall), facecolors=TIER_COLOURS[tier], edgecolor="white", linewidth=0.5, zorder=3
        )
        if long > 0.016 * len(tier) * (right - left):
            colour = "white" if tier in ON_DARK else INK
            axes.text(
                begin + long / 2, low + tall / 2, tier, ha="center", va="center", fontsize=8.5, color=colour, zorder=4
            )
    ever = {week.tier for week in ledger.relived.weeks}
    axes.annotate("tier", (1.025, 0.03), xycoords="axes fraction", color=SOFT, fontsize=9, va="center")
    for index, tier in enumerate(each for each in TIERS if each in ever):
        place = 0.09 + 0.05 * index
        axes.annotate("■", (1.025, place), xycoords="axes fraction", color=TIER_COLOURS[tier], fontsize=10, va="center")
        axes.annotate(tier, (1.05, place), xycoords="axes fraction", color=INK, fontsize=9, va="center")


def _names(picture_: Picture, axes: Axes, ledger: Ledger) -> None:
    """Number the largest events at their points, in the order of time, and name them at the right."""
    largest = sorted(ledger.heaviest(MOST_NAMED), key=ledger.moments.index)
    for number, moment in enumerate(largest, start=1):
        colour = ADDS if moment.amount > 0.0 else TAKES
        above = moment.amount > 0.0
        axes.annotate(
            str(number),
            (moment.week, moment.balance),
            (0, 6 if above else -6),
            textcoords="offset points",
            ha="center",
            va="bottom" if above else "top",
            color=colour,
            fontsize=9.5,
            fontweight="bold",
        )
        top = 0.985 - 0.125 * (number - 1)
        place = "" if moment.touchpoint is None else ledger.scenario.touchpoints[moment.touchpoint].name
        when = f"{signed(moment.amount)} in week {moment.week}".replace("-", "−")
        for text, down, tone in ((f"{number}  {moment.what}", 0.0, colour), (place, 0.038, INK), (when, 0.076, SOFT)):
            line = axes.annotate(
                label(text, 24),
                (1.025 if tone == colour else 1.05, top - down),
                xycoords="axes fraction",
                va="center",
                color=tone,
                fontsize=9 if tone == colour else 8.5,
                fontweight="bold" if tone == colour else "normal",
            )
            fit(line, picture_)


def _about(ledger: Ledger) -> str:
    scenario = ledger.scenario
    segment = f", segment {label(ledger.segment)}" if len(scenario.segments) > 1 else ""
    which = f", replicate {ledger.replicate}" if ledger.replicate else ""
    return (
        f"Account of customer {ledger.customer:,}{segment} · {label(scenario.name, 48)} · seed {scenario.seed}{which}"
    )


def _finding(ledger: Ledger) -> str:
    weeks = ledger.relived.weeks
    if not weeks:
        return f"Customer {ledger.customer:,} has not joined yet"
    if ledger.reasons is not None:
        return (
            f"Left in week {weeks[-1].week} because of {REAL_REASON[ledger.reasons[0]]}, {weeks[-1].tier} at the time"
        )
    heaviest = ledger.heaviest(1)
    if not heaviest:
        return f"Still there, {weeks[-1].tier}; nothing ever moved the account"
    moment = heaviest[0]
    what = f"a {moment.what}".replace("a recovered", "a complaint answered")
    verb = "gave" if moment.amount > 0.0 else "took"
    amount = f"{abs(moment.amount):.2f}"
    return f"Still there and {weeks[-1].tier}: {what} {verb} most, {amount} in week {moment.week}".replace("-", "−")
