"""What each touchpoint, incident and programme adds to the accounts and takes from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.projection.attribution import INCIDENT, PROGRAMME, TOUCHPOINT, customer_years, places
from simulator.projection.counts import Counts
from simulator.projection.names import ALL
from simulator.projection.projection import Projection
from simulator.projection.tables import segment_index
from simulator.report.parts import about, label, nothing
from simulator.report.style import ADDS, INK, SOFT, TAKES, Picture, look, picture

MOST_BARS = 14
NOTE = "Dark: contacts and failures; pale: how complaints were answered. The black mark is the net."
PROGRAMMES = " In italics: programmes."
INCIDENTS = " ▲: incidents."


@dataclass(frozen=True)
class Bar:
    """A touchpoint or incident with how its complaints were answered, or a programme; per customer and year."""

    name: str
    kind: str
    adds: float
    takes: float
    mends: float = 0.0
    spoils: float = 0.0

    @property
    def is_programme(self) -> bool:
        """Whether it is a programme."""
        return self.kind == PROGRAMME

    @property
    def label(self) -> str:
        """What stands beside the bar; an incident is marked as one."""
        return f"▲ {label(self.name, 20)}" if self.kind == INCIDENT else label(self.name)

    @property
    def net(self) -> float:
        """What it brings on balance."""
        return self.adds + self.takes + self.mends + self.spoils

    @property
    def moved(self) -> float:
        """How much it moves, either way."""
        return self.adds + self.mends - self.takes - self.spoils


def bars_of(counts: Counts, at: int) -> list[Bar]:
    """Return a bar for each touchpoint, each incident and each programme."""
    years = max(customer_years(counts, at), 1e-9)
    bars = []
    for source, answers in places(counts, at):
        if source.kind == INCIDENT and not source.times:
            continue  # before the story, or one that only moves the reputation
        amounts = [source.deposited / years, source.withdrawn / years]
        if answers is not None:
            amounts += [answers.deposited / years, answers.withdrawn / years]
        bars.append(Bar(source.name, source.kind, *amounts))
    return bars


def touchpoints(projection: Projection, segment: str = ALL) -> Picture:
    """Draw deposits and withdrawals per customer and year, by touchpoint, from contacts and from recovery."""
    at = segment_index(projection.counts, segment)
    every = bars_of(projection.counts, at)
    # Those that move most, in the order of what they bring.
    shown = sorted(sorted(every, key=lambda bar: -bar.moved)[:MOST_BARS], key=lambda bar: bar.net)
    with look():
        what = "Added to and taken from the account"
        kinds = {bar.kind for bar in shown}
        note = NOTE + (PROGRAMMES if PROGRAMME in kinds else "") + (INCIDENTS if INCIDENT in kinds else "")
        picture_, axes = picture(_finding(every), about(projection, segment, what), note)
        if not any(bar.moved for bar in every):
            nothing(axes, "nothing happened that anybody remembers")
            return picture_
        axes.set_position((0.19, 0.15, 0.71, 0.66))
        y = np.arange(len(shown))
        adds, takes, mends, spoils = (
            np.array([getattr(bar, name) for bar in shown]) for name in ("adds", "takes", "mends", "spoils")
        )
        look_of_bars: dict[str, Any] = {"height": 0.62, "edgecolor": "white", "linewidth": 0.6}
        axes.barh(y, adds, color=ADDS, **look_of_bars)
        axes.barh(y, mends, left=adds, color=ADDS, alpha=0.45, **look_of_bars)
        axes.barh(y, takes, color=TAKES, **look_of_bars)
        axes.barh(y, spoils, left=takes, color=TAKES, alpha=0.45, **look_of_bars)
        rows = max(len(shown), 4)  # a single bar is not to fill the picture
        axes.set_ylim((len(shown) - rows) / 2 - 0.5, (len(shown) + rows) / 2 - 0.5)
        axes.axvline(0.0, color=INK, linewidth=1.0)
        least, most = float((takes + spoils).min()), float((adds + mends).max())
        reach = max(most, -least)
        axes.set_xlim(min(least * 1.08, -0.02 * reach), max(most * 1.08, 0.02 * reach))
        for place, bar in enumerate(shown):
            axes.plot([bar.net] * 2, [place - 0.31, place + 0.31], color=INK, linewidth=2.4)
            axes.text(
                1.015,
                place,
                f"{bar.net:+.2f}".replace("-", "−"),
                transform=axes.get_yaxis_transform(),
                va="center",
                fontweight="bold",
            )
        axes.text(1.015, len(shown) - 0.45, "net", transform=axes.get_yaxis_transform(), va="bottom", color=SOFT)
        axes.set_yticks(y, [bar.label for bar in shown], color=INK)
        for text, bar in zip(axes.get_yticklabels(), shown, strict=True):
            text.set_fontstyle("italic" if bar.is_programme else "normal")
        axes.spines["left"].set_visible(False)
        axes.grid(axis="x")
        axes.set_xlabel("balance per customer and year")
    return picture_


def _finding(bars: list[Bar]) -> str:
    if not any(bar.moved for bar in bars):
        return "Nothing moves the accounts"
    best, worst = max(bars, key=lambda bar: bar.net), min(bars, key=lambda bar: bar.net)
    if len(bars) == 1:
        return f"{label(best.name)} {'adds more than it takes' if best.net > 0 else 'takes more than it adds'}"
    if worst.net < 0.0 < best.net:
        return f"On balance, {label(best.name)} adds most and {label(worst.name)} takes most"
    every = "Each of them" if any(bar.kind != TOUCHPOINT for bar in bars) else "Every touchpoint"
    if best.net <= 0.0:
        return f"{every} takes more than it adds, most of all {label(worst.name)}"
    return f"{every} adds more than it takes, most of all {label(best.name)}"
