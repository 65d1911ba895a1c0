"""The tidy table: one row for each replicate, week, segment and measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from simulator.customer.noted import Noted
from simulator.projection.counts import Counts
from simulator.projection.measures import Measure, measured
from simulator.scenario.schema import Scenario


def batches(scenario: Scenario, tallies: Sequence[Noted]) -> Iterator[Any]:
    """Yield one `pyarrow.RecordBatch` a replicate, ordered by measure, segment and week.

    Replicates are taken one by one, so that ten thousand of them need no more memory than one.
    """
    import pyarrow as pa

    for replicate, tally in enumerate(tallies):
        counts = Counts(scenario, [tally])
        found = list(measured(counts))
        values = np.stack([np.asarray(each[0].T, float) for _, each in found])
        measures, segments, weeks = np.asarray(np.indices(values.shape, np.int32))
        yield pa.RecordBatch.from_pydict(
            {
                "replicate": pa.array(np.full(values.size, replicate, np.int32)),
                "week": pa.array(weeks.ravel() + np.int32(1)),
                "segment": _words(segments, counts.segments),
                "measure": _words(measures, [measure.name for measure, _ in found]),
                "value": pa.array(values.ravel()),
            }
        )


def described(scenario: Scenario, tallies: Sequence[Noted]) -> list[Measure]:
    """Return every measure of a projection, in the order of the table."""
    return [measure for measure, _ in measured(Counts(scenario, tallies[:1]))]


def _words(codes: np.ndarray, words: Sequence[str]) -> Any:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(codes.ravel()), pa.array(list(words), pa.string()))
