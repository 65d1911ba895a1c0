"""The description of the model names what is there: every function, parameter, column and claim."""

from __future__ import annotations

import ast
import re
from itertools import chain

import pytest

from simulator.customer.state import COLUMNS, TIERS
from simulator.customer.week import PHASES
from simulator.scenario.psychology import Psychology
from tests.house import source

DOCS = source.ROOT / "docs"
MODEL = (DOCS / "model.md").read_text(encoding="utf-8")
CLAIMS = (DOCS / "claims.md").read_text(encoding="utf-8")
RULE = {file.stem: source.parsed(file) for file in source.files() if file.parent.name == "customer"}
CODES = {
    f"{letter}{number}"
    for letter, last in (("A", 10), ("B", 13), ("C", 10), ("D", 10))
    for number in range(1, last + 1)
}
CODE = re.compile(r"\b[A-D](?:1[0-3]|[1-9])\b")


def functions(tree: ast.Module) -> set[str]:
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def is_rule(node: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "rule" for each in node.decorator_list)


def named(page: str) -> set[tuple[str, str]]:
    """Return each `module.function` of the rule that a page names, in running text or beside an equation."""
    modules = "|".join(RULE)
    return set(re.findall(rf"\b({modules})\.(?!py\b)(_?[a-z]\w*)\b", page))


@pytest.mark.parametrize("page", [MODEL, CLAIMS], ids=["model.md", "claims.md"])
def test_every_function_that_is_named_exists(page: str) -> None:
    assert named(page)
    assert {(module, name) for module, name in named(page) if name not in functions(RULE[module])} == set()


def test_every_function_of_the_rule_is_described() -> None:
    """All but the draws, which a decision and their own tests describe."""
    rules = {
        (module, node.name)
        for module, tree in RULE.items()
        if module != "draws"
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and is_rule(node) and not node.name.startswith("_")
    }
    assert rules - named(MODEL) == set()


def words(page: str) -> set[str]:
    return set(re.findall(r"[a-z]\w+", page))


def test_every_parameter_of_people_is_mentioned() -> None:
    assert set(Psychology.model_fields) - {"why"} - words(MODEL) == set()


def test_every_column_is_in_the_table() -> None:
    table = [line for line in MODEL.splitlines() if line.startswith("|")]
    assert {column.name for column in COLUMNS} - set(chain(*(re.findall(r"`(\w+)`", line) for line in table))) == set()


def test_the_phases_stand_in_their_order() -> None:
    assert re.findall(r"^\d\. \*\*(\w+)\*\*", MODEL, flags=re.MULTILINE) == list(PHASES)


def test_the_tiers_are_described() -> None:
    assert [tier for tier in TIERS if f"| {tier}" not in MODEL] == []


def test_every_claim_has_its_line_and_every_code_used_is_a_claim() -> None:
    assert set(re.findall(r"^\| (\w+) \|", CLAIMS, flags=re.MULTILINE)) == CODES
    texts = [node for tree in RULE.values() for node in ast.walk(tree)]
    docstrings = [
        ast.get_docstring(node) or "" for node in texts if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
    ]
    used = set(chain(*(CODE.findall(text) for text in [*docstrings, MODEL])))
    assert used
    assert used <= CODES
