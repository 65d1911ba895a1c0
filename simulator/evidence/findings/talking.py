"""What people say of a firm and what it does to those who hear it (P09, P10, P21, E10)."""

from __future__ import annotations

from itertools import repeat
from types import SimpleNamespace
from typing import Any

import numpy as np

from simulator.customer import noted, voices
from simulator.customer.decision import inclination
from simulator.customer.memory import remembered
from simulator.customer.state import CUSTOMER, FORMER
from simulator.customer.survey import would_recommend
from simulator.evidence.finding import ABOVE_ZERO, BELOW_ZERO, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.laboratory import Laboratory
from simulator.population import kernel
from simulator.population.plain import as_plain
from simulator.population.population import Population
from simulator.scenario.schema import Scenario

ASKED_IN_WEEK = 78
"""By then the people of a firm have had a year and a half beyond their warm-up."""
HALF_A_YEAR = 26
TWO_YEARS = 104
DECILES = 10


def memories(population: Population) -> np.ndarray:
    """Return what each person remembers, the experience that a survey would ask for (D7)."""
    people = population.columns.rows.view(np.recarray)
    found: np.ndarray = np.asarray(remembered(people, as_plain(population.timeline.psychology)), dtype=float)
    return found


ASKED = (
    *("memory_peak", "memory_end", "memory_mean", "identification"),
    *("stay_base", "balance", "habit", "investment", "unsettled", "tier"),
)
"""What the questions of a survey, and the log odds of staying, are answered from."""


def asked_of(rows: np.ndarray) -> list[Any]:
    """Return persons of whom the functions of the rule can be asked one by one; much quicker than rows are."""
    answers = zip(*(rows[name].tolist() for name in ASKED), strict=True)
    return [SimpleNamespace(**dict(zip(ASKED, each, strict=True))) for each in answers]


def talks_of_weeks(population: Population, until_week: int) -> tuple[np.ndarray, np.ndarray]:
    """Live until the end of a week and return how often each person spoke well and ill of the firm; needs a network."""
    rows, letters = population.columns.rows, population.society.letters
    luck = kernel.new_luck(len(population.scenario.touchpoints))
    good, bad = np.zeros(len(rows)), np.zeros(len(rows))
    while population.week < until_week:
        week = population.week + 1
        kernel.advance(rows, 0, len(rows), week, week, False, population.society, *luck, population.tally)
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
        rows = population.columns.rows.copy()
        there = rows["status"] == CUSTOMER
        p = as_plain(population.timeline.psychology)
        people = asked_of(rows[there])
        whims = np.random.default_rng(replicate).standard_normal(len(people)).tolist()
        # A recommending answer is the intention to speak well, and its opposite that to speak ill.
        intention = np.array([would_recommend(*each) for each in zip(people, repeat(p), whims, strict=False)])
        antecedents = (
            rows["identification"][there].astype(float),
            memories(population)[there],
            np.array([inclination(each, p, 0.0) for each in people]),
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


# What one talk does to who hears it -----------------------------------------------------------------

PRIORS = np.arange(0.05, 1.0, 0.1)
"""Purchase probabilities before the talk."""
OFTEN = (1.1 - PRIORS) / np.sum(1.1 - PRIORS)
"""How often each occurs. The published means, a third of the room each way, imply a mean prior of 0.36; so do these."""
YEAR = 52.0


def chance_of_buying(population: Population) -> np.ndarray:
    """Return each prospect's probability of becoming a customer within a year, as things stand now.

    It is what a prospect could say when asked; no offer, invitation or advertising is in sight.
    """
    market, rows = population.society.market, population.columns.rows
    inclined = np.exp(market["identification_pull"] * rows["identification"].astype(float))
    found: np.ndarray = 1.0 - np.exp(-YEAR * market["own_accord"] * inclined)
    return found


def one_talk(lab: Laboratory) -> Outcome:
    """Let prospects of every inclination hear one whole-hearted talk, good or bad, and ask again (P21)."""
    quiet = [{"name": "visit", "contacts_per_week": 0.0}]
    # Prospects enough for a mean; all are alike in what they have heard before, which is nothing.
    prospects = max(lab.customers // 20, 20)

    worlds = [
        lab.scenario(
            weeks=1,
            customers=2,
            touchpoints=quiet,
            market={
                "prospects": prospects,
                "norm_rise_per_year": 0.0,
                "joining": {"own_accord_per_year": float(prior)},
                "word_of_mouth": {"network": "small_world", "contacts": 2},
            },
        )
        for prior in PRIORS
    ]

    def asked(world: Scenario, loud: int, replicate: int) -> float:
        def speak(population: Population) -> None:
            population.society.letters.talk[:] = loud

        population = lab.live(world, replicate, 1, prepare=speak)
        outside = population.columns.rows["joined_week"] > 1
        return float(chance_of_buying(population)[outside].mean())

    def one(replicate: int) -> dict[str, Any]:
        plain, good, bad = (
            np.array([asked(world, loud, replicate) for world in worlds])
            for loud in (0, voices.LOUDEST, -voices.LOUDEST)
        )
        up, down = good - plain, plain - bad
        low = PRIORS < 0.5
        return {
            "good talk": float(np.sum(OFTEN * up)),
            "bad talk": -float(np.sum(OFTEN * down)),
            "below a half": float((up - down)[low].mean()),
            "above a half": float((up - down)[~low].mean()),
            "sure buyers": float(up[-1] - up[0]),
            "sure others": float(down[0] - down[-1]),
            "up": up,
            "down": -down,
        }

    found = lab.each(one)
    names = ("good talk", "bad talk", "below a half", "above a half", "sure buyers", "sure others")
    return Outcome(
        {name: found[name] for name in names},
        (
            Panel(
                "What one talk does to the probability of buying",
                "probability of buying within a year, before",
                "change",
                (Curve("after a good talk", PRIORS, found["up"]), Curve("after a bad one", PRIORS, found["down"])),
                marks={"good, published mean": 0.20, "bad, published mean": -0.11},
            ),
        ),
    )


# What bad service costs beyond its victims ----------------------------------------------------------

VICTIMS = 0.1
"""Share of the customers who are let down badly."""
NEAR = 0.1
"""Share of the others who live next to them."""


def neighbourhood(persons: int) -> tuple[np.ndarray, np.ndarray]:
    """Return who is a victim, and who of the others lives nearest to them, when people live around a ring."""
    place = np.arange(persons)
    victims = place < round(VICTIMS * persons)
    side = round(NEAR * (~victims).sum() / 2)
    near = (place >= persons - side) | (place < victims.sum() + side)
    return victims, near & ~victims


def beyond_the_victims(lab: Laboratory) -> Outcome:
    """Let down a neighbourhood badly, and see who else leaves: where people know each other, or anybody (E10)."""
    victims, near = neighbourhood(lab.customers)
    far = ~victims & ~near
    blow = {
        "name": "let down",
        "week": 1,
        "reach": {"customers": [int(each) + 1 for each in np.flatnonzero(victims)]},
        # A disaster for those whom it meets, and nobody puts it right.
        "severity": {"mean": 2.0, "spread": 0.3},
        "recovery": {"solved_probability": 0.0, "empathy": -0.3, "hero_probability": 0.0},
    }

    def world(rewiring: float, hit: bool) -> Scenario:
        # Two years of history are enough here: both worlds share them.
        firm = lab.library("ordinary-firm", weeks=52, warm_up_weeks=104, incidents=[blow] if hit else [])
        talk = firm.market.word_of_mouth.model_copy(update={"contacts": 8, "rewiring": rewiring})
        return firm.model_copy(update={"market": firm.market.model_copy(update={"word_of_mouth": talk})})

    rings = {"cliques": 0.01, "anybody": 1.0}
    worlds = {(name, hit): world(rewiring, hit) for name, rewiring in rings.items() for hit in (True, False)}

    def gone(name: str, hit: bool, replicate: int) -> tuple[np.ndarray, np.ndarray]:
        rows = lab.rows(worlds[name, hit], replicate)
        return (rows["status"] == FORMER).astype(float), rows["identification"].astype(float)

    def one(replicate: int) -> dict[str, Any]:
        figures: dict[str, Any] = {}
        for name in rings:
            (left, warm), (left_before, warm_before) = (gone(name, hit, replicate) for hit in (True, False))
            more, cooler = left - left_before, warm_before - warm
            figures[f"{name}: victims"] = more[victims].sum()
            figures[f"{name}: others"] = more[~victims].sum()
            figures[f"{name}: by place"] = np.array([cooler[each].mean() for each in (victims, near, far)])
        return figures

    found = lab.each(one)
    # Sums over the replicates: of one alone the denominator may be small.
    extra = found["anybody: others"] / found["anybody: victims"].mean()
    by_place = {name: found[f"{name}: by place"] for name in ("cliques", "anybody")}
    local = {name: each[:, 1] - each[:, 2] for name, each in by_place.items()}
    return Outcome(
        {
            "others for each victim": extra,
            "nearer is worse": local["cliques"],
            "more local": local["cliques"] - local["anybody"],
        },
        (
            Panel(
                "Whose bond suffers when a neighbourhood is let down",
                "who",
                "identification lost, a year later",
                (
                    Curve(
                        "people know their neighbours", ("victims", "next to them", "elsewhere"), by_place["cliques"]
                    ),
                    Curve("people know anybody", ("victims", "next to them", "elsewhere"), by_place["anybody"]),
                ),
                shape="bars",
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
        mechanisms=("talking_from_feeling",),
    ),
    Finding(
        code="P21",
        name="one-talk-heard",
        title="A good talk raises the probability of buying more than a bad one lowers it, as far as there is room",
        done=(
            "Prospects whose probability of buying within a year lies between .05 and .95 hear one whole-hearted "
            "talk, or none. The probability is the stated one: what they could answer in the week after, as things "
            "stand. Means are over priors that lie mostly below a half."
        ),
        source="East, Hammond & Lomax 2008: two methods, many categories of familiar brands",
        certainty="direction read in the abstract; sizes recalled, not checked; grade B",
        checks=(
            Check("good talk", "change of the probability by a good talk", Band(0.13, 0.27), published="about .20"),
            Check("bad talk", "change of the probability by a bad talk", Band(-0.18, -0.04), published="about -.11"),
            Check(
                "below a half",
                "gain by a good talk less loss by a bad one, mean over priors below .5",
                ABOVE_ZERO,
                published="good talk moves more",
                gone=Band(-1e-6, 1e-6),
            ),
            Check(
                "above a half",
                "gain by a good talk less loss by a bad one, mean over priors above .5",
                BELOW_ZERO,
                published="bad talk moves more",
                gone=Band(-1e-6, 1e-6),
            ),
            Check(
                "sure buyers",
                "gain by a good talk at a prior of .95, less that at .05",
                BELOW_ZERO,
                published="limited by the room there is",
            ),
            Check(
                "sure others",
                "loss by a bad talk at a prior of .05, less that at .95",
                BELOW_ZERO,
                published="limited by the room there is",
            ),
        ),
        experiment=one_talk,
        mechanisms=("word_of_mouth",),
    ),
    Finding(
        code="E10",
        name="beyond-the-victims",
        title="Bad service costs more than its victims, and more locally where people know their neighbours",
        done=(
            "A tenth of an ordinary firm's customers, who live side by side on a ring, are let down badly. Who leaves"
            " within a year beyond the same lives without it, and whose identification suffers, is compared for a "
            "ring of neighbours and for people who know anybody."
        ),
        source="the model's own claim (B2, C6); departures of contacts raise leaving (Nitzan & Libai 2011)",
        certainty="direction only; what must emerge by itself",
        checks=(
            Check(
                "others for each victim",
                "others who leave for each victim who does, where people know anybody",
                ABOVE_ZERO,
                gone=Band(-1e-6, 1e-6),
            ),
            Check(
                "nearer is worse",
                "identification lost next to the victims, less that elsewhere, where people know their neighbours",
                ABOVE_ZERO,
                gone=Band(-1e-3, 1e-3),
            ),
            Check(
                "more local",
                "the same, less that where people know anybody",
                ABOVE_ZERO,
                gone=Band(-1e-3, 1e-3),
            ),
        ),
        experiment=beyond_the_victims,
        mechanisms=("word_of_mouth", "contagion", "reputation", "referrals"),
    ),
)
