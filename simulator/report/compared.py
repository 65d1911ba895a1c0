"""Pictures of two worlds with the same customers; drawn from plain tables, as report knows no experiments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from simulator.projection.names import TIERS, TO
from simulator.projection.wording import sign
from simulator.report.parts import label, labelled, percent_beside, shaded, weeks_below
from simulator.report.style import DASHES, INK, SOFT, TIER_COLOURS, Picture, look, picture

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


def difference(frame: pd.DataFrame, what: tuple[str, str], of_base: str, of_other: str, about: str) -> Picture:
    """Draw the paired difference of one measure, `what` by its name and unit, by week, with its 95 % interval."""
    name, unit = label(what[0], LONGEST), label(what[1])
    last = float(frame["difference"].iloc[-1])
    digits = 0 if abs(last) >= 100.0 else 1 if abs(last) >= 10.0 else 3
    end = sign(last, digits) if np.isfinite(last) else "nothing known"
    with look():
        drawn, axes = picture(
            f"{name}: {end} in the last week, {label(of_other, LONGEST)}",
            f"{name} ({unit}), more or less than with {label(of_base, LONGEST)} · {about}",
            "The band is the 95 % interval of the paired difference over the replicates.",
        )
        axes.set_position((0.1, 0.13, 0.84, 0.68))
        weeks = np.asarray(frame.index)
        axes.axhline(0.0, color=INK, linewidth=0.8)
        axes.fill_between(weeks, frame["low"], frame["high"], color=TIER_COLOURS["loyal"], alpha=0.25, linewidth=0)
        axes.plot(
            weeks,
            frame["difference"],
            color=TIER_COLOURS["engaged"],
            linewidth=1.8,
            marker="o" if len(weeks) == 1 else "",
        )
        weeks_below(axes, 1, weeks[-1])
        axes.grid(axis="y")
        axes.set_ylabel(unit)
    return drawn


_LINES = {**TIER_COLOURS, "indifferent": "#8a8272", "satisfied": "#74b0d0"}
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
        shaded(axes, numbers / total, TO, TO, lambda row, column: row == column, _percent)
        axes.set_xlabel(f"with {label(of_other, LONGEST)}")
        axes.set_ylabel(f"with {label(of_base, 30)}")
    return drawn


def _percent(share: float) -> str:
    return "" if share == 0.0 else f"{share * 100:.1f}" if share >= 0.0005 else "<0.1"
