"""Every sentence is said in both languages with the same things filled in; script and words know each other."""

from __future__ import annotations

import re

import pytest

from simulator.explore.keys import key_of
from simulator.explore.labels import LABELS, label_of
from simulator.explore.page import SCRIPT
from simulator.explore.page import __file__ as page_file
from simulator.explore.shown import CAUSES, FIGURES, PARTS
from simulator.explore.words import FIGURE_NOTES, FIGURE_WORDS, WORDS, document
from simulator.lessons.language import LANGUAGES
from simulator.lessons.saying import without_points

with open(page_file, encoding="utf-8") as _stream:
    PAGE = _stream.read()


@pytest.mark.parametrize("name", WORDS)
def test_a_sentence_says_the_same_in_both_languages(name: str) -> None:
    en, nl = (sorted(set(re.findall(r"\{(\w+)\}", text))) for text in WORDS[name])
    assert en == nl
    assert re.search(rf"[\"'.]{name}\b", SCRIPT + PAGE), "nobody says it"


def test_the_script_says_nothing_that_is_not_there() -> None:
    said = set(re.findall(r"(?:words\(\)\.|filled\(\")(\w+)", SCRIPT)) - {"tier", "cause", "figure", "figure_note"}
    assert said
    assert said <= set(WORDS)


def test_everything_shown_has_its_words() -> None:
    for language in LANGUAGES:
        words = document()[language]
        assert words["tier"].keys() == set(PARTS)  # type: ignore[attr-defined]
        assert words["cause"].keys() == set(CAUSES)  # type: ignore[attr-defined]
    assert set(FIGURE_WORDS) == set(FIGURE_NOTES) == {*FIGURES, "growing"}


@pytest.mark.parametrize("path", LABELS)
def test_a_label_belongs_to_a_key_of_the_schema(path: str) -> None:
    key = key_of(path.replace("[]", "[name]"))
    assert key is not None
    assert key.is_number or key.words
    assert key.unit or key.words
    assert key.meaning


def test_points_of_the_model_are_left_out() -> None:
    assert without_points("a (A8, A10), b (NPS, D7); c (see B8).") == "a, b (NPS); c."
    assert without_points("taking part (B9), feeling special (B10); see B8.") == "taking part, feeling special; see B8."


def test_a_name_comes_first() -> None:
    assert label_of("touchpoints[bill].failure.severity").nl == "bill: hoe erg het misgaat"
    assert label_of("mechanisms.loss_aversion").en == "Mechanisms: loss aversion"
