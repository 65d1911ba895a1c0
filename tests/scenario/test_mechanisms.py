"""What a switch says: parameters that exist, neutral values that are allowed, and nothing else moved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulator.scenario.mechanisms import MECHANISMS
from simulator.scenario.mechanisms.neutral import in_force
from simulator.scenario.mechanisms.switch import Mechanism
from simulator.scenario.psychology import Psychology
from simulator.scenario.reading import read_scenario
from simulator.scenario.schema import Scenario
from simulator.scenario.timeline import timeline_of
from simulator.scenario.writing import values_of
from tests.scenario.files import SHOP, write

EVERYTHING: dict[str, Any] = {
    "name": "Everything at work",
    "touchpoints": (
        {"name": "desk", "contacts_per_week": 1, "experience": {"ending": 0.5}, "failure": {"probability": 0.1}},
        {"name": "bill", "contacts_per_week": 1, "experience": {"ending": -0.5}},
    ),
    "segments": (
        {"name": "young", "share": 0.5, "contacts": 2, "price_sensitivity": 2, "talkativeness": 2},
        {"name": "old", "share": 0.5, "affinity": 0.3},
    ),
    "recovery": {"channels": ({"name": "form", "reach": 0.3}, {"name": "in public", "reach": 0.5, "public": True})},
    "programmes": tuple(
        {"name": f"for {need}", "fulfils": need} for need in ("participation", "appreciation", "sensation")
    ),
    "brand": {"promise": 0.3, "advertising": 0.01},
    "market": {
        "climate": 1.5,
        "offers": {
            "season": {"amplitude": 0.5},
            "campaigns": ({"name": "cheap", "from_week": 3}, {"name": "cheaper", "from_week": 9}),
        },
    },
}
"""A scenario in which no parameter that a mechanism moves is at its neutral value."""

MEASURES = {
    "why",
    # How wide, how fast, how strong: of a mechanism that has its switch elsewhere.
    *("first_impression_experiences", "cushion_balance", "walk_out_severity", "arousal_cap", "memory_mean_experiences"),
    *("appreciation_threshold", "sensation_threshold", "attention_gain", "investment_pull", "habit_pull"),
    *("review_weight", "idea_weight", "referral_weight", "co_creation_weight", "identification_step", "trust_at_start"),
    *("trust_gain", "weights_spread", "needs_spread", "contribution_within_weeks"),
    # What is expected and felt of an answer.
    *("recovery_expected", "recovery_expected_severity", "unheard_emotion", "redress_midpoint", "redress_width"),
    *("norm_weight", "failures_most", "whole_failure"),
    # Where a tier begins.
    *("overdrawn_below", "satisfied_above", "loyal_above", "loyal_habit", "engaged_above", "engaged_relevance"),
    *("hysteresis",),
    # From when on, how deep, how long a grudge goes, and what it does.
    *("grudge_severity", "grudge_cap", "grudge_most", "grudge_held", "reconciliation"),
    *("revenge_half_life_weeks", "avoidance_half_life_weeks", "avoidance_share", "avoidance_pull", "talk_hurt"),
    # How much is said, how it sounds, how it settles.
    *("talk_base", "tone_half", "bad_talk_weight", "reputation_step", "public_complaint_harm"),
    *("stirred_half_life_weeks", "unsettled_half_life_weeks", "contagion_other_segment"),
    # The scales of surveys.
    *("recommend_neutral", "recommend_remembered", "satisfied_neutral", "satisfied_surprise", "easy_neutral"),
    *("easy_ease", "answer_noise"),
}
"""Parameters of people that no mechanism moves, because they say how much and not whether."""

EACH = pytest.mark.parametrize("mechanism", MECHANISMS.values(), ids=MECHANISMS)


def without(name: str, **parts: Any) -> Scenario:
    return in_force(Scenario.model_validate({**EVERYTHING, "mechanisms": {name: False}, **parts}))


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Return every single value of a scenario by its path; items of lists by their number."""
    if isinstance(value, dict):
        found = {path: value} if not value else {}
        for key, each in value.items():
            found |= leaves(each, f"{path}.{key}" if path else key)
        return found
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return {p: v for n, each in enumerate(value) for p, v in leaves(each, f"{path}[{n}]").items()}
    return {path: value}


def moved_by(mechanism: Mechanism) -> dict[str, Any]:
    before = leaves(values_of(Scenario.model_validate(EVERYTHING)))
    after = leaves(values_of(without(mechanism.name)))
    assert set(before) == set(after)
    return {path: value for path, value in after.items() if value != before[path] and "mechanisms" not in path}


@EACH
def test_off_is_another_value_of_every_parameter_it_names_and_of_no_other(mechanism: Mechanism) -> None:
    moved = moved_by(mechanism)
    places = {path.translate(str.maketrans("0123456789", "**********")) for path in moved}
    named = {path.partition("[")[0] + "[*]" + path.partition("]")[2] if "[" in path else path for path in mechanism.off}
    assert places == named


@EACH
def test_a_neutral_value_is_allowed(mechanism: Mechanism) -> None:
    Scenario.model_validate(values_of(without(mechanism.name)))


@EACH
def test_the_tables_differ_and_keep_their_shape(mechanism: Mechanism) -> None:
    on, off = (timeline_of(Scenario.model_validate({**EVERYTHING, "mechanisms": {mechanism.name: x}})) for x in (1, 0))
    same = True
    names = (
        "psychology",
        "world",
        "market",
        "recoveries",
        "channels",
        "touchpoints",
        "rates",
        "programmes",
        "segments",
    )
    for name in names:
        one, other = (getattr(t.stretch(1) if hasattr(t.stretch(1), name) else t, name) for t in (on, off))
        assert (one.dtype, one.shape) == (other.dtype, other.shape)
        same = same and one.tobytes() == other.tobytes()
    assert not same


@EACH
def test_a_mechanism_says_what_it_is(mechanism: Mechanism) -> None:
    assert mechanism.meaning[0].isupper()
    assert not mechanism.meaning.endswith(".")
    assert not mechanism.explains.endswith(".")
    assert mechanism.off


def test_all_at_work_is_the_scenario_itself() -> None:
    scenario = Scenario.model_validate(EVERYTHING)
    assert in_force(scenario) is scenario


def test_all_off_together_is_allowed_too() -> None:
    calm = in_force(Scenario.model_validate({**EVERYTHING, "mechanisms": dict.fromkeys(MECHANISMS, False)}))
    Scenario.model_validate(values_of(calm))
    timeline_of(calm)


def test_a_value_that_follows_another_follows_it_when_that_is_off_too() -> None:
    both = {"hold_of_the_account": False, "steeper_in_the_red": False}
    psychology = in_force(Scenario.model_validate({**EVERYTHING, "mechanisms": both})).psychology
    assert psychology.balance_pull == psychology.balance_pull_below == 0.0
    both = {"forgetting": False, "fading_of_the_bad": False}
    psychology = in_force(Scenario.model_validate({**EVERYTHING, "mechanisms": both})).psychology
    assert psychology.balance_below_half_life_weeks == psychology.balance_above_half_life_weeks == 52_000.0
    assert psychology.peak_below_half_life_weeks == psychology.peak_above_half_life_weeks == 52_000.0


def test_only_programmes_for_the_need_stop() -> None:
    shares = [programme.share for programme in without("appreciation").programmes]
    assert shares == [1.0, 0.0, 1.0]


def test_off_goes_before_what_the_scenario_says() -> None:
    loud = {**EVERYTHING, "psychology": {"arousal": 3.0}, "mechanisms": {"arousal": False}}
    assert in_force(Scenario.model_validate(loud)).psychology.arousal == 0.0


def test_every_parameter_of_people_is_moved_by_a_mechanism_or_is_a_measure() -> None:
    """Whoever adds a parameter gives it a mechanism, or says here that it is a measure of one."""
    carried = {path.removeprefix("psychology.") for each in MECHANISMS.values() for path in each.off}
    assert set(Psychology.model_fields) - carried == MEASURES


def test_a_switch_is_set_as_any_other_field(tmp_path: Path) -> None:
    path = write(tmp_path, "shop.yaml", SHOP)
    assert read_scenario(path).mechanisms.off == []
    assert read_scenario(path, ["mechanisms.arousal=false"]).mechanisms.off == ["arousal"]
