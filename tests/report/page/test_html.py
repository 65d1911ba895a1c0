"""No text becomes a tag, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.report.page.html import Html, escaped, tag, together
from tests.report.page.reading import Page

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=40)


@given(TEXTS, TEXTS)
def test_any_text_arrives_as_it_is_and_nothing_else(inside: str, attribute: str) -> None:
    page = Page(tag("p", inside, tag("b", inside), title=attribute))
    (found,) = page.root.children
    assert page.problems == []
    assert [each.name for each in page.root.all()] == ["p", "b"]

    def shown(text: str) -> str:
        return "".join(
            "\ufffd" if (ord(each) < 32 and each not in "\t\n") or each in "\x7f\ufffe\uffff" else each for each in text
        )

    assert found.words() == shown(inside) * 2
    assert found.attributes == {"title": shown(attribute)}


def test_html_is_not_escaped_twice() -> None:
    assert together(tag("b", "<"), "<", [Html("<i></i>"), "&"], None) == "<b>&lt;</b>&lt;<i></i>&amp;"
    assert escaped(escaped("&")) == "&amp;"


@pytest.mark.parametrize("name", ["script", "p onload", "a>b", "", "P"])
def test_names_are_checked(name: str) -> None:
    with pytest.raises(ValueError, match="is no name"):
        tag(name)


def test_there_are_no_handlers() -> None:
    with pytest.raises(ValueError, match="runs nothing"):
        tag("p", onclick="alert(1)")
