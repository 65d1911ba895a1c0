"""Worlds that are one until an incident: what differs follows from it, and from how it is put right."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulator.errors import UsageError
from simulator.experiment.compare import compare
from simulator.experiment.comparing.comparison import Comparison
from simulator.experiment.comparing.fork import AS_IS, EXCELLENT, NEVER, NOBODY, POOR, WORLDS, fork
from simulator.scenario.reading import changed
from tests.experiment.comparing.worlds import OUTAGE, shop

WELL = {"answer_weeks": 0, "solved_probability": 1.0, "redress": 0.9}


@pytest.fixture(scope="module")
def forked() -> Comparison:
    return compare(shop(incidents=[OUTAGE]), at="incident:outage", replicates=3)


def test_the_worlds_and_their_names(forked: Comparison) -> None:
    assert forked.label == NEVER
    assert [each.label for each in forked.paired] == [NOBODY, POOR, AS_IS, EXCELLENT] == list(WORLDS[1:])


def test_until_the_incident_all_worlds_are_one_and_then_they_part(forked: Comparison) -> None:
    table = forked.table
    before = table[table["week"] < OUTAGE["week"]]
    assert not np.nan_to_num(before["difference"].to_numpy()).any()
    at = table[(table["week"] == OUTAGE["week"]) & (table["measure"] == "mean[balance]")]
    assert (at["difference"] < 0.0).all()


def test_as_the_scenario_says_is_the_scenario(forked: Comparison) -> None:
    from simulator.experiment.simulate import simulate

    run = simulate(shop(incidents=[OUTAGE], replicates=3)).table.query("measure == 'customers' and segment == 'all'")
    world = forked.of(AS_IS).weekly("customers")["other"]
    assert np.allclose(run.groupby("week")["value"].mean(), world)


def test_it_never_happens_is_a_scenario_without_it(forked: Comparison) -> None:
    from simulator.experiment.simulate import simulate

    run = simulate(shop(replicates=3)).table.query("measure == 'customers' and segment == 'all'")
    assert np.allclose(run.groupby("week")["value"].mean(), forked.of(AS_IS).weekly("customers")["base"])


def test_who_was_reached_and_who_was_heard_is_counted_exactly(forked: Comparison) -> None:
    found = forked.forked
    assert found is not None
    reached = forked.of(NOBODY).weekly("contacts[outage]")["other"].sum()
    assert found.group("reached", 0).customers.mean == pytest.approx(reached)
    complaints = forked.of(NOBODY).weekly("complaints[outage]")["other"].sum()
    unheard = forked.of(NOBODY).weekly("complaints_unheard[outage]")["other"].sum()
    assert found.group("heard", 0).customers.mean == pytest.approx(complaints - unheard)
    assert 0 < complaints - unheard < reached


def test_the_path_ends_where_the_group_does_and_begins_with_the_incident(forked: Comparison) -> None:
    found = forked.forked
    assert found is not None
    for which in ("reached", "heard"):
        for world in range(4):
            path, group = found.path(which, world), found.group(which, world)
            assert (path.index[0], path.index[-1]) == (OUTAGE["week"], 30)
            last = path.iloc[-1]
            assert np.allclose(last, [group.balance.mean, group.balance.low, group.balance.high], rtol=1e-5)


def test_the_path_is_that_of_the_same_customers_lived_alone(forked: Comparison) -> None:
    """Live two of the worlds once more, only to a week in the middle, and pair the rows by hand."""
    from simulator.customer.state import CUSTOMER, LEAVING
    from simulator.experiment.comparing.worlds import World
    from simulator.population.population import Population

    parted = fork(shop(incidents=[OUTAGE]), "incident:outage")
    rows = {}
    for name in (NEVER, NOBODY):
        for week in (OUTAGE["week"], 20):
            scenario = parted.scenarios[WORLDS.index(name)]
            population = Population(scenario, 0, 1, World(scenario).records)
            population.live(week)
            rows[name, week] = population.columns.rows.copy()
    columns = ["status", "tier", "balance", "trust", "left_week"]
    reached = rows[NEVER, OUTAGE["week"]][columns] != rows[NOBODY, OUTAGE["week"]][columns]
    never, nobody = rows[NEVER, 20][reached], rows[NOBODY, 20][reached]
    both = np.isin(never["status"], [CUSTOMER, LEAVING]) & np.isin(nobody["status"], [CUSTOMER, LEAVING])
    expected = (nobody["balance"].astype(float) - never["balance"])[both].mean()
    assert forked.forked is not None
    one = forked.forked.reached[0][WORLDS.index(NOBODY) - 1]
    assert one.path[20 - OUTAGE["week"]] == pytest.approx(expected, rel=1e-5)


def test_it_is_said_for_how_long_the_paradox_holds() -> None:
    asked = shop(customers=2000, incidents=[{**OUTAGE, "severity": {"mean": 0.2, "spread": 0.0}}])
    comparison = compare(asked, at="incident:outage", replicates=4)
    found = comparison.forked
    assert found is not None
    path = found.path("heard", 3)
    above = found.weeks_above("heard", 3)
    assert above == [int(week) for week, low in path["low"].items() if low > 0.0]
    assert ("Week by week it is there" in comparison.answer()) == (0 < len(above) < len(path))


def test_nobody_answers_feels_as_when_no_channel_hears() -> None:
    """A shop whose channels hear nothing at all differs only in who is counted as unheard."""
    deaf = [{"name": "phone", "reach": 0.0, "effort": 0.1}]
    loud = [{"name": "phone", "reach": 1.0, "effort": 0.1}]
    quiet = {"touchpoints": [{"name": "buy", "contacts_per_week": 0.5}], "incidents": [OUTAGE], "economics": {}}
    answered, unheard = (
        compare(shop(**quiet, recovery={"channels": channels}), at="incident:outage", replicates=2).of(NOBODY)
        for channels in (loud, deaf)
    )
    for name in ("mean[balance]", "mean[trust]", "customers"):
        # An answer comes at the end of the week, so that the last bit of a sum may be another.
        assert np.allclose(answered.weekly(name)["other"], unheard.weekly(name)["other"], rtol=1e-6), name


def test_a_better_answer_leaves_more(forked: Comparison) -> None:
    found = forked.forked
    assert found is not None
    balances = [found.group("heard", index).balance.mean for index in range(4)]
    assert balances[1] < balances[3]
    assert balances[0] < balances[3]
    budgets = forked.budgets()
    assert set(budgets) == {POOR, AS_IS, EXCELLENT}
    assert budgets[POOR].mean < budgets[EXCELLENT].mean


def test_the_paradox_is_a_figure_with_an_interval(forked: Comparison) -> None:
    world = forked.summary()["fork"]["worlds"][-1]
    assert world["name"] == EXCELLENT
    assert world["heard"]["balance"]["low"] < world["heard"]["balance"]["mean"] < world["heard"]["balance"]["high"]
    assert 0.0 <= world["heard"]["higher"]["mean"] <= 1.0
    assert "the service recovery paradox" in forked.answer() or "is not clear" in forked.answer()


def test_a_mild_failure_put_right_can_leave_more_and_a_disaster_cannot() -> None:
    def balance(severity: float) -> float:
        asked = shop(customers=2000, incidents=[{**OUTAGE, "severity": {"mean": severity, "spread": 0.0}}])
        found = compare(asked, at="incident:outage", replicates=2).forked
        assert found is not None
        return found.group("heard", 3).balance.mean

    assert balance(0.2) > balance(1.0) > balance(3.0)


def test_an_incident_of_a_touchpoint_stands_on_its_own(forked: Comparison) -> None:
    at_desk = shop(incidents=[{**OUTAGE, "touchpoint": "desk"}])
    comparison = compare(at_desk, at="incident:outage", replicates=2)
    assert comparison.forked is not None
    assert comparison.forked.parting.moved_from == "desk"
    assert "taken from desk and stands alone" in comparison.answer()
    assert forked.forked is not None
    assert forked.forked.parting.moved_from is None


def test_other_incidents_keep_their_luck() -> None:
    other = {**OUTAGE, "name": "flood", "week": 20}
    worlds = fork(
        shop(incidents=[{**OUTAGE, "recovery": WELL}, {**other, "recovery": WELL}]), "incident:flood"
    ).scenarios
    assert all(world.incidents[0] == worlds[0].incidents[0] for world in worlds)
    assert [world.incidents[1].reach.share for world in worlds] == [0.0, 0.4, 0.4, 0.4, 0.4]
    comparison = compare(changed(worlds[3], {"name": "Two"}), at="incident:outage", replicates=2)
    assert comparison.of(NOBODY).weekly("contacts[flood]")["difference"].abs().max() <= 400


@pytest.mark.parametrize(
    ("values", "at", "words"),
    [
        ({"incidents": [OUTAGE]}, "incident:outtage", "did you mean outage?"),
        ({"incidents": [OUTAGE]}, "outage", "allowed is incident:NAME, such as incident:outage"),
        ({"incidents": [OUTAGE]}, "touchpoint:desk", "allowed is incident:NAME"),
        ({}, "incident:outage", "'Shop' has no incident to fork at"),
        ({"incidents": [{"name": "gift", "week": 3, "experience": {}}]}, "incident:gift", "is no failure"),
        ({"incidents": [{**OUTAGE, "week": -3}], "warm_up_weeks": 5}, "incident:outage", "begins in week -3"),
        ({"incidents": [{**OUTAGE, "week": 31}]}, "incident:outage", "within weeks 1 to 30"),
    ],
)
def test_where_there_is_nothing_to_fork(values: dict[str, Any], at: str, words: str) -> None:
    with pytest.raises(UsageError) as refused:
        compare(shop(**values), at=at)
    assert words in str(refused.value)


TRAINED = {"name": "trained desk", "from_week": 12, "set": {"recovery.empathy": 1}, "cost": 50}


def test_a_fork_at_an_intervention_is_with_and_without_it() -> None:
    with_it = shop(interventions=[TRAINED, {**TRAINED, "name": "other", "set": {"recovery.ease": 0.2}}])
    comparison = compare(with_it, at="intervention:trained desk", replicates=2)
    without = changed(with_it, {"interventions": with_it.model_dump()["interventions"][1:]})
    by_hand = compare(without, with_it, replicates=2)
    assert (comparison.label, comparison.paired[0].label) == ("no trained desk", "trained desk")
    assert comparison.table.drop(columns="alternative").equals(by_hand.table.drop(columns="alternative"))
    table = comparison.table
    assert not np.nan_to_num(table[table["week"] < TRAINED["from_week"]]["difference"].to_numpy()).any()
    assert table[table["week"] > TRAINED["from_week"]]["difference"].abs().sum() > 0.0
    assert comparison.forked is None
    assert comparison.notes == ()
    assert comparison.paired[0].paired("spending").mean > 0.0


@pytest.mark.parametrize(
    ("values", "at", "words"),
    [
        ({"interventions": [TRAINED]}, "intervention:trained dsk", "did you mean trained desk?"),
        ({}, "intervention:trained desk", "'Shop' has no intervention to fork at"),
        ({"interventions": [{**TRAINED, "from_week": 31}]}, "intervention:trained desk", "begins in week 31"),
    ],
)
def test_no_intervention_to_fork_at(values: dict[str, Any], at: str, words: str) -> None:
    with pytest.raises(UsageError) as refused:
        compare(shop(**values), at=at)
    assert words in str(refused.value)


def test_nobody_is_heard() -> None:
    nobody = {**OUTAGE, "reach": {"share": 0.0}}
    comparison = compare(shop(incidents=[nobody]), at="incident:outage", replicates=2)
    assert "no complaint about it is heard" in comparison.answer()
    assert comparison.summary()["fork"]["worlds"][0]["heard"]["balance"]["mean"] is None
