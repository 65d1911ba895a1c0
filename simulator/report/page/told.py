"""What the page of a comparison is told: plain tables and documents, as report knows no experiments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.projection.ledger import Ledger
from simulator.projection.projection import Projection

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Alternative:
    """One alternative beside the base."""

    label: str
    why: str
    summary: Mapping[str, Any]
    """Its part of `summary.json`."""
    tiers: tuple[pd.DataFrame, pd.DataFrame]
    """A row a week and a column a tier, and who left: the base, the alternative."""
    weekly: Mapping[str, pd.DataFrame]
    """By tier: base, other, difference, low, high by week."""
    profit: pd.DataFrame | None
    """The profit so far by week, in the same columns; None where nobody pays."""
    changes: Sequence[tuple[str, str, str, str]]
    """Key, value in the base, value in the alternative, meaning."""
    projection: Projection | None


@dataclass(frozen=True)
class Told:
    """A comparison."""

    label: str
    why: str
    summary: Mapping[str, Any]
    projection: Projection | None
    """Of the base; of the first replicates, where they were kept."""
    alternatives: Sequence[Alternative]
    units: Mapping[str, tuple[str, str]]
    """Unit and meaning of each metric and each figure of the pairs."""
    story: tuple[str, Ledger, str, Ledger] | None = None
    """One customer: what the base is called, the account there, and the same of an alternative."""
