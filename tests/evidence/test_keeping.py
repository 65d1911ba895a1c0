"""What was judged is kept whole, read again as it was, and never mixed with what was made otherwise."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from simulator.errors import ResultsError
from simulator.evidence import keeping
from simulator.evidence.finding import Band
from simulator.evidence.findings import FINDINGS
from simulator.evidence.judging import judge
from simulator.evidence.keeping import (
    IDENTITY,
    Kept,
    document_of,
    fingerprint_of_defaults,
    identity_of,
    judgement_from,
    name_of,
)
from simulator.evidence.laboratory import Laboratory
from tests.evidence.made import bars, finding, heat, lines

SMALL = Laboratory(10, 4)


def test_what_is_written_is_read_again() -> None:
    whole = finding(panels=(lines(band=Band(1.0), marks={"published": 2.0}), bars(), heat()))
    judgement = judge(whole, SMALL)
    text = json.dumps(document_of(judgement), allow_nan=False)
    again = judgement_from(json.loads(text), whole)
    assert again.results == judgement.results
    assert again.verdict == judgement.verdict
    for one, other in zip(judgement.outcome.panels, again.outcome.panels, strict=True):
        assert dataclasses.replace(one, curves=()) == dataclasses.replace(other, curves=())
        for before, after in zip(one.curves, other.curves, strict=True):
            assert before.label == after.label
            assert list(before.x) == list(after.x)
            np.testing.assert_array_equal(before.y, after.y)


def test_what_could_not_be_measured_stays_so() -> None:
    judgement = judge(finding(ratio=np.nan), SMALL)
    document = json.loads(json.dumps(document_of(judgement), allow_nan=False))
    assert document["checks"][0]["simulated"]["mean"] is None
    assert judgement_from(document, judgement.finding).verdict == "missed"


def test_a_series_goes_on_in_its_folder(tmp_path: Path) -> None:
    first = Kept.at(tmp_path / "run-001", identity_of(SMALL))
    first.write("one", {"a": 1})
    again = Kept.at(tmp_path / "run-001", identity_of(SMALL))
    assert again.folder == first.folder
    assert again.has("one")
    assert again.read("one") == {"a": 1}
    assert not again.has("two")


@pytest.mark.parametrize(
    ("laboratory", "kind"),
    [
        (Laboratory(11, 4), "findings"),
        (Laboratory(10, 5), "findings"),
        (Laboratory(10, 4, seed=2), "findings"),
        (Laboratory(10, 4, psychology={"loss_aversion": 2.0}), "findings"),
        (SMALL, "sensitivity"),
    ],
)
def test_another_laboratory_gets_another_folder(tmp_path: Path, laboratory: Laboratory, kind: str) -> None:
    Kept.at(tmp_path / "run-001", identity_of(SMALL))
    other = Kept.at(tmp_path / "run-001", identity_of(laboratory, kind))
    assert other.folder == tmp_path / "run-002"
    assert Kept.at(tmp_path / "run-001", identity_of(laboratory, kind)).folder == other.folder


def test_other_code_gets_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Kept.at(tmp_path / "run-001", identity_of(SMALL))
    monkeypatch.setattr(keeping, "code", lambda: "of another day")
    assert Kept.at(tmp_path / "run-001", identity_of(SMALL)).folder == tmp_path / "run-002"


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    (tmp_path / "empty").mkdir()
    assert Kept.at(tmp_path / "mine", identity_of(SMALL)).folder == tmp_path / "mine-002"
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["notes.txt"]
    assert Kept.at(tmp_path / "empty", identity_of(SMALL)).folder == tmp_path / "empty"
    assert (tmp_path / "empty" / IDENTITY).is_file()


def test_what_is_damaged_is_said_to_be(tmp_path: Path) -> None:
    kept = Kept.at(tmp_path / "run", identity_of(SMALL))
    (kept.folder / "one.json").write_text('{"half":')
    with pytest.raises(ResultsError, match="damaged; delete it"):
        kept.read("one")
    with pytest.raises(ResultsError, match="P91 is damaged"):
        judgement_from({"values": {}}, finding())


def test_nothing_half_written_stays(tmp_path: Path) -> None:
    kept = Kept.at(tmp_path / "run", identity_of(SMALL))
    with pytest.raises(TypeError):
        kept.write("one", {"a": object()})
    assert [file.name for file in kept.folder.iterdir()] == [IDENTITY]


def test_every_finding_has_a_file_of_its_own() -> None:
    assert len({name_of(each) for each in FINDINGS}) == len(FINDINGS)


def test_the_fingerprint_tells_bands_apart() -> None:
    one = finding()
    moved = dataclasses.replace(one, checks=(dataclasses.replace(one.checks[0], band=Band(1.5, 2.6)), one.checks[1]))
    worded = dataclasses.replace(one, title="The same in other words")
    assert fingerprint_of_defaults((one,)) == fingerprint_of_defaults((worded,))
    assert fingerprint_of_defaults((one,)) != fingerprint_of_defaults((moved,))


def test_the_code_has_a_fingerprint() -> None:
    assert keeping.code() == keeping.code()
    assert len(keeping.code()) == 16
