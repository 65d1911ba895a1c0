"""The description of the model names what is there: every function, parameter, column, phase, concept and claim."""

from __future__ import annotations

import ast
import re
from itertools import chain

import pytest

from simulator.customer.state import COLUMNS, TIERS
from simulator.customer.week import PHASES
from simulator.evidence.claims import CLAIMS as POINTS
from simulator.evidence.claims import codes_in
from simulator.evidence.keys import all_keys
from simulator.scenario.psychology import Psychology
from tests.house import source

DOCS = source.ROOT / "docs"
OVERVIEW = (DOCS / "model.md").read_text(encoding="utf-8")
SUBMODELS = (DOCS / "submodels.md").read_text(encoding="utf-8")
MODEL = f"{OVERVIEW}\n{SUBMODELS}"
CLAIMS = (DOCS / "claims.md").read_text(encoding="utf-8")
RULE = {file.stem: source.parsed(file) for file in source.files() if file.parent.name == "customer"}
ELEMENTS = (
    "Purpose and patterns",
    "Entities, state variables, scales",
    "Process overview and scheduling",
    "Design concepts",
    "Initialization",
    "Input data",
    "Submodels",
)
CONCEPTS = (
    *("Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction"),
    *("Stochasticity", "Collectives", "Observation"),
)
"""Elements and design concepts of the ODD protocol, in its order."""

ELSEWHERE = ("psychology", "mechanisms", "engagement_index.weights")
"""Parts whose keys are described in another test or on another page."""


def functions(tree: ast.Module) -> set[str]:
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def is_rule(node: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "rule" for each in node.decorator_list)


def named(page: str) -> set[tuple[str, str]]:
    """Return each `module.function` of the rule that a page names, in running text or beside an equation.

    `market.norm` is a key of a scenario, although the rule has a module of that name.
    """
    modules = "|".join(RULE)
    found = set(re.findall(rf"(?<![\w.])({modules})\.(?!py\b)(_?[a-z]\w*)\b", page))
    return found - {(part, name) for part, _, name in (key.path.partition(".") for key in all_keys())}


@pytest.mark.parametrize("page", [OVERVIEW, SUBMODELS, CLAIMS], ids=["model.md", "submodels.md", "claims.md"])
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


def test_every_other_key_that_the_rule_or_the_reckoning_reads_is_mentioned() -> None:
    keys = [key for key in all_keys() if not key.holds_keys and not key.path.startswith(ELSEWHERE)]
    plain = {"name", "why", "mean", "sd", "spread", "seed", "weeks", "replicates"}
    assert {key.path.rpartition(".")[2] for key in keys} - plain - words(MODEL) == set()


def test_every_column_is_in_the_table() -> None:
    table = [line for line in OVERVIEW.splitlines() if line.startswith("|")]
    assert {column.name for column in COLUMNS} - set(chain(*(re.findall(r"`(\w+)`", line) for line in table))) == set()


def test_the_phases_stand_in_their_order() -> None:
    phases = re.findall(r"^\d+\. \*\*([\w ]+)\*\*", OVERVIEW, flags=re.MULTILINE)
    assert phases == list(PHASES)


def test_the_elements_and_the_design_concepts_of_the_protocol_stand_in_their_order() -> None:
    headings = re.findall(r"^## \d+ (.+)$", OVERVIEW, flags=re.MULTILINE)
    assert tuple(headings[: len(ELEMENTS)]) == ELEMENTS
    design = OVERVIEW.partition("## 4 Design concepts")[2].partition("## 5 ")[0]
    assert tuple(re.findall(r"^\*\*([\w ]+)\.\*\*", design, flags=re.MULTILINE)) == CONCEPTS


def test_the_tiers_are_described() -> None:
    assert [tier for tier in TIERS if f"| {tier}" not in MODEL] == []


def test_every_claim_has_its_line_and_every_code_used_is_a_claim() -> None:
    assert re.findall(r"^\| (\w+) \|", CLAIMS, flags=re.MULTILINE) == list(POINTS)
    texts = [node for tree in RULE.values() for node in ast.walk(tree)]
    docstrings = [
        ast.get_docstring(node) or "" for node in texts if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
    ]
    used = set(chain(*(codes_in(text) for text in [*docstrings, MODEL])))
    assert used
    assert used <= set(POINTS)


def test_every_claim_is_met_in_the_description() -> None:
    assert set(POINTS) - codes_in(MODEL) == set()
