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

from simulator.customer import care, draws, failure, happening, noted, relationship, state, voices
from simulator.customer.noted import Noted
from simulator.customer.now import Now
from simulator.population.kernel import new_luck
from tests.customer import people
from tests.house import source

HERE = Path(__file__).parent
LAST_DIGIT = 0.5e-4 + 1e-9
NUMBERS_AS_WRITTEN = ("returns", "becomes", "notes", "letters_then", "becomes_known")
TAKEN_FROM_NOW = {"seen", "programme", "touchpoint", "incident", "target"}
"""Arguments that are a part of `now`, or are as large as it says."""
WITH_NAMES = (state, care, relationship, voices, failure, happening)
ANSWERS = tuple(
    f"{question}_{points}_{who}"
    for question, scale in (("recommend", range(11)), ("satisfied", range(1, 6)), ("easy", range(1, 8)))
    for who in ("felt", "said")
    for points in scale
)
"""Names of the counters of the surveys: how many would give an answer, and how many gave it."""

ELSEWHERE = {
    "draws": "test_draws.py and test_luck.py",
    "luck": {"contact_words", "contact_luck", "fortune_at"},
    "failure": {"both_streams"},
    "happening": {"happening_luck", "severity_words"},
    "week": {
        "live_week",
        "begin",
        "may_have_contact",
        "contacts_due",
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
    """Return a value with the names of tiers, reasons, needs and so on replaced by their numbers."""
    if isinstance(value, dict):
        return {key: named(each) for key, each in value.items()}
    if isinstance(value, list):
        return [named(each) for each in value]
    if isinstance(value, str) and value.isupper():
        return next(getattr(module, value) for module in WITH_NAMES if hasattr(module, value))
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


def arguments(function: Any, case: dict[str, Any], now: Now, seen: Noted) -> dict[str, Any]:
    """Return what the function is called with: what the case says, by the names of its parameters, or the defaults."""
    makers = {
        "c": lambda: people.customer(**case.get("c", {})),
        "p": lambda: people.changed(now.psychology, case.get("p", {})),
        "world": lambda: people.changed(now.world, case.get("world", {})),
        "public": lambda: people.changed(now.public, case.get("public", {})),
        "relationship": lambda: people.changed(now.relationship, case.get("relationship", {})),
        "touchpoint": lambda: case.get("touchpoint", now.touchpoints[0]),
        "programme": lambda: now.programmes[0],
        "incident": lambda: now.incidents[0],
        "target": lambda: (now.incidents or now.programmes)[0],
        "event": lambda: people.event(**case.get("event", {})),
        "events": lambda: [people.event(**each) for each in case.get("events", ())],
        "luck": lambda: lucky(now, **case["luck"]) if isinstance(case.get("luck"), dict) else case.get("luck", 0),
        "words": lambda: tuple(np.uint64(luck * 2**32) for luck in case["words"]),
        "purpose": lambda: draws.HAPPENING,
        "now": lambda: now,
        "letters": lambda: people.letters(**case.get("letters", {})),
        "seen": lambda: seen,
        "counted": lambda: counted(seen.public, case["counted"]),
        "following": lambda: people.changed(now.public, {}),
        "key": lambda: now.key,
        "stream": lambda: np.uint64(case.get("stream", 7)),
        "word": lambda: np.uint64(case["word"]),
    }
    return {
        name: makers[name]() if name in makers else case.get(name, 0) for name in inspect.signature(function).parameters
    }


def lucky(now: Now, **parts: Any) -> Any:
    """Return the luck of one person, of which some parts are given."""
    luck = new_luck(len(now.rates))[0]
    for name, value in parts.items():
        getattr(luck, name)[..., 0] = value
    return luck


def counted(counters: Any, numbers: dict[str, float]) -> Any:
    """Return the counters of the public with these numbers in them."""
    for index, (name, unit) in enumerate(UNITS_OF_PUBLIC.items()):
        counters[index] = round(numbers.get(name, 0) * unit)
    return counters


def units(names: tuple[str, ...], amounts: tuple[str, ...] = ()) -> dict[str, float]:
    """Return by how much each counter is divided to be read: amounts of feeling are noted in small units."""
    return {name: noted.UNIT if name in amounts else 1.0 for name in names}


UNITS_OF_PUBLIC = units(noted.OF_PUBLIC, noted.AMOUNTS_OF_PUBLIC)


def notes(seen: Noted) -> dict[str, float]:
    """Return what was noted, by name, without what was not."""
    read = (
        (seen.touchpoints, units(noted.AT_TOUCHPOINT, noted.AMOUNTS_AT_TOUCHPOINT)),
        (seen.customers, units(noted.OF_CUSTOMERS, noted.AMOUNTS_OF_CUSTOMERS)),
        (seen.channels, units(noted.AT_CHANNEL)),
        (seen.programmes, units(noted.OF_PROGRAMME, noted.AMOUNTS_OF_PROGRAMME)),
        (seen.surveys, units(ANSWERS)),
        (seen.public, UNITS_OF_PUBLIC),
    )
    found = {}
    for counters, unit_of in read:
        totals = counters.reshape(-1, len(unit_of)).sum(axis=0).tolist()
        found |= {name: total / unit_of[name] for name, total in zip(unit_of, totals, strict=True) if total}
    return found


@pytest.mark.parametrize(("module", "name", "case"), CASES)
def test_case(module: str, name: str, case: dict[str, Any]) -> None:
    case = named(case)
    function = getattr(import_module(f"simulator.customer.{module}"), name)
    now = people.circumstances(**case.get("now", {}))
    seen = people.counters(now)
    given = arguments(function, case, now, seen)
    answer = function(**given)
    if "returns" in case:
        assert answer == pytest.approx(case["returns"], abs=LAST_DIGIT), case["why"]
    for column, value in case.get("becomes", {}).items():
        assert getattr(given["c"], column) == pytest.approx(value, abs=LAST_DIGIT), f"{column}: {case['why']}"
    for box, value in case.get("letters_then", {}).items():
        assert getattr(given["letters"], box)[0] == value, f"{box}: {case['why']}"
    for known, value in case.get("becomes_known", {}).items():
        assert getattr(given["following"], known) == pytest.approx(value, abs=LAST_DIGIT), f"{known}: {case['why']}"
    if "notes" in case:
        assert notes(seen) == pytest.approx(case["notes"], abs=LAST_DIGIT), case["why"]


@pytest.mark.parametrize(("module", "name", "case"), CASES)
def test_a_case_says_what_comes_out_and_why(module: str, name: str, case: dict[str, Any]) -> None:
    function = getattr(import_module(f"simulator.customer.{module}"), name)
    parameters = set(inspect.signature(function).parameters)
    known = {"case", "why", *NUMBERS_AS_WRITTEN, *parameters}
    if parameters & TAKEN_FROM_NOW:
        known.add("now")
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
        and any(isinstance(mark, ast.Name) and mark.id in ("rule", "seldom") for mark in node.decorator_list)
    }


def test_every_function_of_the_rule_has_its_cases() -> None:
    with_cases = {(module, name) for module, name, _ in (case.values for case in CASES)}
    without = {
        (module, name) for module, name in rules() if module != "draws" and name not in ELSEWHERE.get(module, set())
    }
    assert len(rules()) > 50
    assert with_cases == without
