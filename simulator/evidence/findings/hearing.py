"""What talk, and the leaving of others, does to those around (P21, E10)."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.customer import voices
from simulator.customer.state import FORMER
from simulator.evidence.finding import ABOVE_ZERO, BELOW_ZERO, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.laboratory import Laboratory
from simulator.population.population import Population
from simulator.scenario.schema import Scenario

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
