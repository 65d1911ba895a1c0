"""The 43 points: each is carried by keys, functions and measures, and the page says what the code says."""

from __future__ import annotations

import pytest

from simulator.errors import UsageError
from simulator.evidence.claims import CLAIMS, SUBJECTS, claim_of, claims, codes_in, rule_functions
from simulator.evidence.keys import MUST_BE_GIVEN, all_keys
from simulator.evidence.pages import claims_page, parameters_page
from tests.house import source

LAST = {"A": 10, "B": 13, "C": 10, "D": 10}


def test_there_are_43_points_in_four_subjects() -> None:
    expected = [f"{letter}{number}" for letter, last in LAST.items() for number in range(1, last + 1)]
    assert list(CLAIMS) == [claim.code for claim in claims()] == expected
    assert len(expected) == 43
    assert list(SUBJECTS) == list(LAST)


@pytest.mark.parametrize("code", CLAIMS)
def test_no_cell_is_empty(code: str) -> None:
    claim = claim_of(code)
    assert claim.claim
    assert claim.keys
    assert claim.functions
    assert claim.measures


def test_every_code_that_is_used_is_a_point() -> None:
    used = {code for each in (*all_keys(), *rule_functions()) for code in codes_in(each.meaning)}
    assert used == set(CLAIMS)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("It is felt (A1).", {"A1"}),
        ("(A8-A10, D4)", {"A8", "A9", "A10", "D4"}),
        ("A4 to A6", {"A4", "A5", "A6"}),
        ("B13, not B14, E1 or CA1", {"B13"}),
        ("C1-D4", {"C1", "D4"}),
    ],
)
def test_codes_are_read(text: str, codes: set[str]) -> None:
    assert codes_in(text) == codes


def test_a_point_is_found_however_it_is_typed() -> None:
    assert claim_of(" a8 ") is claim_of("A8")


@pytest.mark.parametrize(("code", "meant"), [("A88", "did you mean A8?"), ("zebra", "from A1 to A10")])
def test_an_unknown_point_has_a_neighbour(code: str, meant: str) -> None:
    with pytest.raises(UsageError, match="there is no point") as caught:
        claim_of(code)
    assert meant in str(caught.value)


def test_a_key_has_the_default_of_the_place_it_stands_in() -> None:
    keys = {key.path: key for key in all_keys()}
    assert keys["recovery.redress.sd"].default == "0.3"
    assert keys["recovery.ease.sd"].default == "0.2"
    assert keys["touchpoints[].contacts_per_week"].default == MUST_BE_GIVEN
    assert keys["psychology.loss_aversion"].source.startswith("1.955")
    assert "Source" not in keys["psychology.loss_aversion"].meaning


@pytest.mark.parametrize(("page", "written"), [("claims.md", claims_page), ("parameters.md", parameters_page)])
def test_a_page_says_what_the_code_says(page: str, written: object) -> None:
    assert callable(written)
    assert (source.ROOT / "docs" / page).read_text(encoding="utf-8") == written(), "run: make pages"
