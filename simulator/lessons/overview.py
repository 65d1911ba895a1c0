"""The page docs/lessons.md: the lessons in their order for who teaches them, with what came out when it was made."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from simulator.lessons.notes_words import command_of
from simulator.lessons.teaching import LETTERS, Taught

TOP = """# The lessons

Seven lessons for a class, each on one idea of customer engagement. A lesson asks a question, lets the class commit
itself by a vote, and answers with two worlds in which the same customers live with the same luck. No number of an
answer is written down anywhere: it is composed from what comes out, and says the opposite where the figures do. Each
lesson also says what the evidence holds against it, and which of the published findings this simulator meets or misses.

```
engage lesson                                    the list, in the order in which they are best taught
engage lesson double-deviation                   the question; Enter shows the answer
engage lesson double-deviation --language nl     the same in Dutch, as where the system speaks Dutch
engage lesson double-deviation --notes           with the notes for the instructor
engage lesson double-deviation --out handout     a page for the class, one for the instructor, pictures, both worlds
engage lesson double-deviation --set recovery.empathy=0.5    another value, in both worlds
```

`handout/lesson.html` opens by double click: the question fills the first screen, the answer is folded below it.
`base.yaml` and `other.yaml` beside it are the two worlds in full, for `engage compare`. Without a terminal nothing
waits: question and answer come in one go, and `--json` gives both as one document. The words are explained in
[the glossary](glossary.md).

What came out, and the pictures, are those of {customers} customers or more in each world, seed 1; `make lessons` makes
this page anew.

| | Lesson | Les | Minutes |
| --- | --- | --- | --- |
"""
WIDE = 120


def lessons_page(taught: Sequence[Taught]) -> str:
    """Return `docs/lessons.md`."""
    fewest = min(each.base.customers for each in taught)
    lines = [TOP.format(customers=f"{fewest:,}").rstrip("\n")]
    for place, each in enumerate(taught, start=1):
        lesson = each.lesson
        link = f"[{lesson.title.en}](#{place}-{lesson.name})"
        lines.append(f"| {place} | {link} | {lesson.title.nl} | {lesson.notes.minutes} |")
    for place, each in enumerate(taught, start=1):
        lines += ["", f"## {place} {each.lesson.name}", "", *_one(each)]
    return "\n".join(lines) + "\n"


def _one(taught: Taught) -> list[str]:
    lesson, notes = taught.lesson, taught.lesson.notes
    lines = [_filled(f"**{lesson.title.en}.** About {notes.minutes} minutes. {lesson.question.en}"), ""]
    lines += [f"- {LETTERS[place]}: {each.en}" for place, each in enumerate(lesson.options)]
    lines += ["", "<details>", "<summary>What came out</summary>", "", f"**{taught.option('en')}.**"]
    for sentence in taught.sentences("en"):
        lines += ["", _filled(sentence)]
    for plate in lesson.plates(taught.figures):
        lines += ["", f"![{plate.title.said('en')}](pictures/lessons/{lesson.name}-{plate.name}.png)"]
    lines += ["", "</details>", "", _filled(f"*Often misunderstood.* {notes.misunderstanding.en}"), ""]
    lines += [_filled(f"*Exercise.* {notes.exercise.en}"), "", "```", command_of(lesson), "```", ""]
    acts = ", ".join(f"`{each}`" for each in notes.rules)
    findings = ", ".join(f"[{each.code}](evidence.md)" for each in lesson.asked)
    lines += [f"Rules: {acts}. Points: {', '.join(notes.points)}. Findings: {findings}."]
    return lines


def _filled(text: str) -> str:
    return textwrap.fill(text, WIDE, break_long_words=False, break_on_hyphens=False)
