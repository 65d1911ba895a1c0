"""The files that a scenario names: read by `check` and `run`, told in a line, refused when they are broken."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from simulator.projection.results import load
from tests.cli.command import ROOT, called, everything_in, started

Captured = pytest.CaptureFixture[str]

SHOP = """\
name: Shop
weeks: 12
customers: 4
segments: [{name: consumer, share: 0.5}, {name: business, share: 0.5}]
touchpoints:
  - {name: bill, contacts_per_week: 0.3}
  - {name: desk, contacts_per_week: 0.1}
"""
LOG = "customer,week,touchpoint,outcome,agent\nann,2,bill,failure,x\nbob,3,desk,contact,y\nann,20,bill,contact,x\n"
PEOPLE = "number,kind,trust,tenure_weeks\n1,consumer,0.5,10\n2,business,0.2,0\n3,business,,4\n"
FRIENDS = "1,2\n2,3\n"

ALL_THREE = SHOP + (
    "events: {file: events.csv}\n"
    "people: {file: people.csv, columns: {segment: kind}}\n"
    "market: {word_of_mouth: {network: file, file: friends.csv}}\n"
)
HELD = (
    "  events.csv: 2 events of 2 customers, weeks 2 to 3; rows skipped: 1 after the last week; "
    "not used: column 'agent'\n"
    "  people.csv: 3 customers with tenure weeks, trust and segment; the other 1 customer drawn; "
    "34 other traits drawn for all; not used: column 'number'\n"
    "  friends.csv: 2 ties between 3 of 4 persons\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, content in (
        ("all.yaml", ALL_THREE),
        ("events.csv", LOG),
        ("people.csv", PEOPLE),
        ("friends.csv", FRIENDS),
    ):
        (tmp_path / name).write_text(content)
    return tmp_path


def test_what_the_files_hold_is_said_in_a_line_each(capsys: Captured) -> None:
    assert called(capsys, "check", "all.yaml") == (0, f"all.yaml: fine\n{HELD}", "")
    assert called(capsys, "check", "all.yaml", "-q") == (0, "", "")
    _, out, _ = called(capsys, "check", "all.yaml", "--json")
    events, people, friends = json.loads(out)["files"][0]["inputs"]
    assert events["columns"] == {
        "customer": "customer",
        "time": "week",
        "touchpoint": "touchpoint",
        "outcome": "outcome",
    }
    assert events["skipped"] == {"after the last week": 1}
    assert people["columns"] == {"tenure_weeks": "tenure_weeks", "trust": "trust", "segment": "kind"}
    assert "usage" in people["drawn"]
    assert friends["read"] == {"ties": 2, "persons": 3}


def test_the_mistakes_of_all_files_come_together(capsys: Captured, folder: Path) -> None:
    (folder / "events.csv").write_text(LOG.replace("bob,3,desk", "bob,soon,dekc"))
    (folder / "people.csv").write_text(PEOPLE.replace("0.2", "2"))
    (folder / "friends.csv").write_text("1,9\n")
    expected = ["events.csv:3:5", "events.csv:3:10", "people.csv:3:12", "friends.csv:1:3"]
    for command in ("check", "run"):
        code, out, err = called(capsys, command, "all.yaml")
        assert code == 3
        said = [line.split(": ")[0] for line in (out + err).splitlines()]
        assert said[:4] == expected
    assert "4 mistakes" in called(capsys, "check", "all.yaml")[2]


def test_they_come_with_those_of_the_scenario(capsys: Captured, folder: Path) -> None:
    (folder / "events.csv").write_text(LOG.replace("bob,3,desk", "bob,soon,dekc"))
    for wrong, said in (("brand: {promise: 7}", 3), ("recovery: {emapthy: 0.3}", 3), ("warm_up_weeks: 3", 1)):
        (folder / "wrong.yaml").write_text(f"{ALL_THREE}{wrong}\n")
        code, out, _ = called(capsys, "check", "wrong.yaml")
        assert code == 3
        assert out.startswith("wrong.yaml:11:")
        assert len(out.splitlines()) == said
    # With a touchpoint's name out of order, the log cannot be blamed for an unknown one.
    (folder / "wrong.yaml").write_text(ALL_THREE.replace("name: desk", "nome: desk"))
    _, out, _ = called(capsys, "check", "wrong.yaml")
    assert "events.csv" not in out


def test_the_manifest_says_what_was_read(capsys: Captured, folder: Path) -> None:
    assert called(capsys, "run", "all.yaml", "--no-figures")[0] == 0
    manifest = json.loads((folder / "results/all/run-001/manifest.json").read_text())
    _, out, _ = called(capsys, "check", "all.yaml", "--json")
    assert manifest["inputs"] == json.loads(out)["files"][0]["inputs"]
    for each in manifest["inputs"]:
        content = (folder / each["file"]).read_bytes()
        assert (each["bytes"], each["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert [each.file for each in load("results/all/run-001").inputs] == ["events.csv", "people.csv", "friends.csv"]
    # Repeated from its results, a run finds its files from the folder in which it was started.
    assert called(capsys, "run", "results/all/run-001", "--no-figures")[0] == 0
    again = json.loads((folder / "results/all/run-002/manifest.json").read_text())
    assert (again["inputs"], again["fingerprint"]) == (manifest["inputs"], manifest["fingerprint"])


def _cut_off(file: Path) -> None:
    parquet.write_table(pa.table({"customer": ["ann"] * 50, "week": list(range(1, 51))}), file)
    file.write_bytes(file.read_bytes()[:-200])


@pytest.mark.parametrize(
    ("named", "content", "words"),
    [
        (
            "events: {file: log.csv, touchpoint: bill}",
            "customer,week\nann,1997-02-30\n",
            "log.csv:2:5: '1997-02-30' is",
        ),
        ("events: {file: log.csv, touchpoint: bill}", "customer,week\nann,-3\n", "log.csv:2:5: '-3' is no week number"),
        (
            "events: {file: log.csv, touchpoint: bill, date_format: '%d.%m.%Y'}",
            "customer,week\nann,1.2.1997\nann,31.2.1997\n",
            "log.csv:3:5: '31.2.1997' is no date of the form %d.%m.%Y",
        ),
        (
            "events: {file: log.csv, touchpoint: bill}",
            "customer,week\n" + "".join(f"c{number},1\n" for number in range(6)),
            "log.csv:6:1: customer 'c4' is one more than the 4 of the scenario, and the log speaks of 6",
        ),
        (
            "events: {file: log.csv, touchpoint: bill}",
            "customer,week,severity\nann,1,bad\n",
            "log.csv:2:7: severity 'bad' is not a number from 0 to 100",
        ),
        ("events: {file: log.csv}", "customer,week,touchpoint\nann,1,bil\n", "did you mean 'bill'?"),
        (
            "events: {file: log.csv, touchpoint: bill}",
            "customer,week,outcome\nann,1,ko\n",
            "log.csv:2:7: outcome 'ko' is not known",
        ),
        (
            "events: {file: log.csv, touchpoint: bill}",
            "customer,week\nJosé,1\n".encode("latin-1"),
            "log.csv:2:4: is not text in UTF-8",
        ),
        (
            "events: {file: log.csv, touchpoint: bill}",
            "customer,week\nann,1\n".encode("utf-16"),
            "is not text in UTF-8",
        ),
        ("events: {file: log.csv, touchpoint: bill}", "", "log.csv: has no events"),
        ("events: {file: log.csv, touchpoint: bill}", "customer,week\nann,99\n", "has no event in weeks 1 to 12"),
        ("events: {file: nothing.csv, touchpoint: bill}", "", "nothing.csv: cannot be read: No such file"),
        (
            "events: {file: log.parquet, touchpoint: bill}",
            _cut_off,
            "log.parquet: cannot be read as Parquet, it may be",
        ),
        ("people: {file: log.csv}", "trust,trust\n1,1\n", "log.csv: has 2 columns 'trust'"),
        ("people: {file: log.csv}", "id,trust\n1,high\n", "log.csv:2:3: trust 'high' is not a number"),
        ("people: {file: log.csv}", "id,segment\n1,busines\n", "did you mean 'business'?"),
        ("people: {file: log.csv}", "", "log.csv: has no customers"),
        ("people: {file: log.parquet}", _cut_off, "log.parquet: cannot be read as Parquet, it may be cut off"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) and value.startswith("log") else "",
)
def test_a_broken_file_stops_a_run_before_anything_is_written(
    capsys: Captured, folder: Path, named: str, content: object, words: str
) -> None:
    (folder / "broken.yaml").write_text(f"{SHOP}{named}\n")
    file = folder / ("log.parquet" if "log.parquet" in named else "log.csv")
    if callable(content):
        content(file)
    else:
        file.write_bytes(content if isinstance(content, bytes) else str(content).encode())
    before = everything_in(folder)
    with started("run", "broken.yaml", cwd=folder) as process:
        out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (3, "")
    assert words in err
    assert "Traceback" not in err
    assert everything_in(folder) == before
    code, out, _ = called(capsys, "check", "broken.yaml")
    assert code == 3
    assert out in err  # beside it, `run` may say that it compiles


CHECK_AND_TELL = """
import re, sys
from simulator.cli import main
main(sys.argv[1:])
# Not what the system counts for a process: that begins with the size of the one that started it.
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read()).group(1)) // 1024)
"""


@pytest.mark.slow
def test_a_long_log_needs_little_memory(folder: Path) -> None:
    rng = np.random.default_rng(1)
    who, weeks = rng.integers(1, 200_000, 1_000_000), rng.integers(1, 13, 1_000_000)
    rows = (f"c{each},{week}\n" for each, week in zip(who.tolist(), weeks.tolist(), strict=True))
    (folder / "long.csv").write_text("customer,week\n" + "".join(rows))
    (folder / "long.yaml").write_text(
        f"{SHOP.replace('customers: 4', 'customers: 200_000')}events: {{file: long.csv, touchpoint: bill}}\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    checking = [sys.executable, "-c", CHECK_AND_TELL, "check", "long.yaml"]
    done = subprocess.run(checking, cwd=folder, capture_output=True, text=True, check=True, env=environment)
    assert "1,000,000 events of " in done.stdout
    # The libraries take 200 MB; ten million rows were measured to take no more than 400.
    assert int(done.stdout.splitlines()[-1]) < 500
