"""The page around the sections: what it may do (nothing but show itself), what it is called, where its parts are."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.report.page.html import Html, tag, together
from simulator.report.page.look import STYLE
from simulator.report.page.pieces import Section

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""No script, no connection, no picture, no font from anywhere; only the style that is in the page itself."""


def document(title: str, kicker: str, sections: Sequence[Section], foot: str) -> str:
    """Return the whole page."""
    links = [tag("li", tag("a", each.title, href=f"#{each.name}")) for each in sections]
    body = tag(
        "body",
        tag("a", "Skip to the answer", href="#answer", class_="skip"),
        tag(
            "header",
            tag("p", kicker, class_="kicker"),
            tag("h1", title),
            tag("nav", tag("ul", links), aria_label="Parts"),
        ),
        tag("main", together(*(each.html() for each in sections))),
        tag("footer", tag("p", foot)),
    )
    return page(title, STYLE, body)


def page(title: str, style: str, body: Html, language: str = "en", policy: str = POLICY) -> str:
    """Return a page that asks for nothing from elsewhere; `style` is a constant of this package, taken as it is."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", Html(style)),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang=language)}\n"
