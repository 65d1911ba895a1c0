"""The bundled scenarios with few customers, lived once for all tests of a session."""

from __future__ import annotations

from functools import cache

import pandas as pd

from simulator.experiment.simulate import simulate
from simulator.projection.projection import Projection
from simulator.scenario.reading import read_scenario

CUSTOMERS = 5_000


@cache
def lived(name: str, *changes: str) -> Projection:
    """Return what a scenario leads to; with changes as in `--set`, for the same people with the same luck."""
    return simulate(read_scenario(name, [f"customers={CUSTOMERS}", *changes]))


def without(name: str, mechanism: str) -> Projection:
    """Return what it leads to with a mechanism turned off."""
    return lived(name, f"mechanisms.{mechanism}=false")


def staying(projection: Projection) -> float:
    """Return the share of the customers of the start who are there at the end."""
    return float(projection.summary()["share_of_start"])


def at_end(projection: Projection, level: str) -> float:
    """Return the mean of a level, such as trust, over those who are there at the end."""
    return float(projection.summary()["means_at_end"][level])


def leavers(projection: Projection, first: int, last: int, segment: int = 0) -> int:
    """Return how many left in weeks `first` to `last`."""
    return int(projection.counts.leavers[0, first - 1 : last, segment].sum())


def per_failure(projection: Projection, touchpoint: str) -> float:
    """Return what a failure there took from an account, on average; below zero."""
    row = projection.touchpoints().loc[touchpoint]
    return float(row["withdrawn"] / row["failures"])


def answers(projection: Projection, touchpoint: str) -> pd.Series:
    """Return how complaints about it went: how many well and poorly, and what an answer brought on average."""
    row = projection.touchpoints().loc[touchpoint]
    heard = row["recovered_well"] + row["recovered_poorly"]
    net = row["recovery_deposited"] + row["recovery_withdrawn"]
    return pd.Series({"well": row["recovered_well"] / heard, "net": net / heard})


def reasons(projection: Projection) -> tuple[pd.Series, pd.Series]:
    """Return the shares of the reasons for leaving, as they are and as they are stated."""
    table = projection.reasons()
    return table.sum(axis=1) / table.to_numpy().sum(), table.sum(axis=0) / table.to_numpy().sum()
