"""The sections of one world: a picture with its finding, its words and its numbers each."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from simulator.projection.names import CAUSES, REAL_REASON, STATED_REASON, TIERS
from simulator.projection.projection import Projection
from simulator.projection.wording import figure, sign
from simulator.report.balance import balance
from simulator.report.money import has_money, money
from simulator.report.moves import moves
from simulator.report.page import words
from simulator.report.page.drawing import drawing
from simulator.report.page.html import Html, together
from simulator.report.page.pieces import Section, finding, folded, table
from simulator.report.reasons import reasons
from simulator.report.staying import survival
from simulator.report.style import Picture
from simulator.report.tier_paths import tier_paths
from simulator.report.tiers import tiers
from simulator.report.touchpoints import touchpoints

MOST_ROWS = 12
STEPS = (1, 4, 13, 26, 52, 260)


def shown(picture: Picture, name: str, in_words: str, numbers: Html | None = None) -> Html:
    """Return a picture as it stands on the page: its finding as a heading, the drawing, its numbers folded."""
    drawn = drawing(picture, name)
    return together(finding(drawn.finding), drawn.figure(in_words), folded("The numbers", numbers) if numbers else "")


def every_section(projection: Projection, name: str = "") -> list[Section]:
    """Return the sections of a projection; `name` tells them from those of another world on the same page."""
    parts: list[tuple[str, str, Callable[[], Html | None]]] = [
        ("tiers", "Tiers over time", lambda: _tiers(projection, name)),
        (
            "moves",
            "Moves between tiers",
            lambda: _one(projection, moves, words.moves, f"moves{name}", moves_of(projection)),
        ),
        (
            "survival",
            "Who stays how long",
            lambda: _one(projection, survival, words.survival, f"survival{name}", survival_of(projection)),
        ),
        ("accounts", "The emotional bank accounts", lambda: _one(projection, balance, words.balance, f"balance{name}")),
        (
            "reasons",
            "Reasons for leaving, stated and real",
            lambda: _one(projection, reasons, words.reasons, f"reasons{name}", reasons_of([("", projection)])),
        ),
        (
            "touchpoints",
            "What each touchpoint adds and takes",
            lambda: _one(
                projection, touchpoints, words.touchpoints, f"touchpoints{name}", attribution_of([("", projection)])
            ),
        ),
        (
            "money",
            "Money",
            lambda: _one(projection, money, words.money, f"money{name}") if has_money(projection) else None,
        ),
    ]
    made = [(key, title, body()) for key, title, body in parts]
    return [Section(f"{key}{name}", title, body) for key, title, body in made if body is not None]


def _one(
    projection: Projection,
    draw: Callable[[Projection, str], Picture],
    tell: Callable[[Projection], str],
    name: str,
    numbers: Html | None = None,
) -> Html:
    return shown(draw(projection, "all"), f"figure-{name}", tell(projection), numbers)


def _tiers(projection: Projection, name: str) -> Html:
    """Draw all customers as areas, and where there are replicates the shares with their bands."""
    parts = [_one(projection, tiers, words.tiers, f"tiers{name}", tiers_of(projection))]
    if projection.replicates > 1:
        parts.append(_one(projection, tier_paths, words.tier_paths, f"paths{name}"))
    return together(parts)


def tiers_of(projection: Projection) -> Html:
    """Return the tiers over time as a table."""
    shares, count = projection.tiers(), projection.counts.customers[:, :, 0].mean(0)
    weeks = len(shares)
    step = next((step for step in STEPS if weeks / step <= MOST_ROWS), STEPS[-1])
    rows = [
        (
            f"{week}",
            f"{count[week - 1]:,.0f}",
            *(_percent(float(shares.loc[week, tier])) for tier in TIERS),
        )
        for week in sorted({1, *range(step, weeks + 1, step), weeks})
    ]
    return table("Customers of the week, and shares of them in each tier, percent", ("Week", "Customers", *TIERS), rows)


def moves_of(projection: Projection) -> Html:
    """Return all moves as a table; who stays in the tier is counted too, week by week."""
    frame = projection.moves()
    rows = [(str(start), *(f"{frame.loc[start, end]:,.0f}" for end in frame.columns)) for start in frame.index]
    caption = "Customers by tier at the start of a week (rows) and at its end (columns), all weeks added up"
    return table(caption, ("From", *map(str, frame.columns)), rows)


def survival_of(projection: Projection) -> Html | None:
    """Return survival by quarters of tenure as a table."""
    frame = projection.survival()
    if not len(frame):
        return None
    step = next((step for step in STEPS if len(frame) / step <= MOST_ROWS), STEPS[-1])
    weeks = sorted({*range(step, len(frame), step), len(frame) - 1})
    rows = [
        (f"{week}", f"{frame['at_risk'].iloc[week]:,.0f}", _percent(float(frame["survival"].iloc[week])))
        for week in weeks
    ]
    return table(
        "Share still there by weeks since joining (Kaplan-Meier), percent", ("Weeks", "Observed", "Still there"), rows
    )


def reasons_of(worlds: Sequence[tuple[str, Projection]]) -> Html:
    """Return real and stated reasons as a table, two columns a world."""
    shares = []
    for _, projection in worlds:
        flows = projection.reasons().to_numpy(float)
        total = flows.sum() or float("nan")
        shares.append((flows.sum(1) / total, flows.sum(0) / total))
    rows = [
        (
            REAL_REASON[cause]
            + ("" if STATED_REASON[cause] == REAL_REASON[cause] else f", said to be {STATED_REASON[cause]}"),
            *(_percent(float(each[index])) for pair in shares for each in pair),
        )
        for index, cause in enumerate(CAUSES)
    ]
    heads = [f"{kind}{f', {label}' if label else ''}" for label, _ in worlds for kind in ("Real", "Stated")]
    return table("Why they left and what they said, percent of leavers", ("Reason", *heads), rows)


def attribution_of(worlds: Sequence[tuple[str, Projection]]) -> Html:
    """Return what each source adds to the accounts and takes, per customer and year; one column a world if several."""
    frames = [projection.attribution() for _, projection in worlds]
    keys = list(dict.fromkeys(key for frame in frames for key in frame.index))
    if len(frames) > 1:
        rows = [
            (
                _source(key),
                *(
                    sign(float(frame.loc[key, "net_per_customer_year"]), 3) if key in frame.index else ""
                    for frame in frames
                ),
            )
            for key in keys
        ]
        caption = "What each source adds to the accounts or takes from them, net, per customer and year"
        return table(caption, ("Source", *(label for label, _ in worlds)), rows)
    (frame,) = frames
    each = [frame.loc[key] for key in keys]
    rows = [
        (
            _source(key),
            "" if math.isnan(row["times"]) else f"{row['times']:,.0f}",
            *(sign(float(row[name]), 0) for name in ("deposited", "withdrawn", "net")),
            sign(float(row["net_per_customer_year"]), 3),
        )
        for key, row in zip(keys, each, strict=True)
    ]
    return table(
        "What moved the accounts, in units of balance over all weeks",
        ("Source", "Times", "Added", "Taken", "Net", "Net per customer and year"),
        rows,
    )


def _source(key: object) -> str:
    kind, name = key if isinstance(key, tuple) else ("", key)
    return f"{name}" if kind == "time" else f"{name} ({kind})"


def _percent(share: float) -> str:
    return "" if math.isnan(share) else figure(share).replace("less than ", "<").replace("more than ", ">")
