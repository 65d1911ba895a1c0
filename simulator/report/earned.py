"""The picture of what an alternative earns: the profit so far against the base, and when it has paid for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simulator.projection.wording import euros
from simulator.report.parts import label, nothing, weeks_below
from simulator.report.style import ADDS, INK, SOFT, TAKES, Picture, look, picture

if TYPE_CHECKING:
    import pandas as pd

NOTE = "The band is the 95 % interval of the paired difference over the replicates. Not discounted."


def earned(
    weekly: pd.DataFrame | None, break_even: tuple[int | None, str], of_base: str, of_other: str, about: str
) -> Picture:
    """Draw the difference of the profit so far by week; `break_even` is its week, if there is one, and it in words."""
    subtitle = f"Profit so far, more or less than with {label(of_base, 40)} · {about}"
    with look():
        if weekly is None:
            drawn, axes = picture("Nothing is paid", subtitle)
            nothing(axes, "there is no revenue in one of the worlds")
            return drawn
        difference = weekly["difference"]
        last = float(difference.iloc[-1])
        what = "no more and no less" if last == 0.0 else f"{euros(abs(last))} {'more' if last > 0 else 'less'} profit"
        drawn, axes = picture(f"{label(of_other, 40)}: {what} in all", subtitle, NOTE)
        axes.set_position((0.1, 0.13, 0.84, 0.66))
        weeks = np.asarray(weekly.index)
        if len(weeks) == 1:
            axes.plot(weeks, difference, "o", color=INK)
        for colour, here in ((ADDS, difference >= 0.0), (TAKES, difference <= 0.0)):
            axes.fill_between(
                weeks, difference, 0.0, where=here, interpolate=True, color=colour, alpha=0.3, linewidth=0
            )
        axes.fill_between(weeks, weekly["low"], weekly["high"], color=INK, alpha=0.18, linewidth=0)
        axes.plot(weeks, difference, color=INK, linewidth=2.0)
        axes.axhline(0.0, color=INK, linewidth=0.9)
        weeks_below(axes, 1, weeks[-1])
        axes.grid(axis="y")
        bounds = np.asarray(weekly[["difference", "low", "high"]], float)
        reach = max(float(np.nanmax(np.abs(bounds))), 1e-9)
        unit, many = (1e6, "million ") if reach >= 1e6 else (1e3, "thousand ") if reach >= 1e4 else (1.0, "")
        axes.yaxis.set_major_locator(MaxNLocator(6))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value / unit:,.10g}".replace("-", "−")))
        axes.set_ylabel(f"{many}euro")
        week, words = break_even
        if week is not None and week > 1:
            axes.axvline(week, color=INK, linewidth=0.8, linestyle=(0, (4, 2)))
        axes.text(0.0, 1.02, words, transform=axes.transAxes, fontsize=9, color=SOFT, va="bottom")
    return drawn
