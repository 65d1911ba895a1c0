"""Where a population stands after some week, so that another can go on from there instead of living it all again.

What a later week reads of the earlier ones is all here: the persons, what everybody knows, the letterboxes, and what
was counted. Two scenarios that are one until a week then need that time only once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.customer.noted import Noted
from simulator.customer.voices import Voices
from simulator.population.population import Population


@dataclass(frozen=True)
class Standing:
    """A population at the end of a week of the warm-up; its arrays are copies and belong to nobody else."""

    week: int
    rows: np.ndarray
    public: np.ndarray
    """What everybody knew in each week so far, and knows as the next one begins."""
    letters: Voices
    tally: Noted

    @property
    def nbytes(self) -> int:
        """How many bytes it holds."""
        return int(self.rows.nbytes + sum(each.nbytes for each in (*self.letters, *self.tally)))


def standing_of(population: Population) -> Standing:
    """Return where a population stands.

    Raises:
        ValueError: after week 0: from week 1 on conditions and budgets remember what was before.

    Example:
        >>> from simulator.scenario.schema import Scenario
        >>> shop = Scenario(name="Shop", warm_up_weeks=9, touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> population = Population(shop)
        >>> population.live(0)
        >>> standing_of(population).week
        0
    """
    if population.week > 0:
        raise ValueError(f"in week {population.week} the story has begun; only a warm-up can be stood at")
    known = population.society.public[: population.week + 2 - population.society.start]
    letters = Voices(*(each.copy() for each in population.society.letters))
    tally = Noted(*(each.copy() for each in population.tally))
    return Standing(population.week, population.columns.rows.copy(), known.copy(), letters, tally)


def go_on_from(population: Population, standing: Standing) -> None:
    """Put a population where another stood; whoever asks knows that both scenarios are one until then.

    Both have the same persons, the same weeks, and may differ in what is counted of interventions.
    """
    bytes_of(population.columns.rows)[:] = bytes_of(standing.rows)
    population.society.public[: len(standing.public)] = standing.public
    for mine, theirs in zip(population.society.letters, standing.letters, strict=True):
        mine[:] = theirs
    for name, counted in zip(Noted._fields, standing.tally, strict=True):
        if name != "acting":
            getattr(population.tally, name)[:] = counted
    population.go_on_after(standing.week)


def bytes_of(rows: np.ndarray) -> np.ndarray:
    """Return rows as the bytes they are, which are copied at once; rows would be copied column by column.

    Example:
        >>> bytes_of(np.zeros(3, [("a", "f4"), ("b", "u1")])).nbytes
        15
    """
    return rows.view(np.uint8)
