"""How many replicates it takes until an interval is as narrow as was asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.errors import UsageError
from simulator.experiment.comparing.intervals import interval
from simulator.experiment.comparing.metrics import METRICS, PAIRED
from simulator.experiment.intervals import t_quantile
from simulator.scenario.file.words import nearest


@dataclass(frozen=True)
class Until:
    """The metric whose paired interval is to become narrow, and how far it may reach to either side."""

    metric: str
    half_width: float

    def half_width_of(self, values: Sequence[float]) -> float:
        """Return how far the interval of what the replicates say reaches to either side."""
        found = interval(values)
        return math.nan if found.high is None else found.high - found.mean

    def replicates_for(self, values: Sequence[float]) -> int:
        """Return how many replicates to have lived before looking again.

        As many as (t s / h)² says by what is known so far, at least one more and at most twice as many as there are:
        few replicates know their own spread badly.
        """
        count = len(values)
        known = [value for value in values if math.isfinite(value)]
        if len(known) < 2:
            return 2 * count
        mean = sum(known) / len(known)
        variance = sum((value - mean) ** 2 for value in known) / (len(known) - 1)
        needed = (t_quantile(len(known) - 1) / self.half_width) ** 2 * variance
        return min(max(math.ceil(min(needed, 2.0 * count)), count + 1), 2 * count)


def until_of(text: str) -> Until:
    """Return what `METRIC:HALFWIDTH` says.

    Raises UsageError.

    Example:
        >>> until_of("profit:10_000")
        Until(metric='profit', half_width=10000.0)
    """
    metric, colon, width = text.rpartition(":")
    try:
        half_width = float(width)
    except ValueError:
        half_width = math.nan
    if not colon or not 0.0 < half_width < math.inf:
        raise UsageError(f"--until is {text!r}; allowed is METRIC:HALFWIDTH with a number above 0, such as saved:0.005")
    names = [*METRICS, *PAIRED]
    if metric not in names:
        meant = nearest(metric, names)
        raise UsageError(
            f"there is no metric {metric!r}; allowed is one of {', '.join(names)}"
            + (f"; did you mean {meant}?" if meant else "")
        )
    return Until(metric, half_width)
