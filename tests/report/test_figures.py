"""Every figure can be drawn for every projection, says what it found, and is the same every time."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
import pytest
from matplotlib.text import Annotation, Text

from simulator.experiment.simulate import simulate
from simulator.projection.names import TIERS
from simulator.projection.projection import Projection
from simulator.report import colours
from simulator.report.figures import PICTURES, drawn, save_all
from simulator.report.style import TIER_COLOURS, apart
from tests.projection.made import BILL, scenario

CASES: dict[str, dict[str, Any]] = {
    "ordinary": {"customers": 300, "weeks": 60},
    "one week": {"customers": 50, "weeks": 1},
    "one customer": {"customers": 1, "weeks": 3},
    "everybody leaves": {"customers": 30, "weeks": 60, "market": {"stay_base": -10, "stay_spread": 0}},
    "nothing happens": {"weeks": 5, "touchpoints": [{"name": "idle", "contacts_per_week": 0}]},
    "long": {"customers": 5, "weeks": 2080},
    "segments": {"segments": [{"name": f"part {index} with a rather long name", "share": 0.25} for index in range(4)]},
    "many segments": {"segments": [{"name": f"{index}", "share": 0.1} for index in range(10)]},
    "many touchpoints": {"touchpoints": [{**BILL, "name": f"$touch_{index}^2 & <b>"} for index in range(30)]},
    "market": {
        "customers": 300,
        "weeks": 130,
        "market": {"prospects": 900},
        "brand": {"advertising": 0.01},
        "programmes": [{"name": "birthday call $1", "fulfils": "appreciation"}],
    },
    "market of a week": {"weeks": 1, "market": {"prospects": 50}},
    "market nobody joins": {
        "weeks": 30,
        "replicates": 2,
        "market": {"prospects": 9, "joining": {"own_accord_per_year": 0, "imitation_per_year": 0}},
    },
    "incidents": {
        "customers": 200,
        "weeks": 60,
        "incidents": [
            *({"name": f"outage $ number {index}", "week": 20 + index, "severity": 1} for index in range(8)),
            {"name": "a story that goes round and round", "week": 59, "reputation": -0.5},
            {"name": "long ago", "week": -5, "severity": 1},
        ],
        "interventions": [
            {"name": "from the start", "set": {"recovery.empathy": 0.5}},
            {"name": "trained desk", "from_week": 45, "set": {"recovery.empathy": 1}, "cost": 500},
            {"name": "never", "set": {"recovery.empathy": 1}, "when": {"measure": "customers", "above": 1e6}},
        ],
    },
    "money": {
        "customers": 200,
        "weeks": 110,
        "replicates": 2,
        "touchpoints": [{**BILL, "cost": 1}],
        "economics": {"revenue_per_week": 8, "margin": 0.5, "price_paid": 30, "advertising_cost_per_week": 99},
    },
    "money of many years": {"customers": 20, "weeks": 270, "economics": {"revenue_per_week": 1e6}},
    "money of some weeks": {"weeks": 9, "touchpoints": [{**BILL, "cost": 1}], "economics": {"revenue_per_week": 0.1}},
    "revenue without costs": {"weeks": 60, "economics": {"revenue_per_week": 4}},
    "a price that nobody pays": {"weeks": 30, "economics": {"acquisition_cost": 4}},
    "nobody is asked": {"surveys": {"relationship_every_weeks": 0}},
    "nobody answers": {"surveys": {"response": 0}},
    "asked seldom": {"weeks": 10, "surveys": {"relationship_every_weeks": 52}},
    "replicates": {"replicates": 3, "name": "A name that goes on and on, as names in some organisations do, $ and all"},
}


@pytest.fixture(scope="module", params=CASES, ids=str)
def projection(request: pytest.FixtureRequest) -> Projection:
    return simulate(scenario(**CASES[request.param]))


def texts(picture: Any) -> list[str]:
    return [text.get_text() for text in picture.texts]


@pytest.mark.parametrize("name", PICTURES)
def test_it_can_be_drawn(projection: Projection, name: str) -> None:
    picture = PICTURES[name](projection, "all")
    picture.canvas.draw()
    title, subtitle, *_ = texts(picture)
    assert title
    assert f"seed {projection.scenario.seed}" in subtitle
    # What is written stays on the page, title and subtitle above all.
    for text in [*picture.texts, *(text for axes in picture.axes for text in axes.texts)]:
        assert text.get_window_extent().x1 <= picture.bbox.x1, text.get_text()


@pytest.mark.parametrize(
    ("case", "name", "title"),
    [
        ("everybody leaves", "tiers", "After 60 weeks nobody is left"),
        ("everybody leaves", "balance", "The ordinary customer is"),
        ("nothing happens", "touchpoints", "Nothing moves the accounts"),
        ("one customer", "survival", "Nobody leaves"),
        ("market", "market", "joined, "),
        ("market", "tiers", "After 130 weeks there are"),
        ("market", "touchpoints", "birthday call"),
        ("market", "surveys", "NPS"),
        ("ordinary", "market", "A closed group"),
        ("ordinary", "money", "Nothing has a price"),
        ("money", "money", "euro per customer and year; the largest cost is goods"),
        ("money of some weeks", "money", "A loss of"),
        ("revenue without costs", "money", "A profit of"),
        ("a price that nobody pays", "money", "No costs"),
        ("incidents", "money", "of costs, most of it for interventions"),
        ("incidents", "touchpoints", "takes more than it adds"),
        ("nobody is asked", "surveys", "Nobody is asked"),
        ("asked seldom", "surveys", "NPS"),
        ("nobody answers", "surveys", "Nobody answers the survey"),
    ],
)
def test_the_title_is_the_finding(case: str, name: str, title: str) -> None:
    found = texts(PICTURES[name](simulate(scenario(**CASES[case])), "all"))[0]
    assert title in found


def test_saved_pictures_are_the_same_every_time_whatever_the_settings(tmp_path: Path) -> None:
    projection = simulate(scenario(**CASES["ordinary"]))
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one = save_all(projection, tmp_path / "one")
    with matplotlib.rc_context({"font.size": 30, "svg.hashsalt": None, "axes.grid": True, "savefig.dpi": 30}):
        two = save_all(projection, tmp_path / "two")
    assert [file.name for file in one] == [f"{name}.{kind}" for name in drawn(projection) for kind in ("svg", "png")]
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]
    for file in one[::2]:
        ET.parse(file)


@pytest.mark.parametrize(
    ("case", "extra"),
    [
        ("ordinary", {"surveys"}),
        ("market", {"surveys", "market"}),
        ("nobody is asked", set()),
        ("money", {"surveys", "money"}),
    ],
)
def test_only_what_there_is_something_for_is_drawn(case: str, extra: set[str]) -> None:
    always = {"tiers", "moves", "survival", "balance", "reasons", "touchpoints"}
    assert set(drawn(simulate(scenario(**CASES[case])))) == always | extra


def test_what_happens_is_marked_above_the_tiers() -> None:
    picture = simulate(scenario(**CASES["incidents"])).plot.tiers()
    named = {text.get_text() for text in picture.axes[0].texts}
    assert {"▲ outage \\$ number 0", "▲ outage \\$ number 1", "trained desk"} <= named
    # Nine incidents and one change within the story; what holds from the start changes nothing.
    assert len(picture.axes[0].lines) == 10 + 1
    assert any(text.startswith("Lines without a name, by week: ▲ outage") for text in texts(picture))
    assert not any("long ago" in text or "never" in text for text in named)


def test_incidents_are_marked_among_the_touchpoints() -> None:
    picture = simulate(scenario(**CASES["incidents"])).plot.touchpoints()
    beside = [text.get_text() for text in picture.axes[0].get_yticklabels()]
    assert sum(text.startswith("▲ outage") for text in beside) == 8
    assert not any("story" in text or "long ago" in text for text in beside)
    assert any("▲: incidents" in text for text in texts(picture))


def test_moves_are_drawn_from_the_projection() -> None:
    assert "moves" in texts(simulate(scenario(**CASES["ordinary"])).plot.moves())[0]


def test_one_account_from_a_projection() -> None:
    projection = simulate(scenario(**CASES["ordinary"]))
    assert "customer 3" in texts(projection.plot.account(3))[1]


def test_balances_off_the_scale_are_said_to_be() -> None:
    rich = {**BILL, "contacts_per_week": 5, "delight": {"probability": 0.9, "size": 3}}
    poor = {**BILL, "contacts_per_week": 0.1}
    far, near = (PICTURES["balance"](simulate(scenario(weeks=20, touchpoints=[each])), "all") for each in (rich, poor))
    assert "Beyond ±12 all count alike" in texts(far)[2]
    assert "Beyond" not in texts(near)[2]


def test_a_line_to_a_label_ends_before_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    shares = np.repeat(np.array([[0.34], [0.39], [0.01], [0.005], [0.045], [0.21]]), 5, axis=1)
    monkeypatch.setattr("simulator.report.tiers.stacked", lambda projection, at: shares)
    picture = PICTURES["tiers"](simulate(scenario(weeks=5)), "all")
    picture.canvas.draw()
    found = [text for axes in picture.axes for text in axes.texts if isinstance(text, Annotation)]
    lines = [(text, text.arrow_patch) for text in found if text.arrow_patch is not None]
    assert lines
    for text, line in lines:
        drawn_line = line.get_transform().transform_path(line.get_path())
        assert drawn_line.get_extents().x1 <= Text.get_window_extent(text).x0


def test_drawing_leaves_the_settings_alone() -> None:
    before = dict(matplotlib.rcParams)
    simulate(scenario()).plot.tiers()
    assert dict(matplotlib.rcParams) == before


def test_a_picture_shows_itself_in_a_notebook() -> None:
    assert simulate(scenario()).plot.survival()._repr_png_().startswith(b"\x89PNG")


def test_a_segment_has_its_own_picture() -> None:
    projection = simulate(scenario(**CASES["segments"]))
    name = projection.counts.segments[1]
    assert f"segment {name}" in texts(projection.plot.tiers(name))[1]


def lightness(colour: str) -> float:
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2


def test_neighbouring_tiers_differ_in_grey() -> None:
    shades = [lightness(colour) for colour in TIER_COLOURS.values()]
    assert all(abs(one - other) > 0.1 for one, other in pairwise(shades))


def test_at_night_the_order_of_lightness_is_turned_around() -> None:
    assert list(colours.TIERS_AT_NIGHT) == list(colours.TIERS) == list(TIERS)
    upwards = TIERS[1:]  # the overdrawn are rust by day and by night
    by_day, by_night = (
        sorted(upwards, key=lambda tier: lightness(each[tier])) for each in (colours.TIERS, colours.TIERS_AT_NIGHT)
    )
    assert by_day == by_night[::-1] == list(upwards[::-1])
    assert colours.DAY.keys() == colours.NIGHT.keys()


@pytest.mark.parametrize(
    ("positions", "expected"),
    [([], []), ([0.5], [0.5]), ([0.5, 0.5], [0.5, 0.6]), ([1.0, 1.0, 0.99], [0.9, 1.0, 0.8]), ([0.0, 1.0], [0.0, 1.0])],
)
def test_labels_keep_apart(positions: list[float], expected: list[float]) -> None:
    assert apart(positions, 0.1, 0.0, 1.0) == pytest.approx(expected)
