"""One look for all figures: colours that also work for the colour-blind and in grey, labels beside what they name."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from simulator.report.colours import TIERS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

TIER_COLOURS = {**TIERS, "left": "#ffffff"}

ON_DARK = {"overdrawn", "loyal", "engaged"}
"""Tiers on whose colour text is white."""

INK = "#222222"
SOFT = "#6b6b6b"
FAINT = "#d9d9d9"
ADDS = TIER_COLOURS["loyal"]
TAKES = TIER_COLOURS["overdrawn"]
LINES = ("#12405f", "#a63a22", "#4a8fba", "#8a6d00", "#6b6b6b", "#7b4b94", "#3c7d3c", "#c07f3f")
DASHES: tuple[Any, ...] = ("-", (0, (5, 2)), (0, (1, 1.5)), (0, (7, 2, 1, 2)))
"""A second sign beside colour for lines in one picture."""

SIZE = (9.0, 5.2)
"""Inches: two to a page, one to a slide."""

LOOK: dict[str, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],  # comes with matplotlib, so that a figure is the same everywhere
    "font.size": 10.5,
    "text.color": INK,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.major.size": 0.0,
    "ytick.major.size": 0.0,
    "grid.color": "#ececec",
    "grid.linewidth": 0.8,
    "svg.hashsalt": "engagement-simulator",  # or the names inside an SVG would be others every time
    "svg.fonttype": "path",
    "figure.dpi": 100.0,
    "savefig.dpi": 160.0,
}


class Picture(Figure):
    """A figure that shows itself in a notebook and writes the same bytes every time."""

    words = ""
    """The picture in words, for who cannot see it; they are written into the file."""

    def write(self, file: str | Path, dots_per_inch: float | None = None) -> Path:
        """Write the picture; the ending of the name says which kind: .svg or .png."""
        file = Path(file)
        # Neither the date nor the version of the library belongs into a picture that is to be the same tomorrow.
        metadata: dict[str, str | None] = {"Date": None} if file.suffix == ".svg" else {"Software": None}
        if self.words:
            metadata["Description"] = self.words
        with look(), file.open("wb") as stream:
            dots = matplotlib.rcParams["savefig.dpi"] if dots_per_inch is None else dots_per_inch
            self.savefig(stream, format=file.suffix[1:], metadata=metadata, dpi=dots)
        return file

    def _repr_png_(self) -> bytes:
        stream = io.BytesIO()
        with look():
            self.savefig(stream, format="png", metadata={"Software": None})
        return stream.getvalue()


@contextmanager
def look() -> Iterator[None]:
    """Draw in this look whatever settings the user has."""
    settings: Any = {key: value for key, value in matplotlib.rcParamsDefault.items() if not key.startswith("backend")}
    settings.update(LOOK)
    with matplotlib.rc_context(settings):
        yield


def picture(title: str, subtitle: str, note: str = "") -> tuple[Picture, Axes]:
    """Return an empty picture with the finding above, what it is about below that, and a note at the foot."""
    figure = Picture(figsize=SIZE)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.075, 0.13, 0.73, 0.68))
    fit(figure.text(0.02, 0.965, title, fontsize=14, fontweight="bold", va="top"), figure)
    fit(figure.text(0.02, 0.895, subtitle, fontsize=9.5, color=SOFT, va="top"), figure)
    if note:
        figure.text(0.02, 0.015, note, fontsize=8, color=SOFT, va="bottom")
    return figure, axes


def fit(text: Text, figure: Picture) -> None:
    """Make a line smaller until it stays on the page; names of scenarios can be long."""
    size = float(text.get_fontsize())
    while size > 5.0 and text.get_window_extent().x1 > 0.98 * figure.bbox.x1:
        size -= 0.5
        text.set_fontsize(size)


def apart(positions: list[float], least: float, low: float, high: float) -> list[float]:
    """Return positions moved as little as needed so that labels do not lie on each other.

    Example:
        >>> apart([0.0, 0.01, 0.5], 0.1, 0.0, 1.0)
        [0.0, 0.1, 0.5]
    """
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    moved = list(positions)
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + least)
    if order and moved[order[-1]] > high:
        moved[order[-1]] = high
        for after, before in pairwise(order[::-1]):
            moved[before] = max(low, min(moved[before], moved[after] - least))
    return moved
