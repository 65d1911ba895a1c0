"""Verdicts in words: figures, bands, by how much something misses, and the answer to all of it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from simulator.evidence.finding import PUBLISHED, Band, Check, Curve, Finding, Panel
from simulator.evidence.fitted import fitted_words
from simulator.evidence.judging import HOLDS, Judgement, Result
from simulator.evidence.laboratory import Laboratory
from simulator.experiment.intervals import Interval, interval_of
from simulator.projection.wording import counted, joined, sign

NO_FIGURE = "no figure, an order"
EDGE = 1e-6
"""An end this close to zero says that the figure lies above or below it."""


def is_published(finding: Finding) -> bool:
    """Return whether a finding is a published pattern; the others are what must emerge by itself."""
    return finding.code.startswith("P")


def figure_of(value: float, like: float | None = None) -> str:
    """Return a figure with as many digits as say something; `like` is another that it is to be written as.

    Example:
        >>> figure_of(1.9551), figure_of(-0.0312), figure_of(63.14), figure_of(0.0021)
        ('1.96', '−0.031', '63.1', '0.0021')
    """
    if math.isnan(value):
        return "not a number"
    if round(value, 9) == 0.0:
        return "0"
    size = round(abs(value if like is None else like), 9)
    digits = next((digits for least, digits in ((100.0, 0), (10.0, 1), (1.0, 2), (0.01, 3)) if size >= least), 4)
    return sign(value, digits, plus=False)


def interval_words(found: Interval) -> str:
    """Return a mean with the interval it lies in.

    Example:
        >>> interval_words(Interval(1.8, 1.75, 1.85))
        '1.80 (1.75 to 1.85)'
    """
    mean = figure_of(found.mean)
    if math.isnan(found.low) or found.low == found.high:
        return mean
    like = max(abs(found.mean), (found.high - found.low) / 2)
    return f"{figure_of(found.mean, like)} ({figure_of(found.low, like)} to {figure_of(found.high, like)})"


def band_words(band: Band) -> str:
    """Return a band as it is said.

    Example:
        >>> band_words(Band(1.5, 2.5)), band_words(Band(1e-9))
        ('1.5 to 2.5', 'above 0')
    """
    if band.low == -math.inf and abs(band.high) < EDGE:
        return "below 0" if band.high < 0.0 else "at most 0"
    if band.high == math.inf and abs(band.low) < EDGE:
        return "above 0" if band.low > 0.0 else "at least 0"
    return str(band).replace("-", "−")


def published_words(check: Check) -> str:
    """Return the published value of a check, or that there is none but an order."""
    return check.published or NO_FIGURE


def basis_words(check: Check) -> str:
    """Return where the band of a check comes from."""
    return "published" if check.basis == PUBLISHED else "proposed"


def miss_words(result: Result) -> str:
    """Return by how much a check misses its band; nothing where it holds."""
    if result.holds:
        return ""
    miss = result.miss
    if math.isnan(miss):
        return "could not be measured"
    if max(abs(end) for end in (result.check.band.low, result.check.band.high) if math.isfinite(end)) < EDGE:
        return "the other way round" if abs(result.found.mean) > EDGE else "no difference"
    return f"{figure_of(abs(miss))} too {'low' if miss < 0.0 else 'high'}"


def off_words(result: Result) -> str:
    """Return what is left of a check with the mechanisms off; nothing where that is not looked at."""
    if result.off is None or result.check.gone is None:
        return ""
    word = "gone" if result.goes else f"stays; gone would be {band_words(result.check.gone)}"
    return f"{figure_of(result.off.mean)}, {word}"


def check_words(result: Result) -> str:
    """Return a check in one line: published, simulated, band, with the mechanism off."""
    parts = [
        f"published {published_words(result.check)}",
        f"simulated {interval_words(result.found)}",
        f"band {band_words(result.check.band)}, {basis_words(result.check)}",
    ]
    miss, off = miss_words(result), off_words(result)
    if miss:
        parts[-1] += f": {miss}"
    if not result.is_sure:
        parts.append("close: the interval crosses an edge of the band")
    if off:
        parts.append(f"off {off}")
    return " | ".join(parts)


def answer(judgements: Sequence[Judgement], of_all: int | None = None) -> list[str]:
    """Return how many findings hold, then what is missed and by how much: a sentence each.

    `of_all` says how many there are where only some were judged.
    """
    if not judgements:
        return ["No finding was judged."]
    left = 0 if of_all is None else of_all - len(judgements)
    others = f"; {counted(left, 'other was', 'others were')} not asked for" if left > 0 else ""
    verb = "holds" if len(judgements) == 1 and judgements[0].verdict == HOLDS else "hold"
    first = f"With the one set of defaults {holding_words(judgements)} {verb}{others}."
    fitted = fitted_words(judgements)
    missed = [f"{missing(each)}." for each in judgements if each.verdict != HOLDS]
    return [first, *([fitted] if fitted else []), *missed]


def holding_words(judgements: Sequence[Judgement]) -> str:
    """Return how many of how many findings hold: published patterns first, then what must emerge by itself."""
    published = [each for each in judgements if is_published(each.finding)]
    emergent = [each for each in judgements if not is_published(each.finding)]
    kinds = (
        (published, "published pattern", "published patterns"),
        (emergent, "effect that must emerge by itself", "effects that must emerge by themselves"),
    )
    return " and ".join(
        f"{number_word(_holding(some))} of {counted(len(some), *names)}" for some, *names in kinds if some
    )


def _holding(judgements: Sequence[Judgement]) -> int:
    return sum(each.verdict == HOLDS for each in judgements)


def number_word(number: int) -> str:
    """Return a number as a word, where it is small.

    Example:
        >>> number_word(0), number_word(3), number_word(20)
        ('none', 'three', '20')
    """
    return counted(number, "it").split(" ")[0] if number else "none"


def missing(judgement: Judgement) -> str:
    """Return what of a finding is missed, and by how much."""
    said = []
    for each in judgement.results:
        if not each.holds:
            figures = f"{figure_of(each.found.mean)}, not {band_words(each.check.band)}"
            said.append(f"{each.check.name} {figures} ({miss_words(each)})")
        if each.goes is False and each.off is not None:
            said.append(f"{each.check.name} stays with its mechanism off ({figure_of(each.off.mean)})")
    many = len(judgement.results)
    misses = sum(not each.holds for each in judgement.results)
    share = f" misses {misses} of {many} figures:" if many > 1 and misses else ""
    return f"{judgement.finding.code}{share} {joined(said)}"


def described(panel: Panel) -> str:
    """Return a panel in words, for who cannot see it."""
    if panel.shape == "map":
        values = np.array([np.nanmean(curve.y, axis=0) for curve in panel.curves])
        row, column = divmod(int(np.nanargmax(values)), values.shape[1])
        most = f"largest, {figure_of(float(values[row, column]))}, at {panel.curves[row].label}"
        above = f"above zero in {np.mean(values > EDGE):.0%} of the map".replace("%", " %")
        return (
            f"{panel.title}: a map of {panel.y} by {panel.x}; {most} by {_place(panel.curves[row], column)}; {above}."
        )
    said = "; ".join(f"{curve.label or panel.y}: {_course(curve, panel.shape == 'bars')}" for curve in panel.curves)
    return f"{panel.title}: {panel.y} by {panel.x}. {said}."


def _course(curve: Curve, every: bool) -> str:
    means = [interval_of(column).mean for column in np.atleast_2d(curve.y).T]
    places = range(len(means)) if every and len(means) <= 8 else sorted({0, len(means) - 1})
    return ", ".join(f"{figure_of(means[place])} at {_place(curve, place)}" for place in places)


def _place(curve: Curve, place: int) -> str:
    at = curve.x[place]
    return at.replace("\n", " ") if isinstance(at, str) else f"{float(at):g}"


def laboratory_words(laboratory: Laboratory) -> str:
    """Return how large the experiments are.

    Example:
        >>> laboratory_words(Laboratory(500, 5))
        'at least 500 customers an arm, 5 replicates; shaded and barred: 95 % intervals'
    """
    times = f"{laboratory.replicates} replicate{'s' * (laboratory.replicates > 1)}"
    return f"at least {laboratory.customers:,} customers an arm, {times}; shaded and barred: 95 % intervals"
