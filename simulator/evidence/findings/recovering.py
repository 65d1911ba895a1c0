"""Putting it right: what it leaves, what compensation does, and what is worse than nothing (P03, P17, E02)."""

from __future__ import annotations

import numpy as np

from simulator.customer.state import FORMER
from simulator.evidence.after_failure import (
    ACCOUNT,
    EXCELLENT,
    MILD,
    POOR,
    SEVERE,
    WHO,
    Answer,
    Failing,
    Firm,
    known,
    standardised,
    talk_of,
)
from simulator.evidence.finding import BELOW_ZERO, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.laboratory import Laboratory

YEAR = 52

REDRESS = tuple(round(0.1 * step, 1) for step in range(21))
"""Shares of the price, 0 to 200 %."""
ORDINARY = Answer(1.0, 0.0, 0.1)
"""Ease and empathy where nothing is said of them: what an ordinary firm gives."""
NEVER_CROSSED = 2.0
"""Where no redress that was tried reaches the satisfaction of service without a failure."""


def paradox_at_first(lab: Laboratory) -> Outcome:
    """Let a first, mild failure be put right excellently, and follow those customers and their doubles a year (P03)."""
    firm = Firm.of(lab)
    weeks = np.arange(1, YEAR + 1)

    def one(replicate: int) -> dict[str, object]:
        history = firm.history(replicate)
        who = known(history)
        people = int(np.sum(who))
        memories, said, loud = np.zeros((3, 2, people))
        balances = np.zeros((2, YEAR, people))
        gone = np.zeros((2, people), dtype=bool)
        for arm, failing in enumerate(((Failing(MILD, EXCELLENT),), ())):
            population = firm.after(history, replicate, *failing, weeks=YEAR, until_week=1)
            for week in weeks:
                population.live(int(week))
                talk = talk_of(population)
                said[arm] += (talk.good - talk.bad)[who]
                loud[arm] += (talk.good + talk.bad)[who]
                balances[arm, week - 1] = population.columns.rows["balance"][who]
                if week == 1:
                    memories[arm] = talk.memory[who]
            gone[arm] = (population.columns.rows["status"] == FORMER)[who]
        stay = ~gone.any(axis=0)
        return {
            "satisfaction": standardised(balances[0, 0] - balances[1, 0], balances[1, 0]),
            "staying": standardised(gone[1].astype(float) - gone[0], gone[1]),
            # Chance comes on top of what is to be expected: the number of talks varies as counts do.
            "talk": float(np.mean(said[0] - said[1]) / np.sqrt(np.var(said[1]) + np.mean(loud[1]))),
            "memory": standardised(memories[0] - memories[1], memories[1]),
            "moved": (balances[0] - balances[1])[:, stay].mean(axis=1),
        }

    found = lab.each(one)
    names = ("account", "memory", "staying a year", "talk of a year")
    effects = np.stack([found[key] for key in ("satisfaction", "memory", "staying", "talk")], axis=1)
    return Outcome(
        {key: found[key] for key in ("satisfaction", "staying", "talk")},
        (
            Panel(
                "A mild first failure, put right excellently",
                "what is looked at",
                "Cohen's d against no failure",
                (Curve("", names, effects),),
                shape="bars",
                band=Band(0.0, 0.3),
            ),
            Panel(
                "What is left of it",
                "weeks since the failure",
                "balance above that without a failure",
                (Curve("excellent recovery of a mild first failure", weeks, found["moved"]),),
            ),
        ),
    )


def compensation(lab: Laboratory) -> Outcome:
    """Make good from nothing to twice the price of a failed service, all else ordinary (P17)."""
    firm = Firm.of(lab)

    def one(replicate: int) -> dict[str, object]:
        history = firm.history(replicate)
        who = known(history)
        spared = firm.after(history, replicate).columns.rows["balance"]

        def course(ease: float, empathy: float) -> np.ndarray:
            answers = [Answer(redress, ease, empathy) for redress in REDRESS]
            failed = [firm.after(history, replicate, Failing(MILD, answer)) for answer in answers]
            return np.array([(each.columns.rows["balance"] - spared)[who].mean(dtype=float) for each in failed])

        excellent = course(EXCELLENT.ease, EXCELLENT.empathy)
        ordinary = course(ORDINARY.ease, ORDINARY.empathy)
        return {"excellent": excellent, "ordinary": ordinary, **shape_of(np.array(REDRESS), excellent)}

    found = lab.each(one)
    percent = 100.0 * np.array(REDRESS)
    return Outcome(
        {key: found[key] for key in ("steepest", "beyond", "crossing")},
        (
            Panel(
                "Satisfaction after a mild failure, by what is made good",
                "redress, % of the price",
                "balance against service without a failure",
                (
                    Curve("with ease and warmth", percent, found["excellent"]),
                    Curve("with ordinary ease and warmth", percent, found["ordinary"]),
                ),
                marks={"service without a failure": 0.0},
            ),
        ),
    )


def shape_of(redress: np.ndarray, course: np.ndarray) -> dict[str, float]:
    """Return where a course of satisfaction is steepest, what it gains beyond 150 %, and where it first reaches 0.

    The first and the last are shares of the price, the other a share of all that redress gains.

    Example:
        >>> shape_of(np.array([0.0, 1.0, 2.0]), np.array([-1.0, 1.0, 1.0]))
        {'steepest': 0.5, 'beyond': 0.0, 'crossing': 0.5}
    """
    gains = np.diff(course)
    steepest = int(np.argmax(gains))
    whole = float(course[-1] - course[0])
    beyond = float(course[-1] - np.interp(1.5, redress, course))
    crossing = NEVER_CROSSED
    if course[-1] > 0.0:
        after = int(np.argmax(course > 0.0))
        crossing = float(redress[0])
        if after > 0:
            low, high = course[after - 1 : after + 1]
            crossing = float(redress[after - 1] - low * (redress[after] - redress[after - 1]) / (high - low))
    return {
        "steepest": float(redress[steepest] + redress[steepest + 1]) / 2.0,
        "beyond": beyond / whole if whole > 0.0 else 0.0,
        "crossing": crossing,
    }


def double_deviation(lab: Laboratory) -> Outcome:
    """Answer poorly those who were failed, or let nobody complain (E02)."""
    firm = Firm.of(lab)

    def one(replicate: int) -> dict[str, object]:
        history = firm.history(replicate)
        who = known(history)
        arms: dict[str, object] = {}
        for name, severity in (("mild", MILD), ("severe", SEVERE)):
            silent, poor, good = (
                firm.after(history, replicate, Failing(severity, answer)).columns.rows["balance"][who]
                for answer in (None, POOR, EXCELLENT)
            )
            spared = firm.after(history, replicate).columns.rows["balance"][who]
            arms[name] = float((poor - silent).mean(dtype=float))
            arms[f"{name} course"] = np.array(
                [float((each - spared).mean(dtype=float)) for each in (silent, poor, good)]
            )
        return arms

    found = lab.each(one)
    places = ("not complained", "poor recovery", "excellent recovery")
    return Outcome(
        {key: found[key] for key in ("mild", "severe")},
        (
            Panel(
                "What a failure leaves",
                "what came after it",
                "balance against the same customers without it",
                tuple(Curve(f"{name} failure", places, found[f"{name} course"]) for name in ("mild", "severe")),
                shape="bars",
            ),
        ),
    )


FINDINGS = (
    Finding(
        code="P03",
        name="recovery-paradox",
        title="A mild first failure that is put right excellently lifts satisfaction a little, and nothing else",
        done=WHO
        + "The failure is mild (0.4); all complain and get 120 % of the price, with ease and warmth, at once. "
        + ACCOUNT
        + " Staying is who has not left a year later; talk is the good less the bad talks of that year, as the rule "
        "has them week by week.",
        source="de Matos, Henrique & Rossi 2007, meta-analysis; Michel & Meuter 2008, 11,000 interviews in a bank; Kau "
        "& Loh 2006",
        certainty="directions read in the abstracts, pooled sizes not to be had; grade A",
        checks=(
            Check(
                "satisfaction",
                "satisfaction against no failure, Cohen's d",
                Band(0.0, 0.3),
                published="positive, 'not very large'",
                gone=Band(high=0.0),
            ),
            Check(
                "staying",
                "staying a year against no failure, Cohen's d",
                Band(high=0.05),
                published="repurchase not higher",
            ),
            Check(
                "talk",
                "good less bad talks of a year against no failure, Cohen's d",
                Band(high=0.05),
                published="word of mouth not higher",
            ),
        ),
        experiment=paradox_at_first,
        mechanisms=("arousal",),
    ),
    Finding(
        code="P17",
        name="compensation",
        title="Redress works as an S: most between 60 and 120 % of the price, nothing beyond 150 %",
        done=WHO
        + "The failure is mild (0.4); all complain and are answered excellently (ease 0.6, empathy 0.8, at once), but "
        "from 0 to 200 % of the price is made good, in steps of 10. "
        + ACCOUNT
        + " Nothing counts as gained where it is less than a twentieth of all that redress gains.",
        source="Gelbrich, Gäthke & Grégoire 2015 (slope); Haesevoets et al. 2017 (saturation); Edström et al. 2022 "
        "(crossing)",
        certainty="read in the papers' abstracts or on the publishers' pages; grade B+",
        checks=(
            Check(
                "steepest",
                "redress at which a little more gains most, share of the price",
                Band(0.6, 1.2),
                published="0.6 to 1.2",
            ),
            Check(
                "beyond",
                "gain from 150 to 200 % of the price, share of the gain from 0 to 200 %",
                Band(high=0.05),
                published="none",
            ),
            Check(
                "crossing",
                "redress that brings satisfaction back to that without a failure, share of the price (2: none does)",
                Band(0.6, 1.2),
                published="just over 0.8",
                gone=Band(1.5),
            ),
        ),
        experiment=compensation,
        note="With ordinary ease and warmth (0 and 0.1) redress alone never makes up for the failure: the second "
        "curve. That was the treatment first chosen; the excellent one, fixed beforehand for all other experiments, "
        "was taken after a look.",
        mechanisms=("arousal",),
    ),
    Finding(
        code="E02",
        name="double-deviation",
        title="A poor recovery leaves less than no recovery",
        done=WHO
        + "Nobody complains; or all do, and nothing is made good, with some trouble and coolly (ease -0.3, empathy "
        "-0.2), at once. " + ACCOUNT,
        source="the model's own promise; after Hart, Heskett & Sasser 1990 and Kau & Loh 2006",
        certainty="direction read in the abstract of Kau & Loh; Hart et al. recalled",
        checks=(
            Check("mild", "balance after a poor recovery less that without any, mild failure (0.4)", BELOW_ZERO),
            Check("severe", "the same, severe failure (1.5)", BELOW_ZERO, gone=Band(-1e-9, 1e-9)),
        ),
        experiment=double_deviation,
        mechanisms=("complaining",),
    ),
)
