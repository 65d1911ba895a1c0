"""Files that can be read in one sitting, and a sentence on everything that others may use."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import source

LONGEST = 400


def public(node: ast.Module | ast.ClassDef, prefix: str = "") -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef]]:
    """Yield the public classes and functions of a module, and the public classes inside classes, with their names."""
    for child in node.body:
        if not isinstance(child, ast.ClassDef | ast.FunctionDef) or child.name.startswith("_"):
            continue
        if isinstance(child, ast.ClassDef):
            yield prefix + child.name, child
            yield from public(child, f"{prefix}{child.name}.")
        elif isinstance(node, ast.Module):
            yield prefix + child.name, child


@pytest.mark.parametrize("file", source.files(), ids=source.name_of)
def test_a_file_is_short(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("file", source.files(), ids=source.name_of)
def test_everything_public_says_what_it_is(file: Path) -> None:
    tree = source.parsed(file)
    assert ast.get_docstring(tree), f"{source.name_of(file)} has no docstring"
    assert [name for name, node in public(tree) if not ast.get_docstring(node)] == []
