"""From text to values with places: safe whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.scenario.file.parsing import parsed
from simulator.scenario.file.tree import Keyed, Listed, Scalar, plain

TEXT = """\
# a comment
name: Shop   # another
list:
  - {a: 1, b: [x, "y"]}
  -
    c: ~
empty:
long: >
  one
  two
"""


def test_values() -> None:
    node, problems = parsed(TEXT, "a.yaml")
    assert problems == []
    assert node is not None
    assert plain(node) == {
        "name": "Shop",
        "list": [{"a": 1, "b": ["x", "y"]}, {"c": None}],
        "empty": None,
        "long": "one two\n",
    }


def test_every_key_and_value_has_its_place() -> None:
    node, _ = parsed(TEXT, "a.yaml")
    assert isinstance(node, Keyed)
    entry = node.entries["list"]
    assert isinstance(entry.value, Listed)
    first, second = entry.value.items
    assert isinstance(first, Keyed)
    assert isinstance(second, Keyed)
    places: list[Scalar | Keyed | Listed] = [
        node,
        entry.key,
        node.entries["name"].value,
        first,
        first.entries["b"].key,
        first.entries["b"].value,
        second,
    ]
    assert [(each.place.line, each.place.column) for each in places] == [
        (2, 1),
        (3, 1),
        (2, 7),
        (4, 5),
        (4, 12),
        (4, 15),
        (6, 5),
    ]


def test_an_empty_value_stands_at_its_key() -> None:
    node, _ = parsed(TEXT, "a.yaml")
    assert isinstance(node, Keyed)
    assert node.entries["empty"].value.place.line == 7


def test_aliases_stand_for_what_they_name() -> None:
    node, problems = parsed("a: &x {m: 1}\nb: *x\nc: [*x, *x]\n", "a.yaml")
    assert problems == []
    assert node is not None
    assert plain(node) == {"a": {"m": 1}, "b": {"m": 1}, "c": [{"m": 1}, {"m": 1}]}


def test_many_slips_of_form_at_once() -> None:
    _, problems = parsed("a: 1\na: 2\nb: !x 3\n<<: {c: 1}\n? [d]\n: 4\n", "a.yaml")
    assert [problem.line for problem in problems] == [2, 3, 4, 5]


def test_a_chain_of_aliases_is_not_deeper_than_a_text_may_be() -> None:
    chain = "a0: &a0 [1]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 3000))
    _, problems = parsed(chain, "a.yaml")
    assert "levels of nesting" in problems[0].message


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000], ids=list("[{-?"))
def test_absurd_depth_is_refused(text: str) -> None:
    node, problems = parsed(text, "a.yaml")
    assert node is None
    assert len(problems) == 1


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="ab:-?[]{},&*!|>'\"%@`#~ \n\t0.\\<", max_size=40))
def test_no_text_ends_in_an_exception(text: str) -> None:
    _, problems = parsed(text, "a.yaml")
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.message
