"""Putting it right: the paradox and its conditions, compensation, double deviation (P03, P17, P19, E01 to E03)."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from simulator.customer.state import CUSTOMER, FORMER
from simulator.evidence.after_failure import (
    EARLIER_WEEK,
    EXCELLENT,
    MILD,
    POOR,
    SEVERE,
    Answer,
    Failing,
    Firm,
    known,
    standardised,
    talk_of,
)
from simulator.evidence.finding import ABOVE_ZERO, BELOW_ZERO, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.laboratory import Laboratory

YEAR = 52

REDRESS = tuple(round(0.1 * step, 1) for step in range(21))
"""Shares of the price, 0 to 200 %."""
ORDINARY = Answer(1.0, 0.0, 0.1)
"""Ease and empathy where nothing is said of them: what an ordinary firm gives."""
NEVER_CROSSED = 2.0
"""Where no redress that was tried reaches the satisfaction of service without a failure."""

SEVERITIES = (0.2, 0.3, 0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2.0)
QUALITIES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Of a recovery: from poor (0) to excellent (1), in even steps of redress, ease and empathy."""

SETTLED_WEEKS = 5
"""After which an ordinary complaint has had its answer, good or bad."""


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


CELLS = tuple(product((False, True), repeat=4))
"""Severe, repeated, stable, controllable: the sixteen kinds of failure of Magnini et al., the mildest first."""
CONDITIONS = ("severe", "repeated", "stable", "controllable")


def conditions_of_the_paradox(lab: Laboratory) -> Outcome:
    """Put sixteen kinds of failure right excellently; then see how an ordinary firm's failures end (P19)."""
    firm = Firm.of(lab)

    def chance(replicate: int, history: np.ndarray, failing: Failing) -> float:
        spared = firm.after(history, replicate).columns.rows["balance"]
        failed = firm.after(history, replicate, failing).columns.rows["balance"]
        return share_above(failed, spared, known(history))

    def one(replicate: int) -> dict[str, object]:
        unspoilt = firm.history(replicate)
        chances = np.zeros(len(CELLS))
        for severity in (MILD, SEVERE):
            let_down = firm.history(replicate, Failing(severity, EXCELLENT, week=EARLIER_WEEK))
            for place, (severe, repeated, stable, controllable) in enumerate(CELLS):
                if severe != (severity == SEVERE):
                    continue
                # Until failures have causes both kinds are the same failure, and the two orders show no difference.
                cause = {"stable": float(stable), "controllable": float(controllable)}
                failing = Failing(severity, EXCELLENT, cause=cause)
                chances[place] = chance(replicate, let_down if repeated else unspoilt, failing)
        return {"chances": chances, "rare": ordinary_share(lab, replicate)}

    found = lab.each(one)
    chances = found["chances"]
    cells = np.array(CELLS)
    values = {
        condition: chances[:, ~cells[:, place]].mean(axis=1) - chances[:, cells[:, place]].mean(axis=1)
        for place, condition in enumerate(CONDITIONS)
    }
    values["highest"] = chances[:, 0] - chances[:, 1:].max(axis=1)
    values["nil"] = chances[:, cells[:, 0] | cells[:, 1]].mean(axis=1)
    values["rare"] = found["rare"]
    kinds = ("unstable,\nuncontrollable", "unstable,\ncontrollable", "stable,\nuncontrollable", "stable,\ncontrollable")
    return Outcome(
        values,
        (
            Panel(
                "Who ends better off than without the failure",
                "what it came of",
                "share of customers",
                tuple(
                    Curve(label, kinds, chances[:, 4 * place : 4 * place + 4])
                    for place, label in enumerate(
                        ("mild, first", "mild, repeated", "severe, first", "severe, repeated")
                    )
                ),
                shape="bars",
            ),
        ),
    )


def share_above(failed: np.ndarray, spared: np.ndarray, who: np.ndarray) -> float:
    """Return the share of customers whose account stands higher after a failure than it would have without."""
    return float(np.mean((np.asarray(failed, float) - np.asarray(spared, float))[who] > 1e-6))


def ordinary_share(lab: Laboratory, replicate: int) -> float:
    """Return which share of an ordinary firm's failures, with its own answers, ends above the same without.

    One more failure at each touchpoint befalls everybody in week 1, as severe as they are there; touchpoints count by
    how often they fail. Some complain, some are heard, some get redress: as everywhere at that firm.
    """
    from simulator.scenario.reading import read_scenario
    from simulator.scenario.writing import values_of

    asked = values_of(read_scenario("ordinary-firm"))
    weeks = {"weeks": SETTLED_WEEKS, "warm_up_weeks": 3 * YEAR}
    market = {**asked["market"], "word_of_mouth": {"network": "none"}}
    firm = {key: asked[key] for key in ("relationship", "touchpoints", "recovery", "programmes", "brand")}

    def balances(**more: object) -> tuple[np.ndarray, np.ndarray]:
        scenario = lab.scenario(**firm, **weeks, market=market, mechanisms={"reputation": False}, **more)
        rows = lab.rows(scenario, replicate)
        return np.asarray(rows["balance"]), np.asarray(rows["status"] == CUSTOMER) & (rows["joined_week"] <= 0)

    spared, here = balances()
    total, above = 0.0, 0.0
    for touchpoint in asked["touchpoints"]:
        rate = touchpoint["contacts_per_week"] * touchpoint["failure"]["probability"]
        if rate > 0.0:
            incident: dict[str, Any] = {
                "name": f"failure at {touchpoint['name']}",
                "touchpoint": touchpoint["name"],
                "week": 1,
                "severity": touchpoint["failure"]["severity"],
            }
            incident["cause"] = touchpoint["failure"]["cause"]
            failed, still_here = balances(incidents=[incident])
            total += rate
            above += rate * share_above(failed, spared, here & still_here)
    return above / total


def answer_of(quality: float) -> Answer:
    """Return a recovery between poor (0) and excellent (1), answered at once."""

    def between(poor: float, excellent: float) -> float:
        return (1.0 - quality) * poor + quality * excellent

    return Answer(
        between(POOR.redress, EXCELLENT.redress),
        between(POOR.ease, EXCELLENT.ease),
        between(POOR.empathy, EXCELLENT.empathy),
    )


def paradox_map(firm: Firm, history: np.ndarray, replicate: int) -> np.ndarray:
    """Return [severity, quality]: the mean balance after a failure less that of the same customers without it."""
    who = known(history)
    spared = firm.after(history, replicate).columns.rows["balance"][who].mean(dtype=float)
    return np.array(
        [
            [
                firm.after(history, replicate, Failing(severity, answer_of(quality)))
                .columns.rows["balance"][who]
                .mean(dtype=float)
                - spared
                for quality in QUALITIES
            ]
            for severity in SEVERITIES
        ]
    )


def map_panel(title: str, found: np.ndarray) -> Panel:
    """Return the map as a picture, with the conditions that the literature found on it."""
    return Panel(
        title,
        "quality of the recovery: 0 poor, 1 excellent",
        "severity of the failure",
        tuple(Curve(f"{severity:g}", np.array(QUALITIES), found[:, row, :]) for row, severity in enumerate(SEVERITIES)),
        shape="map",
        marks={
            "mild: a paradox only if recovery is excellent (Magnini et al. 2007; Ok et al.)": MILD,
            "severe: hardly ever back to par (Magnini's dissertation)": SEVERE,
        },
    )


def paradox(lab: Laboratory) -> Outcome:
    """Put a first failure right excellently, a mild one and a severe one; draw the whole map (E01)."""
    firm = Firm.of(lab)
    found = lab.each(lambda replicate: {"map": paradox_map(firm, firm.history(replicate), replicate)})
    return Outcome(
        {
            "mild": found["map"][:, SEVERITIES.index(MILD), -1],
            "severe": found["map"][:, SEVERITIES.index(SEVERE), -1],
        },
        (map_panel("A first failure: balance against the same customers without it", found["map"]),),
    )


def second_failure(lab: Laboratory) -> Outcome:
    """Let those be failed again, half a year later, whose first failure was put right excellently (E03)."""
    firm = Firm.of(lab)

    def one(replicate: int) -> dict[str, object]:
        let_down = firm.history(replicate, Failing(MILD, EXCELLENT, week=EARLIER_WEEK))
        return {"map": paradox_map(firm, let_down, replicate)}

    found = lab.each(one)
    return Outcome(
        {"second": found["map"][:, SEVERITIES.index(MILD), -1]},
        (
            map_panel(
                "A second failure within a year: balance against the same customers with the first only", found["map"]
            ),
        ),
    )


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


_WHO = (
    "Customers of the library's ordinary firm, who have been there for a year or so without a failure, are failed in "
    "one week; their doubles, with the same luck, are not. "
)
_ACCOUNT = (
    "Satisfaction is the account, the sum of all experiences, at the end of that week: it is what the tiers call "
    "satisfied."
)

FINDINGS = (
    Finding(
        code="P03",
        name="recovery-paradox",
        title="A mild first failure that is put right excellently lifts satisfaction a little, and nothing else",
        done=_WHO
        + "The failure is mild (0.4); all complain and get 120 % of the price, with ease and warmth, at once. "
        + _ACCOUNT
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
        done=_WHO
        + "The failure is mild (0.4); all complain and are answered excellently (ease 0.6, empathy 0.8, at once), but "
        "from 0 to 200 % of the price is made good, in steps of 10. "
        + _ACCOUNT
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
        code="P19",
        name="paradox-conditions",
        title="The paradox needs a mild, first failure, of a cause that passes and that the firm could not help",
        done=_WHO
        + "Sixteen kinds: mild (0.4) or severe (1.5); the first, or half a year after another like it; of a cause that "
        "stays or passes; that the firm could prevent or not. Each is answered excellently, the earlier one too. The "
        "chance of a paradox is the share of customers whose account then stands higher than that of their doubles "
        "without the failure (but with the earlier one). For the share among an ordinary firm's failures each of its "
        "touchpoints fails everybody once, as severely and as well answered as there, and the account is read five "
        "weeks later.",
        source="Magnini, Ford, Markowski & Honeycutt 2007, role-play; Michel & Meuter 2008, 11,000 interviews",
        certainty="directions read in the abstracts; how rare was not to be had; grade B",
        checks=(
            *(
                Check(
                    condition,
                    f"chance of a paradox, {better} less {condition}, mean of the other kinds",
                    ABOVE_ZERO,
                    published=f"higher when {better}",
                    gone=gone,
                )
                for condition, better, gone in (
                    ("severe", "mild", None),
                    ("repeated", "first", Band(-0.05, 0.05)),
                    ("stable", "of a cause that passes", Band(-0.05, 0.05)),
                    ("controllable", "beyond the firm's control", Band(-0.05, 0.05)),
                )
            ),
            Check(
                "highest",
                "chance in a mild, first failure of a passing cause beyond control, less the highest other chance",
                ABOVE_ZERO,
                published="the highest of sixteen",
            ),
            Check(
                "nil",
                "mean chance where the failure is severe or repeated",
                Band(high=0.05),
                published="near nil",
            ),
            Check(
                "rare",
                "share of an ordinary firm's failures that end above the same without",
                Band(high=0.15),
                published="rare",
            ),
        ),
        experiment=conditions_of_the_paradox,
        mechanisms=("rising_demands", "remembered_failures", "attribution"),
    ),
    Finding(
        code="E01",
        name="paradox",
        title="Excellent recovery leaves more than no failure after a mild first failure, and less after a severe one",
        done=_WHO
        + "All complain and are answered at once, excellently (120 % of the price, ease 0.6, empathy 0.8). The map "
        "shows nine severities by five qualities of recovery, down to nothing made good, ease -0.3 and empathy -0.2. "
        + _ACCOUNT,
        source="the model's own promise; after Magnini et al. 2007 and the dissertation behind it",
        certainty="direction read in the abstracts",
        checks=(
            Check("mild", "balance against no failure, mild failure (0.4)", ABOVE_ZERO, gone=Band(high=0.0)),
            Check("severe", "balance against no failure, severe failure (1.5)", BELOW_ZERO),
        ),
        experiment=paradox,
        mechanisms=("arousal",),
    ),
    Finding(
        code="E02",
        name="double-deviation",
        title="A poor recovery leaves less than no recovery",
        done=_WHO
        + "Nobody complains; or all do, and nothing is made good, with some trouble and coolly (ease -0.3, empathy "
        "-0.2), at once. " + _ACCOUNT,
        source="the model's own promise; after Hart, Heskett & Sasser 1990 and Kau & Loh 2006",
        certainty="direction read in the abstract of Kau & Loh; Hart et al. recalled",
        checks=(
            Check("mild", "balance after a poor recovery less that without any, mild failure (0.4)", BELOW_ZERO),
            Check("severe", "the same, severe failure (1.5)", BELOW_ZERO, gone=Band(-1e-9, 1e-9)),
        ),
        experiment=double_deviation,
        mechanisms=("complaining",),
    ),
    Finding(
        code="E03",
        name="second-failure",
        title="After a second failure within a year the same excellent recovery no longer gives a paradox",
        done=_WHO
        + "All had a first, mild failure (0.4) half a year before, put right excellently; their doubles had that one "
        "too. All complain, and the second is put right just as well. The map is that of E01. " + _ACCOUNT,
        source="the model's own promise; after Magnini et al. 2007 (a prior failure rules the paradox out)",
        certainty="direction read in the abstract",
        checks=(
            Check(
                "second",
                "balance against the same customers with the first failure only, second mild failure (0.4)",
                BELOW_ZERO,
                gone=ABOVE_ZERO,
            ),
        ),
        experiment=second_failure,
        mechanisms=("rising_demands", "remembered_failures"),
    ),
)
