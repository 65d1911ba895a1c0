"""What differs between two scenarios, in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from simulator.scenario.difference import ABSENT, differences
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario
from tests.projection.made import BILL, scenario
from tests.scenario.strategies import scenarios

CHAT = {"name": "chat", "contacts_per_week": 0.1}


def said(one: Scenario, other: Scenario) -> list[str]:
    return [str(each) for each in differences(one, other)]


@settings(max_examples=20, deadline=None)
@given(scenarios())
def test_nothing_differs_from_itself(one: Scenario) -> None:
    assert differences(one, one.model_copy(deep=True)) == []


def test_names_and_words_on_why_are_passed_over() -> None:
    other = scenario(name="Other", why="Because.", recovery={"why": "So."})
    assert differences(scenario(), other) == []


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"weeks": 9}, "weeks: 8 -> 9 (weeks): Weeks to project."),
        (
            {"recovery.empathy": 0.8},
            "recovery.empathy.mean: 0.1 -> 0.8 (charge): Mean of: How the customer is treated while it is put right, "
            "on the scale of emotion (A8, A10, B10).",
        ),
        (
            {"touchpoints[desk].failure.probability": 0.1},
            "touchpoints[desk].failure.probability: 0.05 -> 0.1 (per contact): Probability that a contact fails.",
        ),
        ({"mechanisms.loss_aversion": False}, "mechanisms.loss_aversion: true -> false"),
        ({"relationship.kind": "contract"}, "relationship.kind: open -> contract"),
        ({"economics.revenue_per_contact": {"bill": 3}}, "economics.revenue_per_contact.bill: not there -> 3"),
    ],
)
def test_a_line_a_key(changes: dict[str, Any], line: str) -> None:
    (found,) = said(scenario(), changed(scenario(), changes))
    assert found.startswith(line)


def test_items_are_found_by_name_wherever_they_stand() -> None:
    one = scenario(touchpoints=[BILL, {**BILL, "name": "desk"}, CHAT])
    other = scenario(touchpoints=[{**BILL, "name": "desk"}, {**BILL, "contacts_per_week": 0.7}])
    assert [line.partition(": ")[0] for line in said(one, other)] == [
        "touchpoints[bill].contacts_per_week",
        "touchpoints[chat]",
        "touchpoints",
    ]
    (gone,) = (each for each in differences(one, other) if each.path == "touchpoints[chat]")
    assert (gone.one, gone.other) == ("there", ABSENT)
    assert "[bill, desk] -> [desk, bill]: their order" in said(one, other)[-1]


def test_turned_round_the_same_keys_differ_the_other_way() -> None:
    one, other = scenario(), scenario(touchpoints=[BILL, CHAT], weeks=9)
    there, back = differences(one, other), differences(other, one)
    assert {(each.path, each.one, each.other) for each in there} == {(each.path, each.other, each.one) for each in back}


def test_as_a_document() -> None:
    (found,) = differences(scenario(), scenario(weeks=9))
    assert found.document() == {"path": "weeks", "one": 8, "other": 9, "unit": "weeks", "meaning": "Weeks to project."}
    more = differences(scenario(), scenario(touchpoints=[BILL, {**BILL, "name": "desk"}, CHAT]))
    assert "one" not in more[0].document()
