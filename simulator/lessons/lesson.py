"""What a lesson is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.lessons.language import Text
from simulator.scenario.reading import changed, read_scenario
from simulator.scenario.schema import Scenario


@dataclass(frozen=True)
class World:
    """One of the two worlds of a lesson: a scenario of the library with some values changed."""

    label: Text
    scenario: str
    """A name in the library of scenarios."""
    changes: Mapping[str, object]
    """Values by path, as `--set` takes them."""

    def read(self) -> Scenario:
        """Return the scenario of this world."""
        return changed(read_scenario(self.scenario), self.changes)


@dataclass(frozen=True)
class Lesson:
    """A lesson: a question, two worlds that answer it, and what there is to say for and against the answer.

    The same customers live in both worlds with the same luck. The lab offers each lesson as a preset.
    """

    name: str
    """As `engage lesson NAME` takes it."""
    title: Text
    question: Text
    base: World
    other: World
