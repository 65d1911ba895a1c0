"""Customers read from a file, CSV or Parquet: what is known of each, column by column, as far as it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.customer.state import COLUMNS
from simulator.errors import Problem
from simulator.population.cells import (
    NOT_SAID,
    UNKNOWN,
    Range,
    holds_numbers,
    holds_words,
    mended,
    not_among,
    numbers_of,
    shown,
    words_of,
)
from simulator.population.mistakes import Mistakes
from simulator.population.table_file import BLOCK, Batch, TableFile, one
from simulator.scenario.file.words import listed, nearest
from simulator.scenario.people import PeopleFile

_SHARE = Range(0, 1)
_CHARGE = Range(-1, 1)
_RATIO = Range(0, 1000)
_FADING = Range(0, 1000)

RANGES: dict[str, Range] = {
    "tenure_weeks": Range(0, 5200, whole=True),  # a hundred years
    "success_weight": _SHARE,
    "effort_weight": _SHARE,
    "emotion_weight": _SHARE,
    "participation_need": _SHARE,
    "appreciation_need": _SHARE,
    "sensation_need": _SHARE,
    "affinity": Range(-2, 2),  # drawn around a mean of -1 to 1
    "usage": _RATIO,
    "loss_aversion": _RATIO,
    "price_sensitivity": _RATIO,
    "stay_base": Range(-20, 20),
    "talkativeness": _RATIO,
    "balance": Range(-1000, 1000),
    "expectation": _CHARGE,
    "trust": _SHARE,
    "habit": _SHARE,
    "identification": Range(-1, 1),
    "appreciation": _SHARE,
    "sensation": _SHARE,
    "participation": _SHARE,
    "investment": _SHARE,
    "used_to_participation": _FADING,
    "used_to_appreciation": _FADING,
    "used_to_sensation": _FADING,
    "stirred": _FADING,
    "unsettled": _FADING,
    "memory_peak": Range(-100, 100),  # charges of failures and delights have no bound, but are hardly ever above 10
    "memory_end": Range(-100, 100),
    "memory_mean": Range(-100, 100),
    "failures": _FADING,
    "hurt": _FADING,
    "avoidance": _FADING,
    "experiences": Range(0, 65535, whole=True),
    "contributed_week": Range(-5200, 0, whole=True),
}
"""The numbers that a file may say of a customer, and what each may be.

Beside them it may say `segment` and `room`, in words. It cannot say what follows from the rest (status, tier), what an
open complaint or a departure was like, nor a preferred channel, which has a number only within a scenario.
"""

_SHARES = (
    ("success_weight", "effort_weight", "emotion_weight"),
    ("participation_need", "appreciation_need", "sensation_need"),
)
"""Three shares of one each, of which a customer keeps the first two: the third is what they leave."""

GIVABLE: tuple[str, ...] = (
    "tenure_weeks",
    *(column.name for column in COLUMNS if column.name in RANGES or column.name in ("segment", "room")),
    *(third for _, _, third in _SHARES),
)
"""All that a file may say, in the order of a customer's row; the thirds that follow from two shares come last."""

MOST_CUSTOMERS = 50_000_000

_ROUNDING = 0.011  # three shares written with two decimals may add up to 0.99
_NEEDED = {2: "both are needed, adding up to no more than 1", 3: "at least two are needed, all three adding up to 1"}
_ROOM = {"yes": 1, "no": 0, "true": 1, "false": 0, "1": 1, "0": 0}


@dataclass(frozen=True, eq=False)
class People:
    """What a file says of the customers.

    Example:
        >>> People(1, {"trust": np.array([0.5])}, ("trust",), ("usage",), ()).columns["trust"].tolist()
        [0.5]
    """

    customers: int
    """How many there are: one for each row of the file."""
    columns: dict[str, np.ndarray]
    """float64 for each customer, NaN where the file does not say it; `segment` as its number, `room` as 1 or 0.

    Of three shares of one these are the two that a customer keeps, whichever the file says.
    """
    given: tuple[str, ...]
    """What the file says, in the order of `GIVABLE`."""
    drawn: tuple[str, ...]
    """What the file could say and does not, in that order; it is drawn, or starts as for any newcomer."""
    unused: tuple[str, ...]
    """Columns of the file that were not read."""


def read_people(asked: PeopleFile, segments: Sequence[str], *, block: int = BLOCK) -> People:
    """Return the customers that a scenario takes from a file; `segments` are the scenario's names, in its order.

    The file may say of each customer what is in `GIVABLE`, in its unit (see `customer.state.COLUMNS`); columns of
    other names are left alone and listed in `People.unused`. `tenure_weeks` are full weeks until week 1, and
    `contributed_week` is 0 for the week before it. The three weights, and the three needs, add up to 1: two of them are
    enough. An empty cell, also NA, NaN or null, says nothing. `block`, bytes of CSV that are taken at a time, changes
    the memory needed and nothing else.

    Raises ScenarioError with file, line and column of everything that is wrong: up to `mistakes.MOST_PROBLEMS` places,
    and how many more there are.

    Example:
        >>> read_people(PeopleFile(file="people.csv"), ["consumer", "business"]).customers  # doctest: +SKIP
        1000
    """
    file = TableFile(Path(asked.file), list(asked.columns.values()), block)
    if not file.names:
        raise one(file.path, "has no customers; a first line names the columns, and each line after it is a customer")
    return _Reader(file, asked, segments).read()


class _Reader:
    """Reads one file."""

    def __init__(self, file: TableFile, asked: PeopleFile, segments: Sequence[str]) -> None:
        self.file = file
        self.mistakes = Mistakes(file)
        own = {name: index for index, name in enumerate(segments)}
        self.codes: dict[str, dict[str, int]] = {"segment": dict(own), "room": _ROOM}
        for word, segment in asked.segments.items():
            if segment in own:
                self.codes["segment"][word.strip()] = own[segment]
            else:
                self._wrong_as_a_whole(f"segments, for {word!r}: {not_among(repr(segment), list(own))}")
        self.columns = self._columns(asked)
        """Column of the file for each quantity."""
        self._look_for_single_shares()
        self.mistakes.raise_any()

    def read(self) -> People:
        parts: dict[str, list[np.ndarray]] = {name: [] for name in GIVABLE}
        customers = 0
        for batch in self.file.batches(list(self.columns.values())):
            for name, values in self._checked(batch).items():
                if not self.mistakes.total:
                    parts[name].append(values)
            customers += batch.rows
            if customers > MOST_CUSTOMERS:
                raise one(self.file.path, f"has more than {MOST_CUSTOMERS:,} customers")
        self.mistakes.raise_any()
        if not customers:
            raise one(self.file.path, "has no customers: no line follows the names of the columns")
        follows = {name for three in _SHARES for name in three if parts[three[0]]}
        return People(
            customers,
            {name: np.concatenate(parts.pop(name)) for name in GIVABLE if parts[name]},
            tuple(name for name in GIVABLE if name in self.columns),
            tuple(name for name in GIVABLE if name not in self.columns and name not in follows),
            tuple(name for name in self.file.names if name not in self.columns.values()),
        )

    def _columns(self, asked: PeopleFile) -> dict[str, str]:
        """Return the column of each quantity that the file has, and note which are named and not there."""
        for name in asked.columns:
            if name not in GIVABLE:
                self._wrong_as_a_whole(f"columns: {not_among(repr(name), list(GIVABLE))}")
        columns: dict[str, str] = {}
        for name in GIVABLE:
            column = asked.columns.get(name, name)
            if column in self.file.names:
                columns[name] = column
            elif name in asked.columns:
                self.mistakes.add(self.file.missing(column, name))
        if not columns and not self.mistakes.total:
            there = listed([repr(name) for name in self.file.names])
            said = f"says nothing of the customers: its columns are {there}, but known are {listed(GIVABLE)}"
            near = [(name, nearest(name, GIVABLE)) for name in self.file.names]
            meant = [f"{name!r} for {meant}" for name, meant in near if meant]
            said += f"; perhaps {listed(meant)}" if meant else ""
            self._wrong_as_a_whole(f"{said}; say in `columns` which column holds what")
        for problem in self.file.twice(list(columns.values())):
            self.mistakes.add(problem)
        for name, column in columns.items():
            kind = self.file.type_of(column)
            if not (holds_numbers(kind) if name in RANGES else holds_words(kind)):
                needed = "numbers" if name in RANGES else "words"
                self._wrong_as_a_whole(f"column {column!r} for {name} holds {kind}, not {needed}")
        return columns

    def _look_for_single_shares(self) -> None:
        for three in _SHARES:
            absent = [name for name in three if name not in self.columns]
            if len(absent) == 2:
                said = f"{listed(three)} are shares of one: give two of them, all or none"
                self._wrong_as_a_whole(f"has no {listed(absent)}; {said}")

    def _checked(self, batch: Batch) -> dict[str, np.ndarray]:
        """Return the values of a batch, after a look at what is wrong with them."""
        values: dict[str, np.ndarray] = {}
        wrong: dict[str, np.ndarray] = {}
        for name, column in self.columns.items():
            if name in RANGES:
                values[name], no_number = numbers_of(batch.columns[column], self.file.has_decimal_commas)
                wrong[name] = no_number | RANGES[name].refuses(values[name])
            else:
                words = words_of(batch.columns[column])
                codes = words.coded(self.codes[name] if name != "room" else _any_case(words.distinct.to_pylist()))
                values[name] = np.where(codes == NOT_SAID, np.nan, codes)
                wrong[name] = codes == UNKNOWN
        odd = {}
        for three in _SHARES:
            there = [name for name in three if name in self.columns]
            if there:
                shares, fine = _shares(*(values.pop(name, None) for name in three))
                odd[there[0]] = ~np.any([fine, *(wrong[name] for name in there)], axis=0)
                wrong[there[0]] = wrong[there[0]] | odd[there[0]]
                values |= dict(zip(three, shares, strict=False))
        names = {column: name for name, column in self.columns.items()}

        def say(column: str, row: int) -> str:
            name = names[column]
            if name in odd and odd[name][row]:
                three = next(each for each in _SHARES if name in each)
                there = [each for each in three if each in self.columns]
                found = listed([shown(batch.columns[self.columns[each]], row) for each in there])
                return f"{listed(there)} are {found}; {_NEEDED[len(there)]}"
            return self._said(name, shown(batch.columns[column], row))

        self.mistakes.look(batch, {self.columns[name]: mask for name, mask in wrong.items()}, say)
        return values

    def _said(self, name: str, text: str) -> str:
        """Say what is wrong with a cell."""
        if name in RANGES:
            return f"{name} {text} is not {RANGES[name]}{mended(text)}"
        if name == "room":
            return f"room {text} is neither yes nor no"
        known = not_among(text, list(self.codes[name]))
        return f"{name} {known}; say in `segments` which segment a word means"

    def _wrong_as_a_whole(self, message: str) -> None:
        self.mistakes.add(Problem(str(self.file.path), 0, 0, message))


def _shares(*three: np.ndarray | None) -> tuple[list[np.ndarray], np.ndarray]:
    """Return the first two of three shares, one of which may be missing, and where what is said of them is in order.

    What rounding makes of the sum is taken off or added, so that nothing is left over and nothing lacks.
    """
    rows = max(len(share) for share in three if share is not None)
    given = np.array([np.full(rows, np.nan) if share is None else share for share in three])
    unsaid = np.isnan(given)
    total = np.where(unsaid, 0.0, given).sum(axis=0)
    said = 3 - unsaid.sum(axis=0)
    fine = (said == 0) | (said == 2) & (total <= 1 + _ROUNDING) | (said == 3) & (np.abs(total - 1) <= _ROUNDING)
    whole = np.where(said == 3, total, np.maximum(total, 1.0))
    filled = np.where(unsaid & (said == 2), np.maximum(1.0 - total, 0.0), given)
    with np.errstate(divide="ignore", invalid="ignore"):  # of a sum of nothing nothing is kept: it is not in order
        return list((filled / whole)[:2]), fine


def _any_case(words: Sequence[str]) -> dict[str, int]:
    return {word: _ROOM[word.lower()] for word in words if word.lower() in _ROOM}
