"""The picture of moves counts every move once and nobody who stays."""

from __future__ import annotations

from simulator.projection.names import FROM, TO
from simulator.projection.projection import Projection
from simulator.report.moves import finding, moved, moves
from tests.projection.made import two_weeks


def test_moves_are_those_after_the_first_week() -> None:
    flows = moved(two_weeks())
    told = {(FROM[start], TO[end]): flows[start, end] for start, end in zip(*flows.nonzero(), strict=True)}
    assert told == {("indifferent", "loyal"): 2, ("indifferent", "left"): 1, ("overdrawn", "left"): 2}


def test_the_finding_says_how_often_and_which_way() -> None:
    # 2 moves in 19 customer weeks.
    often = "5.5 moves between tiers per customer and year"
    assert finding(two_weeks()) == f"{often}: 40 % of all moves rise, 0 % fall, 60 % leave"


def test_the_picture_has_a_label_for_each_side() -> None:
    counts = two_weeks()
    picture = moves(Projection(counts.scenario, counts.tallies))
    words = [text.get_text() for text in picture.axes[0].texts]
    assert "indifferent  60 %" in words
    assert "left  60 %" in words


def test_nobody_moves() -> None:
    counts = two_weeks()
    counts.tallies[0].moves[2] = 0
    assert finding(counts) == "Nobody moves between the tiers"
