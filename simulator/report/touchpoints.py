"""What each touchpoint adds to the accounts and takes from them."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.projection.names import ALL, AT_TOUCHPOINT, UNIT, touchpoint_names
from simulator.projection.projection import Projection
from simulator.projection.tables import segment_index
from simulator.report.parts import about, label, nothing
from simulator.report.style import ADDS, INK, SOFT, TAKES, Picture, look, picture

MOST_BARS = 14
NOTE = "Dark: contacts and failures themselves; pale: how complaints were answered. The black mark is the net."


def touchpoints(projection: Projection, segment: str = ALL) -> Picture:
    """Draw deposits and withdrawals per customer and year, by touchpoint, from contacts and from recovery."""
    counts = projection.counts
    at = segment_index(counts, segment)
    years = counts.at_risk[:, :, at].sum() / 52.0
    totals = counts.touchpoints[:, :, at].sum((0, 1)) / UNIT / max(years, 1e-9)
    adds, takes, mends, spoils = (
        totals[:, AT_TOUCHPOINT.index(name)]
        for name in ("deposited", "withdrawn", "recovery_deposited", "recovery_withdrawn")
    )
    net = adds + takes + mends + spoils
    names = touchpoint_names(projection.scenario)
    # The touchpoints that move most, in the order of what they bring.
    moved = adds + mends - takes - spoils
    shown = sorted(sorted(range(len(names)), key=lambda index: -moved[index])[:MOST_BARS], key=lambda index: net[index])
    with look():
        what = "Added to and taken from the account"
        picture_, axes = picture(_finding(names, net, moved), about(projection, segment, what), NOTE)
        if not moved.any():
            nothing(axes, "nothing happened that anybody remembers")
            return picture_
        axes.set_position((0.19, 0.15, 0.71, 0.66))
        y = np.arange(len(shown))
        bars: dict[str, Any] = {"height": 0.62, "edgecolor": "white", "linewidth": 0.6}
        axes.barh(y, adds[shown], color=ADDS, **bars)
        axes.barh(y, mends[shown], left=adds[shown], color=ADDS, alpha=0.45, **bars)
        axes.barh(y, takes[shown], color=TAKES, **bars)
        axes.barh(y, spoils[shown], left=takes[shown], color=TAKES, alpha=0.45, **bars)
        rows = max(len(shown), 4)  # a single bar is not to fill the picture
        axes.set_ylim((len(shown) - rows) / 2 - 0.5, (len(shown) + rows) / 2 - 0.5)
        axes.axvline(0.0, color=INK, linewidth=1.0)
        reach = float(max((adds + mends).max(), -(takes + spoils).min()))
        least, most = float((takes + spoils).min()), float((adds + mends).max())
        axes.set_xlim(min(least * 1.08, -0.02 * reach), max(most * 1.08, 0.02 * reach))
        for place, index in enumerate(shown):
            axes.plot([net[index]] * 2, [place - 0.31, place + 0.31], color=INK, linewidth=2.4)
            axes.text(
                1.015,
                place,
                f"{net[index]:+.2f}".replace("-", "−"),
                transform=axes.get_yaxis_transform(),
                va="center",
                fontweight="bold",
            )
        axes.text(1.015, len(shown) - 0.45, "net", transform=axes.get_yaxis_transform(), va="bottom", color=SOFT)
        axes.set_yticks(y, [label(names[index]) for index in shown], color=INK)
        axes.spines["left"].set_visible(False)
        axes.grid(axis="x")
        axes.set_xlabel("balance per customer and year")
    return picture_


def _finding(names: tuple[str, ...], net: np.ndarray, moved: np.ndarray) -> str:
    if not moved.any():
        return "Nothing moves the accounts"
    worst, best = int(np.argmin(net)), int(np.argmax(net))
    if len(names) == 1:
        return f"{label(names[0])} {'adds more than it takes' if net[0] > 0 else 'takes more than it adds'}"
    if net[worst] < 0.0 < net[best]:
        return f"On balance, {label(names[best])} adds most and {label(names[worst])} takes most"
    if net[best] <= 0.0:
        return f"Every touchpoint takes more than it adds, most of all {label(names[worst])}"
    return f"Every touchpoint adds more than it takes, most of all {label(names[best])}"
