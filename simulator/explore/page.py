"""The page itself: its parts, its words, the worlds as text, and what it may do, which is to show itself."""

from __future__ import annotations

import base64
import hashlib
import json
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from simulator.explore.exploration import Exploration
from simulator.explore.labels import label_of, unit_of, word_of
from simulator.explore.packing import is_growing, text_of
from simulator.explore.shown import CAUSES, FATES, FIGURES, PARTS, figures_of
from simulator.explore.sliders import Slider, said
from simulator.explore.words import WORDS, document
from simulator.lessons.language import Language, Text
from simulator.lessons.saying import without_points
from simulator.report.colours import DAY, NIGHT, variables
from simulator.report.page.document import page
from simulator.report.page.html import Html, tag, together

HERE = Path(__file__).parent
OWN = {"grid": "#e6e6e6", "grey": "#8b8b90", "on": "#fff"}
OWN_AT_NIGHT = {"grid": "#2c2e32", "grey": "#85868c", "on": "#0f1113"}
"""Rules behind a picture, the world as it is, and what is written on what can be pressed."""
STYLE = variables({**DAY, **OWN}, {**NIGHT, **OWN_AT_NIGHT}) + (HERE / "style.css").read_text(encoding="utf-8")
SCRIPT = "".join(each.read_text(encoding="utf-8") for each in sorted((HERE / "script").glob("*.js")))
"""One script in several files, which are read in the order of their numbers and share what they name."""


def page_of(exploration: Exploration, language: Language = "en", command: Sequence[str] = ()) -> str:
    """Return the whole page.

    `command` is what gives the world as it is on a command line, such as engage run telecom; the page adds what the
    sliders change.
    """
    scenario = exploration.grid.base
    policy = (
        f"default-src 'none'; style-src '{_hash(STYLE)}'; script-src '{_hash(SCRIPT)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    body = tag(
        "body",
        tag("a", *_told("skip", language), href="#answer", class_="skip", data_t="skip"),
        tag(
            "header",
            tag("p", class_="kicker", id="kicker"),
            tag("h1", scenario.name),
            tag("p", without_points(scenario.why)) if scenario.why else "",
            tag("p", *_told("about", language), data_t="about"),
            tag(
                "p",
                tag("button", *_told("language", language), type="button", id="language", data_t="language"),
                tag("button", *_told("print", language), type="button", id="print", data_t="print"),
                class_="tools",
            ),
        ),
        tag("noscript", tag("p", *_told("no_script", language))),
        _main(language),
        # Data, not a script: what a browser does not know it leaves alone. No `<` can end it early.
        _as_it_is("script", _json(_meta(exploration, language, command)), 'type="application/json" id="meta"'),
        _as_it_is("script", text_of(exploration.records), 'type="text/plain" id="worlds"'),
        _as_it_is("script", SCRIPT),
    )
    return page(scenario.name, STYLE, body, language, policy)


def _main(language: Language) -> Html:
    def part(name: str, *children: Html | str, note: str | None = None, word: str | None = None) -> Html:
        word = word or name
        heading = tag("h2", *_told(word, language), id=f"{name}-heading", data_t=word)
        about = tag("p", *_told(note, language), class_="note", data_t=note) if note else ""
        return tag("section", heading, about, *children, id=name, aria_labelledby=f"{name}-heading")

    def told(element: str, name: str, **attributes: str | bool) -> Html:
        return tag(element, *_told(name, language), data_t=name, **attributes)

    def button(name: str, **attributes: str | bool) -> Html:
        return told("button", name, type="button", id=name.replace("_", "-"), **attributes)

    asking = tag(
        "form",
        tag("p", id="question"),
        tag(
            "p",
            tag("label", for_="guess", id="guess-label"),
            tag("input", type="number", id="guess", min="0", step="1", inputmode="numeric", autocomplete="off"),
            told("button", "commit", type="submit", id="commit"),
            button("no_guess", class_="plain"),
            class_="tools",
        ),
        id="asking",
        novalidate=True,
    )
    guessed = tag("div", tag("p", id="guessed", aria_live="polite"), button("show_me", hidden=True))
    sliders = tag("fieldset", told("legend", "sliders", class_="gone"), id="controls")
    below = tag("p", button("reset"), told("a", "link", id="link", href="#"), class_="tools")
    locked = told("p", "locked", class_="note", id="locked")
    worlds = [
        tag("figure", told("figcaption", name), tag("div", id=f"tiers-{place}"))
        for place, name in (("pinned", "as_it_is"), ("moved", "moved"))
    ]
    tables = tag("details", told("summary", "tables"), tag("div", id="table"), id="tables-fold")
    along = tag("p", id="along", aria_hidden="true")
    steering = (part("predict", asking, guessed), part("sliders", locked, sliders, below), along)
    shown = (
        part("answer", tag("p", id="said", class_="lead", aria_live="polite"), tag("p", id="fates")),
        part("figures", tag("div", id="cards", class_="cards"), told("p", "band_note", class_="note")),
        part("tiers", tag("div", worlds, class_="two"), tag("p", id="legend", class_="legend"), note="tiers_note"),
        part("balance", tag("div", id="balance-drawn"), note="balance_note"),
        part("gone", tag("div", id="gone-drawn"), note="gone_note"),
        tag("section", tables, id="tables"),
        part("how", tag("div", id="made")),
    )
    return tag("main", tag("div", steering, class_="steer", id="steer"), tag("div", shown, class_="shown"))


def _meta(exploration: Exploration, language: Language, command: Sequence[str]) -> dict[str, Any]:
    grid = exploration.grid
    scenario = grid.base
    names = figures_of(scenario)
    return {
        "language": language,
        "customers": scenario.customers,
        "weeks": scenario.weeks,
        "warm_up": scenario.warm_up_weeks,
        "replicates": scenario.replicates,
        "seed": scenario.seed,
        "grows": is_growing(scenario),
        "worlds": len(grid),
        "pinned": [each.at for each in grid.sliders],
        "command": " ".join(map(shlex.quote, command)),
        "sliders": [_slider(each) for each in grid.sliders],
        "tiers": list(PARTS),
        "causes": list(CAUSES),
        "fates": list(FATES),
        "figures": [{"name": name, "digits": FIGURES[name].digits} for name in names],
        "packing": grid.packing.document(),
        "words": document(),
    }


def _slider(slider: Slider) -> dict[str, Any]:
    return {
        "path": slider.path,
        "label": _both(label_of(slider.path)),
        "meaning": slider.key.meaning,
        "unit": _both(unit_of(slider.key.unit)),
        "is_choice": slider.is_choice,
        "at": slider.at,
        "levels": [
            {
                "value": said(level),
                "said": _both(word_of(said(level))),
                "set": shlex.quote(f"{slider.path}={said(level)}"),
            }
            for level in slider.levels
        ],
    }


def _both(text: Text) -> dict[str, str]:
    return dict(text._asdict())


def _told(name: str, language: Language) -> tuple[str, ...]:
    return (WORDS[name].said(language),)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _as_it_is(name: str, text: str, attributes: str = "") -> Html:
    """Return an element with a text of this package, or one that cannot end it."""
    return together(Html(f"<{name}{' ' if attributes else ''}{attributes}>"), Html(text), Html(f"</{name}>"))


def _hash(text: str) -> str:
    """Return by what a browser knows the one style or script that may be used."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
