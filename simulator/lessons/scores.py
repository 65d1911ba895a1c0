"""What NPS does not see: an account that is eaten away while the score still stands (C8, D7)."""

from __future__ import annotations

import numpy as np

from simulator.customer.state import CUSTOMER
from simulator.evidence.findings.asking import ROUND, apart, looked_at
from simulator.lessons.language import Text
from simulator.lessons.lesson import Figures, Lesson, World
from simulator.lessons.notes.scores import ASKED, DOUBTS, NOTES
from simulator.lessons.plate import Plate
from simulator.lessons.saying import Said, number, percent
from simulator.population.population import Population
from simulator.projection.surveys import nps
from simulator.scenario.schema import Scenario

BAD = 13
"""Last week of good service."""
HALF_A_YEAR = 2
"""Rounds of questions after it."""
NEARLY_ALL, HALF, NOTHING = 0.9, 0.5, 0.1

OPERATOR = {"weeks": BAD + 104, "warm_up_weeks": 104}
WORSE = {
    "name": "frequent small failures",
    "from_week": BAD + 1,
    "set": {"touchpoints[network].failure.probability": 0.15, "touchpoints[network].failure.severity.mean": 0.3},
}
"""Dropped calls and stalling pages: a nuisance each, four a year for an ordinary customer."""


def measure(base: Scenario, other: Scenario) -> Figures:
    """Hold the score of each quarter against the accounts of the same quarter, in both worlds."""
    looks = np.arange(BAD, base.weeks + 1, ROUND)
    calm, hurt = (looked_at(scenario, 0, looks) for scenario in (base, other))
    account, score = (
        np.array([_fall(*pair) for pair in zip(calm[what], hurt[what], strict=True)]) for what in ("balance", "answers")
    )
    last = Population(other, threads=1)
    last.live(BAD)
    there = last.columns.rows["status"] == CUSTOMER
    last.live()
    left = ~(last.columns.rows["status"] == CUSTOMER)[there]
    points = np.array([[_score(answers) for answers in world["answers"]] for world in (calm, hurt)])
    everybody = np.array([_score(answers) for answers in hurt["all"]])
    return {
        "rounds": (looks - BAD) / ROUND,
        "account": account,
        "score": score,
        "points": points,
        "everybody": everybody,
        "left": float(left.mean()) if len(left) else float("nan"),
    }


def _fall(one: np.ndarray, other: np.ndarray) -> float:
    """Return by how many standard deviations the other stands lower; not a number of nobody, or where all are alike."""
    return apart(one, other) if len(one) and len(other) and one.std() > 0.0 else float("nan")


def _score(answers: np.ndarray) -> float:
    """Return the Net Promoter Score of answers from 0 to 10."""
    return float(nps(np.bincount(answers.astype(int), minlength=11)))


OPTIONS = (
    Text(
        "All of it: the score has fallen as far as the accounts", "Alles: de score is even ver gezakt als de rekeningen"
    ),
    Text("More than half of it", "Meer dan de helft"),
    Text("Less than half of it", "Minder dan de helft"),
    Text("Nothing yet", "Nog niets"),
)


def right(found: Figures) -> int:
    """Return the option that fits the fall of the score beside that of the accounts, after half a year."""
    seen = found["score"][HALF_A_YEAR] / found["account"][HALF_A_YEAR]
    return sum(not seen >= limit for limit in (NEARLY_ALL, HALF, NOTHING))


def answer(found: Figures) -> tuple[Said, ...]:
    """Say what has happened to the accounts, what the score shows of it, and whom no survey asks."""
    account, score = found["account"][HALF_A_YEAR], found["score"][HALF_A_YEAR]
    lags = (
        Text(
            "Half a year on, set against how much customers differ, the accounts have fallen by {account} and the "
            "score by {score}. The score lags.",
            "Na een half jaar zijn de rekeningen, afgezet tegen hoeveel klanten verschillen, {account} gezakt en de "
            "score {score}. De score loopt achter.",
        )
        if score < account
        else Text(
            "Half a year on, set against how much customers differ, the accounts have fallen by {account} and the "
            "score by {score}. Here the score does not lag.",
            "Na een half jaar zijn de rekeningen, afgezet tegen hoeveel klanten verschillen, {account} gezakt en de "
            "score {score}. Hier loopt de score niet achter.",
        )
    )
    before, after = found["points"][1][0], found["points"][1][HALF_A_YEAR]
    reported = Text(
        "On the operator's own dashboard: from {before} to {after} points.",
        "Op het dashboard van de aanbieder zelf: van {before} naar {after} punten.",
    )
    end = (
        Text(
            "Two years on it is {account} for the accounts and {score} for the score: it flatters as well.",
            "Twee jaar later is het {account} voor de rekeningen en {score} voor de score: ze vleit ook.",
        )
        if found["score"][-1] < found["account"][-1]
        else Text(
            "Two years on it is {account} for the accounts and {score} for the score: by then it has caught up.",
            "Twee jaar later is het {account} voor de rekeningen en {score} voor de score: dan heeft ze het ingehaald.",
        )
    )
    silent = Text(
        "Of those who were customers when it began {left} have gone by then, and nobody asks them. Had everybody who "
        "was asked answered, the last score would be {everybody} instead of {answered}.",
        "Van wie klant was toen het begon, is dan {left} vertrokken, en niemand vraagt hun iets. Had iedereen "
        "geantwoord die iets gevraagd werd, dan was de laatste score {everybody} geweest in plaats van {answered}.",
    )
    return (
        Said(lags, {"account": number(account), "score": number(score)}),
        Said(reported, {"before": number(before, 0), "after": number(after, 0)}),
        Said(end, {"account": number(found["account"][-1]), "score": number(found["score"][-1])}),
        Said(
            silent,
            {
                "left": percent(found["left"]),
                "everybody": number(found["everybody"][-1], 0),
                "answered": number(found["points"][1][-1], 0),
            },
        ),
    )


def plates(found: Figures) -> tuple[Plate, ...]:
    """Draw the fall of both, and the score as it is reported."""
    quarters = Text("quarters since it went worse", "kwartalen sinds het slechter ging")
    half = HALF_A_YEAR
    return (
        Plate(
            "fall",
            Said(
                Text(
                    "After half a year the accounts are down by {account}, the score by {score}",
                    "Na een half jaar zijn de rekeningen {account} gezakt, de score {score}",
                ),
                {"account": number(found["account"][half]), "score": number(found["score"][half])},
            ),
            quarters,
            Text("fall, in standard deviations between customers", "daling, in standaarddeviaties tussen klanten"),
            found["rounds"],
            (
                (Text("the accounts", "de rekeningen"), found["account"]),
                (Text("the score", "de score"), found["score"]),
            ),
        ),
        Plate(
            "reported",
            Said(
                Text(
                    "What the dashboard shows: the score goes to {end}",
                    "Wat het dashboard toont: de score gaat naar {end}",
                ),
                {"end": number(found["points"][1][-1], 0)},
            ),
            quarters,
            Text("NPS of the quarter, as answered", "NPS van het kwartaal, zoals geantwoord"),
            found["rounds"],
            tuple(
                zip(
                    (Text("service as it was", "service zoals ze was"), Text("small failures", "kleine fouten")),
                    found["points"],
                    strict=True,
                )
            ),
        ),
    )


WHAT_NPS_DOES_NOT_SEE = Lesson(
    name="what-nps-does-not-see",
    title=Text("What NPS does not see", "Wat NPS niet ziet"),
    question=Text(
        "From week 14 on, small things at a mobile operator go wrong ever so often: a dropped call, a page that "
        "stalls. Each quarter the operator asks its customers whether they would recommend it. Half a year later, "
        "how much of what has happened to the accounts does the score show?",
        "Vanaf week 14 gaan bij een mobiele aanbieder om de haverklap kleine dingen mis: een gesprek dat wegvalt, "
        "een pagina die hapert. Elk kwartaal vraagt de aanbieder zijn klanten of ze hem zouden aanbevelen. Hoeveel "
        "laat de score na een half jaar zien van wat er met de rekeningen is gebeurd?",
    ),
    base=World(Text("service as it was", "service zoals ze was"), "telecom", OPERATOR),
    other=World(
        Text("frequent small failures", "veel kleine fouten"), "telecom", {**OPERATOR, "interventions": [WORSE]}
    ),
    options=OPTIONS,
    measure=measure,
    right=right,
    answer=answer,
    plates=plates,
    notes=NOTES,
    doubts=DOUBTS,
    asked=ASKED,
)
