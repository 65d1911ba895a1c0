"""How customers divide over the tiers, and what each is worth (P24).

Gallup's four groups stand here for the five tiers: actively disengaged are the overdrawn; not engaged the indifferent
and the satisfied; engaged the loyal; fully engaged the engaged. Gallup asks for confidence, integrity, pride and
passion; the tiers ask for balance, trust, relevance and contribution: the top demands a feeling of belonging in both,
the bottom one of having been wronged, and what lies between has neither.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.customer.state import (
    CUSTOMER,
    ENGAGED,
    FORMER,
    INDIFFERENT,
    LOYAL,
    OVERDRAWN,
    SATISFIED,
    TIERS,
)
from simulator.evidence.finding import ABOVE_ZERO, BELOW_ZERO, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.laboratory import Laboratory
from simulator.population.asking import memories
from simulator.population.population import Population

A_YEAR = 52
GROUPS = {
    "actively disengaged": (OVERDRAWN,),
    "not engaged": (INDIFFERENT, SATISFIED),
    "engaged": (LOYAL,),
    "fully engaged": (ENGAGED,),
}
"""Gallup's groups, from the bottom, and the tiers that stand for them."""
PUBLISHED_SHARES = {"ordinary": (0.23, 0.34, 0.24, 0.19), "excellent": (0.06, 0.20, 0.26, 0.48)}
WITHIN = 0.08


def shares_of(tiers: np.ndarray) -> np.ndarray:
    """Return the shares of the five tiers among these customers."""
    return np.bincount(tiers, minlength=len(TIERS)) / max(len(tiers), 1)


def grouped(shares: np.ndarray) -> np.ndarray:
    """Return the shares of Gallup's groups, from those of the tiers.

    Example:
        >>> grouped(np.array([0.1, 0.2, 0.3, 0.25, 0.15])).tolist()
        [0.1, 0.5, 0.25, 0.15]
    """
    return np.array([shares[list(tiers)].sum() for tiers in GROUPS.values()])


def odds(probability: float) -> float:
    """Return how many times as likely as not."""
    return probability / (1.0 - probability) if probability < 1.0 else float("nan")


def skewness(values: np.ndarray) -> float:
    """Return the skewness of a distribution: below 0 where the longer tail is on the left.

    Example:
        >>> skewness(np.array([-1.0, 0.0, 1.0]))
        0.0
    """
    away = values - values.mean()
    return float((away**3).mean() / (away**2).mean() ** 1.5)


def there(rows: np.ndarray) -> np.ndarray:
    """Return who is a customer."""
    found: np.ndarray = rows["status"] == CUSTOMER
    return found


def is_gone(rows: np.ndarray) -> np.ndarray:
    """Return who has left."""
    found: np.ndarray = rows["status"] == FORMER
    return found


# The tiers of an ordinary and of an excellent firm -----------------------------------------------------


def steady_tiers(lab: Laboratory) -> Outcome:
    """Look at both firms after five years: the tiers, what each is worth in a year, and who stays (P24)."""
    firms = {name: lab.library(f"{name}-firm", weeks=A_YEAR) for name in PUBLISHED_SHARES}

    def one(replicate: int) -> dict[str, Any]:
        figures: dict[str, Any] = {}
        for name, firm in firms.items():
            population = lab.live(firm, replicate, 0)
            rows = population.columns.rows
            here, tier = there(rows), rows["tier"].copy()
            satisfied = memories(population)
            worth = _year_of_revenue(population)
            stayed = ~is_gone(rows)
            figures[f"{name} shares"] = grouped(shares_of(tier[here]))
            if name == "excellent":
                continue
            by_group = [np.isin(tier, tiers) & here for tiers in GROUPS.values()]
            figures["stays"] = np.array([_mean(stayed, each) for each in by_group])
            figures["worth"] = np.array([_mean(worth, each) for each in by_group]) / worth[here].mean()
            figures["odds"] = odds(figures["stays"][3]) / odds(figures["stays"][2])
            answer = _answer(population, satisfied)
            figures["skewness"] = skewness(answer[here])
            by_answer = np.array([_mean(stayed, here & (answer == each)) for each in range(1, 6)])
            figures["by answer"] = by_answer
            figures["convex"] = (by_answer[4] - by_answer[3]) - (by_answer[3] - by_answer[2])
        return figures

    found = lab.each(one)
    values = {
        f"{firm}: {group}": found[f"{firm} shares"][:, place]
        for firm in PUBLISHED_SHARES
        for place, group in enumerate(GROUPS)
    }
    values |= {
        "odds of staying": found["odds"],
        "convex": found["convex"],
        "skewness": found["skewness"],
        "worth of the fully engaged": found["worth"][:, 3] - 1.0,
        "worth of the actively disengaged": found["worth"][:, 0] - 1.0,
    }
    names = tuple(GROUPS)
    published = [Curve(f"{firm}, Gallup", names, np.array([shares])) for firm, shares in PUBLISHED_SHARES.items()]
    return Outcome(
        values,
        (
            Panel(
                "How customers divide",
                "group, in the tiers that stand for it",
                "share of customers",
                (
                    Curve("ordinary firm", names, found["ordinary shares"]),
                    published[0],
                    Curve("excellent firm", names, found["excellent shares"]),
                    published[1],
                ),
                shape="bars",
            ),
            Panel(
                "Who stays a year, by the answer to how satisfied",
                "answer",
                "share who stay",
                (Curve("ordinary firm", tuple("12345"), found["by answer"]),),
                shape="bars",
            ),
        ),
    )


def _year_of_revenue(population: Population) -> np.ndarray:
    """Live the year of the story and return what each person paid in it."""
    economics, rows = population.scenario.economics, population.columns.rows
    multipliers = np.array([getattr(economics.tiers, tier) for tier in TIERS])
    paid = np.zeros(len(rows))
    for week in range(1, A_YEAR + 1):
        population.live(week)
        paid += economics.revenue_per_week * multipliers[rows["tier"]] * (rows["status"] == CUSTOMER)
    return paid


def _mean(values: np.ndarray, who: np.ndarray) -> float:
    return float(values[who].mean()) if who.any() else float("nan")


def _answer(population: Population, satisfied: np.ndarray) -> np.ndarray:
    """Return how satisfied, from 1 to 5, people would call themselves with the firm, on the scale of its surveys."""
    p = population.scenario.psychology
    whims = np.random.default_rng(population.replicate).standard_normal(len(satisfied))
    points = p.satisfied_neutral + p.satisfied_surprise * satisfied + 4.0 * p.answer_noise * whims
    return np.floor(np.clip(points, 1.0, 5.0) + 0.5)


def _share_checks() -> tuple[Check, ...]:
    # Without anything that speaks to the needs nobody can be fully engaged.
    gone = {("ordinary", "fully engaged"): Band(high=0.02)}
    return tuple(
        Check(
            f"{firm}: {group}",
            f"share of the {group} at the {firm} firm",
            Band(round(share - WITHIN, 2), round(share + WITHIN, 2)),
            published=f"{share:.2f}",
            gone=gone.get((firm, group)),
        )
        for firm, shares in PUBLISHED_SHARES.items()
        for group, share in zip(GROUPS, shares, strict=True)
    )


FINDINGS = (
    Finding(
        code="P24",
        name="tiers-at-rest",
        title="Customers of an ordinary and of an excellent firm divide as published, and the top is worth more",
        done=(
            "Both firms of the library live five years in which new customers replace leavers. Gallup's groups stand "
            "for tiers: overdrawn; indifferent and satisfied; loyal; engaged. The year after gives who stays and what"
            " each pays. Satisfaction is what is remembered; as an answer it is put on the scale of five of the "
            "surveys."
        ),
        source="Gallup 2009 (shares), Gallup (value), Jones & Sasser 1995 (Xerox), Peterson & Wilson 1992 (skewness)",
        certainty="read on the firms' and secondary pages; a practitioner's grouping that is no public scale; grade C+",
        checks=(
            *_share_checks(),
            Check(
                "odds of staying",
                "odds of staying a year in the top tier for those in the next",
                Band(3.0, 8.0),
                published="6 times (completely satisfied for satisfied)",
            ),
            Check(
                "convex",
                "rise of the share who stay from answer 4 to 5, less that from 3 to 4",
                ABOVE_ZERO,
                published="loyalty convex in satisfaction",
            ),
            Check("skewness", "skewness of the answers", BELOW_ZERO, published="always negative"),
            Check(
                "worth of the fully engaged",
                "revenue of the year from a customer, above the mean, as a share of it",
                Band(0.15, 0.31),
                published="+0.23",
            ),
            Check(
                "worth of the actively disengaged",
                "revenue of the year from a customer, above the mean, as a share of it",
                Band(-0.21, -0.05),
                published="-0.13",
            ),
        ),
        experiment=steady_tiers,
        mechanisms=("participation", "appreciation", "sensation"),
        note=(
            "Skewness is that of answers, as in the studies reviewed; a scale that ends at 5 has a part in it, and "
            "what is remembered, on no scale, is skewed to the right by delights. The odds are published of answers, "
            "completely satisfied for satisfied; here they are of tiers. What a tier pays is an input, 1.23 and 0.87 "
            "times the ordinary from the same source: the two checks of worth say only that staying and the mix of "
            "tiers do not spoil it. Where the upper tiers begin was set with the ordinary firm's four shares in view; "
            "those of the excellent firm were not."
        ),
    ),
)
