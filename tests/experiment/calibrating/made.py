"""Small scenarios, tables and trials to fit, and trials of a model whose answer is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from simulator.experiment.calibrating.calibration import Asked
from simulator.experiment.calibrating.parameters import Free, free_parameters, values_at
from simulator.experiment.calibrating.search import Plan
from simulator.experiment.calibrating.table import held_out, read_targets
from simulator.experiment.calibrating.targets import Target, known_of
from simulator.experiment.calibrating.trials import START, Trial
from simulator.scenario.reading import resolve

PLAIN = """\
name: Plain leaving
weeks: 157
customers: 800
relationship: {kind: contract, term_weeks: 52}
touchpoints:
  - {name: visit, contacts_per_week: 0}
market: {stay_base: 0.0, stay_spread: 0.0, involuntary_leaving_per_year: 0.0}
mechanisms:
  hold_of_the_account: false
  habit: false
  identification: false
  investment: false
  offers: false
  circumstances: false
  contagion: false
  reputation: false
"""
"""Whoever is there at a renewal stays with the same probability: the logistic of `stay_base`."""


def written(folder: Path, rows: str, scenario: str = PLAIN) -> tuple[Path, Path]:
    """Write a scenario and a table of targets; return both files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plain.yaml").write_text(scenario, encoding="utf-8")
    (folder / "targets.csv").write_text(rows, encoding="utf-8")
    return folder / "plain.yaml", folder / "targets.csv"


def asked(
    folder: Path, rows: str, fit: Sequence[str], holdout: int = 0, overrides: Sequence[str] = (), **more: int
) -> Asked:
    """Return what a calibration is asked for."""
    scenario, table = written(folder, rows)
    resolved = resolve(scenario, overrides)
    targets = read_targets(table, known_of(resolved.scenario), resolved.scenario.weeks)
    targets = held_out(targets, holdout) if holdout else targets
    free = free_parameters(resolved.scenario, fit)
    return Asked(resolved, tuple(overrides), table.name, targets, free, **{"replicates": 3, **more})


def figures(values: Sequence[float], sd: float | Sequence[float], **more: object) -> tuple[Target, ...]:
    """Return targets that stand for nothing but their values."""
    sds = np.broadcast_to(sd, len(values))
    return tuple(
        Target("mean[trust]", "all", week, week, float(value), float(each), "sd")
        for week, (value, each) in enumerate(zip(values, sds, strict=True), 1)
    )


def known_trials(free: Sequence[Free], model: Callable[[np.ndarray], np.ndarray], best: np.ndarray) -> list[Trial]:
    """Return trials of a model that is a function of the point in the unit cube, almost without luck.

    One is at `best`, as refining would have brought it.
    """
    rng = np.random.default_rng(5)
    trials = []
    for number, unit in enumerate([best, *rng.random((40, len(free)))]):
        values = values_at(free, unit)
        at = np.array([each.unit(value) for each, value in zip(free, values, strict=True)])
        means = model(at)
        luck = 1e-7 * np.array([[-1.0], [1.0]]) * np.ones_like(means)
        trials.append(Trial(number, START, values, means + luck))
    return trials


def plan_of(free: Sequence[Free], targets: Sequence[Target]) -> Plan:
    """Return a plan for trials that were made by hand."""
    return Plan(tuple(free), tuple(targets), replicates=2, seed=1, looks=8, searches=0)
