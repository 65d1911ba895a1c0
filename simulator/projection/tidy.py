"""The tidy table: one row for each replicate, week, segment and measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from simulator.customer.noted import Noted
from simulator.projection.counts import Counts
from simulator.projection.measures import Measure, measured
from simulator.projection.prices import PriceList
from simulator.scenario.schema import Scenario


def batches(scenario: Scenario, tallies: Sequence[Noted]) -> Iterator[Any]:
    """Yield one `pyarrow.RecordBatch` a replicate, ordered by measure, segment and week.

    A measure without segments has its rows under `all` only.
    Replicates are taken one by one, so that ten thousand of them need no more memory than one.
    """
    import pyarrow as pa

    price_list = PriceList(scenario)
    for replicate, tally in enumerate(tallies):
        counts = Counts(scenario, [tally], price_list)
        found = list(measured(counts))
        # What has no segments stands for everybody, who come first.
        parts = np.array([each.shape[-1] for _, each in found])
        measures = np.repeat(np.arange(len(found), dtype=np.int32), parts)
        segments = np.concatenate([np.arange(part, dtype=np.int32) for part in parts])
        values = np.concatenate([np.asarray(each[0].T, float) for _, each in found])
        weeks = np.arange(1, counts.weeks + 1, dtype=np.int32)
        yield pa.RecordBatch.from_pydict(
            {
                "replicate": pa.array(np.full(values.size, replicate, np.int32)),
                "week": pa.array(np.tile(weeks, len(values))),
                "segment": _words(np.repeat(segments, len(weeks)), counts.segments),
                "measure": _words(np.repeat(measures, len(weeks)), [measure.name for measure, _ in found]),
                "value": pa.array(values.ravel()),
            }
        )


def described(scenario: Scenario, tallies: Sequence[Noted]) -> list[Measure]:
    """Return every measure of a projection, in the order of the table."""
    return [measure for measure, _ in measured(Counts(scenario, tallies[:1]))]


def _words(codes: np.ndarray, words: Sequence[str]) -> Any:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(list(words), pa.string()))
