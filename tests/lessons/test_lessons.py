"""Each lesson lived small: it has an answer in both languages, pictures, notes, and worlds that share their luck."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulator.errors import ScenarioError, UsageError
from simulator.evidence import judging
from simulator.evidence.claims import CLAIMS
from simulator.evidence.finding import Band, Finding
from simulator.evidence.findings import FINDINGS
from simulator.evidence.judging import Judgement, judge
from simulator.evidence.laboratory import Laboratory
from simulator.lessons.drawing import picture_of
from simulator.lessons.language import LANGUAGES
from simulator.lessons.lessons import LESSONS, lesson
from simulator.lessons.living import worlds_of
from simulator.lessons.notes_words import note_parts
from simulator.lessons.page import for_the_class, write_handout
from simulator.lessons.saying import NO_NUMBER
from simulator.lessons.teaching import OPEN, Taught, verdicts
from simulator.report.page.document import POLICY
from simulator.scenario.reading import read_scenario
from tests.cli.command import called
from tests.house import source
from tests.lessons.made import NAMES, taught

PAGE = (source.ROOT / "docs" / "lessons.md").read_text(encoding="utf-8")


def test_there_are_seven_in_their_order() -> None:
    assert NAMES == [
        "emotional-bank-account",
        "recovery-paradox",
        "double-deviation",
        "habit-is-not-engagement",
        "what-nps-does-not-see",
        "price-said-treatment-meant",
        "word-of-mouth",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_has_an_answer_in_both_languages(name: str) -> None:
    found = taught(name)
    assert 2 <= len(found.lesson.options) <= 4
    assert found.right is not None
    assert found.right < len(found.lesson.options)
    english, dutch = (found.sentences(language) for language in LANGUAGES)
    assert len(english) == len(dutch) >= 3
    for one, other in zip(english, dutch, strict=True):
        assert one != other
        assert not {"{", "}", NO_NUMBER} & {*one, *other}


@pytest.mark.parametrize("name", NAMES)
def test_both_worlds_are_the_same_until_they_part(name: str) -> None:
    """The same seed, people and weeks: otherwise the answer would compare other customers."""
    base, other = worlds_of(lesson(name), 300)
    for part in ("seed", "customers", "weeks", "warm_up_weeks", "segments", "relationship"):
        assert getattr(base, part) == getattr(other, part), part
    assert base != other


@pytest.mark.parametrize("name", NAMES)
def test_pictures_say_what_they_show_in_words(name: str) -> None:
    found = taught(name)
    for plate in found.lesson.plates(found.figures):
        one, other = (picture_of(plate, found.about(language), language).words for language in LANGUAGES)
        assert one != other
        assert plate.title.said("en") in one


@pytest.mark.parametrize("name", NAMES)
def test_notes_name_what_is_there(name: str) -> None:
    found = lesson(name)
    codes = {each.code for each in FINDINGS}
    assert {each.code for each in found.asked} <= codes
    assert set(found.notes.points) <= set(CLAIMS)
    assert [rule for rule in found.notes.rules if not (source.PACKAGE / "customer" / rule).is_file()] == []
    assert len(found.notes.ask) >= 2
    assert 10 <= found.notes.minutes <= 45
    assert len(found.doubts) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_the_exercise_changes_what_comes_out(name: str) -> None:
    found = lesson(name)
    assert worlds_of(found, 300, found.notes.sets) != worlds_of(found, 300)


def test_what_only_one_world_has_is_set_there() -> None:
    usual, tried = (
        worlds_of(lesson("double-deviation"), 300, sets) for sets in ((), ("incidents[a lost parcel].severity=1.1",))
    )
    assert [each.incidents[0].severity.mean for each in tried if each.incidents[0].severity] == [1.1, 1.1]
    base, other = worlds_of(lesson("emotional-bank-account"), 300, ("incidents[a bad day].severity=0.3",))
    assert base == worlds_of(lesson("emotional-bank-account"), 300)[0]
    assert other.incidents[0].severity is not None
    assert other.incidents[0].severity.mean == 0.3
    assert usual != tried


def test_what_no_world_has_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"recovery\.empathy"):
        worlds_of(lesson("double-deviation"), 300, ("recovery.empthy=0.5",))
    with pytest.raises(UsageError, match="weeks"):
        worlds_of(lesson("double-deviation"), 300, ("weeks=10",))
    with pytest.raises(UsageError, match="did you mean double-deviation"):
        lesson("double deviatoin")


def test_nothing_is_said_of_nobody() -> None:
    found = lesson("emotional-bank-account")
    nobody = {**taught(found.name).figures, "closed": 3.0, "half": float("nan"), "drop": float("nan")}
    said = Taught(found, *worlds_of(found, 300), nobody)
    assert said.right is None
    assert said.option("nl") == OPEN.nl
    assert not any(NO_NUMBER in sentence for sentence in said.sentences("en"))
    assert len(said.sentences("en")) == 2


def test_findings_are_judged_and_not_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bands that nothing can lie in make every finding a missed one."""
    found = lesson("habit-is-not-engagement")
    usual = verdicts(found)
    assert [each.asked.code for each in usual] == [each.code for each in found.asked]
    assert usual[0].holds

    def judged(finding: Finding, lab: Laboratory) -> Judgement:
        checks = tuple(replace(each, band=Band(1e9)) for each in finding.checks)
        return judge(replace(finding, checks=checks), lab)

    monkeypatch.setattr(judging, "judge", judged)
    assert [(each.holds, each.figures) for each in verdicts(found)] == [(False, 0)] * len(found.asked)


def test_a_handout_is_whole_and_needs_nothing_else(tmp_path: Path) -> None:
    found = taught("double-deviation")
    write_handout(tmp_path, found, [], "nl")
    names = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    pictures = [
        f"figures/{plate.name}.{kind}" for plate in found.lesson.plates(found.figures) for kind in ("png", "svg")
    ]
    assert names == sorted(["base.yaml", "lesson.html", "lesson.json", "notes.html", "other.yaml", *pictures])
    page = (tmp_path / "lesson.html").read_text(encoding="utf-8")
    assert '<html lang="nl">' in page
    assert POLICY.replace("'", "&#x27;") in page
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    question, folded = page.split("<details")
    assert found.lesson.question.nl in question
    assert found.sentences("nl")[0] not in question
    assert found.sentences("nl")[0] in folded

    assert read_scenario(tmp_path / "other.yaml") == found.other
    assert json.loads((tmp_path / "lesson.json").read_text(encoding="utf-8"))["language"] == "nl"


def test_pictures_are_part_of_the_page() -> None:
    page = for_the_class(taught("double-deviation"), "en")
    assert page.count("<svg") == 2
    assert "&lt;svg" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_are_complete(language: str) -> None:
    for each in LESSONS:
        parts = note_parts(each, [], "nl" if language == "nl" else "en")
        assert len(parts) == 7
        assert all(lines and all(lines) for _, lines in parts)


@pytest.mark.parametrize("name", ["double-deviation", "habit-is-not-engagement"])
def test_the_page_tells_what_comes_out(name: str) -> None:
    found = taught(name, lesson(name).customers)
    page = " ".join(PAGE.split())
    for sentence in found.sentences("en"):
        assert " ".join(sentence.split()) in page, "make lessons"


def test_the_page_holds_every_lesson_and_its_pictures() -> None:
    page = " ".join(PAGE.split())
    for each in LESSONS:
        assert f"## {LESSONS.index(each) + 1} {each.name}" in PAGE
        assert each.question.en in page
        assert each.notes.misunderstanding.en in page
    pictures = re.findall(r"\((pictures/lessons/[\w-]+\.png)\)", PAGE)
    kept = sorted((source.ROOT / "docs" / "pictures" / "lessons").glob("*.png"))
    assert sorted(pictures) == [f"pictures/lessons/{each.name}" for each in kept]
    assert len(pictures) >= 14


def test_a_picture_of_nothing_says_so() -> None:
    found = taught("double-deviation")
    plate = found.lesson.plates({**found.figures, "leavers": np.full(3, np.nan)})[1]
    picture = picture_of(plate, "about", "en")
    assert "nobody is left" in " ".join(text.get_text() for axes in picture.axes for text in axes.texts)


COMMANDS = [line.split("   ")[0] for line in PAGE.splitlines() if line.startswith("engage lesson")]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_page_work(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    _, *arguments = shlex.split(command)
    code, out, err = called(capsys, *arguments, *(("--customers", "200") if len(arguments) > 1 else ()))
    assert code == 0, err
    assert out
