"""How the worlds of a lesson are lived: the same customers, the same luck, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from simulator.customer.state import CUSTOMER, LEAVING
from simulator.errors import ScenarioError, UsageError
from simulator.lessons.lesson import Lesson
from simulator.population.population import Population, usable_cores
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario


@dataclass(frozen=True)
class Course:
    """The accounts of everybody, week by week, in one world."""

    balance: np.ndarray
    """[week, person] from week 0; not a number where somebody is no customer."""
    population: Population
    """As it is after the last week."""

    @property
    def rows(self) -> np.ndarray:
        """The persons after the last week, in the same order in every world."""
        rows: np.ndarray = self.population.columns.rows
        return rows

    def gone(self) -> np.ndarray:
        """Return who is no customer after the last week."""
        return np.asarray(np.isnan(self.balance[-1]))


def course(scenario: Scenario) -> Course:
    """Live a world and note every account at the end of each week."""
    population = Population(scenario, threads=1)
    noted = []
    for week in range(scenario.weeks + 1):
        population.live(week)
        rows = population.columns.rows
        noted.append(np.where(is_there(rows), rows["balance"], np.float32(np.nan)))
    return Course(np.array(noted), population)


def courses(scenarios: Sequence[Scenario]) -> list[Course]:
    """Live several worlds, as many at once as there are cores."""
    # The compiled weeks let go of Python's lock, so threads do.
    with ThreadPoolExecutor(min(usable_cores(), len(scenarios))) as pool:
        return list(pool.map(course, scenarios))


def is_there(rows: np.ndarray) -> np.ndarray:
    """Return who is a customer, those included who have given notice."""
    return np.asarray((rows["status"] == CUSTOMER) | (rows["status"] == LEAVING))


def apart(other: Course, base: Course, who: np.ndarray) -> np.ndarray:
    """Return by week how much higher the accounts stand in the other world: the mean of those who are in both.

    `who` is a mask of persons, or their numbers.
    """
    difference = (other.balance - base.balance)[:, who].astype(float)
    there = np.isfinite(difference)
    many = there.sum(axis=1)
    total = np.where(there, difference, 0.0).sum(axis=1)
    return np.where(many > 0, total / np.maximum(many, 1), np.nan)


def mean_balance(found: Course, who: np.ndarray) -> np.ndarray:
    """Return by week the mean account of those of `who` who are customers."""
    return apart(found, Course(np.zeros_like(found.balance), found.population), who)


def extra_gone(other: Course, base: Course, who: np.ndarray) -> float:
    """Return which share of these persons more has gone by the last week of the other world than of the base."""
    return share(other.gone()[who]) - share(base.gone()[who])


def share(true: np.ndarray) -> float:
    """Return which share of a mask is true; not a number of nobody."""
    return float(np.mean(true)) if len(true) else float("nan")


def worlds_of(lesson: Lesson, customers: int | None = None, overrides: Sequence[str] = ()) -> tuple[Scenario, Scenario]:
    """Return the two worlds of a lesson, with so many customers, after what is set on the command line.

    What is set holds in both worlds; what only one of them has, such as an incident, is set there.

    Raises:
        ScenarioError: when neither of them has it, or a value is not allowed.
        UsageError: when it would change how long the lesson looks.
    """
    size = {"customers": lesson.customers if customers is None else customers}
    base, other = (changed(world.read(), size) for world in (lesson.base, lesson.other))
    for text in overrides:
        found = [_tried(world, text) for world in (base, other)]
        if all(isinstance(each, ScenarioError) for each in found):
            refusal = found[1]
            assert isinstance(refusal, ScenarioError)
            raise refusal
        base, other = (
            before if isinstance(each, ScenarioError) else each
            for before, each in zip((base, other), found, strict=True)
        )
    times = {(world.weeks, world.warm_up_weeks) for world in (base, other, lesson.base.read())}
    if len(times) > 1:
        raise UsageError("weeks and warm_up_weeks of a lesson are its own: its answer looks at certain weeks")
    return base, other


def _tried(scenario: Scenario, text: str) -> Scenario | ScenarioError:
    from simulator.scenario.file.overrides import overridden
    from simulator.scenario.file.shapes import shape_of
    from simulator.scenario.file.tree import Keyed, Place, planted
    from simulator.scenario.file.validating import validated
    from simulator.scenario.writing import values_of

    tree = planted(values_of(scenario), Place(scenario.name))
    assert isinstance(tree, Keyed)
    tree, problems = overridden(tree, [text], shape_of(Scenario))
    result, wrong = validated(tree)
    return ScenarioError([*problems, *wrong]) if result is None or problems or wrong else result
