"""Who moved between the tiers, and which way most."""

from __future__ import annotations

import numpy as np

from simulator.projection.names import ALL, FROM, TIERS, TO
from simulator.projection.projection import Projection
from simulator.projection.tables import segment_index
from simulator.report.parts import about, shaded
from simulator.report.style import Picture, look, picture

WEEKS_PER_YEAR = 52
NOTE = "Blue: up, or newly there. Rust: down, or lost. Somebody who moves twice is counted twice."


def moves(projection: Projection, segment: str = ALL) -> Picture:
    """Draw the moves between tiers, in and out, as a table of shades: a year, for every hundred customers."""
    counts = projection.counts
    at = segment_index(counts, segment)
    weekly = counts.moves[:, :, at].astype(float)
    weekly[:, 0, FROM.index("new")] = 0.0  # the customers of the start, who are no newcomers
    total = weekly.sum(1).mean(0)
    rows = FROM if total[FROM.index("new")].any() else TIERS
    years = float(counts.customers[:, :, at].sum(1).mean()) / WEEKS_PER_YEAR
    rates = 100.0 * total / years if years else np.zeros(total.shape)
    for index in range(len(TIERS)):
        rates[index, index] = 0.0
    with look():
        drawn, axes = picture(_finding(rates), about(projection, segment, "Moves a year per 100 customers"), NOTE)
        axes.set_position((0.13, 0.15, 0.7, 0.64))
        shaded(axes, rates[: len(rows)], rows, TO, lambda row, column: rows[row] == TO[column], _words)
        axes.set_xlabel("to")
        axes.set_ylabel("from")
    return drawn


def _words(rate: float) -> str:
    return "" if rate == 0.0 else f"{rate:.1f}" if rate >= 0.05 else "<0.1"


def _finding(rates: np.ndarray) -> str:
    between = rates[: len(TIERS), : len(TIERS)]
    up, down = float(np.triu(between, 1).sum()), float(np.tril(between, -1).sum())
    if up + down == 0.0:
        return "Nobody moves from one tier to another"
    return f"A year, {up:.0f} moves up and {down:.0f} down for every hundred customers"
