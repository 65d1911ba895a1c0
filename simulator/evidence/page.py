"""The page `docs/evidence.md`: every finding with what was published and what was simulated, written from a series."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.evidence.finding import Finding
from simulator.evidence.fitted import FITTED, fitted_words
from simulator.evidence.judging import MISSED, Judgement, Result
from simulator.evidence.keeping import fingerprint_of_defaults, name_of
from simulator.evidence.laboratory import Laboratory
from simulator.evidence.pages import table
from simulator.evidence.telling import (
    band_words,
    basis_words,
    described,
    figure_of,
    holding_words,
    interval_words,
    miss_words,
    missing,
    number_word,
    off_words,
    published_words,
)
from simulator.evidence.tried import TRIED
from simulator.projection.wording import counted

PICTURES = "pictures/evidence"
"""Where the pictures of the page lie, seen from it."""
FINGERPRINT = "Fingerprint of the defaults and the bands: "

INTRODUCTION = """\
What research has published about customers, asked of the simulated ones. Each experiment is repeated in the simulator
as its authors made it, as far as the model has what it needs, and its figure is held against a band. The bands were
written down before anything was simulated, and none was moved afterwards: *published* ones are confidence intervals
from the paper, *proposed* ones are ours, where the paper gives a figure without an interval, or only an order. One set
of defaults serves all experiments; an experiment sets no parameter of people except what its protocol lays down.

A figure holds when its mean over the replicates lies in its band. A finding holds when all its figures do, and when the
effect goes once the mechanism that is to explain it is turned off ([the mechanisms](mechanisms.md)). Patterns (P) are
published; what must emerge (E) is nowhere written into the rule and has to come out of it.

"""
UNTRUE = """\
A pattern that holds says that the model can bring it about with defaults that also bring about the others. It does not
say that people work that way, nor that a firm's own figures will come out: those depend on its scenario.
"""


def evidence_page(judgements: Sequence[Judgement], laboratory: Laboratory) -> str:
    """Return the page."""
    findings = tuple(each.finding for each in judgements)
    missed = [each for each in judgements if each.verdict == MISSED]
    lines = [
        "# The evidence",
        "",
        INTRODUCTION + UNTRUE,
        f"**{summary(judgements)}**",
        "",
        fitted_words(judgements),
        "",
        f"Each experiment: {laboratory.customers:,} customers or more an arm, {laboratory.replicates} replicates, seed "
        f"{laboratory.seed}; figures are means over the replicates with 95 % intervals. Which verdicts hang on which "
        "default is told in [how sure the verdicts are](evidence-sensitivity.md). `engage evidence P02` repeats one of "
        "these; this page is written by `make evidence`.",
        "",
        f"{FINGERPRINT}`{fingerprint_of_defaults(findings)}`",
        "",
        *_overview(judgements),
    ]
    if missed:
        lines += ["## What is missed", "", *(f"- {missing(each)}." for each in missed), ""]
    for each in judgements:
        lines += _in_full(each)
    return "\n".join(lines).rstrip() + "\n"


def summary(judgements: Sequence[Judgement]) -> str:
    """Return how many findings hold, in a sentence.

    Example:
        >>> summary([])
        'No finding was judged.'
    """
    if not judgements:
        return "No finding was judged."
    checks = [result for each in judgements for result in each.results]
    lie = sum(result.holds for result in checks)
    return (
        f"With the one set of defaults {holding_words(judgements)} hold; "
        f"{number_word(lie)} of their {counted(len(checks), 'figure')} lie in their bands."
    )


def _overview(judgements: Sequence[Judgement]) -> list[str]:
    """Return a table with a row for each finding: its first figure, which is the one it is known for."""
    rows = []
    for each in judgements:
        first = each.results[0]
        holding = sum(result.holds for result in each.results)
        rows.append(
            (
                f"[{each.finding.code}](#{_anchor(each.finding)})",
                each.finding.title,
                f"**{each.verdict}**",
                f"{holding} of {len(each.results)}",
                first.check.says,
                published_words(first.check),
                interval_words(first.found),
                band_words(first.check.band),
                _off(first),
            )
        )
    heading = (
        "",
        "Finding",
        "Verdict",
        "Figures",
        "The first of them",
        "Published",
        "Simulated",
        "Band",
        "Mechanism off",
    )
    return ["## All findings", "", *table(heading, rows), ""]


def _off(result: Result) -> str:
    if result.off is None or result.goes is None:
        return ""
    return f"{figure_of(result.off.mean)}, {'gone' if result.goes else '**stays**'}"


def _in_full(judgement: Judgement) -> list[str]:
    finding = judgement.finding
    off = f" Off for comparison: {', '.join(f'`{each}`' for each in finding.mechanisms)}." if finding.mechanisms else ""
    rows = [
        (
            f"*{result.check.name}*: {result.check.says}",
            published_words(result.check),
            f"{band_words(result.check.band)}, {basis_words(result.check)}",
            interval_words(result.found) + ("" if result.is_sure else " (crosses an edge)"),
            miss_words(result) or "holds",
            off_words(result) or "not asked",
        )
        for result in judgement.results
    ]
    lines = [
        f"## {_heading(finding)}",
        "",
        f"{finding.title}: **{judgement.verdict}**.",
        "",
        f"*What was done.* {finding.done}{off}",
        "",
        *table(("Figure", "Published", "Band", "Simulated", "Verdict", "Mechanism off"), rows),
        "",
        f"*Source.* {_sentence(finding.source)} *Certainty.* {_sentence(finding.certainty)}",
        "",
    ]
    if finding.code in FITTED:
        names = ", ".join(f"`{path}`" for path in FITTED[finding.code])
        lines += [f"*Set with this finding in view.* {names}.", ""]
    if finding.note:
        lines += [f"*Note.* {finding.note}", ""]
    if judgement.verdict == MISSED and finding.code in TRIED:
        lines += [f"*Tried.* {TRIED[finding.code]}", ""]
    if judgement.outcome.panels:
        words = " ".join([f"{finding.title}.", *map(described, judgement.outcome.panels)])
        lines += [f"![{_alternative(words)}]({PICTURES}/{name_of(finding)}.png)", ""]
    return lines


def _heading(finding: Finding) -> str:
    return f"{finding.code} {finding.name.replace('-', ' ')}"


def _anchor(finding: Finding) -> str:
    """Return the name under which a heading can be linked to, as it is made from its words."""
    return _heading(finding).lower().replace(" ", "-")


def _sentence(text: str) -> str:
    said = text[:1].upper() + text[1:]
    return said if said.endswith(".") else f"{said}."


def _alternative(text: str) -> str:
    return text.replace("[", "(").replace("]", ")").replace("\n", " ")
