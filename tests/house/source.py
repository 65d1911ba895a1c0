"""The source as the house tests see it: its files, its rooms, what they import."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "simulator"


def files() -> list[Path]:
    """Return every Python file of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def name_of(file: Path) -> str:
    """Return how a file is called in messages: its path inside the package."""
    return file.relative_to(PACKAGE).as_posix()


@functools.cache
def parsed(file: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def room_of(module: str) -> str:
    """Return the room that a dotted name of ours lies in: `simulator.customer.draws` lies in `customer`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "simulator"


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted name of everything imported, wherever in the file: at the top, in functions, for types only."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            # `from simulator import errors` names a room, `from simulator.errors import Problem` a thing in one.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
