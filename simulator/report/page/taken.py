"""The last sections of every page: what is taken for granted, with sources, and where the model ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from simulator.projection.wording import counted
from simulator.report.page.html import Html, tag, together
from simulator.report.page.pieces import Section, folded, key, listed, paragraph, table
from simulator.scenario.assumptions import Assumption, assumptions
from simulator.scenario.schema import Scenario

ELSEWHERE = ("touchpoints", "segments", "mechanisms", "engagement_index", "programmes", "incidents", "interventions")
"""Defaults that are told beside the item they belong to, or weigh nothing."""

LIMITS = (
    "The figures are of simulated customers. They say how far luck moves a result, and nothing of how sure the model "
    "is.",
    "Use them to compare policies and to sharpen questions, not to forecast a quarter: levels hang on the scenario's "
    "own numbers, differences between two scenarios less so.",
    "A published finding that the model repeats shows that the model can bring it about; it does not show that people "
    "work that way.",
    "Customers differ from each other only as far as the scenario and the defaults let them; competitors act only "
    "through offers and the rising norm.",
)


def taken(scenario: Scenario) -> Section:
    """Return what the scenario sets, with its words on why, and the defaults that lean on something published."""
    every = assumptions(scenario)
    chosen = [each for each in every if each.is_set]
    usual = [each for each in every if not each.is_set and not each.path.startswith(ELSEWHERE)]
    leaning = [each for each in usual if not each.is_plain_judgement and each.value is not None]
    plain = [each for each in usual if each.is_plain_judgement]
    groups = [(owner, list(some)) for owner, some in groupby(chosen, key=_owner)]
    return Section(
        "assumptions",
        "What is assumed",
        together(
            paragraph(
                f"The scenario sets {counted(len(chosen), 'value')} itself. Of its other keys {len(leaning)} keep a "
                f"default that leans on something published or has a reason of its own, and {len(plain)} one that is a "
                "judgement alone. Docs: parameters.md has all of them."
            ),
            folded(
                f"What the scenario sets: {counted(len(chosen), 'value')}",
                table(
                    "Values that the scenario sets, with its own words on why",
                    ("Where", "Values", "Why, as the scenario says"),
                    [(key(owner), _values(owner, some), some[0].source or "not said") for owner, some in groups],
                    frozenset({0, 1, 2}),
                ),
            ),
            folded(
                f"Defaults and where they come from: {counted(len(leaning), 'value')}",
                table(
                    "Defaults in force, with their sources",
                    ("Key", "Value", "Meaning", "Source"),
                    [(key(each.path), _value(each), each.meaning, each.source) for each in leaning],
                    frozenset({0, 1, 2, 3}),
                ),
            ),
        ),
    )


def differing(differences: Sequence[tuple[str, str, str, str]], alternative: str) -> Html:
    """Return what an alternative changes: path, value in the base, value in the alternative, meaning."""
    if not differences:
        return paragraph("Nothing differs between the scenarios.")
    return table(
        f"What {alternative} changes",
        ("Key", "Base", "Alternative", "Meaning"),
        [(key(path), *others) for path, *others in differences],
        frozenset({0, 1, 2, 3}),
    )


def limits(missed: Sequence[str]) -> Section:
    """Return where the model ends, and which published findings it misses, where that is known."""
    known = (
        together(
            paragraph("Published findings that the model misses with its defaults, from docs/evidence.md:"),
            listed(missed),
        )
        if missed
        else paragraph(
            "Which published findings the model repeats and which it misses is told in docs/evidence.md; the command "
            "engage evidence judges them anew."
        )
    )
    return Section("limits", "What it cannot tell", together(listed(LIMITS), known))


def _owner(each: Assumption) -> str:
    """Return the item or part that a key belongs to."""
    head, bracket, _ = each.path.partition("]")
    if bracket:
        return head + bracket
    return each.path.partition(".")[0] if "." in each.path else "the scenario"


def _values(owner: str, some: Sequence[Assumption]) -> Html:
    """Return the values of one item, a line each."""
    return tag("ul", [tag("li", f"{each.path.removeprefix(owner).lstrip('.')}: {_value(each)}") for each in some])


def _value(each: Assumption) -> str:
    return f"{each.said} {each.unit}".strip()
