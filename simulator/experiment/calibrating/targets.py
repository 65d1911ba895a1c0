"""What a scenario is fitted to: figures from outside, each with its weeks and its uncertainty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.population.inputs import read_inputs
from simulator.population.population import Population
from simulator.population.records import Records
from simulator.projection import surveys
from simulator.projection.counts import Counts
from simulator.projection.measures import measured
from simulator.projection.staying import WEEKS_PER_YEAR, survival
from simulator.scenario.schema import Scenario

SURVIVAL, RETENTION, CHURN = "survival", "retention", "churn"
SHARE = "share"
OF_TENURE = {
    SURVIVAL: "share of those who joined who are still there so long after joining",
    RETENTION: "share of those who began a year as a customer who are still there when it ends",
}
"""What is counted in weeks since each customer joined, not in weeks of the story."""
OF_TIME = {CHURN: "leavers of a year by the customers at its start"}

Scorer = Callable[[np.ndarray], np.ndarray]
_SCORES: dict[str, tuple[Callable[[np.ndarray], surveys.Question], Scorer]] = {
    "nps": (surveys.recommendation, surveys.nps),
    "csat": (surveys.satisfaction, lambda answers: surveys.mean_answer(answers, 1)),
    "csat_share": (surveys.satisfaction, surveys.satisfied_share),
    "ces": (surveys.ease, lambda answers: surveys.mean_answer(answers, 1)),
}
"""Scores are taken of all answers of the weeks together, as a firm would report a quarter."""


@dataclass(frozen=True)
class Target:
    """One figure that the scenario should come near to.

    Example:
        >>> Target("survival", "all", 0, 52, 0.631, 0.015, "sample", 1000.0, year=1).when
        'year 1'
    """

    measure: str
    segment: str
    first_week: int
    last_week: int
    """First and last week it is about: of the story, or since joining for `survival` and `retention`."""
    value: float
    sd: float
    """Standard deviation of what might as well have been measured."""
    known_by: str
    """How that is known: `sd`, `interval`, `sample`, or `assumed`."""
    n: float = 0.0
    """How many were asked or followed; 0 where that is not said."""
    year: int = 0
    """The year it is about; 0 where it is told in weeks."""
    adds: bool = False
    """Whether the weeks are added up rather than averaged."""
    source: str = ""
    is_held_out: bool = False
    """Kept out of the fit, and scored."""

    @property
    def when(self) -> str:
        """The weeks in words."""
        if self.year:
            return f"year {self.year}"
        if self.measure == SURVIVAL or self.first_week == self.last_week:
            return f"week {self.last_week}"
        return f"weeks {self.first_week} to {self.last_week}"

    @property
    def name(self) -> str:
        """Measure, segment and weeks in words."""
        who = "" if self.segment == "all" else f" of {self.segment}"
        return f"{self.measure}{who}, {self.when}"

    @property
    def known_range(self) -> tuple[float, float]:
        """Between which ends it lies by its nature: shares from 0 to 1."""
        is_share = self.measure in OF_TENURE or self.measure.startswith("share[") or self.measure == "csat_share"
        return (0.0, 1.0) if is_share else (-np.inf, np.inf)

    @property
    def needs_weeks(self) -> int:
        """How many weeks a scenario must have for it."""
        # The week of joining is week 0 of a tenure: who joins in week 1 decides on a second year in week 53.
        return self.last_week + (self.measure in OF_TENURE)


class Measuring:
    """Reads every target off one replicate.

    Example:
        >>> Measuring(scenario, targets).of(population.tally)  # doctest: +SKIP
        array([0.63, 0.47])
    """

    def __init__(self, scenario: Scenario, targets: Sequence[Target]) -> None:
        self.scenario = scenario
        self.targets = tuple(targets)
        special = {*OF_TENURE, *OF_TIME, *_score_names()}
        self._weekly = {target.measure for target in targets} - special

    def of(self, counts: Counts) -> np.ndarray:
        """Return one number a target; not a number where there was nobody to measure."""
        weekly = {}
        if self._weekly:
            weekly = {each.name: values for each, values in measured(counts) if each.name in self._weekly}
        return np.array([_read(target, counts, weekly) for target in self.targets])


def _read(target: Target, counts: Counts, weekly: dict[str, np.ndarray]) -> float:
    at = counts.segments.index(target.segment)
    weeks = slice(target.first_week - 1, target.last_week)
    if target.measure in OF_TENURE:
        tenure = counts.tenure[0, at]
        curve = np.concatenate([[1.0], survival(tenure[:, 0], tenure[:, 1])])
        if len(curve) <= target.last_week + 1:
            return float("nan")
        # One longer than the curve: what is there after the week of joining has number 1 here.
        end, start = float(curve[target.last_week + 1]), float(curve[target.first_week + (target.first_week > 0)])
        return end if target.measure == SURVIVAL else end / start if start > 0.0 else float("nan")
    if target.measure == CHURN:
        before = counts.at_start[0, at] if target.first_week == 1 else counts.customers[0, target.first_week - 2, at]
        left = counts.leavers[0, weeks, at].sum()
        return float(left / before) if before else float("nan")
    name = target.measure.removesuffix("_of_all")
    if name in _SCORES:
        question, score = _SCORES[name]
        answers = question(counts.surveys[0, weeks, at].sum(0))
        return float(score(answers.asked if target.measure.endswith("_of_all") else answers.answered))
    values = weekly[target.measure][0, weeks]
    column = values[:, at] if values.shape[1] > at else values[:, 0]
    known = column[np.isfinite(column)]
    if not known.size:
        return float("nan")
    return float(known.sum() if target.adds else known.mean())


@dataclass(frozen=True)
class Known:
    """What a scenario has to be measured: names with their units, and the segments."""

    units: dict[str, str]
    without_segments: frozenset[str]
    segments: tuple[str, ...]


def known_of(scenario: Scenario, records: Records | None = None) -> Known:
    """Return the measures that targets of a scenario may name; those it has nothing of, such as money, are left out."""
    if records is None:
        records, _ = read_inputs(scenario)
    counts = Counts(scenario, [Population(scenario, 0, 1, records).tally])
    found = list(measured(counts))
    units = {**dict.fromkeys((*OF_TENURE, *OF_TIME), SHARE), **{measure.name: measure.unit for measure, _ in found}}
    lone = {measure.name for measure, values in found if values.shape[-1] < len(counts.segments)}
    return Known(units, frozenset(lone), counts.segments)


def year_of(measure: str, year: int) -> tuple[int, int]:
    """Return first and last week of a year: of tenure from 0 for survival and retention, else of the story from 1.

    Example:
        >>> year_of("survival", 2), year_of("retention", 2), year_of("churn", 2)
        ((0, 104), (52, 104), (53, 104))
    """
    end = WEEKS_PER_YEAR * year
    if measure == SURVIVAL:
        return 0, end
    return (end - WEEKS_PER_YEAR, end) if measure == RETENTION else (end - WEEKS_PER_YEAR + 1, end)


def _score_names() -> tuple[str, ...]:
    return tuple(f"{name}{suffix}" for name in _SCORES for suffix in ("", "_of_all"))
