"""One account, relived alone, is to the last bit the one in the crowd, and its ledger adds up."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulator.errors import ResultsError, UsageError
from simulator.experiment.simulate import simulate
from simulator.population import reliving
from simulator.population.population import Population
from simulator.population.reliving import Relived, relive
from simulator.projection.ledger import PICKS, Ledger, ledger_of, picked
from simulator.projection.names import TIERS
from simulator.projection.people import KeptRows, NoRows
from simulator.projection.projection import Projection
from simulator.projection.results import load
from simulator.scenario.schema import Scenario
from tests.projection.made import BILL, scenario

BUSY = {
    **BILL,
    "contacts_per_week": 1.5,
    "failure": {"probability": 0.1, "severity": 0.7},
    "delight": {"probability": 0.05},
}
STORIES: dict[str, dict[str, Any]] = {
    "open": {"weeks": 40},
    "contract": {"weeks": 40, "relationship": {"kind": "contract", "term_weeks": 13}},
    "warm-up": {
        "weeks": 30,
        "warm_up_weeks": 60,
        "relationship": {"kind": "contract", "term_weeks": 26},
        "segments": [{"name": "consumer", "share": 0.7}, {"name": "business", "share": 0.3, "contacts": 2}],
        "market": {"stay_base": 0.0},
    },
    "others": {"weeks": 20, "replicates": 2, "seed": 7, "recovery": {"answer_weeks": 2}},
}


def story(name: str) -> Scenario:
    return scenario(**{"touchpoints": [BUSY, {**BUSY, "name": "desk"}], "customers": 25, **STORIES[name]})


@pytest.fixture(scope="module", params=STORIES, ids=str)
def projection(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Projection:
    """The results of a story, as they are read from their folder."""
    folder = tmp_path_factory.mktemp("results") / "run"
    return load(simulate(story(request.param)).save(folder, figures=False))


def ledgers(projection: Projection) -> list[Ledger]:
    last = projection.replicates - 1
    return [ledger_of(projection, customer, last) for customer in range(1, projection.scenario.customers + 1)]


def test_who_is_relived_alone_is_to_the_last_bit_who_lived_with_the_others(projection: Projection) -> None:
    kept = projection.customers()
    last = projection.replicates - 1
    kept = kept[kept["replicate"] == last].drop(columns=["replicate", "customer"]).reset_index(drop=True)
    rows = np.concatenate([ledger.relived.row for ledger in ledgers(projection)])
    (batch,) = KeptRows(projection.scenario, [rows]).batches()
    alone = batch.to_pandas().drop(columns=["replicate", "customer"])
    pd.testing.assert_frame_equal(alone, kept, check_exact=True)
    assert (kept["status"] == "former").any()


def test_the_balance_of_each_week_is_that_of_the_compiled_week() -> None:
    asked = story("warm-up")
    population = Population(asked)
    found = [ledger.weekly.set_index("week") for ledger in ledgers(simulate(asked))]
    for week in range(1, asked.weeks + 1):
        population.live(week)
        for person, weekly in enumerate(found):
            if week in weekly.index:
                assert weekly.loc[week, "balance"] == population.columns["balance"].item(person)
                assert weekly.loc[week, "tier"] == TIERS[population.columns["tier"].item(person)]


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
    projection = simulate(story("contract"))
    events = pd.concat([ledger.everything for ledger in ledgers(projection)])
    counted = projection.touchpoints().sum()
    numbers = events["what"].value_counts()
    assert numbers[reliving.FLAT] == counted["flat_contacts"]
    assert numbers[reliving.FAILURE] == counted["failures"]
    assert numbers[[reliving.COMPLAINT, reliving.UNHEARD]].sum() == counted["complaints"]
    assert numbers[reliving.UNHEARD] == counted["complaints_unheard"]
    assert numbers.get(reliving.RECOVERED_WELL, 0) == counted["recovered_well"]
    assert numbers[reliving.RECOVERED_POORLY] == counted["recovered_poorly"]
    assert numbers[reliving.LEFT] == projection.reasons().to_numpy().sum()
    assert sum(ledger.contacts for ledger in ledgers(projection)) == counted["contacts"]
    assert events["amount"].sum() == pytest.approx(counted["net"], abs=0.01)


def test_a_successor_has_an_account_of_their_own() -> None:
    found = ledgers(simulate(story("warm-up")))
    replaced = [ledger for ledger in found if ledger.relived.predecessors]
    assert replaced
    for ledger in replaced:
        assert ledger.events["what"].tolist().count(reliving.JOINED) == 1
        assert ledger.events["what"].iloc[0] == reliving.JOINED
        assert ledger.relived.weeks[0].week == ledger.relived.row["joined_week"].item(0)
        assert "came and went before, in the warm-up" in ledger.story()


def test_who_left_says_why(projection: Projection) -> None:
    gone = [ledger for ledger in ledgers(projection) if ledger.left is not None]
    assert gone
    for ledger in gone:
        assert ledger.events["what"].iloc[-1] == reliving.LEFT
        assert ledger.relived.weeks[-1].week == ledger.relived.row["left_week"].item(0)
        assert f"left in week {ledger.relived.weeks[-1].week} of" in ledger.story()
        assert "The real reason was" in ledger.story()


def test_the_story_names_what_weighed_most(projection: Projection) -> None:
    for ledger in ledgers(projection):
        heaviest = ledger.events["amount"].abs().max()
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
    assert math.isnan(ledger.relived.moments[0].surprise)
    assert document["events"][0]["surprise"] is None


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
        there = kept["status"] != "former"
        those = kept[~there if word == "leaver" else there & (kept["tier"] == word)]
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
