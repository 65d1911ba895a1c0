"""`engage sweep` and its company: what is said, what is kept, how each way ends."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pandas as pd
import pytest

from simulator.experiment.sweeping.ledger import LEDGER, Ledger
from tests.cli.command import SHOP, called, started, until

VARY = ("--vary", "recovery.empathy=0:1:3", "--vary", "recovery.redress=0,0.5")
SWEEP = ("sweep", "shop.yaml", *VARY, "--customers", "60", "--weeks", "6")
PLACE = Path("results/shop-by-recovery-empathy-and-recovery-redress/sweep")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "shop.yaml").write_text(SHOP)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_answer_comes_in_words_then_as_a_table_then_as_files(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(capsys, *SWEEP, "--replicates", "3")
    assert code == 0, err
    said = " ".join(out.split())
    assert "six points, three times each with the same luck at every point" in said
    assert "The mean balance is highest with recovery.empathy 1, recovery.redress 0.5" in said
    assert "with the same luck the difference is" in said
    assert "point recovery.empathy recovery.redress mean[balance]" in said
    assert out.splitlines()[-1] == f"Tables and figures: {PLACE}"
    assert {file.name for file in (PLACE / "figures").iterdir()} >= {"mean-balance.png", "mean-balance.svg"}
    assert "18 runs lived in" in err


def test_again_it_goes_on_and_another_sweep_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, *SWEEP, "--no-figures")[0] == 0
    code, _, err = called(capsys, *SWEEP, "--no-figures")
    assert (code, err) == (0, "all 6 runs were lived before\n")
    code, out, err = called(capsys, *SWEEP[:-1], "7", "--no-figures")
    assert (code, out) == (4, "")
    assert err.startswith(f"{PLACE} holds another sweep, which is left as it is; --out writes this one elsewhere\n")
    assert "weeks: 6 -> 7" in err
    assert called(capsys, *SWEEP[:-1], "7", "--no-figures", "--out", "elsewhere")[0] == 0


def test_a_sweep_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "desk.sweep.yaml").write_text(
        "name: Desk\nscenario: shop.yaml\nset: {customers: 60, weeks: 6}\nvary: {recovery.empathy: [0, 1]}\n"
    )
    code, out, _ = called(capsys, "sweep", "desk.sweep.yaml", "--replicates", "2", "--json", "--no-figures")
    document = json.loads(out)
    assert (code, document["runs"], document["done"], document["folder"]) == (0, 4, 4, "results/desk/sweep")
    code, _, err = called(capsys, "sweep", "desk.sweep.yaml", "--vary", "weeks=1,2")
    assert code == 2
    assert "is a sweep file and says itself what varies" in err


def test_dry_run_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, *SWEEP, "--dry-run")
    assert code == 0
    assert out.startswith("6 points, 6 runs: about ")
    code, out, _ = called(capsys, *SWEEP, "--dry-run", "--json")
    assert json.loads(out)["runs"] == 6
    assert [path.name for path in folder.iterdir()] == ["shop.yaml"]


def test_failed_runs_are_told_and_end_with_5(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    training = "{name: training, from_week: 2, until_week: 4, set: {recovery.empathy: 0.8}}"
    (folder / "shop.yaml").write_text(f"{SHOP}interventions: [{training}]\n")
    # Week 5 by itself is a week like any other, but not for what ends with week 4.
    vary = ("--vary", "interventions[training].from_week=2,5", "--out", "sweep", "--no-figures")
    code, out, err = called(capsys, "sweep", "shop.yaml", *vary, "--customers", "60", "--weeks", "6")
    assert code == 5
    assert "Of two runs, one failed" in " ".join(out.split())
    assert err.splitlines()[-1] == (
        "one of 2 runs failed; engage status sweep --errors says why, engage resume sweep --retry lives it again"
    )
    code, out, _ = called(capsys, "status", "sweep", "--errors")
    assert code == 0
    assert "complete but for the runs that failed; live them again with: engage resume sweep --retry" in out
    assert "point 1 replicate 0" in out
    assert "until_week" in out
    assert called(capsys, "resume", "sweep", "--retry", "--no-figures")[0] == 5


def test_shards_merge(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, *SWEEP, "--no-figures", "--out", "whole")[0] == 0
    for part in ("1/2", "2/2"):
        code, out, _ = called(capsys, *SWEEP, "--no-figures", "--shard", part)
        assert code == 0
        # Half of the points had no run with this luck: to compare them would be to compare luck.
        assert "Best and worst are told when every point has been lived with the same luck." in " ".join(out.split())
    shards = [str(PLACE.parent / f"shard-{part}-of-2") for part in (1, 2)]
    code, _, err = called(capsys, "merge", shards[1], "--out", "merged")
    assert (code, err) == (4, "shard 1 of 2 is missing\n")
    assert called(capsys, "merge", *shards, "--out", "merged", "--no-figures")[0] == 0
    assert pd.read_parquet("merged/runs.parquet").equals(pd.read_parquet("whole/runs.parquet"))
    code, _, err = called(capsys, *SWEEP, "--shard", "3/2")
    assert (code, err) == (2, "--shard 3/2 is not understood; the second of four parts is --shard 2/4\n")


def test_other_commands_say_what_the_folder_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, *SWEEP, "--no-figures")[0] == 0
    for command in ("run", "check", "compare"):
        code, out, err = called(capsys, command, str(PLACE), *["shop.yaml"] * (command == "compare"))
        assert code == 3
        assert f"this holds the many runs of a sweep; engage status {PLACE} tells of them" in out + err
    for arguments in (("why", str(PLACE), "1"), ("report", str(PLACE))):
        code, _, err = called(capsys, *arguments)
        assert (code, err) == (4, f"{PLACE} holds the many runs of a sweep; engage status {PLACE} tells of them\n")


def test_status_and_extend(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, *SWEEP, "--no-figures")[0] == 0
    code, out, _ = called(capsys, "status", str(PLACE), "--errors")
    assert (code, out) == (0, "shop sweep: 6 of 6 runs done, 0 failed, 0 left\ncomplete\nNo run failed.\n")
    assert called(capsys, "extend", str(PLACE), "--replicates", "2", "--no-figures")[0] == 0
    found = json.loads(called(capsys, "status", str(PLACE), "--json")[1])
    assert (found["runs"], found["done"], found["next"], len(found["sessions"])) == (12, 12, None, 2)
    code, _, err = called(capsys, "extend", str(PLACE))
    assert (code, err) == (2, "say --replicates R or --points N: how many there will be in all\n")
    code, _, err = called(capsys, "extend", str(PLACE), "--points", "9")
    assert code == 2
    assert "the design grid has the points that its values give" in err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("sweep", "shop.yaml"), 2, "shop.yaml is a scenario; say what varies, as in --vary recovery.empathy=0:1:5"),
        (("sweep", "shop.yaml", "--vary", "recovery.empaty=0,1"), 3, "did you mean"),
        (("sweep", "nowhere.yaml", "--vary", "weeks=1,2"), 3, "nowhere.yaml"),
        ((*SWEEP, "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"), 2, "leave out one of the two"),
        (("resume", "results"), 4, "results holds no sweep: there is no ledger.sqlite in it"),
        (("status", "shop.yaml"), 4, "holds no sweep"),
        (("merge", ".", "--out", "x"), 4, "holds no sweep"),
        (("sweep", "nowhere.yaml"), 3, "there is no such file"),
    ],
)
def test_a_mistake_is_told_in_a_line(
    arguments: tuple[str, ...], code: int, words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, out, err = called(capsys, *arguments)
    assert (found, out) == (code, "")
    assert words in err
    assert "Traceback" not in err
    assert [path.name for path in folder.iterdir()] == ["shop.yaml"]


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_it_says_how_to_go_on(folder: Path, number: signal.Signals, code: int) -> None:
    many = ("sweep", "shop.yaml", "--vary", "recovery.empathy=0:1:200", "--customers", "3000", "--out", "sweep")
    ledger = Ledger(folder / "sweep" / LEDGER)
    with started(*many, cwd=folder) as process:
        until(lambda: ledger.file.is_file() and sum(ledger.counts()) > 2)
        process.send_signal(number)
        out, err = process.communicate(timeout=240)
    assert process.returncode == code
    assert out == ""
    done = sum(ledger.counts())
    assert 2 < done < 200
    assert err.splitlines()[-1] == f"stopped; {done} of 200 runs are kept; go on with: engage resume sweep"
    assert "Traceback" not in err
    assert len(pd.read_parquet(folder / "sweep" / "runs.parquet")) == done
