"""The rule as tables that anyone can check with a pencil: `cases/`, one file for each file of the rule."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from simulator.customer import noted, state
from simulator.customer.noted import Noted
from tests.customer import people
from tests.house import source

HERE = Path(__file__).parent
LAST_DIGIT = 0.5e-4 + 1e-9
NUMBERS_AS_WRITTEN = ("returns", "becomes", "notes")

ELSEWHERE = {
    "draws": "test_draws.py and test_luck.py",
    "luck": {"contact_words", "contact_luck"},
    "failure": {"both_streams"},
    "week": {
        "live_week",
        "begin",
        "may_have_contact",
        "meet",
        "lives",
        "let_time_pass",
        "conclude",
        "decide",
        "tally",
    },
}
"""What has no table: the draws have tests of their own, the steps of a week are lived whole in test_week.py."""


def merged(below: Any, above: Any) -> Any:
    """Return a mapping laid over another, at all depths."""
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    return below | {key: merged(below.get(key), value) for key, value in above.items()}


def named(value: Any) -> Any:
    """Return a value with the names of tiers, reasons and so on replaced by their numbers."""
    if isinstance(value, dict):
        return {key: named(each) for key, each in value.items()}
    if isinstance(value, str) and value.isupper():
        return getattr(state, value)
    return value


def tables() -> list[Any]:
    """Return every case of every table as (module, function, case), with a readable id."""
    found = []
    for file in sorted((HERE / "cases").glob("*.yaml")):
        for function, block in YAML(typ="safe").load(file).items():
            for case in block["cases"]:
                whole = merged(block.get("given", {}), case)
                found.append(pytest.param(file.stem, function, whole, id=f"{function}: {case['case']}"))
    return found


CASES = tables()


def arguments(function: Any, case: dict[str, Any]) -> dict[str, Any]:
    """Return what the function is called with: what the case says, by the names of its parameters, or the defaults."""
    now = people.circumstances(**case.get("now", {}))
    makers = {
        "c": lambda: people.customer(**case.get("c", {})),
        "p": lambda: people.changed(now.psychology, case.get("p", {})),
        "world": lambda: people.changed(now.world, case.get("world", {})),
        "relationship": lambda: people.changed(now.relationship, case.get("relationship", {})),
        "channels": lambda: people.circumstances(channels=case["channels"]).channels,
        "now": lambda: now,
        "seen": lambda: people.counters(now),
        "key": lambda: now.key,
        "stream": lambda: np.uint64(7),
        "word": lambda: np.uint64(case["word"]),
    }
    return {
        name: makers[name]() if name in makers else case.get(name, 0) for name in inspect.signature(function).parameters
    }


def notes(seen: Noted) -> dict[str, float]:
    """Return what was noted, by name, without what was not."""
    at_touchpoint = dict(zip(noted.AT_TOUCHPOINT, seen.touchpoints.sum(axis=(0, 1)).tolist(), strict=True))
    amounts = {name: at_touchpoint[name] / noted.UNIT for name in noted.AMOUNTS_AT_TOUCHPOINT}
    of_customers = dict(zip(noted.OF_CUSTOMERS, seen.customers.sum(axis=0).tolist(), strict=True))
    return {name: number for name, number in (at_touchpoint | amounts | of_customers).items() if number}


@pytest.mark.parametrize(("module", "name", "case"), CASES)
def test_case(module: str, name: str, case: dict[str, Any]) -> None:
    case = named(case)
    function = getattr(import_module(f"simulator.customer.{module}"), name)
    given = arguments(function, case)
    answer = function(**given)
    if "returns" in case:
        assert answer == pytest.approx(case["returns"], abs=LAST_DIGIT), case["why"]
    for column, value in case.get("becomes", {}).items():
        assert getattr(given["c"], column) == pytest.approx(value, abs=LAST_DIGIT), f"{column}: {case['why']}"
    if "notes" in case:
        assert notes(given["seen"]) == pytest.approx(case["notes"], abs=LAST_DIGIT), case["why"]


@pytest.mark.parametrize(("module", "name", "case"), CASES)
def test_a_case_says_what_comes_out_and_why(module: str, name: str, case: dict[str, Any]) -> None:
    function = getattr(import_module(f"simulator.customer.{module}"), name)
    known = {"case", "why", *NUMBERS_AS_WRITTEN, *inspect.signature(function).parameters}
    assert set(case) <= known, "the function has no such argument"
    assert set(case) & set(NUMBERS_AS_WRITTEN), "nothing is asked"
    assert case["why"]


def rules() -> set[tuple[str, str]]:
    """Return module and name of every function of the rule, read from the decorators in the source."""
    return {
        (file.stem, node.name)
        for file in source.files()
        if file.parent.name == "customer"
        for node in ast.walk(source.parsed(file))
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(decorator, ast.Name) and decorator.id == "rule" for decorator in node.decorator_list)
    }


def test_every_function_of_the_rule_has_its_cases() -> None:
    with_cases = {(module, name) for module, name, _ in (case.values for case in CASES)}
    without = {
        (module, name) for module, name in rules() if module != "draws" and name not in ELSEWHERE.get(module, set())
    }
    assert len(rules()) > 50
    assert with_cases == without
