"""Sweeps in a folder: whatever happens on the way, every run is there once and the files are the same."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks.surviving import FILES, tiny
from simulator.errors import ResultsError, UsageError
from simulator.experiment.lock import TakenError, held, is_held
from simulator.experiment.sweeping import code
from simulator.experiment.sweeping.best import extremes
from simulator.experiment.sweeping.finished import Finished
from simulator.experiment.sweeping.folder import LOCK
from simulator.experiment.sweeping.ledger import LEDGER, Ledger, Writer
from simulator.experiment.sweeping.living import Outcome, live_run
from simulator.experiment.sweeping.merging import merge
from simulator.experiment.sweeping.plan import Factor, Plan, Point, Run
from simulator.experiment.sweeping.running import extend_sweep, resume_sweep, run_in_memory, run_sweep
from simulator.experiment.sweeping.standing import errors_in, standing
from simulator.experiment.sweeping.stored import StoredSweep, stored_sweep
from simulator.experiment.sweeping.tables import column_of, runs_table
from simulator.scenario.schema import Scenario
from tests.house.source import ROOT

PLAN = tiny(40)
"""Eight points, five replicates each."""


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files that must not depend on who lived the runs, and when."""
    return {name: (folder / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sweeps") / "unbroken"
    run_sweep(PLAN, folder)
    return folder


class Stop(KeyboardInterrupt):
    """As Ctrl-C."""


def interrupting_at(share: float) -> object:
    told = []

    def progress(done: float) -> None:
        if done >= share and not told:
            told.append(done)
            raise Stop

    return progress


def slowly(scenario: Scenario, replicate: int, weekly: Sequence[str]) -> Outcome:
    import time

    time.sleep(0.02)
    return live_run(scenario, replicate, weekly)


def test_every_run_is_a_row(unbroken: Path) -> None:
    runs = stored_sweep(unbroken).runs
    assert list(zip(runs["point"], runs["replicate"], strict=True)) == sorted(PLAN.runs())
    assert set(runs["status"]) == {"done"}
    assert runs["error"].isna().all()
    for point in PLAN.points:
        said = runs.loc[runs["point"] == point.number, "recovery.solved_probability"]
        assert set(said) == {point.number / 8}
    one = live_run(PLAN.scenario(PLAN.points[3]), 2, PLAN.weekly)
    row = runs[(runs["point"] == 3) & (runs["replicate"] == 2)].iloc[0]
    assert {name: row[name] for name in one.metrics} == pytest.approx(one.metrics, abs=0.0, nan_ok=True)
    weekly = stored_sweep(unbroken).weekly("mean[balance]")[3, 2]
    assert weekly.to_numpy() == pytest.approx(one.weekly["mean[balance]"], abs=0.0)


def test_the_files_are_the_tables(unbroken: Path) -> None:
    stored = stored_sweep(unbroken)
    assert pd.read_parquet(unbroken / "runs.parquet").equals(stored.runs)
    manifest = json.loads((unbroken / "manifest.json").read_text())
    assert (manifest["kind"], manifest["runs"], manifest["done"]) == ("sweep", 40, 40)
    assert set(manifest["files"]) == set(FILES) - {"manifest.json"}
    meant = json.loads((unbroken / "dictionary.json").read_text())["runs.parquet"]["columns"]
    assert list(meant) == list(stored.runs.columns)
    assert all(each["meaning"] for each in meant.values())


def test_memory_and_folder_agree(unbroken: Path) -> None:
    inside, outside = run_in_memory(PLAN, jobs=1), stored_sweep(unbroken)
    assert inside.runs.equals(outside.runs)
    assert inside.weekly("customers").equals(outside.weekly("customers"))
    assert inside.folder is None


def test_the_number_of_jobs_changes_nothing(unbroken: Path, tmp_path: Path) -> None:
    run_sweep(PLAN, tmp_path / "one", jobs=1)
    run_sweep(PLAN, tmp_path / "five", jobs=5)
    assert contents(tmp_path / "one") == contents(tmp_path / "five") == contents(unbroken)


def test_interrupted_it_keeps_what_is_finished_and_goes_on(unbroken: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sweep"
    with pytest.raises(Stop):
        run_sweep(PLAN, folder, jobs=2, live=slowly, progress=interrupting_at(0.2))  # type: ignore[arg-type]
    half = standing(folder)
    assert 8 <= half.done < 40
    assert half.next == f"engage resume {folder}"
    assert len(pd.read_parquet(folder / "runs.parquet")) == half.done  # the tables are those of the ledger
    assert set(pd.read_parquet(folder / "runs.parquet")["point"]) == set(range(8))  # every point before any is repeated
    run_sweep(PLAN, folder)
    assert contents(folder) == contents(unbroken)
    sessions = Ledger(folder / LEDGER).sessions()
    assert [each.runs for each in sessions] == [half.done, 40 - half.done]
    resume_sweep(folder)
    assert len(Ledger(folder / LEDGER).sessions()) == 2  # nothing was left to do


def test_what_a_killed_process_left_behind_is_swept_away(unbroken: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sweep"
    shutil.copytree(unbroken, folder)
    (folder / ".4711-runs.parquet").write_bytes(b"half")
    (folder / "runs.parquet").write_bytes(b"half")
    (folder / "manifest.json").unlink()
    resume_sweep(folder)
    assert contents(folder) == contents(unbroken)
    assert not list(folder.glob(".*"))


def test_shards_merge_into_the_same_files(unbroken: Path, tmp_path: Path) -> None:
    parts = [tmp_path / f"part-{part}" for part in (1, 2, 3)]
    for number, part in enumerate(parts, start=1):
        run_sweep(PLAN, part, shard=(number, 3))
    assert sum(len(stored_sweep(part).runs) for part in parts) == 40
    with pytest.raises(ResultsError, match="shard 2 of 3 is missing"):
        merge([parts[2], parts[0]], tmp_path / "merged")
    with pytest.raises(ResultsError, match="shard 1 of 3 is there twice"):
        merge([parts[0], parts[0]], tmp_path / "merged")
    with pytest.raises(ResultsError, match="holds a whole sweep"):
        merge([unbroken], tmp_path / "merged")
    merged = merge(parts[::-1], tmp_path / "merged")
    assert contents(merged) == contents(unbroken)
    assert merge(parts, tmp_path / "merged") == tmp_path / "merged-002"


def test_shards_of_different_sweeps_or_unfinished_ones_are_refused(tmp_path: Path) -> None:
    run_sweep(PLAN, tmp_path / "one", shard=(1, 2))
    run_sweep(replace(PLAN, replicates=2), tmp_path / "two", shard=(2, 2))
    with pytest.raises(ResultsError, match="replicates: 5 -> 2"):
        merge([tmp_path / "one", tmp_path / "two"], tmp_path / "merged")
    with pytest.raises(Stop):
        run_sweep(
            PLAN,
            tmp_path / "three",
            jobs=1,
            shard=(2, 2),
            live=slowly,
            progress=interrupting_at(0.1),  # type: ignore[arg-type]
        )
    with pytest.raises(ResultsError, match=r"runs are left: engage resume .*three"):
        merge([tmp_path / "one", tmp_path / "three"], tmp_path / "merged")
    assert not (tmp_path / "merged").exists()


def test_extended_it_is_as_if_it_had_been_so_long(unbroken: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sweep"
    run_sweep(replace(PLAN, replicates=2), folder)
    extend_sweep(folder, replicates=5)
    assert contents(folder) == contents(unbroken)
    with pytest.raises(UsageError, match="can only grow"):
        extend_sweep(folder, replicates=3)


def broken_for_a_point(scenario: Scenario, replicate: int, weekly: Sequence[str]) -> Outcome:
    if scenario.recovery.solved_probability == 0.5:
        raise ZeroDivisionError("the rule gave up")
    return live_run(scenario, replicate, weekly)


def test_a_failed_run_is_a_row_and_the_rest_go_on(unbroken: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sweep"
    stored = run_sweep(PLAN, folder, live=broken_for_a_point)
    assert (len(stored.done), len(stored.failed)) == (35, 5)
    assert set(stored.failed["point"]) == {4}
    assert set(stored.failed["error"]) == {"ZeroDivisionError: the rule gave up"}
    assert stored.failed["customers"].isna().all()
    ((runs, error, trace),) = errors_in(folder)
    assert [each.run for each in runs] == [Run(4, replicate) for replicate in range(5)]
    assert error == "ZeroDivisionError: the rule gave up"
    assert "in broken_for_a_point" in trace
    assert standing(folder).next == f"engage resume {folder} --retry"
    assert len(run_sweep(PLAN, folder).failed) == 5  # not without being asked to
    run_sweep(PLAN, folder, retry=True)
    assert contents(folder) == contents(unbroken)


def test_values_that_do_not_fit_together_fail_alone() -> None:
    plan = replace(PLAN, points=(PLAN.points[0], Point(1, {"recovery.solved_probability": 2.0})), replicates=1)
    stored = run_in_memory(plan)
    assert list(stored.runs["status"]) == ["done", "failed"]
    assert "solved_probability" in stored.failed["error"].iloc[0]
    assert "\n" not in stored.failed["error"].iloc[0]


def test_another_plan_is_refused_with_the_differences(unbroken: Path) -> None:
    base = PLAN.base.model_copy(update={"customers": 60})
    with pytest.raises(ResultsError, match=r"holds another sweep.*\n  customers: 50 -> 60"):
        run_sweep(replace(PLAN, base=base), unbroken)
    with pytest.raises(ResultsError, match="it holds the whole sweep, and this is shard 1 of 2"):
        run_sweep(PLAN, unbroken, shard=(1, 2))


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(ResultsError, match="no sweep"):
        run_sweep(PLAN, tmp_path)
    with pytest.raises(ResultsError, match="holds no sweep"):
        resume_sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_other_code_does_not_go_on(unbroken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.experiment.sweeping.folder.code_here", lambda: {**code.code_here(), "code": "other"})
    with pytest.raises(ResultsError, match="the simulator is another one: code other instead of "):
        resume_sweep(unbroken)


def with_log(folder: Path) -> Plan:
    (folder / "log.csv").write_text("customer,week,touchpoint\n1,1,order\n2,3,order\n")
    base = Scenario.model_validate({**PLAN.base.model_dump(by_alias=True), "events": {"file": str(folder / "log.csv")}})
    base = base.model_copy(update={"touchpoints": (base.touchpoints[0].model_copy(update={"contacts_per_week": 0.0}),)})
    return replace(PLAN, base=base, points=PLAN.points[:1])


def test_a_file_that_changed_meanwhile_is_noticed(tmp_path: Path) -> None:
    plan = with_log(tmp_path)
    stored = run_sweep(plan, tmp_path / "sweep")
    assert set(stored.runs["status"]) == {"done"}
    resume_sweep(tmp_path / "sweep")
    (tmp_path / "log.csv").write_text("customer,week,touchpoint\n1,2,order\n")
    with pytest.raises(ResultsError, match=r"log\.csv holds something else than when the sweep began"):
        resume_sweep(tmp_path / "sweep")


HOLDER = """
import sys, time
from pathlib import Path
from simulator.experiment.lock import held
with held(Path(sys.argv[1]) / "ledger.lock"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_two_processes_are_refused_and_a_killed_one_holds_nothing(unbroken: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(unbroken)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert is_held(unbroken / LOCK)
        with pytest.raises(ResultsError, match="is being worked on by process"):
            resume_sweep(unbroken)
        process.send_signal(signal.SIGKILL)
    assert not is_held(unbroken / LOCK)
    resume_sweep(unbroken)


def test_the_lock_is_given_back(tmp_path: Path) -> None:
    with held(tmp_path / LOCK), pytest.raises(TakenError), held(tmp_path / LOCK):
        pass
    with held(tmp_path / LOCK):
        pass


def test_what_is_in_the_ledger_is_on_the_disk(tmp_path: Path) -> None:
    """A copy of the files while the writer still has them open is what a power failure would leave."""
    ledger = Ledger.create(tmp_path / "ledger.sqlite", {})
    writer = Writer(ledger, 1)
    outcome = Outcome({"profit": 1.5, "nps": float("nan")}, {"customers": np.array([3.0, 2.0])})
    writer.put(Finished(Run(0, 0), outcome))
    while writer.kept == 0:
        writer.check()
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in tmp_path.glob("ledger.sqlite*"):
        if not file.name.endswith("-shm"):
            shutil.copy(file, copy / file.name)
    (found,) = Ledger(copy / "ledger.sqlite").rows()
    assert found.outcome is not None
    assert found.outcome.metrics == pytest.approx(outcome.metrics, nan_ok=True)
    assert list(found.outcome.weekly["customers"]) == [3.0, 2.0]
    writer.put(Finished(Run(0, 0), None, "again"))  # lived twice: the first stays
    writer.close()
    assert ledger.counts() == (1, 0)


def test_a_ledger_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    writer = Writer(Ledger(tmp_path / "nowhere" / "ledger.sqlite"), 1)
    with pytest.raises(ResultsError, match="cannot be written"):
        writer.close()


def test_columns_of_parameters_have_the_type_of_their_values() -> None:
    factors = (
        Factor("customers", levels=(40, 50)),
        Factor("recovery.empathy", 0.0, 1.0),
        Factor("relationship.kind", levels=("contract", "open")),
    )
    values = {"customers": 40, "recovery.empathy": 0.5, "relationship.kind": "open"}
    runs = run_in_memory(replace(PLAN, factors=factors, points=(Point(0, values),), replicates=1)).runs
    assert column_of("customers") == "customers (set)"
    assert runs["customers (set)"].dtype == np.int64
    assert runs["recovery.empathy"].dtype == np.float64
    assert runs.loc[0, "relationship.kind"] == "open"
    assert runs.loc[0, "customers"] <= 40


def by_value(scenario: Scenario, replicate: int, weekly: Sequence[str]) -> Outcome:
    """A known function: 3 x plus the luck of the replicate; x of 0.2 and more is out of reach of the luck."""
    return Outcome({"y": 3.0 * scenario.recovery.solved_probability + 0.1 * replicate}, {})


def test_a_known_function_goes_the_same_way(tmp_path: Path) -> None:
    stored = run_sweep(replace(PLAN, weekly=()), tmp_path / "sweep", live=by_value)
    assert stored.metrics == ["y"]
    found = extremes(stored, "y")
    assert found is not None
    assert (found.best, found.worst) == (7, 0)
    # Luck is the same at every point: the difference is known exactly, the means are not.
    assert found.difference == pytest.approx((2.625, 2.625, 2.625))
    assert found.of_best.high - found.of_best.low > 0.1
    assert found.tied == 0
    assert not (tmp_path / "sweep" / "weekly.parquet").exists()


def test_an_unfinished_replicate_is_not_compared() -> None:
    """Luck grows with the number of the replicate: a point that has lived one more would look better."""
    runs = [Finished(run, by_value(PLAN.scenario(PLAN.points[run.point]), run.replicate, ())) for run in PLAN.runs()]
    some = [each for each in runs if each.run.replicate == 0 or each.run == Run(0, 4)]
    stored = StoredSweep(PLAN, runs_table(PLAN, some).to_pandas(), None)
    found = extremes(stored, "y")
    assert found is not None
    assert (found.best, found.worst, found.of_worst.mean) == (7, 0, 0.0)
    assert extremes(StoredSweep(PLAN, runs_table(PLAN, some[1:]).to_pandas(), None), "y") is None
