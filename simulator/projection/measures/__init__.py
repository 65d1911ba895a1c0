"""Every measure of a projection by week and segment: name, unit, meaning, and how it follows from the counts.

One file a subject. A measure of the public, or of the market as a whole, has no segments: it is there for everybody
only. Measures of what a scenario has not (a survey, an open market, interventions, money) are left out.
"""

from __future__ import annotations

from simulator.projection.counts import Counts
from simulator.projection.measures.acting import of_interventions
from simulator.projection.measures.asked import of_surveys
from simulator.projection.measures.bond import of_bond
from simulator.projection.measures.euro import of_money
from simulator.projection.measures.leaving import of_leaving
from simulator.projection.measures.measure import Found, Measure
from simulator.projection.measures.public import of_market
from simulator.projection.measures.service import of_service
from simulator.projection.measures.taking_part import of_taking_part

SUBJECTS = (of_bond, of_leaving, of_service, of_taking_part, of_surveys, of_market, of_interventions, of_money)


def measured(counts: Counts) -> Found:
    """Yield each measure with its values [replicate, week, segment]; where nobody is left, a mean is not a number.

    The last axis is 1 for a measure without segments.

    Example:
        >>> {measure.name: values for measure, values in measured(counts)}["customers"].shape  # doctest: +SKIP
        (1, 104, 1)
    """
    for subject in SUBJECTS:
        yield from subject(counts)


__all__ = ["SUBJECTS", "Found", "Measure", "measured"]
