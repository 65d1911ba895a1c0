"""`engage compare` and `engage diff`: answers on standard output, one folder, every refusal a line with its code."""

from __future__ import annotations

import json
import re
import signal
import time
from pathlib import Path

import pytest

from tests.cli.command import SHOP, called, everything_in, started

Captured = pytest.CaptureFixture[str]
BETTER = "extends: shop.yaml\nname: Better\nrecovery: {answer_weeks: 0, solved_probability: 1, empathy: 0.8}\n"
OUTAGE = SHOP + "incidents: [{name: big outage, week: 9, severity: 0.6}]\neconomics: {revenue_per_week: 5}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("shop", SHOP), ("better", BETTER), ("outage", OUTAGE)):
        (tmp_path / f"{name}.yaml").write_text(text)
    return tmp_path


def test_it_answers_and_writes(capsys: Captured, folder: Path) -> None:
    code, out, err = called(capsys, "compare", "shop.yaml", "better.yaml", "--replicates", "3")
    assert code == 0
    words = " ".join(out.split())
    assert words.startswith("With Better, ")
    assert "Figures are means of three replicates with 95 % intervals" in words
    assert "base \\ alternative" in out
    assert out.rstrip().endswith("Tables and figures: results/shop-against-better/run-001")
    assert "200 customers, 30 weeks, 2 worlds, 3 times: lived in" in err
    place = folder / "results/shop-against-better/run-001"
    summary = json.loads((place / "summary.json").read_text(encoding="utf-8"))
    assert " ".join(summary["answer"].split()) in words
    assert summary["replicates"] == 3
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    assert [world["name"] for world in manifest["worlds"]] == ["Shop", "Better"]
    assert set(manifest["files"]) == {name for name in everything_in(place) if "." in name} - {"manifest.json"}


def test_it_is_repeated_from_its_folder_byte_for_byte(capsys: Captured, folder: Path) -> None:
    until = ("--until", "mean[balance]:0.05", "--set", "recovery.ease=0.1")
    assert called(capsys, "compare", "shop.yaml", "better.yaml", *until)[0] == 0
    place = folder / "results/shop-against-better"
    code, _, err = called(capsys, "compare", "results/shop-against-better/run-001")
    assert code == 0, err
    for file in (place / "run-001").rglob("*"):
        if file.is_file() and file.name != "manifest.json":
            assert file.read_bytes() == (place / "run-002" / file.relative_to(place / "run-001")).read_bytes(), file
    code, _, err = called(capsys, "compare", "results/shop-against-better/run-001/manifest.json", "--seed", "4")
    assert code == 2
    assert "is repeated as it was" in err


def test_one_document_and_nothing_else(capsys: Captured) -> None:
    arguments = ("shop.yaml", "better.yaml", "--json", "--no-figures", "-q", "--replicates", "2")
    code, out, err = called(capsys, "compare", *arguments)
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert document["folder"] == "results/shop-against-better/run-001"
    assert document["alternatives"][0]["name"] == "Better"


def test_a_fork(capsys: Captured) -> None:
    code, out, _ = called(
        capsys, "compare", "outage.yaml", "--fork", "incident:big outage", "--replicates", "2", "--no-figures"
    )
    assert code == 0
    assert re.match(
        r"In week 9 big outage reaches 1\d\d of the 200 customers; \d+ of them complain and are heard\.",
        " ".join(out.split()),
    )
    assert "excellent recovery" in out
    assert "at most for each complaint heard" in out
    assert "Tables: results/outage-fork-big-outage/run-001" in out


def test_a_fork_at_an_intervention(capsys: Captured, folder: Path) -> None:
    changed = "interventions: [{name: kind desk, from_week: 4, set: {recovery.empathy: 0.8}, cost: 9}]\n"
    (folder / "kind.yaml").write_text(SHOP + changed)
    asked = ("--fork", "intervention:kind desk", "--replicates", "2", "--no-figures")
    code, out, err = called(capsys, "compare", "kind.yaml", *asked)
    assert code == 0, err
    assert "With kind desk, " in " ".join(out.split())
    assert "Tables: results/kind-fork-kind-desk/run-001" in out
    assert "two worlds" in err
    code, _, err = called(capsys, "compare", "results/kind-fork-kind-desk/run-001")
    assert code == 0, err


def test_settings_hold_for_all_worlds(capsys: Captured) -> None:
    size = ("--customers", "50", "--weeks", "6", "--seed", "3")
    code, out, _ = called(
        capsys, "compare", "shop.yaml", "better.yaml", *size, "--json", "--no-figures", "--replicates", "1"
    )
    document = json.loads(out)
    assert (code, document["customers"], document["weeks"], document["seed"]) == (0, 50, 6, 3)


def test_too_wide_an_interval_has_its_code_and_all_the_results(capsys: Captured, folder: Path) -> None:
    code, out, err = called(
        capsys,
        "compare",
        "shop.yaml",
        "better.yaml",
        "--until",
        "customers:0.0001",
        "--replicates",
        "6",
        "--no-figures",
    )
    assert code == 6
    assert "customers:0.0001 was not reached with 6 replicates" in err
    assert (folder / "results/shop-against-better/run-001/summary.json").is_file()
    assert "as many as were allowed" in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("shop.yaml",), 2, "name at least one ALT"),
        (("shop.yaml", "better.yaml", "--fork", "incident:x"), 2, "name no ALT beside it"),
        (("outage.yaml", "--fork", "incident:big outtage"), 2, "did you mean big outage?"),
        (("outage.yaml", "--fork", "incidnet:big outage"), 2, "allowed is incident:NAME, such as incident:big outage"),
        (("shop.yaml", "better.yaml", "--until", "costumers:3"), 2, "did you mean customers?"),
        (("shop.yaml", "better.yaml", "--until", "customers"), 2, "allowed is METRIC:HALFWIDTH"),
        (("shop.yaml", "better.yaml", "--replicates", "0"), 2, "--replicates"),
        (("shop.yaml", "better.yaml", "--frok", "x"), 2, "--fork"),
        (("shop.yaml", "telecom"), 2, "`customers` is 200 in one and 100,000 in the other"),
        (("shop.yaml", "bettr.yaml"), 3, "bettr.yaml"),
        (("shop.yaml", "better.yaml", "--set", "recovery.empaty=1"), 3, "did you mean `recovery.empathy`?"),
        (("shop.yaml", "better.yaml", "--out", "shop.yaml/here"), 4, "a part of that path is a file"),
    ],
)
def test_what_goes_wrong_is_said_in_a_line_with_its_code(
    capsys: Captured, folder: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    found, out, err = called(capsys, "compare", *arguments)
    assert found == code, err
    assert words in err
    assert out == ""
    assert "Traceback" not in err
    assert everything_in(folder) == ["better.yaml", "outage.yaml", "shop.yaml"]


def test_a_comparison_is_no_run(capsys: Captured) -> None:
    called(capsys, "compare", "shop.yaml", "better.yaml", "--replicates", "1", "--no-figures", "--out", "both")
    code, _, err = called(capsys, "why", "both")
    assert code == 4
    assert "both holds a comparison of several worlds; engage compare both repeats it" in err
    code, _, err = called(capsys, "run", "both")
    assert code == 3
    assert "manifest.json:1:1: this holds a comparison of several worlds; engage compare both repeats it" in err


def test_what_differs(capsys: Captured) -> None:
    code, out, err = called(capsys, "diff", "shop.yaml", "better.yaml")
    assert (code, err) == (0, "")
    assert [line.partition(": ")[0] for line in out.splitlines()] == [
        "recovery.answer_weeks",
        "recovery.solved_probability",
        "recovery.empathy.mean",
    ]
    _, out, _ = called(capsys, "diff", "shop.yaml", "shop.yaml")
    assert out == "shop.yaml and shop.yaml do not differ: they lead to the same lives.\n"
    _, out, _ = called(capsys, "diff", "shop.yaml", "shop.yaml", "--set", "weeks=31", "--json")
    assert [each["path"] for each in json.loads(out)["differences"]] == ["weeks"]
    code, _, err = called(capsys, "diff", "shop.yaml", "shoop.yaml")
    assert code == 3
    assert "shoop.yaml" in err


def test_as_a_process_of_its_own(folder: Path) -> None:
    with started("compare", "shop.yaml", "better.yaml", "--replicates", "2", "--no-figures", cwd=folder) as process:
        out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert "With Better, " in out
    assert "Traceback" not in err


@pytest.mark.parametrize("customers", ["30000", "3000000"], ids=["side by side", "one by one"])
def test_interrupted(folder: Path, customers: str) -> None:
    from simulator.experiment.compare import compare
    from tests.experiment.comparing.worlds import shop

    compare(shop(), shop(), replicates=1)  # so that it is compiled and no test measures that
    size = ("--customers", customers, "--weeks", "1000", "--replicates", "50", "-v")
    with started("compare", "shop.yaml", "better.yaml", *size, cwd=folder) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("comparing shop.yaml with better.yaml")
        time.sleep(3.0)  # the engine takes a second to load
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    assert process.returncode in (130, -2), err
    assert out == ""
    assert err.splitlines()[-1] == "stopped; nothing was written"
    assert "Traceback" not in err
    assert everything_in(folder) == ["better.yaml", "outage.yaml", "shop.yaml"]
