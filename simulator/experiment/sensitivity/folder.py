"""The files of an analysis, beside the sweep that it is about; what is there already is never written over."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from simulator.experiment.sensitivity.analysis import Analysis
from simulator.experiment.sensitivity.plotting import pictures
from simulator.experiment.sensitivity.table import document_of
from simulator.projection.results import FIGURES
from simulator.projection.whole import write_file

TABLE = "sensitivity.csv"
DOCUMENT = "sensitivity.json"


def save(analysis: Analysis, folder: Path, *, figures: bool = True) -> Path:
    """Write the table, the document and the pictures of an analysis into a folder; return the table.

    The same analysis gives the same bytes, and is left as it is where it was written before. Where another one was,
    as of other metrics or of fewer runs, this one gets the next free number: `sensitivity-002.csv`.

    Raises:
        ResultsError: when it cannot be written.
    """
    contents = _contents(analysis, figures)
    number = 1
    while True:
        named = {_numbered(name, number): content for name, content in contents.items()}
        others = [name for name, content in named.items() if not _is_free(folder / name, content)]
        if not others:
            break
        number += 1
    for name, content in named.items():
        if not (folder / name).exists():
            write_file(folder / name, lambda file, content=content: file.write_bytes(content))  # type: ignore[misc]
    return folder / _numbered(TABLE, number)


def _contents(analysis: Analysis, figures: bool) -> dict[str, bytes]:
    """Return what each file is to hold."""
    table = analysis.table.to_csv(index=False, float_format="%.10g", lineterminator="\n")
    document = json.dumps(document_of(analysis), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    contents = {TABLE: table.encode(), DOCUMENT: document.encode()}
    if figures:
        with tempfile.TemporaryDirectory() as place:
            for name, picture in pictures(analysis):
                for kind in ("svg", "png"):
                    file = picture.write(Path(place) / f"{name}.{kind}")
                    contents[f"{FIGURES}/{file.name}"] = file.read_bytes()
    return contents


def _numbered(name: str, number: int) -> str:
    """Return the name that a file has in the analysis of that number.

    Example:
        >>> _numbered("sensitivity.csv", 1), _numbered("figures/tornado-staying.png", 2)
        ('sensitivity.csv', 'figures/tornado-staying-002.png')
    """
    if number == 1:
        return name
    stem, _, kind = name.rpartition(".")
    return f"{stem}-{number:03d}.{kind}"


def _is_free(file: Path, content: bytes) -> bool:
    return not file.exists() or (file.is_file() and file.read_bytes() == content)
