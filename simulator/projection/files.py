"""What every result folder is made of: tables, documents, and what a manifest says of how it was made."""

from __future__ import annotations

import hashlib
import json
import math
import os
import platform
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any


def write_table(file: Path, rows: Any, worded: list[str] | bool = True) -> None:
    """Write record batches as Parquet; `worded` are the columns that hold few different words."""
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


def write_json(file: Path, document: dict[str, Any]) -> None:
    """Write a document, one line a value."""
    file.write_text(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


def plain(value: Any) -> Any:
    """Return a value as JSON and Parquet have it: nothing for what is no number, anything else as it is.

    Example:
        >>> plain(0.5), plain(float("nan")), plain("loyal"), plain(None)
        (0.5, None, 'loyal', None)
    """
    if not isinstance(value, float):
        return value
    return float(value) if math.isfinite(value) else None


def made_with() -> dict[str, Any]:
    """Return the versions and the kind of machine that results depend on."""
    return {
        "versions": {
            "simulator": _version("engagement-simulator"),
            "python": platform.python_version(),
            **{name: _version(name) for name in ("numpy", "numba", "pyarrow", "matplotlib")},
        },
        "machine": f"{platform.system()} {platform.machine()}",
    }


def files_in(folder: Path) -> dict[str, dict[str, Any]]:
    """Return size and hash of every file in a folder, by name."""
    return {
        file.relative_to(folder).as_posix(): {
            "bytes": file.stat().st_size,
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        }
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def name_from(folder: Path, name: str) -> str:
    """Return the name of a file as it leads there from a folder; a whole path stays as it is."""
    return name if Path(name).is_absolute() else Path(os.path.relpath(name, folder)).as_posix()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
