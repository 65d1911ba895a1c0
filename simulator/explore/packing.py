"""Each world as a short record of small whole numbers, which the page reads back as they were shown."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.explore.shown import CAUSES, FATES, FIGURES, PARTS, SPREAD, World, figures_of
from simulator.scenario.schema import Scenario

MOST_BYTES = 1_000_000
"""A page is smaller than this, whatever was asked."""
SHARE_STEP = 0.1
"""Percent of the customers of the start: as fine as tiers over time are drawn; there is room for 6,553 %."""
BALANCE_STEP = 0.01
PART_STEP = 0.1
"""Percent: as fine as who left, and why, is shown."""
MISSING = {"u2": 0xFFFF, "i2": -(2**15), "i4": -(2**31)}
"""What stands for no number."""


@dataclass(frozen=True)
class Field:
    """A few numbers of a record: each is a whole number times `step`."""

    name: str
    kind: str
    """u2, i2 or i4: unsigned or signed, and how many bytes; f8 is a number as it is."""
    count: int
    step: float


@dataclass(frozen=True)
class Packing:
    """What a record holds."""

    weeks: tuple[int, ...]
    """The weeks that are drawn."""
    fields: tuple[Field, ...]

    @classmethod
    def of(cls, scenario: Scenario, weeks: tuple[int, ...]) -> Packing:
        """Return the packing of the worlds of a page."""
        fields = [
            Field("tiers", "u2", len(weeks) * len(PARTS), SHARE_STEP),
            Field("balance", "i2", len(weeks) * len(SPREAD), BALANCE_STEP),
            Field("causes", "u2", len(CAUSES), PART_STEP),
            Field("fates", "u2", len(FATES), PART_STEP),
        ]
        for name in figures_of(scenario):
            figure = FIGURES[name]
            kind = "f8" if figure.is_money else "i4"
            fields.append(Field(name, kind, 6, 1.0 if figure.is_money else round(0.1**figure.digits, 9)))
        return cls(weeks, tuple(fields))

    @property
    def record(self) -> np.dtype[Any]:
        """The type of a record, its parts one after the other without gaps, the smaller byte of a number first."""
        return np.dtype([(each.name, f"<{each.kind}", (each.count,)) for each in self.fields])

    def text_bytes(self, worlds: int) -> int:
        """Return how long the text is that holds so many worlds."""
        return -(-worlds * self.record.itemsize // 3) * 4

    def packed(self, world: World) -> np.ndarray:
        """Return a world as a record."""
        found = np.zeros((), self.record)
        for each in self.fields:
            found[each.name] = _whole(np.asarray(world.values[each.name], float).ravel(), each)
        return found

    def unpacked(self, record: np.ndarray) -> dict[str, np.ndarray]:
        """Return the numbers of a record, as the page reads them."""
        found = {}
        for each in self.fields:
            values = np.asarray(record[each.name], float)
            if each.kind in MISSING:
                values = np.where(values == MISSING[each.kind], np.nan, values * each.step)
            found[each.name] = values
        return found

    def document(self) -> dict[str, Any]:
        """Return what a reader of the records has to know."""
        places = self.record.fields
        assert places is not None
        return {
            "bytes": self.record.itemsize,
            "weeks": list(self.weeks),
            "missing": MISSING,
            "fields": {
                each.name: [int(places[each.name][1]), each.kind, each.count, each.step] for each in self.fields
            },
        }


def shown_weeks(weeks: int, most: int) -> tuple[int, ...]:
    """Return the weeks that are drawn: the first, the last, and evenly in between.

    Example:
        >>> shown_weeks(104, 9)
        (1, 13, 26, 39, 52, 65, 78, 91, 104)
    """
    step = -(-weeks // max(most - 1, 1)) if weeks > most else 1
    return tuple(sorted({1, *range(step, weeks + 1, step), weeks}))


def is_growing(scenario: Scenario) -> bool:
    """Return whether people come in after the start, so that those who are there and those who left are no whole."""
    return scenario.market.prospects > 0 or scenario.events is not None


def text_of(records: np.ndarray) -> str:
    """Return records as text."""
    return base64.b64encode(records.tobytes()).decode("ascii")


def _whole(values: np.ndarray, field: Field) -> np.ndarray:
    if field.kind == "f8":
        # Money is shown to the euro at most; the sign of nothing is of no use.
        return np.asarray(np.round(values) + 0.0)
    limits = np.iinfo(np.dtype(field.kind))
    low, high = limits.min + (limits.min < 0), limits.max - (limits.min == 0)
    scaled = np.clip(np.round(values / field.step), low, high)
    return np.where(np.isfinite(values), scaled, MISSING[field.kind])
