"""What was set with a finding in view is named, and exists."""

from __future__ import annotations

from simulator.evidence.findings import FINDINGS
from simulator.evidence.fitted import FITTED
from simulator.evidence.keys import all_keys


def test_what_was_fitted_is_a_default_of_people_or_market() -> None:
    paths = {key.path for key in all_keys()}
    assert {path for names in FITTED.values() for path in names} <= paths
    assert set(FITTED) <= {finding.code for finding in FINDINGS}
