"""The short tutorials work as they stand there, and what they say without a number is so."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import called
from tests.house import source

TUTORIALS = source.ROOT / "docs" / "tutorials"


def followed(
    page: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[dict[str, Any], list[str]]:
    """Do what a page says in an empty folder; return the names that its code has made, and what its commands said.

    A block of YAML or CSV is saved under the name in its first line; one without a language is commands, one a line.
    """
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {}
    said = []
    text = (TUTORIALS / page).read_text(encoding="utf-8")
    for language, block in re.findall(r"^```(\w*)\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL):
        if language == "python":
            exec(compile(block, page, "exec"), names)
        elif language in ("yaml", "csv"):
            name, _, table = block.partition("\n")
            kept = table if language == "csv" else block
            (folder / name.removeprefix("# ")).write_text(kept, encoding="utf-8")
        else:
            for line in block.splitlines():
                command, *arguments = shlex.split(line)
                assert command == "engage"
                code, out, err = called(capsys, *arguments)
                # A finding that is missed is a finding; with few customers it may be.
                assert code == 0 or (arguments[0] == "evidence" and code == 6), err
                said.append(" ".join(out.split()))
    return names, said


def test_the_strategist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    names, said = followed("better-desk.md", tmp_path, monkeypatch, capsys)
    figures = tmp_path / "results" / "shop-against-new-desk" / "run-001" / "figures"
    assert {"money.png", "who-moved.svg", "tiers.png"} <= {path.name for path in figures.iterdir()}
    desk, gains = names["desk"], names["gains"]
    assert desk.paired("saved").mean > desk.paired("lost").mean
    assert desk.weekly("profit_so_far")["difference"].iloc[:4].max() < 0.0
    assert gains.spending.mean > 0.0
    # The same question asked of one file gives the same figures, whatever the worlds are called.
    by_files, by_fork = said[-3], said[-1]
    assert re.findall(r"profit .*? over", by_files) == re.findall(r"profit .*? over", by_fork)
    assert re.findall(r"profit .*? over", by_fork)
    assert (tmp_path / "trust.svg").is_file()


def test_the_educator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    names, said = followed("recovery-paradox.md", tmp_path, monkeypatch, capsys)
    mild, severe, careless = (names[name].forked for name in ("mild", "severe", "careless"))
    # It begins above zero for those who were heard, and not for all who were reached.
    assert mild.path("heard", 3)["difference"].iloc[0] > 0.0
    assert mild.weeks_above("heard", 3)
    assert mild.group("reached", 3).balance.high < 0.0
    # The worse failure is not made good, though excellent is best; more of them complain.
    assert severe.group("heard", 3).balance.high < 0.0
    assert severe.group("heard", 3).balance.mean == max(severe.group("heard", world).balance.mean for world in range(4))
    assert severe.group("heard", 3).customers.mean > mild.group("heard", 3).customers.mean
    # A firm that fails anyway keeps less of it.
    assert careless.group("heard", 3).balance.mean < mild.group("heard", 3).balance.mean
    assert any("P03" in each for each in said)
    # The lesson asks before it answers, and its handout and the file for the class are there to be sent.
    assert (tmp_path / "handout" / "lesson.html").is_file()
    assert (tmp_path / "class.html").stat().st_size < 1_000_000
    assert all((tmp_path / name).is_file() for name in ("account.png", "mild.svg", "severe.svg", "careless.svg"))


def test_the_analyst(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    names, _ = followed("many-replicates.md", tmp_path, monkeypatch, capsys)
    assert names["paired"].var() < names["alone"].var()
    sensitivity = names["sensitivity"]
    unchanged = sensitivity[sensitivity["factor"] == 1.0]["effect"]
    assert unchanged.nunique() == 1
    assert sensitivity["effect"].nunique() > 1
    assert len(names["last"]) == 12


@pytest.mark.slow
def test_a_sweep_and_a_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for part in ("SALib", "optuna", "duckdb"):
        pytest.importorskip(part)
    names, said = followed("sweep-and-fit.md", tmp_path, monkeypatch, capsys)
    # How often things go wrong decides, not the desk, before the fit and after it.
    failures = "touchpoints[order].failure.probability"
    analyses = [each for each in said if each.startswith("What decides")]
    assert len(analyses) == 2
    assert all(each.startswith(f"What decides how many stay is most of all {failures}") for each in analyses)
    by_failures = names["by_failures"]
    assert by_failures.is_monotonic_decreasing
    # The same luck at every point: less of it is left in differences.
    assert names["paired"].std() < 0.5 * names["cold"].groupby(names["rest"][1:]).std().mean()
    assert names["answer"]["runs"].tolist() == [27, 27, 27]
    assert len(names["fitted"].runs) == 12
    assert any("market.stay_base is" in each for each in said)
    assert (tmp_path / "results" / "fit" / "fitted.yaml").is_file()


@pytest.mark.parametrize("page", ["better-desk.md", "recovery-paradox.md", "many-replicates.md", "sweep-and-fit.md"])
def test_the_index_leads_to_it(page: str) -> None:
    assert f"tutorials/{page}" in (source.ROOT / "docs" / "README.md").read_text(encoding="utf-8")
