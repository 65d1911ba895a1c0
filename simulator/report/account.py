"""One customer's account: the balance over the weeks, what moved it, what was heard and said, and the tiers below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from matplotlib.ticker import MaxNLocator

from simulator.projection.ledger import CUSTOMER, Ledger, Moment, happened, signed
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

TALL, LOW = (0.075, 0.13, 0.73, 0.68), (0.075, 0.285, 0.73, 0.525)
"""Where the account is drawn: alone, and above the lanes."""
LANES_AT = (0.075, 0.12, 0.73, 0.13)

GOOD, BAD, PLAIN = ("^", ADDS), ("v", TAKES), ("o", SOFT)
LANES: tuple[tuple[str, dict[str, tuple[str, str]]], ...] = (
    (
        "hears",
        {
            happened.HEARD_GOOD: GOOD,
            happened.HEARD_BAD: BAD,
            happened.CONTACT_LEFT: ("X", TAKES),
            happened.INVITED: ("*", ADDS),
        },
    ),
    ("says", {happened.SPOKE_WELL: GOOD, happened.SPOKE_BADLY: BAD}),
    ("gives", {happened.CONTRIBUTION: PLAIN, happened.TOOK_PART: PLAIN}),
)
"""What stands below the account, a lane each: sign and colour of each kind of event."""


def account(ledger: Ledger) -> Picture:
    """Draw the balance as steps, with what moved it, and the tier of each week as a band."""
    with look():
        picture_, axes = picture(_finding(ledger), _about(ledger), NOTE)
        weeks = ledger.weeks
        if not weeks:
            nothing(axes, "not a customer by the last week")
            return picture_
        lanes = _lanes_of(ledger)
        if lanes:
            axes.set_position(LOW)
        begins = min([weeks[0].week, *(moment.week for lane in lanes.values() for moment in lane)])
        first, last = begins, max(ledger.scenario.weeks, begins + 1)
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
        for there, some in groupby(ledger.relived.weeks, key=lambda week: week.status == CUSTOMER):
            away = list(some)
            if not there and away[0].week > weeks[0].week:
                ends = [away[0].before, *(week.balance for week in away)]
                axes.plot(range(away[0].week, away[-1].week + 2), ends, color=FAINT, linewidth=1.8)
        largest = ledger.heaviest(MOST_NAMED - bool(lanes))
        for moment in moving:
            colour, marker = (ADDS, "^") if moment.amount > 0.0 else (TAKES, "v")
            size = 7.0 if moment in largest else 4.0
            axes.plot(moment.week, moment.balance, marker, color=colour, markersize=size, markeredgewidth=0.0)
        for moment in ledger.moments:
            if moment.what in (happened.LEFT, happened.WON_BACK):
                gone = moment.what == happened.LEFT
                place = (moment.week + gone, moment.balance)
                axes.plot(*place, "X" if gone else "D", color=INK, markersize=7 if gone else 5)
                axes.annotate(moment.what, place, (0, 8), textcoords="offset points", ha="center")
        if first < 1:
            axes.axvline(1, color=FAINT, linewidth=1.0)
            axes.text(1, high, " the warm-up is over", fontsize=8, color=SOFT, va="top")
        _band(axes, ledger, low, high)
        _names(picture_, axes, ledger)
        if lanes:
            _draw_lanes(picture_, axes, lanes, first, last)
    return picture_


def _lanes_of(ledger: Ledger) -> dict[str, list[Moment]]:
    """Return what was heard, said and given, by lane; lanes in which nothing happened are left out."""
    moments = {name: [moment for moment in ledger.moments if moment.what in kinds] for name, kinds in LANES}
    return {name: some for name, some in moments.items() if some}


def _draw_lanes(picture_: Picture, axes: Axes, lanes: dict[str, list[Moment]], first: float, last: float) -> None:
    """Draw what was heard, said and given below the account, under the same weeks."""
    below = picture_.add_axes(LANES_AT)
    signs = dict(LANES)
    for height, (name, moments) in enumerate(reversed(lanes.items())):
        below.axhline(height, color=FAINT, linewidth=0.8, zorder=0)
        for moment in moments:
            marker, colour = signs[name][moment.what]
            below.plot(moment.week + 0.5, height, marker, color=colour, markersize=4.5, markeredgewidth=0.0)
    below.set_ylim(-0.6, len(lanes) - 0.4)
    below.set_yticks(range(len(lanes)), list(lanes)[::-1])
    weeks_below(below, first, last + 1)
    for side in ("left", "bottom"):
        below.spines[side].set_visible(False)
    axes.set_xlabel("")
    axes.tick_params(labelbottom=False)
    kinds = {moment.what for moments in lanes.values() for moment in moments}
    legend = [(what, sign) for _, those in LANES for what, sign in those.items() if what in kinds]
    # Five lines fit beside the lanes; good and bad look the same whether heard or said.
    words = {happened.HEARD_GOOD: "well", happened.SPOKE_WELL: "well", happened.HEARD_BAD: "badly"}
    words |= {happened.SPOKE_BADLY: "badly", happened.TOOK_PART: happened.CONTRIBUTION}
    told = {words.get(what, what): sign for what, sign in legend}
    for line, (word, (marker, colour)) in enumerate(told.items()):
        at = 0.93 - 0.2 * line
        below.plot(1.033, at, marker, color=colour, markersize=4.5, transform=below.transAxes, clip_on=False)
        below.text(1.05, at, word, transform=below.transAxes, fontsize=8.5, color=INK, va="center")


def _steps(ledger: Ledger) -> tuple[list[float], list[float]]:
    """Return weeks and balances of the line: at once when something happens, and down a little by time."""
    lived = [week for week in ledger.relived.weeks if week.week >= ledger.weeks[0].week]
    at, balances = [float(lived[0].week)], [0.0]
    moments = iter([*(moment for moment in ledger.moments if moment.amount), None])
    moment = next(moments)
    for week in lived:
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
    for (tier, there), some in groupby(ledger.relived.weeks, key=lambda week: (week.tier, week.status == CUSTOMER)):
        if not there:
            continue
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
    ever = {week.tier for week in ledger.weeks}
    axes.annotate("tier", (1.025, 0.02), xycoords="axes fraction", color=SOFT, fontsize=9, va="center")
    for index, tier in enumerate(each for each in TIERS if each in ever):
        place = 0.09 + 0.05 * TALL[3] / axes.get_position().height * index
        axes.annotate("■", (1.025, place), xycoords="axes fraction", color=TIER_COLOURS[tier], fontsize=10, va="center")
        axes.annotate(tier, (1.05, place), xycoords="axes fraction", color=INK, fontsize=9, va="center")


def _names(picture_: Picture, axes: Axes, ledger: Ledger) -> None:
    """Number the largest events at their points, in the order of time, and name them at the right."""
    # Above the lanes the picture is lower: the same lines take more of it, and one event less has room.
    taller = TALL[3] / axes.get_position().height
    most = MOST_NAMED if taller < 1.01 else MOST_NAMED - 1
    largest = sorted(ledger.heaviest(most), key=ledger.moments.index)
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
        top = 0.985 - 0.125 * taller * (number - 1)
        when = f"{signed(moment.amount)} in week {moment.week}".replace("-", "−")
        for text, down, tone in (
            (f"{number}  {moment.what}", 0.0, colour),
            (moment.where, 0.038 * taller, INK),
            (when, 0.076 * taller, SOFT),
        ):
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
    weeks = ledger.weeks
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
    what = f"{'an' if moment.what[0] in 'aeiou' else 'a'} {moment.what}"
    for short, long in (("a recovered", "a complaint answered"), ("a took part", "taking part")):
        what = what.replace(short, long)
    verb = "gave" if moment.amount > 0.0 else "took"
    amount = f"{abs(moment.amount):.2f}"
    return f"Still there and {weeks[-1].tier}: {what} {verb} most, {amount} in week {moment.week}".replace("-", "−")
