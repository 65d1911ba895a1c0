"""To come."""

from __future__ import annotations

from simulator.evidence.finding import Finding

FINDINGS: tuple[Finding, ...] = ()
