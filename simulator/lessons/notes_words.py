"""The instructor's notes as headings and lines, for the terminal and for the page."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.lessons.language import Language, Text
from simulator.lessons.lesson import Lesson
from simulator.lessons.teaching import Verdict

NOTES_ON = Text("Notes for the instructor: {title}", "Aantekeningen voor de docent: {title}")
TIME = Text("Time", "Tijd")
MINUTES = Text("About {minutes} minutes, with the vote.", "Ongeveer {minutes} minuten, met de stemming.")
ASK = Text("What to ask", "Wat te vragen")
WRONG = Text("A common misunderstanding", "Een veelvoorkomend misverstand")
EXERCISE = Text("Exercise", "Opdracht")
RULES = Text("Which rule acts", "Welke regel hier werkt")
ACTS = Text(
    "In simulator/customer/: {files}. Points of the concept: {points}; engage claims {first} says what carries them.",
    "In simulator/customer/: {files}. Punten van het concept: {points}; engage claims {first} zegt waar ze zitten.",
)
WORLDS = Text("The two worlds", "De twee werelden")
WORLD = Text(
    "{label}: {scenario} with {many} values changed; --json names them, --out writes the whole scenario.",
    "{label}: {scenario} met {many} andere waarden; --json noemt ze, --out schrijft het hele scenario.",
)
AGAINST = Text("What the evidence holds against it", "Wat het onderzoek ertegen inbrengt")
FINDINGS = Text(
    "What this simulator makes of the findings (a first impression with 500 customers, judged just now)",
    "Wat deze simulator van de bevindingen maakt (een eerste indruk met 500 klanten, zojuist beoordeeld)",
)
HOLDS, MISSED = Text("holds", "klopt"), Text("missed", "gemist")
FIGURES = Text("{verdict}, {inside} of {all} figures", "{verdict}, {inside} van {all} cijfers")
MORE = Text(
    "In full, with bands and pictures: engage evidence {codes}, and docs/evidence.md.",
    "Volledig, met grenzen en plaatjes: engage evidence {codes}, en docs/evidence.md.",
)


def heading(lesson: Lesson, language: Language) -> str:
    """Return what the notes are called."""
    return NOTES_ON.said(language).format(title=lesson.title.said(language))


def command_of(lesson: Lesson) -> str:
    """Return the command of the exercise."""
    return " ".join(
        ["engage lesson", lesson.name, "--answer", *(f"--set {_quoted(each)}" for each in lesson.notes.sets)]
    )


def note_parts(lesson: Lesson, verdicts: Sequence[Verdict], language: Language) -> list[tuple[str, list[str]]]:
    """Return the headings with their lines; without verdicts that part is left out."""
    notes = lesson.notes
    files = ", ".join(notes.rules)
    acts = ACTS.said(language).format(files=files, points=", ".join(notes.points), first=" ".join(notes.points[:2]))
    parts = [
        (TIME.said(language), [MINUTES.said(language).format(minutes=notes.minutes)]),
        (ASK.said(language), [each.said(language) for each in notes.ask]),
        (WRONG.said(language), [notes.misunderstanding.said(language)]),
        (EXERCISE.said(language), [f"{notes.exercise.said(language)} {command_of(lesson)}"]),
        (RULES.said(language), [acts]),
        (
            WORLDS.said(language),
            [
                WORLD.said(language).format(
                    label=world.label.said(language),
                    scenario=world.scenario,
                    many=len(world.changes),
                )
                for world in (lesson.base, lesson.other)
            ],
        ),
        (
            AGAINST.said(language),
            [f"{each.says.said(language)} ({each.source_said(language)})" for each in lesson.doubts],
        ),
    ]
    if verdicts:
        parts.append(
            (FINDINGS.said(language), [*(_verdict(each, language) for each in verdicts), _more(lesson, language)])
        )
    return parts


def _verdict(found: Verdict, language: Language) -> str:
    said = FIGURES.said(language).format(
        verdict=(HOLDS if found.holds else MISSED).said(language), inside=found.figures, all=found.of
    )
    return f"{found.asked.code} {found.asked.claims.said(language)}: {said}"


def _more(lesson: Lesson, language: Language) -> str:
    return MORE.said(language).format(codes=" ".join(each.code for each in lesson.asked))


def _quoted(text: str) -> str:
    return f"'{text}'" if any(letter in text for letter in " []") else text
