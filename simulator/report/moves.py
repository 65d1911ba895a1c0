"""Who moves between the tiers: all moves of all weeks, from where to where."""

from __future__ import annotations

import numpy as np

from simulator.projection.counts import Counts
from simulator.projection.names import ALL, FROM, TIERS, TO
from simulator.projection.projection import Projection
from simulator.projection.tables import segment_index
from simulator.projection.wording import figure
from simulator.report.flows import bands, bar, prepare
from simulator.report.parts import about, nothing
from simulator.report.style import ADDS, SOFT, TAKES, TIER_COLOURS, Picture, look, picture

NOTE = "Each move counts when it happens; who goes up and down again has moved twice. Blue bands rise, rust bands fall."
NEW, GONE = "#bfbfbf", "#8f8a80"


def moved(counts: Counts, at: int = 0) -> np.ndarray:
    """Return [from, to]: mean number of moves in all weeks; who stays where they are does not move.

    Who was there as week 1 began has not moved into it: those of the first week count as moves only where a warm-up
    gave them a place to move from.
    """
    flows = counts.moves[:, :, at].sum(1).mean(0)
    np.fill_diagonal(flows[: len(TIERS), : len(TIERS)], 0.0)
    flows[FROM.index("new")] -= counts.moves[:, 0, at, FROM.index("new")].mean(0)
    return np.asarray(flows.clip(0.0))


def moves(projection: Projection, segment: str = ALL) -> Picture:
    """Draw the moves between tiers of all weeks as bands, from where to where."""
    counts = projection.counts
    at = segment_index(counts, segment)
    flows = moved(counts, at)
    total = flows.sum()
    with look():
        picture_, axes = picture(finding(counts, at), about(projection, segment, "Share of all moves"), NOTE)
        if not total:
            nothing(axes, "nobody moved from one tier to another, and nobody left")
            return picture_
        shares = flows / total
        prepare(axes, "moved from", "moved to")
        bands(axes, shares, _colour)
        bar(axes, shares.sum(1), [*(TIER_COLOURS[tier] for tier in TIERS), NEW], FROM, "left")
        bar(axes, shares.sum(0), [*(TIER_COLOURS[tier] for tier in TIERS), GONE], TO, "right")
    return picture_


def _colour(start: int, end: int) -> str:
    if TO[end] == "left":
        return SOFT
    if FROM[start] == "new":
        return NEW
    return ADDS if end > start else TAKES


def finding(counts: Counts, at: int = 0) -> str:
    """Return what the moves come to, in a sentence."""
    flows = moved(counts, at)
    total = flows.sum()
    if not total:
        return "Nobody moves between the tiers"
    among = flows[: len(TIERS), : len(TIERS)]
    up, down, gone = np.triu(among, 1).sum(), np.tril(among, -1).sum(), flows[:, -1].sum()
    if not up + down:
        return "Nobody moves between the tiers; some leave"
    weeks = max(float(counts.at_risk[:, :, at].sum(1).mean()), 1.0)
    often = f"{(up + down) / weeks * 52.0:.1f} moves between tiers per customer and year"
    parts = [figure(float(part / total)) for part in (up, down, gone)]
    return f"{often}: {parts[0]} % of all moves rise, {parts[1]} % fall, {parts[2]} % leave"
