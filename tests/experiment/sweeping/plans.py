"""Small plans for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from simulator.experiment.sweeping.plan import Plan
from simulator.experiment.sweeping.planning import plan_of
from simulator.scenario.sweep_reading import read_sweep, sweep_from_flags
from tests.scenario.files import write

SHOP = """
    name: Shop
    weeks: 12
    customers: 300
    relationship: {kind: open, term_weeks: 4}
    touchpoints:
      - name: bill
        contacts_per_week: 0.5
        failure: {probability: 0.05, severity: {mean: 0.8, spread: 0.5}}
      - name: desk
        contacts_per_week: 0.2
    incidents:
      - {name: outage, week: 8, reach: {share: 0.5}, severity: 1.0}
"""


def planned(folder: Path, vary: Sequence[str], **flags: object) -> Plan:
    """The plan of some flags over a small shop."""
    return plan_of(sweep_from_flags(write(folder, "shop.yaml", SHOP), vary, **flags))  # type: ignore[arg-type]


def planned_from(folder: Path, text: str) -> Plan:
    """The plan of the rest of a sweep file over the same shop."""
    write(folder, "shop.yaml", SHOP)
    return plan_of(read_sweep(write(folder, "some.sweep.yaml", f"name: Some\nscenario: shop\n{text}")))


def rows(plan: Plan) -> list[tuple[object, ...]]:
    """The values of the points, in the order of their numbers."""
    assert [point.number for point in plan.points] == list(range(len(plan.points)))
    return [tuple(point.values[factor.path] for factor in plan.factors) for point in plan.points]
