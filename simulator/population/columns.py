"""The customers as columns: views on one block of memory that cannot be put elsewhere, only written into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from simulator.customer.state import COLUMNS, ROW, new_rows


class Columns(Mapping[str, np.ndarray]):
    """All customers, one row each, read and written column by column.

    A column is a view: writing into it changes the customers, putting another array in its place is refused.

    Example:
        >>> people = Columns(3)
        >>> people["balance"][1] = 2.5
        >>> people.rows[1]["balance"].item()
        2.5
    """

    def __init__(self, customers: int) -> None:
        self._rows = new_rows(customers)

    @property
    def rows(self) -> np.ndarray:
        """The rows themselves, a structured array of type `ROW`."""
        return self._rows

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in ROW.names:  # type: ignore[operator]  # a structured type always has names
            raise KeyError(f"no column {name!r}; there are {', '.join(self)}")
        return self._rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(column.name for column in COLUMNS)

    def __len__(self) -> int:
        return len(COLUMNS)

    @property
    def customers(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def describe(self) -> list[dict[str, Any]]:
        """Return name, type, bytes per customer, unit and meaning of each column."""
        return [
            {
                "name": column.name,
                "dtype": column.dtype,
                "bytes": np.dtype(column.dtype).itemsize,
                "kind": column.kind,
                "unit": column.unit,
                "meaning": column.meaning,
            }
            for column in COLUMNS
        ]

    def __repr__(self) -> str:
        return f"Columns({self.customers:,} customers x {ROW.itemsize} bytes = {self._rows.nbytes / 1e6:,.1f} MB)"
