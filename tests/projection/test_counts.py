"""What follows from a handful of counts, reckoned by hand."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.customer.noted import BINS, bin_of
from simulator.projection.counts import Counts, quantiles, ratio
from simulator.projection.measures import Measure, measured
from simulator.projection.names import segment_names
from tests.projection.made import empty, scenario, two_weeks


@pytest.fixture
def values() -> dict[str, list[float]]:
    return {measure.name: values[0, :, 0].tolist() for measure, values in measured(two_weeks())}


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("customers", [9, 6]),
        ("joiners", [10, 0]),
        ("leavers", [1, 3]),
        ("customers[overdrawn]", [2, 0]),
        ("customers[indifferent]", [7, 4]),
        ("customers[loyal]", [0, 2]),
        ("share[indifferent]", [7 / 9, 4 / 6]),
        ("share[engaged]", [0, 0]),
        ("mean[balance]", [0, 0.5]),
        ("moves[new->left]", [1, 0]),
        ("moves[indifferent->loyal]", [0, 2]),
        ("reasons[service->offer]", [0, 2]),
        ("contacts[bill]", [10, 0]),
        ("failures[bill]", [2, 0]),
        ("deposited[bill]", [1, 0]),
        ("withdrawn[bill]", [-2, 0]),
        ("recovery_deposited[bill]", [0.5, 0]),
    ],
)
def test_measures(values: dict[str, list[float]], measure: str, expected: list[float]) -> None:
    assert values[measure] == pytest.approx(expected)


def test_every_measure_says_what_it_is_and_in_what() -> None:
    found = [measure for measure, _ in measured(two_weeks())]
    assert all(isinstance(measure, Measure) and measure.meaning and measure.unit for measure in found)
    assert len({measure.name for measure in found}) == len(found)
    assert not [measure.name for measure in found if measure.meaning.partition(",")[0] == measure.name]


def test_everybody_is_the_sum_of_the_segments() -> None:
    asked = scenario(segments=[{"name": "a", "share": 0.5}, {"name": "b", "share": 0.5}])
    tally = empty(asked)
    tally.moves[1, 0, 5, 1] = 3
    tally.moves[1, 1, 5, 1] = 4
    counts = Counts(asked, [tally])
    assert counts.segments == ("all", "a", "b")
    assert counts.customers[0, 0].tolist() == [7, 3, 4]


@pytest.mark.parametrize(
    ("names", "expected"),
    [(["all"], ("all",)), (["home"], ("all", "home")), (["all", "b"], ("all", "all (segment)", "b"))],
)
def test_names_of_segments_are_told_apart(names: list[str], expected: tuple[str, ...]) -> None:
    share = 1.0 / len(names)
    assert segment_names(scenario(segments=[{"name": name, "share": share} for name in names])) == expected


def test_the_ratio_to_nothing_is_not_a_number() -> None:
    assert np.array_equal(ratio(np.array([1, 0]), np.array([2, 0])), [0.5, np.nan], equal_nan=True)


def test_quantiles_of_many_are_those_of_the_values_to_within_a_bin() -> None:
    values = np.random.default_rng(1).normal(0.3, 2.0, 20_000)
    histogram = np.bincount([bin_of(value) for value in values], minlength=BINS)
    levels = [0.05, 0.25, 0.5, 0.75, 0.95]
    assert quantiles(histogram, levels) == pytest.approx(np.quantile(values, levels), abs=0.05)


def test_quantiles_of_nobody_are_not_numbers() -> None:
    assert np.isnan(quantiles(np.zeros((2, BINS), int), [0.5])).all()


def test_what_lies_beyond_the_histogram_is_in_its_last_bins() -> None:
    assert (bin_of(-99.0), bin_of(99.0)) == (0, BINS - 1)
