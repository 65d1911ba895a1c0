"""What is wrong in a file of many rows: the first places are named, the rest is counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count, islice

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.population.table_file import Batch, Place, TableFile

MOST_PROBLEMS = 20
"""So many are named; of the rest it is said how many there are."""

Say = Callable[[str, int], str]
"""Says what is wrong with the cell in a column, given by its name, and a row of the batch."""


class Mistakes:
    """Collects what is wrong with a file, batch by batch, in the order of the file.

    Example:
        >>> Mistakes(TableFile(Path("log.csv"))).total  # doctest: +SKIP
        0
    """

    def __init__(self, file: TableFile) -> None:
        self.file = file
        self.total = 0
        self._named: list[Problem] = []

    def add(self, problem: Problem) -> None:
        """Take one problem; also from somewhere before others, as what is only known at the end."""
        self.total += 1
        self._named.append(problem)

    def look(self, batch: Batch, wrong: Mapping[str, np.ndarray], say: Say) -> None:
        """Take what is wrong in a batch: for each column, by its name, the rows as a mask, and lines torn apart."""
        bad_rows = np.zeros(batch.rows, bool)
        for mask in wrong.values():
            bad_rows |= mask
        found = sum(int(mask.sum()) for mask in wrong.values()) + batch.torn
        if found == 0:
            return
        self.total += found
        room = MOST_PROBLEMS - len(self._named)
        if room > 0:
            rows = np.flatnonzero(bad_rows)[:room].tolist()
            name = self._name_in_parquet if self.file.is_parquet else self._name_in_csv
            name(batch, rows, sorted(wrong, key=self.file.names.index), wrong, say)

    def raise_any(self) -> None:
        """Raise ScenarioError if anything is wrong."""
        if not self.total:
            return
        named = sorted(self._named, key=lambda problem: (problem.line, problem.column))[:MOST_PROBLEMS]
        if self.total > len(named):
            path = str(self.file.path)
            named.append(Problem(path, 0, 0, f"and {self.total - len(named):,} more that are wrong"))
        raise ScenarioError(named)

    def place_of(self, batch: Batch, row: int, name: str) -> Place:
        """Return the line and the column in which the cell of a row of a batch stands."""
        at = self.file.names.index(name)
        if self.file.is_parquet:
            return batch.place_in_parquet(row, at)
        whole = (places for fields, places in batch.records() if len(fields) == len(self.file.names))
        return next(islice(whole, row, None))[at]

    def _name_in_parquet(
        self, batch: Batch, rows: list[int], names: Sequence[str], wrong: Mapping[str, np.ndarray], say: Say
    ) -> None:
        for row in rows:
            for name in names:
                if wrong[name][row]:
                    place = batch.place_in_parquet(row, self.file.names.index(name))
                    self._named.append(Problem(str(self.file.path), *place, say(name, row)))

    def _name_in_csv(
        self, batch: Batch, rows: list[int], names: Sequence[str], wrong: Mapping[str, np.ndarray], say: Say
    ) -> None:
        """Go through the lines until all that is wrong, or enough of it, has its place."""
        width = len(self.file.names)
        path = str(self.file.path)
        left = set(rows)
        row = count()
        torn = batch.torn
        for fields, places in batch.records():
            if len(self._named) >= MOST_PROBLEMS or not (left or torn):
                return
            if len(fields) != width:
                torn -= 1
                self._named.append(Problem(path, *places[0], _torn(len(fields), width, self.file.divided_by)))
                continue
            here = next(row)
            if here not in left:
                continue
            left.remove(here)
            for name in names:
                if wrong[name][here]:
                    place = places[self.file.names.index(name)]
                    self._named.append(Problem(path, *place, say(name, here)))


def _torn(fields: int, width: int, divided_by: str) -> str:
    counted = "1 field" if fields == 1 else f"{fields} fields"
    return f"has {counted} (between {divided_by}), where the first line has {width}"
