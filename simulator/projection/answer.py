"""The answer in a few sentences, for somebody who will not look at a table."""

from __future__ import annotations

from functools import partial

import numpy as np

from simulator.projection.counts import Counts, ratio
from simulator.projection.findings import FURTHER, turned_off
from simulator.projection.names import CAUSES, REAL_REASON, STATED_REASON, TIERS
from simulator.projection.staying import years_of
from simulator.projection.wording import counted, joined, lasting, number, ordinal, percent


def answer(counts: Counts) -> str:
    """Return what became of the customers: who is still there, what they feel, and why the others left."""
    if _is_about_one(counts):
        return f"{_one_customer(counts)} {turned_off(counts)}".rstrip()
    sentences = (_staying(counts), _tiers(counts), _reasons(counts), *(further(counts) for further in FURTHER))
    text = " ".join(sentence for sentence in sentences if sentence)
    if counts.replicates > 1:
        text += f" Figures are means of {counted(counts.replicates, 'replicate')}, with their range where they differ."
    return text


def _is_about_one(counts: Counts) -> bool:
    alone = counts.scenario.customers == 1 and not counts.is_open
    return alone and counts.replicates == 1 and int(counts.at_start[0, 0]) == 1


def _one_customer(counts: Counts) -> str:
    after = lasting(counts.weeks)
    if counts.customers[0, -1, 0]:
        tier = TIERS[int(np.argmax(counts.tiers[0, -1, 0]))]
        return f"After {after} the one customer is still there, and is {tier}."
    week = int(np.argmax(counts.leavers[0, :, 0])) + 1
    real, stated = np.argwhere(counts.reasons[0, :, 0].sum(0))[0] - 1
    cause, reason = REAL_REASON[CAUSES[real]], STATED_REASON[CAUSES[stated]]
    said = "and said so" if cause == reason else f"and said it was {reason}"
    return f"The one customer left in week {week} of {counts.weeks}, because of {cause}, {said}."


def _staying(counts: Counts) -> str:
    start, end = counts.at_start[:, 0], counts.customers[:, -1, 0]
    after, many = lasting(counts.weeks), f"{counts.scenario.customers:,} customers"
    if counts.is_open and counts.scenario.customers == 1:
        many = "one customer"
    if not end.any():
        last = int(np.nonzero(counts.customers[:, :, 0].any(0))[0][-1]) + 2 if counts.customers[:, :, 0].any() else 1
        return f"After {after} none of the {many} is left; the last one left in week {last}."
    if counts.scenario.events is not None and not counts.is_open:
        # Those of a log come one after the other, each in the week of the first event.
        came = start + counts.joiners[:, 1:, 0].sum(1)
        there = f"{percent(ratio(end, came))} of the {number(came)} customers are still there"
    elif counts.joiners[:, 1:, 0].any():
        there = f"there are {end.mean():,.0f} customers, {_growth(ratio(end, start))} the number at the start"
    elif (end == start).all():
        there = f"all of the {many} are still there"
    else:
        there = f"{percent(ratio(end, start))} of the {many} are still there"
    return f"After {after} {there}{_churn(counts)}."


def _growth(ratios: np.ndarray) -> str:
    """Return how many times as many there are: in percent up to twice as many."""
    return f"{percent(ratios)} of" if ratios.max() < 2.0 or len(ratios) > 1 else f"{ratios[0]:,.1f} times"


def _churn(counts: Counts) -> str:
    years = years_of(counts)
    if counts.is_open:
        # Those who join in a year may leave in it; they are no part of the customers at its start.
        churn = np.where(np.isfinite(years.churn), years.leavers_per_customer_year, np.nan)[:, 0]
        return _by_year(counts, churn, "yearly churn, of the customers there were on average,")
    # Over exactly a year, churn only says again who is still there.
    return _by_year(counts, years.churn[:, 0], "yearly churn") if counts.weeks > 52 else ""


def _by_year(counts: Counts, churn: np.ndarray, what: str) -> str:
    years = [year for year in range(churn.shape[1]) if np.isfinite(churn[:, year]).any()]
    if not years or not counts.leavers[:, :, 0].any():
        return ""
    first, last = years[0], years[-1]
    if last == first:
        return f"; {what} is {percent(churn[:, first])}"
    return (
        f"; {what} is {percent(churn[:, first])} in the first year and {percent(churn[:, last])} "
        f"in the {ordinal(last + 1)}"
    )


def _tiers(counts: Counts) -> str:
    if not counts.customers[:, -1, 0].any():
        return ""
    shares = ratio(counts.tiers[:, -1, 0], counts.customers[:, -1, 0][:, None])
    parts = [f"{percent(shares[:, index])} {tier}" for index, tier in enumerate(TIERS) if shares[:, index].any()]
    stay = counts.leavers[:, :, 0].any() and not counts.joiners[:, 1:, 0].any()
    who = "Of those who stay" if stay else "Of them"
    first, _, rest = joined(parts).partition(" % ")
    return f"{who}, {first} % {_are(rest)}."


def _are(rest: str) -> str:
    """Put the verb after the first figure, behind its range if it has one."""
    if rest.startswith("("):
        spread, _, rest = rest.partition(") ")
        return f"{spread}) are {rest}"
    return f"are {rest}"


def _reasons(counts: Counts) -> str:
    reasons = counts.reasons[:, :, 0].sum(1)[:, 1:, 1:]
    leavers = reasons.sum((1, 2))
    if not leavers.any():
        return ""
    share_of = partial(ratio, whole=leavers[:, None])
    real, stated = share_of(reasons.sum(2)), share_of(reasons.sum(1))
    largest = int(np.argmax(reasons.sum((0, 2))))
    said = int(np.argmax(reasons.sum((0, 1))))
    cause = f"The largest real reason for leaving is {REAL_REASON[CAUSES[largest]]}, for {percent(real[:, largest])}"
    saying = percent(stated[:, said])
    if largest != said:
        return f"{cause} of leavers, while {saying} say it was {STATED_REASON[CAUSES[said]]}."
    if REAL_REASON[CAUSES[largest]] != STATED_REASON[CAUSES[said]]:
        return f"{cause} of leavers; {saying} say it was {STATED_REASON[CAUSES[said]]}."
    return f"{cause} of leavers, and {saying} say so."
