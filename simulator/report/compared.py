"""Pictures of two worlds with the same customers; drawn from plain tables, as report knows no experiments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter

from simulator.projection.names import TIERS, TO
from simulator.projection.wording import sign
from simulator.report.parts import label, labelled, percent_beside, weeks_below
from simulator.report.style import DASHES, FAINT, INK, SOFT, TIER_COLOURS, Picture, look, picture

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 44


def both(base: pd.DataFrame, other: pd.DataFrame, of_base: str, of_other: str, about: str) -> Picture:
    """Draw the tiers of both worlds beside each other: mean numbers by week, who left on top."""
    stays = [1.0 - float(each["left"].iloc[-1] / max(each.iloc[-1].sum(), 1.0)) for each in (base, other)]
    title = f"{stays[0] * 100:.1f} % are still there in the one, {stays[1] * 100:.1f} % in the other"
    with look():
        drawn, axes = picture(title, f"Share of all customers · the same in both worlds · {about}")
        axes.set_position((0.075, 0.13, 0.37, 0.65))
        right = drawn.add_axes((0.475, 0.13, 0.37, 0.65))
        for place, frame, name in ((axes, base, of_base), (right, other, of_other)):
            shares = _stacked(frame)
            weeks = np.asarray(frame.index)
            if len(weeks) == 1:
                weeks, shares = np.array([1, 2]), np.repeat(shares, 2, axis=1)
            place.stackplot(
                weeks, shares, colors=[TIER_COLOURS[tier] for tier in _ORDER], edgecolor="white", linewidth=0.6
            )
            weeks_below(place, 1, weeks[-1])
            percent_beside(place)
            place.set_title(label(name, LONGEST), fontsize=9.5, color=INK, loc="left")
        right.set_yticks([])
        last = _stacked(other)[:, -1]
        middles = np.cumsum(last) - last / 2
        labelled(
            right,
            [
                (float(middle), tier, SOFT if tier == "left" else INK, "normal" if tier == "left" else "bold")
                for tier, middle, share in zip(_ORDER, middles, last, strict=True)
                if share > 0.0
            ],
        )
    return drawn


_ORDER = (*TIERS[::-1], "left")


def _stacked(frame: pd.DataFrame) -> np.ndarray:
    numbers = np.array([frame[tier].to_numpy() for tier in _ORDER])
    total = numbers.sum(0)
    return np.asarray(np.divide(numbers, total, out=np.zeros_like(numbers), where=total > 0))


def differences(weekly: Mapping[str, pd.DataFrame], of_base: str, of_other: str, about: str) -> Picture:
    """Draw the paired difference of the number of customers of each tier by week, with its 95 % interval."""
    end = {tier: float(frame["difference"].iloc[-1]) for tier, frame in weekly.items()}
    total = sum(end.values())
    title = f"{sign(total, 0)} customers at the end: {label(of_other, LONGEST)}"
    with look():
        drawn, axes = picture(
            title,
            f"Customers of each tier, more or fewer than with {label(of_base, LONGEST)} · {about}",
            "Bands are 95 % intervals of the paired difference over the replicates.",
        )
        axes.axhline(0.0, color=INK, linewidth=0.8)
        weeks = np.asarray(next(iter(weekly.values())).index)
        ends = []
        for number, (tier, frame) in enumerate(weekly.items()):
            colour = _LINES[tier]
            axes.fill_between(weeks, frame["low"], frame["high"], color=colour, alpha=0.18, linewidth=0)
            axes.plot(weeks, frame["difference"], color=colour, linewidth=1.8, linestyle=DASHES[number % len(DASHES)])
            ends.append((end[tier], f"{tier} {sign(end[tier], 0)}", INK, "normal"))
        weeks_below(axes, 1, weeks[-1])
        axes.grid(axis="y")
        labelled(axes, ends)
    return drawn


def gained(profit: pd.DataFrame, of_base: str, of_other: str, about: str) -> Picture:
    """Draw the paired difference of the profit so far by week, with its 95 % interval."""
    end = float(profit["difference"].iloc[-1])
    with look():
        drawn, axes = picture(
            f"{sign(end, 0)} euro of profit at the end: {label(of_other, LONGEST)}",
            f"Profit so far, more or less than with {label(of_base, LONGEST)}, not discounted · {about}",
            "The band is the 95 % interval of the paired difference over the replicates.",
        )
        weeks = np.asarray(profit.index)
        axes.axhline(0.0, color=INK, linewidth=0.8)
        axes.fill_between(weeks, profit["low"], profit["high"], color=TIER_COLOURS["loyal"], alpha=0.25, linewidth=0)
        axes.plot(weeks, profit["difference"], color=TIER_COLOURS["engaged"], linewidth=2.0)
        weeks_below(axes, 1, weeks[-1])
        axes.grid(axis="y")
        axes.set_ylabel("euro")
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: sign(value, 0, plus=False)))
        labelled(axes, [(end, f"{sign(end, 0)} euro", INK, "bold")])
    return drawn


_LINES = {**TIER_COLOURS, "indifferent": "#8a8272", "satisfied": "#7fb0cc"}
"""Pale colours would be lost as lines."""


def moved(matrix: pd.DataFrame, of_base: str, of_other: str, about: str) -> Picture:
    """Draw where the same customers are in both worlds: who stands elsewhere, as a table of numbers and shades."""
    numbers = matrix.to_numpy(dtype=float)
    total = max(numbers.sum(), 1.0)
    elsewhere = 1.0 - np.trace(numbers) / total
    with look():
        drawn, axes = picture(
            f"{elsewhere * 100:.1f} % of the customers stand elsewhere",
            f"The same customers at the end of both worlds, in percent of all · {about}",
            "Grey: the same in both. Blue: better off in the alternative. Rust: worse off, or lost.",
        )
        axes.set_position((0.17, 0.17, 0.66, 0.62))
        off = numbers.copy()
        np.fill_diagonal(off, 0.0)
        most = max(float(off.max()), 1e-12)
        for row, start in enumerate(TO):
            for column, end in enumerate(TO):
                share = numbers[row, column] / total
                strength = 0.0 if row == column else numbers[row, column] / most
                face = FAINT if row == column else _shade(start, end, strength)
                axes.add_patch(_square(column, row, face))
                text = "" if share == 0.0 else f"{share * 100:.1f}" if share >= 0.0005 else "<0.1"
                axes.text(
                    column, row, text, ha="center", va="center", fontsize=9, color="white" if strength > 0.45 else INK
                )
        axes.set_xlim(-0.5, len(TO) - 0.5)
        axes.set_ylim(len(TO) - 0.5, -0.5)
        axes.set_xticks(range(len(TO)), TO)
        axes.set_yticks(range(len(TO)), TO)
        axes.set_xlabel(f"with {label(of_other, LONGEST)}")
        axes.set_ylabel(f"with {label(of_base, 30)}")
        for side in axes.spines.values():
            side.set_visible(False)
    return drawn


def _shade(start: str, end: str, strength: float) -> tuple[float, float, float]:
    """Blue where they gain, rust where they lose; paler where they are few. Left is the worst place."""
    gains = end != "left" and (start == "left" or TO.index(end) > TO.index(start))
    colour = TIER_COLOURS["engaged" if gains else "overdrawn"]
    full = [int(colour[at : at + 2], 16) / 255.0 for at in (1, 3, 5)]
    red, green, blue = (1.0 - strength * (1.0 - part) for part in full)
    return red, green, blue


def _square(column: int, row: int, face: str | tuple[float, float, float]) -> Rectangle:
    return Rectangle((column - 0.48, row - 0.48), 0.96, 0.96, facecolor=face, linewidth=0)
