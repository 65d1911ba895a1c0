"""Pictures of two worlds: drawn from plain tables, for any of them, the same every time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulator.errors import UsageError
from simulator.experiment.compare import compare
from simulator.experiment.comparing.comparison import Comparison
from simulator.projection.names import TO
from simulator.report.compared import moved
from simulator.report.earned import earned
from tests.experiment.comparing.worlds import OUTAGE, kinder, shop

CASES: dict[str, dict[str, Any]] = {
    "ordinary": {"customers": 100},
    "one week": {"customers": 20, "weeks": 1},
    "one customer": {"customers": 1, "weeks": 3},
    "everybody leaves": {"customers": 20, "weeks": 20, "market": {"stay_base": -10, "stay_spread": 0}},
    "market": {"customers": 30, "weeks": 60, "market": {"prospects": 60}},
}


def compared(**values: Any) -> Comparison:
    return compare(shop(**values), kinder(**{"name": "$Kinder_<b> & more " + "long " * 12, **values}), replicates=2)


@pytest.mark.parametrize("values", CASES.values(), ids=CASES)
def test_every_picture_can_be_drawn_and_is_the_same_again(values: dict[str, Any], tmp_path: Path) -> None:
    comparison = compared(**values)
    folders = [tmp_path / name for name in ("one", "other")]
    for folder in folders:
        folder.mkdir()
        assert len(comparison.plot.save_all(folder)) == 8
    for file in folders[0].iterdir():
        assert file.read_bytes() == (folders[1] / file.name).read_bytes()


def test_several_alternatives_have_pictures_of_their_own(tmp_path: Path) -> None:
    comparison = compare(shop(customers=9), kinder(customers=9), shop(customers=9), replicates=1)
    names = {path.name for path in comparison.plot.save_all(tmp_path)}
    assert {"1-tiers.png", "2-tiers.png", "1-who-moved.svg", "2-differences.svg"} <= names
    assert len(names) == 16


def inside(picture: Any) -> None:
    picture.canvas.draw()
    for text in [*picture.texts, *(text for axes in picture.axes for text in axes.texts)]:
        assert text.get_window_extent().x1 <= picture.bbox.x1, text.get_text()


@pytest.mark.parametrize("replicates", [1, 3])
@pytest.mark.parametrize(
    "values",
    [
        {"customers": 200},
        {"weeks": 10},
        {"incidents": [{**OUTAGE, "reach": {"share": 0.0}}]},
        {"incidents": [{**OUTAGE, "name": "$ a name_that goes on^2 & on and on, to the end"}]},
        {"customers": 20, "market": {"stay_base": -10, "stay_spread": 0}},
        {"economics": {}},
    ],
)
def test_a_fork_can_be_drawn(values: dict[str, Any], replicates: int, tmp_path: Path) -> None:
    asked = shop(**{"customers": 60, "incidents": [OUTAGE], **values})
    comparison = compare(asked, at=f"incident:{asked.incidents[0].name}", replicates=replicates)
    inside(comparison.plot.fork())
    one, two = (comparison.plot.fork().write(tmp_path / name).read_bytes() for name in ("one.svg", "two.svg"))
    assert one == two
    names = {path.name for path in comparison.plot.save_all(tmp_path)}
    assert "fork.png" in names
    assert ("1-money.svg" in names) == ("economics" not in values)


def test_the_fork_says_whether_the_paradox_holds() -> None:
    """A trifle put right excellently lifts, a disaster does not; the level of zero is drawn in both."""

    def title(severity: float) -> str:
        outage = {**OUTAGE, "severity": {"mean": severity, "spread": 0.0}}
        comparison = compare(shop(customers=2000, incidents=[outage]), at="incident:outage", replicates=3)
        group = comparison.forked.group("heard", 3).balance if comparison.forked else None
        picture = comparison.plot.fork()
        low, high = picture.axes[0].get_ylim()
        assert low < 0.0 < high
        assert group is not None
        assert group.high is not None
        if severity > 1.0:
            assert group.high < 0.0
        return str(picture.texts[0].get_text())

    assert title(3.0).startswith("No paradox: ")
    assert not title(0.15).startswith("No paradox: ")


@pytest.mark.parametrize("values", CASES.values(), ids=CASES)
def test_money_and_one_measure(values: dict[str, Any]) -> None:
    comparison = compared(**values)
    inside(comparison.plot.money())
    inside(comparison.plot.differences("mean[balance]"))
    assert (
        "euro" in comparison.plot.money().texts[0].get_text()
        or "no more" in comparison.plot.money().texts[0].get_text()
    )


def test_the_week_of_break_even_is_marked() -> None:
    weekly = pd.DataFrame(
        {name: np.linspace(-3.0, 6.0, 10) + add for name, add in (("difference", 0), ("low", -1), ("high", 1))}
    )
    weekly.index = pd.RangeIndex(1, 11, name="week")
    marked = earned(weekly, (5, "from week 5 on"), "a", "b", "about")
    assert any(line.get_xdata()[0] == 5 for line in marked.axes[0].lines)
    assert marked.texts[0].get_text() == "b: 6 euro more profit in all"
    assert earned(None, (None, ""), "a", "b", "about").texts[0].get_text() == "Nothing is paid"


def test_what_cannot_be_drawn_is_said() -> None:
    comparison = compared(customers=20)
    with pytest.raises(UsageError, match="is no fork"):
        comparison.plot.fork()
    with pytest.raises(UsageError, match="no measure 'mean"):
        comparison.plot.differences("mean[balanse]")
    with pytest.raises(UsageError, match="there is no alternative"):
        comparison.plot.tiers("Kinda")


def test_the_title_says_how_many_stand_elsewhere() -> None:
    table = compared(customers=100).paired[0].moved()
    table.loc[:, :] = np.diag([10.0] * len(TO))
    table.loc["left", "loyal"] = 20.0
    picture = moved(table, "a", "b", "about")
    assert picture.texts[0].get_text() == "25.0 % of the customers stand elsewhere"
