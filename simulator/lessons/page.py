"""The handout of a lesson: a page for the class and one for the instructor, which open without a network."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from simulator.lessons.drawing import picture_of
from simulator.lessons.language import Language, Text
from simulator.lessons.notes_words import heading, note_parts
from simulator.lessons.teaching import Taught, Verdict
from simulator.projection.whole import write_file
from simulator.report.page.document import page
from simulator.report.page.drawing import drawing
from simulator.report.page.html import Html, tag
from simulator.report.page.look import STYLE

DOTS = 72.0
"""Dots per inch of the pictures of the page on all lessons: small files, and sharp enough beside text."""

OWN_STYLE = """
section.question{min-height:92vh;display:flex;flex-direction:column;justify-content:center}
section.question p.asked{font-size:1.35rem;line-height:1.45}
ol.vote{list-style:upper-alpha;font-size:1.1rem}ol.vote li{margin:.5rem 0;padding-left:.3rem}
details.answer{background:none;margin:0 0 2rem}details.answer>summary{font-size:1.15rem}
@media print{section.question{min-height:0}}
"""
"""The question has the first screen for itself."""

VOTE = Text("Vote first. The answer is below, folded.", "Stem eerst. Het antwoord staat hieronder, dichtgevouwen.")
ANSWER = Text("The answer", "Het antwoord")
AGAINST = Text("What the evidence holds against it", "Wat het onderzoek ertegen inbrengt")
LESSON = Text("Lesson", "Les")


def for_the_class(taught: Taught, language: Language) -> str:
    """Return the page for the class: the question on the first screen, the answer with its pictures folded."""
    lesson = taught.lesson
    figures = []
    for plate in lesson.plates(taught.figures):
        picture = picture_of(plate, taught.about(language), language)
        figures += [tag("h3", plate.title.said(language)), drawing(picture, plate.name).figure(picture.words)]
    folded = tag(
        "details",
        tag("summary", ANSWER.said(language)),
        tag("p", tag("strong", taught.option(language)), class_="lead"),
        *(tag("p", each) for each in taught.sentences(language)),
        *figures,
        tag("h2", AGAINST.said(language)),
        _doubts(taught, language),
        class_="answer",
    )
    asked = tag(
        "section",
        tag("p", LESSON.said(language), class_="kicker"),
        tag("h1", lesson.title.said(language)),
        tag("p", lesson.question.said(language), class_="asked"),
        tag("ol", (tag("li", each.said(language)) for each in lesson.options), class_="vote"),
        tag("p", VOTE.said(language), class_="note"),
        class_="question",
    )
    return _document(lesson.title.said(language), tag("main", asked, folded), taught.about(language), language)


def for_the_instructor(taught: Taught, verdicts: Sequence[Verdict], language: Language) -> str:
    """Return the page of the instructor's notes."""
    parts: list[Html] = []
    for title, lines in note_parts(taught.lesson, verdicts, language):
        body = tag("p", lines[0]) if len(lines) == 1 else tag("ul", (tag("li", line) for line in lines))
        parts += [tag("h2", title), body]
    title = heading(taught.lesson, language)
    return _document(title, tag("main", tag("h1", title), *parts), taught.about(language), language)


def write_handout(folder: Path, taught: Taught, verdicts: Sequence[Verdict], language: Language) -> None:
    """Write pages, pictures, and both scenarios, so that the class can go on from there."""
    import json

    from simulator.scenario.writing import to_yaml

    (folder / "lesson.html").write_text(for_the_class(taught, language), encoding="utf-8")
    (folder / "notes.html").write_text(for_the_instructor(taught, verdicts, language), encoding="utf-8")
    for name, world in (("base", taught.base), ("other", taught.other)):
        (folder / f"{name}.yaml").write_text(to_yaml(world), encoding="utf-8")
    document = json.dumps(taught.document(language), indent=2, ensure_ascii=False, allow_nan=False)
    (folder / "lesson.json").write_text(document + "\n", encoding="utf-8")
    write_pictures(folder / "figures", taught, language)


def write_pictures(folder: Path, taught: Taught, language: Language) -> None:
    """Write the pictures, as SVG for a document and as PNG for a slide."""
    folder.mkdir()
    for plate in taught.lesson.plates(taught.figures):
        picture = picture_of(plate, taught.about(language), language)
        for kind in ("svg", "png"):
            picture.write(folder / f"{plate.name}.{kind}")


def draw_for_page(folder: Path, taught: Taught) -> None:
    """Write the pictures of a lesson for the page on all of them, in English and small."""
    for plate in taught.lesson.plates(taught.figures):
        picture = picture_of(plate, taught.about("en"), "en")
        target = folder / f"{taught.lesson.name}-{plate.name}.png"
        write_file(target, partial(picture.write, dots_per_inch=DOTS))


def _doubts(taught: Taught, language: Language) -> Html:
    return tag(
        "ul",
        (
            tag("li", each.says.said(language), " ", tag("span", f"({each.source_said(language)})", class_="note"))
            for each in taught.lesson.doubts
        ),
    )


def _document(title: str, main: Html, foot: str, language: Language) -> str:
    return page(title, STYLE + OWN_STYLE, tag("body", main, tag("footer", tag("p", foot))), language)
