"""A lesson as it is taught: its worlds lived, its answer composed, the findings that bear on it judged."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.lessons.language import Language, Text
from simulator.lessons.lesson import Asked, Figures, Lesson
from simulator.scenario.schema import Scenario

LETTERS = "ABCDEFGH"
"""Of the options to vote on."""
OPEN = Text("The figures do not say", "De cijfers zeggen het niet")


@dataclass(frozen=True)
class Verdict:
    """What this simulator says of a finding that bears on the lesson."""

    asked: Asked
    holds: bool
    figures: int
    """How many of its figures lie in their bands."""
    of: int


@dataclass(frozen=True)
class Taught:
    """A lesson with what came out of its worlds."""

    lesson: Lesson
    base: Scenario
    other: Scenario
    figures: Figures

    @property
    def right(self) -> int | None:
        """The place of the option that the figures speak for; none where they do not say."""
        return self.lesson.right(self.figures) if self.lesson.answer(self.figures)[0].can_be_said else None

    def option(self, language: Language) -> str:
        """Return the option that is right, with its letter."""
        if self.right is None:
            return OPEN.said(language)
        return f"{LETTERS[self.right]}  {self.lesson.options[self.right].said(language)}"

    def sentences(self, language: Language) -> list[str]:
        """Return the answer; what could not be measured, because nobody was left for instance, is left out."""
        return [each.said(language) for each in self.lesson.answer(self.figures) if each.can_be_said]

    def about(self, language: Language) -> str:
        """Return one line that says what was lived."""
        many = f"{self.base.customers:,}"
        text = Text(
            "{many} customers in each world, the same and with the same luck; seed {seed}",
            "{many} klanten in elke wereld, dezelfde en met hetzelfde toeval; seed {seed}",
        ).said(language)
        return text.format(many=many if language == "en" else many.replace(",", "."), seed=self.base.seed)

    def document(self, language: Language) -> dict[str, Any]:
        """Return everything as one plain document."""
        lesson = self.lesson
        return {
            "lesson": lesson.name,
            "language": language,
            "title": lesson.title.said(language),
            "question": lesson.question.said(language),
            "options": {LETTERS[place]: each.said(language) for place, each in enumerate(lesson.options)},
            "answer": None if self.right is None else LETTERS[self.right],
            "sentences": self.sentences(language),
            "doubts": [
                {"says": each.says.said(language), "source": each.source_said(language)} for each in lesson.doubts
            ],
            "worlds": [
                {"label": world.label.said(language), "scenario": world.scenario, "changes": dict(world.changes)}
                for world in (lesson.base, lesson.other)
            ],
            "customers": self.base.customers,
            "seed": self.base.seed,
            "figures": {name: _plain(value) for name, value in self.figures.items()},
        }


def teach(lesson: Lesson, base: Scenario, other: Scenario) -> Taught:
    """Live the worlds of a lesson, as `worlds_of` gives them."""
    return Taught(lesson, base, other, lesson.measure(base, other))


def verdicts(lesson: Lesson) -> list[Verdict]:
    """Judge the findings that bear on a lesson: a first impression, with few customers and their mechanisms left on."""
    from dataclasses import replace

    from simulator.evidence.choosing import chosen
    from simulator.evidence.findings import FINDINGS
    from simulator.evidence.judging import HOLDS, judge
    from simulator.evidence.laboratory import SHORT_CUSTOMERS, SHORT_REPLICATES, Laboratory

    laboratory = Laboratory(SHORT_CUSTOMERS, SHORT_REPLICATES)
    found = []
    for asked in lesson.asked:
        (finding,) = chosen((asked.code,), FINDINGS)
        judged = judge(replace(finding, mechanisms=()), laboratory)
        inside = sum(each.holds for each in judged.results)
        found.append(Verdict(asked, judged.verdict == HOLDS, inside, len(judged.results)))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return [_plain(each) for each in value]
    return float(value) if math.isfinite(value) else None
