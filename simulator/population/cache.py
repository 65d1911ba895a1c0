"""Where the compiled loops are kept between runs: a folder that carries a hash of every source of the rule.

The compiler keys what it keeps by the file of a loop alone; a change in `customer/` would go unnoticed. Here it
cannot: another source, another folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import platformdirs

KEEP_FOLDERS = 8


def sources() -> list[Path]:
    """Return the files whose change must lead to compiling anew, in a fixed order."""
    here = Path(__file__).parent
    rule, loops = (
        sorted((here.parent / "customer").glob("*.py")),
        ("society.py", "asking.py", "together.py", "kernel.py"),
    )
    return [*rule, *(here / name for name in loops)]


def fingerprint(files: list[Path]) -> str:
    """Return a short hash of the contents of some files, and of the place and age of the last, the loop's.

    The compiler would not use what was compiled from a loop in another place or of another age; with both in the name
    of the folder, a folder that is filled can be used.
    """
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    loop = files[-1].resolve()
    digest.update(f"{loop}\0{loop.stat().st_mtime_ns}".encode())
    return digest.hexdigest()[:16]


def folder() -> Path | None:
    """Return the folder for the compiled loops of these very sources, made if need be; None if nothing can be written.

    `NUMBA_CACHE_DIR` moves it.
    """
    base = Path(os.environ.get("NUMBA_CACHE_DIR") or platformdirs.user_cache_dir("engagement-simulator"))
    place = base / f"rule-{fingerprint(sources())}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError:
        return None
    _forget_old(base, place)
    return place


def holds(place: Path | None, loop: str) -> bool:
    """Return whether a loop, `file.function`, was compiled before, so that its first call will not have to wait."""
    return place is not None and any(place.rglob(f"{loop}-*.nbc"))


def _forget_old(base: Path, current: Path) -> None:
    others = sorted((p for p in base.glob("rule-*") if p != current), key=lambda p: p.stat().st_mtime, reverse=True)
    for place in others[KEEP_FOLDERS - 1 :]:
        shutil.rmtree(place, ignore_errors=True)
