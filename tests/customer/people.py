"""People and circumstances to try the rule on: the defaults of a scenario, changed where a test says so."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

from simulator.customer import draws
from simulator.customer.noted import Noted
from simulator.customer.now import Now
from simulator.customer.state import COLUMNS, CUSTOMER
from simulator.customer.voices import Voices
from simulator.population.log import LOGGED
from simulator.population.tally import Size, new_tally
from simulator.scenario.schema import Scenario
from simulator.scenario.timeline import timeline_of

DESK = {"name": "desk", "contacts_per_week": 1.0}
CARD = {"name": "card", "fulfils": "appreciation"}
OUTAGE = {"name": "outage", "touchpoint": "desk", "week": 1, "severity": 1.0}
FOUR_BYTES = frozenset(column.name for column in COLUMNS if column.dtype == "f4")
ORDINARY = {
    "success_weight": 0.30,
    "effort_weight": 0.25,
    "participation_need": 1 / 3,
    "appreciation_need": 1 / 3,
    "usage": 1.0,
    "loss_aversion": 2.0,
    "price_sensitivity": 1.0,
    "stay_base": 1.0,
    "talkativeness": 1.0,
    "trust": 0.5,
    "room": 1,
    "status": CUSTOMER,
    "joined_week": 1,
}
"""A customer of middling traits and trust, with an empty account; everything else as in an empty row."""


class Person(SimpleNamespace):
    """A customer whose columns keep what the columns of a population keep: four bytes of a number."""

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, float(np.float32(value)) if name in FOUR_BYTES else value)


def columns_of(**columns: float) -> dict[str, float]:
    """Return the columns of an ordinary customer, with the given ones instead."""
    columns_there = {column.name: 0.0 if column.dtype == "f4" else 0 for column in COLUMNS}
    columns_there |= {column.name: int(column.initial) for column in COLUMNS if column.initial}
    unknown = set(columns) - set(columns_there)
    assert not unknown, f"no such column: {unknown}"
    return columns_there | ORDINARY | columns


def customer(**columns: float) -> SimpleNamespace:
    """Return an ordinary customer with some columns set, in full precision."""
    return SimpleNamespace(**columns_of(**columns))


def person(**columns: float) -> Person:
    """Return the same customer, whose columns keep four bytes of each number."""
    someone = Person()
    for name, value in columns_of(**columns).items():
        setattr(someone, name, value)
    return someone


def scenario(**parts: Any) -> Scenario:
    """Return a scenario with one touchpoint, or with the given parts."""
    return Scenario.model_validate({"name": "A test", "touchpoints": (DESK,)} | parts)


def changed(table: SimpleNamespace, changes: dict[str, Any]) -> SimpleNamespace:
    """Return the table with some values replaced; a name that it does not have is a mistake of the test."""
    unknown = set(changes) - set(vars(table))
    assert not unknown, f"no such value: {unknown}"
    return SimpleNamespace(**(vars(table) | changes))


def plain(table: Any) -> Any:
    """Return a row of a parameter table as an object with the same names, a table as a list of them."""
    if isinstance(table, np.ndarray) and table.dtype.names is None:
        return table
    if isinstance(table, np.ndarray):
        return [plain(row) for row in table]
    numbers = {name: table[name] for name in table.dtype.names}
    return SimpleNamespace(**{n: v if isinstance(v, np.uint64) else v.item() for n, v in numbers.items()})


def key(seed: int = 1, replicate: int = 0) -> SimpleNamespace:
    """Return what a run draws under, with the names as attributes."""
    return plain(draws.key_of(seed, replicate))


def now_of(asked: Scenario, week: int = 1, replicate: int = 0) -> Now:
    """Return what is in force in a week of a scenario, in plain objects."""
    t = timeline_of(asked)
    stretch = t.stretch(week)
    return Now(
        week=week,
        psychology=plain(t.psychology),
        world=plain(t.world[week - t.first_week]),
        relationship=plain(stretch.relationship),
        market=plain(stretch.market),
        public=plain(t.public[week - t.first_week]),
        recoveries=plain(stretch.recoveries),
        surveys=plain(stretch.surveys),
        channels=plain(stretch.channels),
        touchpoints=plain(stretch.touchpoints),
        rates=stretch.rates,
        programmes=plain(stretch.programmes),
        segments=plain(stretch.segments),
        incidents=plain(t.incidents),
        named=t.named,
        events=[],
        key=key(asked.seed, replicate),
    )


@functools.cache
def ordinary_now(week: int) -> Now:
    """Return a week of the scenario with one touchpoint and no more, made once; `circumstances` gives copies away."""
    return now_of(scenario(), week)


def event(**said: Any) -> SimpleNamespace:
    """Return an event of the records, a contact of the first person of which they say no more than is given."""
    told = {name: math.nan if LOGGED[name].kind == "f" else 0 for name in LOGGED.names or ()}
    return changed(SimpleNamespace(**told | {"count": 1, "channel": -1, "answer_weeks": -1}), said)


def circumstances(
    week: int = 1,
    psychology: dict[str, Any] | None = None,
    world: dict[str, Any] | None = None,
    relationship: dict[str, Any] | None = None,
    market: dict[str, Any] | None = None,
    public: dict[str, Any] | None = None,
    recovery: dict[str, Any] | None = None,
    surveys: dict[str, Any] | None = None,
    touchpoint: dict[str, Any] | None = None,
    programme: dict[str, Any] | None = None,
    channels: list[dict[str, Any]] | None = None,
    segment: dict[str, Any] | None = None,
    incident: dict[str, Any] | None = None,
    named: Sequence[int] = (),
    events: Sequence[dict[str, Any]] = (),
    rates: Sequence[Sequence[float]] | None = None,
    **parts: Any,
) -> Now:
    """Return a week with one touchpoint, `desk`; each argument replaces values that the rule reads, by their names.

    With `programme` there is one programme, `card`; with `incident` one incident, an outage at the desk; with
    `channels` as many channels as that has entries. What is said of `surveys` is written in the scenario: whose turn it
    is follows from it. `named` are the persons whom incidents name, `events` what the records say.
    """
    if programme is not None:
        parts["programmes"] = (CARD,)
    if incident is not None:
        parts["incidents"] = (OUTAGE,)
    if surveys is not None:
        parts["surveys"] = surveys
    now = now_of(scenario(**parts), week) if parts else ordinary_now(week)
    channels = [{} for _ in now.channels] if channels is None else channels
    return now._replace(
        psychology=changed(now.psychology, psychology or {}),
        world=changed(now.world, world or {}),
        relationship=changed(now.relationship, relationship or {}),
        market=changed(now.market, market or {}),
        public=changed(now.public, public or {}),
        recoveries=[changed(now.recoveries[0], recovery or {})],
        touchpoints=[changed(now.touchpoints[0], touchpoint or {})],
        programmes=[changed(each, programme or {}) for each in now.programmes],
        channels=[changed(now.channels[0], each) for each in channels],
        segments=[changed(now.segments[0], segment or {})],
        incidents=[changed(each, incident or {}) for each in now.incidents],
        named=np.array(named, np.uint32),
        events=[event(**each) for each in events],
        rates=now.rates if rates is None else np.array(rates, float),
    )


def psychology(**changes: Any) -> SimpleNamespace:
    """Return the psychology of a default scenario, as the rule reads it, with some values replaced."""
    return changed(ordinary_now(1).psychology, changes)


def counters(now: Now, weeks: int = 1) -> Noted:
    """Return empty counters for one week of these circumstances."""
    size = Size(weeks, len(now.segments), len(now.touchpoints), 600, len(now.channels), len(now.programmes))
    return Noted(**{n: a if n == "tenure" else a[0] for n, a in new_tally(size)._asdict().items()})


def letters(persons: int = 1, **post: int) -> Voices:
    """Return the letterboxes of so many persons; in that of the first lies the given post."""
    boxes = {
        "talk": np.zeros(persons, np.int32),
        "departures": np.zeros(persons, np.uint16),
        "invitations": np.zeros(persons, np.uint16),
        "said": np.zeros(persons, np.int8),
        "signals": np.zeros(persons, np.uint8),
    }
    for name, value in post.items():
        boxes[name][0] = value
    return Voices(**boxes)
