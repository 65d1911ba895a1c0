"""Wide tables for reading: each answers one question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from simulator.customer.noted import UNIT
from simulator.errors import UsageError
from simulator.projection.counts import Counts, ratio
from simulator.projection.measures import measured
from simulator.projection.names import (
    ALL,
    AMOUNTS_AT_TOUCHPOINT,
    AT_TOUCHPOINT,
    CAUSES,
    FROM,
    TIERS,
    TO,
    touchpoint_names,
)
from simulator.projection.staying import survival, years_of

if TYPE_CHECKING:
    import pandas as pd

Of = Literal["customers", "start", "count"]


def segment_index(counts: Counts, segment: str) -> int:
    """Return the place of a segment; raises `UsageError` with the names there are."""
    if segment not in counts.segments:
        raise UsageError(f"there is no segment {segment!r}; there are {', '.join(counts.segments)}")
    return counts.segments.index(segment)


def tiers(counts: Counts, segment: str = ALL, of: Of = "customers") -> pd.DataFrame:
    """Return week by tier: see `Projection.tiers`."""
    import pandas as pd

    at = segment_index(counts, segment)
    numbers = counts.tiers[:, :, at]
    columns = list(TIERS)
    if of == "customers":
        values = ratio(numbers, counts.customers[:, :, at, None])
    elif of in ("start", "count"):
        gone = counts.leavers[:, :, at].cumsum(1)[..., None]
        columns.append("left")
        values = np.concatenate([numbers, gone], 2).astype(float)
        if of == "start":
            # Joiners after the first week count among those there ever were, so that the parts still add up to 1.
            values = ratio(values, values.sum(-1, keepdims=True))
    else:
        raise UsageError(f"of is {of!r}; allowed are 'customers', 'start' and 'count'")
    weeks = pd.RangeIndex(1, counts.weeks + 1, name="week")
    return pd.DataFrame(mean_of(values), weeks, columns)


def staying(counts: Counts, segment: str = ALL) -> pd.DataFrame:
    """Return the life table: see `Projection.survival`."""
    import pandas as pd

    tenure = counts.tenure[:, segment_index(counts, segment)].sum(0)
    shares = survival(tenure[:, 0], tenure[:, 1])
    weeks = pd.RangeIndex(len(shares), name="tenure")
    return pd.DataFrame(
        {"at_risk": tenure[: len(shares), 0], "left": tenure[: len(shares), 1], "survival": shares}, weeks
    )


def moves(counts: Counts, segment: str = ALL, first_week: int = 1, last_week: int | None = None) -> pd.DataFrame:
    """Return the matrix of moves: see `Projection.moves`."""
    import pandas as pd

    last = counts.weeks if last_week is None else last_week
    if not 1 <= first_week <= last <= counts.weeks:
        raise UsageError(f"weeks {first_week} to {last} are not within 1 to {counts.weeks}")
    total = counts.moves[:, first_week - 1 : last, segment_index(counts, segment)].sum(1)
    return pd.DataFrame(total.mean(0), pd.Index(FROM, name="from"), pd.Index(TO, name="to"))


def reasons(counts: Counts, segment: str = ALL) -> pd.DataFrame:
    """Return the real against the stated reasons: see `Projection.reasons`."""
    import pandas as pd

    total = counts.reasons[:, :, segment_index(counts, segment), 1:, 1:].sum(1)
    return pd.DataFrame(total.mean(0), pd.Index(CAUSES, name="real"), pd.Index(CAUSES, name="stated"))


def touchpoints(counts: Counts, segment: str = ALL) -> pd.DataFrame:
    """Return totals by touchpoint: see `Projection.touchpoints`."""
    import pandas as pd

    total = counts.touchpoints[:, :, segment_index(counts, segment)].sum(1).mean(0)
    index = pd.Index(touchpoint_names(counts.scenario), name="touchpoint")
    table = pd.DataFrame(total, index, list(AT_TOUCHPOINT))
    amounts = list(AMOUNTS_AT_TOUCHPOINT)
    table[amounts] /= UNIT
    table["net"] = table[amounts].sum(axis=1)
    return table


def churn(counts: Counts, segment: str = ALL) -> pd.DataFrame:
    """Return churn by year: see `Projection.churn`."""
    import pandas as pd

    at = segment_index(counts, segment)
    years = years_of(counts)
    table = pd.DataFrame(
        {
            "weeks": years.weeks,
            "customers_at_start": years.customers_at_start[:, at].mean(0),
            "leavers": years.leavers[:, at].mean(0),
            "churn": mean_of(years.churn[:, at]),
            "leavers_per_customer_year": mean_of(years.leavers_per_customer_year[:, at]),
        },
        pd.RangeIndex(1, len(years.weeks) + 1, name="year"),
    )
    if counts.replicates > 1:
        table["churn_low"], table["churn_high"] = band_of(years.churn[:, at], 0.8)
    return table


def bands(counts: Counts, level: float = 0.8) -> pd.DataFrame:
    """Return mean and band of every measure: see `Projection.bands`."""
    import pandas as pd

    if not 0.0 < level < 1.0:
        raise UsageError(f"level is {level}; allowed is a share between 0 and 1, such as 0.8")
    found = list(measured(counts))
    shape = (len(found), len(counts.segments), counts.weeks)
    measures, segments, weeks = np.indices(shape, np.int32)
    mean = np.stack([mean_of(values).T for _, values in found])
    low, high = np.moveaxis(np.stack([[each.T for each in band_of(values, level)] for _, values in found]), 1, 0)
    return pd.DataFrame(
        {
            "week": weeks.ravel() + 1,
            "segment": pd.Categorical.from_codes(segments.ravel(), pd.Index(counts.segments)),
            "measure": pd.Categorical.from_codes(measures.ravel(), pd.Index([measure.name for measure, _ in found])),
            "mean": mean.ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
        }
    )


def mean_of(values: np.ndarray) -> np.ndarray:
    """Return the mean over the replicates that have a number; not a number where none has."""
    known = np.isfinite(values)
    return ratio(np.where(known, values, 0.0).sum(0), known.sum(0))


def band_of(values: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the quantiles between which `level` of the replicates lie; one replicate has no band."""
    known = np.isfinite(values)
    shape = values.shape[1:]
    low, high = np.full(shape, np.nan), np.full(shape, np.nan)
    enough = known.sum(0) >= 2
    if enough.any():
        tail = (1.0 - level) / 2.0
        low[enough], high[enough] = np.nanquantile(np.asarray(values, float)[:, enough], [tail, 1.0 - tail], axis=0)
    return low, high
