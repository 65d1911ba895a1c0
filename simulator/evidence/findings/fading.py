"""How what was felt fades: the bad faster than the good (P16)."""

from __future__ import annotations

import numpy as np

from simulator.evidence.finding import ABOVE_ZERO, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.findings.feeling import alike
from simulator.evidence.laboratory import Laboratory
from simulator.population.population import Population
from simulator.scenario.schema import Scenario

MOMENT_SIZE = 0.8
"""Charge of the good and of the bad moment of P16."""

EVENT = 9
"""Its week; those with a history had two moments four and eight weeks earlier."""

FOLLOWED = (0, 4, 8, 13, 26, 39, 52)
"""Weeks after it in which people are looked at: the delays of diaries are weeks to a year."""

HISTORIES = ("newcomers", "well treated before", "badly treated before")
TRAITS = {
    "loss_aversion": ("less loss averse", "more loss averse"),
    "affinity": ("suits less", "suits more"),
    "emotion_weight": ("less emotional", "more emotional"),
    "usage": ("light users", "heavy users"),
}
GROUPS = (*HISTORIES, *(name for names in TRAITS.values() for name in names))


def fading(lab: Laboratory) -> Outcome:
    """Let one good or one equally bad moment befall customers, then silence; trace what is left of it (P16)."""

    def world(charge: float) -> Scenario:
        def history(segment: str, charge: float) -> list[dict[str, object]]:
            moment = {"experience": alike(charge), "reach": {"segments": [segment]}}
            return [{"name": f"{segment} {week}", "week": week, **moment} for week in (1, 5)]

        return lab.scenario(
            weeks=EVENT + FOLLOWED[-1],
            segments=[{"name": name, "share": 1.0 / len(HISTORIES)} for name in HISTORIES],
            touchpoints=[{"name": "visit", "contacts_per_week": 0.0}],
            incidents=[
                *history("well treated before", 0.6),
                *history("badly treated before", -0.6),
                {"name": "the moment", "week": EVENT, "experience": alike(charge)},
            ],
            # Nobody is asked to decide, so that those followed are the same all the time.
            relationship={"kind": "contract", "term_weeks": 520},
            market={"norm_rise_per_year": 0.0, "involuntary_leaving_per_year": 0.0},
        )

    def one(replicate: int) -> dict[str, object]:
        quiet, good, bad = (followed(lab, world(charge), replicate) for charge in (0.0, MOMENT_SIZE, -MOMENT_SIZE))
        people = quiet[0]
        felt = {"good": traces(good, quiet, "balance"), "bad": traces(bad, quiet, "balance")}
        peaks = {"good": traces(good, quiet, "memory_peak"), "bad": traces(bad, quiet, "memory_peak")}
        groups = subgroups(people)
        rates = {name: [fade_rate(felt[kind][:, group]) for kind in ("bad", "good")] for name, group in groups.items()}
        new = groups[HISTORIES[0]]
        level = {kind: trace[:, new].mean(axis=1) for kind, trace in felt.items()}
        bad_rate, good_rate = rates[HISTORIES[0]]
        return {
            "level good": level["good"],
            "level bad": level["bad"],
            "rates": np.array([bad - good for bad, good in rates.values()]),
            "starts": level["bad"][0] - level["good"][0],
            "half-lives": good_rate / bad_rate,
            "subgroups": min(bad - good for bad, good in rates.values()),
            "peaks": fade_rate(peaks["bad"][:, new]) - fade_rate(peaks["good"][:, new]),
            "approach": ratio_at(level, 0) - ratio_at(level, -1),
        }

    found = lab.each(one)
    weeks = np.array(FOLLOWED)
    return Outcome(
        {name: found[name] for name in ("starts", "half-lives", "subgroups", "peaks", "approach")},
        (
            Panel(
                "What is left of a good and of an equally bad moment, of newcomers",
                "weeks of silence",
                "what it still makes of the balance",
                (Curve("good", weeks, found["level good"]), Curve("bad", weeks, found["level bad"])),
            ),
            Panel(
                "How much faster the bad one fades",
                "subgroup",
                "rate of fading, bad less good (per year)",
                (Curve("half of the customers, or a third", GROUPS, 52.0 * found["rates"]),),
                shape="bars",
            ),
        ),
    )


def followed(lab: Laboratory, scenario: Scenario, replicate: int) -> list[np.ndarray]:
    """Return the persons at each of the weeks in which they are looked at."""
    population = Population(scenario, replicate, threads=1)
    looks = []
    for after in FOLLOWED:
        population.live(EVENT + after)
        looks.append(population.columns.rows.copy())
    return looks


def traces(with_it: list[np.ndarray], without: list[np.ndarray], column: str) -> np.ndarray:
    """Return what something makes of a column, [look, person], regardless of sign: the intensity that is left of it."""
    return np.array(
        [np.abs(one[column].astype(float) - other[column]) for one, other in zip(with_it, without, strict=True)]
    )


def fade_rate(trace: np.ndarray) -> float:
    """Return the share by which the mean intensity falls in a week; `trace` is [look, person].

    Example:
        >>> halved = 0.5 ** (np.array(FOLLOWED) / 26.0)
        >>> round(float(np.log(2.0) / fade_rate(halved[:, None])), 6)
        26.0
    """
    level = np.maximum(trace.mean(axis=1), 1e-12)
    return -float(np.polyfit(FOLLOWED, np.log(level), 1)[0])


def ratio_at(level: dict[str, np.ndarray], look: int) -> float:
    """Return by how many times the bad moment is felt more than the good one at a look."""
    return float(level["bad"][look] / level["good"][look])


def subgroups(people: np.ndarray) -> dict[str, np.ndarray]:
    """Return masks of subgroups: by what was lived before, and newcomers by what they are like, below and above median.

    Those with a history are groups of their own.
    """
    groups = {name: people["segment"] == number for number, name in enumerate(HISTORIES)}
    new = groups[HISTORIES[0]]
    emotion_weight = 1.0 - people["success_weight"].astype(float) - people["effort_weight"]
    for trait, (low, high) in TRAITS.items():
        values = emotion_weight if trait == "emotion_weight" else people[trait]
        above = values > np.median(values[new])
        groups[low], groups[high] = new & ~above, new & above
    return groups


FINDINGS: tuple[Finding, ...] = (
    Finding(
        code="P16",
        name="fading-affect",
        title="What was bad is felt more at first and fades faster than what was good",
        done=(
            "Newcomers, and customers who were treated well or badly before, meet one good moment or one equally bad, "
            "then silence. Felt intensity is what the moment still makes of the account, against the same people "
            "without it; the rate is fitted over a year."
        ),
        source="Walker, Skowronski & Thompson 2003; Ritchie et al. 2015: 562 people of 10 cultures, 2,400 events",
        certainty="order in every sample read in the abstracts; the ratio of half-lives is proposed; grade B+",
        checks=(
            Check(
                "starts",
                "intensity right after the bad moment less that after the good one",
                ABOVE_ZERO,
                published="the bad one larger",
            ),
            Check(
                "half-lives",
                "half-life of the bad one by half-life of the good one, of newcomers",
                Band(0.5, 0.9),
                published="below 1; the figures are proposed",
                gone=Band(0.95, 1.05),
            ),
            Check(
                "subgroups",
                "rate of fading of the bad one less that of the good one, in the subgroup where it is smallest",
                ABOVE_ZERO,
                published="above 0 in every sample",
                gone=Band(-0.001, 0.001),
            ),
            Check(
                "peaks",
                "the same of the remembered peak, of newcomers",
                ABOVE_ZERO,
                published="above 0",
                gone=Band(-0.001, 0.001),
            ),
            Check(
                "approach",
                "how many times the bad one is felt more than the good one: right after it, less a year later",
                ABOVE_ZERO,
                published="the curves approach or cross",
                gone=Band(-0.05, 0.05),
            ),
        ),
        experiment=fading,
        mechanisms=("fading_of_the_bad",),
        note=(
            "A bad moment that leaves a full account above zero fades no faster than a good one, for one balance has "
            "one rate: of those treated well before only the part whose account went below zero makes the difference."
        ),
    ),
)
"""P16."""
