"""One tidy table of an analysis: what is said, of which metric and factor, with its interval and its runs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.experiment.intervals import Interval
from simulator.experiment.sensitivity import ends
from simulator.experiment.sensitivity.estimates import Measure
from simulator.projection.files import plain

if TYPE_CHECKING:
    import pandas as pd

    from simulator.experiment.sensitivity.analysis import Analysis, Found

COLUMNS = {
    "metric": "name of the metric, as in a comparison",
    "factor": "path of the parameter, as --set takes it; empty where something is said of all together",
    "measure": "what is measured: see the measures",
    "value": "the estimate; empty where nothing can be said",
    "low": "lower end of its 95 % interval; empty where there is none",
    "high": "upper end of that interval",
    "runs": "runs that the value rests on",
}

LUCK = {
    "mean": Measure("metric", "mean over the points of the design"),
    "luck_share": Measure("share", "share of the variance of a single run, over points and replicates, that is luck"),
    "luck_common": Measure(
        "share", "share of that luck that is alike at all points: same luck at all points removes it"
    ),
    "luck_difference": Measure("metric", "mean difference, without sign, between two runs of the same point"),
    "luck_left": Measure("share", "share of the variance between the points that is luck still: replicates are few"),
}
"""Measures of all factors together that every method has."""


class Row(NamedTuple):
    """A row of the table."""

    metric: str
    factor: str
    measure: str
    value: float
    low: float
    high: float
    runs: int


def rows_of(analysis: Analysis) -> Iterator[Row]:
    """Yield every row: by metric; first what is said of all factors together, then factor by factor."""
    for found in analysis.found:
        if found.refused:
            continue
        for measure, interval in (*_luck(found), *found.estimates.whole.items()):
            yield Row(found.metric, "", measure, *interval, found.runs)
        for index, factor in enumerate(analysis.plan.factors):
            for measure, each in found.estimates.factors.items():
                yield Row(found.metric, factor.path, measure, *each[index], found.runs)
            if found.ends:
                yield Row(found.metric, factor.path, "at_low", *found.ends[index].at_low, found.runs)
                yield Row(found.metric, factor.path, "at_high", *found.ends[index].at_high, found.runs)


def table_of(analysis: Analysis) -> pd.DataFrame:
    """Return the table as pandas has it."""
    import pandas as pd

    return pd.DataFrame(rows_of(analysis), columns=list(COLUMNS))


def document_of(analysis: Analysis) -> dict[str, Any]:
    """Return the analysis as one document."""
    measures = {**LUCK, **analysis.method.measures, **ends.MEASURES}
    return {
        "name": analysis.plan.name,
        "design": analysis.plan.design,
        "method": analysis.method.name,
        "answer": analysis.answer,
        "factors": [factor.path for factor in analysis.plan.factors],
        "points": len(analysis.plan.points),
        "replicates": analysis.responses.replicates,
        "runs": analysis.responses.runs,
        "failed": analysis.responses.failed,
        "metrics": [
            {
                "metric": found.metric,
                "refused": found.refused or None,
                "never_moves": found.is_still,
                analysis.method.block[1]: int(found.lost.is_whole.sum()),
                f"{analysis.method.block[1]}_lost": found.lost.lost,
                "runs": found.runs,
                "order": [name for name, _ in found.ranked],
                "enough": found.enough.is_enough,
                "needed": found.enough.needed,
                "told": found.enough.words or None,
            }
            for found in analysis.found
        ],
        "measures": {name: measure._asdict() for name, measure in measures.items()},
        "table": [{key: plain(value) for key, value in row._asdict().items()} for row in rows_of(analysis)],
    }


def _luck(found: Found) -> Iterator[tuple[str, Interval]]:
    def alone(value: float) -> Interval:
        return Interval(value, math.nan, math.nan)

    luck = found.luck
    yield "mean", alone(found.mean)
    yield "luck_share", alone(math.nan) if luck is None else luck.share
    yield "luck_common", alone(math.nan if luck is None else luck.common)
    yield "luck_difference", alone(math.nan) if luck is None else luck.difference
    yield "luck_left", alone(math.nan if luck is None else luck.left)
