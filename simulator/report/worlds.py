"""How many stay how long, in several worlds in one picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulator.projection.wording import figure
from simulator.report.parts import label, labelled, nothing, percent_beside, weeks_below
from simulator.report.style import DASHES, INK, LINES, Picture, look, picture

NOTE = "Kaplan-Meier estimate over all weeks of tenure that were observed."
LONGEST = 22


def stays(worlds: Sequence[tuple[str, np.ndarray]], about: str) -> Picture:
    """Draw the share still there by weeks since joining, a line a world; the first is the base."""
    with look():
        picture_, axes = picture(_finding(worlds), f"Share still there, by weeks since joining · {about}", NOTE)
        longest = max(len(curve) for _, curve in worlds)
        if not longest:
            nothing(axes, "nobody joined in the weeks that were observed")
            return picture_
        weeks_below(axes, 0, max(longest - 1, 1), "weeks since joining")
        percent_beside(axes)
        axes.set_ylim(0.0, 1.015)
        axes.grid(axis="y")
        ends = []
        for number, (name, curve) in enumerate(worlds):
            colour = INK if number == 0 else LINES[number % len(LINES)]
            weeks = np.concatenate([[0], np.arange(len(curve))])
            axes.step(
                weeks,
                np.concatenate([[1.0], curve]),
                where="post",
                color=colour,
                linewidth=2.6 if number == 0 else 1.7,
                linestyle=DASHES[number % len(DASHES)],
            )
            if len(curve):
                ends.append((float(curve[-1]), f"{label(name, LONGEST)} {figure(float(curve[-1]))} %", INK, "normal"))
        labelled(axes, ends)
    return picture_


def _finding(worlds: Sequence[tuple[str, np.ndarray]]) -> str:
    weeks = min(len(curve) for _, curve in worlds) - 1
    if weeks < 0:
        return "Nobody was seen to join"
    shares = [float(curve[weeks]) * 100.0 for _, curve in worlds]
    if len(worlds) == 2:
        return (
            f"After {weeks} weeks {shares[0]:.1f} % are still there in the base, {shares[1]:.1f} % in the alternative"
        )
    return f"After {weeks} weeks {min(shares):.1f} to {max(shares):.1f} % are still there"
