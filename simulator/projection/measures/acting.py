"""When interventions act: in their weeks, or while their condition holds."""

from __future__ import annotations

from simulator.projection.counts import Counts
from simulator.projection.measures.measure import Found, Measure
from simulator.projection.names import intervention_names


def of_interventions(counts: Counts) -> Found:
    """Yield for each intervention whether it acts; over replicates, the mean is the share in which it does."""
    for index, name in enumerate(intervention_names(counts.scenario)):
        meaning = f"1 in a week in which the intervention {name} acts, 0 in any other (C10)"
        yield Measure(f"acting[{name}]", "0 or 1", meaning), counts.acting[..., index, None]
