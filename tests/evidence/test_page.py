"""The pages of the evidence belong to the defaults and bands of the code."""

from __future__ import annotations

import re

import pytest

from simulator.evidence.findings import FINDINGS
from simulator.evidence.judging import judge
from simulator.evidence.keeping import fingerprint_of_defaults
from simulator.evidence.laboratory import Laboratory
from simulator.evidence.page import FINGERPRINT, evidence_page, summary
from tests.evidence.made import bars, finding, lines
from tests.house import source

PAGE = source.ROOT / "docs" / "evidence.md"
SMALL = Laboratory(10, 4)
MADE = [
    judge(finding(panels=(lines(), bars())), SMALL),
    judge(finding("P92", "another-thing", ratio=3.0), SMALL),
    judge(finding("E91", "emergent"), SMALL),
]
MOST_BYTES = 2_000_000


def test_the_page_was_made_with_these_defaults_and_bands() -> None:
    found = re.search(rf"{FINGERPRINT}`(\w+)`", PAGE.read_text(encoding="utf-8"))
    assert found is not None
    assert found[1] == fingerprint_of_defaults(FINDINGS), (
        "defaults or bands are others than the page's; run: make evidence"
    )


def test_the_page_has_every_finding() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert re.findall(r"^## ([PE]\d\d) ", text, flags=re.MULTILINE) == [finding.code for finding in FINDINGS]


def test_the_readme_says_what_the_page_says() -> None:
    found = re.search(r"^\*\*(With the one set .*)\*\*$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert found is not None
    assert f"> {found[1]}\n" in (source.ROOT / "README.md").read_text(encoding="utf-8"), "run: make evidence"


def test_the_pictures_are_small() -> None:
    files = list((source.ROOT / "docs" / "pictures" / "evidence").iterdir())
    assert len(files) == len(FINDINGS)
    assert sum(file.stat().st_size for file in files) < MOST_BYTES


def test_a_page_tells_all_of_a_finding() -> None:
    text = evidence_page(MADE, SMALL)
    one = MADE[0].finding
    for said in (one.title, one.done, one.source, "Made up; grade Z.", one.note, one.checks[0].says, "`loss_aversion`"):
        assert said in text
    assert "**With the one set of defaults one of two published patterns and one of one effect" in text
    assert "five of their six figures lie in their bands" in text
    assert "- P92 misses 1 of 2 figures: ratio 3.00, not 1.5 to 2.5 (0.500 too high)." in text
    assert "1.5 to 2.5, published" in text
    assert "](pictures/evidence/P91-made-up.png)" in text
    assert summary(MADE) in text


@pytest.mark.parametrize("line", [line for line in evidence_page(MADE, SMALL).splitlines() if line.startswith("|")])
def test_a_row_has_the_cells_of_its_table(line: str) -> None:
    assert line.count("|") - line.count("\\|") in (7, 10)


def test_links_within_the_page_lead_to_headings() -> None:
    text = evidence_page(MADE, SMALL)
    headings = {line[3:].lower().replace(" ", "-") for line in text.splitlines() if line.startswith("## ")}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings
