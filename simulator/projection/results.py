"""A result folder: written whole, and read again."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from simulator.customer.noted import Noted
from simulator.errors import ResultsError
from simulator.population.inputs import input_from
from simulator.population.tally import Size, new_tally
from simulator.projection.files import files_in, made_with, name_from, write_json, write_table
from simulator.projection.names import place_names
from simulator.projection.people import MOST_CUSTOMERS, NoRows, StoredRows
from simulator.projection.projection import Projection, Times
from simulator.projection.tidy import batches
from simulator.projection.whole import write_whole
from simulator.scenario.file.anchoring import with_files
from simulator.scenario.file.folders import held_by
from simulator.scenario.file.shapes import shape_of
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import fingerprint, values_of

FORMAT_VERSION = 2
MANIFEST = "manifest.json"
TABLE = "projection.parquet"
COUNTS = "counts.parquet"
CUSTOMERS = "customers.parquet"
SUMMARY = "summary.json"
DICTIONARY = "dictionary.json"
FIGURES = "figures"
COMPARISON = "comparison"
"""What a manifest says of its kind when the folder holds no projection but what differs between several."""
SWEEP = "sweep"
"""The same where the folder holds the many runs of a sweep."""
_WORDS = ["replicate", "week", "segment", "measure"]


def save(
    projection: Projection,
    target: Path,
    *,
    figures: bool = True,
    customers: bool | None = None,
    command: Sequence[str] = (),
) -> Path:
    """Write a result folder: see `Projection.save`."""

    def fill(folder: Path) -> None:
        # The counts come first: they are few and everything else follows from them.
        write_table(folder / COUNTS, rows_of_counts(projection.tallies))
        write_table(folder / TABLE, batches(projection.scenario, projection.tallies), _WORDS)
        people = projection.people
        if people.count() and (people.count() <= MOST_CUSTOMERS if customers is None else customers):
            write_table(folder / CUSTOMERS, people.batches())
        write_json(folder / SUMMARY, projection.summary())
        write_json(folder / DICTIONARY, projection.dictionary)
        if figures:
            (folder / FIGURES).mkdir()
            projection.plot.save_all(folder / FIGURES)
        write_json(folder / MANIFEST, _manifest(projection, folder, target, command))

    return write_whole(target, fill)


def load(folder: str | Path) -> Projection:
    """Return the projection in a result folder; the customers are read when they are asked for.

    Raises:
        ResultsError: when it is no result folder, a damaged one, or of a later format.

    Example:
        >>> load("results/telecom/run-001").churn()  # doctest: +SKIP
    """
    folder = Path(folder)
    manifest = _manifest_in(folder)
    try:
        values = with_files(manifest["scenario"], shape_of(Scenario), lambda name: os.path.normpath(folder / name))
        scenario = Scenario.model_validate(values)
        missing = [name for name in manifest["files"] if not (folder / name).is_file()]
        damaged = [
            name
            for name, file in manifest["files"].items()
            if name not in missing and (folder / name).stat().st_size != file["bytes"]
        ]
        times = Times(manifest["times"]["started"], manifest["times"]["seconds"])
        inputs = tuple(input_from(document) for document in manifest.get("inputs", []))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ResultsError(f"{folder / MANIFEST} is damaged: {_first_line(error)}") from error
    if COUNTS in missing:
        raise ResultsError(f"{folder} is incomplete: {COUNTS} is missing")
    if COUNTS in damaged or CUSTOMERS in damaged:
        raise ResultsError(f"{folder} is damaged: {' and '.join(damaged)} changed since it was written")
    people = folder / CUSTOMERS
    return Projection(
        scenario,
        read_counts(folder / COUNTS, scenario),
        StoredRows(people) if people.is_file() else NoRows(),
        times,
        inputs,
    )


def _manifest_in(folder: Path) -> dict[str, Any]:
    file = folder / MANIFEST
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except OSError:
        if held := held_by(folder):
            raise ResultsError(f"{folder} holds {held}") from None
        raise ResultsError(f"{folder} is not a result folder: {_what_is_there(folder)}") from None
    except ValueError as error:
        raise ResultsError(f"{file} is damaged: {_first_line(error)}") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("format_version"), int):
        raise ResultsError(f"{file} is not the manifest of a result folder")
    if held := held_by(folder):
        raise ResultsError(f"{folder} holds {held}")
    if manifest["format_version"] > FORMAT_VERSION:
        made_by = manifest.get("versions", {}).get("simulator", "a later version")
        raise ResultsError(
            f"{folder} was written by {made_by} in format {manifest['format_version']}; this version reads up to "
            f"format {FORMAT_VERSION}"
        )
    return manifest


def _what_is_there(folder: Path) -> str:
    if not folder.exists():
        return "there is no such folder"
    if not folder.is_dir():
        return "it is a file"
    runs = sorted(path.parent.name for path in folder.glob(f"*/{MANIFEST}"))
    return f"it has no {MANIFEST}" + (f", but holds {', '.join(runs[:5])}; name one of them" if runs else "")


def _first_line(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    return str(error).partition("\n")[0]


def rows_of_counts(tallies: Sequence[Noted]) -> Any:
    """Yield the counts as record batches, one a replicate."""
    import pyarrow as pa

    for replicate, tally in enumerate(tallies):
        yield pa.RecordBatch.from_pydict(
            {
                "replicate": pa.array(np.array([replicate], np.int32)),
                **{
                    name: pa.ListArray.from_arrays(
                        pa.array(np.array([0, array.size], np.int32)), pa.array(np.asarray(array, np.int64).ravel())
                    )
                    for name, array in tally._asdict().items()
                },
            }
        )


def read_counts(file: Path, scenario: Scenario) -> list[Noted]:
    """Return the counts in a file, one tally a replicate.

    Raises:
        ResultsError: when it is damaged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    tallies = []
    try:
        with pq.ParquetFile(file) as stored:
            for group in range(stored.num_row_groups):
                rows = stored.read_row_group(group)
                empty = new_tally(size_of(scenario))
                arrays = {
                    name: rows.column(name).chunk(0).values.to_numpy().reshape(_shape(name, array))
                    for name, array in empty._asdict().items()
                }
                tallies.append(Noted(**arrays))
    except (OSError, KeyError, ValueError, pa.ArrowException) as error:
        raise ResultsError(f"{file} is damaged or of another version: {_first_line(error)}") from error
    return tallies


def _shape(name: str, array: np.ndarray) -> tuple[int, ...]:
    """Return the shape of stored counts; how long the tenures are that were counted only a file of customers knows."""
    return (array.shape[0], -1, array.shape[2]) if name == "tenure" else array.shape


def size_of(scenario: Scenario) -> Size:
    """Return the size of the tallies of a scenario; with customers from a file, tenure may run further."""
    tenure = scenario.weeks + scenario.warm_up_weeks + 1
    return Size(
        scenario.weeks,
        len(scenario.segments),
        len(place_names(scenario)),
        tenure,
        len(scenario.recovery.channels),
        len(scenario.programmes),
        len(scenario.interventions),
    )


def _manifest(projection: Projection, folder: Path, target: Path, command: Sequence[str]) -> dict[str, Any]:
    """The document that says how the folder came about; the only file with times in it.

    Files that the scenario names are named from the folder, which may be read from anywhere.
    """
    scenario = projection.scenario
    return {
        "format_version": FORMAT_VERSION,
        "scenario": with_files(values_of(scenario), shape_of(Scenario), lambda name: name_from(target, name)),
        "fingerprint": fingerprint(scenario),
        "seed": scenario.seed,
        "replicates": projection.replicates,
        "inputs": [each.document() for each in projection.inputs],
        **made_with(),
        "command": list(command),
        "times": {
            "started": projection.times.started,
            "seconds": round(projection.times.seconds, 3),
            "written": datetime.now(UTC).isoformat(timespec="seconds"),
        },
        "files": files_in(folder),
    }
