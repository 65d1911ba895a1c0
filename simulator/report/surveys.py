"""The survey as the firm sees it, as it would be had everybody answered, and the account that it does not see."""

from __future__ import annotations

import numpy as np

from simulator.projection.counts import over_last
from simulator.projection.names import ALL, LEVELS
from simulator.projection.projection import Projection
from simulator.projection.surveys import DETRACTORS, PROMOTERS, asks_about_us, nps, recommendation
from simulator.projection.tables import mean_of, segment_index
from simulator.projection.wording import sign
from simulator.report.parts import about, labelled, nothing, two_panels, weeks_below
from simulator.report.style import ADDS, INK, SOFT, TAKES, Picture, look, picture

CLOSE = 1.5
"""Points between two scores that nobody would act on."""

LUCK = 2.0
"""Standard errors of the measured score within which a difference may be no more than who happened to answer."""


def has_surveys(projection: Projection) -> bool:
    """Return whether the firm asks its customers if they would recommend it."""
    return asks_about_us(projection.counts)


def surveys(projection: Projection, segment: str = ALL) -> Picture:
    """Draw the Net Promoter Score, measured and of all asked, above the mean of the account."""
    counts = projection.counts
    at = segment_index(counts, segment)
    every = counts.scenario.surveys.relationship_every_weeks
    lasts = f"each point is a round of {every} weeks, in which everybody has one turn" if every > 1 else "week by week"
    if every > counts.weeks:
        lasts = "of all who were asked so far"
    note = f"NPS: % who answer 9 or 10 less % who answer 0 to 6; {lasts}."
    what = "Net Promoter Score and emotional bank account"
    with look():
        subtitle = about(projection, segment, what)
        if not every:
            picture_, axes = picture("Nobody is asked", subtitle)
            nothing(axes, "the firm asks nobody whether they would recommend it")
            return picture_
        rounds = recommendation(over_last(counts.surveys[:, :, at], every))
        measured, true = mean_of(nps(rounds.answered)), mean_of(nps(rounds.asked))
        first = min(every, counts.weeks) - 1
        weeks = np.arange(first + 1, counts.weeks + 1)
        known = np.isfinite(measured[first:]) & np.isfinite(true[first:])
        error = standard_error(rounds.answered[:, -1].sum(0))
        picture_, axes = picture(_finding(measured[first:][known], true[first:][known], error), subtitle, note)
        if not known.any():
            nothing(axes, "nobody answered")
            return picture_
        below = two_panels(picture_, axes)
        for panel in (axes, below):
            panel.grid(axis="y")
            weeks_below(panel, 1, counts.weeks)
        axes.set_xlabel("")
        axes.tick_params(labelbottom=False)
        marker = "o" if known.sum() == 1 else ""
        axes.fill_between(weeks, measured[first:], true[first:], color=TAKES, alpha=0.12, linewidth=0)
        axes.plot(weeks, true[first:], color=TAKES, linewidth=1.8, linestyle=(0, (5, 2)), marker=marker)
        axes.plot(weeks, measured[first:], color=INK, linewidth=2.2, marker=marker)
        axes.set_ylabel("NPS")
        low, high = (pick(measured[first:][known], true[first:][known]) for pick in (np.minimum, np.maximum))
        margin = max(0.12 * float(high.max() - low.min()), 3.0)
        axes.set_ylim(float(low.min()) - margin, float(high.max()) + margin)
        ends = [
            (float(measured[first:][known][-1]), "measured", INK, "bold"),
            (float(true[first:][known][-1]), "had all answered", TAKES, "normal"),
        ]
        labelled(axes, [(value, f"{words} {sign(value, 0)}", colour, weight) for value, words, colour, weight in ends])
        account = mean_of(counts.means[:, :, at, LEVELS.index("balance")])
        there = np.isfinite(account)
        one = "o" if counts.weeks == 1 else ""
        below.plot(np.arange(1, counts.weeks + 1), account, color=ADDS, linewidth=2.2, marker=one)
        below.axhline(0.0, color=SOFT, linewidth=0.9)
        below.set_ylabel("balance")
        if there.any():
            least, most = min(float(account[there].min()), -0.2), max(float(account[there].max()), 0.2)
            below.set_ylim(least - 0.15 * (most - least), most + 0.15 * (most - least))
            value = float(account[there][-1])
            labelled(below, [(value, f"account, mean {sign(value, 1)}", ADDS, "bold")])
    return picture_


def standard_error(answers: np.ndarray) -> float:
    """Return the standard error of the score, from counts per answer 0 to 10; infinite for nobody.

    Each of the three kinds of answer counts once more than it was given, or one answer would seem to be certain.

    Example:
        >>> round(standard_error(np.array([500, 0, 0, 0, 0, 0, 0, 0, 0, 0, 500])), 1)
        3.2
    """
    total = int(answers.sum())
    if not total:
        return float("inf")
    high, low = ((answers[kind].sum() + 1) / (total + 3) for kind in (PROMOTERS, DETRACTORS))
    return float(100.0 * np.sqrt((high + low - (high - low) ** 2) / total))


def _finding(measured: np.ndarray, true: np.ndarray, error: float) -> str:
    if not len(measured):
        return "Nobody answers the survey"
    said, meant = float(measured[-1]), float(true[-1])
    scores = f"NPS {sign(said, 0)}, had everybody answered {sign(meant, 0)}"
    if abs(said - meant) < CLOSE:
        return f"The survey tells what all would say: {scores}"
    if abs(said - meant) < LUCK * error:
        return f"{scores}: so few answer that it may be luck"
    return f"The survey {'flatters' if said > meant else 'is too hard on the firm'}: {scores}"
