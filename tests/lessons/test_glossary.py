"""The glossary has every tier, mechanism and event, and names places that are there."""

from __future__ import annotations

import pytest

from simulator.customer.state import TIERS
from simulator.errors import UsageError
from simulator.evidence.claims import CLAIMS
from simulator.evidence.keys import all_keys
from simulator.lessons.glossary import GLOSSARY, glossary_page, term
from simulator.lessons.words import REASON, TIER
from simulator.population import moments
from simulator.projection.names import CAUSES
from simulator.scenario.mechanisms import MECHANISMS
from tests.house import source

EVENTS = {
    value for name, value in vars(moments).items() if name.isupper() and isinstance(value, str) and name != "AS_LOGGED"
}


def test_every_tier_has_its_term() -> None:
    assert set(TIERS) <= {each.name.en for each in GLOSSARY}
    assert set(TIER) == set(TIERS)
    assert set(REASON) == set(CAUSES)


def test_every_mechanism_has_its_term() -> None:
    named = {mechanism for each in GLOSSARY for mechanism in each.mechanisms}
    assert named == set(MECHANISMS)


def test_every_event_of_the_ledger_has_its_term() -> None:
    assert "deposit" in EVENTS
    assert {event for each in GLOSSARY for event in each.events} == EVENTS


def test_terms_name_places_and_points_that_are_there() -> None:
    keys = {key.path for key in all_keys()}
    wrong = [
        (each.name.en, place)
        for each in GLOSSARY
        for place in each.where
        if place not in keys and not (source.PACKAGE / "customer" / place).is_file()
    ]
    assert wrong == []
    assert [each.name.en for each in GLOSSARY if not each.points or not set(each.points) <= set(CLAIMS)] == []


def test_names_are_unique_in_each_language() -> None:
    for language in ("en", "nl"):
        names = [each.name.said("nl" if language == "nl" else "en") for each in GLOSSARY]
        assert len(set(names)) == len(names)


def test_the_page_is_as_the_code_says() -> None:
    assert (source.ROOT / "docs" / "glossary.md").read_text(encoding="utf-8") == glossary_page()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Storting", "deposit"),
        ("zone of tolerance", "zone of tolerance"),
        ("rising_demands", "remembered failures"),
        ("the emotional bank account", "emotional bank account"),
        ("heard bad", "word of mouth"),
        ("NPS", "recommendation score (NPS)"),
    ],
)
def test_a_term_is_found_by_any_of_its_names(asked: str, found: str) -> None:
    assert term(asked).name.en == found


@pytest.mark.parametrize(
    ("asked", "meant"), [("depositt", "did you mean deposit"), ("service", "service recovery"), ("q", "lists")]
)
def test_what_is_no_term_is_refused(asked: str, meant: str) -> None:
    with pytest.raises(UsageError, match=meant):
        term(asked)
