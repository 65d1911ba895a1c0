"""Findings that are made up: their experiments take no time and give what they are told."""

from __future__ import annotations

import numpy as np

from simulator.evidence.finding import ABOVE_ZERO, PUBLISHED, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.laboratory import Laboratory

PLACES = np.array([1.0, 2.0, 3.0])


def finding(
    code: str = "P91",
    name: str = "made-up",
    ratio: float = 2.0,
    order: float = 0.5,
    off: float = 1.0,
    spread: float = 0.01,
    panels: tuple[Panel, ...] | None = None,
    mechanisms: tuple[str, ...] = ("loss_aversion",),
) -> Finding:
    """Return a finding whose figures are given, spread over the replicates as given."""

    def experiment(laboratory: Laboratory) -> Outcome:
        around = spread * np.linspace(-1.0, 1.0, laboratory.replicates)
        found = (off if laboratory.off else ratio) * laboratory.psychology.get("loss_aversion", 1.955) / 1.955
        return Outcome({"ratio": found + around, "order": order + around}, (lines(),) if panels is None else panels)

    return Finding(
        code=code,
        name=name,
        title="What was made up is found",
        done="Nothing is done.",
        source="Nobody",
        certainty="made up; grade Z",
        checks=(
            Check("ratio", "a ratio", Band(1.5, 2.5), "1.96 (1.82 to 2.10)", PUBLISHED, gone=Band(0.9, 1.1)),
            Check("order", "one less the other", ABOVE_ZERO, "the first is larger"),
        ),
        experiment=experiment,
        mechanisms=mechanisms,
        note="It is made up.",
    )


def values(*means: float, replicates: int = 4) -> np.ndarray:
    """Return replicates around these means."""
    return np.array(means) + 0.02 * np.linspace(-1.0, 1.0, replicates)[:, None]


def lines(many: int = 2, **more: object) -> Panel:
    """Return a panel of lines."""
    curves = tuple(Curve(f"curve {index}", PLACES, values(1.0, 2.0, 3.0 + index)) for index in range(many))
    return Panel("Lines", "place", "height", curves, **more)  # type: ignore[arg-type]


def bars(
    many: int = 2, labels: tuple[str, ...] = ("silent", "complained, unresolved", "resolved"), **more: object
) -> Panel:
    """Return a panel of bars."""
    means = [0.1 * place for place in range(len(labels))]
    curves = tuple(Curve(f"kind {index}", labels, values(*means)) for index in range(many))
    return Panel("Bars", "what became of it", "share", curves, "bars", **more)  # type: ignore[arg-type]


def heat(**more: object) -> Panel:
    """Return a map with a line of zero through it."""
    curves = tuple(Curve(f"{row:g}", PLACES, values(1.0 - row, 0.5 - row, 0.2 - row)) for row in (0.2, 0.4, 0.8))
    return Panel("Map", "quality", "severity", curves, "map", **more)  # type: ignore[arg-type]
