"""How long customers stay: two real cohorts, and the curve that differences between persons bend (P05)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.customer.state import CUSTOMER, FORMER
from simulator.evidence.finding import ABOVE_ZERO, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.laboratory import Figures, Laboratory
from simulator.evidence.shifted_beta import fitted, survival
from simulator.population.asking import inclinations, offers, pulls
from simulator.population.population import Population
from simulator.scenario.schema import Scenario

COHORTS: dict[str, tuple[float, ...]] = {
    "Regular": (63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1),
    "High-End": (86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1),
}
"""Percent still customers after 1 to 7 years, Fader & Hardie 2007, table 1."""

YEARS = 7
WEEKS = 52 * YEARS + 1
"""Everybody joins in week 1, so that the seventh renewal is decided in this week."""

CERTAIN = 15.0
"""Log odds with which nobody ever decides to leave."""

UNMOVED = (
    *("hold_of_the_account", "habit", "identification", "investment", "contributions"),
    *("offers", "circumstances", "walking_out", "contagion", "reputation"),
)
"""Without these only the inclination that a person was born with decides."""


@dataclass(frozen=True)
class Held:
    """What holds each person at each renewal, whatever the market: arrays of [renewal, person]."""

    hold: np.ndarray
    """Log odds of staying from bond and habit, without the inclination a person was born with."""
    pull: np.ndarray
    """How hard an offer of size 1 would pull."""
    there: np.ndarray
    """Whether neither life nor a failure has taken the person by then."""
    leaning: np.ndarray
    """[person]: place in the spread between persons, in standard deviations."""
    offers: np.ndarray
    """[renewal, place]: sizes of offers that are equally likely."""

    def survival(self, stay_base: float, stay_spread: float) -> np.ndarray:
        """Return the share expected to be there after each renewal, in percent."""
        born = stay_base + stay_spread * self.leaning + self.hold
        stays = np.zeros_like(born)
        sizes, weights = np.unique(self.offers, axis=1, return_counts=True)
        for size, weight in zip(sizes.T, weights / weights.sum(), strict=True):
            stays += weight / (1.0 + np.exp(size[:, None] * self.pull - born))
        alive = np.cumprod(stays, axis=0) * self.there
        return np.asarray(100.0 * alive.mean(axis=1))


def held(lab: Laboratory) -> Held:
    """Live seven years in which nobody decides to leave, and note what holds everybody at each renewal.

    What people feel under a contract does not hang on how inclined to stay they were born, so that one life serves for
    all markets.
    """

    def one(replicate: int) -> dict[str, np.ndarray]:
        population = lab.live(_firm(lab, stay_base=CERTAIN, stay_spread=1.0), replicate, until_week=1)
        rows = population.columns.rows
        leaning = rows["stay_base"] - CERTAIN
        hold, pull, there, offered = [], [], [], []
        for year in range(1, YEARS + 1):
            population.live(52 * year + 1)
            hold.append(inclinations(population) - rows["stay_base"])
            pull.append(pulls(population))
            there.append(rows["status"] == CUSTOMER)
            offered.append(offers(population))
        return {
            "hold": np.array(hold),
            "pull": np.array(pull),
            "there": np.array(there),
            "leaning": leaning,
            "offers": np.array(offered),
        }

    lived = lab.each(one)
    return Held(
        hold=np.concatenate(list(lived["hold"]), axis=1),
        pull=np.concatenate(list(lived["pull"]), axis=1),
        there=np.concatenate(list(lived["there"]), axis=1),
        leaning=lived["leaning"].ravel(),
        offers=lived["offers"][0],
    )


def fit(lives: Held, published: Sequence[float] | np.ndarray) -> tuple[float, float]:
    """Return `market.stay_base` and `market.stay_spread` that come nearest to a cohort.

    What is made least is the sum over the years of the fourth powers of the misses: every year is to be near, so that
    the worst ones count most. Two numbers of the market and of the spread between customers, of three that would be
    allowed; none of psychology.
    """
    from scipy.optimize import least_squares

    def missed(given: np.ndarray) -> np.ndarray:
        by = lives.survival(*given) - np.asarray(published)
        return np.asarray(by * np.abs(by))  # squared once more by the search

    best = least_squares(missed, (1.1, 1.0), bounds=((-10.0, 0.0), (CERTAIN, 5.0)), x_scale=(1.0, 0.5), xtol=1e-4)
    return float(best.x[0]), float(best.x[1])


def _firm(lab: Laboratory, **market: float) -> Scenario:
    # The library's plainest firm: one contact a week, flat by nature, renewed every year; nothing is done for anybody.
    firm: Scenario = lab.library("service", weeks=WEEKS, market=market)
    return firm


def stayed(lab: Laboratory, replicate: int, **market: float) -> np.ndarray:
    """Return the percent of the firm's cohort that is there after each renewal."""
    return still_there(lab.rows(_firm(lab, **market), replicate))


def still_there(rows: np.ndarray) -> np.ndarray:
    """Return the percent of all persons who are there after each renewal, from the weeks in which they left."""
    left = np.where(rows["status"] == FORMER, rows["left_week"], WEEKS + 1)
    return np.array([100.0 * np.mean(left > 52 * year + 1) for year in range(1, YEARS + 1)])


def by_chance_alone(lab: Laboratory, replicate: int, alpha: float, beta: float) -> np.ndarray:
    """Return the percent there after each renewal where yearly leaving is beta-distributed and nothing else acts."""
    from scipy.special import betaincinv  # a heavy import, and only needed here

    # Evenly spread places of the distribution: the only luck left is whether somebody of this chance leaves.
    chance = betaincinv(alpha, beta, (np.arange(lab.customers) + 0.5) / lab.customers).clip(1e-8, 1.0 - 1e-8)

    def born(population: Population) -> None:
        population.live(1)  # people come with traits of their own in the week in which they join
        population.columns["stay_base"][:] = np.log1p(-chance) - np.log(chance)

    quiet = [{"name": "visit", "contacts_per_week": 0.0}]
    contract = {"kind": "contract", "term_weeks": 52}
    firm = lab.without(UNMOVED).scenario(weeks=WEEKS, touchpoints=quiet, relationship=contract)
    return still_there(lab.live(firm, replicate, prepare=born).columns.rows)


def worst_of(stayed: np.ndarray, expected: Sequence[float]) -> np.ndarray:
    """Return the largest distance between a mean curve and what is expected of it, as the jackknife's pseudo-values.

    `stayed` is [replicate, year]. A replicate by itself is further away by its own noise alone; what is asked for is
    the distance of their mean, and the pseudo-values (Tukey 1958) have that as their mean and its doubt as their
    spread.
    """
    replicates = len(stayed)
    whole = np.abs(stayed.mean(axis=0) - np.asarray(expected)).max()
    without = (stayed.sum(axis=0) - stayed) / (replicates - 1)
    left_out = np.abs(without - np.asarray(expected)).max(axis=1)
    return np.asarray(replicates * whole - (replicates - 1) * left_out)


def bend_of(stayed: np.ndarray) -> np.ndarray:
    """Return by how many points each two years lose less than the two before, the least of these: above 0 is convex."""
    spans = -np.diff(stayed[:, ::2], axis=1)
    return np.asarray((spans[:, :-1] - spans[:, 1:]).min(axis=1))


def rise_of(stayed: np.ndarray) -> np.ndarray:
    """Return how much higher yearly retention is in years 5 to 7 than in years 1 to 3, in points."""
    everybody = np.full((len(stayed), 1), 100.0)
    kept = 100.0 * stayed / np.concatenate([everybody, stayed[:, :-1]], axis=1)
    return np.asarray(kept[:, 4:].mean(axis=1) - kept[:, :3].mean(axis=1))


def two_cohorts(lab: Laboratory) -> Outcome:
    """Fit two numbers of the market to each cohort, let its customers live, and hold both curves together (P05)."""
    lives = held(lab)
    values: dict[str, np.ndarray] = {}
    panels = []
    years = np.arange(1, YEARS + 1)
    for name, published in COHORTS.items():
        base, spread = fit(lives, published)
        alpha, beta = fitted([share / 100.0 for share in published])
        closed = survival(alpha, beta, YEARS)
        error = 100.0 * np.sqrt(closed * (1.0 - closed) / lab.customers)

        def one(replicate: int, a: float = alpha, b: float = beta, u: float = base, s: float = spread) -> Figures:
            return {
                "stayed": stayed(lab, replicate, stay_base=u, stay_spread=s),
                "by chance": by_chance_alone(lab, replicate, a, b),
            }

        found = lab.each(one)
        values[f"{name}: worst year"] = worst_of(found["stayed"], published)
        values[f"{name}: rise"] = rise_of(found["stayed"])
        values[f"{name}: bend"] = bend_of(found["stayed"])
        values[f"{name}: closed form"] = (((found["by chance"] - 100.0 * closed) / error) ** 2).mean(axis=1)
        panels.append(
            Panel(
                f"{name}: fitted with stay_base {base:.2f} and stay_spread {spread:.2f}",
                "years since joining",
                "still customers, percent",
                (
                    Curve("published", years, np.array([published])),
                    Curve("simulated", years, found["stayed"]),
                    Curve(f"beta-distributed leaving, {alpha:.2f} and {beta:.2f}", years, found["by chance"]),
                ),
            )
        )
    return Outcome(values, tuple(panels))


def _checks(name: str, rise: str) -> tuple[Check, ...]:
    first, last = COHORTS[name][0], COHORTS[name][-1]
    return (
        Check(
            f"{name}: worst year",
            "percent still there: largest distance of years 1 to 7 from what was published, in points",
            Band(high=3.0),
            published=f"{first} after 1 year to {last} after 7",
            gone=Band(low=3.0),
        ),
        Check(
            f"{name}: rise",
            "yearly retention in years 5 to 7 less that in years 1 to 3, in points",
            ABOVE_ZERO,
            published=rise,
        ),
        Check(
            f"{name}: bend",
            "by how much fewer leave in each two years than in the two before, the least of these, in points",
            ABOVE_ZERO,
            published="convex",
        ),
        Check(
            f"{name}: closed form",
            "beta-distributed leaving: mean square of the distances from the shifted-beta-geometric survival, in "
            "standard errors; 1 is chance alone",
            Band(high=2.0),
            published="exact: B(alpha, beta + t) / B(alpha, beta)",
        ),
    )


FINDINGS = (
    Finding(
        code="P05",
        name="retention-curves",
        title="Fewer leave each year: two real cohorts, followed over seven renewals",
        done=(
            "A cohort under yearly contract with an ordinary firm, to whom nothing special is done. Two numbers of the "
            "market (the inclination to stay of a neutral customer, and its spread between customers) are fitted to "
            "the seven published years, the worst of them counting most; then the customers live those years. Beside "
            "them a cohort in whom nothing acts but a beta-distributed chance of leaving, for which there is a closed "
            "form."
        ),
        source="Fader & Hardie 2007, Journal of Interactive Marketing 21(1): two segments of one firm's customers",
        certainty=(
            "all 16 values seen on secondary pages that quote table 1 of the paper; alpha and beta of greatest "
            "likelihood are computed here from them; grade A"
        ),
        checks=(*_checks("Regular", "+17.5 points"), *_checks("High-End", "+7.1 points")),
        experiment=two_cohorts,
        mechanisms=("differences_in_staying",),
        note=(
            "Nothing of psychology is fitted. Habit and bond alone, with everybody born alike, cannot bend the curve "
            "so far: the fit then misses by many points. The spread between customers that the cohorts ask for is more "
            "than twice the default of 1."
        ),
    ),
)
