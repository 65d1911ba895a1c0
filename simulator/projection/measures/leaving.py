"""Who comes, who goes, and why: as it is and as they say."""

from __future__ import annotations

from simulator.projection.counts import Counts
from simulator.projection.measures.measure import Found, Measure
from simulator.projection.names import CAUSES

COUNTERS = {
    "decisions": ("decisions", "decisions to stay or leave (B12)"),
    "offers_considered": ("decisions", "decisions with a competitor's offer on the table (B5)"),
    "walk_outs": ("customers", "customers who gave notice after a single severe failure (D5)"),
    "joined_from_the_start": ("customers", "customers of the start, or of the warm-up, who began in the week (C10)"),
    "joined_of_own_accord": ("customers", "prospects who joined unprompted (B2, C9)"),
    "joined_through_advertising": ("customers", "prospects who joined through advertising (B2, C9)"),
    "joined_through_reputation": ("customers", "prospects who joined because others are customers (B2)"),
    "joined_through_referral": ("customers", "prospects who joined because a customer invited them (B2, B13)"),
    "won_back": ("customers", "former customers who came back: their memory decides (D9)"),
}
CLAIMS = {"service": "A5", "relationship": "B1", "identification": "B2", "offer": "B5, D10", "example of others": "B2"}


def of_leaving(counts: Counts) -> Found:
    """Yield joiners, by way in, leavers, decisions, and real against stated reasons."""
    joiners = "customers who began in the week, those of the start and those won back included (A5)"
    yield Measure("joiners", "customers", joiners), counts.joiners
    yield Measure("leavers", "customers", "customers who left in the week (A5, B5)"), counts.leavers
    for name, (unit, meaning) in COUNTERS.items():
        yield Measure(name, unit, f"{meaning}, in the week"), counts.of(name)
    for index, cause in enumerate(CAUSES, 1):
        claims = f"D6, {CLAIMS[cause]}" if cause in CLAIMS else "D6"
        meaning = f"customers who left in the week because of {cause}, whatever they said ({claims})"
        yield Measure(f"real_reason[{cause}]", "customers", meaning), counts.reasons[..., index, :].sum(-1)
    for index, cause in enumerate(CAUSES, 1):
        meaning = f"customers who left in the week and said it was {cause}, whatever it was (D6, B12)"
        yield Measure(f"stated_reason[{cause}]", "customers", meaning), counts.reasons[..., :, index].sum(-1)
    for real, cause in enumerate(CAUSES, 1):
        for stated, said in enumerate(CAUSES, 1):
            meaning = f"customers who left in the week because of {cause} and said it was {said} (B12, D6)"
            yield Measure(f"reasons[{cause}->{said}]", "customers", meaning), counts.reasons[..., real, stated]
