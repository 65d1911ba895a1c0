"""What was set with a finding in view is named, and exists."""

from __future__ import annotations

from simulator.evidence.findings import FINDINGS
from simulator.evidence.fitted import FITTED
from simulator.evidence.keys import all_keys
from simulator.evidence.tried import TRIED
from tests.evidence.expected import EXPECTED


def test_what_was_fitted_is_a_default_of_people_or_market() -> None:
    paths = {key.path for key in all_keys()}
    assert {path for names in FITTED.values() for path in names} <= paths
    assert set(FITTED) <= {finding.code for finding in FINDINGS}


def test_what_is_missed_says_what_was_tried() -> None:
    missed = {code for code, checks in EXPECTED.items() if any(each.startswith("missed") for each in checks.values())}
    assert {"P13", "P21", "P22", "P24"} <= missed & set(TRIED)
    assert set(TRIED) <= {finding.code for finding in FINDINGS}
