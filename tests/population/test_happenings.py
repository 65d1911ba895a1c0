"""What happens beside rates: the same events from a log and as incidents, and who joins and stays while a log lasts."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.customer import noted
from simulator.customer.noted import NEW
from simulator.customer.state import CUSTOMER, FORMER, LEAVING, PROSPECT
from simulator.population.population import Population
from simulator.population.records import Records, records_of
from simulator.scenario.schema import Scenario
from tests.equivalence.stories import ALONE, PROGRAMMES, TOUCHPOINTS, assert_same, differing_columns, lived, story

CUSTOMERS, WEEKS = 24, 10
AS_SIMULATED = {"joining": "simulated", "leaving": "simulated"}
SILENT = tuple({**each, "contacts_per_week": 0.0} for each in TOUCHPOINTS)
NAMES = [each["name"] for each in TOUCHPOINTS]


def logged(path: Path, header: str, rows: list[Any]) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])
    return path


def small(**parts: Any) -> Scenario:
    base = {**ALONE, "customers": CUSTOMERS, "weeks": WEEKS, "warm_up_weeks": 0}
    return story(**{**base, **parts})


@st.composite
def events(draw: st.DrawFn) -> list[tuple[int, int, str, float]]:
    """Failures of somebody, in some week, somewhere, of a severity that four bytes can hold; several a week perhaps."""
    one = st.tuples(
        st.integers(1, CUSTOMERS),
        st.integers(1, WEEKS),
        st.sampled_from(NAMES),
        st.integers(1, 160).map(lambda sixteenths: sixteenths / 16),
    )
    return draw(st.lists(one, min_size=1, max_size=40))


@settings(max_examples=40, deadline=None)
@given(failures=events(), contract=st.booleans(), touchpoints=st.sampled_from([TOUCHPOINTS, SILENT]))
def test_a_log_and_the_same_events_as_incidents_give_the_same_people(
    tmp_path_factory: pytest.TempPathFactory,
    failures: list[tuple[int, int, str, float]],
    contract: bool,
    touchpoints: tuple[dict[str, Any], ...],
) -> None:
    rows = sorted(failures, key=lambda failure: failure[1])
    folder = tmp_path_factory.mktemp("log")
    path = logged(folder / "log.csv", "customer,week,touchpoint,severity,outcome", [(*row, "failure") for row in rows])
    number = {customer: place for place, customer in enumerate(dict.fromkeys(row[0] for row in rows), 1)}
    incidents = [
        {
            "name": f"event {place}",
            "touchpoint": where,
            "week": week,
            "reach": {"customers": [number[customer]]},
            "severity": {"mean": severity, "spread": 0.0},
        }
        for place, (customer, week, where, severity) in enumerate(rows)
    ]
    same = {"relationship": {"kind": "contract" if contract else "open", "term_weeks": 4}, "touchpoints": touchpoints}
    from_log = lived(small(**same, events={"file": str(path), **AS_SIMULATED}))
    as_incidents = lived(small(**same, incidents=incidents))
    assert_same(from_log, as_incidents)
    assert differing_columns(from_log, lived(small(**same))), "the events moved somebody"


@pytest.mark.parametrize("where", NAMES)
def test_an_experience_of_the_records_is_that_of_an_incident(tmp_path: Path, where: str) -> None:
    rows = [(customer, 3, where, "contact", 0.5, 0.25, 0.75) for customer in range(1, CUSTOMERS + 1)]
    path = logged(tmp_path / "log.csv", "customer,week,touchpoint,outcome,success,ease,emotion", rows)
    felt = {name: {"mean": mean, "sd": 0.0} for name, mean in (("success", 0.5), ("ease", 0.25), ("emotion", 0.75))}
    incident = {"name": "open day", "touchpoint": where, "week": 3, "experience": felt}
    assert_same(lived(small(events={"file": str(path), **AS_SIMULATED})), lived(small(incidents=[incident])))


def test_a_recovery_of_its_own_answers_complaints_about_it_and_no_others() -> None:
    hopeless = {"channels": [{"name": "form", "reach": 1.0}], "solved_probability": 0.0, "hero_probability": 0.0}
    flood = {"name": "flood", "week": 4, "severity": 2.0}
    heroic = {"hero_probability": 1.0, "answer_weeks": 1}
    as_all, of_its_own = (
        lived(small(incidents=[{**flood, **own}], recovery={**hopeless, "answer_weeks": 0}, customers=200))
        for own in ({}, {"recovery": heroic})
    )
    heroes = of_its_own.tally.customers[:, :, noted.HEROES].sum(axis=1)
    recovered = of_its_own.tally.touchpoints[..., noted.RECOVERED_WELL : noted.RECOVERED_POORLY + 1].sum(axis=(0, 1, 3))
    assert np.flatnonzero(heroes).tolist() == [5], "a week after the flood"
    assert heroes.sum() == recovered[3] > 50
    assert recovered[:3].sum() > 50, "others are answered as before, by no hero"
    assert not as_all.tally.customers[:, :, noted.HEROES].any()
    assert as_all.tally.customers[4, :, noted.ANSWERS].sum() > of_its_own.tally.customers[4, :, noted.ANSWERS].sum()


def test_reputation_moves_by_as_much_as_an_incident_says() -> None:
    scandal = {"name": "scandal", "week": 4, "weeks": 2, "reputation": -0.2}
    reputation = lived(small(incidents=[scandal])).timeline.public["reputation"]
    before = lived(small()).timeline.public["reputation"]
    moved = reputation - before
    assert moved.tolist()[:4] == [0.0, 0.0, 0.0, 0.0]
    assert moved[4:7] == pytest.approx([-0.2, -0.4, -0.4], abs=0.01)


def purchases(seed: int) -> list[tuple[str, int]]:
    """Return who bought in which week: a cohort of buyers, new in the first weeks, each with a rate of their own."""
    random = np.random.default_rng(seed)
    bought = []
    for customer in range(300):
        week = int(random.integers(1, 13))
        rate, stays = random.gamma(0.6, 1 / 6), random.geometric(0.02)
        bought.append((f"{customer:04d}", week))
        for later in range(week, min(week + stays, 40)):
            bought += [(f"{customer:04d}", later)] * int(random.poisson(rate))
    return sorted(bought, key=lambda each: (each[1], each[0]))


def shop_of(path: Path, **parts: Any) -> Scenario:
    shop: dict[str, Any] = {
        "name": "Shop",
        "weeks": 50,
        "customers": 300,
        "touchpoints": [{"name": "order", "contacts_per_week": 0.0, "failure": {"severity": 2.0}}],
        "events": {"file": str(path)},
        "market": {"stay_base": -3.0, "involuntary_leaving_per_year": 0.9},
    }
    return Scenario.model_validate({**shop, **parts})


@pytest.fixture(scope="module")
def bought(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, int]]]:
    rows = purchases(3)
    return logged(tmp_path_factory.mktemp("shop") / "orders.csv", "customer,week", rows), rows


def test_logged_contacts_are_reproduced_to_the_last(bought: tuple[Path, list[tuple[str, int]]]) -> None:
    path, rows = bought
    population = lived(shop_of(path))
    contacts = population.tally.touchpoints[:, 0, 0, noted.CONTACT]
    logged_in = Counter(week for _, week in rows)
    assert contacts.tolist() == [logged_in[week] for week in range(51)]
    assert contacts.sum() == len(rows) > 600
    experiences = Counter(customer for customer, _ in rows)
    numbered = list(dict.fromkeys(customer for customer, _ in rows))
    # An experience is a contact; a failure that was complained about has an answer beside it.
    assert population.columns["experiences"].tolist() == [experiences[customer] for customer in numbered]


def test_customers_join_in_the_week_of_their_first_event(bought: tuple[Path, list[tuple[str, int]]]) -> None:
    path, rows = bought
    population = lived(shop_of(path))
    first = dict(reversed(rows))
    numbered = list(dict.fromkeys(customer for customer, _ in rows))
    assert population.columns["joined_week"].tolist() == [first[customer] for customer in numbered]
    joined = population.tally.moves[:, 0, NEW].sum(axis=-1)
    assert joined.tolist() == [list(first.values()).count(week) for week in range(51)]


def test_nobody_leaves_while_the_log_says_who_was_there(bought: tuple[Path, list[tuple[str, int]]]) -> None:
    path, rows = bought
    last = max(week for _, week in rows)
    left = lived(shop_of(path)).tally.moves[:, 0, :, noted.LEFT].sum(axis=-1)
    assert not left[: last + 1].any()
    assert left[last + 1 :].sum() > 100
    simulated = lived(shop_of(path, events={"file": str(path), "leaving": "simulated"}))
    assert simulated.tally.moves[:last, 0, :, noted.LEFT].sum() > 100
    contacts = simulated.tally.touchpoints[..., noted.CONTACT].sum()
    assert contacts < len(rows), "what it says of those who left is passed over"


def test_who_walks_out_of_a_log_leaves_when_it_has_ended(tmp_path: Path) -> None:
    rows = [*((customer, 1, "failure", 100) for customer in range(1, 9)), (1, 6, "contact", "")]
    path = logged(tmp_path / "log.csv", "customer,week,outcome,severity", rows)
    population = Population(shop_of(path, customers=8, weeks=8, psychology={"walk_out": 5.0}))
    population.live(6)
    assert set(population.columns["status"].tolist()) == {LEAVING}
    population.live(8)
    assert set(population.columns["status"].tolist()) == {FORMER}


def test_joining_as_simulated_leaves_the_weeks_of_joining_alone(tmp_path: Path) -> None:
    path = logged(tmp_path / "log.csv", "customer,week,touchpoint", [(1, 5, "shop"), (2, 7, "bill")])
    population = lived(small(events={"file": str(path), **AS_SIMULATED}))
    before = lived(small())
    assert np.array_equal(population.columns["joined_week"], before.columns["joined_week"])


def test_a_week_with_a_logged_contact_is_one_of_use(tmp_path: Path) -> None:
    """Habit fades where the firm is not used; an order that the records know of is use."""
    rows = [(1, week) for week in range(1, 31)]
    path = logged(tmp_path / "log.csv", "customer,week", rows)
    calm = {"touchpoints": [{"name": "order", "contacts_per_week": 0.0}], "psychology": {"habit_half_life_weeks": 1.0}}
    regular = lived(shop_of(path, customers=1, weeks=30, **calm)).columns["habit"].item()
    assert regular > 0.5
    one_more = lived(shop_of(path, customers=1, weeks=31, **calm)).columns["habit"].item()
    assert one_more == pytest.approx(regular / 2, rel=1e-5)


def test_an_answer_of_the_records_comes_in_its_week(tmp_path: Path) -> None:
    rows = [
        (1, 2, "complaint", 3, 1.0, "phone"),
        (2, 2, "complaint", 0, 0.5, "form"),
        (3, 2, "complaint", "", "", "form"),
    ]
    path = logged(tmp_path / "log.csv", "customer,week,outcome,answer_weeks,redress,channel", rows)
    recovery = {"channels": [{"name": "form", "reach": 0.0}, {"name": "phone", "reach": 0.0}], "answer_weeks": 5}
    scenario = shop_of(path, customers=3, weeks=10, recovery=recovery)
    answered = lived(scenario).tally.customers[:, 0, noted.ANSWERS]
    assert np.flatnonzero(answered).tolist() == [2, 5, 7]
    redress = lived(scenario).tally.customers[:, 0, noted.REDRESS] / noted.UNIT
    assert redress[[2, 5]].tolist() == [0.5, 1.0]


def test_what_a_file_says_of_people_is_so_and_the_rest_is_drawn(tmp_path: Path) -> None:
    rows = [("few", 52, 1.5, 0.9), ("many", "", "", ""), ("", 3, -1.0, "")]
    path = logged(tmp_path / "people.csv", "segment,tenure_weeks,balance,trust", rows)
    file = {"people": {"file": str(path)}}
    population = Population(small(**file))
    rows_there = population.columns.rows
    assert rows_there["segment"][:2].tolist() == [1, 0]
    assert rows_there["joined_week"][:3].tolist() == [-51, 1, -2]
    assert rows_there["balance"][:3].tolist() == [1.5, 0.0, -1.0]
    assert rows_there["trust"][0] == np.float32(0.9)
    assert (rows_there["status"] == CUSTOMER).all()
    drawn = lived(small(weeks=1)).columns
    assert (
        np.array_equal(rows_there["usage"][1:], drawn["usage"][1:]) or rows_there["segment"][1] != drawn["segment"][1]
    )
    assert rows_there["usage"].min() > 0.0
    population.live()
    assert population.tally.tenure[:, 52:].any(), "who was there for a year is counted so"


def test_traits_are_those_of_the_segment_that_the_file_says(tmp_path: Path) -> None:
    path = logged(tmp_path / "people.csv", "segment", [("few",)] * 400)
    asked = {"customers": 400, "psychology": {"affinity_spread": 0.0, "usage_spread": 0.0, **ALONE["psychology"]}}
    rows = Population(small(**asked, people={"file": str(path)})).columns.rows
    assert set(rows["usage"].tolist()) == {2.0}
    assert set(rows["affinity"].round(6).tolist()) == {np.float32(0.1).round(6)}


def test_rows_beyond_the_customers_are_nobody(tmp_path: Path) -> None:
    path = logged(tmp_path / "people.csv", "balance,tenure_weeks", [(2.0, 10)] * 40)
    market = {**ALONE["market"], "prospects": 9}
    population = Population(small(market=market, people={"file": str(path)}))
    assert (population.columns["status"][CUSTOMERS:] == PROSPECT).all()
    assert not population.columns["balance"][CUSTOMERS:].any()


def test_files_are_read_once_for_several_populations(tmp_path: Path) -> None:
    path = logged(tmp_path / "log.csv", "customer,week,touchpoint", [(1, 5, "shop")])
    scenario = small(events={"file": str(path)}, programmes=PROGRAMMES)
    records = records_of(scenario)
    path.unlink()
    one, other = (Population(scenario, replicate=replicate, records=records) for replicate in (0, 1))
    one.live()
    other.live()
    assert one.tally.touchpoints[5, :, 1, noted.CONTACT].sum() > 0
    assert records_of(small()) == Records()
