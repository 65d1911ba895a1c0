"""What a sweep will take, judged from a few short runs before it begins."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from simulator.errors import ScenarioError
from simulator.experiment.sweeping.living import Outcome, live_run
from simulator.experiment.sweeping.plan import Plan
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario

PROBES = 3
"""Points that are tried."""

MOST_PERSONS = 20_000
"""People in a probe; a run takes so much longer as it has more of them."""

MOST_LOOKED_AT = 1_000
"""Points whose values are tried together; of larger sweeps the first in the order of living."""

PATIENCE_SECONDS = 5.0
"""After so long no further probe begins."""

BYTES_OF_A_FIGURE = 8


@dataclass(frozen=True)
class Estimate:
    """What a sweep will take on this machine."""

    points: int
    runs: int
    minutes: float
    """When as many runs at a time as there are jobs do not hinder each other."""
    megabytes: float
    """Of all figures and weekly columns, before Parquet packs them more tightly."""
    unfit: tuple[str, ...]
    """A line for each point whose values do not fit together: its runs would fail."""


def estimate(plan: Plan, jobs: int = 1) -> Estimate:
    """Live a few short runs and judge from them what all of them will take.

    The time of a run is taken as a constant and a part for each person and week; what has many people is tried with
    fewer. What is compiled at the first run of all is not counted.
    """
    began = time.perf_counter()
    scenarios, unfit = _scenarios(plan)
    building = (time.perf_counter() - began) / min(len(plan.points), MOST_LOOKED_AT)
    runs = len(plan.points) * plan.replicates
    if not scenarios:
        return Estimate(len(plan.points), runs, 0.0, 0.0, unfit)
    work, seconds, outcome = _probed(scenarios, plan.weekly)
    each = _seconds_of(np.array([_work(scenario) for scenario in scenarios]), np.array(work), np.array(seconds))
    minutes = (float(each.mean()) + building) * runs / max(jobs, 1) / 60.0
    # Weeks may differ between the points, and with them what is kept of each.
    weeks = np.mean([scenario.weeks for scenario in scenarios])
    numbers = len(outcome.metrics) + len(outcome.weekly) * float(weeks)
    return Estimate(len(plan.points), runs, minutes, runs * numbers * BYTES_OF_A_FIGURE / 1e6, unfit)


def _scenarios(plan: Plan) -> tuple[list[Scenario], tuple[str, ...]]:
    """The scenarios of the first points, and a line for each point that has none."""
    found: list[Scenario] = []
    unfit: list[str] = []
    by_number = {point.number: point for point in plan.points}
    for number in plan.order()[:MOST_LOOKED_AT]:
        try:
            found.append(plan.scenario(by_number[number]))
        except ScenarioError as error:
            unfit.append(f"point {number}: {error.problems[0].message}")
    return found, tuple(unfit)


def _probed(scenarios: list[Scenario], weekly: tuple[str, ...]) -> tuple[list[float], list[float], Outcome]:
    """Work and seconds of a few runs, and what the last of them left."""
    began = time.monotonic()
    live_run(_smaller(scenarios[0], 50), 0, weekly)  # compiles, or loads what was compiled
    work: list[float] = []
    seconds: list[float] = []
    outcome = None
    step = max(1, len(scenarios) // PROBES)
    for scenario in scenarios[::step][:PROBES]:
        # Two sizes each, so that what every run takes can be told from what each person takes.
        for persons in (MOST_PERSONS, MOST_PERSONS // 4):
            if outcome is not None and time.monotonic() - began > PATIENCE_SECONDS:
                break
            probe = _smaller(scenario, persons)
            started = time.perf_counter()
            outcome = live_run(probe, 0, weekly)
            seconds.append(time.perf_counter() - started)
            work.append(_work(probe))
    assert outcome is not None
    return work, seconds, outcome


def _smaller(scenario: Scenario, persons: int) -> Scenario:
    """The same scenario with fewer people, where it can do with fewer; else as it is."""
    if scenario.persons <= persons or scenario.people is not None or scenario.events is not None:
        return scenario
    share = persons / scenario.persons
    fewer = {"customers": max(1, round(scenario.customers * share))}
    if scenario.market.prospects:
        fewer["market.prospects"] = round(scenario.market.prospects * share)
    try:
        return changed(scenario, fewer)
    except ScenarioError:
        return scenario  # somebody is named who would not be there


def _work(scenario: Scenario) -> float:
    return float(scenario.persons * (scenario.weeks + scenario.warm_up_weeks))


def _seconds_of(wanted: np.ndarray, work: np.ndarray, seconds: np.ndarray) -> np.ndarray:
    """Seconds of runs by their work, from runs that were timed: a constant and a part for the work, both positive."""
    spread = work - work.mean()
    slope = float(spread @ seconds / (spread @ spread)) if spread.any() else 0.0
    constant = float(seconds.mean() - slope * work.mean())
    if slope <= 0.0 or constant < 0.0:
        slope, constant = float(seconds.sum() / work.sum()), 0.0
    return np.asarray(constant + slope * wanted, float)
