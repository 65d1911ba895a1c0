"""The map of the paradox for any firm: is the customer better off after a failure than if nothing had happened?

It is the map of the findings E01 and E03, of the customers and the firm of one world instead of the ordinary firm:
newcomers live a year and a half without a failure; then all are failed in one week, as severely as the row says, all
complain, and all are answered at once, as well as the column says. For the second map all had a mild failure half a
year before, put right excellently, and so had their doubles. The week is lived by the very same compiled rule.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from simulator.evidence.after_failure import (
    EARLIER_WEEK,
    EXCELLENT,
    HISTORY_WEEKS,
    MILD,
    Failing,
    as_told,
    known,
)
from simulator.evidence.findings.mapping import QUALITIES, SEVERITIES, answer_of
from simulator.lab.turns import Superseded
from simulator.population.population import Population
from simulator.population.standing import bytes_of, go_on_from, standing_of
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import values_of

PEOPLE = 600
"""Customers of the map: of so many the mean differs from that of all by a few hundredths at most."""

NEVER = 9_999
"""A week that never comes."""


@dataclass(frozen=True)
class ParadoxMap:
    """What a failure and its recovery leave on the account, against the same customers without that failure."""

    first: np.ndarray
    """[severity, quality]: mean balance more (or less) after a first failure."""
    second: np.ndarray
    """The same after a second failure, half a year after a mild one that was put right excellently."""
    people: int


def firm_of(scenario: Scenario, people: int = PEOPLE) -> Scenario:
    """Return the world of the map: the firm and the people of a scenario, with the failures of the map only.

    Nobody hears of the others, as a failure that met all at once would be a scandal; what is meant is one customer's
    bad luck. Nothing happens that a scenario brings about in its own weeks: no incidents, interventions or records.
    """
    asked = values_of(scenario)
    psychology = {**asked["psychology"], **as_told("all")}
    market = {**asked["market"], "word_of_mouth": {"network": "none"}, "prospects": 0}
    touchpoints = [
        {**each, "failure": {"probability": 0.0}, "complaint_channel": None} for each in asked["touchpoints"]
    ]
    # An earlier failure that never comes draws no luck, and the map of first failures stays what it is without it.
    failures = [Failing(MILD, EXCELLENT, week=EARLIER_WEEK), Failing(1.0, EXCELLENT)]
    return Scenario.model_validate(
        {
            **{key: asked[key] for key in ("segments", "relationship", "programmes", "brand", "seed")},
            "name": "map of the paradox",
            "customers": people,
            "weeks": 1,
            "warm_up_weeks": HISTORY_WEEKS,
            "touchpoints": touchpoints,
            "market": market,
            "recovery": {"channels": [{"name": "phone", "reach": 1.0, "effort": 0.1}]},
            "incidents": [each.as_asked() for each in failures],
            "mechanisms": {**asked["mechanisms"], "reputation": False},
            "psychology": psychology,
        }
    )


def paradox_map(firm: Scenario, stop: threading.Event) -> ParadoxMap:
    """Return the map of a world that `firm_of` has made; raises `Superseded` when it is stopped."""
    population = Population(firm, threads=1)
    population.live(EARLIER_WEEK - 1)
    before = standing_of(population)

    def after(earlier_week: int) -> np.ndarray:
        again = Population(firm, threads=1)
        go_on_from(again, before)
        earlier, failure = again.society.incidents
        earlier["from_week"], failure["from_week"] = earlier_week, NEVER
        again.live(0)
        return _cells(again, failure, stop)

    # The compiled weeks let go of Python's lock, so that the two are lived at once.
    with ThreadPoolExecutor(1, "lab-map") as beside:
        second = beside.submit(after, EARLIER_WEEK)
        first = after(NEVER)
        return ParadoxMap(first, second.result(), firm.customers)


def _cells(population: Population, failure: np.void, stop: threading.Event) -> np.ndarray:
    """Return [severity, quality] for a population at the end of its history."""
    history, rows = population.columns.rows.copy(), population.columns.rows
    who = known(history)

    def balance() -> float:
        # What was counted and what everybody knows stays as it is: neither moves anybody here.
        bytes_of(rows)[:] = bytes_of(history)
        population.go_on_after(0)
        population.live()
        return float(rows["balance"][who].mean(dtype=float))

    failure["from_week"] = NEVER
    spared = balance()
    failure["from_week"] = 1
    # How complaints are answered: in general, after the earlier failure, after this one.
    reply = population.society.recoveries[2]
    found = np.empty((len(SEVERITIES), len(QUALITIES)))
    for row, severity in enumerate(SEVERITIES):
        if stop.is_set():
            raise Superseded
        failure["severity_mean"] = severity
        for column, quality in enumerate(QUALITIES):
            answer = answer_of(quality)
            reply["redress_mean"], reply["ease_mean"] = answer.redress, answer.ease
            reply["empathy_mean"] = answer.empathy
            found[row, column] = balance() - spared
    failure["from_week"] = NEVER
    return found
