"""What a lesson is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.lessons.language import Language, Text
from simulator.lessons.plate import Plate
from simulator.lessons.saying import Said
from simulator.scenario.reading import changed, read_scenario
from simulator.scenario.schema import Scenario

Figures = Mapping[str, Any]
"""What came out of the worlds of a lesson, by name: numbers, and arrays of numbers for the pictures."""


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
class Notes:
    """What the instructor has at hand."""

    minutes: int
    """With the vote, the answer and the talk about it."""
    ask: tuple[Text, ...]
    """What to ask the class, in this order."""
    misunderstanding: Text
    """What is often taken from the lesson, and is wrong."""
    exercise: Text
    """What to try, and what to look at."""
    sets: tuple[str, ...]
    """What the exercise sets, each as `--set` takes it."""
    rules: tuple[str, ...]
    """The files in `simulator/customer/` whose rules act."""
    points: tuple[str, ...]
    """Of the concept, A1 to D10."""


@dataclass(frozen=True)
class Doubt:
    """Something that the evidence holds against the lesson, or says beside it."""

    says: Text
    source: str
    """Names and years, or the finding or point of the project that it is about."""
    read: Text | None = None
    """Whom it was asked of, and how sure it is."""

    def source_said(self, language: Language) -> str:
        """Return the source with what is to be said of it."""
        return self.source if self.read is None else f"{self.source}: {self.read.said(language)}"


@dataclass(frozen=True)
class Asked:
    """A finding of the evidence room that bears on the lesson; whether it holds is judged when it is asked for."""

    code: str
    claims: Text
    """What is published, or has to emerge, in one sentence."""


@dataclass(frozen=True)
class Lesson:
    """A lesson: a question, two worlds that answer it, and what there is to say for and against the answer.

    The same customers live in both worlds with the same luck. The lab offers each lesson as a preset. No number of an
    answer is written down: `measure` takes it from the worlds, `answer` and `right` follow the figures.
    """

    name: str
    """As `engage lesson NAME` takes it."""
    title: Text
    question: Text
    base: World
    other: World
    options: tuple[Text, ...]
    """What to vote on."""
    measure: Callable[[Scenario, Scenario], Figures]
    """Live the two worlds, and more where the answer needs them."""
    right: Callable[[Figures], int]
    """The place of the option that the figures speak for."""
    answer: Callable[[Figures], tuple[Said, ...]]
    plates: Callable[[Figures], tuple[Plate, ...]]
    notes: Notes
    doubts: tuple[Doubt, ...]
    asked: tuple[Asked, ...]
    customers: int = 5_000
    """In each world: enough for the figures to stand, few enough for some seconds."""
