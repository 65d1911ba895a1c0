"""What management changes, as the customers meet it: not a week early, while conditions hold, and nothing beside."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.customer import noted
from simulator.customer.noted import UNIT
from simulator.customer.state import TIERS
from simulator.population.population import Population
from simulator.scenario.interventions import When
from tests.equivalence.stories import ALONE, PROGRAMMES, assert_same, differing_columns, lived, story

WEEKS = 16
SETS: tuple[dict[str, Any], ...] = (
    {"touchpoints[shop].failure.probability": 0.6},
    {"touchpoints[bill].contacts_per_week": 3.0},
    {"recovery.answer_weeks": 0, "recovery.empathy": 1.0},
    {"programmes[birthday call].every_weeks": 1},
    {"market.offers.probability": 0.9, "market.offers.size": 3.0},
    {"market.norm": 0.4},
    {"relationship.kind": "contract"},
    {"surveys.response": 1.0},
    {"market.joining.own_accord_per_year": 0.99},
)
BEFORE = (
    "touchpoints",
    "customers",
    "channels",
    "programmes",
    "surveys",
    "public",
    "reasons",
    "moves",
    "sums",
    "balances",
)


def changed_by(*interventions: dict[str, Any], **parts: Any) -> Population:
    """Return a population, not yet lived, of the story with these interventions."""
    named = [{"name": f"number {number}", **each} for number, each in enumerate(interventions)]
    return Population(story(**{"weeks": WEEKS, "interventions": named, **parts}))


def differs(one: Population, other: Population, week: int) -> list[str]:
    """Return what was counted differently in a week."""
    return [
        name for name in BEFORE if not np.array_equal(getattr(one.tally, name)[week], getattr(other.tally, name)[week])
    ]


@pytest.mark.parametrize("change", SETS, ids=lambda change: next(iter(change)))
def test_the_weeks_before_are_those_without_it_to_the_last_bit(change: dict[str, Any]) -> None:
    without, with_it = changed_by(), changed_by({"from_week": 7, "set": change})
    for population in (without, with_it):
        population.live(6)
    assert differing_columns(without, with_it) == []
    assert without.timeline.public[: 6 + 13].tobytes() == with_it.timeline.public[: 6 + 13].tobytes()
    for population in (without, with_it):
        population.live()
    assert all(differs(without, with_it, week) == [] for week in range(1, 7))
    assert any(differs(without, with_it, week) for week in range(7, WEEKS + 1)), "it does make a difference"


@settings(max_examples=25, deadline=None)
@given(begins=st.integers(-11, WEEKS), lasts=st.integers(0, 5), ramp=st.integers(0, 5), changes=st.sampled_from(SETS))
def test_any_of_them_leaves_the_weeks_before_alone(begins: int, lasts: int, ramp: int, changes: dict[str, Any]) -> None:
    when = {"from_week": begins, "until_week": begins + lasts, "ramp_weeks": ramp}
    without, with_it = changed_by(), changed_by({**when, "set": changes})
    for population in (without, with_it):
        population.live(begins - 1)
    assert differing_columns(without, with_it) == []
    with_it.live()
    acted = np.flatnonzero(with_it.tally.acting[:, 0]).tolist()
    assert acted == [week for week in range(begins, begins + lasts + 1) if 1 <= week <= WEEKS]


def test_what_sets_things_to_what_they_are_changes_nothing() -> None:
    same = {"touchpoints[bill].contacts_per_week": 0.5, "recovery.answer_weeks": 2, "brand.promise": 0.1}
    with_it = changed_by({"from_week": 5, "ramp_weeks": 3, "set": same})
    with_it.live()
    without = lived(story(weeks=WEEKS))
    assert differing_columns(without, with_it) == []
    assert all(differs(without, with_it, week) == [] for week in range(1, WEEKS + 1))


def test_whom_it_does_not_concern_it_does_not_move() -> None:
    """Where nobody hears anybody, more contacts at one touchpoint move only those who then had more."""
    asked = {**ALONE, "customers": 300, "warm_up_weeks": 0}
    without, with_it = (
        changed_by(**asked),
        changed_by({"from_week": 5, "until_week": 5, "set": {"touchpoints[app].contacts_per_week": 0.5}}, **asked),
    )
    for population in (without, with_it):
        population.live(5)
    more = with_it.columns["experiences"].astype(int) - without.columns["experiences"]
    moved = with_it.columns.rows != without.columns.rows
    assert 0 < moved.sum() < 150
    assert (more[~moved] == 0).all()
    assert (more[moved] != 0).all()


def measured(population: Population, week: int, measure: str) -> float:
    """Return what a condition looks at, computed from the customers themselves."""
    there = np.isin(population.columns["status"], [1, 2])
    if measure == "customers":
        return float(there.sum())
    if measure == "reputation":
        return float(population.timeline.public["reputation"][week + 1 - population.timeline.first_week])
    if measure.startswith("mean"):
        whole = np.floor(population.columns[measure[5:-1]][there].astype(float) * UNIT + 0.5)
        return float(whole.sum() / UNIT / max(there.sum(), 1))
    return float((population.columns["tier"][there] == TIERS.index(measure[6:-1])).sum() / max(there.sum(), 1))


MEASURES = When.model_fields["measure"].annotation.__args__  # type: ignore[union-attr]  # a Literal


@pytest.mark.parametrize("limit", ["above", "below"])
@pytest.mark.parametrize("measure", MEASURES)
def test_a_condition_acts_in_the_week_after_it_held_and_no_other(measure: str, limit: str) -> None:
    plain = changed_by()
    found = []
    for week in range(1, WEEKS):
        plain.live(week)
        found.append(measured(plain, week, measure))
    at = float(np.median(found))
    # What it sets is what it was, so that what is looked at stays what it is without it.
    condition = {"set": {"brand.promise": 0.1}, "when": {"measure": measure, limit: at}}
    population = changed_by(condition)
    population.live()
    held = [week for week, value in enumerate(found, 1) if (value > at if limit == "above" else value < at)]
    assert np.flatnonzero(population.tally.acting[:, 0]).tolist() == [week + 1 for week in held]


def test_it_stays_as_long_as_asked_and_begins_again() -> None:
    outage = {"name": "outage", "week": 3, "weeks": 1, "severity": 4.0}
    late = {**outage, "name": "late", "week": 10}
    asked = {"incidents": [outage, late], "psychology": {"balance_below_half_life_weeks": 1.0}}
    for stays in (1, 4):
        when = {"measure": "mean[balance]", "below": 3.0, "stays_weeks": stays}
        population = changed_by({"set": {"brand.promise": 0.1}, "when": when}, **asked)
        held = set()
        for week in range(1, WEEKS):
            population.live(week)
            if measured(population, week, "mean[balance]") < 3.0:
                held.add(week)
        population.live()
        acted = np.flatnonzero(population.tally.acting[:, 0]).tolist()
        assert acted == sorted({week + more for week in held for more in range(1, stays + 1) if week + more <= WEEKS})
        assert {4, 11} <= set(acted)
        assert set(acted) < set(range(1, WEEKS + 1))


def test_its_weeks_are_those_of_the_intervention() -> None:
    always = {"measure": "customers", "above": -1.0}
    condition = {"from_week": 5, "until_week": 9, "set": {"brand.promise": 0.5}, "when": always}
    population = changed_by(condition, {"from_week": 1, "set": {"brand.promise": 0.1}, "when": always})
    population.live()
    assert np.flatnonzero(population.tally.acting[:, 0]).tolist() == [5, 6, 7, 8, 9]
    assert np.flatnonzero(population.tally.acting[:, 1]).tolist() == list(range(2, WEEKS + 1)), (
        "week 1 has no week before"
    )
    assert set(population.timeline.world["promise"].round(9).tolist()) == {0.1}, "the later has the last word"


def test_a_condition_that_never_holds_changes_nothing() -> None:
    never = {"set": {"touchpoints[shop].failure.probability": 1.0}, "when": {"measure": "customers", "below": 0.0}}
    with_it, without = changed_by(never), changed_by()
    with_it.live()
    without.live()
    assert not with_it.tally.acting.any()
    with_it.tally = with_it.tally._replace(acting=without.tally.acting)
    assert_same(without, with_it)


def test_what_a_condition_sets_is_what_customers_meet() -> None:
    condition = {
        "set": {"touchpoints[shop].failure.probability": 1.0, "touchpoints[bill].contacts_per_week": 0.0},
        "when": {"measure": "customers", "above": -1.0},
        "from_week": 4,
        "until_week": 6,
    }
    population = changed_by(condition)
    population.live()
    counts = population.tally.touchpoints.sum(axis=1)
    contacts, failures = counts[:, :, noted.CONTACT], counts[:, :, noted.FAILURE]
    assert np.array_equal(contacts[4:7, 1], failures[4:7, 1])
    assert contacts[4:7, 0].tolist() == [0, 0, 0]
    assert contacts[[3, 7], 0].all()
    assert (failures[[3, 7], 1] < contacts[[3, 7], 1]).all()


def test_a_programme_ends_with_the_week_in_which_its_money_is_gone() -> None:
    calls = {**PROGRAMMES[0], "cost": 3.0, "until_week": 2080}
    found = {}
    for budget in (None, 60.0, 0.0):
        population = Population(story(weeks=WEEKS, programmes=[{**calls, "budget": budget}]))
        population.live()
        found[budget] = population.tally.programmes[:, :, 0].sum(axis=1)
    taken = found[None][:, noted.TAKEN]
    ends = int(np.argmax(3.0 * taken.cumsum() >= 60.0))
    assert 1 <= ends < WEEKS
    assert found[60.0][: ends + 1].tolist() == found[None][: ends + 1].tolist()
    assert not found[60.0][ends + 1 :, noted.OFFERED].any()
    assert found[60.0][ends + 1 :, noted.MISSED].any(), "who is used to it misses it"
    assert found[0.0][1].tolist() == found[None][1].tolist(), "the week in which it runs out is paid for"
    assert not found[0.0][2:, noted.TAKEN].any()


def test_nobody_is_counted_as_acting_where_nothing_is_asked() -> None:
    population = lived(story(weeks=3))
    assert population.tally.acting.shape == (4, 0)
