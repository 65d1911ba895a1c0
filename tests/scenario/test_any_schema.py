"""Reading follows the schema, whatever it holds: kinds told apart, keys of the user's own, lists of fixed length."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from simulator.scenario.fields import Part, Spread
from simulator.scenario.file.checking import Check
from simulator.scenario.file.merging import merged, settled
from simulator.scenario.file.overrides import overridden
from simulator.scenario.file.parsing import parsed
from simulator.scenario.file.repairing import harmless
from simulator.scenario.file.shapes import ListShape, MapShape, NumberShape, shape_of
from simulator.scenario.file.tree import Keyed, plain


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Ring(Part):
    kind: Literal["ring"] = Field("ring", description="Kind.")
    neighbours: int = Field(4, ge=2, le=50, description="Neighbours.")


class Scattered(Part):
    kind: Literal["scattered"] = Field("scattered", description="Kind.")
    density: float = Field(..., gt=0.0, lt=1.0, description="Density.")


class Step(Part):
    from_week: int = Field(..., ge=1, description="First week.")
    set: dict[str, float | str] = Field(default_factory=dict, description="Values by path.")


class Tree(Part):
    name: str = Field(..., description="Name.")
    children: tuple[Tree, ...] = Field((), description="Below.")


class World(Part):
    network: Ring | Scattered = Field(Ring(), description="Who knows whom.")
    steps: tuple[Step, ...] = Field((), description="What changes, and when.")
    band: tuple[float, float] = Field((0.0, 1.0), description="Low and high.")
    colour: Colour = Field(Colour.RED, description="Colour.")
    flag: bool = Field(False, description="Yes or no.")
    size: Spread | None = Field(None, description="Size, if any.")
    reach: Literal["everybody"] | Annotated[float, Field(ge=0.0, le=1.0)] = Field("everybody", description="Whom.")
    tags: dict[str, list[int]] = Field(default_factory=dict, description="Words.")
    tree: Tree | None = Field(None, description="A tree.")
    file: str | None = Field(None, description="A file.")


TOP = shape_of(World)


def messages(text: str) -> list[str]:
    node, problems = parsed(text, "w")
    assert isinstance(node, Keyed)
    assert problems == []
    return [f"{each.line}:{each.column} {each.message}" for each in sorted(Check(TOP).of(node).problems)]


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "network: {kind: ring, neighbours: 6}",
        "network: {neighbours: 6}",
        "network: {kind: scattered, density: 0.5}",
        "steps: [{from_week: 3, set: {recovery.empathy: 0.8, name: x}}]",
        "band: [0, 1]",
        "colour: blue",
        "flag: true",
        "size: null",
        "size: 0.5",
        "size: {mean: 0.5}",
        "reach: 0.5",
        "reach: everybody",
        "tags: {a: [1, 2], 3: []}",
        "tree: {name: a, children: [{name: b, children: [{name: c}]}]}",
        "file: events.csv",
    ],
)
def test_what_is_allowed(text: str) -> None:
    node, _ = parsed(text, "w")
    assert node is not None
    World.model_validate(plain(node))
    if "3:" not in text:
        assert messages(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "network: {kind: rin}",
            ["1:17 `network.kind` is the text `rin`; allowed is ring or scattered; did you mean ring?"],
        ),
        (
            "network: {kind: ring, neighbours: 1}",
            ["1:35 `network.neighbours` is 1; allowed is a whole number from 2 to 50"],
        ),
        (
            "network: {kind: scattered, density: 1.0}",
            ["1:37 `network.density` is 1.0; allowed is a number above 0 below 1"],
        ),
        (
            "network: {kind: scattered}",
            ["1:10 `density` is missing in `network`; needed is a number above 0 below 1. Density."],
        ),
        (
            "network: {kind: ring, neighbors: 6}",
            [
                "1:23 unknown key `neighbors` in `network`; did you mean `neighbours`? Allowed are kind and neighbours",
            ],
        ),
        (
            "network: 3",
            ["1:10 `network` is 3; allowed is a mapping with kind and neighbours, or a mapping with density and kind"],
        ),
        (
            "steps: [{set: {a: 1}}]",
            ["1:9 `from_week` is missing in `steps[1]`; needed is a whole number of at least 1. First week."],
        ),
        (
            "steps: [{from_week: 1, set: {a.b: true}}]",
            ["1:35 `steps[1].set[a.b]` is true; allowed is a number, or a text"],
        ),
        ("band: [0, 1, 2]", ["1:7 `band` is a list of 3; allowed is a list of 2, each item a number"]),
        ("band: [0, x]", ["1:11 `band[2]` is the text `x`; allowed is a number"]),
        ("colour: bleu", ["1:9 `colour` is the text `bleu`; allowed is red or blue; did you mean blue?"]),
        ("flag: yes", ["1:7 `flag` is the text `yes`; allowed is true or false; write true"]),
        ("flag: 1", ["1:7 `flag` is 1; allowed is true or false"]),
        ("size: {mean: 0.5, sd: 9}", ["1:23 `size.sd` is 9; allowed is a number from 0 to 2 (charge)"]),
        ("reach: everyone", ["1:8 `reach` is the text `everyone`; allowed is everybody, or a number from 0 to 1"]),
        ("tags: {a: [x]}", ["1:12 `tags.a[1]` is the text `x`; allowed is a whole number"]),
        ("tree: {name: a, children: [{name: b, childen: []}]}", None),
    ],
)
def test_what_is_refused(text: str, expected: list[str] | None) -> None:
    found = messages(text)
    if expected is None:
        assert "did you mean `children`?" in found[0]
    else:
        assert found == expected


def changed(text: str, *overrides: str) -> Any:
    node, _ = parsed(text, "w")
    assert isinstance(node, Keyed)
    tree, problems = overridden(node, overrides, TOP)
    assert problems == []
    return plain(tree)


def test_items_without_a_name_are_chosen_by_position() -> None:
    text = "steps: [{from_week: 3}, {from_week: 5}]"
    assert changed(text, "steps[2].from_week=6") == {"steps": [{"from_week": 3}, {"from_week": 6}]}


def test_keys_of_the_user_may_stand_in_brackets() -> None:
    text = "steps: [{from_week: 3, set: {recovery.empathy: 0.8}}]"
    outcome = {"steps": [{"from_week": 3, "set": {"recovery.empathy": 0.9}}]}
    assert changed(text, "steps[1].set[recovery.empathy]=0.9") == outcome


def test_a_value_below_nothing_makes_the_mapping() -> None:
    assert changed("{}", "size.sd=0.2", "size.mean=0.1") == {"size": {"sd": 0.2, "mean": 0.1}}
    assert changed("{}", "network.kind=scattered", "file=null", "reach=everybody", "reach=0.5") == {
        "network": {"kind": "scattered"},
        "file": None,
        "reach": 0.5,
    }


def test_another_kind_replaces_and_the_same_kind_merges() -> None:
    base, _ = parsed("network: {kind: ring, neighbours: 6}", "b")
    same, _ = parsed("network: {neighbours: 8}", "s")
    other, _ = parsed("network: {kind: scattered, density: 0.5}", "o")
    assert base is not None
    assert same is not None
    assert other is not None
    assert plain(merged(base, same, TOP, [])) == {"network": {"kind": "ring", "neighbours": 8}}
    assert plain(merged(base, other, TOP, [])) == {"network": {"kind": "scattered", "density": 0.5}}


def test_names_in_lists_of_lists_are_checked() -> None:
    node, _ = parsed("tree: {name: a, children: [{name: b}, {name: b}]}", "t")
    assert node is not None
    problems: list[Any] = []
    settled(node, TOP, problems)
    assert ["the name `b` is given twice" in each.message for each in problems] == [True]


def test_there_is_something_harmless_for_every_shape() -> None:
    for known in TOP.fields.values():
        World.model_validate({known.key: harmless(known.shape)})
    assert harmless(NumberShape(low=3, high=4)) == 3
    assert harmless(NumberShape(above=0, below=0.5)) == 0.25
    assert harmless(ListShape(NumberShape(), fewest=2)) == [0, 0]
    assert harmless(MapShape(NumberShape(), NumberShape())) == {}
