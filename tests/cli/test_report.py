"""`engage report`: a page from a folder; nothing is overwritten; every refusal is a line with its code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli.reporting import missed
from tests.cli.command import SHOP, called, everything_in

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.yaml").write_text(SHOP)
    return tmp_path


def shop(capsys: Captured, *options: str) -> Path:
    assert called(capsys, "run", "shop.yaml", "--no-figures", "-q", "--out", "shop", *options)[0] == 0
    return Path("shop")


def test_a_page_from_a_folder(capsys: Captured) -> None:
    place = shop(capsys)
    assert not (place / "report.html").exists()
    code, out, err = called(capsys, "report", "shop")
    assert (code, err) == (0, "")
    assert out.startswith("Report, ")
    assert out.strip().endswith("kB: shop/report.html")
    page = (place / "report.html").read_text(encoding="utf-8")
    assert "What does a slow desk cost?" in page
    assert "engage run shop" in page
    for version in json.loads((place / "manifest.json").read_text())["versions"].values():
        assert version in page


def test_nothing_is_overwritten(capsys: Captured) -> None:
    place = shop(capsys, "--report")
    before = (place / "report.html").read_bytes()
    assert called(capsys, "report", "shop")[1].strip().endswith("shop/report-002.html")
    assert (place / "report.html").read_bytes() == before
    assert (place / "report-002.html").read_bytes() == before
    assert called(capsys, "report", "shop", "--out", "mine.html")[0] == 0
    code, _, err = called(capsys, "report", "shop", "--out", "mine.html")
    assert (code, err) == (2, "mine.html is there already; name a new file\n")
    assert called(capsys, "run", "shop")[0] == 0  # the folder is as good as before


def test_a_comparison_of_an_earlier_version_has_no_counts(capsys: Captured) -> None:
    (Path("kind.yaml")).write_text("extends: shop.yaml\nname: Kind\nrecovery: {empathy: 0.9}\n")
    options = ("--replicates", "1", "--no-figures", "-q", "--out", "both")
    assert called(capsys, "compare", "shop.yaml", "kind.yaml", *options)[0] == 0
    for file in Path("both").glob("counts-*.parquet"):
        file.unlink()
    assert called(capsys, "report", "both")[0] == 0
    assert "an earlier version wrote it" in Path("both/report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nowhere",), 4, "nowhere is not a result folder: there is no such folder"),
        (("shop.yaml",), 4, "shop.yaml is not a result folder: it is a file"),
        (("empty",), 4, "empty is not a result folder: it has no manifest.json"),
        (("half",), 4, "half is incomplete: counts.parquet is missing"),
        (("torn",), 4, "is damaged"),
        (("shop", "--out", "page.pdf"), 2, "page.pdf is no name for a page: it must end in .html"),
        (("shop", "--out", "no/page.html"), 2, "no is no folder"),
        ((), 2, "Missing argument 'DIR'"),
    ],
)
def test_refusals(capsys: Captured, folder: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    place = shop(capsys)
    for name in ("empty", "half", "torn"):
        (folder / name).mkdir()
    (folder / "half/manifest.json").write_text((place / "manifest.json").read_text())
    (folder / "torn/manifest.json").write_text("{")
    before = everything_in(folder)
    found, out, err = called(capsys, "report", *arguments)
    assert (found, out) == (code, "")
    assert words in err
    assert everything_in(folder) == before


def test_half_a_comparison(capsys: Captured, folder: Path) -> None:
    options = ("--replicates", "1", "--no-figures", "-q", "--out", "both")
    assert called(capsys, "compare", "shop.yaml", "shop.yaml", *options)[0] == 0
    (folder / "both/summary.json").unlink()
    code, _, err = called(capsys, "report", "both")
    assert (code, err) == (4, "both is incomplete: summary.json is missing\n")


def test_a_scenario_against_itself_has_no_story(capsys: Captured) -> None:
    options = ("--replicates", "2", "--no-figures", "-q", "--report", "--out", "both")
    assert called(capsys, "compare", "shop.yaml", "shop.yaml", *options)[0] == 0
    page = Path("both/report.html").read_text(encoding="utf-8")
    assert "No customer fares differently" in page
    assert "Nothing differs between the scenarios." in page


def test_missed_findings_come_from_the_page(folder: Path) -> None:
    page = folder / "evidence.md"
    assert missed(page) == []
    page.write_text(
        "# The evidence\n\n## What is missed\n\n- [P02](#p02) misses *one* of `two`.\n- P03.\n\n## P01\n\n- not this\n"
    )
    assert missed(page) == ["P02 misses one of two.", "P03."]
