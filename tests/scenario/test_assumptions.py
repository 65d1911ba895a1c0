"""What a scenario sets is told apart from what it leaves, and every key of it is told."""

from __future__ import annotations

import pytest

from simulator.scenario.assumptions import assumptions
from simulator.scenario.library import library
from simulator.scenario.reading import read_scenario


def test_what_is_set_is_told_with_its_why() -> None:
    found = {each.path: each for each in assumptions(read_scenario("telecom"))}
    helpdesk = found["touchpoints[helpdesk].failure.probability"]
    assert (helpdesk.is_set, helpdesk.said, helpdesk.unit) == (True, "0.1", "per contact")
    assert "Dixon" in helpdesk.source
    assert found["recovery.redress"].said == "0.9 (sd 0.3)"
    assert not found["psychology.excused"].is_set
    assert "Magnini" in found["psychology.excused"].source
    assert not found["psychology.excused"].is_plain_judgement
    assert found["psychology.failure_sensitivity"].is_plain_judgement


def test_what_is_changed_is_set() -> None:
    before = {each.path for each in assumptions(read_scenario("webshop")) if each.is_set}
    after = {
        each.path
        for each in assumptions(read_scenario("webshop", ["psychology.excused=0.25", "mechanisms.loss_aversion=false"]))
        if each.is_set
    }
    assert after - before == {"psychology.excused", "mechanisms.loss_aversion"}


@pytest.mark.parametrize("name", sorted(library()))
def test_every_scenario_of_the_library_has_assumptions(name: str) -> None:
    found = assumptions(read_scenario(name))
    paths = [each.path for each in found]
    assert len(paths) == len(set(paths))
    assert all(each.meaning for each in found if not each.is_plain_judgement)
