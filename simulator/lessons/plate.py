"""What a picture of a lesson shows, in both languages and before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulator.lessons.language import Text
from simulator.lessons.saying import Said

Shape = Literal["lines", "bars", "map"]


@dataclass(frozen=True)
class Plate:
    """A picture: its finding for a title, axes, and curves, each a label and a value for each place."""

    name: str
    """Short; the name of its file."""
    title: Said
    x: Text
    y: Text
    places: tuple[Text, ...] | np.ndarray
    """Along the horizontal axis: names, or numbers."""
    curves: tuple[tuple[Text, np.ndarray], ...]
    """Of a map each curve is a row, from the lowest."""
    shape: Shape = "lines"
    as_percent: bool = False
    """Whether values are shares, to be written in percent."""
    marked: tuple[float, Text] | None = None
    """A place on the horizontal axis where something happens, and what."""
    framed: tuple[int, Text] | None = None
    """A row of a map that is spoken of, and why."""
