"""One account, relived alone, is to the last bit the one in the crowd, and its ledger adds up."""

from __future__ import annotations

import json
import math
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulator.customer import noted
from simulator.customer.happening import ANSWER
from simulator.customer.state import FORMER, PROSPECT, REASONS
from simulator.errors import ResultsError, UsageError
from simulator.experiment.simulate import simulate
from simulator.population import moments as happened
from simulator.population.hearing import weeks_again
from simulator.population.population import MANY, Population
from simulator.population.reliving import Relived, relive
from simulator.projection.ledger import PICKS, Ledger, attributed, ledger_of, picked, signed
from simulator.projection.names import TIERS
from simulator.projection.people import KeptRows, NoRows
from simulator.projection.projection import Projection
from simulator.projection.results import load
from simulator.scenario.schema import Scenario
from tests.equivalence.stories import ALONE, INCIDENTS, INTERVENTIONS, STREAMS, word_of_mouth
from tests.equivalence.stories import story as lively
from tests.projection.made import BILL, scenario

BUSY = {
    **BILL,
    "contacts_per_week": 1.5,
    "failure": {"probability": 0.1, "severity": 0.7},
    "delight": {"probability": 0.05},
}
STORIES: dict[str, dict[str, Any]] = {
    "open": {"weeks": 40},
    "by contract": {"weeks": 40, "relationship": {"kind": "contract", "term_weeks": 13}},
    "warm-up": {
        "weeks": 30,
        "warm_up_weeks": 60,
        "relationship": {"kind": "contract", "term_weeks": 26},
        "segments": [{"name": "consumer", "share": 0.7}, {"name": "business", "share": 0.3, "contacts": 2}],
        "market": {"stay_base": 0.0},
    },
    "others": {"weeks": 20, "replicates": 2, "seed": 7, "recovery": {"answer_weeks": 2}},
}


QUIET: dict[str, Any] = {"market": word_of_mouth("none")}
LIVELY: dict[str, dict[str, Any]] = {
    "everything": {},
    "from the first week": {"warm_up_weeks": 0},
    "contract": {"relationship": {"kind": "contract", "term_weeks": 8}, "replicates": 2},
    "no network": {"market": word_of_mouth("none")},
    "closed market": {"market": {"word_of_mouth": {"network": "scale_free"}}, "customers": 50},
    "alone": {**ALONE, "customers": 50},
    **STREAMS,
    "records without a network": {**STREAMS["all of it"], **QUIET, "interventions": INTERVENTIONS[:3]},
}
"""Changes to the story in which everything can happen."""


def story(name: str) -> Scenario:
    if name in LIVELY:
        return lively(**LIVELY[name])
    return scenario(**{"touchpoints": [BUSY, {**BUSY, "name": "desk"}], "customers": 25, **STORIES[name]})


@pytest.fixture(scope="module", params=[*STORIES, *LIVELY], ids=str)
def projection(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Projection:
    """The results of a story, as they are read from their folder."""
    folder = tmp_path_factory.mktemp("results") / "run"
    return load(simulate(story(request.param)).save(folder, figures=False))


@cache
def ledgers(projection: Projection) -> list[Ledger]:
    last = projection.replicates - 1
    return [ledger_of(projection, customer, last) for customer in range(1, projection.scenario.persons + 1)]


def test_who_is_relived_alone_is_to_the_last_bit_who_lived_with_the_others(projection: Projection) -> None:
    kept = projection.customers()
    last = projection.replicates - 1
    kept = kept[kept["replicate"] == last].drop(columns=["replicate", "customer"]).reset_index(drop=True)
    rows = np.concatenate([ledger.relived.row for ledger in ledgers(projection)])
    (batch,) = KeptRows(projection.scenario, [rows]).batches()
    alone = batch.to_pandas().drop(columns=["replicate", "customer"])
    pd.testing.assert_frame_equal(alone, kept, check_exact=True)
    assert (kept["status"] == "former").any()


@pytest.mark.parametrize("name", ["warm-up", "everything", "no network", "all of it", "records without a network"])
def test_every_week_is_that_of_the_compiled_week(name: str) -> None:
    asked = story(name)
    population = Population(asked)
    found = [ledger.weekly.set_index("week") for ledger in ledgers(simulate(asked))]
    levels = ["balance", "trust", "habit", "identification", "participation", "appreciation", "sensation"]
    for week in range(population.timeline.first_week, asked.weeks + 1):
        population.live(week)
        columns = population.columns
        for person, weekly in enumerate(found):
            if week in weekly.index:
                assert weekly.loc[week, levels].tolist() == [columns[name].item(person) for name in levels]
                assert weekly.loc[week, "tier"] == TIERS[columns["tier"].item(person)]
                known = population.timeline.public[week - population.timeline.first_week]
                assert weekly.loc[week, "reputation"] == known["reputation"]


def test_what_came_and_went_and_faded_explains_the_balance(projection: Projection) -> None:
    for ledger in ledgers(projection):
        weekly, events = ledger.weekly, ledger.everything
        total = weekly["before"] + weekly["deposited"] + weekly["withdrawn"] + weekly["faded"]
        assert total.to_numpy() == pytest.approx(weekly["balance"].to_numpy(), abs=1e-9)
        assert weekly["before"].tolist()[1:] == weekly["balance"].tolist()[:-1]
        came = events.groupby("week")["amount"].sum().reindex(weekly["week"]).fillna(0.0).to_numpy()
        assert came == pytest.approx((weekly["deposited"] + weekly["withdrawn"]).to_numpy(), abs=1e-9)
        assert weekly["week"].tolist() == list(range(weekly["week"].iloc[0], weekly["week"].iloc[-1] + 1))


def test_fading_goes_towards_zero(projection: Projection) -> None:
    for ledger in ledgers(projection):
        weekly = ledger.weekly
        after = weekly["before"] + weekly["deposited"] + weekly["withdrawn"]
        assert (weekly["faded"] * after <= 0.0).all()


def test_all_ledgers_together_hold_what_was_counted() -> None:
    """Each event of the story stands in exactly one ledger; nobody is replaced in a story without warm-up."""
    projection = simulate(story("by contract"))
    events = pd.concat([ledger.everything for ledger in ledgers(projection)])
    counted = projection.touchpoints().sum()
    numbers = events["what"].value_counts()
    assert numbers[happened.FLAT] == counted["flat_contacts"]
    assert numbers[happened.FAILURE] == counted["failures"]
    assert numbers[[happened.COMPLAINT, happened.UNHEARD]].sum() == counted["complaints"]
    assert numbers[happened.UNHEARD] == counted["complaints_unheard"]
    assert numbers.get(happened.RECOVERED_WELL, 0) == counted["recovered_well"]
    assert numbers[happened.RECOVERED_POORLY] == counted["recovered_poorly"]
    assert numbers[happened.LEFT] == projection.reasons().to_numpy().sum()
    assert sum(ledger.contacts for ledger in ledgers(projection)) == counted["contacts"]
    assert events["amount"].sum() == pytest.approx(counted["net"], abs=0.01)


def test_all_ledgers_together_hold_what_was_said_and_heard_and_done() -> None:
    projection = simulate(story("from the first week"))
    asked, tally = projection.scenario, projection.tallies[0]
    found = [moment for ledger in ledgers(projection) for moment in ledger.relived.moments]
    numbers = Counter(moment.what for moment in found)
    notes = Counter((moment.what, moment.note.partition(",")[0]) for moment in found)
    counted = dict(zip(noted.OF_CUSTOMERS, tally.customers.sum(axis=(0, 1)).tolist(), strict=True))

    assert numbers[happened.SPOKE_WELL] == counted["good_talks"]
    assert numbers[happened.SPOKE_BADLY] == counted["bad_talks"]
    assert numbers[happened.CONTRIBUTION] + numbers[happened.TOOK_PART] == counted["contributions"]
    assert notes[happened.CONTRIBUTION, "idea"] == counted["ideas"]
    assert notes[happened.CONTRIBUTION, "invitation"] == counted["referrals"]
    assert notes[happened.CONTRIBUTION, "co-creation"] + numbers[happened.TOOK_PART] == counted["co_creations"]
    in_public = sum(notes[what, "in public"] for what in (happened.SPOKE_WELL, happened.SPOKE_BADLY))
    assert notes[happened.CONTRIBUTION, "review"] + in_public == counted["reviews"]
    assert numbers[happened.WALK_OUT] == counted["walk_outs"]
    assert numbers[happened.WON_BACK] == counted["won_back"] > 0
    assert numbers[happened.JOINED] == sum(counted[name] for name in noted.OF_CUSTOMERS[noted.JOINED : -1])
    assert notes[happened.JOINED, "referral"] == counted["joined_through_referral"] > 0
    assert sum("by a hero" in moment.note for moment in found) == counted["answered_by_hero"] > 0

    for index, programme in enumerate(asked.programmes):
        there = Counter(moment.what for moment in found if moment.where == programme.name)
        offered, taken, missed, added, took = tally.programmes[:, :, index].sum(axis=(0, 1)).tolist()
        assert there[happened.RECEIVED] + there[happened.TOOK_PART] == taken
        assert there[happened.PASSED_BY] == offered - taken
        assert there[happened.MISSED] == missed
        amount = math.fsum(moment.amount for moment in found if moment.where == programme.name)
        assert amount == pytest.approx((added + took) / noted.UNIT, abs=0.001)

    complaints = [moment for moment in found if moment.channels]
    for index, channel in enumerate(asked.recovery.channels):
        tried, heard = tally.channels[:, :, index].sum(axis=(0, 1)).tolist()
        assert sum(channel.name in moment.channels for moment in complaints) == tried
        those = [moment for moment in complaints if moment.what == happened.COMPLAINT]
        assert sum(moment.channels[-1] == channel.name for moment in those) == heard
    assert sum("in public" in moment.channels for moment in complaints) == counted["public_complaints"]

    surveys = tally.surveys.sum(axis=(0, 1))
    for points in range(11):
        answers = notes[happened.SURVEY, f"would recommend: {points} of 10"]
        assert answers == surveys[noted.RECOMMEND_ANSWERED + points]
    for points in range(5):
        answers = notes[happened.SURVEY, f"satisfied: {points + 1} of 5"]
        assert answers == surveys[noted.SATISFIED_ANSWERED + points]
    easy = Counter(moment.note.rpartition("easy: ")[2] for moment in found if "easy: " in moment.note)
    assert [easy[f"{points + 1} of 7"] for points in range(7)] == surveys[noted.EASY_ANSWERED :].tolist()


def test_what_was_heard_is_what_lay_in_the_letterboxes() -> None:
    asked = story("from the first week")
    population = Population(asked)
    found = [ledger.relived.moments for ledger in ledgers(simulate(asked))]
    outside = np.zeros(asked.persons, np.bool_)
    for week in range(1, asked.weeks + 1):
        letters = population.society.letters
        talk, gone = letters.talk.copy(), letters.departures.copy()
        invited = (letters.invitations > 0) & outside
        taken = population.columns["root_cause"] == REASONS.index("circumstances")
        population.live(week)
        for person, moments in enumerate(found):
            if taken[person]:
                continue  # who was taken by life itself hears no more
            those = {moment.what for moment in moments if moment.week == week}
            assert (happened.HEARD_GOOD in those, happened.HEARD_BAD in those) == (talk[person] > 0, talk[person] < 0)
            assert (happened.CONTACT_LEFT in those) == (gone[person] > 0)
            assert (happened.INVITED in those) == invited[person]
        outside = np.isin(population.columns["status"], [PROSPECT, FORMER])
    assert any(moment.what == happened.INVITED for moments in found for moment in moments)


def test_what_was_heard_explains_identification() -> None:
    for ledger in ledgers(simulate(story("from the first week"))):
        for moment in ledger.relived.moments:
            if moment.what in (happened.HEARD_GOOD, happened.HEARD_BAD):
                assert (moment.identification > 0.0) == (moment.what == happened.HEARD_GOOD)


def test_the_reputation_is_mentioned_where_it_matters() -> None:
    loved = {**story("alone").model_dump(), "customers": 12, "warm_up_weeks": 0}
    loved["psychology"]["reputation_pull"] = 0.02
    loved["brand"]["reputation"] = 0.9
    told = ledgers(simulate(Scenario.model_validate(loved)))
    pulled = [moment for ledger in told for moment in ledger.moments if moment.what == happened.REPUTATION]
    assert pulled
    assert all(moment.identification >= 0.05 for moment in pulled)
    assert any("reputation of the firm gave" in ledger.story() for ledger in told)
    loved["brand"]["reputation"] = 0.0
    unknown = ledgers(simulate(Scenario.model_validate(loved)))
    assert not [moment for ledger in unknown for moment in ledger.moments if moment.what == happened.REPUTATION]


def test_needs_are_told_where_an_event_changed_them() -> None:
    for ledger in ledgers(simulate(story("from the first week"))):
        by_week = {week.week: week for week in ledger.relived.weeks}
        for moment in ledger.relived.moments:
            if moment.what in (happened.RECEIVED, happened.TOOK_PART) and moment.surprise > 0.0:
                assert moment.needs is not None
                assert moment.needs[0 if moment.what == happened.TOOK_PART else 1] > 0.0 or moment.where == "evening"
            if moment.what == happened.CONTRIBUTION:  # the last thing in a week that can change them
                end = by_week[moment.week]
                assert moment.needs == (end.participation, end.appreciation, end.sensation)


def test_who_came_back_left_before_and_is_there() -> None:
    back = [ledger for ledger in ledgers(simulate(story("from the first week"))) if ledger.all_of(happened.WON_BACK)]
    assert back
    for ledger in back:
        whats = [moment.what for moment in ledger.moments if moment.what in (happened.LEFT, happened.WON_BACK)]
        assert whats[:2] == [happened.LEFT, happened.WON_BACK]
        assert "left and came back in week" in ledger.story()
        assert (ledger.left is None) == (whats[-1] == happened.WON_BACK)
        assert {week.status for week in ledger.relived.weeks} >= {"customer", "former"}


def test_only_a_network_or_a_warm_up_make_everybody_live_again() -> None:
    assert weeks_again(story("everything")) == 42
    assert weeks_again(story("no network")) == 12
    assert weeks_again(story("open")) == 0
    asked, told = story("everything"), []
    relive(asked, 3, progress=told.append)
    assert told[-1] == 1.0
    assert told == sorted(told)
    assert len(told) == 42


def test_what_moved_all_accounts_in_words() -> None:
    asked = story("from the first week")
    projection = simulate(asked)
    told = attributed(projection)
    table = projection.attribution()["net_per_customer_year"]
    assert f"birthday call ({signed(table['programme', 'birthday call'])})" in told
    worst = table.drop(index="time", level="kind").idxmin()
    assert signed(table[worst]) in told.partition("What takes")[2]
    assert signed(table["time"].item()) in told
    idle = scenario(touchpoints=[{"name": "idle", "contacts_per_week": 0}])
    assert attributed(simulate(idle)).startswith(
        "Per customer and year, what adds to the accounts on balance: nothing. What takes: nothing."
    )


def test_one_of_many_is_relived_as_well() -> None:
    """Above so many people, threads share the weeks."""
    asked = lively(customers=MANY + 20, weeks=8, warm_up_weeks=2)
    projection = simulate(asked)
    for customer in (7, MANY + 1, asked.persons):
        assert ledger_of(projection, customer).customer == customer


def test_a_successor_has_an_account_of_their_own() -> None:
    found = ledgers(simulate(story("warm-up")))
    replaced = [ledger for ledger in found if ledger.relived.predecessors]
    assert replaced
    for ledger in replaced:
        assert ledger.events["what"].tolist().count(happened.JOINED) == 1
        assert ledger.events["what"].iloc[0] == happened.JOINED
        assert ledger.relived.weeks[0].week == ledger.relived.row["joined_week"].item(0)
        assert "came and went before, in the warm-up" in ledger.story()


def test_who_left_says_why(projection: Projection) -> None:
    gone = [ledger for ledger in ledgers(projection) if ledger.left is not None]
    assert gone
    for ledger in gone:
        after = [moment.what for moment in ledger.moments[ledger.moments.index(ledger.left) + 1 :]]
        heard = {happened.HEARD_GOOD, happened.HEARD_BAD, happened.CONTACT_LEFT, happened.INVITED, happened.REPUTATION}
        assert set(after) <= heard
        assert ledger.left.week == ledger.weeks[-1].week == ledger.relived.row["left_week"].item(0)
        assert f"left in week {ledger.weeks[-1].week} of" in ledger.story()
        assert "The real reason was" in ledger.story()


def test_the_story_names_what_weighed_most(projection: Projection) -> None:
    for ledger in ledgers(projection):
        heaviest = ledger.events["amount"].abs().max()
        if not heaviest >= 0.005:  # nothing that would be seen in print, or nothing at all
            assert ledger.heaviest() == []
            continue
        assert abs(ledger.heaviest(1)[0].amount) == heaviest
        assert ledger.told(ledger.heaviest(1)[0]) in ledger.story()


def test_who_never_joined_has_no_story() -> None:
    asked = story("open")
    nobody = Relived(relive(asked, 0).row, (), (), 0)
    ledger = Ledger(asked, 3, 0, nobody)
    assert ledger.story() == "Customer 3 has not become a customer by week 40."
    assert ledger.events.empty
    assert "balance" in ledger.weekly


def test_nothing_happened() -> None:
    idle = scenario(touchpoints=[{"name": "idle", "contacts_per_week": 0}], market={"stay_base": 10})
    assert "There was no contact at all." in ledger_of(simulate(idle), 1).story()


def test_the_document_is_plain(projection: Projection) -> None:
    ledger = ledgers(projection)[0]
    document = json.loads(json.dumps(ledger.document(), allow_nan=False))
    assert len(document["events"]) == len(ledger.relived.moments)
    assert document["weeks"][-1]["balance"] == ledger.relived.weeks[-1].balance
    surprises = [moment.surprise for moment in ledger.relived.moments]
    assert any(map(math.isnan, surprises))
    told = [event["surprise"] for event in document["events"]]
    assert [each is None for each in told] == [math.isnan(each) for each in surprises]


@pytest.mark.parametrize(("customer", "replicate"), [(0, 0), (26, 0), (-1, 0), (1, 2), (1, -1)])
def test_out_of_range(customer: int, replicate: int) -> None:
    with pytest.raises(UsageError, match=r"allowed is .*(1 to 25|0 to 1)"):
        ledger_of(simulate(story("others")), customer, replicate)


def test_results_of_another_version_are_refused() -> None:
    projection = simulate(story("open"))
    assert isinstance(projection.people, KeptRows)
    projection.people.rows[0]["balance"][4] += 1.0
    assert ledger_of(projection, 4).customer == 4
    with pytest.raises(ResultsError, match="customer 5 is not the same in these results"):
        ledger_of(projection, 5)


def test_a_word_picks_the_first_such_customer(projection: Projection) -> None:
    kept = projection.customers()
    kept = kept[kept["replicate"] == 0]
    for word in PICKS:
        there = kept["status"].isin(["customer", "leaving"])
        those = kept[kept["status"] == "former" if word == "leaver" else there & (kept["tier"] == word)]
        if len(those):
            assert picked(projection, word) == those["customer"].iloc[0]
        else:
            with pytest.raises(UsageError, match="nobody is"):
                picked(projection, word)


def test_nobody_to_pick_from() -> None:
    projection = simulate(story("open"))
    with pytest.raises(UsageError, match="give a number instead"):
        picked(Projection(projection.scenario, projection.tallies, NoRows()), "leaver")


def test_without_the_customers_the_ledger_is_the_same(projection: Projection) -> None:
    bare = Projection(projection.scenario, projection.tallies)
    assert ledger_of(bare, 2).document() == ledger_of(projection, 2).document()


def test_the_folder_can_be_a_path(tmp_path: Path) -> None:
    folder = simulate(story("open")).save(tmp_path / "run", figures=False, customers=False)
    assert ledger_of(load(folder), 25).relived.weeks


def told_of(name: str) -> list[happened.Moment]:
    """Return all that happened to anybody in a story."""
    return [moment for ledger in ledgers(simulate(story(name))) for moment in ledger.relived.moments]


def test_incidents_are_told_with_their_names() -> None:
    found, tally = told_of("incidents"), simulate(story("incidents")).tallies[0]
    at_contact = {happened.FLAT, happened.DEPOSIT, happened.WITHDRAWAL, happened.DELIGHT, happened.FAILURE}
    flood = [moment for moment in found if moment.where == "flood" and moment.week >= 1]
    assert {moment.week for moment in flood if moment.what == happened.FAILURE} == {12, 13}
    assert sum(moment.what in at_contact for moment in flood) == tally.touchpoints[:, :, 4, noted.CONTACT].sum()
    assert {moment.what for moment in found if moment.where == "concert"} & {happened.DEPOSIT, happened.FLAT}
    bills = [moment for moment in found if moment.note == "wrong bill"]
    assert {(moment.week, moment.where, moment.what) for moment in bills} == {(7, "bill", happened.FAILURE)}
    assert 1 <= len(bills) <= len(INCIDENTS[2]["reach"]["customers"])
    for name in ("outage", "second outage"):
        assert {moment.where for moment in found if moment.note == name} == {"shop"}
    assert not [moment for moment in found if moment.note == "scandal"], "it moves the reputation alone"


def test_what_was_logged_is_told_as_logged() -> None:
    asked = story("a log")
    population = Population(asked)
    found = [moment for moment in told_of("a log") if moment.note == happened.AS_LOGGED]
    for week in range(1, asked.weeks + 1):
        events = population.events(week)
        contacts = int(events["count"][events["outcome"] != ANSWER].sum())
        assert sum(moment.week == week and moment.what != happened.RECOVERED_POORLY for moment in found) == contacts
    assert {moment.what for moment in found} >= {happened.FLAT, happened.FAILURE, happened.DELIGHT}


def test_who_was_there_before_the_story_is_told_so() -> None:
    found = ledgers(simulate(story("people from a file")))
    long_there = [ledger for ledger in found if ledger.relived.row["joined_week"].item(0) < 1]
    assert long_there
    for ledger in long_there:
        joined = ledger.relived.row["joined_week"].item(0)
        if not ledger.all_of(happened.WON_BACK):
            assert f"joined in week {joined} before the story".replace("-", "−") in ledger.story()
