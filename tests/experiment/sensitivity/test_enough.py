"""The rule for enough runs, and the estimate of how many would be."""

from __future__ import annotations

import math

import pytest

from simulator.experiment.intervals import Interval
from simulator.experiment.sensitivity.analysis import analysis
from simulator.experiment.sensitivity.enough import judged
from tests.experiment.sensitivity.made import THREE, ishigami, lived, saltelli


def around(value: float, half: float) -> Interval:
    return Interval(value, value - half, value + half)


@pytest.mark.parametrize(
    ("first", "second", "is_share", "needed"),
    [
        (around(0.6, 0.05), around(0.3, 0.05), True, None),
        (around(0.6, 0.2), around(0.1, 0.05), True, 4000),  # twice as wide as it may be: four times the runs
        (around(0.6, 0.1), around(0.5, 0.1), True, 4000),  # the halves are twice the gap
        (around(0.6, 0.1), around(0.58, 0.1), True, None),  # as good as equal
        (around(8.0, 2.0), around(1.0, 0.5), False, None),  # a quarter of the effect
        (around(-8.0, 4.0), around(1.0, 0.5), False, 4000),
    ],
)
def test_the_rule(first: Interval, second: Interval, is_share: bool, needed: int | None) -> None:
    found = judged([("a", first), ("b", second)], 1000, 1, is_share)
    assert found.needed == needed
    assert found.is_enough is (needed is None)
    assert ("about 4,000 needed, 1,000 are there" in found.words) is (needed is not None)


def test_one_replicate_of_a_design_that_rests_on_them() -> None:
    found = judged([("a", Interval(0.6, math.nan, math.nan))], 8, 1, True)
    assert (found.is_enough, found.needed) == (False, 24)


def test_the_estimate_is_about_right() -> None:
    """With as many runs as were said to be needed, they are enough, or nearly so."""
    few = saltelli(THREE, 64)
    found = analysis(few, lived(few, ishigami)).found[0].enough
    assert found.needed is not None
    samples = 2 ** math.ceil(math.log2(found.needed / 5))
    many = saltelli(THREE, samples)
    leader = analysis(many, lived(many, ishigami)).found[0].ranked[0][1]
    assert (leader.high - leader.low) / 2.0 < 0.13
