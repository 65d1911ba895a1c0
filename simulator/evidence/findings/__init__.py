"""The findings, one file a subject. Published patterns come first, then what must emerge by itself."""

from __future__ import annotations

from itertools import chain

from simulator.evidence.finding import Finding
from simulator.evidence.findings import (
    asking,
    attention,
    complaining,
    contagion,
    fading,
    feeling,
    hearing,
    leaving,
    mapping,
    recovering,
    remembering,
    retaining,
    serving,
    talking,
    tenure,
    tiers,
)

_SUBJECTS = (
    feeling,
    remembering,
    fading,
    recovering,
    mapping,
    complaining,
    contagion,
    tenure,
    leaving,
    retaining,
    talking,
    hearing,
    asking,
    tiers,
    serving,
    attention,
)

FINDINGS: tuple[Finding, ...] = tuple(
    sorted(
        chain.from_iterable(subject.FINDINGS for subject in _SUBJECTS),
        key=lambda finding: (finding.code[0] != "P", finding.code),
    )
)
"""P01 to P25, then E01 to E12."""
