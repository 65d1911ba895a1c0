"""Word of mouth: bad service costs more than its victims, and most of what is said is good all the same (B2, B13)."""

from __future__ import annotations

import numpy as np

from simulator.customer.state import PROSPECT
from simulator.evidence.ties import ties_to
from simulator.lessons.language import Text
from simulator.lessons.lesson import Figures, Lesson, World
from simulator.lessons.living import Course, courses, extra_gone
from simulator.lessons.notes.talk import ASKED, DOUBTS, NOTES
from simulator.lessons.plate import Plate
from simulator.lessons.saying import Said, number, percent, points
from simulator.lessons.words import CUSTOMERS, WEEK
from simulator.projection.counts import Counts
from simulator.scenario.schema import Scenario

TEN = 10.0
NOBODY, FEW, MANY = 0.5, 2.5, 6.0

A_TOWN = {
    "weeks": 52,
    "warm_up_weeks": 52,
    "market.word_of_mouth": {"network": "small_world", "contacts": 8},
    "market.prospects": 5_000,
}
BLOW = {
    "name": "let down",
    "week": 1,
    "reach": {"share": 0.1},
    "severity": {"mean": 2.0, "spread": 0.3},
    "recovery": {"solved_probability": 0.0, "empathy": -0.3, "hero_probability": 0.0},
}
"""A disaster for one in ten, and nobody puts it right."""


def measure(base: Scenario, other: Scenario) -> Figures:
    """Count who leaves beside those who were let down, who does not join, and what is said in both worlds."""
    calm, told = courses((base, other))
    there = np.isfinite(calm.balance[0])
    # Nobody has heard of it yet at the end of the first week, so that only they differ.
    victims = there & ~np.isclose(calm.balance[1], told.balance[1], rtol=0.0, atol=1e-6, equal_nan=True)
    others = there & ~victims
    # Where nobody hears of anybody, nobody stands near.
    knows = ties_to(calm.population, victims).known > 0 if calm.population.has_network else np.zeros_like(there)
    near = others & knows
    gone = {name: extra_gone(told, calm, who) * who.sum() for name, who in (("victims", victims), ("others", others))}
    talks = [_talks(each) for each in (calm, told)]
    return {
        "victims": extra_gone(told, calm, victims),
        "others": extra_gone(told, calm, others),
        "near": extra_gone(told, calm, near),
        "far": extra_gone(told, calm, others & ~near),
        "beside ten": TEN * gone["others"] / gone["victims"] if gone["victims"] > 0.0 else float("nan"),
        "joiners": _joined(calm) - _joined(told),
        "of joiners": (_joined(calm) - _joined(told)) / max(_joined(calm), 1),
        "good": talks[0][0].sum() / max(talks[0][1].sum(), 1),
        "good told": talks[1][0].sum() / max(talks[1][1].sum(), 1),
        "bad talks": np.array([each[1] for each in talks]),
    }


def _talks(found: Course) -> np.ndarray:
    """Return how many good and bad talks there were in each week of the story."""
    counts = Counts(found.population.scenario, [found.population.tally])
    return np.array([counts.of(name)[0, :, 0] for name in ("good_talks", "bad_talks")])


def _joined(found: Course) -> int:
    rows = found.rows
    return int(((rows["joined_week"] >= 1) & (rows["status"] != PROSPECT)).sum())


OPTIONS = (
    Text("None", "Geen"),
    Text("One or two", "Eén of twee"),
    Text("Three to six", "Drie tot zes"),
    Text("More than six", "Meer dan zes"),
)


def right(found: Figures) -> int:
    """Return the option that fits how many others leave."""
    return sum(bool(found["beside ten"] >= limit) for limit in (NOBODY, FEW, MANY))


def answer(found: Figures) -> tuple[Said, ...]:
    """Say how many others leave, who they are, who never comes, and what is said all in all."""
    beside = (
        Text(
            "Within the year leaving rises by {victims} among the victims, and by {others} among those who only "
            "heard of it: for every ten victims {ten} others. Bad service costs more than its victims.",
            "Binnen het jaar stijgt het vertrek onder de slachtoffers met {victims}, en onder wie er alleen over "
            "hoorde met {others}: op elke tien slachtoffers {ten} anderen. Slechte service kost meer dan haar "
            "slachtoffers.",
        )
        if found["beside ten"] > 0.0
        else Text(
            "Within the year leaving changes by {victims} among the victims, and by {others} among those who only "
            "heard of it: {ten} others for every ten victims. Here it stays with the victims.",
            "Binnen het jaar verandert het vertrek onder de slachtoffers met {victims}, en onder wie er alleen over "
            "hoorde met {others}: op elke tien slachtoffers {ten} anderen. Hier blijft het bij de slachtoffers.",
        )
    )
    near = (
        Text(
            "It is local: leaving changes by {near} among those who know a victim, and by {far} among the others.",
            "Het blijft dichtbij: het vertrek verandert met {near} bij wie een slachtoffer kent, en met {far} bij de "
            "anderen.",
        )
        if found["near"] > found["far"]
        else Text(
            "It is not local here: leaving changes by {near} among those who know a victim, and by {far} among the "
            "others.",
            "Hier blijft het niet dichtbij: het vertrek verandert met {near} bij wie een slachtoffer kent, en met "
            "{far} bij de anderen.",
        )
    )
    joiners = (
        Text(
            "And {joiners} people never come who would have: {share} of those who joined.",
            "En {joiners} mensen komen nooit die anders wel gekomen waren: {share} van wie klant werd.",
        )
        if found["joiners"] > 0
        else Text(
            "Nobody stays away over it: the difference among those who join is {joiners}, or {share}.",
            "Niemand blijft erom weg: het verschil onder wie klant wordt is {joiners}, ofwel {share}.",
        )
    )
    good = (
        Text(
            "Yet most of what is said is good: {good} good talks for each bad one where nobody was let down, and "
            "{told} where one in ten was.",
            "Toch is het meeste wat verteld wordt goed: {good} goede verhalen op elk slecht verhaal waar niemand "
            "werd teleurgesteld, en {told} waar dat één op de tien overkwam.",
        )
        if found["good told"] > 1.0
        else Text(
            "And now more bad is said than good: {told} good talks for each bad one, where without it there were "
            "{good}.",
            "En nu wordt er meer slechts dan goeds verteld: {told} goede verhalen op elk slecht verhaal, waar dat er "
            "zonder dit {good} waren.",
        )
    )
    return (
        Said(
            beside,
            {
                "victims": points(found["victims"]),
                "others": points(found["others"]),
                "ten": number(found["beside ten"], 1),
            },
        ),
        Said(near, {"near": points(found["near"]), "far": points(found["far"])}),
        Said(joiners, {"joiners": number(found["joiners"], 0), "share": percent(found["of joiners"])}),
        Said(good, {"good": number(found["good"], 1), "told": number(found["good told"], 1)}),
    )


def plates(found: Figures) -> tuple[Plate, ...]:
    """Draw who leaves more, by how near they stood, and the bad talks week by week."""
    weeks = np.arange(1, found["bad talks"].shape[1] + 1)
    groups = ("victims", "near", "far")
    return (
        Plate(
            "leavers",
            Said(
                Text(
                    "For every ten victims who leave, {ten} others go with them",
                    "Op elke tien slachtoffers die vertrekken, gaan er {ten} anderen mee",
                ),
                {"ten": number(found["beside ten"], 1)},
            ),
            Text("who", "wie"),
            Text("extra share who leave within the year", "extra vertrek binnen het jaar"),
            (
                Text("let down", "teleurgesteld"),
                Text("know somebody who was", "kennen zo iemand"),
                Text("know nobody who was", "kennen niemand"),
            ),
            ((CUSTOMERS, np.array([found[name] for name in groups])),),
            shape="bars",
            as_percent=True,
        ),
        Plate(
            "bad-talks",
            Said(
                Text("What is said badly, week by week", "Wat er slecht wordt verteld, week na week"),
            ),
            WEEK,
            Text("bad talks in the week", "slechte verhalen in de week"),
            weeks,
            tuple(
                zip(
                    (Text("nobody let down", "niemand teleurgesteld"), Text("one in ten", "één op de tien")),
                    found["bad talks"],
                    strict=True,
                )
            ),
        ),
    )


WORD_OF_MOUTH = Lesson(
    name="word-of-mouth",
    title=Text("Word of mouth", "Mond-tot-mond"),
    question=Text(
        "One customer in ten is let down badly, and nobody puts it right. The others notice nothing themselves; they "
        "only hear of it. For every ten victims who leave over it within a year, how many others leave as well?",
        "Eén op de tien klanten wordt zwaar teleurgesteld, en niemand herstelt het. De anderen merken er zelf niets "
        "van; ze horen er alleen over. Hoeveel anderen vertrekken er binnen een jaar mee, voor elke tien "
        "slachtoffers die erom weggaan?",
    ),
    base=World(Text("nobody is let down", "niemand wordt teleurgesteld"), "ordinary-firm", A_TOWN),
    other=World(
        Text("one in ten is let down", "één op de tien wordt teleurgesteld"),
        "ordinary-firm",
        {**A_TOWN, "incidents": [BLOW]},
    ),
    options=OPTIONS,
    measure=measure,
    right=right,
    answer=answer,
    plates=plates,
    notes=NOTES,
    doubts=DOUBTS,
    asked=ASKED,
    customers=8_000,
)
