"""The picture of one account can be drawn for anybody, and says what it found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulator.experiment.simulate import simulate
from simulator.projection.ledger import Ledger, ledger_of, picked
from simulator.report.account import account
from tests.equivalence.stories import story
from tests.projection.made import BILL, scenario

WARM = {"warm_up_weeks": 60, "weeks": 30, "customers": 12}
CASES: dict[str, dict[str, Any]] = {
    "ordinary": {"customers": 12, "weeks": 60},
    "one week": {"customers": 5, "weeks": 1},
    "one customer": {"customers": 1, "weeks": 3},
    "warm-up": WARM,
    "long": {"customers": 2, "weeks": 1040, "market": {"stay_base": 10}},
    "nothing happens": {"weeks": 5, "customers": 3, "touchpoints": [{"name": "idle", "contacts_per_week": 0}]},
    "names": {
        "customers": 4,
        "weeks": 30,
        "name": "A name that goes on and on, as names in some organisations do, $ and all",
        "touchpoints": [{**BILL, "contacts_per_week": 2, "name": "$touch_1^2 & <b> with a name that goes on and on"}],
        "segments": [{"name": f"part {index} with a rather long name $", "share": 0.5} for index in range(2)],
    },
}


def test_what_was_heard_and_said_stands_in_lanes_below() -> None:
    projection = simulate(story())
    found = [ledger_of(projection, customer) for customer in range(1, 51, 7)]
    there = {name for ledger in found for name in _lanes_drawn(ledger)}
    assert there == {"hears", "says", "gives"}
    candidates = (ledger_of(projection, customer) for customer in range(50, 36, -1))
    prospect = next(ledger for ledger in candidates if ledger.weeks)
    picture = account(prospect)
    assert picture.axes[0].get_xlim() == picture.axes[1].get_xlim()


def _lanes_drawn(ledger: Ledger) -> list[str]:
    account_, *below = account(ledger).axes
    assert len(account_.texts) > 0
    return [label.get_text() for axes in below for label in axes.get_yticklabels()]


@pytest.fixture(scope="module", params=CASES, ids=str)
def ledgers(request: pytest.FixtureRequest) -> list[Ledger]:
    projection = simulate(scenario(**CASES[request.param]))
    return [ledger_of(projection, customer) for customer in range(1, min(projection.scenario.customers, 4) + 1)]


def title_of(ledger: Ledger) -> str:
    return str(account(ledger).texts[0].get_text())


def test_it_can_be_drawn(ledgers: list[Ledger]) -> None:
    for ledger in ledgers:
        picture = account(ledger)
        picture.canvas.draw()
        title, subtitle, *_ = (text.get_text() for text in picture.texts)
        assert title
        assert f"customer {ledger.customer}" in subtitle
        for text in [*picture.texts, *picture.axes[0].texts]:
            assert text.get_window_extent().x1 <= picture.bbox.x1, text.get_text()


def test_it_is_the_same_every_time(ledgers: list[Ledger], tmp_path: Path) -> None:
    one, two = (account(ledgers[0]).write(tmp_path / name) for name in ("one.svg", "two.svg"))
    assert one.read_bytes() == two.read_bytes()


def test_the_title_is_the_finding() -> None:
    leaving = simulate(scenario(customers=60, weeks=60, market={"stay_base": -2}))
    gone = ledger_of(leaving, picked(leaving, "leaver"))
    assert title_of(gone).startswith(f"Left in week {gone.weeks[-1].week} because of")
    idle = ledger_of(simulate(scenario(**CASES["nothing happens"], market={"stay_base": 10})), 1)
    assert title_of(idle) == "Still there, indifferent; nothing ever moved the account"
    staying = ledger_of(simulate(scenario(customers=1, weeks=60, market={"stay_base": 10})), 1)
    largest = f"{abs(staying.heaviest(1)[0].amount):.2f}"
    assert title_of(staying).startswith("Still there and ")
    assert largest in title_of(staying)


def test_who_has_not_joined() -> None:
    ledger = ledger_of(simulate(scenario(customers=1, weeks=3)), 1)
    nobody = Ledger(ledger.scenario, 1, 0, type(ledger.relived)(ledger.relived.row, (), (), 0))
    assert title_of(nobody) == "Customer 1 has not joined yet"
