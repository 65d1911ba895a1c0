"""The same week in plain Python, for agents who feel in their own way.

It builds what the compiled loop builds (the parameters in force, one person's luck, the counters of the week) and hands
it to the very same `live_week`. It decides nothing; slow is all that it is, by a factor of a thousand or so.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from simulator.customer import draws
from simulator.customer.compiled import Row
from simulator.customer.luck import Luck
from simulator.customer.noted import Noted
from simulator.customer.now import Now
from simulator.customer.voices import Voices
from simulator.customer.week import live_week
from simulator.population import kernel
from simulator.population.population import Population
from simulator.population.records import NO_EVENTS
from simulator.scenario.timeline import Timeline

_NO_STREAM = np.uint64(0)


class PlainWeek:
    """One week of a population, ready for any of its customers to live in plain Python.

    `week` is the week to be lived: a whole number, below 1 in the warm-up. What happens is counted in the population's
    tally.

    Example:
        >>> from simulator.scenario.schema import Scenario
        >>> shop = Scenario(name="Shop", customers=2, touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> PlainWeek(Population(shop), week=1).now.rates[0, 0].item()
        1.0
    """

    def __init__(self, population: Population, week: int) -> None:
        now = now_in(population.timeline, population.key, week, population.events(week))
        self._begin(now, population.society.letters, _seen(population.tally, max(week, 0)))

    @classmethod
    def watched(cls, now: Now, letters: Voices, seen: Noted) -> PlainWeek:
        """Return a week whose letterboxes and counters are somebody's own, for whoever wants to watch."""
        plain = cls.__new__(cls)
        plain._begin(now, letters, seen)
        return plain

    def _begin(self, now: Now, letters: Voices, seen: Noted) -> None:
        self.now, self.letters, self._seen = now, letters, seen
        self._luck: Luck = kernel.new_luck(len(now.rates))[0]

    def live(self, c: Row, person: int) -> None:
        """Live the week of the person with this number, whose columns are the attributes of `c`."""
        now, luck = self.now, self._luck
        for index, touchpoint in enumerate(now.touchpoints[: len(now.rates)]):
            luck.counts[index, 0] = draws.draw(now.key, draws.CONTACTS, now.week, person, touchpoint.stream, 0)[0]
        luck.week[:, 0] = draws.draw(now.key, draws.WEEK, now.week, person, _NO_STREAM, 0)
        live_week(c, person, now, luck, 0, self.letters, self._seen)


def now_in(timeline: Timeline, key: Any, week: int, events: np.ndarray = NO_EVENTS) -> Now:
    """Gather what is in force in a week, and what the records say of it."""
    stretch = timeline.stretch(week)
    parts: dict[str, Any] = {"week": week, "key": as_plain(key), "events": as_plain(events)}
    parts["world"] = as_plain(timeline.world[week - timeline.first_week])
    parts["public"] = as_plain(timeline.public[week - timeline.first_week])
    for name in Now._fields:
        if name not in parts:
            parts[name] = as_plain(getattr(stretch if hasattr(stretch, name) else timeline, name))
    return Now(**parts)


def _seen(tally: Noted, slot: int) -> Noted:
    """Return the counters of one week: views, so that what is noted lands in the tally itself."""
    return Noted(**{name: array if name == "tenure" else array[slot] for name, array in tally._asdict().items()})


def as_plain(table: Any) -> Any:
    """Turn a row of a table into an object with the same names, a table into a tuple of them.

    Numbers become Python's own, quicker here than numpy's and equal to them; words for draws stay 64 bits wide.
    """
    if isinstance(table, np.ndarray) and table.dtype.names is None:
        return table
    if isinstance(table, np.ndarray):
        return tuple(as_plain(row) for row in table)
    return SimpleNamespace(**{name: _number(table[name]) for name in table.dtype.names})


def _number(value: Any) -> Any:
    return value if isinstance(value, np.uint64) else value.item()
