"""Combinations are numbered, fit into a small file or are refused, and are read back as they were shown."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import ScenarioError, UsageError
from simulator.explore.exploration import ask
from simulator.explore.grid import PAGE_BYTES, Grid
from simulator.explore.keys import key_of
from simulator.explore.packing import MISSING, MOST_BYTES, Packing, shown_weeks
from simulator.explore.shown import World
from simulator.explore.sliders import Slider, sliders_of
from tests.explore.made import SLIDERS, exploration, shop

OPEN = shop(market={"prospects": 100})
"""Of an open market the records are the largest."""


def test_every_combination_has_its_number() -> None:
    grid = Grid(shop(), sliders_of(SLIDERS, shop()))
    every = [tuple(grid.levels(number)) for number in range(len(grid))]
    assert len(set(every)) == len(grid) == 5 * 4 * 2
    assert [grid.number(list(levels)) for levels in every] == list(range(len(grid)))
    assert grid.scenario(grid.pinned) == shop()
    assert grid.settings(grid.pinned) == []
    assert grid.settings(0) == [
        "recovery.empathy=-0.4",
        "touchpoints[order].failure.probability=0",
        "relationship.kind=contract",
    ]


def test_too_many_are_refused_before_anything_is_lived() -> None:
    with pytest.raises(UsageError) as refused:
        ask(shop(), ["recovery.empathy=-1:1:41", "recovery.ease=-1:1:41", "recovery.answer_weeks=0:9:10"])
    said = str(refused.value)
    assert "41 × 41 × 10 = 16,810 combinations" in said
    assert "levels for `recovery.empathy` instead of 41 would do" in said
    with pytest.raises(UsageError, match="leave out a slider"):
        ask(shop(), [f"{key}=0:1:41" for key in ("recovery.empathy", "recovery.ease", "brand.promise")])


def test_values_that_do_not_fit_together_are_named() -> None:
    scenario = shop(
        programmes=[{"name": "card", "fulfils": "appreciation", "from_week": 5, "until_week": 30}],
    )
    with pytest.raises(ScenarioError) as refused:
        ask(scenario, ["programmes[card].from_week=5,20", "programmes[card].until_week=10,30"])
    assert "programmes[card].from_week=20 together with programmes[card].until_week=10" in str(refused.value)


@given(weeks=st.integers(1, 2080), most=st.integers(2, 60))
def test_the_first_and_the_last_week_are_drawn(weeks: int, most: int) -> None:
    shown = shown_weeks(weeks, most)
    assert shown[0] == 1
    assert shown[-1] == weeks
    assert len(shown) <= most + 2
    assert list(shown) == sorted(set(shown))


@given(first=st.integers(2, 41), second=st.integers(2, 41), weeks=st.integers(1, 2080))
def test_whatever_is_not_refused_is_small(first: int, second: int, weeks: int) -> None:
    key = key_of("recovery.ease")
    assert key is not None
    sliders = (Slider(f"{each}", tuple(range(each)), 0, False, key) for each in (first, second))
    grid = Grid(OPEN.model_copy(update={"weeks": weeks}), tuple(sliders))
    assert grid.packing.text_bytes(len(grid)) <= MOST_BYTES - PAGE_BYTES


def test_a_record_is_read_back_as_it_was_shown() -> None:
    packing = Packing.of(shop(), (1, 60))
    rounds = {"u2": 0.1, "i2": 0.01, "i4": 0.1, "f8": 1.0}
    luck = np.random.default_rng(1)
    values = {}
    for each in packing.fields:
        numbers = np.round(luck.uniform(0.0, 100.0, each.count) / rounds[each.kind]) * rounds[each.kind]
        if each.kind in ("i2", "i4", "f8"):
            numbers[0] *= -1.0
        if each.kind in MISSING:
            numbers[-1] = np.nan
        values[each.name] = numbers
    read = packing.unpacked(packing.packed(World(values)))
    for name, numbers in values.items():
        np.testing.assert_allclose(read[name], numbers, atol=1e-9, err_msg=name)


def test_what_is_larger_than_the_space_stays_at_its_edge_and_is_no_gap() -> None:
    packing = Packing.of(shop(), (60,))
    values = {each.name: np.full(each.count, 1e12) for each in packing.fields}
    read = packing.unpacked(packing.packed(World(values)))
    assert all(np.isfinite(each).all() for each in read.values())


def test_the_file_is_as_large_as_was_said() -> None:
    found = exploration()
    assert len(found.records.tobytes()) * 4 / 3 <= found.grid.packing.text_bytes(len(found.grid))
    assert len(found.page.encode()) < MOST_BYTES
    assert len(found.page.encode()) - found.grid.packing.text_bytes(len(found.grid)) < PAGE_BYTES
