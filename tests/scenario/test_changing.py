"""What interventions make of a scenario, week by week: from when to when, on the way there, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from simulator.scenario.changing import CHANGEABLE, FIXED, changes_in, value_at
from simulator.scenario.schema import Scenario
from simulator.scenario.timeline import Timeline, timeline_of
from tests.equivalence.stories import story


def with_interventions(*interventions: dict[str, Any], **parts: Any) -> Scenario:
    named = [{"name": f"number {number}", **each} for number, each in enumerate(interventions)]
    return story(**{"weeks": 12, "warm_up_weeks": 3, "interventions": named, **parts})


def promises(scenario: Scenario) -> list[float]:
    """Return the promise in each week of the story and its warm-up."""
    return [float(promise) for promise in timeline_of(scenario).world["promise"]]


def test_what_is_set_holds_from_its_week_to_its_week() -> None:
    scenario = with_interventions({"from_week": 4, "until_week": 6, "set": {"brand.promise": 0.5}})
    assert promises(scenario) == [0.1] * 6 + [0.5] * 3 + [0.1] * 6


def test_left_out_it_holds_from_week_1_to_the_end() -> None:
    assert promises(with_interventions({"set": {"brand.promise": 0.5}})) == [0.1] * 3 + [0.5] * 12


def test_it_may_begin_in_the_warm_up() -> None:
    scenario = with_interventions({"from_week": -1, "until_week": 0, "set": {"brand.promise": 0.5}})
    assert promises(scenario) == [0.1, 0.5, 0.5] + [0.1] * 12


def test_a_ramp_is_even_and_ends_at_what_is_set() -> None:
    scenario = with_interventions({"from_week": 3, "until_week": 9, "ramp_weeks": 4, "set": {"brand.promise": 0.5}})
    assert promises(scenario)[3:] == pytest.approx([0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.5, 0.5, 0.1, 0.1, 0.1])


def test_a_ramp_of_one_week_is_at_once() -> None:
    at_once, ramp = (
        with_interventions({"from_week": 3, "ramp_weeks": n, "set": {"brand.promise": 0.5}}) for n in (0, 1)
    )
    assert promises(at_once) == promises(ramp)


@pytest.mark.parametrize("value", [5e-324, 1e-17, 0.3, 0.7000000000000001, 10.0])
def test_at_its_end_a_ramp_is_what_is_set_to_the_last_digit(value: float) -> None:
    path = "touchpoints[bill].failure.severity"
    scenario = with_interventions({"from_week": 2, "ramp_weeks": 3, "set": {path: value}})
    assert [changes_in(scenario, week, [0])[path] for week in (4, 5, 12)] == [value] * 3
    assert timeline_of(scenario).in_force(4).touchpoints[0].failure.severity.mean == value


def test_whole_numbers_go_in_whole_steps_and_words_at_once() -> None:
    changes = {"recovery.answer_weeks": 8, "relationship.kind": "contract", "recovery.empathy": {"mean": 0.9}}
    scenario = with_interventions({"from_week": 2, "ramp_weeks": 3, "set": changes})
    timeline = timeline_of(scenario)
    weeks = [timeline.stretch(week).recoveries[0]["answer_weeks"].item() for week in range(1, 6)]
    assert weeks == [2, 4, 6, 8, 8]
    assert [timeline.stretch(week).relationship["contract"].item() for week in (1, 2)] == [0, 1]
    assert timeline.stretch(2).recoveries[0]["empathy_mean"] == 0.9


def test_the_mean_moves_and_the_spread_stays() -> None:
    scenario = with_interventions({"from_week": 2, "ramp_weeks": 2, "set": {"touchpoints[app].experience.ease": 0.1}})
    app = [timeline_of(scenario).stretch(week).touchpoints[2] for week in (1, 2, 3)]
    assert [each["ease_mean"].item() for each in app] == pytest.approx([-0.3, -0.1, 0.1])
    assert {each["ease_sd"].item() for each in app} == {0.4}


def test_of_two_on_one_path_the_later_has_the_last_word() -> None:
    first = {"from_week": 2, "until_week": 8, "set": {"brand.promise": 0.5}}
    second = {"from_week": 4, "until_week": 5, "set": {"brand.promise": 0.3}}
    assert promises(with_interventions(first, second))[3:10] == [0.1, 0.5, 0.5, 0.3, 0.3, 0.5, 0.5]
    assert promises(with_interventions(second, first))[3:10] == [0.1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]


def test_a_ramp_starts_from_what_an_earlier_one_has_made_of_it() -> None:
    first = {"from_week": 1, "set": {"brand.promise": 0.5}}
    second = {"from_week": 3, "ramp_weeks": 2, "set": {"brand.promise": 0.9}}
    assert promises(with_interventions(first, second))[3:8] == pytest.approx([0.5, 0.5, 0.7, 0.9, 0.9])


def test_two_on_different_paths_act_side_by_side() -> None:
    scenario = with_interventions({"set": {"brand.promise": 0.5}}, {"set": {"market.climate": 2.0}})
    assert changes_in(scenario, 1, [0, 1]) == {"brand.promise": 0.5, "market.climate": 2.0}
    world = timeline_of(scenario).world[5]
    assert (world["promise"], world["climate"]) == (0.5, 2.0)


def test_nothing_else_moves() -> None:
    plain, changed = with_interventions(), with_interventions({"from_week": 5, "set": {"brand.promise": 0.5}})
    before, after = timeline_of(plain), timeline_of(changed)
    for week in range(-2, 13):
        assert tables_of(before, week) == tables_of(after, week)
        same = [
            name for name in before.world.dtype.names if before.world[week + 2][name] == after.world[week + 2][name]
        ]
        assert set(before.world.dtype.names) - set(same) == ({"promise"} if week >= 5 else set())


def tables_of(timeline: Timeline, week: int) -> dict[str, bytes]:
    return {name: table.tobytes() for name, table in vars(timeline.stretch(week)).items()}


def test_weeks_alike_are_one_stretch() -> None:
    timeline = timeline_of(with_interventions({"from_week": 5, "until_week": 7, "set": {"recovery.empathy": 0.5}}))
    assert [timeline.last_of_stretch(week) for week in (-2, 1, 4, 5, 7, 8)] == [4, 4, 4, 7, 7, 12]
    assert timeline.stretch(4) is timeline.stretch(8)


def test_a_season_makes_a_stretch_of_each_week_and_the_same_ones_a_year_on() -> None:
    wave = [{"name": "shop", "contacts_per_week": 2.0, "season": {"amplitude": 0.5, "peak_week": 10}}]
    timeline = timeline_of(with_interventions(touchpoints=wave, programmes=[], weeks=70))
    rates = [timeline.stretch(week).rates[0, 0].item() for week in range(1, 71)]
    assert (max(rates), min(rates)) == pytest.approx((3.0, 1.0))
    assert rates.index(max(rates)) == 9
    assert rates[52:] == pytest.approx(rates[:18])
    assert timeline.last_of_stretch(20) == 20


def test_contacts_by_segment_multiply_those_of_the_touchpoint() -> None:
    shop = [{"name": "shop", "contacts_per_week": 2.0, "segments": {"few": 0.25}}]
    rates = timeline_of(with_interventions(touchpoints=shop, programmes=[])).stretch(1).rates
    assert rates.tolist() == [[2.0, 0.5]]


def test_conditions_are_not_scheduled() -> None:
    condition = {"measure": "reputation", "below": 0.0}
    scenario = with_interventions({"set": {"brand.promise": 0.5}, "when": condition}, {"set": {"market.climate": 2.0}})
    timeline = timeline_of(scenario)
    assert timeline.acting[3:] == [(1,)] * 12
    timeline.act(4, [0])
    assert [timeline.acting[week + 2] for week in (3, 4, 5)] == [(1,), (0, 1), (1,)]
    assert timeline.world["promise"][5:8].tolist() == [0.1, 0.5, 0.1]
    timeline.act(4, [])
    assert promises(scenario) == timeline.world["promise"].tolist()


@pytest.mark.parametrize("top", [name for name in Scenario.model_fields if name not in CHANGEABLE])
def test_what_management_cannot_change_is_refused(top: str) -> None:
    with pytest.raises(
        ValidationError, match=rf"'number 0' sets `{top}.x`, which cannot change while the story goes on"
    ):
        with_interventions({"set": {f"{top}.x": 1}})


@pytest.mark.parametrize("path", FIXED)
def test_what_is_settled_when_the_story_begins_is_refused(path: str) -> None:
    with pytest.raises(ValidationError, match=f"sets `{path}`, which cannot change"):
        with_interventions({"set": {path: value_at(story(), path)}})


@pytest.mark.parametrize(
    ("path", "value", "settled"),
    [
        ("market", {"prospects": 3}, "market.prospects"),
        ("market", {"prospects": 14, "climate": 2}, "market.word_of_mouth"),
        ("brand", {"promise": 0.3}, "brand.reputation"),
    ],
)
def test_nor_can_it_change_with_the_whole_that_it_is_part_of(path: str, value: dict[str, Any], settled: str) -> None:
    with pytest.raises(ValidationError, match=f"sets `{path}` as a whole and with it `{settled}`"):
        with_interventions({"set": {path: value}})


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("brand.advertising", 7, "`brand.advertising` is 7; allowed is a number from 0 to 0.1"),
        ("recovery.empaty", 0.5, "did you mean `recovery.empathy`"),
        ("nothing.at.all", 1, "unknown path `nothing.at.all`"),
        ("touchpoints[app].name", "web", "adds or takes away a touchpoint"),
        ("touchpoints[web].contacts_per_week", 1, "web"),
    ],
)
def test_a_value_or_path_that_is_not_there_is_refused_at_once(path: str, value: object, said: str) -> None:
    with pytest.raises(ValidationError) as error:
        with_interventions({"from_week": 9, "set": {path: value}})
    assert said in str(error.value)
    assert "'number 0'" in str(error.value)
