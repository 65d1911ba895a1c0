"""The customers as they are at the end, one row each, as a table that other programs understand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from simulator.customer.state import AWAITS_RECORD, COLUMNS, NEVER, NO_CASE, NOT_YET
from simulator.projection.names import REASONS, STATUSES, TIERS, WAYS_IN, channel_names, place_names
from simulator.scenario.schema import Scenario

BATCH = 131_072
"""Rows that are turned into a table at a time."""

MOST_CUSTOMERS = 1_000_000
"""Rows that are kept of further replicates, and written, unasked."""

NAMED = {
    "status": STATUSES,
    "tier": TIERS,
    "joined_through": WAYS_IN,
    "root_cause": REASONS,
    "stated_reason": REASONS,
}
WEEKS = ("joined_week", "left_week", "contributed_week")

IDENTITY = (
    ("replicate", "", "number of the run among those with the same seed"),
    ("customer", "", "number of the customer within the replicate, from 1"),
)


class People(Protocol):
    """Where the rows of the customers come from: memory or a file."""

    def count(self) -> int:
        """How many rows there are."""

    def batches(self) -> Iterator[Any]:
        """Yield `pyarrow.RecordBatch`es, all with the same columns."""


@dataclass(frozen=True)
class KeptRows:
    """The rows of the first replicates, as the population left them."""

    scenario: Scenario
    rows: Sequence[np.ndarray]

    def count(self) -> int:
        """How many rows there are."""
        return sum(len(rows) for rows in self.rows)

    def batches(self) -> Iterator[Any]:
        """Yield the rows with names for tiers, segments and reasons; no week and no open case are nulls."""
        import pyarrow as pa

        for replicate, rows in enumerate(self.rows):
            for start in range(0, len(rows), BATCH):
                part = rows[start : start + BATCH]
                yield pa.RecordBatch.from_pydict(
                    {
                        "replicate": pa.array(np.full(len(part), replicate, np.int32)),
                        "customer": pa.array(np.arange(start + 1, start + len(part) + 1, dtype=np.int32)),
                        **{column.name: self._column(column.name, part[column.name]) for column in COLUMNS},
                    }
                )

    def _column(self, name: str, values: np.ndarray) -> Any:
        import pyarrow as pa

        if name in WEEKS:
            return pa.array(values, mask=(values == NEVER) | (values == NOT_YET))
        if name == "room":
            return pa.array(values != 0)
        if name == "segment":
            words: tuple[str, ...] = tuple(segment.name for segment in self.scenario.segments)
        elif name == "case_touchpoint":
            words = place_names(self.scenario)
        elif name in {"preferred_channel", "case_channel"}:
            words = channel_names(self.scenario)
            values = values % AWAITS_RECORD  # by which channel, whoever says when it is answered
        elif name in NAMED:
            words = NAMED[name]
        else:
            return pa.array(values)
        codes = pa.array(values.astype(np.int8), mask=values == NO_CASE if name == "case_touchpoint" else None)
        return pa.DictionaryArray.from_arrays(codes, pa.array(words))


@dataclass(frozen=True)
class StoredRows:
    """The rows in a Parquet file, read when they are asked for."""

    file: Path

    def count(self) -> int:
        """How many rows there are."""
        import pyarrow.parquet as pq

        return int(pq.read_metadata(self.file).num_rows)

    def batches(self) -> Iterator[Any]:
        """Yield the rows as they are in the file."""
        import pyarrow.parquet as pq

        with pq.ParquetFile(self.file) as stored:
            yield from stored.iter_batches(BATCH)


@dataclass(frozen=True)
class NoRows:
    """Nothing was kept."""

    def count(self) -> int:
        """How many rows there are."""
        return 0

    def batches(self) -> Iterator[Any]:
        """Yield nothing."""
        return iter(())


def described() -> dict[str, dict[str, str]]:
    """Return unit and meaning of every column of the table of customers."""
    columns = {name: {"unit": unit, "meaning": meaning} for name, unit, meaning in IDENTITY}
    return columns | {column.name: {"unit": column.unit, "meaning": column.meaning} for column in COLUMNS}
