"""`engage explore`: a page from a file; nothing is overwritten, nothing half written, and Ctrl-C costs little."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from simulator.explore import aside, living
from tests.cli.command import SHOP, called, everything_in

Captured = pytest.CaptureFixture[str]
SLIDER = ("--slider", "recovery.empathy=0:1:3", "--slider", "relationship.kind=contract,open")
SMALL = ("--customers", "40", "--replicates", "2")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.yaml").write_text(SHOP)
    return tmp_path


def test_a_page_from_a_file(capsys: Captured, folder: Path) -> None:
    code, out, err = called(capsys, "explore", "shop.yaml", *SLIDER, *SMALL)
    assert code == 0, err
    assert re.fullmatch(r"Page, \d+ kB: shop-explore.html\n", out)
    assert "4 × 2 = 8 combinations" in err
    assert everything_in(folder) == ["shop-explore.html", "shop.yaml"]
    page = Path("shop-explore.html").read_text(encoding="utf-8")
    assert "engage run shop.yaml --customers 40 --replicates 2" in page
    again = called(capsys, "explore", "shop.yaml", *SLIDER, *SMALL, "--language", "nl", "--json")
    document = json.loads(again[1])
    assert document["file"] == "shop-explore-002.html"
    assert document["bytes"] == len(Path("shop-explore-002.html").read_bytes())
    assert '<html lang="nl">' in Path("shop-explore-002.html").read_text(encoding="utf-8")
    assert Path("shop-explore.html").read_text(encoding="utf-8") == page


def test_how_often_each_world_is_lived(capsys: Captured) -> None:
    for options, said in (
        ((), "each five times"),
        (("--replicates", "1"), "each once"),
        (("--set", "replicates=3"), "each three times"),
    ):
        assert said in called(capsys, "explore", "shop.yaml", *SLIDER, *options, "--dry-run")[2]


def test_a_dry_run_writes_nothing(capsys: Captured, folder: Path) -> None:
    code, out, _ = called(capsys, "explore", "shop.yaml", *SLIDER, "--dry-run")
    assert code == 0
    assert "8 combinations" in out
    assert "It would be shop-explore.html" in out
    code, out, _ = called(capsys, "explore", "shop.yaml", *SLIDER, *SMALL, "--dry-run", "--json")
    document = json.loads(out)
    assert document["combinations"] == 8
    assert document["customer_weeks"] == 8 * 40 * 30 * 2
    assert document["sliders"]["recovery.empathy"] == ["0", "0.1", "0.5", "1"]
    assert everything_in(folder) == ["shop.yaml"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "--slider PATH=LO:HI:STEPS"),
        ((*SLIDER, "--out", "shop.yaml"), 2, "it must end in .html"),
        ((*SLIDER, "--out", "taken.html"), 2, "is there already"),
        ((*SLIDER, "--out", "nowhere/page.html"), 2, "is no folder"),
        (("--slider", "recovery.empaty=0:1:3"), 3, "did you mean `recovery.empathy`"),
        ((*SLIDER, "--language", "fr"), 2, "fr"),
    ],
)
def test_a_mistake_is_a_line_with_its_code(
    arguments: tuple[str, ...], code: int, words: str, capsys: Captured, folder: Path
) -> None:
    Path("taken.html").touch()
    ended, out, err = called(capsys, "explore", "shop.yaml", *arguments)
    assert (ended, out) == (code, "")
    assert words in err
    assert "Traceback" not in err
    assert everything_in(folder) == ["shop.yaml", "taken.html"]


def stopping(after: int) -> Callable[[aside.Aside, int, np.ndarray], None]:
    """Return Ctrl-C after some worlds, in place of `Aside.keep`."""
    kept: list[int] = []

    def keep(place: aside.Aside, number: int, record: np.ndarray) -> None:
        KEEP(place, number, record)
        kept.append(number)
        if len(kept) == after:
            raise KeyboardInterrupt

    return keep


KEEP = aside.Aside.keep


@pytest.mark.parametrize("torn", [False, True], ids=["whole", "torn"])
def test_it_goes_on_where_it_was_stopped(
    torn: bool, capsys: Captured, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("explore", "shop.yaml", *SLIDER, *SMALL, "--out", "page.html")
    assert called(capsys, *command[:-1], "straight.html")[0] == 0
    monkeypatch.setattr(aside, "WORTH_SECONDS", 0.0)
    with monkeypatch.context() as patched:
        patched.setattr(aside.Aside, "keep", stopping(after=5))
        code, _, err = called(capsys, *command)
    assert code == 130
    assert "5 of 8 combinations are kept in .page.html.worlds; the same command goes on from there" in err
    assert everything_in(folder) == [".page.html.worlds", "shop.yaml", "straight.html"]
    if torn:  # the machine went down while a record was written
        kept = Path(".page.html.worlds")
        kept.write_bytes(kept.read_bytes()[:-7])
    lived: list[int] = []
    monkeypatch.setattr(living, "world", lambda *given: lived.append(1) or WORLD(*given))
    code, _, err = called(capsys, *command)
    assert code == 0, err
    assert f"{4 if torn else 5} of 8 combinations are there from an earlier attempt" in err
    assert len(lived) == (4 if torn else 3)
    assert everything_in(folder) == ["page.html", "shop.yaml", "straight.html"]
    assert Path("page.html").read_bytes() == Path("straight.html").read_bytes()


WORLD = living.world


def test_what_another_question_left_is_not_taken(
    capsys: Captured, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aside, "WORTH_SECONDS", 0.0)
    with monkeypatch.context() as patched:
        patched.setattr(aside.Aside, "keep", stopping(after=2))
        assert called(capsys, "explore", "shop.yaml", *SLIDER, *SMALL, "--out", "page.html")[0] == 130
    code, _, err = called(capsys, "explore", "shop.yaml", *SLIDER, *SMALL, "--set", "seed=2", "--out", "page.html")
    assert code == 0
    assert "earlier attempt" not in err
    assert everything_in(folder) == ["page.html", "shop.yaml"]


def test_what_is_soon_lived_again_is_not_kept(capsys: Captured, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside.Aside, "keep", stopping(after=2))
    code, _, err = called(capsys, "explore", "shop.yaml", *SLIDER, *SMALL)
    assert code == 130
    assert "nothing was written" in err
    assert everything_in(folder) == ["shop.yaml"]
