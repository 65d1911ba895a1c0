"""`engage evidence`: what is published about customers, held against what the simulated ones do."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.console import Console, as_json, duration, talkative
from simulator.cli.words import WIDEST, width, wrapped
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.evidence.finding import Finding
    from simulator.evidence.judging import Judgement
    from simulator.evidence.keeping import Kept
    from simulator.evidence.laboratory import Laboratory

MISSED = 6
"""The exit code when a finding is missed."""
MARGIN = 5
"""Columns before what is told of a finding: room for its code."""
DOTS = 72.0
"""Dots per inch of the pictures of the page: small files, and sharp enough beside text."""


@click.command(short_help="Hold published findings against what the simulated customers do.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--customers", type=click.IntRange(min=1), help="Customers of each experiment. Default: 2000.")
@click.option("--replicates", type=click.IntRange(min=1), help="Times with other luck. Default: 20.")
@click.option("--short", is_flag=True, help="500 customers, 5 replicates: a first impression.")
@click.option("--no-off", is_flag=True, help="Do not run again with the mechanisms off; takes half the time.")
@click.option("--list", "listing", is_flag=True, help="Say which findings there are; run nothing.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder to keep figures and pictures in, each as soon as it is finished. The same command goes on from there.",
)
@click.option("--pictures", type=click.Path(path_type=Path), metavar="DIR", help="Folder for the pictures alone.")
@click.option("--markdown", is_flag=True, help="Print the page docs/evidence.md.")
@click.option("--sensitivity", is_flag=True, help="Move every default of people by a quarter: which verdicts flip?")
@as_json
@talkative
@click.pass_obj
def evidence(
    console: Console,
    /,
    names: tuple[str, ...],
    customers: int | None,
    replicates: int | None,
    short: bool,
    no_off: bool,
    listing: bool,
    out: Path | None,
    pictures: Path | None,
    markdown: bool,
    sensitivity: bool,
    as_json: bool,
) -> None:
    """Repeat published experiments with simulated customers and say which findings hold, with one set of defaults.

    NAME is a code such as P02, or a name such as loss-aversion; without one, all are judged. The bands were written
    down before anything was simulated. Each finding is also run with its mechanism off: the effect has to go. Ends with
    6 when a finding is missed.
    """
    if markdown and (as_json or names or no_off):
        raise UsageError("--markdown prints the whole page; leave out NAME, --json and --no-off")
    if sensitivity and (pictures is not None or no_off or listing):
        raise UsageError("--sensitivity draws nothing and turns nothing off; leave out --pictures, --no-off and --list")
    from simulator.evidence.choosing import chosen
    from simulator.evidence.findings import FINDINGS

    findings = chosen(names, FINDINGS)
    if listing:
        console.result(_listed(findings, as_json))
        return
    if sensitivity:
        from simulator.cli.hanging import sensitivity_of

        sensitivity_of(console, findings, _size(short, customers, replicates), out, markdown, as_json)
        return
    from simulator.evidence.laboratory import FULL_CUSTOMERS, FULL_REPLICATES, SHORT_CUSTOMERS, SHORT_REPLICATES

    usual = (SHORT_CUSTOMERS, SHORT_REPLICATES) if short else (FULL_CUSTOMERS, FULL_REPLICATES)
    laboratory = _laboratory(customers or usual[0], replicates or usual[1])
    series = _Series(console, laboratory, findings, no_off, out, pictures, DOTS if markdown else None)
    judgements = series.run(told=not (as_json or markdown))
    if as_json:
        console.result(_document(judgements, laboratory, series.kept))
    elif markdown:
        from simulator.evidence.page import evidence_page

        console.result(evidence_page(judgements, laboratory).rstrip("\n"))
    else:
        from simulator.evidence.findings import FINDINGS as EVERY
        from simulator.evidence.telling import answer

        first, *missed = answer(judgements, len(EVERY))
        lines = [
            wrapped(first, wide=width(WIDEST)),
            *(wrapped(each, "", " " * MARGIN, width(WIDEST)) for each in missed),
        ]
        console.result("\n" + "\n".join(lines))
        if series.kept is not None:
            console.result(f"\nFigures and pictures: {series.kept.folder}")
    from simulator.evidence.judging import HOLDS

    if any(each.verdict != HOLDS for each in judgements):
        raise click.exceptions.Exit(MISSED)


class _Series:
    """Findings judged one after the other, each told and kept as soon as it is."""

    def __init__(
        self,
        console: Console,
        laboratory: Laboratory,
        findings: Sequence[Finding],
        no_off: bool,
        out: Path | None,
        pictures: Path | None,
        dots_per_inch: float | None,
    ) -> None:
        self.console = console
        self.laboratory = laboratory
        self.findings = findings
        self.no_off = no_off
        self.pictures = pictures
        self.dots_per_inch = dots_per_inch
        self.kept = None if out is None else _kept(console, laboratory, out, no_off)
        if pictures is not None:
            from simulator.projection.whole import check_writable

            check_writable(pictures / "picture")

    def run(self, told: bool) -> list[Judgement]:
        """Return the judgements; with `told` each is printed when it is there."""
        self.console.tell_of_compiling()
        judgements: list[Judgement] = []
        began = time.monotonic()
        lived = 0
        for finding in self.findings:
            self._say_what_is_left(len(judgements))
            each = self._known(finding)
            if each is None:
                spent = time.monotonic() - began
                left = (
                    f", about {duration(spent / lived * (len(self.findings) - len(judgements)))} left" if lived else ""
                )
                place = f"{len(judgements) + 1} of {len(self.findings)}"
                self.console.standing(f"{finding.code} {finding.name}, {place}{left}")
                each = self._judged(finding)
                lived += 1
            judgements.append(each)
            if told:
                self.console.result(told_of(each, width(WIDEST)))
        return judgements

    def _known(self, finding: Finding) -> Judgement | None:
        """Return a judgement that was kept, with its picture if that is asked for."""
        from simulator.evidence.keeping import judgement_from, name_of

        if self.kept is None or not self.kept.has(name_of(finding)):
            return None
        self.console.detail(f"{finding.code}: kept in {self.kept.folder}")
        judgement = judgement_from(self.kept.read(name_of(finding)), _asked(finding, self.no_off))
        self._draw(judgement, keep=False)
        return judgement

    def _judged(self, finding: Finding) -> Judgement:
        from simulator.evidence.judging import judge
        from simulator.evidence.keeping import document_of, name_of

        judgement = judge(_asked(finding, self.no_off), self.laboratory)
        self.console.detail(f"{finding.code}: {duration(judgement.seconds)}")
        self._draw(judgement, keep=True)
        if self.kept is not None:
            # The file with the figures comes last: where it is, all of the finding is.
            self.kept.write(name_of(finding), document_of(judgement))
        return judgement

    def _draw(self, judgement: Judgement, keep: bool) -> None:
        keep = keep and self.kept is not None
        if not judgement.outcome.panels or (not keep and self.pictures is None):
            return
        from simulator.evidence.keeping import name_of
        from simulator.evidence.telling import laboratory_words
        from simulator.projection.whole import write_file
        from simulator.report.evidence import evidence as drawn

        picture = drawn(judgement, laboratory_words(self.laboratory))
        name = name_of(judgement.finding)
        if keep and self.kept is not None:
            self.kept.draw(name, picture.write)
        if self.pictures is None:
            return
        if self.dots_per_inch is None:
            for kind in ("svg", "png"):
                write_file(self.pictures / f"{name}.{kind}", picture.write)
        else:
            write_file(self.pictures / f"{name}.png", lambda file: picture.write(file, self.dots_per_inch))

    def _say_what_is_left(self, done: int) -> None:
        many = f"{done} of {len(self.findings)} findings"
        if self.kept is not None:
            self.console.left = f"{many} are in {self.kept.folder}; the same command goes on from there"
        else:
            self.console.left = f"{many} were judged; with --out DIR they are kept, and the command can go on"


def told_of(judgement: Judgement, wide: int) -> str:
    """Return a finding with its checks as lines of text."""
    from simulator.evidence.telling import check_words

    code = judgement.finding.code.ljust(MARGIN)
    lines = [wrapped(f"{judgement.finding.title}: {judgement.verdict.upper()}", code, " " * MARGIN, wide)]
    before = " " * (MARGIN + 2)
    for result in judgement.results:
        mark = "  " if result.holds and result.goes is not False else "✗ "
        lines.append(wrapped(f"{result.check.name}: {result.check.says}", " " * MARGIN + mark, before, wide))
        lines.append(wrapped(check_words(result), before + "  ", before + "  ", wide))
    return "\n".join(lines)


def _listed(findings: Sequence[Finding], as_json: bool) -> str:
    if as_json:
        import json

        said = [{"code": each.code, "name": each.name, "title": each.title, "source": each.source} for each in findings]
        return json.dumps({"findings": said}, indent=2, ensure_ascii=False)
    wide = max((len(each.name) for each in findings), default=0) + 2
    lines = []
    for each in findings:
        first = each.code.ljust(MARGIN) + each.name.ljust(wide)
        lines.append(wrapped(each.title, first, " " * len(first), width(WIDEST)))
    return "\n".join(lines)


def _size(short: bool, customers: int | None, replicates: int | None) -> tuple[int | None, int | None]:
    from simulator.evidence.laboratory import SHORT_CUSTOMERS, SHORT_REPLICATES

    if short:
        return customers or SHORT_CUSTOMERS, replicates or SHORT_REPLICATES
    return customers, replicates


def _laboratory(customers: int, replicates: int) -> Laboratory:
    from simulator.evidence.laboratory import Laboratory

    return Laboratory(customers, replicates)


def _kept(console: Console, laboratory: Laboratory, out: Path, no_off: bool) -> Kept:
    from simulator.evidence.keeping import Kept, identity_of

    kept = Kept.at(out, identity_of(laboratory, "findings without their mechanisms off" if no_off else "findings"))
    if kept.folder != out:
        console.say(f"{out} is taken by something else; this is kept in {kept.folder}")
    return kept


def _asked(finding: Finding, no_off: bool) -> Finding:
    from dataclasses import replace

    return replace(finding, mechanisms=()) if no_off else finding


def _document(judgements: Sequence[Judgement], laboratory: Laboratory, kept: Kept | None) -> str:
    import json

    from simulator.evidence.judging import HOLDS
    from simulator.evidence.keeping import document_of, identity_of
    from simulator.evidence.telling import answer

    left_out = {"values", "panels"}
    document: dict[str, Any] = {
        "answer": " ".join(answer(judgements)),
        "laboratory": identity_of(laboratory),
        "folder": None if kept is None else str(kept.folder),
        "holding": sum(each.verdict == HOLDS for each in judgements),
        "judged": len(judgements),
        "findings": [
            {key: value for key, value in document_of(each).items() if key not in left_out} for each in judgements
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
