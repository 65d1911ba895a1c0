"""The tiers as lines with bands: how far luck alone moves each share."""

from __future__ import annotations

import numpy as np

from simulator.projection.counts import ratio
from simulator.projection.names import ALL, TIERS
from simulator.projection.projection import Projection
from simulator.projection.tables import band_of, mean_of, segment_index
from simulator.projection.wording import figure
from simulator.report.parts import about, labelled, nothing, percent_beside, weeks_below
from simulator.report.style import DASHES, INK, TIER_COLOURS, Picture, look, picture

LEVEL = 0.8
LINES = {**TIER_COLOURS, "indifferent": "#8a8272", "satisfied": "#7fb0cc"}
"""Pale colours would be lost as lines."""
NOTE = "Bands hold four of five replicates: how far luck alone moves a share, not how sure the model is."


def tier_paths(projection: Projection, segment: str = ALL) -> Picture:
    """Draw the share of each tier among the customers of the week, with the band of the replicates."""
    counts = projection.counts
    at = segment_index(counts, segment)
    shares = ratio(counts.tiers[:, :, at], counts.customers[:, :, at, None])
    weeks = np.arange(1, counts.weeks + 1)
    mean, (low, high) = mean_of(shares), band_of(shares, LEVEL)
    with look():
        title = _finding(mean, low, high)
        picture_, axes = picture(title, about(projection, segment, "Share of the customers of the week"), NOTE)
        if not np.isfinite(mean).any():
            nothing(axes, "nobody is left at the end of any week")
            return picture_
        weeks_below(axes, 1, weeks[-1])
        percent_beside(axes, next(top for top in (0.1, 0.25, 0.5, 0.75, 1.0) if np.nanmax([mean, high]) <= top))
        axes.grid(axis="y")
        ends = []
        for index, tier in enumerate(TIERS):
            known = np.isfinite(mean[:, index])
            axes.fill_between(weeks, low[:, index], high[:, index], color=LINES[tier], alpha=0.22, linewidth=0)
            axes.plot(weeks, mean[:, index], color=LINES[tier], linewidth=1.8, linestyle=DASHES[index % len(DASHES)])
            last = float(mean[known, index][-1])
            ends.append((last, f"{tier} {figure(last).replace('less than ', '<')} %", INK, "normal"))
        labelled(axes, ends)
    return picture_


def _finding(mean: np.ndarray, low: np.ndarray, high: np.ndarray) -> str:
    spread = high - low
    if not np.isfinite(spread).any():
        return "The tiers of the customers of each week"
    widest = float(np.nanmax(spread)) * 100.0
    return f"The widest band is {widest:.1f} points wide: so far luck alone moves the tiers"
