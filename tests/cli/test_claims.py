"""`engage claims`: what the model is built on, readable on any terminal."""

from __future__ import annotations

import json

import pytest

from simulator.evidence.claims import CLAIMS
from tests.cli.command import ROOT, called

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_every_point_is_listed_within_the_width(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    code, out, err = called(capsys, "claims")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert max(map(len, lines)) <= columns
    assert [line.split()[0] for line in lines if line.split(" ")[0] in CLAIMS] == list(CLAIMS)


def test_one_point_in_full(capsys: Captured) -> None:
    code, out, err = called(capsys, "claims", "a8")
    assert (code, err) == (0, "")
    for expected in ("A8 ", "psychology.arousal", "Default: 1.5", "Source: ", "recovery.deposit_of_recovery"):
        assert expected in out


def test_as_a_document(capsys: Captured) -> None:
    code, out, err = called(capsys, "claims", "--json")
    assert (code, err) == (0, "")
    document = json.loads(out)["claims"]
    assert [each["code"] for each in document] == list(CLAIMS)
    assert all(each["keys"] and each["functions"] and each["measures"] for each in document)
    _, one, _ = called(capsys, "claims", "A8", "--json")
    assert json.loads(one)["claims"] == [each for each in document if each["code"] == "A8"]


@pytest.mark.parametrize(
    ("arguments", "page"), [(("claims", "--markdown"), "claims.md"), (("schema", "--markdown"), "parameters.md")]
)
def test_the_pages(capsys: Captured, arguments: tuple[str, ...], page: str) -> None:
    code, out, err = called(capsys, *arguments)
    assert (code, err) == (0, "")
    assert out == (ROOT / "docs" / page).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [(("B14",), "did you mean B"), (("A8", "--markdown"), "--markdown"), (("--json", "--markdown"), "--markdown")],
)
def test_a_wrong_use(capsys: Captured, arguments: tuple[str, ...], meant: str) -> None:
    code, out, err = called(capsys, "claims", *arguments)
    assert (code, out) == (2, "")
    assert meant in err
