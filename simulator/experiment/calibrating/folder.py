"""The folder of a calibration: what was asked, the trials as they come, and at the end the answer.

While trials are made it holds `asked.json` and the record. The same command finds it again and goes on. What is
written at the end is written whole, `calibration.json` last: where that is, the calibration is complete.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from simulator.errors import ResultsError
from simulator.experiment.code import fingerprint_of_code
from simulator.experiment.lock import TakenError, held
from simulator.projection.whole import check_writable, next_name, write_whole

ASKED, ANSWER, LOCK = "asked.json", "calibration.json", "study.lock"
KIND = "calibration"
COMMAND, PLACE = "command", "in"
HOW = (COMMAND, PLACE)
"""What `asked.json` has of how it was asked, and not of what."""
MADE_BY = ("customer", "population", "projection", "scenario", "experiment/calibrating")
"""What moves the figures of a trial, or which is next."""
ONLY_TELLS = tuple(f"experiment/calibrating/{name}.py" for name in ("answer", "fitted_file", "standing", "writing"))
"""Files among these that move nothing."""
FITTED = "fitted.yaml"
TARGETS, POINTS = "fit.csv", "points.csv"
FIGURES = "figures"


def opened(
    target: Path, asked: Mapping[str, Any], command: Sequence[str] = (), *, only_here: bool = False
) -> tuple[Path, bool]:
    """Return the folder to work in and whether it is complete: `target` if it is free or has asked the same.

    Where something else is, it is the next free name, or the next one that has asked the same; with `only_here`
    nothing but `target`. A new folder remembers the `command` and where it was given, to go on with.

    Raises:
        ResultsError: when nothing can be written there, or what is there has asked something else.
    """
    check_writable(target)
    wanted = json.loads(json.dumps(asked))
    while target.exists() and not _is_empty(target):
        found = asked_in(target)
        if {key: value for key, value in found.items() if key not in HOW} == wanted:
            return target, (target / ANSWER).is_file()
        if only_here:
            differs = ", ".join(key for key in wanted if found.get(key) != wanted[key])
            raise ResultsError(
                f"{target} has asked something else than the same command asks now, which differs in: {differs}; "
                "engage calibrate with another --out begins anew"
            )
        target = next_name(target)
    if target.is_dir():
        target.rmdir()  # an empty folder of that name is as good as none

    def fill(folder: Path) -> None:
        document = {**asked, COMMAND: list(command), PLACE: str(Path.cwd())}
        (folder / ASKED).write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    return write_whole(target, fill), False


def is_calibration(folder: Path) -> bool:
    """Return whether a folder holds a calibration, over or not."""
    return bool(asked_in(folder).get("kind") == KIND)


def asked_in(folder: Path) -> dict[str, Any]:
    """Return what the calibration in a folder has asked; nothing where there is none."""
    try:
        found = json.loads((folder / ASKED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def code() -> str:
    """Return what the code comes to that decides what a trial comes to and which is next."""
    return fingerprint_of_code(*MADE_BY, but=ONLY_TELLS)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let no second process work in the folder; the lock goes with the process, however that ends.

    Raises:
        ResultsError: when another process is at work there.
    """
    try:
        with held(folder / LOCK):
            yield
    except TakenError:
        raise ResultsError(
            f"{folder} is being worked in by another process; engage status {folder} tells how far it is"
        ) from None


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())
