"""The page is whole by itself, well-formed, small, has words for every figure, and takes every text for a text."""

from __future__ import annotations

import itertools
import re
from functools import cache

import pytest

from simulator.report.page.document import POLICY
from tests.report.page.made import NAME, WHY, folders
from tests.report.page.reading import Element, Page

KINDS = ("run", "comparison")
SECTIONS = {
    "run": "question answer tiers moves survival accounts reasons touchpoints money story assumptions limits reproduce",
    "comparison": (
        "question answer tiers differences moved moves survival reasons touchpoints money story assumptions limits "
        "reproduce"
    ),
}
FORBIDDEN = {"script", "iframe", "object", "embed", "img", "image", "link", "form", "base", "foreignobject", "animate"}


@cache
def text_of(kind: str) -> str:
    return (folders()[KINDS.index(kind)] / "report.html").read_text(encoding="utf-8")


@cache
def page_of(kind: str) -> Page:
    return Page(text_of(kind))


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_it_is_well_formed_and_says_its_language(kind: str) -> None:
    page = page_of(kind)
    assert page.problems == []
    assert page.declared.lower() == "doctype html"
    (html,) = page.root.children
    assert (html.name, html.attributes["lang"]) == ("html", "en")
    names = [each.attributes["id"] for each in page.root.all() if "id" in each.attributes]
    assert len(names) == len(set(names))


def test_it_is_small(kind: str) -> None:
    assert len(text_of(kind).encode()) < 1_000_000


def test_it_reads_like_a_memo(kind: str) -> None:
    sections = [each.attributes["id"] for each in page_of(kind).root.all("section")]
    assert sections == SECTIONS[kind].split()
    headings = [int(each.name[1]) for each in page_of(kind).root.all("h1", "h2", "h3")]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(headings))
    links = [each.attributes["href"][1:] for each in page_of(kind).root.all("a")]
    assert set(links) <= {each.attributes.get("id") for each in page_of(kind).root.all()}


def test_every_figure_has_words(kind: str) -> None:
    root = page_of(kind).root
    drawings = root.all("svg")
    assert len(drawings) >= 8
    by_name = {each.attributes["id"]: each for each in root.all() if "id" in each.attributes}
    for svg in drawings:
        assert svg.attributes["role"] == "img"
        title, words = (by_name[name].words() for name in svg.attributes["aria-labelledby"].split())
        assert len(title) > 5
        assert len(words) > 40
        assert "nan" not in words.split()


def test_every_table_has_a_caption_and_heads(kind: str) -> None:
    for table in page_of(kind).root.all("table"):
        (caption,) = table.all("caption")
        assert caption.words()
        columns = len(table.all("thead")[0].all("th"))
        for row in table.all("tbody")[0].all("tr"):
            assert len(row.children) == columns
            assert row.children[0].name == "th"


def test_nothing_leads_out_of_the_page(kind: str) -> None:
    page = page_of(kind)
    for element in page.root.all():
        for name, value in element.attributes.items():
            assert not name.startswith("on"), (element.name, name)
            if name in ("href", "src", "xlink:href", "action"):
                assert value.startswith("#"), value
            if name == "style":
                assert not re.search(r"url\((?!#)|expression|@import", value), value
    (style,) = page.root.all("style")
    assert "url(" not in style.text
    assert "@import" not in style.text
    policies = [each.attributes for each in page.root.all("meta") if "http-equiv" in each.attributes]
    assert [each["content"] for each in policies] == [POLICY]
    assert "default-src 'none'" in POLICY
    assert "script-src" not in POLICY


def test_text_stays_text(kind: str) -> None:
    root = page_of(kind).root
    assert not {each.name for each in root.all()} & FORBIDDEN
    (title,) = root.all("title")[:1]
    assert NAME in title.words()
    (question,) = [each for each in root.all("section") if each.attributes["id"] == "question"]
    assert WHY in question.words()


def test_a_hostile_name_arrives_in_drawings_as_it_is_written(kind: str) -> None:
    drawn = "".join(each.words() for each in page_of(kind).root.all("svg"))
    assert "<script>alert(5)" in drawn
    assert "--><script>alert(6)" in drawn


def test_a_picture_that_is_no_longer_escaped_would_be_seen() -> None:
    page = Page(f"<html><p>{NAME}</p></html>")
    assert {each.name for each in page.root.all()} & FORBIDDEN == {"script"}
    assert Page("<p><b></p>").problems
    assert Page("<p>").problems


def story(kind: str) -> Element:
    (found,) = [each for each in page_of(kind).root.all("section") if each.attributes["id"] == "story"]
    return found


def test_a_story_is_told() -> None:
    assert re.search(r"Customer \d+, of segment .*joined .* and left in week \d+", story("run").words())
    assert len(story("run").all("svg")) == 1
    assert len(story("comparison").all("svg")) == 2
    assert len(set(re.findall(r"Customer (\d+)", story("comparison").words()))) == 1


def test_what_is_assumed_has_its_source() -> None:
    (section,) = [each for each in page_of("run").root.all("section") if each.attributes["id"] == "assumptions"]
    sets, defaults = section.all("table")
    words = sets.words()
    assert "<i>half</i> of them" in words
    assert "failure.probability: 0.1" in words
    rows = {row.children[0].words(): row.words() for row in defaults.all("tbody")[0].all("tr")}
    assert "Magnini" in rows["psychology.excused"]
