"""What the accounts owe to each touchpoint, incident, kind of answer and programme, and to time (A1, D3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.customer.noted import (
    CONTACT,
    DEPOSITED,
    LEVELS,
    MISSED,
    PROGRAMME_DEPOSITED,
    PROGRAMME_WITHDRAWN,
    RECOVERED_POORLY,
    RECOVERED_WELL,
    RECOVERY_DEPOSITED,
    RECOVERY_WITHDRAWN,
    TAKEN,
    UNIT,
    WITHDRAWN,
)
from simulator.projection.counts import Counts
from simulator.projection.names import place_names, programme_names
from simulator.projection.staying import WEEKS_PER_YEAR

TOUCHPOINT = "touchpoint"
INCIDENT = "incident"
"""One that happens at no touchpoint; others are part of what happens at theirs."""
RECOVERY = "recovery"
PROGRAMME = "programme"
TIME = "time"
FADED = "faded, or gone with those who left"


@dataclass(frozen=True)
class Source:
    """Something that moves accounts; numbers are totals over all weeks, means over the replicates."""

    kind: str
    name: str
    times: float
    """Contacts, customers reached, answers, or times that something was got or missed; not a number for time."""
    deposited: float
    withdrawn: float
    """Negative."""

    @property
    def net(self) -> float:
        """What it adds on balance."""
        return self.deposited + self.withdrawn

    @property
    def moved(self) -> float:
        """How much it moves, either way."""
        return self.deposited - self.withdrawn

    @property
    def spoken(self) -> str:
        """What it is called in a sentence."""
        if self.kind == INCIDENT:
            return f"the incident {self.name}"
        return f"how complaints about {self.name} are answered" if self.kind == RECOVERY else self.name


def sources(counts: Counts, at: int = 0) -> list[Source]:
    """Return everything that happened to the accounts of a segment: touchpoints, incidents, answers, programmes."""
    found = []
    touched = counts.touchpoints[:, :, at].sum(1).mean(0)
    names, touchpoints = place_names(counts.scenario), len(counts.scenario.touchpoints)
    for place, (name, row) in enumerate(zip(names, touched, strict=True)):
        kind = TOUCHPOINT if place < touchpoints else INCIDENT
        found.append(_source(kind, name, row[CONTACT], row[DEPOSITED], row[WITHDRAWN]))
    for name, row in zip(names, touched, strict=True):
        answers = row[RECOVERED_WELL] + row[RECOVERED_POORLY]
        found.append(_source(RECOVERY, name, answers, row[RECOVERY_DEPOSITED], row[RECOVERY_WITHDRAWN]))
    cared = counts.programmes[:, :, at].sum(1).mean(0)
    for name, row in zip(programme_names(counts.scenario), cared, strict=True):
        times = row[TAKEN] + row[MISSED]
        found.append(_source(PROGRAMME, name, times, row[PROGRAMME_DEPOSITED], row[PROGRAMME_WITHDRAWN]))
    return found


def places(counts: Counts, at: int = 0) -> list[tuple[Source, Source | None]]:
    """Return touchpoints and incidents with how their complaints were answered, and programmes, which have none."""
    found = sources(counts, at)
    answers = {source.name: source for source in found if source.kind == RECOVERY}
    return [
        (source, None if source.kind == PROGRAMME else answers.get(source.name))
        for source in found
        if source.kind != RECOVERY
    ]


def _source(kind: str, name: str, times: float, deposited: float, withdrawn: float) -> Source:
    return Source(kind, name, float(times), float(deposited / UNIT), float(withdrawn / UNIT))


def through_time(counts: Counts, at: int = 0) -> Source:
    """Return what the accounts lost by fading and by leaving: what is left to explain of their sum.

    After a warm-up it runs from week 2: what was on the accounts before week 1 is not known.
    """
    first = 1 if counts.scenario.warm_up_weeks else 0
    ends = counts.weekly("sums")[:, :, at, LEVELS.index("balance")]
    before = ends[:, :1] if first else np.zeros_like(ends[:, :1])
    lost = (np.diff(ends, axis=1, prepend=before) - flows(counts, at))[:, first:] / UNIT
    # Debts that fade, or go with those who leave, add to the sum of all accounts.
    each = lost.sum(1).mean()
    return Source(TIME, FADED, float("nan"), max(float(each), 0.0), min(float(each), 0.0))


def flows(counts: Counts, at: int = 0) -> np.ndarray:
    """Return [replicate, week]: all that was deposited and withdrawn in a week, in units of 2**-20."""
    touched = counts.touchpoints[:, :, at][..., [DEPOSITED, WITHDRAWN, RECOVERY_DEPOSITED, RECOVERY_WITHDRAWN]]
    cared = counts.programmes[:, :, at][..., [PROGRAMME_DEPOSITED, PROGRAMME_WITHDRAWN]]
    return np.asarray(touched.sum((-2, -1)) + cared.sum((-2, -1)))


def customer_years(counts: Counts, at: int = 0) -> float:
    """Return for how many years there were customers, all added up; a mean over the replicates."""
    return float(counts.at_risk[:, :, at].sum(1).mean() / WEEKS_PER_YEAR)
