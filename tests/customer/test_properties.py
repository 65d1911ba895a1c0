"""What holds of the rule for anybody, under any parameters that a scenario may have."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numba import njit

from simulator.customer import care, decision, experience, failure, memory, numbers, recovery, relationship, talk, tiers
from simulator.customer.state import ENGAGED, LOYAL, NEVER, REASONS, TIERS, new_rows
from simulator.scenario.timeline import timeline_of
from tests.customer import people
from tests.customer.strategies import SHARE, customers, psychologies

anybody = settings(deadline=None, derandomize=True, max_examples=100)

ZONE = ("tolerance_below", "tolerance_above", "loyal_tolerance")
DEPOSIT = (
    *ZONE,
    "value_curvature",
    "first_impression_boost",
    "first_impression_experiences",
    "failure_sensitivity",
    "cushion",
)
SURPRISE = st.floats(-30.0, 30.0)
FEELERS = customers("balance", "trust", "failures", "experiences", "loss_aversion", "tier")


# The account --------------------------------------------------------------------------------------------------------


@anybody
@given(c=FEELERS, p=psychologies(*DEPOSIT), place=st.floats(0.001, 0.999))
def test_inside_the_zone_of_tolerance_exactly_nothing_is_deposited(
    c: SimpleNamespace, p: SimpleNamespace, place: float
) -> None:
    below = experience.tolerance(c, p)
    surprise = -below + place * (p.tolerance_above + below)
    assume(-below < surprise < p.tolerance_above)
    assert experience.deposit(c, p, surprise) == 0.0


@anybody
@given(c=FEELERS, p=psychologies(*DEPOSIT), beyond=st.floats(1e-6, 30.0))
def test_a_loss_moves_an_empty_account_at_least_as_much_as_a_gain_of_its_size(
    c: SimpleNamespace, p: SimpleNamespace, beyond: float
) -> None:
    c.balance = 0.0
    gain = experience.deposit(c, p, p.tolerance_above + beyond)
    loss = experience.deposit(c, p, -experience.tolerance(c, p) - beyond)
    assert gain > 0.0
    assert -loss >= gain * (1.0 - 1e-9)


@anybody
@given(c=FEELERS, p=psychologies(*DEPOSIT), one=SURPRISE, other=SURPRISE)
def test_the_better_the_surprise_the_more_is_deposited(
    c: SimpleNamespace, p: SimpleNamespace, one: float, other: float
) -> None:
    worse, better = sorted((one, other))
    assert experience.deposit(c, p, worse) <= experience.deposit(c, p, better)


@anybody
@given(c=FEELERS, p=psychologies(*DEPOSIT))
def test_there_is_no_jump_at_the_edges_of_the_zone(c: SimpleNamespace, p: SimpleNamespace) -> None:
    """The curve is steep where it begins, and begins at nothing: what a step brings is its worth at most."""
    step = 1e-9
    most = experience.first_impression(c, p) * c.loss_aversion * (1.0 + p.failure_sensitivity * c.failures)
    for edge in (-experience.tolerance(c, p), p.tolerance_above):
        for surprise in (edge - step, edge, edge + step):
            assert abs(experience.deposit(c, p, surprise)) <= experience.worth(p, 2.0 * step) * most


@anybody
@given(p=psychologies("first_impression_boost", "first_impression_experiences"), first=st.integers(0, 60_000))
def test_first_impressions_wear_off_ever_more_slowly_and_never_wholly(p: SimpleNamespace, first: int) -> None:
    earlier = experience.first_impression(people.customer(experiences=first), p)
    later = experience.first_impression(people.customer(experiences=first + 1), p)
    latest = experience.first_impression(people.customer(experiences=first + 2), p)
    assert 1.0 + p.first_impression_boost >= earlier >= later >= 1.0
    assert earlier - later >= later - latest - 1e-12
    assert later > 1.0 or p.first_impression_boost < 1e-9
    assert experience.first_impression(people.customer(), p) == 1.0 + p.first_impression_boost


@anybody
@given(c=customers("balance", "trust"), p=psychologies("cushion", "cushion_balance"), more=st.floats(0.0, 20.0))
def test_the_cushion_grows_with_balance_and_trust_and_has_an_end(
    c: SimpleNamespace, p: SimpleNamespace, more: float
) -> None:
    soft = experience.cushion(c, p)
    assert 0.0 <= soft <= p.cushion
    richer = people.changed(c, {"balance": c.balance + more})
    more_trusting = people.changed(c, {"trust": min(c.trust + more, 1.0)})
    assert experience.cushion(richer, p) >= soft - 1e-12
    assert experience.cushion(more_trusting, p) >= soft


@anybody
@given(
    c=customers("loss_aversion"),
    p=psychologies("arousal", "arousal_cap", "value_curvature"),
    severity=st.floats(0.0, 50.0),
)
def test_a_recovery_below_expectation_takes_and_one_above_adds_in_proportion_to_the_failure(
    c: SimpleNamespace, p: SimpleNamespace, severity: float
) -> None:
    added = recovery.deposit_of_recovery(c, p, 0.1, severity)
    taken = recovery.deposit_of_recovery(c, p, -0.1, severity)
    assert 0.0 <= added <= -taken
    assert (added > 0.0) == (p.arousal * min(severity, p.arousal_cap) > 0.0)
    assert added <= experience.worth(p, 0.1) * p.arousal * p.arousal_cap + 1e-12
    half = recovery.deposit_of_recovery(c, p, 0.1, 0.5 * min(severity, p.arousal_cap))
    assert added == pytest.approx(2.0 * half)


def test_the_value_of_redress_is_s_shaped() -> None:
    """Steepest between 60 and 120 % of the price, nearly flat beyond 150 %, with the published shape's parameters."""
    p = people.psychology()
    value = {percent: recovery.value_of_redress(p, percent / 100) for percent in range(0, 205, 5)}
    rise = {percent: value[percent + 5] - value[percent] for percent in range(0, 200, 5)}
    assert all(step > 0.0 for step in rise.values())
    steepest = max(rise, key=lambda percent: rise[percent])
    assert 60 <= steepest <= 115
    inside = sum(rise[percent] for percent in range(60, 120, 5))
    assert inside > 0.7 * (value[200] - value[0])
    assert value[200] - value[150] < 0.02 * (value[200] - value[0])


# Nobody leaves the scale --------------------------------------------------------------------------------------------

EVERY_STEP = {
    "promise_kept": lambda c, p, world, x: relationship.promise_kept(c, p),
    "promise_broken": lambda c, p, world, x: relationship.promise_broken(c, p, x),
    "judge_promise": relationship.judge_promise,
    "undisturbed_use": lambda c, p, world, x: relationship.undisturbed_use(c, p),
    "habit_broken": lambda c, p, world, x: relationship.habit_broken(c, p, abs(x)),
    "feel_appreciated": lambda c, p, world, x: relationship.feel_appreciated(c, p, x),
    "feel_sensation": lambda c, p, world, x: relationship.feel_sensation(c, p, x),
    "contribute": lambda c, p, world, x: relationship.contribute(c, p, 1),
    "identify": lambda c, p, world, x: relationship.identify(c, p, world, SimpleNamespace(reputation=x / 30.0)),
    "hear_the_public": lambda c, p, world, x: relationship.hear_the_public(
        c, p, world, SimpleNamespace(reputation=x / 30.0)
    ),
    "listen": lambda c, p, world, x: talk.listen(c, p, x),
    "invest": lambda c, p, world, x: relationship.invest(c, p, 1),
    "fulfil": lambda c, p, world, x: care.fulfil(c, int(abs(x)) % 3, min(abs(x) / 30.0, 1.0)),
    "wait": lambda c, p, world, x: recovery.wait(c, p),
    "forget": lambda c, p, world, x: memory.forget(c, p, int(abs(x)) % 2),
    "adapt": lambda c, p, world, x: experience.adapt(c, p, x),
    "feel": lambda c, p, world, x: setattr(c, "balance", c.balance + experience.deposit(c, p, x)),
}
STEP_SIZES = (
    *("trust_gain", "trust_loss", "habit_gain", "habit_broken", "appreciation_threshold", "appreciation_gain"),
    *("sensation_threshold", "sensation_gain", "participation_gain", "investment_gain", "identification_step"),
    *("talk_pull", "bad_talk_weight", "reputation_pull"),
    *("waiting_trust_loss", "expectation_step", "habit_kept", "appreciation_kept", "balance_below_kept"),
)


@anybody
@given(
    start=customers("trust", "habit", "identification", "appreciation", "sensation", "participation", "balance"),
    p=psychologies(*STEP_SIZES),
    promise=st.floats(-1.0, 1.0),
    advertising=st.floats(0.0, 0.1),
    steps=st.lists(st.tuples(st.sampled_from(sorted(EVERY_STEP)), SURPRISE), max_size=40),
)
def test_no_sequence_of_events_leaves_the_scale(
    start: SimpleNamespace, p: SimpleNamespace, promise: float, advertising: float, steps: list[tuple[str, float]]
) -> None:
    c = people.person(**vars(start))
    world = people.circumstances(world={"promise": promise, "advertising": advertising}).world
    for name, x in steps:
        EVERY_STEP[name](c, p, world, x)
        for column in ("trust", "habit", "appreciation", "sensation", "participation", "investment"):
            assert 0.0 <= getattr(c, column) <= 1.0, f"{column} after {name}"
        assert -1.0 <= c.identification <= 1.0
        assert -1.0 <= c.expectation <= 1.0
        assert math.isfinite(c.balance)


@anybody
@given(
    severity=st.floats(0.0, 1e6),
    trust=SHARE,
    p=psychologies("voice_base", "voice_severity", "voice_trust", "walk_out", "walk_out_severity", "cushion"),
)
def test_probabilities_of_voice_and_walking_out_are_probabilities(
    severity: float, trust: float, p: SimpleNamespace
) -> None:
    c = people.customer(trust=trust, balance=1.0)
    assert 0.0 <= failure.voice_probability(c, p, severity) <= 1.0
    assert 0.0 <= failure.walk_out_probability(c, p, severity) <= 1.0


@anybody
@given(charges=st.lists(st.floats(-30.0, 3.0), min_size=1, max_size=30), p=psychologies("memory_mean_experiences"))
def test_the_mean_stays_between_the_worst_and_the_best(charges: list[float], p: SimpleNamespace) -> None:
    c = people.customer()
    for charge in charges:
        memory.remember(c, p, charge, False)
        assert min(charges) - 1e-9 <= c.memory_mean <= max(charges) + 1e-9
    assert c.memory_end == charges[-1]
    assert c.memory_peak in [0.0, *charges]
    assert memory.striking(c, c.memory_peak) == max(0.0, *(memory.striking(c, charge) for charge in charges))


# Time ---------------------------------------------------------------------------------------------------------------


@anybody
@given(yearly=st.floats(0.0, 0.999999), first=st.floats(0.0, 520.0), second=st.floats(0.0, 520.0))
def test_two_spans_one_after_the_other_are_one_long_span(yearly: float, first: float, second: float) -> None:
    def stays(weeks: float) -> float:
        probability = numbers.probability_over(yearly, weeks)
        assert 0.0 <= probability <= 1.0
        return 1.0 - probability

    assert stays(first) * stays(second) == pytest.approx(stays(first + second), rel=1e-9, abs=1e-12)


@anybody
@given(log_odds=st.floats(-1e6, 1e6), more=st.floats(0.0, 1e6))
def test_a_probability_rises_with_its_log_odds_and_never_reaches_the_ends(log_odds: float, more: float) -> None:
    assert 0.0 < numbers.logistic(log_odds) <= numbers.logistic(log_odds + more) < 1.0
    assert numbers.logistic(log_odds) + numbers.logistic(-log_odds) == pytest.approx(1.0)


# Staying and leaving ------------------------------------------------------------------------------------------------

PULLS = (
    *("balance_pull", "balance_pull_below", "habit_pull", "identification_pull", "investment_pull", "contagion"),
    "avoidance_pull",
)
STAYERS = customers("balance", "habit", "identification", "investment", "stay_base", "unsettled", "avoidance", "tier")


def bound_of_luck(c: SimpleNamespace, p: SimpleNamespace, pull: float, weeks: float) -> float:
    """Return the least luck that `surely_stays` accepts, by halving."""
    low, high = 0.0, 1e6
    for _ in range(100):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if decision.surely_stays(c, p, pull, weeks, middle) else (middle, high)
    return high


@settings(anybody, max_examples=500)
@given(
    c=STAYERS,
    p=psychologies(*PULLS),
    pull=st.floats(0.0, 100.0),
    weeks=st.one_of(st.sampled_from([1.0, 52.0, 520.0]), st.floats(1.0, 520.0)),
    luck=SHARE,
)
def test_whoever_surely_stays_would_have_stayed(
    c: SimpleNamespace, p: SimpleNamespace, pull: float, weeks: float, luck: float
) -> None:
    """The shortcut never says more than the exact probability: neither at this luck nor at the least it accepts."""
    exact = decision.leave_probability(c, p, pull, weeks)
    assert 0.0 <= exact <= 1.0
    assert decision.leaves(c, p, pull, weeks, luck) == (luck < exact)
    assert bound_of_luck(c, p, pull, weeks) >= exact


@njit
def unsafe_stays(rows: Any, psychology: Any, pulls: Any, weeks: float, slacks: Any) -> int:
    """Count the customers who surely stay at a luck at which they leave, tried just above the exact probability."""
    count = 0
    for row in range(len(rows)):
        exact = decision.leave_probability(rows[row], psychology, pulls[row], weeks)
        count += decision.surely_stays(rows[row], psychology, pulls[row], weeks, exact * (1.0 - slacks[row]))
    return count


@pytest.mark.parametrize("weeks", [1.0, 52.0, 520.0])
def test_the_shortcut_is_right_for_hundreds_of_thousands(weeks: float) -> None:
    """At a luck below the exact probability of leaving nobody surely stays; tried closest where it hurts most."""
    generator = np.random.default_rng(20)
    rows = new_rows(200_000)
    for column, spread in {"balance": 4.0, "stay_base": 5.0}.items():
        rows[column] = generator.normal(0.0, spread, len(rows))
    for column in ("habit", "investment"):
        rows[column] = generator.uniform(0.0, 1.0, len(rows))
    rows["unsettled"] = np.where(generator.random(len(rows)) < 0.5, 0.0, generator.exponential(1.0, len(rows)))
    rows["avoidance"] = np.where(generator.random(len(rows)) < 0.5, 0.0, generator.exponential(1.0, len(rows)))
    rows["tier"] = generator.integers(0, len(TIERS), len(rows))
    rows["identification"] = generator.uniform(-1.0, 1.0, len(rows))
    pulls = generator.exponential(2.0, len(rows))
    slacks = 10.0 ** generator.uniform(-12.0, 0.0, len(rows))
    assert unsafe_stays(rows, timeline_of(people.scenario()).psychology, pulls, weeks, slacks) == 0


@anybody
@given(c=STAYERS, p=psychologies(*PULLS), pull=st.floats(0.0, 20.0), more=st.floats(0.0, 10.0))
def test_what_binds_holds_and_what_pulls_drives(
    c: SimpleNamespace, p: SimpleNamespace, pull: float, more: float
) -> None:
    now = decision.leave_probability(c, p, pull, 52.0)
    for column in ("balance", "habit", "identification", "investment"):
        bound = people.changed(c, {column: getattr(c, column) + more})
        assert decision.leave_probability(bound, p, pull, 52.0) <= now
    assert decision.leave_probability(c, p, pull + more, 52.0) >= now
    for column in ("unsettled", "avoidance"):
        restless = people.changed(c, {column: getattr(c, column) + more})
        assert decision.leave_probability(restless, p, pull, 52.0) >= now


@anybody
@given(luck=SHARE, probability=SHARE, size=st.floats(0.0, 10.0))
def test_an_offer_lies_between_nothing_and_twice_the_mean(luck: float, probability: float, size: float) -> None:
    world = people.circumstances(world={"offer_probability": probability, "offer_size": size}).world
    offer = decision.offer_at_hand(world, luck)
    assert 0.0 <= offer <= 2.0 * size * (1.0 + 1e-12)
    assert luck < probability or offer == 0.0


@anybody
@given(c=customers(), p=psychologies(*PULLS, "neutral_habit"), pull=st.floats(0.0, 20.0))
def test_every_leaver_has_a_reason(c: SimpleNamespace, p: SimpleNamespace, pull: float) -> None:
    cause = decision.root_cause(c, p, pull)
    assert REASONS[cause] in ("service", "relationship", "identification", "offer", "example of others")
    assert REASONS[decision.stated_reason(p, cause, pull, 0.0)] in (REASONS[cause], "offer")


# Tiers --------------------------------------------------------------------------------------------------------------

THRESHOLDS = (
    *("overdrawn_below", "satisfied_above", "loyal_above", "loyal_trust", "loyal_habit", "identification_carries"),
    *("engaged_above", "engaged_trust", "engaged_relevance", "contribution_within_weeks", "hysteresis"),
)
CLIMBERS = customers(
    *("balance", "trust", "habit", "identification", "appreciation", "sensation", "participation"),
    *("contributed_week", "tier", "room"),
)


@anybody
@given(c=CLIMBERS, p=psychologies(*THRESHOLDS), week=st.integers(1, 100))
def test_a_tier_once_reached_is_kept_while_nothing_happens(c: SimpleNamespace, p: SimpleNamespace, week: int) -> None:
    c.tier = tiers.tier_of(c, p, week)
    assert tiers.tier_of(c, p, week) == c.tier


@anybody
@given(c=CLIMBERS, p=psychologies(*THRESHOLDS), more=st.floats(0.0, 10.0))
def test_a_larger_balance_never_lowers_the_tier(c: SimpleNamespace, p: SimpleNamespace, more: float) -> None:
    richer = people.changed(c, {"balance": c.balance + more})
    assert tiers.tier_of(richer, p, 50) >= tiers.tier_of(c, p, 50)


@anybody
@given(c=CLIMBERS, p=psychologies(*THRESHOLDS))
def test_a_tier_is_no_harder_to_keep_than_to_reach(c: SimpleNamespace, p: SimpleNamespace) -> None:
    for tier in (ENGAGED, LOYAL):
        newcomer, resident = people.changed(c, {"tier": 1}), people.changed(c, {"tier": tier})
        if tiers.tier_of(newcomer, p, 50) >= tier:
            assert tiers.tier_of(resident, p, 50) >= tier


WHO_IS_IN = {
    "overdrawn": {"balance": -1.0},
    "indifferent": {"balance": 0.0},
    "satisfied": {"balance": 1.5},
    "loyal": {"balance": 2.8, "trust": 0.8},
    "engaged": {
        **{"balance": 3.5, "trust": 0.8, "room": 1, "contributed_week": 49},
        **{"appreciation": 0.8, "sensation": 0.8, "participation": 0.8},
    },
}


@pytest.mark.parametrize("before", TIERS)
@pytest.mark.parametrize("after", TIERS)
def test_any_tier_can_follow_any_other(before: str, after: str) -> None:
    c = people.customer(**WHO_IS_IN[after] | {"tier": TIERS.index(before)})
    assert TIERS[tiers.tier_of(c, people.psychology(), 50)] == after


@anybody
@given(c=CLIMBERS, p=psychologies(*THRESHOLDS))
def test_nobody_is_engaged_without_room_trust_relevance_balance_and_a_contribution(
    c: SimpleNamespace, p: SimpleNamespace
) -> None:
    engaged = people.changed(c, WHO_IS_IN["engaged"] | {"tier": ENGAGED})
    lacking: list[dict[str, Any]] = [
        {"room": 0},
        {"trust": p.engaged_trust - p.hysteresis},
        {"balance": p.engaged_above - p.hysteresis},
        {"contributed_week": 50 - p.contribution_within_weeks},
        {"contributed_week": NEVER},
    ]
    if p.engaged_relevance >= p.hysteresis:
        lacking.append({"appreciation": 0.0, "sensation": 0.0, "participation": 0.0})
    for lack in lacking:
        assert tiers.tier_of(people.changed(engaged, lack), p, 50) != ENGAGED


@anybody
@given(c=CLIMBERS, p=psychologies("loyal_habit", "habit_pull"), habit=SHARE)
def test_habit_makes_nobody_engaged(c: SimpleNamespace, p: SimpleNamespace, habit: float) -> None:
    """Whatever the habit, who is engaged is so with any other habit, and so is who is not."""
    other = people.changed(c, {"habit": habit})
    assert (tiers.tier_of(c, p, 50) == ENGAGED) == (tiers.tier_of(other, p, 50) == ENGAGED)
