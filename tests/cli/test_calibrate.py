"""`engage calibrate`: the answer, the folder, the fitted scenario, mistakes, a kill, and an optional part."""

from __future__ import annotations

import csv
import json
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from simulator.projection.results import load
from simulator.projection.staying import survival
from tests.cli.command import called, everything_in, started, until
from tests.experiment.calibrating.made import written

Captured = pytest.CaptureFixture[str]
ROWS = "measure,year,value,n\nsurvival,1,0.7,2000\nsurvival,2,0.5,2000\nsurvival,3,0.38,2000\n"
ASKED = ("calibrate", "plain.yaml", "--targets", "targets.csv", "--fit", "market.stay_base=-2:3", "--holdout", "1y")
SMALL = ("--replicates", "3", "--points", "8")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a scenario and a table."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path, ROWS)
    return tmp_path


def rows_of(table: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def test_the_answer_and_the_folder(capsys: Captured, here: Path) -> None:
    code, out, err = called(capsys, *ASKED, *SMALL)
    assert code == 0
    folder = here / "results" / "plain" / "calibration-001"
    assert out.startswith("At its best the scenario misses two figures of survival by ")
    assert "Of what was held out, the figure of survival is missed by" in " ".join(out.split())
    assert f"engage run {folder.relative_to(here) / 'fitted.yaml'}" in out
    assert "1 free, 2 targets, 1 held out" in err
    names = [name for name in everything_in(folder) if "/" not in name]
    assert names == sorted(
        ["asked.json", "calibration.json", "figures", "fit.csv", "fitted.yaml", "points.csv", "study.db", "study.lock"]
    )
    for name in ("targets", "ranges"):
        assert (folder / "figures" / f"{name}.svg").read_text(encoding="utf-8").startswith("<?xml")
        assert (folder / "figures" / f"{name}.png").read_bytes().startswith(b"\x89PNG")
    rows = rows_of(folder / "fit.csv")
    assert [row["role"] for row in rows] == ["fitted", "fitted", "held out"]
    document = json.loads((folder / "calibration.json").read_text(encoding="utf-8"))
    assert " ".join(out.split()).startswith(document["answer"][0])
    again = called(capsys, *ASKED, *SMALL, "--json")
    assert again[0] == 0
    assert json.loads(again[1])["parameters"] == document["parameters"]
    assert [path.name for path in folder.parent.iterdir()] == ["calibration-001"]


def test_the_fitted_scenario_extends_the_base_and_lives_the_fit_once_more(capsys: Captured, here: Path) -> None:
    assert called(capsys, *ASKED, *SMALL, "--no-figures", "--out", "fit", "--set", "market.stay_spread=0.5")[0] == 0
    text = (here / "fit" / "fitted.yaml").read_text(encoding="utf-8")
    assert 'extends: "../plain.yaml"' in text
    assert "touchpoints" not in text
    assert "(95 %), from targets.csv; was 0.00" in text
    assert called(capsys, "check", "fit/fitted.yaml")[0] == 0
    assert called(capsys, "run", "fit/fitted.yaml", "--no-figures", "--out", "run")[0] == 0
    counts = load("run").counts
    curves = [survival(tenure[0, :, 0], tenure[0, :, 1]) for tenure in counts.tenure]
    rows = rows_of(here / "fit" / "fit.csv")
    for row in rows:
        lived = sum(float(curve[int(row["last_week"])]) for curve in curves) / len(curves)
        assert lived == pytest.approx(float(row["model"]), abs=1e-8)


def test_killed_and_asked_again_it_ends_as_if_unbroken(capsys: Captured, here: Path) -> None:
    def kept() -> int:
        try:
            with closing(sqlite3.connect(f"file:{here / 'broken' / 'study.db'}?mode=ro", uri=True)) as study:
                return int(study.execute("select count(*) from trials").fetchone()[0])
        except sqlite3.Error:
            return 0

    ask = (*ASKED, "--replicates", "3", "--no-figures", "--customers", "2000")
    victim = started(*ask, "--out", "broken", cwd=here)
    until(lambda: kept() >= 3, 120.0)
    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    assert victim.returncode == -signal.SIGKILL
    assert not (here / "broken" / "calibration.json").exists()
    code, out, _ = called(capsys, "status", "broken")
    assert code == 0
    assert out.endswith("nobody works on it; go on with: engage resume broken\n")
    assert called(capsys, "report", "broken")[2] == (
        "broken holds a calibration that is not over; engage resume broken goes on\n"
    )
    code, broken, err = called(capsys, "resume", "broken")
    assert code == 0
    assert "points are in broken already; it goes on from there" in err
    code, whole, _ = called(capsys, *ask, "--out", "whole")
    assert code == 0
    assert broken.replace("broken", "whole") == whole
    for name in ("points.csv", "fit.csv", "fitted.yaml"):
        assert (here / "broken" / name).read_bytes() == (here / "whole" / name).read_bytes()


def test_a_calibration_that_is_over_is_told_and_another_question_is_not_lived(
    capsys: Captured, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = (*ASKED, *SMALL, "--no-figures", "--out", "fit")
    monkeypatch.setattr(sys, "argv", ["engage", *ask])
    assert called(capsys, *ask)[0] == 0
    code, out, _ = called(capsys, "status", "fit", "--errors")
    assert code == 0
    assert out.splitlines()[1:] == ["complete; the fit: fit/fitted.yaml", "Every point could be lived."]
    document = json.loads(called(capsys, "status", "fit", "--json")[1])
    assert (document["points"], document["is_complete"], document["next"]) == (document["about"], True, None)
    for command, code in (("run", 3), ("check", 3), ("why", 4), ("report", 4), ("sensitivity", 4)):
        found = called(capsys, command, "fit")
        assert found[0] == code
        assert "holds a calibration; engage run fit/fitted.yaml lives the fit" in found[1] + found[2]
    code, _, err = called(capsys, "resume", "fit", "--jobs", "2")
    assert (code, err) == (2, "fit holds a calibration; --retry, --jobs and --scheduler are for sweeps\n")
    assert called(capsys, "resume", "fit")[0] == 0
    written(here, ROWS.replace("0.5", "0.6"))
    code, _, err = called(capsys, "resume", "fit")
    assert code == 4
    assert "fit has asked something else than the same command asks now, which differs in: targets;" in err
    assert not (here / "fit-002").exists()
    monkeypatch.chdir(here.parent)
    code, _, err = called(capsys, "resume", str(here / "fit"))
    assert (code, f"cd {here}, then engage resume fit" in err) == (2, True)


def test_mistakes_in_the_table_and_in_what_is_free_are_told_together(capsys: Captured, here: Path) -> None:
    written(here, ROWS.replace("0.5", "50").replace("survival,3", "survivl,3"))
    code, out, err = called(capsys, *ASKED, "--fit", "market.stay_spred=0:1")
    assert (code, out) == (3, "")
    assert [line.partition(": ")[0] for line in err.splitlines()] == [
        "targets.csv:3:12",
        "targets.csv:4:1",
        "--fit market.stay_spred=0:1",
    ]
    assert not (here / "results").exists()


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (("--holdout", "9y"), 2, "nothing is left to fit to"),
        (("--holdout", "soon"), 2, "write weeks, such as 52, or years, such as 2y"),
        (("--targets", "target.csv"), 3, "did you mean `targets.csv`"),
        (("--weeks", "60"), 3, "--weeks 157 makes it so long"),
    ],
)
def test_other_mistakes(capsys: Captured, more: tuple[str, ...], code: int, words: str) -> None:
    found = called(capsys, *ASKED, *more)
    assert found[0] == code
    assert words in found[2]


def test_without_optuna_it_says_what_is_missing(capsys: Captured, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "optuna", None)
    code, out, err = called(capsys, *ASKED)
    assert (code, out) == (8, "")
    assert err.splitlines() == [
        "engage calibrate needs optuna, which is not installed: pip install 'engagement-simulator[calibrate]'"
    ]
    assert not (here / "results").exists()


def test_the_regular_cohort_is_met_within_three_points_in_each_of_seven_years(capsys: Captured) -> None:
    """Fader & Hardie (2007), table 1; docs/calibration.md has the same with more customers."""
    code, out, _ = called(
        capsys,
        *("calibrate", "fader-hardie-regular", "--targets", "fader-hardie-regular", "--holdout", "5y", "--json"),
        *("--fit", "market.stay_base=-1:6", "--fit", "market.stay_spread=0:5", "--no-figures"),
        *("--customers", "1000", "--replicates", "4", "--points", "12"),
    )
    assert code == 0
    document = json.loads(out)
    fitted = [row for row in document["targets"] if row["role"] == "fitted"]
    assert [row["when"] for row in fitted] == [f"year {year}" for year in range(1, 8)]
    assert all(abs(row["miss"]) < 0.03 for row in fitted)
    for each in document["parameters"]:
        assert each["searched"][0] < each["low"] < each["value"] < each["high"] < each["searched"][1]
