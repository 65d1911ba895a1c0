"""The files that a scenario names, read: what is wrong in all of them, and what each holds, in words and as data."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.errors import Problem, ScenarioError
from simulator.population.records import Records, records_of
from simulator.scenario.file.words import listed
from simulator.scenario.log import EventLog, LogColumns
from simulator.scenario.people import PeopleFile
from simulator.scenario.schema import Scenario

if TYPE_CHECKING:
    from simulator.population.log import Log
    from simulator.population.people_file import People

_SAID_OF_EVENTS = ("severity", "success", "ease", "emotion", "channel", "answer_weeks", "redress")
"""What a log may say of an event and need not: it is then drawn."""

_PIECE = 1 << 20


@dataclass(frozen=True)
class Input:
    """A file that was read for a run.

    Example:
        >>> print(Input("people", "people.csv", 120, "...", "10 customers"))
        people.csv: 10 customers
    """

    key: str
    """The key of the scenario that names it: events, people or market.word_of_mouth."""
    file: str
    bytes: int
    sha256: str
    holds: str
    """What was read and what was not, in a line."""
    columns: dict[str, str] = field(default_factory=dict)
    """Which column of the file holds what: quantity first, then the name of the column."""
    drawn: tuple[str, ...] = ()
    """What the file could say and does not: drawn, or as for any newcomer."""
    unused: tuple[str, ...] = ()
    """Columns of the file that were not read."""
    read: dict[str, int] = field(default_factory=dict)
    """How much was read: customers, events, weeks, ties."""
    skipped: dict[str, int] = field(default_factory=dict)
    """How many rows were passed over, by reason."""

    def __str__(self) -> str:
        return f"{self.file}: {self.holds}"

    def document(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


def read_inputs(scenario: Scenario) -> tuple[Records, tuple[Input, ...]]:
    """Read every file that a scenario names, once for all its replicates, and say what each holds.

    Raises ScenarioError with what is wrong in all of them.

    Example:
        >>> shop = Scenario(name="Shop", touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> read_inputs(shop)
        (Records(log=None, people=None, leaving_as_logged=False, joining_as_logged=False), ())
    """
    problems: list[Problem] = []
    inputs: list[Input] = []
    records = Records()

    def tried(read: Callable[[], Input]) -> None:
        try:
            inputs.append(read())
        except ScenarioError as error:
            problems.extend(error.problems)

    if (log := scenario.events) is not None:

        def read_log() -> Input:
            nonlocal records
            records = records_of(scenario.model_copy(update={"people": None}))
            assert records.log is not None
            return _of_log(log, records.log)

        tried(read_log)
    if (people := scenario.people) is not None:

        def read_people() -> Input:
            nonlocal records
            found = records_of(scenario.model_copy(update={"events": None})).people
            assert found is not None
            records = replace(records, people=found)
            return _of_people(people, found, scenario)

        tried(read_people)
    talk = scenario.market.word_of_mouth
    if talk.network == "file" and talk.file is not None:
        file = talk.file
        tried(lambda: _of_network(file, scenario.persons))
    if problems:
        raise ScenarioError(problems)
    return records, tuple(inputs)


def input_from(document: dict[str, Any]) -> Input:
    """Return what `Input.document` has made plain."""
    return Input(**{**document, "drawn": tuple(document["drawn"]), "unused": tuple(document["unused"])})


def _of_log(asked: EventLog, log: Log) -> Input:
    # What was read is what the file has and is not left over.
    names = {name: getattr(asked.columns, name) or name for name in LogColumns.model_fields}
    used = set(_names_in(asked)) - set(log.unused)
    columns = {name: column for name, column in names.items() if column in used}
    first, last = int(log.first_week.min()), int(log.last_week.max())
    holds = f"{_many(log.events, 'event')} of {_many(log.customers, 'customer')}, {_weeks(first, last)}"
    if log.start is not None:
        holds += f", of which week 1 begins on {log.start}"
    skipped = {"before week 1": log.skipped.before, "after the last week": log.skipped.after}
    skipped["of customers beyond those of the scenario"] = log.skipped.unknown
    return Input(
        "events",
        asked.file,
        *_identity(asked.file),
        holds + (f"; rows skipped: {log.skipped}" if log.skipped.total else "") + _left_over(log.unused),
        columns,
        tuple(name for name in _SAID_OF_EVENTS if name not in columns),
        log.unused,
        {"events": log.events, "customers": log.customers, "first_week": first, "last_week": last},
        {reason: rows for reason, rows in skipped.items() if rows},
    )


def _of_people(asked: PeopleFile, people: People, scenario: Scenario) -> Input:
    given = listed([name.replace("_", " ") for name in people.given])
    holds = f"{_many(people.customers, 'customer')} with {given}"
    beyond, others = people.customers - scenario.customers, scenario.customers - people.customers
    if beyond > 0:
        holds += f"; the last {_many(beyond, 'row')} skipped: the scenario has {_many(scenario.customers, 'customer')}"
    if others > 0:
        holds += f"; the other {_many(others, 'customer')} drawn"
    holds += f"; {_many(len(people.drawn), 'other trait')} drawn for all" if people.drawn else ""
    return Input(
        "people",
        asked.file,
        *_identity(asked.file),
        holds + _left_over(people.unused),
        {name: asked.columns.get(name, name) for name in people.given},
        people.drawn,
        people.unused,
        {"customers": min(people.customers, scenario.customers)},
        {"of customers beyond those of the scenario": beyond} if beyond > 0 else {},
    )


def _of_network(file: str, persons: int) -> Input:
    import numpy as np

    from simulator.population.network_file import read_pairs

    pairs = read_pairs(Path(file), persons)
    has_tie = np.zeros(persons, bool)
    has_tie[pairs >> np.uint64(32)] = True
    has_tie[pairs & np.uint64(0xFFFFFFFF)] = True
    ties, joined = len(pairs), int(has_tie.sum())
    holds = f"{_many(ties, 'tie')} between {joined:,} of {_many(persons, 'person')}"
    return Input("market.word_of_mouth", file, *_identity(file), holds, read={"ties": ties, "persons": joined})


def _names_in(asked: EventLog) -> tuple[str, ...]:
    from simulator.population.table_file import TableFile

    chosen = [getattr(asked.columns, name) for name in asked.columns.model_fields_set]
    return TableFile(Path(asked.file), [name for name in chosen if name is not None]).names


def _identity(file: str) -> tuple[int, str]:
    """Return the size of a file and its SHA-256."""
    digest, size = hashlib.sha256(), 0
    with Path(file).open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _weeks(first: int, last: int) -> str:
    return f"week {first}" if first == last else f"weeks {first} to {last}"


def _left_over(unused: tuple[str, ...]) -> str:
    if not unused:
        return ""
    return f"; not used: {'column' if len(unused) == 1 else 'columns'} {listed([repr(name) for name in unused])}"
