"""The map of the paradox is that of the findings where the firm is theirs, and knows a firm's people elsewhere."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from simulator.evidence.after_failure import EARLIER_WEEK, EXCELLENT, MILD, Failing, Firm
from simulator.evidence.findings.mapping import QUALITIES, SEVERITIES
from simulator.evidence.findings.mapping import paradox_map as map_of_the_findings
from simulator.evidence.laboratory import Laboratory
from simulator.lab.drawing import map_finding, paradox
from simulator.lab.living import as_in_week_1
from simulator.lab.paradox import firm_of, paradox_map
from simulator.lab.turns import Superseded
from simulator.scenario.interventions import Intervention
from simulator.scenario.library import library
from simulator.scenario.reading import changed, read_scenario

GO = threading.Event()
PEOPLE = 60


def test_it_is_the_map_of_the_findings() -> None:
    found = paradox_map(firm_of(read_scenario("ordinary-firm"), PEOPLE), GO)
    firm = Firm.of(Laboratory(customers=PEOPLE))
    assert np.array_equal(found.first, map_of_the_findings(firm, firm.history(0), 0))
    let_down = firm.history(0, Failing(MILD, EXCELLENT, week=EARLIER_WEEK))
    assert np.array_equal(found.second, map_of_the_findings(firm, let_down, 0))
    assert found.people == PEOPLE


@pytest.mark.parametrize("name", library())
def test_every_firm_of_the_library_has_a_map(name: str) -> None:
    firm = firm_of(read_scenario(name), 30)
    assert firm.customers == 30
    assert all(each.failure.probability == 0.0 for each in firm.touchpoints)


def test_what_people_are_like_shows_on_it() -> None:
    scenario = read_scenario("webshop")
    mild = paradox_map(firm_of(scenario, PEOPLE), GO)
    other = paradox_map(firm_of(changed(scenario, {"psychology.loss_aversion": 4.0}), PEOPLE), GO)
    assert mild.first.shape == (len(SEVERITIES), len(QUALITIES))
    assert other.first.mean() < mild.first.mean()


def test_what_an_intervention_makes_of_the_firm_counts() -> None:
    scenario = read_scenario("webshop")
    what_if = Intervention(name="what if", from_week=1, set={"brand.promise": 0.6})
    later = Intervention(name="later", from_week=9, set={"brand.promise": 0.1})
    firm = as_in_week_1(scenario.model_copy(update={"interventions": (what_if, later)}))
    assert firm.brand.promise == 0.6


def test_nobody_waits_for_a_map_that_nobody_wants() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Superseded):
        paradox_map(firm_of(read_scenario("webshop"), 5), stop)


def test_the_picture_says_where_somebody_is_better_off() -> None:
    found = np.full((len(SEVERITIES), len(QUALITIES)), -1.0)
    assert map_finding(found, "en") == "nowhere better off"
    found[2, -1] = 0.125
    assert map_finding(found, "nl") == "beter af tot een ernst van 0,4"
    picture = paradox(found, 'a "map" & more', "nl")
    assert picture.count('class="cell up"') == 1
    assert ">+0,12<" in picture or ">+0,13<" in picture
    assert "a &quot;map&quot; &amp; more" in picture
