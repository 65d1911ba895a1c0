"""Verdicts in words."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulator.errors import UsageError
from simulator.evidence.choosing import chosen
from simulator.evidence.finding import ABOVE_ZERO, BELOW_ZERO, Band, Check, Panel
from simulator.evidence.judging import Judgement, Result, judge
from simulator.evidence.laboratory import Laboratory
from simulator.evidence.telling import (
    answer,
    band_words,
    check_words,
    described,
    figure_of,
    interval_words,
    miss_words,
)
from simulator.experiment.intervals import Interval
from tests.evidence.made import bars, finding, heat, lines

SMALL = Laboratory(10, 4)


def judged(**given: object) -> Judgement:
    return judge(finding(**given), SMALL)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0"),
        (1.9551, "1.96"),
        (-0.0312, "−0.031"),
        (0.00042, "0.0004"),
        (1234.5, "1,234"),
        (math.nan, "not a number"),
    ],
)
def test_figures(value: float, said: str) -> None:
    assert figure_of(value) == said


@pytest.mark.parametrize(
    ("band", "said"),
    [
        (Band(1.5, 2.5), "1.5 to 2.5"),
        (Band(-0.18, -0.04), "−0.18 to −0.04"),
        (Band(1.1), "at least 1.1"),
        (Band(high=0.15), "at most 0.15"),
        (ABOVE_ZERO, "above 0"),
        (BELOW_ZERO, "below 0"),
        (Band(0.0), "at least 0"),
        (Band(high=0.0), "at most 0"),
    ],
)
def test_bands(band: Band, said: str) -> None:
    assert band_words(band) == said


def test_an_interval_is_written_with_the_digits_of_its_mean() -> None:
    assert interval_words(Interval(1.8, 0.953, 2.64712)) == "1.80 (0.95 to 2.65)"
    assert interval_words(Interval(1.0, math.nan, math.nan)) == "1.00"


@pytest.mark.parametrize(
    ("band", "mean", "said"),
    [
        (Band(1.5, 2.5), 2.0, ""),
        (Band(1.5, 2.5), 1.2, "0.300 too low"),
        (Band(1.5, 2.5), 4.5, "2.00 too high"),
        (ABOVE_ZERO, -0.3, "the other way round"),
        (BELOW_ZERO, 0.0, "no difference"),
        (Band(1.5, 2.5), math.nan, "could not be measured"),
        (Band(), math.nan, "could not be measured"),
    ],
)
def test_by_how_much_it_misses(band: Band, mean: float, said: str) -> None:
    assert miss_words(Result(Check("x", "x", band), Interval(mean, mean, mean), None)) == said


def test_a_check_in_one_line() -> None:
    ratio, order = judged().results
    assert check_words(ratio) == (
        "published 1.96 (1.82 to 2.10) | simulated 2.00 (1.99 to 2.01) | band 1.5 to 2.5, published | off 1.00, gone"
    )
    assert (
        check_words(order)
        == "published the first is larger | simulated 0.500 (0.486 to 0.514) | band above 0, proposed"
    )
    close = judged(ratio=1.5, spread=0.1, off=2.0).results[0]
    assert "close: the interval crosses an edge" in check_words(close)
    assert "off 2.00, stays; gone would be 0.9 to 1.1" in check_words(close)


def test_the_answer_counts_and_says_what_is_missed() -> None:
    some = [judged(), judged(code="P92", ratio=3.0), judged(code="E91", order=-1.0), judged(code="E92", off=2.0)]
    said = " ".join(answer(some))
    assert said.startswith(
        "With the one set of defaults one of two published patterns and none of two effects that must emerge by "
        "themselves hold. P92 misses 1 of 2 figures: ratio 3.00, not 1.5 to 2.5 (0.500 too high). E91"
    )
    assert "order −1.00, not above 0 (the other way round)" in said
    assert "ratio stays with its mechanism off (2.00)" in said
    assert "published" not in answer(some[2:])[0]
    assert answer(some[:1], 4) == [
        "With the one set of defaults one of one published pattern holds; three others were not asked for."
    ]
    assert answer([]) == ["No finding was judged."]


@pytest.mark.parametrize("panel", [lines(), bars(), heat()], ids=lambda panel: panel.shape)
def test_a_panel_in_words(panel: Panel) -> None:
    said = described(panel)
    assert said.startswith(f"{panel.title}:")
    assert panel.x in said
    assert panel.y in said
    assert "nan" not in said


def test_the_words_hold_the_figures() -> None:
    assert "curve 1: 1.00 at 1, 4.00 at 3" in described(lines())
    assert "kind 0: 0 at silent, 0.100 at complained, unresolved, 0.200 at resolved" in described(bars())
    assert "largest, 0.800, at 0.2 by 1; above zero in 56 % of the map" in described(heat())


ALL = (finding(), finding("P92", "another-thing"), finding("E91", "emergent"))


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        ((), ["P91", "P92", "E91"]),
        (("p92",), ["P92"]),
        (("emergent", "P91", "made_up"), ["P91", "E91"]),
        ((" Another-Thing ",), ["P92"]),
    ],
)
def test_findings_are_chosen_by_code_and_name(names: tuple[str, ...], codes: list[str]) -> None:
    assert [each.code for each in chosen(names, ALL)] == codes


@pytest.mark.parametrize(
    ("name", "meant"),
    [("P93", "did you mean P9"), ("emergant", "did you mean E91 emergent?"), ("zzz", "engage evidence --list")],
)
def test_a_mistyped_finding_has_a_neighbour(name: str, meant: str) -> None:
    with pytest.raises(UsageError, match="there is no finding") as caught:
        chosen((name,), ALL)
    assert meant in str(caught.value)


def test_words_of_a_figure_that_could_not_be_measured_anywhere() -> None:
    panel = lines()
    nothing = Panel(
        panel.title, panel.x, panel.y, tuple(type(each)(each.label, each.x, each.y * np.nan) for each in panel.curves)
    )
    assert "not a number" in described(nothing)
