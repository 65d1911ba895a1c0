"""What the lab shows is what a run of the exported scenario gives, number for number, whatever it has kept at hand."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from simulator.errors import ScenarioError
from simulator.experiment.simulate import simulate
from simulator.lab.following import PICKS, follow, most_changed
from simulator.lab.living import Engine, Lived
from simulator.lab.sliders import added, sliders_of, value_at
from simulator.lab.state import State
from simulator.lab.turns import Superseded
from simulator.lab.view import course_of
from simulator.lab.worlds import Pair, at_once, pair_of, worlds_of
from simulator.lessons.lessons import LESSONS
from simulator.projection.ledger import ledger_of
from simulator.scenario.reading import changed, library, read_scenario, to_yaml

GO = threading.Event()
SMALL = {"customers": 600, "weeks": 9}
STATES = {
    "a lesson": State("lesson:recovery-paradox", **SMALL),
    "a lesson, moved": State("lesson:recovery-paradox", {"brand.promise": 0.3}, **SMALL),
    "an incident, moved": State("lesson:word-of-mouth", {"incidents[let down].severity": 1.0}, **SMALL),
    "who hears whom": State("lesson:word-of-mouth", {"recovery.empathy": 0.9, "recovery.answer_weeks": 3}, **SMALL),
    "from week 1": State("library:telecom", {"touchpoints[helpdesk].failure.probability": 0.4}, **SMALL),
    "always": State("library:telecom", {"brand.promise": 0.3}, since="always", **SMALL),
    "people": State("library:airline", {"psychology.loss_aversion": 1.1, "brand.promise": 0.3}, **SMALL),
    "an open market": State("library:challenger", {"market.climate": 1.4}, **SMALL),
}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(threads=2)


def lived(engine: Engine, state: State) -> tuple[Pair, Lived, Lived]:
    pair = pair_of(worlds_of(state, {}), state)
    return pair, *engine.both(pair, GO)


@pytest.mark.parametrize("name", STATES)
def test_a_run_of_what_is_saved_gives_what_is_shown(engine: Engine, tmp_path: Path, name: str) -> None:
    # The two states of the first lesson come one after the other: the second goes on from the past of the first.
    pair, today, what_if = lived(engine, STATES[name])
    for scenario, shown in ((pair.today, today), (pair.what_if, what_if)):
        path = tmp_path / "saved.yaml"
        path.write_text(to_yaml(scenario), encoding="utf-8")
        run = simulate(read_scenario(path))
        for counter, here, there in zip(shown.tally._fields, shown.tally, run.tallies[0], strict=True):
            assert np.array_equal(here, there), counter
        assert np.array_equal(run.people.rows[0], shown.rows)  # type: ignore[attr-defined]  # kept in memory
        course, tiers = course_of(shown), run.tiers(of="start")
        assert np.array_equal(course.shares, tiers.to_numpy())
        table = run.table[run.table["segment"] == "all"].pivot_table("value", "week", "measure")
        assert np.array_equal(course.customers, table["customers"])
        assert np.array_equal(course.balance, table["mean[balance]"])
        np.testing.assert_allclose(course.bonded, table["share[loyal]"] + table["share[engaged]"], rtol=1e-12)


def test_a_slider_from_week_1_leaves_the_past_alone_and_always_does_not(engine: Engine) -> None:
    state = State("library:telecom", {"brand.promise": 0.5}, **SMALL)
    pair, today, what_if = lived(engine, state)
    assert pair.what_if.interventions[-1].set == {"brand.promise": 0.5}
    assert pair.what_if.brand == pair.today.brand
    before = len(engine.standings)
    lived(engine, state.with_change("brand.promise", 0.4))
    assert len(engine.standings) == before
    always = pair_of(worlds_of(state, {}), State(state.source, state.changes, since="always", **SMALL))
    assert always.what_if.brand.promise == 0.5
    assert not always.what_if.interventions
    assert not np.array_equal(engine.live(always.what_if, GO).rows, what_if.rows)
    assert today.scenario == pair.today


def test_without_a_slider_both_worlds_of_a_scenario_are_one(engine: Engine) -> None:
    pair, today, what_if = lived(engine, State("library:telecom", **SMALL))
    assert pair.today == pair.what_if
    assert today is what_if


def test_what_is_not_allowed_is_refused_by_its_path() -> None:
    state = State("library:telecom", {"brand.promise": 7.0})
    with pytest.raises(ScenarioError, match=r"brand\.promise"):
        pair_of(worlds_of(state, {}), state)


def test_a_world_that_nobody_wants_any_more_is_not_lived(engine: Engine) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Superseded):
        engine.live(pair_of(worlds_of(State(), {}), State(weeks=3, customers=900)).what_if, stop)


@pytest.mark.parametrize(
    "source", [f"lesson:{each.name}" for each in LESSONS] + [f"library:{name}" for name in library()]
)
def test_every_world_has_sliders_that_stand_where_it_stands(source: str) -> None:
    state = State(source)
    worlds = worlds_of(state, {})
    sliders = sliders_of(worlds.today, worlds.what_if, state)
    assert 8 <= len(sliders) <= 12
    assert len({each.path for each in sliders}) == len(sliders)
    for each in sliders:
        assert each.low <= float(each.value) <= each.high
        assert float(each.value) == pytest.approx(value_at(worlds.what_if, each.path))
    # Both ends of all sliders are allowed.
    for end in ("low", "high"):
        ends = {each.path: getattr(each, end) for each in sliders}
        changed(worlds.what_if, {path: round(value) if "weeks" in path else value for path, value in ends.items()})


def test_any_number_and_any_switch_can_be_added_by_its_path() -> None:
    scenario = read_scenario("telecom")
    number = added(scenario, scenario, "psychology.loss_aversion")
    assert number.low <= float(number.value) <= number.high
    assert added(scenario, scenario, "mechanisms.arousal").shown == "flag"
    whole = added(scenario, scenario, "relationship.term_weeks")
    assert (whole.shown, whole.low, whole.high) == ("whole", 1.0, 104.0)


def test_of_a_long_story_fewer_live() -> None:
    scenario = read_scenario("telecom")
    assert [at_once(scenario, weeks) for weeks in (26, 52, 104, 2080)] == [20_000, 20_000, 10_000, 500]
    town = worlds_of(State("lesson:word-of-mouth"), {}).what_if
    assert at_once(town, 52) * town.persons / town.customers <= 20_000


@pytest.mark.parametrize("source", ["library:telecom", "lesson:word-of-mouth"])
def test_an_account_is_that_of_the_ledger(engine: Engine, source: str) -> None:
    _, today, what_if = lived(engine, State(source, {"brand.promise": 0.5}, **SMALL))
    run = simulate(what_if.scenario)
    number = most_changed(today, what_if, "fell")
    assert number is not None
    followed = follow(today, what_if, number, GO)
    there = ledger_of(run, number)
    # Written out, for a surprise that is no number does not equal itself.
    assert repr(followed.what_if.moments) == repr(there.moments)
    assert repr(followed.what_if.weeks) == repr(there.weeks)
    assert repr(followed.today.moments) != repr(there.moments)


def test_who_changed_most_is_what_the_word_says(engine: Engine) -> None:
    state = State("library:telecom", {"brand.promise": 0.6}, customers=3_000, weeks=60)
    _, today, what_if = lived(engine, state)
    picked = {name: most_changed(today, what_if, name) for name in PICKS}
    change = what_if.rows["balance"].astype(float) - today.rows["balance"]
    for name, sign in (("rose", 1.0), ("fell", -1.0)):
        if (number := picked[name]) is not None:  # type: ignore[index]  # a name of PICKS
            assert sign * change[number - 1] > 0.0
    lost = picked["lost"]
    assert lost is not None
    assert today.rows["left_week"][lost - 1] < 0
    assert what_if.rows["left_week"][lost - 1] > 0
