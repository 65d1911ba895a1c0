"""What customers give, how they talk, and the programmes that speak to their needs."""

from __future__ import annotations

from simulator.customer.noted import AMOUNTS_OF_PROGRAMME, OF_PROGRAMME, UNIT
from simulator.projection.counts import Counts
from simulator.projection.engagement import programme_participation
from simulator.projection.measures.measure import Found, Measure
from simulator.projection.names import programme_names

COUNTERS = {
    "contributions": (
        "contributions",
        "reviews, ideas, invitations and co-creation that customers gave unasked or when invited (C3, B9)",
    ),
    "reviews": ("contributions", "reviews: those given as a contribution, and talk that was public (C3, B2)"),
    "ideas": ("contributions", "ideas given to the firm (C3)"),
    "referrals": ("contributions", "invitations to somebody to become a customer (B13, C3)"),
    "co_creations": ("contributions", "things made together with the firm (B9, C3)"),
    "good_talks": ("talks", "customers who spoke well of the firm (B13, B2)"),
    "bad_talks": ("talks", "customers who spoke ill of it (B2)"),
}
NEED_CLAIMS = {"participation": "B8, B9", "appreciation": "B8, B10", "sensation": "B8, B11"}
OF_PROGRAMME_MEANINGS = {
    "offered": ("times", "times that somebody was offered"),
    "received": ("times", "times that somebody got, or took up,"),
    "missed": ("times", "times that somebody missed, no longer getting it,"),
    "programme_deposited": ("balance", "added to the accounts by"),
    "programme_withdrawn": ("balance", "taken from the accounts, negative, by"),
}


def of_taking_part(counts: Counts) -> Found:
    """Yield contributions by kind, talk, and what each programme offered and brought."""
    for name, (unit, meaning) in COUNTERS.items():
        yield Measure(name, unit, f"{meaning}, in the week"), counts.of(name)
    if not counts.scenario.programmes:
        return
    taken = "invitations of the programmes to take part that were taken up, in the week (B9, C3)"
    yield Measure("programme_participation", "times", taken), programme_participation(counts)
    for what, name in enumerate(OF_PROGRAMME):
        unit, meaning = OF_PROGRAMME_MEANINGS[name]
        values = counts.programmes[..., what].sum(-1)
        measure = Measure(name, unit, f"{meaning} any of the programmes, in the week (B8)")
        yield measure, values / UNIT if name in AMOUNTS_OF_PROGRAMME else values
    for index, programme in enumerate(programme_names(counts.scenario)):
        claims = NEED_CLAIMS[counts.scenario.programmes[index].fulfils]
        for what, name in enumerate(OF_PROGRAMME):
            unit, meaning = OF_PROGRAMME_MEANINGS[name]
            values = counts.programmes[..., index, what]
            measure = Measure(f"{name}[{programme}]", unit, f"{meaning} {programme}, in the week ({claims})")
            yield measure, values / UNIT if name in AMOUNTS_OF_PROGRAMME else values
