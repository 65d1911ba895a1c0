"""`engage evidence`: streamed, kept, gone on with, and ended with a code that says whether all hold."""

from __future__ import annotations

import json
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from simulator.evidence.finding import Finding, Outcome
from simulator.evidence.laboratory import Laboratory
from simulator.experiment.simulate import simulate
from tests.cli.command import called, everything_in, started, until
from tests.evidence.made import finding
from tests.projection.made import scenario

Captured = pytest.CaptureFixture[str]
SMALL = ("--customers", "10", "--replicates", "4")


@pytest.fixture(autouse=True)
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """Have three findings that take no time: the second is missed."""
    monkeypatch.chdir(tmp_path)
    findings = [finding(), finding("P92", "another-thing", ratio=3.0), finding("E91", "emergent")]
    monkeypatch.setattr("simulator.evidence.findings.FINDINGS", tuple(findings))
    return findings


def test_they_are_listed(capsys: Captured) -> None:
    code, out, err = called(capsys, "evidence", "--list")
    assert (code, err) == (0, "")
    assert [line.split()[:2] for line in out.splitlines()] == [
        ["P91", "made-up"],
        ["P92", "another-thing"],
        ["E91", "emergent"],
    ]
    _, out, _ = called(capsys, "evidence", "E91", "--list", "--json")
    assert [each["code"] for each in json.loads(out)["findings"]] == ["E91"]


def test_one_that_holds(capsys: Captured) -> None:
    code, out, _ = called(capsys, "evidence", "p91", *SMALL)
    assert code == 0
    for said in (
        "HOLDS",
        "published 1.96 (1.82 to 2.10)",
        "simulated 2.00 (1.99 to 2.01)",
        "band 1.5 to 2.5",
        "off 1.00",
    ):
        assert said in " ".join(out.split())
    assert "one of one published pattern holds; two others were not asked for." in " ".join(out.split())


def test_one_that_is_missed(capsys: Captured) -> None:
    code, out, _ = called(capsys, "evidence", *SMALL)
    assert code == 6
    assert "✗ ratio: a ratio" in out
    assert "P92 misses 1 of 2 figures: ratio 3.00, not 1.5 to 2.5 (0.500 too high)." in " ".join(out.split())


def test_nothing_is_written_unasked(capsys: Captured, tmp_path: Path) -> None:
    called(capsys, "evidence", *SMALL)
    assert everything_in(tmp_path) == []


def test_what_is_kept(capsys: Captured, tmp_path: Path) -> None:
    _, out, _ = called(capsys, "evidence", "P91", *SMALL, "--out", "results/evidence/mine")
    assert "Figures and pictures: results/evidence/mine" in out
    assert everything_in(tmp_path / "results/evidence/mine") == [
        "P91-made-up.json",
        "figures",
        "figures/P91-made-up.png",
        "figures/P91-made-up.svg",
        "laboratory.json",
    ]
    document = json.loads((tmp_path / "results/evidence/mine/P91-made-up.json").read_text(encoding="utf-8"))
    assert document["verdict"] == "holds"
    assert document["checks"][0]["simulated"]["mean"] == pytest.approx(2.0)


def test_it_goes_on(capsys: Captured, made: list[Finding], monkeypatch: pytest.MonkeyPatch) -> None:
    _, before, _ = called(capsys, "evidence", "P91", "P92", *SMALL, "--out", "mine")

    def never(laboratory: Laboratory) -> Outcome:
        raise AssertionError("it was made again")

    again = (*(replace(each, experiment=never) for each in made[:2]), made[2])
    monkeypatch.setattr("simulator.evidence.findings.FINDINGS", again)
    code, out, err = called(capsys, "evidence", *SMALL, "--out", "mine", "-v")
    assert code == 6
    assert out.startswith(before.split("\n\n")[0])
    assert "P91: kept in mine" in err
    assert "E91: kept" not in err


def test_another_size_is_not_mixed_in(capsys: Captured, tmp_path: Path) -> None:
    called(capsys, "evidence", "P91", *SMALL, "--out", "mine")
    before = (tmp_path / "mine/P91-made-up.json").read_bytes()
    _, out, err = called(capsys, "evidence", "P91", "--customers", "11", "--replicates", "4", "--out", "mine")
    assert "mine is taken by something else; this is kept in mine-002" in err
    assert "Figures and pictures: mine-002" in out
    _, out, _ = called(capsys, "evidence", "P91", *SMALL, "--no-off", "--out", "mine")
    assert "mine-003" in out
    assert (tmp_path / "mine/P91-made-up.json").read_bytes() == before


def test_pictures_alone(capsys: Captured, tmp_path: Path) -> None:
    called(capsys, "evidence", "P91", "E91", *SMALL, "--pictures", "shown")
    assert everything_in(tmp_path / "shown") == [
        *("E91-emergent.png", "E91-emergent.svg"),
        *("P91-made-up.png", "P91-made-up.svg"),
    ]


def test_without_the_mechanisms_off(capsys: Captured) -> None:
    _, out, _ = called(capsys, "evidence", "P91", *SMALL, "--no-off")
    assert "| off" not in out


def test_one_document(capsys: Captured) -> None:
    code, out, _ = called(capsys, "evidence", *SMALL, "--json")
    document = json.loads(out)
    assert code == 6
    assert (document["holding"], document["judged"], document["folder"]) == (2, 3, None)
    assert [each["verdict"] for each in document["findings"]] == ["holds", "missed", "holds"]
    assert document["findings"][1]["checks"][0]["miss"] == pytest.approx(0.5)
    assert document["laboratory"]["customers"] == 10


def test_the_page(capsys: Captured, tmp_path: Path) -> None:
    code, out, _ = called(capsys, "evidence", *SMALL, "--markdown", "--pictures", "pictures", "--out", "kept")
    assert code == 6
    assert out.startswith("# The evidence\n")
    assert sorted(file.name for file in (tmp_path / "pictures").iterdir()) == [
        *("E91-emergent.png", "P91-made-up.png", "P92-another-thing.png"),
    ]
    again = called(capsys, "evidence", *SMALL, "--markdown", "--pictures", "pictures", "--out", "kept")
    assert again[:2] == (code, out)


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("loss-aversoin",), "did you mean"),
        (("P93",), "did you mean P9"),
        (("P91", "--markdown"), "--markdown"),
        (("--markdown", "--json"), "--markdown"),
        (("--sensitivity", "--list"), "--sensitivity"),
        (("--customers", "0"), "--customers"),
    ],
)
def test_a_wrong_use(capsys: Captured, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], meant: str) -> None:
    named = (finding("P02", "loss-aversion"), finding(), finding("P92", "another-thing"))
    monkeypatch.setattr("simulator.evidence.findings.FINDINGS", named)
    code, out, err = called(capsys, "evidence", *arguments)
    assert (code, out) == (2, "")
    assert meant in err


def test_a_folder_that_cannot_be_written(capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, out, err = called(capsys, "evidence", *SMALL, "--out", "file/inside")
    assert (code, out) == (4, "")
    assert "cannot be written" in err


def test_what_was_judged_survives_an_interruption(tmp_path: Path) -> None:
    """Real findings in a process of their own, stopped once the first was told."""
    # Compiled once before, so that no test measures that.
    simulate(scenario())
    command = ("evidence", "--customers", "100", "--replicates", "2", "--out", "results/evidence/mine")
    folder = tmp_path / "results/evidence/mine"
    with started(*command, cwd=tmp_path) as process:
        # What is kept is told right afterwards: with the second there, the first was.
        until(lambda: len(list(folder.glob("P*.json"))) > 1, 240.0)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=240)
    assert process.returncode in (130, -2)
    first = next(iter(sorted(folder.glob("P*.json"))))
    assert out.startswith(first.name[:3])
    assert "are in results/evidence/mine; the same command goes on from there" in err
    assert "Traceback" not in err
    assert [name for name in everything_in(tmp_path) if "/." in name] == []
    before: dict[str, Any] = {file.name: file.read_bytes() for file in folder.glob("*.json")}
    with started(*command, first.name[:3], "-v", cwd=tmp_path) as process:
        _, err = process.communicate(timeout=240)
    assert f"{first.name[:3]}: kept in results/evidence/mine" in err
    assert {name: (folder / name).read_bytes() for name in before} == before
