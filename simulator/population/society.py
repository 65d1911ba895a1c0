"""What all persons of a run have in common: the parameters in force, the public, the letterboxes, who hears whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulator.customer.compiled import Table
from simulator.customer.voices import Voices
from simulator.population.columns import Columns
from simulator.population.records import NO_EVENTS
from simulator.scenario.schema import Scenario
from simulator.scenario.timeline import Timeline

if TYPE_CHECKING:
    from simulator.population.network import Network


class Ties(NamedTuple):
    """Who hears whom, as the loop reads it; empty where nobody does."""

    starts: Any
    """[person + 1], uint32: where a person's contacts begin"""
    contacts: Any
    """uint32: the contacts of all, person by person"""
    segments: Any
    """[person], uint8: the segment of each, at hand for comparing contacts"""


class Society(NamedTuple):
    """What all persons of a run have in common: the parameters in force, the public, the letterboxes, the key."""

    start: int
    """The week of the first row of `world` and of `public`."""
    psychology: Table
    world: Any
    relationship: Table
    market: Table
    public: Any
    """One row a week: what everybody knows of the week before."""
    recoveries: Any
    surveys: Table
    channels: Any
    touchpoints: Any
    rates: Any
    programmes: Any
    segments: Any
    incidents: Any
    named: Any
    events: Any
    """What the records say of the week; only where it is lived on its own."""
    key: Table
    letters: Voices
    network: Ties


def society_of(scenario: Scenario, timeline: Timeline, columns: Columns, key: Table, replicate: int) -> Society:
    """Return what the persons of a run have in common: parameters, letterboxes, and who hears whom."""
    persons, first = columns.customers, timeline.stretch(timeline.first_week)
    listens = scenario.market.word_of_mouth.network != "none"
    letterboxes = persons if listens else 1
    network = network_of(scenario, columns["segment"], replicate) if listens else None
    return Society(
        start=timeline.first_week,
        psychology=timeline.psychology,
        world=timeline.world,
        relationship=first.relationship,
        market=first.market,
        public=timeline.public,
        recoveries=first.recoveries,
        surveys=first.surveys,
        channels=first.channels,
        touchpoints=first.touchpoints,
        rates=first.rates,
        programmes=first.programmes,
        segments=first.segments,
        incidents=timeline.incidents,
        named=timeline.named,
        events=NO_EVENTS,
        key=key,
        letters=Voices(
            talk=np.zeros(letterboxes, np.int32),
            departures=np.zeros(letterboxes, np.uint16),
            invitations=np.zeros(letterboxes, np.uint16),
            said=np.zeros(letterboxes, np.int8),
            signals=np.zeros(letterboxes, np.uint8),
        ),
        network=Ties(
            starts=network.starts if network else np.zeros(1, np.uint32),
            contacts=network.contacts if network else np.zeros(0, np.uint32),
            segments=columns["segment"].copy() if network else np.zeros(0, np.uint8),
        ),
    )


def network_of(scenario: Scenario, segments: np.ndarray, replicate: int) -> Network:
    """Return who hears whom in a run of a scenario."""
    from simulator.population.network import build  # only where people hear each other

    asked = scenario.market.word_of_mouth
    return build(
        asked.network,
        scenario.persons,
        contacts=asked.contacts,
        rewiring=asked.rewiring,
        seed=scenario.seed,
        replicate=replicate,
        segments=segments,
        within=asked.within_segment,
        path=asked.file,
    )
