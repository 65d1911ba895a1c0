"""Every finding in the short laboratory, and the table of expected verdicts that it comes to.

`python -m tests.evidence.judged` prints the table; after a change that is meant to move a verdict, look at what moved
and refresh it:

    python -m tests.evidence.judged > expected.part && mv expected.part tests/evidence/expected.py
"""

from __future__ import annotations

from functools import cache

from simulator.evidence.findings import FINDINGS
from simulator.evidence.judging import Judgement, Result, judge
from simulator.evidence.laboratory import SHORT_CUSTOMERS, SHORT_REPLICATES, Laboratory

TOP = '''"""What the short laboratory says of each figure of each finding: does it lie in its band, does the effect go.

Made by `python -m tests.evidence.judged`, and looked at before it was kept. A finding that changes its verdict fails
its test, whichever way.
"""

from __future__ import annotations

EXPECTED: dict[str, dict[str, str]] = {
'''


@cache
def judged(code: str) -> Judgement:
    """Return the judgement of a finding in the short laboratory."""
    finding = next(each for each in FINDINGS if each.code == code)
    return judge(finding, Laboratory(SHORT_CUSTOMERS, SHORT_REPLICATES))


def verdict_of(result: Result) -> str:
    """Return the verdict on one figure in words."""
    off = "" if result.goes is None else ", goes" if result.goes else ", stays"
    return ("holds" if result.holds else "missed") + off


def table() -> str:
    """Return the table of verdicts as a module."""
    lines = []
    for finding in FINDINGS:
        lines.append(f'    "{finding.code}": {{\n')
        lines += [f'        "{each.check.name}": "{verdict_of(each)}",\n' for each in judged(finding.code).results]
        lines.append("    },\n")
    return TOP + "".join(lines) + "}\n"


if __name__ == "__main__":
    print(table(), end="")
