"""Every text is there in both languages, says something else in each, and has the same places for numbers."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from tests.house import source

FILES = [file for file in source.files() if "lessons" in file.relative_to(source.PACKAGE).parts]
ALIKE = {"week", "programme", "incident", "investment"}
"""Words that are the same in both."""


def texts(tree: ast.AST) -> list[tuple[str, str]]:
    """Return each text that is written down in a file, in both languages."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
            values = [each.value for each in node.args if isinstance(each, ast.Constant)]
            if len(values) == len(node.args):
                found.append(tuple(map(str, values)))
    return found


def places(text: str) -> list[str]:
    """Return the names of the places for numbers."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def wrong(pairs: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the texts that miss a language, say the same in both, or have other places in one."""
    return [pair for pair in pairs if not is_well(pair)]


def is_well(pair: tuple[str, ...]) -> bool:
    """Return whether both languages are there, differ, and have the same places for numbers."""
    if len(pair) != 2 or not all(each.strip() for each in pair):
        return False
    return (pair[0] != pair[1] or pair[0] in ALIKE) and places(pair[0]) == places(pair[1])


@pytest.mark.parametrize("file", FILES, ids=source.name_of)
def test_every_text_is_there_in_both_languages(file: Path) -> None:
    assert wrong(list(texts(source.parsed(file)))) == []


def test_there_are_texts_to_look_at() -> None:
    assert sum(len(texts(source.parsed(file))) for file in FILES) > 400


@pytest.mark.parametrize("line", ['Text("one")', 'Text("a", "a")', 'Text("{x} a", "{y} b")', 'Text("a {x}", "b")'])
def test_a_text_that_misses_something_is_seen(line: str) -> None:
    assert len(wrong(list(texts(ast.parse(line))))) == 1
