"""What `extends` means, as a table of a base, a difference and the outcome."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.errors import Problem, ScenarioError
from simulator.scenario.file.merging import merged, settled
from simulator.scenario.file.parsing import parsed
from simulator.scenario.file.tree import Keyed, Node, Place, plain, planted
from simulator.scenario.reading import read_scenario, resolve
from tests.scenario.files import SHOP, write, write_values
from tests.scenario.strategies import TOP, parts, scenario_values

EMPATHY = "recovery: {empathy: {mean: 0.2, sd: 0.4}}"
TWO = "touchpoints: [{name: bill, contacts_per_week: 1}, {name: desk, contacts_per_week: 2}]"


def over(base: Node, difference: Node) -> tuple[Node, list[Problem]]:
    problems: list[Problem] = []
    return merged(settled(base, TOP, problems), difference, TOP, problems), problems


@pytest.mark.parametrize(
    ("base", "difference", "outcome"),
    [
        pytest.param("weeks: 52", "weeks: 26", "weeks: 26", id="a value is replaced"),
        pytest.param("weeks: 52", "seed: 2", "{weeks: 52, seed: 2}", id="what is not mentioned stays"),
        pytest.param(
            "brand: {promise: 0.1, advertising: 0.01}",
            "brand: {promise: 0.2}",
            "brand: {promise: 0.2, advertising: 0.01}",
            id="mappings merge",
        ),
        pytest.param(
            EMPATHY, "recovery: {empathy: 0.8}", "recovery: {empathy: {mean: 0.8, sd: 0.4}}", id="a number keeps the sd"
        ),
        pytest.param(
            "recovery: {empathy: 0.2}",
            "recovery: {empathy: {sd: 0.1}}",
            "recovery: {empathy: {mean: 0.2, sd: 0.1}}",
            id="a mapping keeps the number as its mean",
        ),
        pytest.param(
            EMPATHY, "recovery: {empathy: {sd: 0.1}}", "recovery: {empathy: {mean: 0.2, sd: 0.1}}", id="only the sd"
        ),
        pytest.param(
            "recovery: {empathy: 0.2}",
            "recovery: {empathy: 0.8}",
            "recovery: {empathy: 0.8}",
            id="a number over a number",
        ),
        pytest.param(
            TWO,
            "touchpoints: [{name: desk, contacts_per_week: 3}]",
            "touchpoints: [{name: bill, contacts_per_week: 1}, {name: desk, contacts_per_week: 3}]",
            id="the same name merges and stays in its place",
        ),
        pytest.param(
            TWO,
            "touchpoints: [{name: shop, contacts_per_week: 4}]",
            "touchpoints: [{name: bill, contacts_per_week: 1}, {name: desk, contacts_per_week: 2},"
            " {name: shop, contacts_per_week: 4}]",
            id="a new name comes last",
        ),
        pytest.param(
            TWO,
            "touchpoints: [{name: bill, remove: true}]",
            "touchpoints: [{name: desk, contacts_per_week: 2}]",
            id="an item is removed",
        ),
        pytest.param(
            "recovery: {channels: [{name: phone, reach: 0.9}]}",
            "recovery: {channels: [{name: phone, effort: 0.2}, {name: form, reach: 0.5}]}",
            "recovery: {channels: [{name: phone, reach: 0.9, effort: 0.2}, {name: form, reach: 0.5}]}",
            id="named lists deep inside",
        ),
        pytest.param("brand: {promise: 0.1}", "brand: [1]", "brand: [1]", id="another kind of value replaces"),
    ],
)
def test_a_difference_over_a_base(base: str, difference: str, outcome: str) -> None:
    nodes = [parsed(text, text)[0] for text in (base, difference, outcome)]
    assert nodes[0] is not None
    assert nodes[1] is not None
    assert nodes[2] is not None
    result, problems = over(nodes[0], nodes[1])
    assert problems == []
    assert plain(result) == plain(nodes[2])


def test_a_chain_of_three(tmp_path: Path) -> None:
    write(tmp_path, "shop.yaml", SHOP)
    write(tmp_path, "half.yaml", "extends: shop\nweeks: 26\ntouchpoints: [{name: desk, remove: true}]\n")
    file = write(
        tmp_path,
        "top.yaml",
        "extends: half.yaml\nrecovery: {empathy: 0.7}\ntouchpoints: [{name: bill, contacts_per_week: 1}]\n",
    )
    resolved = resolve(file)
    scenario = resolved.scenario
    assert scenario.weeks == 26
    assert [each.name for each in scenario.touchpoints] == ["bill"]
    assert scenario.touchpoints[0].failure.probability == 0.01
    assert (scenario.recovery.empathy.mean, scenario.recovery.empathy.sd) == (0.7, 0.4)
    assert [path.name for path in resolved.files] == ["top.yaml", "half.yaml", "shop.yaml"]


def test_what_is_removed_may_come_back(tmp_path: Path) -> None:
    write(tmp_path, "shop.yaml", SHOP)
    write(tmp_path, "half.yaml", "extends: shop\ntouchpoints: [{name: bill, remove: true}]\n")
    file = write(tmp_path, "top.yaml", "extends: half\ntouchpoints: [{name: bill, contacts_per_week: 1}]\n")
    scenario = read_scenario(file)
    assert [each.name for each in scenario.touchpoints] == ["desk", "bill"]
    assert scenario.touchpoints[1].failure.probability == 0.0


def test_a_number_keeps_the_sd_of_the_default(tmp_path: Path) -> None:
    file = write(tmp_path, "shop.yaml", SHOP + "      redress: 0.5\n")
    scenario = read_scenario(file)
    default = type(scenario.recovery)().redress
    assert (scenario.recovery.redress.mean, scenario.recovery.redress.sd) == (0.5, default.sd)


def test_a_mistake_in_the_base_is_reported_there_and_not_twice(tmp_path: Path) -> None:
    write(tmp_path, "shop.yaml", SHOP + "      hero_probability: 2\n")
    file = write(tmp_path, "top.yaml", "extends: shop\nweks: 3\n")
    with pytest.raises(ScenarioError) as caught:
        read_scenario(file)
    assert [(Path(each.file).name, each.line, each.column) for each in caught.value.problems] == [
        ("top.yaml", 2, 1),
        ("shop.yaml", 11, 21),
    ]


def test_a_mistake_in_the_base_that_is_overridden_does_no_harm(tmp_path: Path) -> None:
    write(tmp_path, "shop.yaml", SHOP.replace("weeks: 52", "weeks: many"))
    assert read_scenario(write(tmp_path, "top.yaml", "extends: shop\nweeks: 3\n")).weeks == 3


def test_too_long_a_chain(tmp_path: Path) -> None:
    write(tmp_path, "s0.yaml", SHOP)
    for number in range(1, 40):
        write(tmp_path, f"s{number}.yaml", f"extends: s{number - 1}\n")
    assert read_scenario(tmp_path / "s20.yaml").weeks == 52
    with pytest.raises(ScenarioError, match="more than 32 scenarios extend each other"):
        read_scenario(tmp_path / "s39.yaml")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(parts(TOP), parts(TOP), parts(TOP))
def test_merging_is_associative(one: Any, two: Any, three: Any) -> None:
    place = Place("x")
    a, b, c = (planted(each, place) for each in (one, two, three))
    left = over(over(a, b)[0], c)[0]
    right = over(a, over(b, c)[0])[0]
    assert plain(left) == plain(right)


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(scenario_values(), parts(TOP), st.integers(1, 2080))
def test_a_chain_says_the_same_as_one_flat_file(tmp_path: Path, base: Any, difference: Any, weeks: int) -> None:
    difference.pop("segments", None)
    write_values(tmp_path, "base.yaml", base)
    write_values(tmp_path, "middle.yaml", {"extends": "base", **difference})
    chain = write_values(tmp_path, "top.yaml", {"extends": "middle", "weeks": weeks})
    try:
        resolved = resolve(chain)
    except ScenarioError:
        # Merged lists can become longer than is allowed, and psychology's rules between keys may be broken.
        return
    flat = write_values(tmp_path, "flat.yaml", resolved.values)
    assert read_scenario(flat) == resolved.scenario


def test_the_place_of_a_merged_value_is_where_it_was_last_written(tmp_path: Path) -> None:
    base, _ = parsed("brand: {promise: 0.1}\n", "base")
    top, _ = parsed("\nbrand: {advertising: 0.01}\n", "top")
    assert base is not None
    assert top is not None
    result, _ = over(base, top)
    assert isinstance(result, Keyed)
    brand = result.entries["brand"].value
    assert isinstance(brand, Keyed)
    assert [(entry.value.place.file, entry.value.place.line) for entry in brand.entries.values()] == [
        ("base", 1),
        ("top", 2),
    ]
