"""What is in force in a week: the parameters that the rule reads, gathered in one place."""

from __future__ import annotations

from typing import Any, NamedTuple

from simulator.customer.compiled import Table


class Now(NamedTuple):
    """One week of the world, for everybody. Every part carries the field names of the scenario."""

    week: int
    """The week of the story; 1 is the first, the warm-up has weeks below 1."""
    psychology: Table
    world: Table
    """What may differ from week to week: norm, promise, advertising, climate, offers."""
    relationship: Table
    market: Table
    """How prospects join and former customers return."""
    public: Table
    """What everybody knows of last week: the reputation, the share of the market, invitations."""
    recoveries: Any
    """How complaints are answered: in general, and one row for each incident that is answered in its own way."""
    surveys: Table
    channels: Any
    """One row a channel, in the order in which they are tried."""
    touchpoints: Any
    """One row a touchpoint, in the order of a week; after them the incidents that happen nowhere else."""
    rates: Any
    """[touchpoint, segment]: contacts a week of a customer of ordinary usage, in this week."""
    programmes: Any
    """One row a programme, in the order of a week."""
    segments: Any
    incidents: Any
    """One row an incident that reaches customers."""
    named: Any
    """The numbers of the persons whom incidents name, incident by incident."""
    events: Any
    """What the records say of this week, person by person."""
    key: Table
    """Seed and replicate, as the draws take them."""
