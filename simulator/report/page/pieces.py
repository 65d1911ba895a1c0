"""Pieces of the memo: sections, paragraphs, tables, folded parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulator.report.page.html import Html, tag, together

_PARTS = re.compile(r"(?<=[._\]])(?=\w)|(?=\[)")
"""Between the parts of a key: no letter is lost where it is split."""


@dataclass(frozen=True)
class Section:
    """A part of the memo with a heading that can be linked to."""

    name: str
    title: str
    body: Html

    def html(self) -> Html:
        """Return the section as HTML."""
        heading = tag("h2", self.title, id=f"{self.name}-heading")
        return tag("section", heading, self.body, id=self.name, aria_labelledby=f"{self.name}-heading")


def paragraph(text: str, kind: str | None = None) -> Html:
    """Return a paragraph."""
    return tag("p", text.replace(" %", "\u00a0%"), class_=kind)


def finding(text: str) -> Html:
    """Return what a picture shows, as the sentence above it."""
    return tag("h3", text.replace(" %", "\u00a0%"), class_="finding")


def table(
    caption: str, headings: Sequence[str], rows: Iterable[Sequence[Html | str]], words: frozenset[int] = frozenset({0})
) -> Html:
    """Return a table with a caption; the first cell of a row is its heading, the columns in `words` stand left."""

    # On a narrow screen the cells of a table of words stand below each other, each with the name of its column.
    wordy = len(words) == len(headings)

    def cell(number: int, content: Html | str) -> Html:
        kind = None if number in words else "number"
        if number == 0:
            return tag("th", content, scope="row", class_=kind)
        return tag("td", content, class_=kind, data_label=headings[number] if wordy else None)

    head = tag(
        "thead",
        tag(
            "tr",
            [
                tag("th", each, scope="col", class_=None if number in words else "number")
                for number, each in enumerate(headings)
            ],
        ),
    )
    body = tag("tbody", [tag("tr", [cell(number, each) for number, each in enumerate(row)]) for row in rows])
    inside = tag("table", tag("caption", tag("span", caption)), head, body, class_="words" if wordy else None)
    return tag("div", inside, class_="wide", tabindex="0", role="group", aria_label=f"Table: {caption}")


def key(path: str) -> Html:
    """Return the key of a scenario, which may be broken where one of its parts ends.

    Example:
        >>> key("recovery.ease")
        'recovery.<wbr>ease'
    """
    return together([tag("wbr") if each is None else each for part in _PARTS.split(path) for each in (part, None)][:-1])


def folded(summary: str, *children: Html | str | None) -> Html:
    """Return a part that opens when it is asked for."""
    return tag("details", tag("summary", summary), *children)


def listed(items: Iterable[Html | str]) -> Html:
    """Return a list of points."""
    return tag("ul", [tag("li", each) for each in items])


def pairs(items: Iterable[tuple[str, Html | str]]) -> Html:
    """Return terms with what they stand for."""
    return tag("dl", [together(tag("dt", term), tag("dd", said)) for term, said in items])


def code(text: str) -> Html:
    """Return a command, or another text that is to be typed."""
    return tag("pre", tag("code", text), tabindex="0")
