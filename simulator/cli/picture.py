"""Writing a single picture that somebody asked for by name: refused before the work, written only where nothing is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import ResultsError, UsageError

if TYPE_CHECKING:
    from simulator.report.style import Picture

KINDS = (".png", ".svg")


def check_name(place: Path) -> None:
    """Refuse a name that no picture can be given.

    Raises:
        UsageError: for another kind of file, a name that is taken, or a folder that is not there.
    """
    if place.suffix not in KINDS:
        raise UsageError(f"{place} is no name for a picture: it must end in {' or '.join(KINDS)}")
    if place.exists() or place.is_symlink():
        raise UsageError(f"{place} is there already; name a new file")
    if not place.parent.is_dir():
        raise UsageError(f"{place.parent} is no folder")


def write_new(picture: Picture, place: Path) -> None:
    """Write a picture under a name that is free.

    Raises:
        ResultsError: when it cannot be written.
    """
    try:
        with place.open("xb"):  # taken, should somebody else want the same name
            pass
        picture.write(place)
    except OSError as error:
        raise ResultsError(f"{place} cannot be written: {error.strerror or error}") from error
