"""`engage lesson`: prepared lessons, with a question before each answer."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from simulator.cli.console import Console, as_json, duration, overriding, talkative
from simulator.cli.words import width, wrapped
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.lessons.language import Language
    from simulator.lessons.lesson import Lesson
    from simulator.lessons.teaching import Taught, Verdict
    from simulator.scenario.schema import Scenario

FEWEST, MOST = 200, 100_000
"""Customers in each world: fewer say nothing, more only take longer."""
WIDEST = 96


def language_option(function: click.decorators.FC) -> click.decorators.FC:
    """Give a command the option --language."""
    return click.option(
        "--language",
        type=click.Choice(["en", "nl"]),
        help="English or Dutch. Default: the language of the system where it is one of them, else English.",
    )(function)


def language_of(asked: str | None) -> Language:
    """Return the language that is asked for, or that of the system."""
    if asked is not None:
        return _as_language(asked)
    # As the system itself looks for it: the first of these that is set decides.
    said = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return _as_language(said)


def _as_language(said: str) -> Literal["en", "nl"]:
    return "nl" if said.lower().startswith("nl") else "en"


@click.command(short_help="Teach a prepared lesson: a question, then the answer.")
@click.argument("name", required=False)
@language_option
@click.option("--answer", "at_once", is_flag=True, help="Show the answer at once; else a terminal waits for Enter.")
@click.option("--notes", "with_notes", is_flag=True, help="Add the notes for the instructor.")
@click.option("--customers", type=click.IntRange(FEWEST, MOST), help="Customers in each world. Default: the lesson's.")
@overriding
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for a handout: a page for the class, one for the instructor, pictures, both scenarios.",
)
@click.option("--markdown", is_flag=True, help="Print the page docs/lessons.md, on all of them.")
@click.option(
    "--pictures", type=click.Path(path_type=Path), metavar="DIR", help="With --markdown: folder for its pictures."
)
@as_json
@talkative
@click.pass_obj
def lesson(
    console: Console,
    /,
    name: str | None,
    language: str | None,
    at_once: bool,
    with_notes: bool,
    customers: int | None,
    overrides: tuple[str, ...],
    out: Path | None,
    markdown: bool,
    pictures: Path | None,
    as_json: bool,
) -> None:
    """Teach the lesson NAME; without one, list them.

    Each has a question to vote on, two worlds in which the same customers live with the same luck, an answer that is
    composed from what comes out, pictures, and what the evidence holds against it. On a terminal the answer waits for
    Enter.
    """
    from simulator.lessons.lessons import lesson as named
    from simulator.lessons.living import worlds_of

    said = language_of(language)
    if markdown:
        if name is not None or as_json or at_once or with_notes or overrides or out is not None:
            raise UsageError("--markdown prints the page on all lessons; with it go --customers and --pictures only")
        console.result(_page(console, customers, pictures))
        return
    if pictures is not None:
        raise UsageError("--pictures goes with --markdown; the pictures of one lesson come with --out")
    if name is None:
        if at_once or with_notes or customers is not None or overrides or out is not None:
            raise UsageError("which lesson? engage lesson without options lists them")
        console.result(_listed(said, as_json))
        return
    found = named(name)
    if out is not None:
        from simulator.projection.whole import check_writable

        check_writable(out)
    worlds = worlds_of(found, customers, overrides)
    if not as_json:
        console.result(question_of(found, said))
    taught = _taught(console, found, worlds)
    judged = _judged(console, found) if with_notes or out is not None else []
    if as_json:
        console.result(_document(taught, judged, said))
    else:
        if not at_once and sys.stdin.isatty() and sys.stdout.isatty():
            _wait(said)
        console.result(answer_of(taught, said))
        if with_notes:
            console.result(notes_of(found, judged, said))
    if out is not None:
        _hand_out(console, out, taught, judged, said)


def _page(console: Console, customers: int | None, pictures: Path | None) -> str:
    from simulator.lessons.lessons import LESSONS
    from simulator.lessons.living import worlds_of
    from simulator.lessons.overview import lessons_page
    from simulator.lessons.page import draw_for_page

    if pictures is not None:
        from simulator.projection.whole import check_writable

        check_writable(pictures / "picture")
    found = []
    for each in LESSONS:
        console.standing(each.name)
        found.append(_taught(console, each, worlds_of(each, customers)))
        if pictures is not None:
            draw_for_page(pictures, found[-1])
    return lessons_page(found).rstrip("\n")


def _taught(console: Console, found: Lesson, worlds: tuple[Scenario, Scenario]) -> Taught:
    import time

    from simulator.lessons.teaching import teach

    console.tell_of_compiling()
    clock = time.perf_counter()
    taught = teach(found, *worlds)
    console.detail(f"lived in {duration(time.perf_counter() - clock)}")
    return taught


def _judged(console: Console, found: Lesson) -> list[Verdict]:
    from simulator.lessons.teaching import verdicts

    console.standing("judging the findings that bear on it")
    return verdicts(found)


def _wait(language: Language) -> None:
    from simulator.lessons.language import Text

    click.echo(Text("Enter shows the answer.", "Enter toont het antwoord.").said(language), err=True, nl=False)
    if not sys.stdin.readline().endswith("\n"):
        click.echo(err=True)  # the end of the input moves the cursor nowhere


def question_of(found: Lesson, language: Language) -> str:
    """Return title, question and options as lines of text."""
    from simulator.lessons.teaching import LETTERS

    lines = [found.title.said(language).upper(), "", _filled(found.question.said(language)), ""]
    lines += [_filled(each.said(language), f"  {LETTERS[place]}  ") for place, each in enumerate(found.options)]
    return "\n".join([*lines, ""])


def answer_of(taught: Taught, language: Language) -> str:
    """Return the answer and what is held against it as lines of text."""
    from simulator.lessons.notes_words import AGAINST

    letter, right = taught.option(language)[:3], taught.option(language)[3:]
    lines = [_filled(right, letter), ""]
    lines += [_filled(each, "   ") for each in taught.sentences(language)]
    lines += ["", f"{AGAINST.said(language)}:"]
    lines += [
        _filled(f"{each.says.said(language)} ({each.source_said(language)})", " - ") for each in taught.lesson.doubts
    ]
    return "\n".join([*lines, "", _filled(taught.about(language))])


def notes_of(found: Lesson, judged: list[Verdict], language: Language) -> str:
    """Return the notes as lines of text; what is held against the lesson was said with the answer."""
    from simulator.lessons.notes_words import AGAINST, heading, note_parts

    lines = ["", heading(found, language)]
    for title, each in note_parts(found, judged, language):
        if title != AGAINST.said(language):
            lines += ["", f"{title}:", *(_filled(line, " - ") for line in each)]
    return "\n".join(lines)


def _hand_out(console: Console, out: Path, taught: Taught, judged: list[Verdict], language: Language) -> None:
    from simulator.lessons.page import write_handout
    from simulator.projection.whole import write_whole

    console.written = write_whole(out, lambda folder: write_handout(folder, taught, judged, language))
    console.say(f"Handout: {console.written}")


def _document(taught: Taught, judged: list[Verdict], language: Language) -> str:
    import json

    from simulator.lessons.notes_words import note_parts

    document = taught.document(language)
    if judged:
        document["notes"] = dict(note_parts(taught.lesson, judged, language))
        document["findings"] = [
            {"code": each.asked.code, "holds": each.holds, "figures_in_band": each.figures, "figures": each.of}
            for each in judged
        ]
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)


def _listed(language: Language, as_json: bool) -> str:
    from simulator.lessons.lessons import LESSONS

    if as_json:
        import json

        said = [
            {
                "name": each.name,
                "title": each.title.said(language),
                "question": each.question.said(language),
                "minutes": each.notes.minutes,
            }
            for each in LESSONS
        ]
        return json.dumps({"lessons": said}, indent=2, ensure_ascii=False)
    wide = max(len(each.name) for each in LESSONS) + 2
    lines = [f"{each.name:{wide}}{each.title.said(language)}, {each.notes.minutes} min" for each in LESSONS]
    return "\n".join(lines)


def _filled(text: str, first: str = "") -> str:
    return wrapped(text, first, " " * len(first), width(WIDEST))
