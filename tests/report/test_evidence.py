"""The picture of a finding: whatever its panels, everything stays on the page and nothing lies on anything."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from simulator.evidence.finding import Band, Curve, Panel
from simulator.evidence.judging import judge
from simulator.evidence.laboratory import Laboratory
from simulator.report.evidence import evidence, spread
from simulator.report.style import Picture
from tests.evidence.made import PLACES, bars, finding, heat, lines, values

SMALL = Laboratory(10, 4)
LONG = "a name that goes on and on, as names of arms of an experiment do, $ and all"

CASES: dict[str, tuple[Panel, ...]] = {
    "lines": (lines(),),
    "with what is published": (lines(band=Band(1.0, 2.0), marks={"published": 1.96, "also published": 1.97}),),
    "open band": (lines(band=Band(2.0)), lines(band=Band(high=9.0))),
    "many lines": (lines(9),),
    "bars": (bars(), bars(1), bars(4)),
    "bars with their own marks": (bars(marks={"silent": 0.1, "resolved": 0.3}),),
    "many bars": (bars(1, tuple(f"group number {index}" for index in range(10))),),
    "many words": (
        bars(2, ("uninterrupted", "supercalifragilistic", *"abcdefgh"), band=Band(0.1), marks={"a": 0.2, "all": 0.3}),
    ),
    "map": (heat(marks={"mild": 0.2, "between two rows": 0.5}),),
    "map all above zero": (
        Panel("Map", "x", "y", tuple(Curve(f"{row}", PLACES, values(1.0, 2.0, 3.0)) for row in range(2)), "map"),
    ),
    "all kinds": (lines(), bars(), heat()),
    "names below lines": (Panel("Lines", "x", "y", (Curve("", ("before", "after it all"), values(1.0, 2.0)),)),),
    "long names": (
        Panel(LONG, LONG, LONG, (Curve(LONG, PLACES, values(1.0, 2.0, 3.0)), Curve(LONG, PLACES, values(1, 2, 3)))),
    ),
    "one replicate": (lines(), Panel("One", "x", "y", (Curve("a", PLACES, np.array([[1.0, 2.0, 3.0]])),))),
    "what could not be measured": (Panel("None", "x", "y", (Curve("a", PLACES, values(1.0, np.nan, 3.0)),)),),
    "nothing measured at all": (Panel("None", "x", "y", (Curve("a", PLACES, values(np.nan, np.nan, np.nan)),)),),
}


def drawn(case: str) -> Picture:
    return evidence(judge(finding(panels=CASES[case]), SMALL), "10 customers, 4 replicates")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.filterwarnings("ignore:All-NaN|Mean of empty")
def test_it_can_be_drawn(case: str) -> None:
    picture = drawn(case)
    picture.canvas.draw()
    assert [text.get_text() for text in picture.texts][:2] == [
        "What was made up is found",
        "P91 · holds · 10 customers, 4 replicates",
    ]
    beside = [text for axes in picture.axes for text in axes.texts]
    for text in [*picture.texts, *beside]:
        assert text.get_window_extent().x1 <= picture.bbox.x1, text.get_text()
    for axes in picture.axes:
        names = [text.get_window_extent() for text in axes.texts if text.get_position()[0] > 1.0]
        names = [box for box in names if box.x0 > axes.get_window_extent().x1]
        assert not any(one.overlaps(other) for one, other in combinations(names, 2))


def test_all_that_is_published_is_drawn_and_named() -> None:
    axes = drawn("with what is published").axes[0]
    words = {text.get_text() for text in axes.texts}
    assert {"published", "also published", "band: 1 to 2", "curve 0", "curve 1"} <= words
    low, high = axes.get_ylim()
    assert low < 1.0
    assert high > 4.0


def test_the_limits_hold_the_band() -> None:
    low, high = drawn("open band").axes[1].get_ylim()
    assert low < 1.0
    assert high > 9.0


def test_zero_runs_through_a_map() -> None:
    crossing, above = drawn("map").axes[0], drawn("map all above zero").axes[0]
    assert any("black line: zero" in text.get_text().replace("\n", " ") for text in crossing.texts)
    assert not any("zero" in text.get_text() and "black" in text.get_text() for text in above.texts)


def test_the_picture_is_told_in_words_in_the_file(tmp_path: Path) -> None:
    picture = drawn("all kinds")
    assert "Lines: height by place" in picture.words
    file = picture.write(tmp_path / "one.svg")
    assert picture.words.split(".")[0] in file.read_text(encoding="utf-8")
    ET.parse(file)
    assert b"Description" in picture.write(tmp_path / "one.png").read_bytes()


def test_the_same_every_time(tmp_path: Path) -> None:
    for kind in ("svg", "png"):
        one, two = (drawn("all kinds").write(tmp_path / f"{name}.{kind}").read_bytes() for name in "ab")
        assert one == two


@pytest.mark.parametrize(
    ("middles", "sizes", "expected"),
    [
        ([], [], []),
        ([5.0], [1.0], [5.0]),
        ([0.0, 0.0], [1.0, 1.0], [1.5, 0.5]),
        ([9.9, 9.8], [1.0, 2.0], [9.5, 8.0]),
        ([1.0, 1.2, 8.0], [1.0, 1.0, 1.0], [1.0, 2.0, 8.0]),
    ],
)
def test_names_keep_apart(middles: list[float], sizes: list[float], expected: list[float]) -> None:
    assert spread(middles, sizes, 0.0, 10.0) == pytest.approx(expected)
