"""One run of a sweep: a scenario, the luck of one replicate, a row of figures and a few weekly columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.experiment.comparing.metrics import metrics_of
from simulator.population.inputs import read_inputs
from simulator.population.population import Population
from simulator.population.records import Records
from simulator.projection.counts import Counts
from simulator.projection.measures import measured
from simulator.scenario.schema import Scenario


@dataclass(frozen=True)
class Outcome:
    """What one run leads to."""

    metrics: dict[str, float]
    """By the names of `METRICS`; only those that the scenario has, such as money where something has a price."""
    weekly: dict[str, np.ndarray]
    """By the name of the measure, all customers together: one number a week; what the scenario has no such measure of
    is left out."""


def live_run(scenario: Scenario, replicate: int, weekly: Sequence[str] = (), records: Records | None = None) -> Outcome:
    """Live one replicate of a scenario on this thread and return its figures.

    The same arguments give the same numbers to the last bit, on whichever thread, process or machine of the same kind.
    `records` are the files that the scenario names, when they were read already.
    """
    if records is None:
        records, _ = read_inputs(scenario)
    population = Population(scenario, replicate, 1, records)
    population.live(scenario.weeks)
    counts = Counts(scenario, [population.tally])
    columns: dict[str, np.ndarray] = {}
    if weekly:
        wanted = set(weekly)
        for measure, values in measured(counts):
            if measure.name in wanted:
                columns[measure.name] = np.asarray(values[0, :, 0], float)
                if len(columns) == len(wanted):
                    break  # each measure takes its time, and some runs take little more
    return Outcome(metrics_of(counts), columns)
