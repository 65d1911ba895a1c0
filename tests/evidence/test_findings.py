"""Every finding in the short laboratory: the verdicts are those that were looked at, and nothing is left out."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from simulator.evidence.finding import PROPOSED, PUBLISHED
from simulator.evidence.findings import FINDINGS
from simulator.evidence.judging import Result
from simulator.scenario.mechanisms import MECHANISMS
from tests.evidence.expected import EXPECTED
from tests.evidence.judged import judged, verdict_of

HOW = "look at `engage evidence {code} --short`; if it is meant, see tests/evidence/judged.py for how to refresh"


def sure(result: Result) -> bool:
    """Return whether luck could not have made the verdict: no interval crosses an edge."""
    if not result.is_sure:
        return False
    if result.off is None or result.check.gone is None:
        return True
    return {result.check.gone.holds(end) for end in (result.off.low, result.off.high)} == {result.goes}


@pytest.mark.parametrize("code", [finding.code for finding in FINDINGS])
def test_the_verdict_is_the_one_that_was_looked_at(code: str) -> None:
    results = judged(code).results
    assert [each.check.name for each in results] == list(EXPECTED.get(code, ())), HOW.format(code=code)
    moved = {
        each.check.name: f"{verdict_of(each)}: {each.found}, off {each.off}"
        for each in results
        if sure(each) and verdict_of(each) != EXPECTED[code][each.check.name]
    }
    assert moved == {}, HOW.format(code=code)


@pytest.mark.parametrize("code", [finding.code for finding in FINDINGS])
def test_an_experiment_gives_what_its_checks_and_pictures_need(code: str) -> None:
    judgement = judged(code)
    for result in judgement.results:
        assert math.isfinite(result.found.mean), result.check.name
        assert result.off is None or math.isfinite(result.off.mean), result.check.name
    assert judgement.outcome.panels
    for panel in judgement.outcome.panels:
        assert panel.title
        assert panel.x
        assert panel.y
        for curve in panel.curves:
            assert np.atleast_2d(curve.y).shape[1] == len(curve.x), curve.label


def test_no_verdict_is_expected_of_what_is_not_there() -> None:
    assert set(EXPECTED) == {finding.code for finding in FINDINGS}


def test_findings_have_codes_and_names_of_their_own() -> None:
    assert len({finding.code for finding in FINDINGS}) == len(FINDINGS)
    assert len({finding.name for finding in FINDINGS}) == len(FINDINGS)
    assert all(re.fullmatch(r"[PE]\d\d", finding.code) for finding in FINDINGS)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", finding.name) for finding in FINDINGS)


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.code)
def test_a_finding_says_where_it_comes_from(finding) -> None:  # type: ignore[no-untyped-def]
    assert finding.title
    assert not finding.title.endswith(".")
    assert finding.done.endswith(".")
    assert finding.source
    assert finding.certainty
    assert finding.checks
    assert set(finding.mechanisms) <= set(MECHANISMS)
    assert len({check.name for check in finding.checks}) == len(finding.checks)
    assert {check.basis for check in finding.checks} <= {PUBLISHED, PROPOSED}
    # A mechanism that is turned off is turned off for something.
    assert bool(finding.mechanisms) == any(check.gone is not None for check in finding.checks)
