"""Which code made something: results of two kinds of code do not belong together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


@cache
def fingerprint_of_code(*places: str, but: tuple[str, ...] = (), beside: tuple[Path, ...] = ()) -> str:
    """Return what some code comes to: sixteen letters.

    `places` are rooms or files of the package, `but` are files among them that move no figure, `beside` are files from
    elsewhere that do. Their text counts: a changed comment is another code.
    """
    found = hashlib.sha256()
    for name, file in (*_files(places, but), *((file.name, file) for file in beside)):
        found.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def _files(places: Iterable[str], but: tuple[str, ...]) -> Iterable[tuple[str, Path]]:
    for place in places:
        root = PACKAGE / place
        for file in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
            name = file.relative_to(PACKAGE).as_posix()
            if name not in but:
                yield name, file
