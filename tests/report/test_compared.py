"""Pictures of two worlds: drawn from plain tables, for any of them, the same every time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.experiment.compare import compare
from simulator.experiment.comparing.comparison import Comparison
from simulator.experiment.comparing.folder import draw
from simulator.projection.names import TO
from simulator.report.compared import moved
from tests.experiment.comparing.worlds import kinder, shop

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
        assert len(draw(comparison, folder)) == 6
    for file in folders[0].iterdir():
        assert file.read_bytes() == (folders[1] / file.name).read_bytes()


def test_several_alternatives_have_pictures_of_their_own(tmp_path: Path) -> None:
    comparison = compare(shop(customers=9), kinder(customers=9), shop(customers=9), replicates=1)
    names = {path.name for path in draw(comparison, tmp_path)}
    assert {"1-tiers.png", "2-tiers.png", "1-who-moved.svg", "2-differences.svg"} <= names
    assert len(names) == 12


def test_the_title_says_how_many_stand_elsewhere() -> None:
    table = compared(customers=100).paired[0].moved()
    table.loc[:, :] = np.diag([10.0] * len(TO))
    table.loc["left", "loyal"] = 20.0
    picture = moved(table, "a", "b", "about")
    assert picture.texts[0].get_text() == "25.0 % of the customers stand elsewhere"
