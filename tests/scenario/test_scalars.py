"""What an unquoted word means."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scenario.file.scalars import meaning


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("52", 52),
        ("-3", -3),
        ("+3", 3),
        ("100_000", 100_000),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("0.5", 0.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("1e-07", 1e-07),
        ("-1.5E+2", -150.0),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        (".inf", math.inf),
        ("-.Inf", -math.inf),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("nan", "nan"),
        ("inf", "inf"),
        ("1_", "1_"),
        ("_1", "_1"),
        ("1__0", "1__0"),
        ("1,5", "1,5"),
        ("80%", "80%"),
        ("2024-01-31", "2024-01-31"),
        ("12:30:45", "12:30:45"),
        ("=", "="),
        ("tRUE", "tRUE"),
        ("1e", "1e"),
        (".", "."),
        ("-", "-"),
        ("\u0665", "\u0665"),  # a digit elsewhere, but not in YAML
    ],
)
def test_meaning(text: str, value: object) -> None:
    found = meaning(text)
    assert found == value
    assert type(found) is type(value)


def test_not_a_number() -> None:
    found = meaning(".nan")
    assert isinstance(found, float)
    assert math.isnan(found)


@given(st.text(alphabet="0123456789abcdefxo_+-.eEinfNaN~tru", max_size=12))
def test_every_word_means_something(text: str) -> None:
    assert isinstance(meaning(text), str | int | float | bool | None)


def test_a_number_too_long_to_read_is_infinite_at_once() -> None:
    assert meaning("9" * 100_000) == math.inf
    assert meaning("-" + "9" * 100_000) == -math.inf
    assert meaning("0x" + "f" * 100_000) == math.inf
