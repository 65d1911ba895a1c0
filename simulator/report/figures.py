"""The pictures of a projection; each has the finding for its title."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from simulator.projection.projection import Projection
from simulator.report.balance import balance
from simulator.report.reasons import reasons
from simulator.report.staying import survival
from simulator.report.style import Picture
from simulator.report.tiers import tiers
from simulator.report.touchpoints import touchpoints

PICTURES: dict[str, Callable[[Projection, str], Picture]] = {
    "tiers": tiers,
    "survival": survival,
    "balance": balance,
    "reasons": reasons,
    "touchpoints": touchpoints,
}


def save_all(projection: Projection, folder: Path) -> list[Path]:
    """Write every picture for everybody, as SVG for a document and as PNG for a slide."""
    written = []
    for name, draw in PICTURES.items():
        picture = draw(projection, "all")
        written += [picture.write(folder / f"{name}.{kind}") for kind in ("svg", "png")]
    return written


__all__ = ["PICTURES", "balance", "reasons", "save_all", "survival", "tiers", "touchpoints"]
