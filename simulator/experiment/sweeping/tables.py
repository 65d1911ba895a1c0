"""The tables of a sweep: a row a run, and a row a week of a run; the same bytes in whatever order they were lived."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from simulator.experiment.comparing.metrics import METRICS
from simulator.experiment.sweeping.finished import Finished, order_of_metrics
from simulator.experiment.sweeping.ledger import DONE, FAILED
from simulator.experiment.sweeping.plan import Factor, Plan, Value
from simulator.projection.files import write_table

RUNS = "runs.parquet"
WEEKLY = "weekly.parquet"
RESERVED = ("point", "replicate", "status", "error", "week")
TOGETHER = 500
"""Runs whose weeks are written as one group of rows: some megabytes."""


def column_of(path: str) -> str:
    """Return the column of `runs` that holds the values of a parameter: its path, unless a metric is called so.

    Example:
        >>> column_of("recovery.empathy"), column_of("customers")
        ('recovery.empathy', 'customers (set)')
    """
    return f"{path} (set)" if path in METRICS or path in RESERVED else path


def runs_table(plan: Plan, finished: Iterable[Finished]) -> Any:
    """Return one row a run that is over, ordered by point and replicate, as an Arrow table.

    Columns are `point`, `replicate`, each parameter that varies, `status`, `error`, each metric. What is no number,
    such as the score of a survey that nobody answered, is null.
    """
    import pyarrow as pa

    rows = sorted(finished, key=lambda each: each.run)
    points = {point.number: point.values for point in plan.points}
    columns: dict[str, Any] = {
        "point": pa.array([each.run.point for each in rows], pa.int32()),
        "replicate": pa.array([each.run.replicate for each in rows], pa.int32()),
    }
    for factor in plan.factors:
        columns[column_of(factor.path)] = _column(factor, [points[each.run.point].get(factor.path) for each in rows])
    columns["status"] = pa.array([FAILED if each.outcome is None else DONE for each in rows], pa.string())
    columns["error"] = pa.array([each.error or None for each in rows], pa.string())
    metrics: list[Mapping[str, float]] = [{} if each.outcome is None else each.outcome.metrics for each in rows]
    for name in order_of_metrics(metrics):
        columns[name] = pa.array([_number(each.get(name)) for each in metrics], pa.float64())
    return pa.table(columns)


def write_runs(file: Path, plan: Plan, finished: Iterable[Finished]) -> None:
    """Write the table of runs."""
    table = runs_table(plan, finished).combine_chunks()
    write_table(file, table.to_batches() or [_empty(table.schema)], ["status", "error"])


def write_weekly(file: Path, plan: Plan, finished: Iterable[Finished]) -> None:
    """Write a row a week of each run that was done, a column a measure: `point`, `replicate`, `week`, and those."""
    write_table(file, _weeks(plan, finished), False)


def weekly_table(plan: Plan, finished: Iterable[Finished]) -> Any:
    """Return what `write_weekly` writes, as an Arrow table."""
    import pyarrow as pa

    return pa.Table.from_batches(_weeks(plan, sorted(finished, key=lambda each: each.run)))


def _weeks(plan: Plan, finished: Iterable[Finished]) -> Iterator[Any]:
    import numpy as np
    import pyarrow as pa

    schema = pa.schema(
        [(name, pa.int32()) for name in ("point", "replicate", "week")] + [(name, pa.float64()) for name in plan.weekly]
    )
    done = (each for each in finished if each.outcome is not None and each.outcome.weekly)
    yield _empty(schema)
    while some := list(islice(done, TOGETHER)):
        weekly = [each.outcome.weekly for each in some if each.outcome is not None]
        lengths = [len(next(iter(each.values()))) for each in weekly]
        keys = [np.repeat(np.array([each.run[part] for each in some], np.int32), lengths) for part in range(2)]
        weeks = np.concatenate([np.arange(1, length + 1, dtype=np.int32) for length in lengths])
        values = []
        for name in plan.weekly:
            missing = [np.full(length, np.nan) for length in lengths]
            column = [each.get(name, gap) for each, gap in zip(weekly, missing, strict=True)]
            values.append(pa.array(np.concatenate(column), pa.float64(), from_pandas=True))  # not a number: null
        yield pa.RecordBatch.from_arrays([*map(pa.array, (*keys, weeks)), *values], schema=schema)


def _empty(schema: Any) -> Any:
    import pyarrow as pa

    return pa.RecordBatch.from_arrays([pa.array([], field.type) for field in schema], schema=schema)


def _column(factor: Factor, values: Sequence[Value]) -> Any:
    """Return the values of a parameter in the type that all of them share; as text where they share none."""
    import pyarrow as pa

    kinds = {type(value) for value in (*factor.levels, *values) if value is not None}
    if kinds <= {bool}:
        return pa.array(values, pa.bool_())
    if kinds <= {int} and (factor.levels or factor.is_whole):
        return pa.array(values, pa.int64())
    if kinds <= {int, float}:
        return pa.array([None if value is None else float(value) for value in values], pa.float64())
    texts = [value if isinstance(value, str) or value is None else json.dumps(value) for value in values]
    return pa.array(texts, pa.string())


def _number(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)
