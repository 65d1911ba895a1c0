"""Pictures of what decides: the same bytes every time, every parameter named, nothing drawn of nothing."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from simulator.report.indices import MOST, Bar, Swing, Words, indices, tornado

WORDS = Words("How many stay: a decides most", "Shop · Morris screening", "A note.", "staying, percentage points")
UNKNOWN = (1.0, math.nan, math.nan)
BARS = [
    Bar("a", (9.0, 8.0, 10.0), (6.0, 5.0, 7.0), 2.0),
    Bar("touchpoints[a $b$ with a name of many letters].failure.probability", (4.0, 3.0, 5.0)),
    Bar("c", UNKNOWN, None, math.nan),
]
SWINGS = [
    Swing("small", (-0.1, -0.2, 0.0), (0.1, 0.0, 0.2), "0", "1"),
    Swing("large", (3.0, 2.0, 4.0), (-5.0, -6.0, -4.0), "slow", "fast"),
    Swing("one side", UNKNOWN, (2.0, math.nan, math.nan), "false", "true"),
]
LUCK = Bar("luck", (3.0, 1.0, 8.0), (1.0, math.nan, math.nan))


def texts(figure: Figure) -> list[str]:
    return [
        *(text.get_text() for text in figure.texts),
        *(text.get_text() for axes in figure.axes for text in [*axes.texts, *axes.get_yticklabels()]),
    ]


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_same_picture_is_the_same_bytes(tmp_path: Path, kind: str) -> None:
    for name in ("one", "other"):
        indices(BARS, LUCK, WORDS).write(tmp_path / f"indices-{name}.{kind}")
        tornado(SWINGS, LUCK, WORDS).write(tmp_path / f"tornado-{name}.{kind}")
    for which in ("indices", "tornado"):
        one, other = ((tmp_path / f"{which}-{name}.{kind}").read_bytes() for name in ("one", "other"))
        assert one == other


def test_bars_stand_from_the_top_with_luck_below() -> None:
    drawn = indices(BARS, LUCK, WORDS)
    labels = [tick.get_text() for tick in drawn.axes[0].get_yticklabels()]
    places = list(drawn.axes[0].get_yticks())
    assert labels[0] == "a"
    assert labels[-1] == "luck"
    assert places == sorted(places, reverse=True)
    assert "$b$" not in labels[1].replace(r"\$", "")
    assert drawn.words == (
        "How many stay: a decides most: a 9; touchpoints[a $b$ with a name of many letters].failure.probability 4; c 1"
    )
    assert "luck" not in texts(indices(BARS, None, WORDS))


def test_a_tornado_is_ordered_and_says_which_value_leads_where() -> None:
    drawn = tornado(SWINGS, LUCK, WORDS)
    labels = [tick.get_text() for tick in drawn.axes[0].get_yticklabels()]
    assert labels == ["large", "one side", "small", "luck"]
    places = {text.get_text(): text.get_position()[0] for text in drawn.axes[0].texts}
    assert places["fast"] < -6.0
    assert places["slow"] > 4.0
    assert "large 3 at slow, −5 at fast" in drawn.words


def test_names_and_values_stay_on_the_picture() -> None:
    for drawn in (indices(BARS, LUCK, WORDS), tornado(SWINGS, LUCK, WORDS)):
        drawn.canvas.draw()
        edge = drawn.bbox
        for text in [*drawn.texts, *drawn.axes[0].texts, *drawn.axes[0].get_yticklabels()]:
            box = text.get_window_extent()
            assert edge.x0 <= box.x0
            assert box.x1 <= edge.x1


def test_what_does_not_fit_is_said() -> None:
    many = [Bar(f"p{number}", (float(50 - number), 0.0, 60.0)) for number in range(MOST + 3)]
    assert "3 smaller ones are in the table" in texts(indices(many, None, WORDS))
    assert len(indices(many, None, WORDS).axes[0].get_yticks()) == MOST


def test_of_nothing_nothing_is_drawn() -> None:
    assert "Nothing can be said of any parameter." in texts(indices([], None, WORDS))
    assert "Nothing can be said of any parameter." in texts(tornado([], None, WORDS))
