"""Who talks of a firm, how much, and of what sign (P09, P10)."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.customer import noted
from simulator.customer.state import CUSTOMER
from simulator.evidence.finding import ABOVE_ZERO, BELOW_ZERO, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.laboratory import Laboratory
from simulator.population.asking import inclinations, memories, recommendations
from simulator.population.population import Population

ASKED_IN_WEEK = 78
"""By then the people of a firm have had a year and a half beyond their warm-up."""
HALF_A_YEAR = 26
TWO_YEARS = 104
DECILES = 10


def talks_of_weeks(population: Population, until_week: int) -> tuple[np.ndarray, np.ndarray]:
    """Live until the end of a week and return how often each person spoke well and ill of the firm; needs a network."""
    rows, letters = population.columns.rows, population.society.letters
    good, bad = np.zeros(len(rows)), np.zeros(len(rows))
    while population.week < until_week:
        population.live_some(0, len(rows))
        good += letters.said > 0
        bad += letters.said < 0
        population.end_week()
    return good, bad


def by_rank(order: np.ndarray, values: np.ndarray, groups: int = DECILES) -> np.ndarray:
    """Return the mean of `values` in equal groups from the lowest of `order` to the highest."""
    ranked = values[np.argsort(order, kind="stable")]
    return np.array([part.mean() for part in np.array_split(ranked, groups)])


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Return the correlation over persons; no number where one of both does not differ."""
    if one.std() == 0.0 or other.std() == 0.0:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])


# What goes with talk --------------------------------------------------------------------------------


def what_goes_with_talk(lab: Laboratory) -> Outcome:
    """Ask customers how bound, satisfied and loyal they are, then count what they say in half a year (P09)."""
    firm = lab.library("ordinary-firm")

    def one(replicate: int) -> dict[str, Any]:
        population = lab.live(firm, replicate, ASKED_IN_WEEK)
        rows = population.columns.rows
        there = rows["status"] == CUSTOMER
        whims = np.zeros(len(rows))
        whims[there] = np.random.default_rng(replicate).standard_normal(there.sum())
        # A recommending answer is the intention to speak well, and its opposite that to speak ill.
        intention = recommendations(population, whims)[there]
        antecedents = (
            rows["identification"][there].astype(float),
            memories(population)[there],
            inclinations(population)[there],
        )
        good, bad = (talks[there] for talks in talks_of_weeks(population, ASKED_IN_WEEK + HALF_A_YEAR))
        of_good = np.array([correlation(each, good) for each in antecedents])
        of_bad = np.array([-correlation(each, bad) for each in antecedents])
        of_intention = np.array([correlation(each, intention) for each in antecedents])
        commitment, satisfaction, loyalty = range(3)
        deeds = np.abs([of_good, of_bad]).mean()
        return {
            "commitment first": of_good[commitment] - max(of_good[satisfaction], of_good[loyalty]),
            "satisfaction for good": of_good[satisfaction] - of_good[loyalty],
            "disloyalty for bad": of_bad[loyalty] - of_bad[satisfaction],
            "deeds weaker": deeds - np.abs(of_intention).mean(),
            "good": of_good,
            "bad": of_bad,
            "intention": of_intention,
        }

    found = lab.each(one)
    names = ("commitment", "satisfaction", "loyalty")
    return Outcome(
        {
            name: found[name]
            for name in ("commitment first", "satisfaction for good", "disloyalty for bad", "deeds weaker")
        },
        (
            Panel(
                "What goes with talk",
                "what a customer felt before",
                "correlation over customers (for bad talk with its opposite)",
                (
                    Curve("would recommend", names, found["intention"]),
                    Curve("good talks in half a year", names, found["good"]),
                    Curve("bad talks in half a year", names, found["bad"]),
                ),
                shape="bars",
            ),
        ),
    )


# How much is said, and of what sign -----------------------------------------------------------------


def how_much_is_said(lab: Laboratory) -> Outcome:
    """Count two years of talk about an ordinary firm, and who talks how much by satisfaction (P10)."""
    firm = lab.library("ordinary-firm", weeks=TWO_YEARS)

    def one(replicate: int) -> dict[str, Any]:
        population = lab.live(firm, replicate, TWO_YEARS - HALF_A_YEAR)
        good, bad = talks_of_weeks(population, TWO_YEARS)
        there = population.columns.rows["status"] == CUSTOMER
        # As in the surveys: how satisfied now, and how often talked of it lately.
        satisfied = memories(population)[there]
        volume = by_rank(satisfied, (good + bad)[there]) / HALF_A_YEAR * 52.0
        counted = population.tally.customers[1:].sum(axis=(0, 1))
        middle = volume[3:7].mean()
        return {
            "good for each bad": counted[noted.GOOD_TALKS] / counted[noted.BAD_TALKS],
            "ends": volume[0] / volume[-1],
            "dissatisfied above the middle": volume[0] - middle,
            "satisfied above the middle": volume[-1] - middle,
            "volume": volume,
            "good": by_rank(satisfied, good[there]) / HALF_A_YEAR * 52.0,
        }

    found = lab.each(one)
    deciles = np.arange(1, DECILES + 1)
    names = ("good for each bad", "ends", "dissatisfied above the middle", "satisfied above the middle")
    return Outcome(
        {name: found[name] for name in names},
        (
            Panel(
                "Who talks",
                "tenth of customers, from the least to the most satisfied",
                "talks a year",
                (Curve("all", deciles, found["volume"]), Curve("good ones", deciles, found["good"])),
            ),
        ),
    )


FINDINGS = (
    Finding(
        code="P09",
        name="what-goes-with-talk",
        title="Commitment goes with talk most; satisfaction with good talk, disloyalty with bad",
        done=(
            "Customers of an ordinary firm are asked: commitment is identification, satisfaction what is remembered, "
            "loyalty the log odds of staying, intention the answer to a recommend question. Then what each says in "
            "half a year is counted, good and bad. The orders are of correlations over customers, as in the meta-"
            "analysis."
        ),
        source="de Matos & Rossi 2008: meta-analysis of the antecedents of word of mouth",
        certainty="orders read in the abstract, sizes not to be had; grade A",
        checks=(
            Check(
                "commitment first",
                "correlation of commitment with good talk, less the larger of those of satisfaction and loyalty",
                ABOVE_ZERO,
                published="commitment strongest",
                gone=BELOW_ZERO,
            ),
            Check(
                "satisfaction for good",
                "correlation of satisfaction with good talk, less that of loyalty",
                ABOVE_ZERO,
                published="satisfaction above loyalty",
            ),
            Check(
                "disloyalty for bad",
                "correlation of disloyalty with bad talk, less that of dissatisfaction",
                ABOVE_ZERO,
                published="disloyalty above dissatisfaction",
            ),
            Check(
                "deeds weaker",
                "mean correlation with talks, less that with the recommend answer",
                BELOW_ZERO,
                published="weaker for behaviour than for intention",
            ),
        ),
        experiment=what_goes_with_talk,
        mechanisms=("talking_from_feeling",),
    ),
    Finding(
        code="P10",
        name="talk-is-good",
        title="More good is said than bad, and the dissatisfied talk somewhat more than the satisfied",
        done=(
            "All talk about an ordinary firm is counted over two years. At their end customers are ordered by what "
            "they remember, and the talks of each tenth in the last half year are compared, as surveys do that ask "
            "both at once."
        ),
        source=(
            "East, Hammond & Wright 2007: 15 studies and follow-ups, 3 : 1; Keller Fay: above 8 : 1; Anderson 1998: an "
            "asymmetric U in the US and Sweden"
        ),
        certainty="read in the abstracts; the size of the U not to be had, its band is proposed; grade A-",
        checks=(
            Check("good for each bad", "good talks for each bad one", Band(2.0, 9.0), published="3, and above 8"),
            Check(
                "ends",
                "talks of the least satisfied tenth for each of the most satisfied",
                Band(1.1, 2.0),
                published="more, but less than is usually claimed",
                gone=Band(0.9, 1.1),
            ),
            Check(
                "dissatisfied above the middle",
                "talks a year of the least satisfied tenth, less those of the middle",
                ABOVE_ZERO,
                published="U-shaped",
            ),
            Check(
                "satisfied above the middle",
                "talks a year of the most satisfied tenth, less those of the middle",
                ABOVE_ZERO,
                published="U-shaped",
            ),
        ),
        experiment=how_much_is_said,
        mechanisms=("talking_from_feeling", "grudges"),
        note=(
            "How much what stirs is told, and for how long, was set with the ends in view (0.3 and 6 weeks; with 0.1 "
            "and 2 the most dissatisfied talked 0.9 times as much as the most satisfied). The ratio of good to bad "
            "was not."
        ),
    ),
)
