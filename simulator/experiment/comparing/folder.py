"""The folder of a comparison: written whole, and enough to make it once more."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from simulator.errors import ResultsError
from simulator.experiment.comparing.comparison import Asked, Comparison
from simulator.experiment.comparing.metrics import METRICS, PAIRED
from simulator.projection.files import files_in, made_with, name_from, write_json, write_table
from simulator.projection.names import TO
from simulator.projection.results import (
    COMPARISON,
    DICTIONARY,
    FIGURES,
    FORMAT_VERSION,
    MANIFEST,
    SUMMARY,
    rows_of_counts,
)
from simulator.projection.whole import write_whole
from simulator.scenario.file.anchoring import with_files
from simulator.scenario.file.shapes import shape_of
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import fingerprint, values_of

TABLE = "comparison.parquet"

COLUMNS = {
    "alternative": ("", "name of the alternative"),
    "week": ("week", "week of the story, from 1"),
    "segment": ("", "name of the segment; all is everybody; what has no segments is under all only"),
    "measure": ("", "one of `measures`"),
    "base": ("see the measure", "mean over the replicates in the base"),
    "other": ("see the measure", "mean over the replicates in the alternative"),
    "difference": ("see the measure", "mean over the replicates of alternative less base, each with the same luck"),
    "low": ("see the measure", "lower end of the 95 % interval of the difference; not a number from one replicate"),
    "high": ("see the measure", "upper end of that interval"),
}


def counts_of(world: int) -> str:
    """Return the name of the file that holds what was counted in a world; the base is world 0.

    Example:
        >>> counts_of(1)
        'counts-1.parquet'
    """
    return f"counts-{world}.parquet"


def save(comparison: Comparison, target: Path, *, figures: bool = True, command: Sequence[str] = ()) -> Path:
    """Write a result folder: see `Comparison.save`."""

    def fill(folder: Path) -> None:
        for number, tallies in enumerate(comparison.tallies):
            write_table(folder / counts_of(number), rows_of_counts(tallies))
        write_table(folder / TABLE, _batches(comparison), ["alternative", "week", "segment", "measure"])
        write_json(folder / SUMMARY, comparison.summary())
        write_json(folder / DICTIONARY, dictionary_of(comparison))
        if figures:
            (folder / FIGURES).mkdir()
            comparison.plot.save_all(folder / FIGURES)
        write_json(folder / MANIFEST, _manifest(comparison, folder, target, command))

    return write_whole(target, fill)


def asked_in(folder: str | Path) -> Asked | None:
    """Return what the comparison in a folder was asked for; None where there is no comparison.

    Raises:
        ResultsError: when its manifest is damaged or of a later format.
    """
    file = Path(folder)
    file = file / MANIFEST if file.is_dir() else file
    if file.name != MANIFEST or not file.is_file():
        return None
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(manifest, dict) or manifest.get("kind") != COMPARISON:
            return None
        if manifest["format_version"] > FORMAT_VERSION:
            raise ResultsError(f"{file} is of format {manifest['format_version']}; this version reads {FORMAT_VERSION}")
        asked = manifest["asked"]

        def from_here(name: str) -> str:
            return os.path.normpath(file.parent / name)

        scenarios = tuple(
            Scenario.model_validate(with_files(values, shape_of(Scenario), from_here)) for values in asked["scenarios"]
        )
        return Asked(scenarios, asked["fork"], asked["replicates"], asked["until"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ResultsError(f"{file} is damaged: {str(error).partition(chr(10))[0]}") from error


def dictionary_of(comparison: Comparison) -> dict[str, Any]:
    """Return name, unit and meaning of every measure, metric and column."""
    measures = {
        measure.name: {"unit": measure.unit, "meaning": measure.meaning}
        for each in comparison.paired
        for measure, _ in each.measures
    }

    def explained(of: dict[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
        return {name: {"unit": unit, "meaning": meaning} for name, (unit, meaning) in of.items()}

    return {
        TABLE: {
            "columns": explained(COLUMNS),
            "segments": list(comparison.paired[0].segments),
            "measures": measures,
        },
        SUMMARY: {
            "metrics": explained(METRICS),
            "pairs": explained(PAIRED),
            "matrix": "rows are where customers are in the base, columns where the same are in the alternative",
            "states": list(TO),
        },
    }


def _batches(comparison: Comparison) -> Iterator[Any]:
    import pyarrow as pa

    labels = [each.label for each in comparison.paired]
    words = list(dict.fromkeys(measure.name for each in comparison.paired for measure, _ in each.measures))
    for number, each in enumerate(comparison.paired):
        rows = each.rows()
        places = np.array([words.index(measure.name) for measure, _ in each.measures], np.int32)
        count = len(rows["week"])

        def worded(codes: np.ndarray, names: Sequence[str]) -> Any:
            return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(list(names), pa.string()))

        yield pa.RecordBatch.from_pydict(
            {
                "alternative": worded(np.full(count, number, np.int32), labels),
                "week": pa.array(rows["week"]),
                "segment": worded(rows["segment"], each.segments),
                "measure": worded(places[rows["measure"]], words),
                "base": pa.array(rows["base"]),
                "other": pa.array(rows["other"]),
                **{name: pa.array(rows[name]) for name in ("difference", "low", "high")},
            }
        )


def _manifest(comparison: Comparison, folder: Path, target: Path, command: Sequence[str]) -> dict[str, Any]:
    def values(scenario: Scenario) -> Any:
        return with_files(values_of(scenario), shape_of(Scenario), lambda name: name_from(target, name))

    asked = comparison.asked
    return {
        "format_version": FORMAT_VERSION,
        "kind": COMPARISON,
        "asked": {
            "scenarios": [values(each) for each in asked.scenarios],
            "fork": asked.at,
            "replicates": asked.replicates,
            "until": asked.until,
        },
        "worlds": [
            {"name": name, "fingerprint": fingerprint(each), "scenario": values(each)}
            for name, each in zip(
                [comparison.label, *(paired.label for paired in comparison.paired)], comparison.scenarios, strict=True
            )
        ],
        "seed": comparison.base.seed,
        "replicates": comparison.replicates,
        "inputs": [each.document() for each in comparison.inputs],
        **made_with(),
        "command": list(command),
        "times": {
            "started": comparison.times.started,
            "seconds": round(comparison.times.seconds, 3),
            "written": datetime.now(UTC).isoformat(timespec="seconds"),
        },
        "files": files_in(folder),
    }
