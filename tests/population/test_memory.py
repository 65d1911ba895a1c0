"""A run that would not fit is refused before it begins."""

from __future__ import annotations

import pytest

from simulator.customer.state import ROW
from simulator.errors import UsageError
from simulator.population import memory
from simulator.population.population import Population
from simulator.scenario.schema import Scenario


def shop(customers: int, network: str = "none") -> Scenario:
    return Scenario.model_validate(
        {
            "name": "Shop",
            "customers": customers,
            "touchpoints": [{"name": "buy", "contacts_per_week": 1.0}],
            "market": {"word_of_mouth": {"network": network}},
        }
    )


def test_what_is_needed_grows_with_persons_and_ties() -> None:
    few, many = memory.bytes_needed(shop(1_000_000)), memory.bytes_needed(shop(2_000_000))
    assert many - few == 1_000_000 * ROW.itemsize
    assert memory.bytes_needed(shop(1_000_000, "small_world")) > few


def test_this_machine_says_what_it_has_left() -> None:
    available = memory.bytes_available()
    assert available is None or available > 0


def test_too_many_are_refused_with_how_many_would_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "bytes_available", lambda: 1_000_000_000)
    with pytest.raises(UsageError, match=r"50,000,000 persons with 8 contacts each need about 20\.\d GB .* would fit"):
        Population(shop(50_000_000, "scale_free"))
    memory.refuse_too_many(shop(1_000_000))


def test_where_nothing_is_known_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "bytes_available", lambda: None)
    memory.refuse_too_many(shop(50_000_000))
