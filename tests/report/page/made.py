"""Result folders whose scenario would like to be more than text, made once for all tests of the page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from simulator.cli import main

NAME = "<script>alert(1)</script>"
WHY = "</title></style><img src=x onerror=\"alert(2)\"> what & does $5 'cost'? javascript:alert(3)"

EVIL = f"""\
name: "{NAME}"
why: |
  {WHY}
weeks: 40
customers: 300
warm_up_weeks: 6
segments:
  - {{name: "<b>bold</b>", share: 0.5}}
  - {{name: "'><svg onload=alert(4)>", share: 0.5, why: "<i>half</i> of them"}}
touchpoints:
  - {{name: "<script>alert(5)</script>", contacts_per_week: 0.3, failure: {{probability: 0.1, severity: 0.8}}}}
  - {{name: "--><script>alert(6)</script>", contacts_per_week: 0.3, delight: {{probability: 0.05}}}}
incidents: [{{name: "--!><script>alert(7)</script>", week: 20, severity: 1}}]
interventions: [{{name: "</svg><script>alert(8)</script>", from_week: 30, set: {{recovery.empathy: 0.8}}}}]
programmes: [{{name: "&lt;script&gt; & <wbr>", fulfils: appreciation}}]
economics: {{revenue_per_week: 4, margin: 0.5}}
market: {{stay_base: -1}}
"""
OTHER = 'extends: evil.yaml\nname: "</h1><script>alert(9)</script>"\nrecovery: {answer_weeks: 0, empathy: 0.9}\n'


@cache
def folders() -> tuple[Path, Path]:
    """The folder of a run and of a comparison, with a report in each."""
    place = Path(mkdtemp(prefix="engage-page-"))
    (place / "evil.yaml").write_text(EVIL, encoding="utf-8")
    (place / "other.yaml").write_text(OTHER, encoding="utf-8")
    evil, other, run, both = (str(place / name) for name in ("evil.yaml", "other.yaml", "run", "both"))
    options = ("--replicates", "3", "--no-figures", "--report", "-q", "--out")
    assert main(["run", evil, *options, run]) == 0
    assert main(["compare", evil, other, *options, both]) == 0
    return place / "run", place / "both"
