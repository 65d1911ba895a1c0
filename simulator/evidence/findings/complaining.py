"""Who complains, who stays away, who comes back: grudges and the ladder of complaints (P20, P22)."""

from __future__ import annotations

import numpy as np

from simulator.customer.state import CUSTOMER
from simulator.evidence.after_failure import (
    EXCELLENT,
    POOR,
    SEVERE,
    Answer,
    Failing,
    Firm,
    known,
    talk_of,
)
from simulator.evidence.finding import ABOVE_ZERO, BELOW_ZERO, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.laboratory import Laboratory
from simulator.population.asking import chances_of_complaining, inclinations, recommendations
from simulator.population.population import Population

UNANSWERED_WEEKS = 4
"""The complainers who were asked had tried the firm itself before, in vain: the two months begin a month after."""
WATCHED_WEEKS = 9
"""The week in which they begin, and the two months that follow."""
LATE_WEEKS = UNANSWERED_WEEKS + WATCHED_WEEKS - 1
"""After which the late answer comes: when the two months are over."""
AFTERWARDS_WEEKS = LATE_WEEKS + 2
NEVER_WEEKS = 52
"""An answer that comes, if at all, when nobody looks any more."""

BONDS = {
    "strong": {"balance": 2.0, "trust": 0.75, "identification": 0.5},
    "weak": {"balance": 0.2, "trust": 0.45, "identification": 0.0},
}
"""A customer at the threshold of engagement, and one who is indifferent: the tiers' own words."""


def grudges(lab: Laboratory) -> Outcome:
    """Fail the same customers badly, once closely bound and once hardly; answer nobody, or late (P20)."""
    firm = Firm.of(lab)
    weeks = np.arange(WATCHED_WEEKS)

    def one(replicate: int) -> dict[str, object]:
        history = firm.history(replicate)
        who = known(history)
        found: dict[str, object] = {}
        for bond, state in BONDS.items():
            bound = history.copy()
            for column, value in state.items():
                bound[column] = value
            bad, leaning = np.zeros((2, WATCHED_WEEKS))
            unanswered, answered, spared = (
                firm.after(bound, replicate, *failing, weeks=AFTERWARDS_WEEKS, until_week=1, complaining="all")
                for failing in (
                    (Failing(SEVERE, Answer(EXCELLENT.redress, EXCELLENT.ease, EXCELLENT.empathy, NEVER_WEEKS)),),
                    (Failing(SEVERE, Answer(EXCELLENT.redress, EXCELLENT.ease, EXCELLENT.empathy, LATE_WEEKS)),),
                    (),
                )
            )
            for week in weeks:
                for population in (unanswered, spared):
                    population.live(UNANSWERED_WEEKS + int(week))
                bad[week] = talk_of(unanswered).bad[who].mean()
                leaning[week] = _leaning_away(unanswered, spared, who)
            for population in (unanswered, answered):
                population.live(AFTERWARDS_WEEKS)
            late = _leaning_away(unanswered, answered, who)
            found |= {f"{bond} bad": bad, f"{bond} leaning": leaning, f"{bond} late": late}
        return found

    found = lab.each(one)
    kept = {bond: found[f"{bond} bad"][:, -1] / np.maximum(found[f"{bond} bad"][:, 0], 1e-12) for bond in BONDS}
    rise = {bond: slope_of(found[f"{bond} leaning"]) for bond in BONDS}
    return Outcome(
        {
            "revenge": np.maximum(*(slope_of(found[f"{bond} bad"]) for bond in BONDS)),
            "holding on": kept["strong"] - kept["weak"],
            "avoidance": np.minimum(*rise.values()),
            "turning away": rise["strong"] - rise["weak"],
            "late": found["strong late"] - found["weak late"],
        },
        (
            Panel(
                "Revenge: bad talk after a severe failure that nobody puts right",
                "weeks, from a month after the failure",
                "bad talks a week",
                tuple(Curve(f"{bond} bond", weeks, found[f"{bond} bad"]) for bond in BONDS),
            ),
            Panel(
                "Avoidance: what it adds to the inclination to leave",
                "weeks, from a month after the failure",
                "log odds of leaving within a year",
                tuple(Curve(f"{bond} bond", weeks, found[f"{bond} leaning"]) for bond in BONDS),
            ),
        ),
    )


def _leaning_away(failed: Population, spared: Population, who: np.ndarray) -> float:
    """Return how much more those of the first world are inclined to leave, as a mean of log odds."""
    return float((inclinations(spared) - inclinations(failed))[who].mean())


def slope_of(course: np.ndarray) -> np.ndarray:
    """Return the slope of each replicate's course, per week, by least squares.

    Example:
        >>> slope_of(np.array([[1.0, 3.0, 5.0]]))
        array([2.])
    """
    week = np.arange(course.shape[1]) - (course.shape[1] - 1) / 2.0
    return np.asarray(course @ week / (week @ week))


LARGE, SMALL = 1.2, 0.2
"""What $142 and a few dollars are taken for where the defaults of complaining come from."""
SIZES = {"large": LARGE, "small": SMALL}

QUICK = Answer(1.0, 0.6, 0.4)
"""Made good in full, kindly, at once and without trouble."""
SLOW = Answer(1.0, 0.0, 0.4, weeks=4)
"""The same after four weeks and with the usual trouble."""
UNRESOLVED = Answer(POOR.redress, POOR.ease, POOR.empathy, weeks=4)

ANSWERS = (None, UNRESOLVED, SLOW, QUICK)
RUNGS = ("silent", "unresolved", "resolved", "resolved fast")
PUBLISHED_LADDER = {"large": (0.09, 0.19, 0.54, 0.82), "small": (0.37, 0.46, 0.70, 0.95)}
NEXT_PURCHASE_WEEKS = 52
"""The things that households were asked about are bought about once a year."""
ASKED_WEEKS = 8
"""When everybody who complained has had an answer, or none will come."""
WELL_DISPOSED = 7
"""Of 0 to 10: who would say less is a detractor."""


def ladder(lab: Laboratory) -> Outcome:
    """See who buys again: those who keep silent and those who complain, of their own choice or by lot (P22)."""
    firm = Firm.of(lab)

    def one(replicate: int) -> dict[str, object]:
        history = firm.history(replicate)
        who = known(history)
        before = firm.after(history, replicate, until_week=0, complaining="by choice")
        found: dict[str, object] = {}
        for size, severity in SIZES.items():
            complains = chances_of_complaining(before, severity)
            buys, says = [], []
            for answer in ANSWERS:
                failing = Failing(severity, answer)
                population = firm.after(history, replicate, failing, weeks=NEXT_PURCHASE_WEEKS, until_week=ASKED_WEEKS)
                says.append(recommendations(population) >= WELL_DISPOSED)
                population.live(NEXT_PURCHASE_WEEKS)
                buys.append(population.columns.rows["status"] == CUSTOMER)
            # By lot each person counts alike in either role; by choice, as much as they would choose it.
            choice = (1.0 - complains, complains, complains, complains)
            found |= {
                f"{size} by choice": [share(each, weight, who) for each, weight in zip(buys, choice, strict=True)],
                f"{size} by lot": [share(each, np.ones(len(who)), who) for each in buys],
                f"{size} say": [share(each, weight, who) for each, weight in zip(says, choice, strict=True)],
            }
        return found

    found = lab.each(one)
    values = {}
    for size in SIZES:
        chosen, by_lot = found[f"{size} by choice"], found[f"{size} by lot"]
        for place, rung in enumerate(RUNGS):
            values[f"{size} {rung}"] = chosen[:, place]
        values[f"{size} voice"] = chosen[:, 1] - chosen[:, 0]
        values[f"{size} order"] = np.diff(chosen[:, 1:], axis=1).min(axis=1)
        values[f"{size} lot"] = by_lot[:, 1] - by_lot[:, 0]
    values["worse"] = (found["small by choice"] - found["large by choice"]).min(axis=1)
    return Outcome(
        values,
        tuple(
            Panel(
                f"Who buys again after a {size} problem",
                "what became of it",
                "share who buy again",
                (
                    Curve("published", RUNGS, np.array([PUBLISHED_LADDER[size]])),
                    Curve("complaining by choice", RUNGS, found[f"{size} by choice"]),
                    Curve("complaining by lot", RUNGS, found[f"{size} by lot"]),
                    Curve("say 7 or more of 10 by choice", RUNGS, found[f"{size} say"]),
                ),
                shape="bars",
            )
            for size in SIZES
        ),
    )


def share(does: np.ndarray, weight: np.ndarray, who: np.ndarray) -> float:
    """Return which share of some people, each with a weight, do something.

    Example:
        >>> share(np.array([True, False, True]), np.array([3.0, 1.0, 9.0]), np.array([True, True, False]))
        0.75
    """
    return float(np.average(does[who], weights=weight[who]))


def _rungs(size: str) -> tuple[Check, ...]:
    return tuple(
        Check(
            f"{size} {rung}",
            f"share who buy again after a {size} problem, {rung}",
            Band(round(published - 0.12, 2), round(published + 0.12, 2)),
            published=f"{published:.2f}",
        )
        for rung, published in zip(RUNGS, PUBLISHED_LADDER[size], strict=True)
    )


def _orders(size: str) -> tuple[Check, ...]:
    return (
        Check(
            f"{size} voice",
            f"{size} problem: share who buy again of those who complained in vain less that of the silent, by choice",
            ABOVE_ZERO,
            published=f"{PUBLISHED_LADDER[size][1] - PUBLISHED_LADDER[size][0]:.2f}",
            gone=Band(high=0.0),
        ),
        Check(
            f"{size} order",
            f"{size} problem: smallest step from unresolved to resolved to resolved fast",
            ABOVE_ZERO,
            published="each higher than the one before",
        ),
        Check(
            f"{size} lot",
            f"{size} problem: complained in vain less silent, complaining by lot",
            Band(high=0.0),
            published="unresolved complainants fall to the silent or below",
        ),
    )


FINDINGS = (
    Finding(
        code="P20",
        name="grudges",
        title="A severe failure not put right: revenge fades, avoidance grows, both longer in those closely bound",
        done="Customers of the library's ordinary firm, who have been there for a year or so without a failure, are "
        "given a strong bond (balance 2, trust 0.75, identification 0.5) or a weak one (0.2, 0.45, 0): the same "
        "persons with the same luck. One severe failure (1.5) befalls all; all complain, and nobody answers; or an "
        "excellent answer comes after three months. From a month after the failure they are followed for two months. "
        "Revenge is the bad talks a week that the rule gives them; avoidance "
        "is the log odds of leaving within a year, above those of the same customers without the failure.",
        source="Grégoire, Tripp & Legoux 2009, online complainers asked over two months",
        certainty="directions read in the abstract; grade B",
        checks=(
            Check(
                "revenge",
                "change of bad talk in a week over two months, the larger of the two bonds",
                BELOW_ZERO,
                published="falls",
            ),
            Check(
                "holding on",
                "share of the bad talk that is left after two months, strong bond less weak",
                ABOVE_ZERO,
                published="falls more slowly for strong bonds",
            ),
            Check(
                "avoidance",
                "change of the log odds of leaving in a week over two months, the smaller of the two bonds",
                ABOVE_ZERO,
                published="rises",
                gone=Band(high=0.0),
            ),
            Check(
                "turning away",
                "change of the log odds of leaving in a week, strong bond less weak",
                ABOVE_ZERO,
                published="rises faster for strong bonds",
                gone=Band(high=0.0),
            ),
            Check(
                "late",
                "log odds of leaving that a late answer takes away, strong bond less weak",
                ABOVE_ZERO,
                published="strong bonds respond more",
            ),
        ),
        experiment=grudges,
        note="Bad talk falls more slowly in strong bonds without grudges too: who identifies talks more whatever "
        "happens, and whom no bond shields is stirred more at first and settles further. That the two months begin "
        "four weeks after the failure, when a complaint has been in vain, was decided after a look at the first ones.",
        mechanisms=("grudges",),
    ),
    Finding(
        code="P22",
        name="complaint-ladder",
        title="Who complains buys again more than who keeps silent, even in vain; but not if complaining is by lot",
        done="Customers of the library's ordinary firm, who have been there for a year or so without a failure and may "
        "leave any week, meet a large problem (severity 1.2) or a small one (0.2). By choice, who complains does so by "
        "the rule; by lot, everybody is as likely to; each person is seen in both roles, weighted by how likely they "
        "take it. Complaints go unresolved "
        "(nothing made good, ease -0.3, empathy -0.2, after four weeks), are resolved (the price in full, kindly, "
        "after four weeks and with the usual trouble), or are resolved fast (at once, without trouble). Buying again "
        "is still being a customer a year later, when the next purchase comes round.",
        source="TARP, US households (ladder by choice); Kau & Loh 2006, n = 428 (unresolved against silent)",
        certainty="ladder read on a secondary page, Kau & Loh in the abstract; grade B-",
        checks=(
            *_rungs("large"),
            *_rungs("small"),
            *_orders("large"),
            *_orders("small"),
            Check(
                "worse",
                "smallest difference between a small and a large problem on the same rung",
                ABOVE_ZERO,
                published="0.13 to 0.28",
            ),
        ),
        experiment=ladder,
        mechanisms=("trust_in_complaining",),
        note="The ladder is what households say they will do, buying again here is what they do: behaviour answers far "
        "less to one bad experience than intentions (tension 11 of the evidence). To get down to the published 9 % one "
        "failure would have to move the log odds of staying by 4.5, and it moves them by about 1.",
    ),
)
