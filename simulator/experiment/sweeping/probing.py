"""What a sweep will take, judged from a few short runs before it begins."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.experiment.sweeping.plan import Plan


@dataclass(frozen=True)
class Estimate:
    """What a sweep will take on this machine."""

    points: int
    runs: int
    minutes: float
    megabytes: float
    unfit: tuple[str, ...]
    """A line for each point whose values do not fit together: its runs would fail."""


def estimate(plan: Plan, jobs: int = 1) -> Estimate:
    """Live a few short runs and judge from them what all of them will take."""
    raise NotImplementedError
