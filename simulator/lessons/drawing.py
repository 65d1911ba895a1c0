"""From the plates of a lesson to pictures: the words in one language, the numbers as it writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulator.lessons.language import Language, Text
from simulator.lessons.plate import Plate
from simulator.lessons.saying import number, percent

if TYPE_CHECKING:
    from simulator.report.style import Picture

NOBODY = Text("nobody is left of whom this could be told", "er is niemand over van wie dit te vertellen valt")


def picture_of(plate: Plate, about: str, language: Language) -> Picture:
    """Return the picture; `about` is the line below its title."""
    from simulator.report.lessons import Drawn, lesson_picture

    def said(value: float) -> str:
        if plate.as_percent:
            return percent(value, 1 if abs(value) < 0.1 and value else 0).said(language)
        return number(value, _digits(plate)).said(language)

    def ticked(value: float) -> str:
        known = np.concatenate([values[np.isfinite(values)] for _, values in plate.curves])
        small = len(known) and np.abs(known).max() < 0.05
        return percent(value, int(small)).said(language) if plate.as_percent else said(value)

    return lesson_picture(
        Drawn(
            plate.title.said(language),
            about,
            plate.x.said(language),
            plate.y.said(language),
            tuple(each.said(language) for each in plate.places) if isinstance(plate.places, tuple) else plate.places,
            tuple((label.said(language), values) for label, values in plate.curves),
            plate.shape,
            said,
            ticked,
            NOBODY.said(language),
            plate.as_percent,
            None if plate.marked is None else (plate.marked[0], plate.marked[1].said(language)),
            None if plate.framed is None else (plate.framed[0], plate.framed[1].said(language)),
        )
    )


def _digits(plate: Plate) -> int:
    """Return how many digits behind the point the values of a plate ask for: two below ten, none above."""
    known = np.concatenate([values[np.isfinite(values)] for _, values in plate.curves])
    return 0 if len(known) and np.abs(known).max() >= 10.0 else 2
