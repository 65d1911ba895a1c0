"""The way from an analysis to its pictures: plain numbers are handed over, and the room of the figures opened late."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from simulator.experiment.intervals import Interval
from simulator.experiment.sensitivity.answer import is_hidden, subject, unit_of
from simulator.projection.wording import counted

if TYPE_CHECKING:
    from simulator.experiment.sensitivity.analysis import Analysis, Found

REPORT = "simulator.report.indices"
AXES = {
    "total": "share of the variance, %",
    "main_effect": "share of the variance over the points, %",
    "srrc": "standardised coefficient of the regression of ranks",
}
NOTES = {
    "mu_star": "Bars: mean change over the whole range; diamonds: its standard deviation.",
    "total": "Pale: total index, with all others; dark: first order, alone.",
    "srrc": "Right: more of it raises the metric; left: lowers it.",
    "main_effect": "Bars: what the means of the levels differ by, alone.",
    "swing": "Bars: largest less smallest value of the metric over what a parameter was set to.",
}
DARK = "Dark grey: luck that does not cancel between points."
INTERVALS = "Thin lines: 95 % intervals."


def pictures(analysis: Analysis) -> Iterator[tuple[str, Any]]:
    """Yield each picture with its name; none of a metric of which nothing is said."""
    for found in analysis.found:
        if found.refused or found.is_still or not found.ranked:
            continue
        name = re.sub(r"[^0-9A-Za-z]+", "-", found.metric).strip("-")
        yield f"indices-{name}", indices_of(analysis, found)
        if any(math.isfinite(each.at_low.mean) for each in found.ends):
            yield f"tornado-{name}", tornado_of(analysis, found)


def indices_of(analysis: Analysis, found: Found) -> Any:
    """Return the picture of the leading measure of every factor, and of luck."""
    report = import_module(REPORT)
    leading = analysis.method.leading
    measures = found.estimates.factors
    places = {factor.path: index for index, factor in enumerate(analysis.plan.factors)}
    unit = analysis.method.measures[leading].unit
    is_metric = unit == "metric"
    scale = _scale(unit_of(found.metric) if is_metric else unit)
    bars = [
        report.Bar(
            name,
            _scaled(size, scale),
            _scaled(measures["first"][places[name]], scale) if "first" in measures else None,
            measures["sigma"][places[name]].mean * scale if "sigma" in measures else None,
        )
        for name, size in found.ranked
    ]
    luck = None
    if found.luck is not None:
        # Of a variance the part that does not cancel is a share, of a difference the root of it.
        own, size, called = 1.0 - found.luck.common, found.luck.share, "luck, of a single run's variance"
        if is_metric:
            own, size, called = math.sqrt(own), found.luck.difference, "luck: two runs of one point"
        elif leading == "srrc":
            own, called = math.sqrt(own), "luck of a single run"
            size = Interval(*(math.sqrt(each) for each in size))
        luck = report.Bar(called, _scaled(size, scale), _alone(size.mean * own * scale))
    axis = AXES.get(leading, _axis(found.metric))
    note = f"{NOTES[leading]} {INTERVALS}"
    return report.indices(bars, luck, _words(analysis, found, note, axis))


def tornado_of(analysis: Analysis, found: Found) -> Any:
    """Return the tornado: the metric where each factor is low and where it is high."""
    report = import_module(REPORT)
    scale = _scale(unit_of(found.metric))
    swings = [
        report.Swing(factor.path, _scaled(each.at_low, scale), _scaled(each.at_high, scale), each.low, each.high)
        for factor, each in zip(analysis.plan.factors, found.ends, strict=True)
        if math.isfinite(each.at_low.mean) and math.isfinite(each.at_high.mean)
    ]
    luck = None
    if found.luck is not None:
        size = found.luck.deviation * scale
        own = size * math.sqrt(1.0 - found.luck.common)
        luck = report.Bar("luck, one standard deviation", _alone(size), _alone(own))
    against = "the base" if analysis.plan.design == "one_at_a_time" else "the mean of all points"
    note = f"Rust: where the parameter is low; blue: where it is high. {INTERVALS}"
    axis = f"{_axis(found.metric)}, against {against}"
    words = _words(analysis, found, note, axis)
    return report.tornado(swings, luck, words)


def _words(analysis: Analysis, found: Found, note: str, axis: str) -> Any:
    leader = found.ranked[0][0]
    about = subject(found.metric)
    title = f"{about[:1].upper()}{about[1:]}: {leader} decides most"
    if is_hidden(found):
        title = f"{about[:1].upper()}{about[1:]}: luck hides what decides"
    elif not found.enough.is_enough:
        how_sure = (
            "decides most; how much is not sure" if found.enough.is_first_sure else "may decide most; too few runs"
        )
        title = f"{about[:1].upper()}{about[1:]}: {leader} {how_sure}"
    who = f"{analysis.plan.base.name} · {analysis.method.name} · {counted(found.runs, 'run')}"
    base = analysis.plan.base
    return import_module(REPORT).Words(
        title.replace("$", r"\$"),
        f"{who}, {counted(base.customers, 'customer')}, seed {base.seed}".replace("$", r"\$"),
        f"{note} {'One replicate: luck is not known.' if found.luck is None else DARK}",
        axis,
    )


def _axis(metric: str) -> str:
    unit = unit_of(metric)
    return f"{metric}, {'percentage points' if unit == 'share' else unit or 'its own unit'}"


def _scale(unit: str) -> float:
    """Shares are drawn in percent."""
    return 100.0 if unit == "share" else 1.0


def _scaled(found: Interval, scale: float) -> tuple[float, float, float]:
    return found.mean * scale, found.low * scale, found.high * scale


def _alone(value: float) -> tuple[float, float, float]:
    return value, math.nan, math.nan
