"""What everybody knows of the firm, and the market around it; these have no segments."""

from __future__ import annotations

from simulator.projection.counts import Counts, ratio
from simulator.projection.measures.measure import Found, Measure


def of_market(counts: Counts) -> Found:
    """Yield the reputation and what makes it; in an open market who is outside, and the share of it that is won."""
    reputation = "what the public thought of the firm in the week, from the worst (-1) to the best (1) (B2, C6)"
    yield Measure("reputation", "-1 to 1", reputation), counts.of_public("reputation")
    voices = counts.of_public("public_voices")
    said = "reviews and complaints in public in the week, which everybody hears (B2, C6)"
    yield Measure("public_voices", "voices", said), voices
    tone = "mean tone of these voices, from bitter (-1) to warm (1) (B2)"
    yield Measure("public_tone", "-1 to 1", tone), ratio(counts.of_public("public_tone"), voices)
    if not counts.is_open:
        return
    outside = "people in the market who were no customers in the week and never had been (B2)"
    yield Measure("prospects", "persons", outside), counts.of_public("prospects")
    left = "people who had been customers before the week and could be won back in it (D9)"
    yield Measure("former_customers", "persons", left), counts.of_public("former_customers")
    share = "customers at the end of the week, of all people in the market at the start (B2)"
    yield Measure("market_share", "share", share), counts.of_public("public_customers") / counts.scenario.persons
