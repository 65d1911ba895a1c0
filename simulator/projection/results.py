"""A result folder: written whole, and read again."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from simulator.customer.noted import Noted
from simulator.errors import ResultsError
from simulator.population.inputs import input_from
from simulator.population.tally import Size, new_tally
from simulator.projection.names import place_names
from simulator.projection.people import MOST_CUSTOMERS, NoRows, StoredRows
from simulator.projection.projection import Projection, Times
from simulator.projection.tidy import batches
from simulator.projection.whole import write_whole
from simulator.scenario.file.anchoring import with_files
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
        _write(folder / COUNTS, _rows_of_counts(projection.tallies))
        _write(folder / TABLE, batches(projection.scenario, projection.tallies), _WORDS)
        people = projection.people
        if people.count() and (people.count() <= MOST_CUSTOMERS if customers is None else customers):
            _write(folder / CUSTOMERS, people.batches())
        _write_json(folder / SUMMARY, projection.summary())
        _write_json(folder / DICTIONARY, projection.dictionary)
        if figures:
            (folder / FIGURES).mkdir()
            projection.plot.save_all(folder / FIGURES)
        _write_json(folder / MANIFEST, _manifest(projection, folder, target, command))

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
        _read_counts(folder / COUNTS, scenario),
        StoredRows(people) if people.is_file() else NoRows(),
        times,
        inputs,
    )


def _manifest_in(folder: Path) -> dict[str, Any]:
    file = folder / MANIFEST
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except OSError:
        raise ResultsError(f"{folder} is not a result folder: {_what_is_there(folder)}") from None
    except ValueError as error:
        raise ResultsError(f"{file} is damaged: {_first_line(error)}") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("format_version"), int):
        raise ResultsError(f"{file} is not the manifest of a result folder")
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


def _write(file: Path, rows: Any, worded: list[str] | bool = True) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer = None
    # A file opened here tells of a full disk with its number, and is closed whatever happens.
    with file.open("wb") as stream:
        try:
            for batch in rows:
                if writer is None:
                    writer = pq.ParquetWriter(stream, batch.schema, compression="zstd", use_dictionary=worded)
                writer.write_batch(batch)
        finally:
            if writer is not None:
                with suppress(pa.ArrowInvalid):  # after a failed write there is nothing to be closed properly
                    writer.close()


def _rows_of_counts(tallies: Sequence[Noted]) -> Any:
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


def _read_counts(file: Path, scenario: Scenario) -> list[Noted]:
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


def _write_json(file: Path, document: dict[str, Any]) -> None:
    file.write_text(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


def _manifest(projection: Projection, folder: Path, target: Path, command: Sequence[str]) -> dict[str, Any]:
    """The document that says how the folder came about; the only file with times in it.

    Files that the scenario names are named from the folder, which may be read from anywhere.
    """
    scenario = projection.scenario
    return {
        "format_version": FORMAT_VERSION,
        "scenario": with_files(values_of(scenario), shape_of(Scenario), lambda name: _from(target, name)),
        "fingerprint": fingerprint(scenario),
        "seed": scenario.seed,
        "replicates": projection.replicates,
        "inputs": [each.document() for each in projection.inputs],
        "versions": {
            "simulator": _version("engagement-simulator"),
            "python": platform.python_version(),
            **{name: _version(name) for name in ("numpy", "numba", "pyarrow", "matplotlib")},
        },
        "machine": f"{platform.system()} {platform.machine()}",
        "command": list(command),
        "times": {
            "started": projection.times.started,
            "seconds": round(projection.times.seconds, 3),
            "written": datetime.now(UTC).isoformat(timespec="seconds"),
        },
        "files": {
            file.relative_to(folder).as_posix(): {
                "bytes": file.stat().st_size,
                "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
            }
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        },
    }


def _from(folder: Path, name: str) -> str:
    """Return the name of a file as it leads there from a folder; a whole path stays as it is."""
    return name if Path(name).is_absolute() else Path(os.path.relpath(name, folder)).as_posix()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
