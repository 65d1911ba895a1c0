"""A result folder read back, whatever it holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.projection.results import load as load_projection

if TYPE_CHECKING:
    from simulator.experiment.sweeping.stored import StoredSweep
    from simulator.projection.projection import Projection


def load(folder: str | Path) -> Projection | StoredSweep:
    """Return what a result folder holds: a projection, or the runs of a sweep, finished or not.

    Raises:
        ResultsError: when it is no result folder, a damaged one, or of a later format.

    Example:
        >>> load("results/telecom/run-001").churn()  # doctest: +SKIP
        >>> load("results/telecom-desk/sweep").runs  # doctest: +SKIP
    """
    from simulator.experiment.sweeping.ledger import LEDGER
    from simulator.experiment.sweeping.stored import stored_sweep

    if (Path(folder) / LEDGER).is_file():
        return stored_sweep(folder)
    return load_projection(folder)
