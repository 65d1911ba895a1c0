"""Every combination of the sliders: its number, its scenario, and whether all of them fit into one small file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod

from simulator.errors import Problem, ScenarioError, UsageError
from simulator.explore.packing import MOST_BYTES, Packing, shown_weeks
from simulator.explore.sliders import Level, Slider, changes_of, said
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario

PAGE_BYTES = 100_000
"""Kept free for the page around the data."""
COARSENESS = (53, 27, 14, 9, 5)
"""So many weeks are drawn at most: the first that fits."""
FINE_ENOUGH = 400_000
"""Bytes up to which a page may be drawn in every detail; a larger one shows fewer weeks, to be sent more easily."""


@dataclass(frozen=True)
class Grid:
    """All worlds of a page. Number 0 has every slider at its first level; the last slider moves fastest."""

    base: Scenario
    sliders: tuple[Slider, ...]

    def __len__(self) -> int:
        return prod(len(each.levels) for each in self.sliders)

    @property
    def pinned(self) -> int:
        """The number of the world as it is."""
        return self.number([each.at for each in self.sliders])

    def number(self, levels: list[int]) -> int:
        """Return the number of a combination of levels."""
        found = 0
        for slider, level in zip(self.sliders, levels, strict=True):
            found = found * len(slider.levels) + level
        return found

    def levels(self, number: int) -> list[int]:
        """Return the level of each slider."""
        found: list[int] = []
        for slider in reversed(self.sliders):
            number, level = divmod(number, len(slider.levels))
            found.append(level)
        return found[::-1]

    def settings(self, number: int) -> list[str]:
        """Return a combination as `--set` takes it; nothing for what stays as it is."""
        levels = zip(self.sliders, self.levels(number), strict=True)
        return [f"{path}={said(value)}" for each, level in levels for path, value in changes_of(each, level).items()]

    def scenario(self, number: int) -> Scenario:
        """Return the scenario of a combination.

        Raises:
            ScenarioError: when its values do not fit together.
        """
        changes: dict[str, Level] = {}
        for slider, level in zip(self.sliders, self.levels(number), strict=True):
            changes |= changes_of(slider, level)
        return changed(self.base, changes) if changes else self.base

    def scenarios(self) -> Iterator[Scenario]:
        """Yield the scenario of every combination.

        Raises:
            ScenarioError: at the first combination whose values do not fit together, naming it.
        """
        for number in range(len(self)):
            try:
                yield self.scenario(number)
            except ScenarioError as error:
                told = "--slider: " + " together with ".join(self.settings(number))
                raise ScenarioError([Problem(told, 0, 0, each.message) for each in error.problems]) from error

    @cached_property
    def packing(self) -> Packing:
        """How the worlds are written down: as finely as fits.

        Raises:
            UsageError: when they do not fit at all, with how many there are and what to reduce.
        """
        found: Packing | None = None
        for most in COARSENESS:
            packing = Packing.of(self.base, shown_weeks(self.base.weeks, most))
            size = packing.text_bytes(len(self))
            if size <= FINE_ENOUGH:
                return packing
            if found is None and size <= MOST_BYTES - PAGE_BYTES:
                found = packing
        if found is None:
            raise UsageError(self._too_many(Packing.of(self.base, shown_weeks(self.base.weeks, COARSENESS[-1]))))
        return found

    def _too_many(self, coarsest: Packing) -> str:
        fits = (MOST_BYTES - PAGE_BYTES) // coarsest.text_bytes(1)
        counts = " × ".join(f"{len(each.levels)}" for each in self.sliders)
        longest = max(self.sliders, key=lambda each: len(each.levels))
        rest = len(self) // len(longest.levels)
        if fits // rest >= 2:
            way = f"{fits // rest} levels for `{longest.path}` instead of {len(longest.levels)} would do"
        else:
            way = f"leave out a slider: without `{longest.path}` there are {rest:,}"
        return (
            f"{counts} = {len(self):,} combinations do not fit into a file of {MOST_BYTES / 1e6:g} MB, which holds "
            f"{fits:,}; {way}. The value as it is counts as a level of its own where it is not among the steps"
        )
