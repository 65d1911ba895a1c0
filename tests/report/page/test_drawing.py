"""Outlines lose points that nobody sees and no others; drawings keep to what a drawing needs."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.report.page.drawing import drawing
from simulator.report.page.thinning import TOLERANCE, thinned
from simulator.report.style import look, picture

HEIGHTS = st.lists(st.floats(-300.0, 300.0).map(lambda height: round(height, 3)), min_size=2, max_size=60)


@given(HEIGHTS)
def test_no_point_lies_aside_of_the_thinned_line(heights: list[float]) -> None:
    outline = "M " + " L ".join(f"{2 * place} {height}" for place, height in enumerate(heights))
    kept = np.array([float(each) for each in re.findall(r"-?[\d.]+", thinned(outline))]).reshape(-1, 2)
    assert len(kept) <= len(heights)
    between = np.interp(2.0 * np.arange(len(heights)), kept[:, 0], kept[:, 1])
    steep = np.abs(np.diff(kept[:, 1]) / np.diff(kept[:, 0])).max()
    assert np.abs(between - heights).max() <= (TOLERANCE + 0.1) * np.hypot(1.0, steep) + 0.1


def test_curves_keep_their_points() -> None:
    assert thinned("M 0 3.0001 \nC 0.795 3 1.55 2.68 2.12 2.12 \nz") == "M 0 3 C 0.8 3 1.6 2.7 2.1 2.1 z"


def test_words_leave_the_drawing() -> None:
    made, axes = picture("A finding", "About $5 & <b>", "A note.")
    axes.text(0.5, 0.5, "<script>", transform=axes.transAxes)
    found = drawing(made, "one")
    assert (found.finding, found.about, found.notes) == ("A finding", "About $5 & <b>", ("A note.",))
    html = found.figure("In words.")
    assert "A finding" not in re.sub(r"<title.*?</title>|aria-label=\"[^\"]*\"", "", html)
    assert "&lt;script&gt;" in html
    assert "<script" not in html


def test_what_is_no_drawing_is_refused() -> None:
    with look():
        made, axes = picture("A finding", "about")
        axes.imshow(np.zeros((2, 2)))
    with pytest.raises(ValueError, match="<image> has no place"):
        drawing(made, "one")


def test_names_are_unique_on_the_page() -> None:
    names = []
    for name in ("one", "two"):
        made, axes = picture("A finding", "about")
        axes.plot([1, 2], [1, 2], "o")
        root = ET.fromstring(str(re.search("<svg.*</svg>", drawing(made, name).figure("x"), re.DOTALL)[0]))  # type: ignore[index]
        names += [each.get("id") for each in root.iter() if each.get("id")]
        referred = {each.get("href", "")[1:] for each in root.iter() if each.get("href")}
        assert referred
        assert referred <= set(names)
    assert len(names) == len(set(names))
