"""The answer of a calibration in sentences: how near, which values, what stays unknown, what was held out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from simulator.experiment.calibrating.fit import Fit
from simulator.experiment.calibrating.fitted_file import shown
from simulator.experiment.calibrating.holdout import Scored
from simulator.experiment.calibrating.ranges import Range
from simulator.experiment.calibrating.targets import SHARE, Target
from simulator.experiment.calibrating.uncertainty import ASSUMED, ASSUMED_PART, TWO_SIDED
from simulator.projection.wording import counted, joined, sign

MOST_TOLD = 3
"""Of so many measures it is told one by one how far off the scenario is; of more, which figures are furthest off."""
HOPELESS = 10.0
"""Where variances would have to be so many times larger for the scenario to fit, it does not fit at all."""
LUCK = 0.3
"""Where luck is more than this part of a figure's variance, it is said."""


def answer(fit: Fit, units: dict[str, str]) -> str:
    """Return the answer; paragraphs are divided by an empty line. `units` are those of the measures."""
    parts = [
        [_near(fit, units), _how_well(fit)],
        [_values(fit.ranges), _ends(fit.ranges), _unknown(fit)],
        [_held_out(fit.held_out, units)],
        [_check(fit)],
        [_assumed(fit), _luck(fit)],
    ]
    paragraphs = [" ".join(each for each in part if each) for part in parts]
    return "\n\n".join(each for each in paragraphs if each)


def measured_in(target: Target, units: dict[str, str]) -> tuple[float, str, int]:
    """Return by what a figure is multiplied to be told, in which unit, and with how many digits: shares in points."""
    unit = units.get(target.measure, "")
    if unit == SHARE:
        return 100.0, "points", 1
    if target.measure.startswith("nps"):
        return 1.0, unit, 1
    size = abs(target.value)
    return 1.0, unit, 0 if size >= 1000.0 else 1 if size >= 20.0 else 2


def _near(fit: Fit, units: dict[str, str]) -> str:
    fitted = [(at, target) for at, target in enumerate(fit.plan.targets) if not target.is_held_out]
    if len({target.measure for _, target in fitted}) > MOST_TOLD:
        return _near_many(fit, units, fitted)
    said = []
    for measure, group in groupby(sorted(fitted, key=lambda each: each[1].measure), key=lambda each: each[1].measure):
        each = list(group)
        misses = np.array([abs(float(fit.model[at]) - target.value) for at, target in each])
        worst = each[int(np.argmax(misses))][1]
        where = f" ({worst.when}{'' if worst.segment == 'all' else f' of {worst.segment}'})" if len(each) > 1 else ""
        said.append(f"{_figures(len(each), measure)} by {_missed(misses, each[0][1], units)}{where}")
    return f"At its best the scenario misses {joined(said)}."


def _near_many(fit: Fit, units: dict[str, str], fitted: Sequence[tuple[int, Target]]) -> str:
    """Return how many figures of different kinds are met, and which are furthest off."""
    far = {at: abs(float(fit.model[at]) - target.value) / target.sd for at, target in fitted}
    inside = sum(each <= TWO_SIDED for each in far.values())
    worst = sorted((at for at in far if far[at] > TWO_SIDED), key=lambda at: -far[at])[:MOST_TOLD]
    said = f"At its best the scenario meets {inside} of {len(fitted)} figures within their uncertainty"
    if not worst:
        return f"{said}."
    named = []
    for at in worst:
        target = fit.plan.targets[at]
        factor, unit, digits = measured_in(target, units)
        sign_ = " %" if unit == "points" and factor == 100.0 else ""
        value, model = (sign(factor * each, digits, False) for each in (target.value, float(fit.model[at])))
        named.append(f"{target.name} ({model}{sign_} for {value}{sign_})")
    return f"{said}; furthest off {'is' if len(named) == 1 else 'are'} {'; '.join(named)}."


def _figures(count: int, measure: str) -> str:
    return f"the figure of {measure}" if count == 1 else f"{counted(count, 'figure')} of {measure}"


def _missed(misses: np.ndarray, target: Target, units: dict[str, str]) -> str:
    factor, unit, digits = measured_in(target, units)
    most = f"{factor * misses.max():.{digits}f}"
    if len(misses) == 1:
        return f"{most} {unit}".rstrip()
    return f"{factor * misses.mean():.{digits}f} {unit} on average and {most} at most"


def _how_well(fit: Fit) -> str:
    chi = f"chi square {fit.least:.1f}"
    was = "" if fit.before is None else f"; with the values that the scenario had it was {fit.before:.1f}"
    if fit.freedom <= 0:
        return (
            f"There are no more independent figures than free parameters ({chi}{was}): that they are met says nothing."
        )
    degrees = counted(fit.freedom, "degree of freedom", "degrees of freedom")
    if fit.fits:
        return f"That is as near as their uncertainty lets one expect ({chi} with {degrees}{was})."
    if fit.inflation > HOPELESS:
        return (
            f"That is far from what was measured ({chi} with {degrees}{was}): no values that were searched bring the "
            "scenario near, so the ranges below say little."
        )
    return (
        f"That is further than their uncertainty explains ({chi} with {degrees}{was}): these parameters cannot make "
        f"the scenario do quite what was measured. The ranges are {np.sqrt(fit.inflation):.1f} times as wide for it."
    )


def _values(ranges: Sequence[Range]) -> str:
    said = [
        f"{each.free.path} is {shown(each.best, each)} ({shown(each.low, each)} to {shown(each.high, each)}; "
        f"was {shown(each.free.was, each)})"
        for each in ranges
    ]
    return f"{joined(said)}, ranges of 95 %."


def _ends(ranges: Sequence[Range]) -> str:
    anything = [each.free.path for each in ranges if each.open_below and each.open_above]
    said = [f"{joined(anything)} may be anything that was searched."] if anything else []
    for each in ranges:
        if each.free.path in anything:
            continue
        if each.stuck:
            said.append(
                f"{each.free.path} is stuck at the {each.stuck} end of what was searched, "
                f"{each.free.low:g} to {each.free.high:g}: its best value may lie beyond."
            )
        elif each.open_below or each.open_above:
            end = each.free.low if each.open_below else each.free.high
            said.append(
                f"The range of {each.free.path} ends at {end:g} only because the search did: "
                f"{'less' if each.open_below else 'more'} might do as well."
            )
    return " ".join(said)


def _unknown(fit: Fit) -> str:
    said = []
    if fit.flat:
        ways = joined([each.words for each in fit.flat])
        verb = "changes" if len(fit.flat) == 1 else "change"
        said.append(f"{ways} {verb} nothing that the figures would show.")
    if fit.pairs:
        ways = joined([f"{each.words} ({sign(each.correlation, 2)})" for each in fit.pairs])
        said.append(f"Known together better than each alone: {ways} does nearly the same as before.")
    return " ".join(said)


def _held_out(scored: Sequence[Scored], units: dict[str, str]) -> str:
    said: list[str] = []
    for measure, group in groupby(sorted(scored, key=lambda each: each.target.measure), key=lambda x: x.target.measure):
        each = list(group)
        misses = np.array([abs(one.miss) for one in each])
        simple = np.array([abs(one.simple_miss) for one in each])
        inside = sum(one.is_inside for one in each)
        figures = _figures(len(each), measure)
        words = (
            f"{'Of what was held out, ' if not said else ''}{figures} {'is' if len(each) == 1 else 'are'} missed by "
            f"{_missed(misses, each[0].target, units)}, and {_so_many(inside, len(each))} in the band of the fit"
        )
        if np.isfinite(simple).all():
            better = misses.mean() < simple.mean()
            words += (
                f"; {each[0].by} without any model, misses by {_missed(simple, each[0].target, units)}, so that the "
                f"scenario says {'more' if better else 'less'} than that"
            )
        said.append(f"{words[0].upper()}{words[1:]}.")
    return " ".join(said)


def _so_many(some: int, every: int) -> str:
    verb = "lies" if some == 1 or every == 1 else "lie"
    if every == 1:
        return "it lies" if some else "it does not lie"
    return f"all of them {verb}" if some == every else f"{counted(some, 'of them', 'of them')} {verb}"


def _check(fit: Fit) -> str:
    if not fit.recovered:
        return ""
    sets = len(fit.recovered[0].inside)
    said = joined([f"{each.free.path} in {each.often}" for each in fit.recovered])
    words = (
        f"Of {counted(sets, 'set', 'sets')} of data made with known values and fitted in the same way, the truth came "
        f"back within its range of 95 % for {said}"
    )
    poor = [each.free.path for each in fit.recovered if not each.is_met]
    if poor:
        promise = "its range promises" if len(poor) == 1 else "their ranges promise"
        return f"{words}: too seldom for {joined(poor)}; {promise} too much."
    return f"{words}: as often as such ranges should hold it, as far as so many sets can tell."


def _assumed(fit: Fit) -> str:
    without = [target for target in fit.plan.targets if target.known_by == "assumed"]
    if not without:
        return ""
    figures = counted(len(without), "figure comes", "figures come")
    points = f"{100.0 * ASSUMED['share']:g} points for shares, {ASSUMED['nps']:g} for an NPS, {ASSUMED['csat']:g} and "
    return (
        f"{figures[0].upper()}{figures[1:]} without any word on how sure it is; taken was a "
        f"standard deviation of {points}{ASSUMED['ces']:g} for mean answers, else {100.0 * ASSUMED_PART:g} % of the "
        "value. The ranges are no better than that."
    )


def _luck(fit: Fit) -> str:
    part = fit.misfit.noise**2 / (fit.misfit.noise**2 + fit.misfit.sd**2)
    if not part.size or part.max() < LUCK:
        return ""
    return (
        f"Luck in the simulation is up to {100.0 * part.max():.0f} % of what is uncertain; more --customers or "
        "--replicates would narrow the ranges."
    )
