"""Wide tables for reading: each answers one question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np

from simulator.customer.noted import AT_CHANNEL, HEARD, TRIED, UNIT
from simulator.errors import UsageError
from simulator.projection.attribution import customer_years, sources, through_time
from simulator.projection.cohorts import Cohort
from simulator.projection.counts import Counts, ratio
from simulator.projection.measures import measured
from simulator.projection.money import complaint_costs
from simulator.projection.names import (
    ALL,
    AMOUNTS_AT_TOUCHPOINT,
    AT_TOUCHPOINT,
    CAUSES,
    FROM,
    TIERS,
    TO,
    channel_names,
    place_names,
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
        gone = counts.gone[:, :, at, None]
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
    index = pd.Index(place_names(counts.scenario), name="touchpoint")
    table = pd.DataFrame(total, index, list(AT_TOUCHPOINT))
    amounts = list(AMOUNTS_AT_TOUCHPOINT)
    table[amounts] /= UNIT
    table["net"] = table[amounts].sum(axis=1)
    return table


def attribution(counts: Counts, segment: str = ALL) -> pd.DataFrame:
    """Return what moved the accounts, source by source: see `Projection.attribution`."""
    import pandas as pd

    at = segment_index(counts, segment)
    found = [*sources(counts, at), through_time(counts, at)]
    years = customer_years(counts, at)
    return pd.DataFrame(
        {
            "times": [source.times for source in found],
            "deposited": [source.deposited for source in found],
            "withdrawn": [source.withdrawn for source in found],
            "net": [source.net for source in found],
            "net_per_time": [source.net / source.times if source.times else float("nan") for source in found],
            "net_per_customer_year": [source.net / years if years else float("nan") for source in found],
        },
        pd.MultiIndex.from_tuples([(source.kind, source.name) for source in found], names=["kind", "source"]),
    )


def channels(counts: Counts, segment: str = ALL) -> pd.DataFrame:
    """Return complaints by channel in all weeks: see `Projection.channels`."""
    import pandas as pd

    at = segment_index(counts, segment)
    total = counts.channels[:, :, at].sum(1).mean(0)
    table = pd.DataFrame(total, pd.Index(channel_names(counts.scenario), name="channel"), list(AT_CHANNEL))
    table["heard_share"] = ratio(total[:, HEARD], total[:, TRIED])
    table["cost"] = complaint_costs(counts)[:, :, at].sum(1).mean(0)
    return table


def lifetime_values(found: Sequence[Cohort]) -> pd.DataFrame:
    """Return what each cohort brings, costs and is worth: see `Projection.lifetime_values`."""
    import pandas as pd

    columns = ("customers", "customer_years", "revenue", "cost", "profit", "lifetime_value")
    index = pd.Index([cohort.name for cohort in found], name="cohort")
    return pd.DataFrame({name: [getattr(cohort, name) for cohort in found] for name in columns}, index)


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
    parts = np.array([values.shape[-1] for _, values in found])
    measures = np.repeat(np.arange(len(found)), parts * counts.weeks)
    segments = np.repeat(np.concatenate([np.arange(part) for part in parts]), counts.weeks)
    mean = np.concatenate([mean_of(values).T for _, values in found])
    low, high = np.concatenate([[each.T for each in band_of(values, level)] for _, values in found], axis=1)
    return pd.DataFrame(
        {
            "week": np.tile(np.arange(1, counts.weeks + 1, dtype=np.int32), len(mean)),
            "segment": pd.Categorical.from_codes(segments, pd.Index(counts.segments)),
            "measure": pd.Categorical.from_codes(measures, pd.Index([measure.name for measure, _ in found])),
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
