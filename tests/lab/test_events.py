"""What happens to a customer is told in both languages."""

from __future__ import annotations

import pytest

from simulator.customer.state import REASONS, WAYS_IN
from simulator.lab.events import REASON_NAMES, event, note
from simulator.population import moments as happened
from simulator.population.moments import AS_LOGGED, Moment
from simulator.population.watching import _CONTRIBUTED

KINDS = {value for name, value in vars(happened).items() if name.isupper() and isinstance(value, str)} - {AS_LOGGED}


def test_every_kind_of_event_has_a_name() -> None:
    assert happened.LEFT in KINDS
    assert [kind for kind in KINDS if event(kind, "nl") == kind] == []
    assert set(REASON_NAMES) == set(REASONS)


@pytest.mark.parametrize("said", [*WAYS_IN[1:-1], *_CONTRIBUTED.values(), AS_LOGGED, "gives notice", "by 2"])
def test_every_note_is_said_in_dutch(said: str) -> None:
    assert note(Moment(1, happened.JOINED, 0.0, note=said), "en") == said
    assert note(Moment(1, happened.JOINED, 0.0, note=said), "nl") != said


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("would recommend: 9 of 10", "zou aanbevelen: 9 van 10"),
        ("satisfied: 4 of 5, easy: 6 of 7", "tevreden: 4 van 5, makkelijk: 6 van 7"),
        ("app.v2, then phone, for all to see", "app.v2, dan phone, voor iedereen te zien"),
        ("after 3 weeks, by a hero", "na 3 weken, door een held"),
        ("in public, tone -0.25", "in het openbaar, toon −0,25"),
        ("it is +0.10", "staat op +0,10"),
        ("unsettled by 0.5", "onrustig door 0,5"),
        ("the great outage", "the great outage"),
    ],
)
def test_a_note_is_said_part_by_part(english: str, dutch: str) -> None:
    assert note(Moment(1, happened.COMPLAINT, 0.0, note=english), "nl") == dutch


def test_tiers_and_reasons_are_called_as_everywhere() -> None:
    assert note(Moment(1, happened.TIER_CHANGE, 0.0, note="overdrawn to engaged"), "nl") == "in het rood → betrokken"
    left = Moment(1, happened.LEFT, 0.0, note="service; said offer")
    assert note(left, "nl") == "hoe ze behandeld werden; zei: de prijs"
    assert note(left, "en") == "how they were served; said: the price"
