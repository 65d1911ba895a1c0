"""What was judged, on the disk: a file a finding, so that an interrupted series goes on where it was.

A folder belongs to one laboratory: its size and seed, and the code that it was made with, which holds the defaults. Of
anything else there comes another folder beside it.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from simulator.errors import ResultsError
from simulator.evidence.finding import Band, Curve, Finding, Outcome, Panel
from simulator.evidence.judging import Judgement, Result
from simulator.evidence.keys import all_keys
from simulator.evidence.laboratory import Laboratory
from simulator.experiment.code import fingerprint_of_code
from simulator.experiment.intervals import Interval, interval_of
from simulator.projection.files import plain
from simulator.projection.whole import check_writable, next_name, write_file, write_whole
from simulator.scenario.library import library

IDENTITY = "laboratory.json"
FIGURES = "figures"
MADE_BY = ("customer", "population", "projection", "scenario", "experiment", "evidence")
"""Rooms whose code moves what is found. Their text is compared: a changed comment costs a run, nothing else."""
ONLY_TELLS = tuple(
    f"evidence/{name}.py"
    for name in ("choosing", "claims", "fitted", "keeping", "keys", "page", "pages", "telling", "tried")
)
"""Files of `evidence/` that move nothing."""
ASSUMED = ("psychology.", "market.")
"""Parts of a scenario whose defaults the findings are about."""


def fingerprint_of_defaults(findings: tuple[Finding, ...]) -> str:
    """Return what all defaults of people and market and the bands of the findings come to: sixteen letters."""
    defaults = [(key.path, key.default) for key in all_keys() if key.path.startswith(ASSUMED)]
    bands = [
        (finding.code, check.name, check.band.low, check.band.high, check.basis, str(check.gone))
        for finding in findings
        for check in finding.checks
    ]
    return hashlib.sha256(repr((sorted(defaults), sorted(bands))).encode()).hexdigest()[:16]


def code() -> str:
    """Return what the code and the library come to that make experiments and their results."""
    return fingerprint_of_code(*MADE_BY, but=ONLY_TELLS, beside=tuple(library().values()))


def identity_of(laboratory: Laboratory, kind: str = "findings") -> dict[str, Any]:
    """Return all that two series must share so that one can go on where the other ended."""
    said = {**asdict(laboratory), "off": list(laboratory.off), "psychology": dict(laboratory.psychology)}
    return {"kind": kind, "version": _version(), "code": code(), **said}


@dataclass(frozen=True)
class Kept:
    """A folder with what was judged so far."""

    folder: Path

    @staticmethod
    def at(target: Path, identity: Mapping[str, Any]) -> Kept:
        """Return the folder to go on in: `target`, or the next name that is free or has the same identity.

        Raises:
            ResultsError: when it cannot be written.
        """
        check_writable(target)
        while target.exists() and not _is_empty(target):
            if _document_in(target / IDENTITY) == identity:
                check_writable(target / IDENTITY)
                return Kept(target)
            target = next_name(target)
        return Kept(write_whole(target, lambda folder: _write(folder / IDENTITY, dict(identity))))

    def has(self, name: str) -> bool:
        """Return whether something is finished."""
        return (self.folder / f"{name}.json").is_file()

    def read(self, name: str) -> dict[str, Any]:
        """Return what was kept.

        Raises:
            ResultsError: when it is damaged.
        """
        document = _document_in(self.folder / f"{name}.json")
        if not isinstance(document, dict):
            raise ResultsError(f"{self.folder / name}.json is damaged; delete it, and it is made again")
        return document

    def write(self, name: str, document: Mapping[str, Any]) -> Path:
        """Keep something that is finished; the file is whole or absent."""
        return write_file(self.folder / f"{name}.json", lambda file: _write(file, dict(document)))

    def draw(self, name: str, write: Callable[[Path], Any]) -> list[Path]:
        """Keep a picture, as SVG for a document and as PNG for a slide."""
        return [write_file(self.folder / FIGURES / f"{name}.{kind}", write) for kind in ("svg", "png")]


def _version() -> str:
    try:
        return version("engagement-simulator")
    except PackageNotFoundError:
        return "not installed"


def _is_empty(place: Path) -> bool:
    return place.is_dir() and not any(place.iterdir())


def name_of(finding: Finding) -> str:
    """Return what the files of a finding are called.

    Example:
        >>> from simulator.evidence.findings import FINDINGS
        >>> name_of(next(each for each in FINDINGS if each.code == "P02"))
        'P02-loss-aversion'
    """
    return f"{finding.code}-{finding.name}"


def document_of(judgement: Judgement) -> dict[str, Any]:
    """Return a judgement as it is written."""
    finding = judgement.finding
    return {
        "code": finding.code,
        "name": finding.name,
        "title": finding.title,
        "verdict": judgement.verdict,
        "done": finding.done,
        "source": finding.source,
        "certainty": finding.certainty,
        "mechanisms": list(finding.mechanisms),
        "note": finding.note,
        "checks": [_check(each) for each in judgement.results],
        "values": {name: _numbers(values) for name, values in judgement.outcome.values.items()},
        "panels": [_panel(each) for each in judgement.outcome.panels],
        "seconds": round(judgement.seconds, 3),
    }


def judgement_from(document: Mapping[str, Any], finding: Finding) -> Judgement:
    """Return what `document_of` wrote, held against the bands once more.

    Raises:
        ResultsError: when something is missing in it.
    """
    try:
        values = {name: _array(each) for name, each in document["values"].items()}
        off = {each["name"]: each["off"] for each in document["checks"]}
        results = tuple(
            Result(check, interval_of(values[check.name]), _interval(off[check.name])) for check in finding.checks
        )
        panels = tuple(_panel_from(each) for each in document["panels"])
        return Judgement(finding, results, Outcome(values, panels), float(document["seconds"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ResultsError(f"what was kept of {finding.code} is damaged; delete it, and it is made again") from error


def _check(result: Result) -> dict[str, Any]:
    check = result.check
    return {
        "name": check.name,
        "says": check.says,
        "published": check.published,
        "basis": check.basis,
        "band": _band(check.band),
        "simulated": _interval_document(result.found),
        "holds": result.holds,
        "miss": plain(result.miss),
        "sure": result.is_sure,
        "gone": None if check.gone is None else _band(check.gone),
        "off": None if result.off is None else _interval_document(result.off),
        "goes": result.goes,
    }


def _band(band: Band) -> dict[str, Any]:
    return {"low": plain(band.low), "high": plain(band.high)}


def _interval_document(found: Interval) -> dict[str, Any]:
    return {name: plain(value) for name, value in found._asdict().items()}


def _interval(document: Mapping[str, Any] | None) -> Interval | None:
    if document is None:
        return None
    return Interval(*(math.nan if document[name] is None else float(document[name]) for name in Interval._fields))


def _panel(panel: Panel) -> dict[str, Any]:
    return {
        "title": panel.title,
        "x": panel.x,
        "y": panel.y,
        "shape": panel.shape,
        "band": None if panel.band is None else _band(panel.band),
        "marks": {name: plain(value) for name, value in panel.marks.items()},
        "curves": [
            {
                "label": curve.label,
                "x": list(curve.x) if isinstance(curve.x, tuple) else _numbers(curve.x),
                "y": [_numbers(row) for row in np.atleast_2d(curve.y)],
            }
            for curve in panel.curves
        ],
    }


def _panel_from(document: Mapping[str, Any]) -> Panel:
    band = document["band"]
    return Panel(
        document["title"],
        document["x"],
        document["y"],
        tuple(Curve(each["label"], _places(each["x"]), _array(each["y"])) for each in document["curves"]),
        document["shape"],
        None if band is None else Band(_end(band["low"], -math.inf), _end(band["high"], math.inf)),
        {name: math.nan if value is None else float(value) for name, value in document["marks"].items()},
    )


def _end(value: float | None, open_end: float) -> float:
    return open_end if value is None else float(value)


def _places(values: list[Any]) -> np.ndarray | tuple[str, ...]:
    return tuple(values) if any(isinstance(each, str) for each in values) else _array(values)


def _array(values: list[Any]) -> np.ndarray:
    return np.array(values, dtype=float)  # what is no number was written as null, which becomes nan


def _numbers(values: Any) -> list[float | None]:
    return [plain(float(each)) for each in np.asarray(values, dtype=float).ravel()]


def _write(file: Path, document: Mapping[str, Any]) -> None:
    file.write_text(json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


def _document_in(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
