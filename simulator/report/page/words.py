"""Each picture in words, for who cannot see it."""

from __future__ import annotations

import numpy as np

from simulator.projection import money as reckoned
from simulator.projection.counts import QUANTILES
from simulator.projection.names import CAUSES, FROM, REAL_REASON, STATED_REASON, TIERS, TO
from simulator.projection.projection import Projection
from simulator.projection.tables import mean_of
from simulator.projection.wording import euros, figure, joined, sign
from simulator.report.moves import moved
from simulator.report.touchpoints import bars_of

MOST = 6
"""So many parts are told one by one."""


def tiers(projection: Projection) -> str:
    """Tell the shares of all customers in the first and the last week."""
    shares = projection.tiers(of="start")
    first, last = shares.iloc[0], shares.iloc[-1]
    told = [f"{name} {figure(float(first[name]))} to {figure(float(last[name]))} %" for name in (*TIERS, "left")]
    return (
        f"Areas stacked over the weeks: shares of all customers from week 1 to week {shares.index[-1]}: {joined(told)}."
    )


def tier_paths(projection: Projection) -> str:
    """Tell the shares of the customers of the week, in the first and the last week with customers."""
    shares = projection.tiers().dropna()
    if not len(shares):
        return "No lines: nobody is left at the end of any week."
    first, last = shares.iloc[0], shares.iloc[-1]
    told = [f"{tier} {figure(float(first[tier]))} to {figure(float(last[tier]))} %" for tier in TIERS]
    weeks = f"week {shares.index[0]} to week {shares.index[-1]}"
    return f"Five lines with bands over the weeks, shares of the customers of the week, {weeks}: {joined(told)}."


def moves(projection: Projection) -> str:
    """Tell the largest moves."""
    flows = moved(projection.counts)
    total = flows.sum()
    if not total:
        return "Nobody moved."
    order = np.argsort(-flows, axis=None)[:MOST]
    told = []
    for place in order:
        start, end = np.unravel_index(place, flows.shape)
        if flows[start, end]:
            told.append(f"{FROM[start]} to {TO[end]} {figure(float(flows[start, end] / total))} %")
    return f"Bands from tiers on the left to tiers on the right; the largest, of all moves: {joined(told)}."


def survival(projection: Projection) -> str:
    """Tell the share still there after each full year."""
    shares = projection.survival()["survival"]
    if not len(shares):
        return "No line: nobody was seen to join."
    weeks = sorted({*range(26, len(shares), 26), len(shares) - 1})
    step = -(-len(weeks) // MOST)
    told = [f"{figure(float(shares.iloc[week]))} % after {week} weeks" for week in weeks[::-1][::step][::-1]]
    return f"A line that falls from 100 %: still there are {joined(told)}."


def reasons(projection: Projection) -> str:
    """Tell how often each reason is real and how often it is stated."""
    flows = projection.reasons().to_numpy(float)
    total = flows.sum()
    if not total:
        return "Nobody left, so nobody gave a reason."
    real, said = flows.sum(1) / total, flows.sum(0) / total
    told = [
        f"{REAL_REASON[cause] if cause != 'offer' else 'a better offer, stated as ' + STATED_REASON[cause]}: real "
        f"{figure(float(real[index]))} %, stated {figure(float(said[index]))} %"
        for index, cause in enumerate(CAUSES)
        if real[index] or said[index]
    ]
    return f"Bands from real reasons on the left to stated ones on the right. {'; '.join(told)}."


def balance(projection: Projection) -> str:
    """Tell the spread of the balance in the last week with customers."""
    quantiles = mean_of(projection.counts.balance_quantiles[:, :, 0])
    known = quantiles[np.isfinite(quantiles).all(1)]
    if not len(known):
        return "Nobody is left to have a balance."
    told = [
        f"{quantile * 100:.0f} % lie below {sign(float(at), 1)}"
        for quantile, at in zip(QUANTILES, known[-1], strict=True)
    ]
    return f"A line for the median with bands around it; in the last week {joined(told)}."


def touchpoints(projection: Projection) -> str:
    """Tell what each source brings on balance."""
    bars = sorted(bars_of(projection.counts, 0), key=lambda bar: -bar.moved)[:MOST]
    told = [f"{bar.name} {sign(bar.net, 2)}" for bar in sorted(bars, key=lambda bar: -bar.net)]
    drawn = "Bars to the right for what is added, to the left for what is taken"
    return f"{drawn}; net per customer and year: {joined(told)}."


def money(projection: Projection) -> str:
    """Tell revenue, costs by kind and profit of all weeks."""
    counts = projection.counts

    def total(values: np.ndarray) -> float:
        return float(values[:, :, 0].sum(1).mean())

    costs = {kind: total(values) for kind, values in reckoned.costs(counts).items()}
    told = [f"{kind} {euros(cost)}" for kind, cost in costs.items() if cost]
    if not reckoned.has_revenue(counts):
        return f"Bars for costs by kind; in all weeks {joined(told)}."
    profit = total(reckoned.profit(counts))
    word = "profit" if profit >= 0 else "loss"
    return (
        f"Bars up for revenue, down for costs by kind, a line for the profit. In all weeks revenue "
        f"{euros(total(reckoned.revenue(counts)))}, {joined(told)}; {word} {euros(abs(profit))}."
    )
