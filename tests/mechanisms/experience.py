"""What the mechanisms of experiencing explain: judging, failure and recovery, memory."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from simulator.customer import noted
from simulator.customer.experience import adapt, charge_of, deposit, reference
from simulator.customer.failure import voice_probability
from simulator.customer.grudge import grudge_of, resent
from simulator.customer.memory import forget, remembered
from simulator.customer.recovery import deposit_of_recovery, expected_recovery, recovery_charge, wait
from simulator.customer.relationship import habit_broken
from simulator.customer.talk import tone
from tests.customer.people import customer
from tests.mechanisms.trying import (
    FLAT,
    NOBODY_LEAVES,
    SERVICE,
    SPEAK_UP,
    WELL,
    Switches,
    column,
    counted,
    lived,
    rules,
    shown,
)

A_YEAR_ON: dict[str, Any] = {"experiences": 10_000, "trust": 0.6}


# Judging ------------------------------------------------------------------------------------------------------------


@shown("zone_of_tolerance", "share of contacts in an ordinary firm that leave no trace", at_least=0.7)
def flat_contacts(on: Switches) -> float:
    firm = lived(on, 1_000, touchpoints=(SERVICE,))
    return counted(firm, "touchpoints", noted.FLAT) / counted(firm, "touchpoints", noted.CONTACT)


@shown(
    "zone_of_tolerance", "share of customers whose account is still empty after a year of flat service", at_least=0.5
)
def empty_accounts(on: Switches) -> float:
    steady = {"name": "bill", "contacts_per_week": 0.2, "experience": {"success": {"mean": 0.05, "sd": 0.05}}}
    firm = lived(on, weeks=52, touchpoints=(steady,), market=NOBODY_LEAVES)
    met = column(firm, "experiences") > 0.0
    return float((column(firm, "balance")[met] == 0.0).mean())


@shown("loss_aversion", "how much more a shortfall takes than an equal windfall brings, over 500 people", at_least=0.8)
def losses_over_gains(on: Switches) -> float:
    p = rules(on).psychology
    ratios = []
    for each in column(lived(on, 500, weeks=1), "loss_aversion"):
        c = customer(**A_YEAR_ON, loss_aversion=float(each))
        ratios.append(-deposit(c, p, -0.5 - p.tolerance_below) / deposit(c, p, 0.5 + p.tolerance_above))
    return float(np.mean(ratios)) - 1.0


@shown(
    "diminishing_sensitivity",
    "how much more two delights of half the size bring than one, as a share",
    at_least=0.05,
    left=1e-12,
)
def two_small_delights(on: Switches) -> float:
    p = rules(on).psychology
    small, large = (deposit(customer(**A_YEAR_ON), p, p.tolerance_above + beyond) for beyond in (0.5, 1.0))
    return 2.0 * small / large - 1.0


@shown(
    "diminishing_sensitivity",
    "how much more two failures of half the size take than one, as a share",
    at_least=0.05,
    left=1e-12,
)
def two_small_failures(on: Switches) -> float:
    p = rules(on).psychology
    small, large = (deposit(customer(**A_YEAR_ON), p, -p.tolerance_below - beyond) for beyond in (0.5, 1.0))
    return 2.0 * small / large - 1.0


@shown("first_impressions", "how much more the same failure takes at first contact than a year on", at_least=0.9)
def first_blow(on: Switches) -> float:
    p = rules(on).psychology
    first, later = (deposit(customer(experiences=n), p, -1.0) for n in (0, 10_000))
    return first / later - 1.0


@shown("first_impressions", "how much more the same delight brings at first contact than a year on", at_least=0.9)
def love_at_first_sight(on: Switches) -> float:
    p = rules(on).psychology
    first, later = (deposit(customer(experiences=n), p, 1.0) for n in (0, 10_000))
    return first / later - 1.0


@shown("cushion", "share of the same blow that a full account and trust soften", at_least=0.2)
def softened(on: Switches) -> float:
    p = rules(on).psychology
    full = deposit(customer(experiences=10_000, trust=0.9, balance=2.0), p, -1.0)
    return 1.0 - full / deposit(customer(experiences=10_000, trust=0.9), p, -1.0)


@shown("adaptation", "how much less the tenth delight in a row brings than the first, as a share", at_least=0.1)
def wearing_off(on: Switches) -> float:
    now = rules(on)
    c = customer(**A_YEAR_ON)
    gains = []
    for _ in range(10):
        gains.append(deposit(c, now.psychology, 0.8 - reference(c, now.psychology, now.world)))
        adapt(c, now.psychology, 0.8)
    return float(1.0 - gains[-1] / gains[0])


@shown("rising_norm", "how much less the same delight brings after ten years, as a share", at_least=0.1)
def same_service_years_later(on: Switches) -> float:
    now = rules(on, weeks=520)
    c = customer(**A_YEAR_ON)
    early, late = (deposit(c, now.psychology, 0.8 - reference(c, now.psychology, w)) for w in (now.first, now.world))
    return 1.0 - late / early


@shown("promise", "trust lost by promising more with the same service", at_least=0.1)
def overpromising(on: Switches) -> float:
    honest, loud = (lived(on, market=NOBODY_LEAVES, brand={"promise": promise}) for promise in (0.0, 0.4))
    return float(column(honest, "trust").mean() - column(loud, "trust").mean())


@shown("promise", "more prospects who join because more is promised, per prospect", at_least=0.01)
def drawn_by_a_promise(on: Switches) -> float:
    market = {"prospects": 2_000}
    honest, loud = (lived(on, 100, 52, market=market, brand={"promise": promise}) for promise in (0.0, 0.4))
    joined = [counted(firm, "customers", noted.JOINED + 1) for firm in (honest, loud)]
    return (joined[1] - joined[0]) / 2_000


@shown(
    "emotion_first",
    "how much more half a point of emotion moves 2,000 people than half a point of success",
    at_least=0.05,
    left=0.005,
)
def emotion_over_success(on: Switches) -> float:
    people = lived(on, weeks=1)
    gains = []
    for success, effort in zip(column(people, "success_weight"), column(people, "effort_weight"), strict=True):
        c = customer(success_weight=success, effort_weight=effort)
        gains.append(charge_of(c, 0.0, 0.0, 0.5, 0.5) - charge_of(c, 0.5, 0.0, 0.0, 0.0))
    return float(np.mean(gains))


@shown("endings", "mean balance that a good ending of the same contacts adds", at_least=0.5)
def good_ending(on: Switches) -> float:
    ended = {**FLAT, "experience": {"success": 0.05, "ending": 0.6}}
    as_it_went, well = (lived(on, touchpoints=(each,), market=NOBODY_LEAVES) for each in (FLAT, ended))
    return float(column(well, "balance").mean() - column(as_it_went, "balance").mean())


@shown("heavy_tails", "walk-outs over failures that are mild on average, per 1,000 failures", at_least=5.0)
def disasters_among_mild_failures(on: Switches) -> float:
    mild = {**SERVICE, "failure": {"probability": 0.05, "severity": 0.8}}
    firm = lived(on, touchpoints=(mild,), market=NOBODY_LEAVES)
    return 1_000 * counted(firm, "customers", noted.WALK_OUTS) / counted(firm, "touchpoints", noted.FAILURE)


# Failure and recovery -----------------------------------------------------------------------------------------------


def answered(on: Switches, severity: float, failures: float = 0.0, effort: float = 0.0) -> float:
    """Return what an excellent recovery adds to the account."""
    p = rules(on).psychology
    c = customer(**A_YEAR_ON, case_effort=effort)
    surprise = recovery_charge(c, p, 1.3, 0.6, 0.8) - expected_recovery(p, severity, failures)
    return deposit_of_recovery(c, p, surprise, severity)


def put_right(on: Switches, severity: float) -> float:
    """Return the mean gain in balance of those whom rare failures met that were put right excellently."""
    parts: dict[str, Any] = {"market": NOBODY_LEAVES, "psychology": SPEAK_UP, "recovery": WELL}
    failing = {**FLAT, "failure": {"probability": 0.003, "severity": {"mean": severity, "spread": 0.0}}}
    without, after = (lived(on, touchpoints=(each,), **parts) for each in (FLAT, failing))
    met = column(after, "failures") > 0.0
    return float((column(after, "balance") - column(without, "balance"))[met].mean())


@shown("remembered_failures", "how much more the same failure takes after two others", at_least=0.9)
def third_blow(on: Switches) -> float:
    p = rules(on).psychology
    third, first = (deposit(customer(**A_YEAR_ON, failures=n), p, -1.0) for n in (2.0, 0.0))
    return third / first - 1.0


@shown("rising_demands", "how much less an excellent recovery adds after an earlier failure", at_least=0.2)
def second_recovery(on: Switches) -> float:
    return answered(on, 0.6) - answered(on, 0.6, failures=1.0)


@shown("arousal", "how much more the same answer adds after a severe failure than after a trifle", at_least=0.5)
def felt_more(on: Switches) -> float:
    p = rules(on).psychology
    severe, trifling = (deposit_of_recovery(customer(), p, 0.8, severity) for severity in (1.5, 0.3))
    return severe - trifling


@shown("arousal", "how much more a poor answer takes after a severe failure than after a trifle", at_least=1.0)
def double_deviation(on: Switches) -> float:
    p = rules(on).psychology
    severe, trifling = (deposit_of_recovery(customer(), p, -0.5, severity) for severity in (1.5, 0.3))
    return trifling - severe


@shown(
    "arousal", "the paradox of a failure of 0.25: balance above no failure after an excellent recovery", at_least=0.03
)
def paradox_of_a_mild_failure(on: Switches) -> float:
    return max(put_right(on, 0.25), 0.0)


def met_by(on: Switches, **cause: float) -> np.ndarray:
    """Return the balances of everybody where rare mild failures of this cause are put right excellently."""
    failing = {**FLAT, "failure": {"probability": 0.003, "severity": {"mean": 0.6, "spread": 0.0}, "cause": cause}}
    firm = lived(on, touchpoints=(failing,), market=NOBODY_LEAVES, psychology=SPEAK_UP, recovery=WELL)
    return column(firm, "balance")


@shown("attribution", "mean balance lost where what is put right is bound to happen again", at_least=0.05)
def bound_to_happen_again(on: Switches) -> float:
    return float((met_by(on) - met_by(on, stable=1.0)).mean())


@shown("attribution", "mean balance kept where nobody could have prevented what went wrong", at_least=0.02)
def excused(on: Switches) -> float:
    return float((met_by(on, controllable=0.0) - met_by(on)).mean())


def betrayed(on: Switches, weeks: int, **who: float) -> SimpleNamespace:
    """Return somebody whom a severe failure met that nobody put right, some weeks later."""
    c, p = customer(**who), rules(on).psychology
    resent(c, p, grudge_of(c, p, 2.0))
    for _ in range(weeks):
        forget(c, p, 1)
    return c


@shown("grudges", "how much worse somebody speaks after a severe failure, whatever else they remember", at_least=0.3)
def revenge(on: Switches) -> float:
    p = rules(on).psychology
    return float(tone(customer(), p) - tone(betrayed(on, 0), p))


@shown("grudges", "how much more a fan stays away than a stranger, two months after", at_least=0.1)
def love_becomes_hate(on: Switches) -> float:
    close = betrayed(on, 9, balance=2.0, trust=0.9, identification=0.5)
    return float(close.avoidance - betrayed(on, 9).avoidance)


@shown("stopping_to_think", "share of habit that a bad failure breaks", at_least=0.2)
def habit_lost(on: Switches) -> float:
    c = customer(habit=0.8)
    habit_broken(c, rules(on).psychology, 1.0)
    return float(1.0 - c.habit / 0.8)


SEVERE: dict[str, Any] = {**SERVICE, "failure": {"probability": 0.03, "severity": 1.5}}


@shown("walking_out", "walk-outs in two years of severe failures, per 1,000 customers", at_least=50.0)
def walk_outs(on: Switches) -> float:
    return counted(lived(on, 1_000, touchpoints=(SEVERE,)), "customers", noted.WALK_OUTS)


@shown("complaining", "complaints per failure", at_least=0.1)
def complaints(on: Switches) -> float:
    firm = lived(on, touchpoints=(SERVICE,))
    return counted(firm, "touchpoints", noted.COMPLAINT) / counted(firm, "touchpoints", noted.FAILURE)


@shown(
    "complaining", "mean gain in balance of those whom a mild failure met that is put right excellently", at_least=0.03
)
def gain_of_being_put_right(on: Switches) -> float:
    failing = {**FLAT, "failure": {"probability": 0.003, "severity": {"mean": 0.7, "spread": 0.0}}}
    poor = {**WELL, "solved_probability": 0.0, "empathy": -0.5}
    parts: dict[str, Any] = {"market": NOBODY_LEAVES, "psychology": {"walk_out": 0.0}, "touchpoints": (failing,)}
    well, badly = (lived(on, recovery=recovery, **parts) for recovery in (WELL, poor))
    met = column(well, "failures") > 0.0
    return float((column(well, "balance") - column(badly, "balance"))[met].mean())


@shown("trust_in_complaining", "how much likelier the trusting are to complain than the distrustful", at_least=0.1)
def trusting_complain(on: Switches) -> float:
    p = rules(on).psychology
    trusting, distrustful = (voice_probability(customer(trust=trust), p, 0.9) for trust in (0.9, 0.1))
    return trusting - distrustful


def of_channels(on: Switches, *channels: dict[str, Any]) -> Any:
    """Live a firm that fails, where everybody complains by these channels in turn."""
    failing = {**FLAT, "failure": {"probability": 0.02, "severity": 0.6}}
    recovery = {**WELL, "channels": channels}
    return lived(on, touchpoints=(failing,), market=NOBODY_LEAVES, psychology=SPEAK_UP, recovery=recovery)


DEAF_FORM = {"name": "form", "reach": 0.0, "effort": 0.3}
PHONE = {"name": "phone", "reach": 1.0, "effort": 0.1}
IN_PUBLIC = {"name": "in public", "reach": 1.0, "effort": 0.2, "public": True}


@shown("complaint_effort", "mean balance lost by having to try two channels for the same answer", at_least=0.05)
def detour(on: Switches) -> float:
    at_once, after_a_form = of_channels(on, PHONE), of_channels(on, DEAF_FORM, PHONE)
    return float(column(at_once, "balance").mean() - column(after_a_form, "balance").mean())


@shown("escalation", "channels tried beyond the first, per complaint, where the form is deaf", at_least=0.9)
def going_on(on: Switches) -> float:
    firm = of_channels(on, DEAF_FORM, PHONE)
    return counted(firm, "channels", noted.TRIED) / counted(firm, "touchpoints", noted.COMPLAINT) - 1.0


@shown("escalation", "complaints in public per complaint, where the form is deaf", at_least=0.9)
def ending_in_public(on: Switches) -> float:
    firm = of_channels(on, DEAF_FORM, IN_PUBLIC)
    return counted(firm, "customers", noted.PUBLIC_COMPLAINTS) / counted(firm, "touchpoints", noted.COMPLAINT)


@shown("public_complaints", "reputation lost because complaints are seen", at_least=0.05)
def seen_by_all(on: Switches) -> float:
    hidden, seen = (of_channels(on, DEAF_FORM, {**IN_PUBLIC, "public": public}) for public in (False, True))
    reputation = [counted(firm, "public", noted.PUBLIC_REPUTATION) / noted.UNIT / 104 for firm in (hidden, seen)]
    return reputation[0] - reputation[1]


@shown("waiting", "share of trust that eight weeks without an answer take", at_least=0.1)
def trust_while_waiting(on: Switches) -> float:
    c, p = customer(trust=0.6), rules(on).psychology
    for _ in range(8):
        wait(c, p)
    return float(1.0 - c.trust / 0.6)


@shown("heroes", "excellent answers where the designed one is poor, per 1,000 answers", at_least=10.0)
def answered_by_heroes(on: Switches) -> float:
    firm = lived(on, 4_000, touchpoints=(SERVICE,))
    return 1_000 * counted(firm, "customers", noted.HEROES) / counted(firm, "customers", noted.ANSWERS)


# Memory -------------------------------------------------------------------------------------------------------------


@shown("peak_and_end", "mean distance of what is remembered from the mean of what was lived", at_least=0.1)
def away_from_the_mean(on: Switches) -> float:
    firm = lived(on, touchpoints=(SERVICE,))
    p = rules(on).psychology
    memories = customer(**{f"memory_{name}": 0.0 for name in ("peak", "end", "mean")})
    for name in ("memory_peak", "memory_end", "memory_mean"):
        setattr(memories, name, column(firm, name))
    return float(np.abs(remembered(memories, p) - memories.memory_mean).mean())


FADING = (
    *("balance", "appreciation", "sensation", "participation", "investment", "memory_peak", "failures", "habit"),
    "used_to_appreciation",
)


@shown(
    "forgetting",
    "mean share of nine feelings and memories that is gone after two years of silence",
    at_least=0.5,
    left=0.01,
)
def faded(on: Switches) -> float:
    c, p = customer(**dict.fromkeys(FADING, 0.8)), rules(on).psychology
    for _ in range(104):
        forget(c, p, 0)
    return float(np.mean([1.0 - getattr(c, name) / 0.8 for name in FADING]))


@shown(
    "fading_of_the_bad", "how much more of a grudge is gone after a year than of goodwill, as a share", at_least=0.05
)
def settled(on: Switches) -> float:
    p = rules(on).psychology
    left = []
    for balance in (1.0, -1.0):
        c = customer(balance=balance)
        for _ in range(52):
            forget(c, p, 1)
        left.append(abs(c.balance))
    return float(left[0] - left[1])


@shown("fading_of_the_bad", "how much more of a bad peak than of a good one is gone after a year", at_least=0.05)
def bad_memories(on: Switches) -> float:
    p = rules(on).psychology
    left = []
    for peak in (1.0, -1.0):
        c = customer(memory_peak=peak)
        for _ in range(52):
            forget(c, p, 1)
        left.append(abs(c.memory_peak))
    return float(left[0] - left[1])
