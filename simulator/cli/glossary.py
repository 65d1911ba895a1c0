"""`engage glossary`: the terms in English and Dutch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from simulator.cli.console import Console, as_json, talkative
from simulator.cli.lesson import WIDEST, language_of, language_option
from simulator.cli.words import width, wrapped
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.lessons.language import Language
    from simulator.lessons.term import Term


@click.command(short_help="Explain the terms, in English and Dutch.")
@click.argument("words", nargs=-1, metavar="[TERM]")
@language_option
@click.option("--markdown", is_flag=True, help="Print the page docs/glossary.md.")
@as_json
@talkative
@click.pass_obj
def glossary(console: Console, /, words: tuple[str, ...], language: str | None, markdown: bool, as_json: bool) -> None:
    """Explain TERM, given in English or Dutch; without one, list all terms in both.

    Each has one sentence, where it acts (files of the rule, keys of a scenario) and the points it belongs to.
    """
    if markdown and (as_json or words):
        raise UsageError("--markdown prints the whole page; leave out TERM and --json")
    from simulator.lessons.glossary import glossary_page, in_order, term

    said = language_of(language)
    chosen = [term(" ".join(words))] if words else in_order(said)
    if markdown:
        console.result(glossary_page().rstrip("\n"))
    elif as_json:
        import json

        console.result(json.dumps({"terms": [_document(each) for each in chosen]}, indent=2, ensure_ascii=False))
    elif words:
        console.result(in_full(chosen[0], said))
    else:
        other: Language = "nl" if said == "en" else "en"
        wide = max(len(each.name.said(said)) for each in chosen) + 2
        console.result("\n".join(f"{each.name.said(said):{wide}}{each.name.said(other)}" for each in chosen))


def in_full(each: Term, language: Language) -> str:
    """Return a term with all that is known of it as lines of text, the asked language first."""
    from simulator.lessons.glossary import where_of
    from simulator.lessons.language import LANGUAGES

    lines: list[str] = []
    for place in sorted(LANGUAGES, key=lambda other: other != language):
        lines += [each.name.said(place), wrapped(each.says.said(place), "  ", "  ", width(WIDEST))]
    rows = {
        "acts in": where_of(each),
        "points": ", ".join(each.points),
        "switches": ", ".join(each.mechanisms),
        "ledger": ", ".join(each.events),
    }
    return "\n".join([*lines, "", *(f"{heading:10}{text}" for heading, text in rows.items() if text)])


def _document(each: Term) -> dict[str, Any]:
    return {
        "en": each.name.en,
        "nl": each.name.nl,
        "meaning": {"en": each.says.en, "nl": each.says.nl},
        "where": list(each.where),
        "points": list(each.points),
        "mechanisms": list(each.mechanisms),
        "events": list(each.events),
    }
