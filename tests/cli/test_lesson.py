"""`engage lesson` and `engage glossary`: as a class, an instructor and a script meet them."""

from __future__ import annotations

import json
import os
import pty
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.command import ROOT, called, everything_in, until

Captured = pytest.CaptureFixture[str]
SMALL = ("lesson", "double-deviation", "--customers", "300")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may speak Dutch."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_name_they_are_listed(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, err = called(capsys, "lesson")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()][:2] == ["emotional-bank-account", "recovery-paradox"]
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    assert "De emotionele bankrekening" in called(capsys, "lesson")[1]
    assert len(json.loads(called(capsys, "lesson", "--json")[1])["lessons"]) == 7


@pytest.mark.parametrize(
    ("system", "option", "title"),
    [
        ({"LANG": "nl_BE.UTF-8"}, (), "DE DUBBELE TELEURSTELLING"),
        ({"LANG": "nl_NL", "LC_ALL": "C"}, (), "DOUBLE DEVIATION"),
        ({"LANG": "nl_NL"}, ("--language", "en"), "DOUBLE DEVIATION"),
        ({"LANG": "de_DE"}, (), "DOUBLE DEVIATION"),
    ],
)
def test_it_speaks_the_language_of_the_system(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, system: dict[str, str], option: tuple[str, ...], title: str
) -> None:
    for name, value in system.items():
        monkeypatch.setenv(name, value)
    code, out, _ = called(capsys, *SMALL, *option)
    assert code == 0
    assert out.startswith(title)


def test_without_a_terminal_question_and_answer_come_in_one_go(capsys: Captured) -> None:
    code, out, err = called(capsys, *SMALL, "--notes")
    assert (code, err) == (0, "")
    places = [
        out.index(text) for text in ("A parcel is lost", "  A  ", "What the evidence holds", "What to ask", "E02")
    ]
    assert places == sorted(places)
    assert "Enter" not in out


def test_as_a_document(capsys: Captured) -> None:
    code, out, err = called(capsys, *SMALL, "--json", "--language", "nl")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert document["answer"] in document["options"]
    assert document["language"] == "nl"
    assert document["worlds"][0]["scenario"] == "service"
    assert document["customers"] == 300


def test_what_is_set_is_in_the_answer(capsys: Captured) -> None:
    usual, warm = (called(capsys, *SMALL, *more)[1] for more in ((), ("--set", "recovery.empathy=0.9")))
    assert usual != warm


def test_a_handout_never_takes_the_place_of_another(capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "handout").mkdir()
    (tmp_path / "handout" / "mine.txt").write_text("mine", encoding="utf-8")
    code, _, err = called(
        capsys, "lesson", "habit-is-not-engagement", "--customers", "200", "--out", f"{tmp_path}/handout"
    )
    assert code == 0
    assert "Handout: " in err
    assert everything_in(tmp_path / "handout") == ["mine.txt"]
    assert "lesson.html" in everything_in(tmp_path / "handout-002")


@pytest.mark.parametrize(
    ("arguments", "code", "meant"),
    [
        (("lesson", "word-of-mouht"), 2, "did you mean word-of-mouth"),
        (("lesson", "double-deviation", "--customers", "3"), 2, "200"),
        (("lesson", "--notes"), 2, "which lesson"),
        (("lesson", "word-of-mouth", "--markdown"), 2, "--markdown prints"),
        (("lesson", "word-of-mouth", "--pictures", "x"), 2, "--out"),
        (("lesson", "double-deviation", "--set", "recovery.empthy=1"), 3, "did you mean `recovery.empathy`"),
        (("lesson", "double-deviation", "--set", "weeks=3"), 2, "weeks"),
        (("lesson", "double-deviation", "--out", "/proc/x/y"), 4, "/proc"),
        (("glossary", "depositt"), 2, "did you mean deposit"),
        (("glossary", "--markdown", "--json"), 2, "--markdown"),
    ],
)
def test_a_mistake_is_told_before_anything_is_shown(
    capsys: Captured, arguments: tuple[str, ...], code: int, meant: str
) -> None:
    found, out, err = called(capsys, *arguments)
    assert (found, out) == (code, "")
    assert meant in err
    assert "Traceback" not in err


def on_a_terminal(*arguments: str) -> tuple[int, int]:
    """Start the command on a terminal of its own; return its number and what the terminal is read by."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(PYTHONPATH=str(ROOT), LANG="C")
        os.execv(sys.executable, [sys.executable, "-m", "simulator", *arguments])
    return child, terminal


@pytest.mark.parametrize("ends", ["enter", "interrupt"])
def test_on_a_terminal_the_answer_waits(capsys: Captured, ends: str) -> None:
    called(capsys, *SMALL)  # so that the rule is compiled, and nothing else is waited for
    child, terminal = on_a_terminal(*SMALL)
    seen = bytearray()

    def asked() -> bool:
        seen.extend(os.read(terminal, 65536))
        return b"Enter shows the answer" in seen

    until(asked)
    assert b"What the evidence holds" not in seen
    if ends == "enter":
        os.write(terminal, b"\n")
        until(lambda: seen.extend(_rest(terminal)) or b"seed 1" in seen)
    else:
        os.kill(child, signal.SIGINT)
        until(lambda: seen.extend(_rest(terminal)) or b"stopped" in seen)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    assert status == (0 if ends == "enter" else 130)
    assert (b"What the evidence holds" in seen) == (ends == "enter")


def _rest(terminal: int) -> bytes:
    """Read what is there; a terminal whose process has ended gives an error instead of an end."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_the_glossary(capsys: Captured) -> None:
    code, out, err = called(capsys, "glossary", "storting")
    assert (code, err) == (0, "")
    assert out.startswith("deposit\n")
    assert "customer/experience.py" in out
    assert called(capsys, "glossary", "deposit", "--language", "nl")[1].startswith("storting\n")
    assert len(called(capsys, "glossary")[1].splitlines()) > 50
    assert json.loads(called(capsys, "glossary", "trust", "--json")[1])["terms"][0]["nl"] == "vertrouwen"
