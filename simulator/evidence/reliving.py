"""Episodes that an experiment makes up, lived as records are: so that it knows every moment of them."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from simulator.population.log import LOGGED, Log, Runs, Skipped
from simulator.population.population import Population
from simulator.population.records import Records
from simulator.scenario.log import OUTCOMES
from simulator.scenario.schema import Scenario

FAILURE = OUTCOMES.index("failure")


def relive(scenario: Scenario, replicate: int, events: np.ndarray, week: int = 1) -> Population:
    """Return the population of a scenario after its weeks, in one of which these events befell them, in their order.

    Who the customers are and who leaves stays as in the scenario; `events` are made by `contacts`.
    """
    runs = Runs()
    runs.add(events, np.full(len(events), week, np.int16))
    nobody = np.zeros(0, np.int16)
    # Those of whom the log speaks have no names here: they are persons of the scenario.
    log = Log(runs, 0, cast(Any, ()), nobody, nobody, Skipped(), None, ())
    log_from_start = None if has_history(scenario, week) else Records(log)
    population = Population(scenario, replicate, threads=1, records=log_from_start)
    if log_from_start is None:
        # Weeks before those of a log are lived much faster without one; it is opened in the week before its first.
        population.live(week - 2)
        population.records = Records(log)
    population.live()
    return population


def has_history(scenario: Scenario, week: int) -> bool:
    """Return whether at least two weeks are lived before this one."""
    return week + scenario.warm_up_weeks > 2


def contacts(person: np.ndarray, success: np.ndarray, ease: np.ndarray, emotion: np.ndarray) -> np.ndarray:
    """Return contacts at the first touchpoint, one a row: whose, and how they went.

    Example:
        >>> contacts(np.array([0]), np.array([0.5]), np.array([0.0]), np.array([-0.5]))["success"].tolist()
        [0.5]
    """
    events = np.zeros(len(person), LOGGED)
    events["person"], events["count"] = person, 1
    events["channel"], events["answer_weeks"] = -1, -1
    events["severity"], events["redress"] = np.nan, np.nan
    events["success"], events["ease"], events["emotion"] = success, ease, emotion
    return events


def failing(events: np.ndarray, which: np.ndarray, severity: np.ndarray) -> np.ndarray:
    """Return the events with some of them, a mask, as failures of the given severity."""
    events = events.copy()
    events["outcome"][which] = FAILURE
    events["severity"][which] = severity[which]
    return events
