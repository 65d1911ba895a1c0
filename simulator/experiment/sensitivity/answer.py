"""The answer in words: what decides each metric, how sure that is, what luck does, what was left out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from simulator.experiment.comparing.metrics import METRICS
from simulator.experiment.intervals import Interval
from simulator.experiment.sensitivity.estimates import Measure
from simulator.projection.wording import counted, figure, joined, sign

if TYPE_CHECKING:
    from simulator.experiment.sensitivity.analysis import Analysis, Found

ASKED = {
    "staying": "how many stay",
    "leavers": "how many leave",
    "customers": "how many customers there are at the end",
    "nps": "the Net Promoter Score",
    "lifetime_value": "the lifetime value",
    "complaints_answered": "how many complaints are answered",
    "complaints": "how many complain",
}
HARDLY = 0.05
"""A factor whose measure is below this, or below this part of the leading one, hardly matters."""
MOSTLY = 0.5
"""Where this share of the differences between points is luck, the words begin with that."""
TOLD = 3
SAID = ("customers", "complaints", "points", "euro")
"""Units that are said after the number."""


def answer_of(analysis: Analysis) -> str:
    """Return the whole answer, one paragraph a metric."""
    parts = [_of(found, analysis) for found in analysis.found]
    return "\n\n".join([*parts, *filter(None, [_left_out(analysis)])])


def is_hidden(found: Found) -> bool:
    """Return whether most of what the points differ by is luck, so that an order of factors means little."""
    return found.luck is not None and found.luck.left >= MOSTLY


def subject(metric: str) -> str:
    """Return what a metric is about.

    Example:
        >>> subject("staying"), subject("share[engaged]"), subject("profit")
        ('how many stay', 'the share of the engaged', 'profit')
    """
    if metric.startswith("share["):
        return f"the share of the {metric[6:-1]}"
    if metric.startswith("mean["):
        return f"the mean {metric[5:-1]}"
    return ASKED.get(metric, metric)


def _of(found: Found, analysis: Analysis) -> str:
    about = subject(found.metric)
    if found.refused:
        return f"Of what decides {about} nothing can be said: {found.refused}."
    if found.is_still:
        still = f"{_capital(about)} never moves: {level(found.mean, found.metric)} at every point."
        if found.luck is None or found.luck.deviation == 0.0:
            return still
        differ = worded(found.luck.difference.mean, found.metric)
        return f"{still} All that moves it is luck: two runs of the same point differ by {differ} on average."
    if not found.ranked:
        return f"Of what decides {about} nothing can be said: no factor has all its points."
    measure = analysis.method.leading
    unit = analysis.method.measures[measure]
    (leader, size), *others = found.ranked
    limit = HARDLY if unit.unit != "metric" else HARDLY * abs(size.mean)
    matter = [pair for pair in others if abs(pair[1].mean) >= limit]
    hardly = [name for name, each in others if abs(each.mean) < limit]
    told = f"{leader} ({_told(measure, size, unit, found.metric)})"
    words = f"What decides {about} is most of all {told}"
    if is_hidden(found):
        words = f"What decides {about} cannot be told from luck; first, and by luck as well as not, comes {told}"
    if matter:
        more = [f"{name} ({_told(measure, each, unit, found.metric, False)})" for name, each in matter[:TOLD]]
        words += f", then {joined(more)}"
        if len(matter) > TOLD:
            words += f", and {counted(len(matter) - TOLD, 'other')}"
    words += "."
    if hardly:
        who = joined(hardly) if len(hardly) <= TOLD else f"the {counted(len(hardly), 'other factor')}"
        words += f" {_capital(who) if len(hardly) > TOLD else who} hardly matter{'s' if len(hardly) == 1 else ''}."
    return " ".join(
        filter(None, [words, *_direction(found, analysis), *_whole(found), _luck(found), found.enough.words])
    )


def _direction(found: Found, analysis: Analysis) -> list[str]:
    """Say between which values the metric goes with the leading factor."""
    index = [factor.path for factor in analysis.plan.factors].index(found.ranked[0][0])
    ends = found.ends[index]
    if not math.isfinite(ends.at_low.mean + ends.at_high.mean):
        return []
    low, high = (worded(each.mean, found.metric, True) for each in (ends.at_low, ends.at_high))
    against = "the base" if analysis.plan.design == "one_at_a_time" else "the mean of all points"
    leader = found.ranked[0][0]
    return [f"With {leader} at {ends.low} it is {low} against {against}, at {ends.high} {high}."]


def _whole(found: Found) -> list[str]:
    whole = found.estimates.whole
    parts = []
    if "together" in whole and whole["together"].mean >= HARDLY:
        parts.append(f"{figure(whole['together'].mean)} % comes from factors together, beyond what each does alone.")
    if "r_squared" in whole:
        fit = whole["r_squared"].mean
        parts.append(f"The regression of ranks explains {figure(fit)} % of the variance of the ranks.")
        if fit < 0.7:
            parts.append("That is little: effects that turn round or depend on each other are not seen by it.")
    return parts


def _luck(found: Found) -> str:
    luck = found.luck
    if luck is None:
        return "How much is luck alone cannot be known from one replicate."
    share = luck.share
    words = f"Luck alone is {figure(share.mean)} % of the variance of a single run"
    if figure(share.low) != figure(share.high):
        words += f" ({figure(share.low)} to {figure(share.high)} %)"
    if luck.deviation > 0.0:
        words += f": two runs of the same point differ by {worded(luck.difference.mean, found.metric)} on average"
    words += "."
    if luck.common >= HARDLY and share.mean >= HARDLY:
        words += f" Of that luck {figure(luck.common)} % is alike at all points, and cancels where they are compared."
    if luck.left >= HARDLY:
        words += (
            f" Of the differences between the points {figure(luck.left)} % is luck still, which more replicates lessen."
        )
    return words


def _told(measure: str, each: Interval, unit: Measure, metric: str, named: bool = True) -> str:
    name = {"mu_star": "mean change", "swing": "swing", "total": "total index", "srrc": "coefficient"}.get(
        measure, "share of the variance"
    )
    if unit.unit == "metric":
        value, ends = (
            worded(each.mean, metric),
            [worded(end, metric).partition(" ")[0] for end in (each.low, each.high)],
        )
    else:
        value, ends = sign(each.mean, 2, False), [sign(end, 2, False) for end in (each.low, each.high)]
    interval = f", {ends[0]} to {ends[1]}" if math.isfinite(each.low) else ""
    return f"{name} {value}{interval}" if named else f"{value}{interval}"


def worded(number: float, metric: str, signed: bool = False) -> str:
    """Return a figure of a metric as it is said; shares in percentage points.

    Example:
        >>> worded(0.123, "staying"), worded(-1234.5, "profit", True), worded(-0.01, "share[loyal]", True)
        ('12.3 percentage points', '−1,234 euro', '−1.0 percentage points')
    """
    unit = unit_of(metric)
    if unit == "share":
        return f"{sign(number * 100.0, 1 if abs(number) >= 0.01 else 2, signed)} percentage points"
    digits = 0 if abs(number) >= 1000.0 else 1 if unit in SAID else 3
    return f"{sign(number, digits, signed)}{f' {unit}' if unit in SAID else ''}"


def level(number: float, metric: str) -> str:
    """Return the figure of a metric itself, not a difference.

    Example:
        >>> level(0.123, "staying"), level(2.5, "nps")
        ('12.3 %', '2.5 points')
    """
    return (
        worded(number, metric).replace("percentage points", "%")
        if unit_of(metric) == "share"
        else worded(number, metric)
    )


def unit_of(metric: str) -> str:
    """Return the unit of a metric; empty for one that no comparison knows."""
    return METRICS[metric][0] if metric in METRICS else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _left_out(analysis: Analysis) -> str:
    """Say what the figures do not rest on."""
    responses, parts = analysis.responses, []
    one, many = analysis.method.block
    lost = sorted({(found.lost.lost, found.lost.waiting) for found in analysis.found if not found.refused})
    if responses.failed:
        parts.append(f"Of {counted(responses.runs, 'run')} {responses.failed:,} failed.")
    if lost and lost[-1][0]:
        few = f"{lost[0][0]} to " if lost[0][0] != lost[-1][0] else ""
        numbers = f"{few}{counted(lost[-1][0], one, many)}"
        parts.append(f"Left out whole for a run that failed or has no such figure: {numbers}.")
    waiting = max((each for _, each in lost), default=0)
    if waiting:
        parts.append(
            f"Not lived to the end yet, and left out: {counted(waiting, one, many)}; engage resume lives the rest."
        )
    if any(found.has_holes for found in analysis.found):
        parts.append("The grid has holes: the shares of its factors overlap, and may add up to more than all.")
    if analysis.others:
        parts.append(f"{_capital(counted(analysis.others, 'point'))} in no whole {one}, as after exclude: left out.")
    if responses.begun:
        parts.append(f"{counted(responses.begun, 'replicate')} begun and not finished: left out.")
    return " ".join(parts)
