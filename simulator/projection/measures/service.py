"""Contacts and what they leave on the account, complaints, the channels they take, and how they are answered."""

from __future__ import annotations

import numpy as np

from simulator.customer.noted import HEARD, TRIED
from simulator.projection.counts import Counts, ratio
from simulator.projection.measures.measure import Found, Measure
from simulator.projection.names import AMOUNTS_AT_TOUCHPOINT, AT_TOUCHPOINT, UNIT, channel_names, place_names

AT_TOUCHPOINT_MEANINGS = {
    "contacts": ("contacts", "contacts that took place (C3, D3)"),
    "flat_contacts": ("contacts", "contacts within the zone of tolerance, which moved nothing (A2, A3, B3)"),
    "delights": ("contacts", "contacts that were outstanding (A4, B11)"),
    "failures": ("contacts", "contacts that failed (A9, D4)"),
    "complaints": ("complaints", "failures that the customer complained of (C5)"),
    "complaints_unheard": ("complaints", "complaints that no channel heard (C6)"),
    "recovered_well": ("complaints", "answers to a complaint that were better than expected (A8, A10)"),
    "recovered_poorly": ("complaints", "answers that were not, silence included (A8, D4)"),
    "deposited": ("balance", "added to the accounts by contacts, summed over the customers (A1, D2, D3, D8)"),
    "withdrawn": ("balance", "taken from the accounts by contacts and failures, summed; negative (A7, D3, D4)"),
    "recovery_deposited": ("balance", "added to the accounts by answers to complaints, summed (A8, A9, D3)"),
    "recovery_withdrawn": ("balance", "taken from the accounts by answers to complaints, summed; negative (A9, D3)"),
}
COUNTERS = {
    "complaints_answered": ("complaints", "complaints that were heard and then answered (A10)"),
    "answered_by_hero": ("complaints", "of these, by an employee who went to great lengths (A10)"),
    "redress": ("prices", "what was made good: 1 is the whole price paid (A8, C10)"),
    "public_complaints": ("complaints", "complaints made where others can see them (C6)"),
}
AMOUNTS = ("deposited", "withdrawn", "recovery_deposited", "recovery_withdrawn")


def of_service(counts: Counts) -> Found:
    """Yield what happened at all touchpoints and at each, by channel, and of the answers to complaints."""
    for name in AT_TOUCHPOINT:
        unit, meaning = AT_TOUCHPOINT_MEANINGS[name]
        yield (
            Measure(name, unit, f"{meaning}, at all touchpoints and in incidents, in the week"),
            counts.at_touchpoints(name),
        )
    net = np.sum([counts.at_touchpoints(name) for name in AMOUNTS], axis=0)
    meaning = "what a contact of the week left on the account on balance, answers to complaints included (B3, D3)"
    yield Measure("net_per_contact", "balance per contact", meaning), ratio(net, counts.at_touchpoints("contacts"))
    for name, (unit, meaning) in COUNTERS.items():
        yield Measure(name, unit, f"{meaning}, in the week"), counts.of(name)
    for index, channel in enumerate(channel_names(counts.scenario)):
        made, heard = counts.channels[..., index, TRIED], counts.channels[..., index, HEARD]
        tried = f"complaints made by {channel} in the week, whether or not another channel was tried before (C5, C6)"
        listened = f"complaints that {channel} heard in the week (C5, C6, C7)"
        yield Measure(f"complaints_made[{channel}]", "complaints", tried), made
        yield Measure(f"complaints_heard[{channel}]", "complaints", listened), heard
    touchpoints = len(counts.scenario.touchpoints)
    for index, place in enumerate(place_names(counts.scenario)):
        where = f"at {place}" if index < touchpoints else f"in the incident {place}"
        for what, name in enumerate(AT_TOUCHPOINT):
            unit, meaning = AT_TOUCHPOINT_MEANINGS[name]
            values = counts.touchpoints[..., index, what]
            yield (
                Measure(f"{name}[{place}]", unit, f"{meaning}, {where} in the week"),
                values / UNIT if name in AMOUNTS_AT_TOUCHPOINT else values,
            )
