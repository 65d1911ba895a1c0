"""Why they left: as it is, and as they say."""

from __future__ import annotations

import numpy as np

from simulator.projection.names import ALL, CAUSES, REAL_REASON, STATED_REASON
from simulator.projection.projection import Projection
from simulator.projection.tables import segment_index
from simulator.projection.wording import figure
from simulator.report.flows import LEAST, bands, bar, prepare
from simulator.report.parts import about, nothing
from simulator.report.style import SOFT, Picture, look, picture

COLOURS = dict(zip(CAUSES, ("#a63a22", "#8f8a80", "#a3cbe0", "#12405f", "#d3cdc2", "#8a6d00"), strict=True))
NOTE = "Reasons of less than 1 % have no label."


def reasons(projection: Projection, segment: str = ALL) -> Picture:
    """Draw the real reasons beside the stated ones, and who moves from one to the other."""
    at = segment_index(projection.counts, segment)
    flows = projection.counts.reasons[:, :, at, 1:, 1:].sum((0, 1)).astype(float)
    total = flows.sum()
    with look():
        what = "Share of those who left"
        picture_, axes = picture(_finding(flows), about(projection, segment, what))
        if not total:
            nothing(axes, "nobody left, so nobody gave a reason")
            return picture_
        shares = flows / total
        prepare(axes, "why they left", "why they say they left")
        each = np.concatenate([shares.sum(0), shares.sum(1)])
        if ((each > 0.0) & (each < LEAST)).any():
            picture_.text(0.02, 0.015, NOTE, fontsize=8, color=SOFT)
        bands(axes, shares, lambda real, _: COLOURS[CAUSES[real]])
        colours = [COLOURS[cause] for cause in CAUSES]
        bar(axes, shares.sum(1), colours, [REAL_REASON[cause] for cause in CAUSES], "left")
        bar(axes, shares.sum(0), colours, [STATED_REASON[cause] for cause in CAUSES], "right")
    return picture_


def _finding(flows: np.ndarray) -> str:
    total = flows.sum()
    if not total:
        return "Nobody left"
    price = CAUSES.index("offer")
    said, was = flows[:, price].sum() / total, flows[price].sum() / total
    if said > was:
        return f"{figure(said)} % say it was the price; for {figure(was)} % it was a better offer"
    largest = int(np.argmax(flows.sum(1)))
    return f"The largest reason for leaving is {REAL_REASON[CAUSES[largest]]}, {figure(flows[largest].sum() / total)} %"
