"""`engage sensitivity`: answers on standard output, files beside the sweep, every refusal a line with its code."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import pandas as pd
import pytest

from simulator.cli.sensitivity import SIZES
from simulator.experiment.sweeping.ledger import LEDGER, Ledger
from tests.cli.command import SHOP, called, everything_in, started, until

Captured = pytest.CaptureFixture[str]
EARNING = SHOP.replace("weeks: 30", "weeks: 12") + "economics: {revenue_per_week: 5}\n"
SWEEP = """\
name: Desk
scenario: shop.yaml
vary: {relationship.kind: [contract, open], recovery.empathy: [0.1, 0.9]}
design: DESIGN
replicates: 2
"""
TWO = ("--vary", "relationship.kind=contract,open", "--vary", "recovery.empathy=0:1")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.yaml").write_text(EARNING)
    for design in ("grid", "one_at_a_time", "zip"):
        (tmp_path / f"{design}.sweep.yaml").write_text(SWEEP.replace("DESIGN", design))
    return tmp_path


def bytes_in(place: Path) -> dict[str, bytes]:
    """What the analysis wrote; the ledger and its lock are no part of it."""
    ours = ("sensitivity", "figures/indices", "figures/tornado")
    names = [name for name in everything_in(place) if name.startswith(ours)]
    return {name: (place / name).read_bytes() for name in names}


def test_it_draws_lives_and_answers(capsys: Captured, folder: Path) -> None:
    code, out, err = called(capsys, "sensitivity", "shop.yaml", *TWO, "--points", "3", "--metric", "profit")
    assert code == 0, err
    words = " ".join(out.split())
    assert words.startswith("What decides profit is most of all relationship.kind (mean change ")
    assert "Luck alone is " in words
    assert "27 runs, into results/shop-morris" in err
    assert out.rstrip().endswith("Table: results/shop-morris/sensitivity.csv, figures: results/shop-morris/figures")
    place = folder / "results/shop-morris"
    table = pd.read_csv(place / "sensitivity.csv")
    assert list(table.columns) == ["metric", "factor", "measure", "value", "low", "high", "runs"]
    assert set(table["metric"]) == {"profit"}
    assert set(table["runs"]) == {27}
    assert {"mu_star", "sigma", "luck_share", "at_low"} <= set(table["measure"])
    assert {name for name in bytes_in(place) if name.endswith("png")} == {
        "figures/indices-profit.png",
        "figures/tornado-profit.png",
    }


def test_the_same_again_writes_nothing_and_another_gets_the_next_name(capsys: Captured, folder: Path) -> None:
    arguments = ("sensitivity", "shop.yaml", *TWO, "--points", "3", "--metric", "profit", "--json")
    first = json.loads(called(capsys, *arguments)[1])
    place = folder / "results/shop-morris"
    before = bytes_in(place)
    code, out, err = called(capsys, *arguments)
    assert (code, json.loads(out)) == (0, first)
    assert "all 27 runs were lived before" in err
    assert bytes_in(place) == before
    code, out, _ = called(capsys, "sensitivity", str(place), "--metric", "mean[trust]", "--json")
    assert json.loads(out)["file"] == f"{place}/sensitivity-002.csv"
    assert {name: content for name, content in bytes_in(place).items() if "002" not in name} == before
    code, out, _ = called(capsys, *arguments[:-1], "--weeks", "10", "--no-figures")
    assert out.rstrip().endswith("Table: results/shop-morris-002/sensitivity.csv")


def test_sweep_files_of_other_designs(capsys: Captured) -> None:
    arguments = ("--metric", "profit", "--json", "--no-figures")
    grid = json.loads(called(capsys, "sensitivity", "grid.sweep.yaml", *arguments)[1])
    assert (grid["design"], grid["runs"]) == ("grid", 8)
    measures = {row["measure"] for row in grid["table"]}
    assert {"main_effect", "together"} <= measures
    alone = json.loads(called(capsys, "sensitivity", "one_at_a_time.sweep.yaml", *arguments)[1])
    assert (alone["method"], alone["metrics"][0]["order"][0]) == ("one at a time", "relationship.kind")
    drawn = json.loads(called(capsys, "sensitivity", "zip.sweep.yaml", "--points", "2", *arguments)[1])
    assert (drawn["design"], drawn["runs"]) == ("morris", 12)
    drawn = json.loads(
        called(capsys, "sensitivity", "grid.sweep.yaml", "--method", "sobol", "--points", "4", *arguments)[1]
    )
    assert (drawn["design"], drawn["runs"]) == ("sobol", 32)
    # Beside what was lived, what was chosen by hand is refused.
    assert called(capsys, "sweep", "zip.sweep.yaml", "--no-figures", "--out", "by-hand")[0] == 0
    code, _, err = called(capsys, "sensitivity", "by-hand")
    assert (code, "its points were chosen by hand" in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["shop.yaml"], 2, "say what varies: engage sensitivity shop.yaml --vary "),
        (["nothing.yaml"], 3, "nothing.yaml"),
        (["shop.yaml", "--vary", "recovery.empathi=0..1"], 3, "did you mean `recovery.empathy`?"),
        (["shop.yaml", *TWO, "--metric", "stayin"], 2, "no metric 'stayin'; did you mean staying?"),
        (["shop.yaml", *TWO, "--method", "sobol", "--points", "50"], 2, "take 32 or 64"),
        (["grid.sweep.yaml", *TWO], 2, "says itself what varies"),
        (["grid.sweep.yaml", "--points", "8"], 2, "--points goes with --method"),
        ([".", "--method", "sobol"], 2, "analysed as it is"),
        (["."], 4, "holds no sweep"),
    ],
)
def test_refusals(capsys: Captured, folder: Path, arguments: list[str], code: int, words: str) -> None:
    before = everything_in(folder)
    found, out, err = called(capsys, "sensitivity", *arguments)
    assert (found, out) == (code, "")
    assert words in err
    assert "Traceback" not in err
    assert everything_in(folder) == before


def test_without_the_library_it_says_which(capsys: Captured, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sobol = ("sensitivity", "shop.yaml", *TWO, "--method", "sobol", "--points", "2", "--no-figures", "--weeks", "2")
    assert called(capsys, *sobol)[0] == 0
    for name in [name for name in sys.modules if name.partition(".")[0] == "SALib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "SALib", None)
    for arguments in (("sensitivity", "results/shop-sobol"), (*sobol, "--points", "4")):
        code, out, err = called(capsys, *arguments)
        assert (code, out) == (8, "")
        assert "SALib" in err
        assert len(err.strip().splitlines()) == 1


def test_interrupted_it_goes_on(capsys: Captured, folder: Path) -> None:
    arguments = ("sensitivity", "shop.yaml", *TWO, "--customers", "4000", "--weeks", "26", "--points", "8")
    process = started(*arguments, "--no-figures", "--jobs", "1", cwd=folder)
    ledger = Ledger(folder / "results/shop-morris" / LEDGER)
    until(lambda: ledger.file.exists() and sum(ledger.counts()) > 0)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "of 72 runs are kept; go on with: engage resume results/shop-morris" in err
    assert not (folder / "results/shop-morris/sensitivity.csv").exists()
    kept = sum(ledger.counts())
    code, out, err = called(capsys, *arguments, "--no-figures", "--json")
    assert (code, json.loads(out)["runs"]) == (0, 72)
    assert f"{72 - kept} runs lived" in err


def test_failed_runs_are_told_and_end_with_5(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    from simulator.experiment.sweeping import finished

    real = finished.live_run

    def fragile(scenario: object, replicate: int, *rest: object) -> object:
        if replicate == 0 and not done:
            done.append(1)
            raise ZeroDivisionError("nobody is left")
        return real(scenario, replicate, *rest)  # type: ignore[arg-type]

    done: list[int] = []
    monkeypatch.setattr(finished, "live_run", fragile)
    code, out, err = called(
        capsys, "sensitivity", "shop.yaml", *TWO, "--points", "6", "--metric", "profit", "--no-figures", "--jobs", "1"
    )
    assert code == 5, err
    words = " ".join(out.split())  # where the lines break goes with the width of the terminal
    assert "Of 54 runs 1 failed." in words
    assert "Left out whole for a run that failed or has no such figure: one trajectory." in words
    assert "1 of 54 runs failed; engage status results/shop-morris --errors says why" in err


def test_the_sizes_are_those_of_the_room() -> None:
    from simulator.experiment.sensitivity import drawing

    assert SIZES == drawing.SIZES
