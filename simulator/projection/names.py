"""What tiers, reasons, segments, touchpoints, incidents and the like are called in tables, figures, sentences."""

from __future__ import annotations

from simulator.customer.noted import AMOUNTS_AT_TOUCHPOINT, AT_TOUCHPOINT, LEVELS, OF_CUSTOMERS, UNIT
from simulator.customer.state import REASONS, STATUSES, TIERS, WAYS_IN
from simulator.scenario.schema import Scenario

ALL = "all"
"""The segment that stands for everybody."""

FROM = (*TIERS, "new")
"""Where a customer can come from in a week: a tier, or newly joined."""

TO = (*TIERS, "left")
"""Where a customer can be at the end of a week."""

CAUSES = REASONS[1:]
"""Reasons for leaving; the first of `REASONS` is none."""

REAL_REASON = {
    "service": "how they were served",
    "relationship": "a bond that never grew",
    "identification": "not feeling at home with the brand",
    "offer": "a better offer",
    "circumstances": "circumstances",
    "example of others": "the example of others",
}
STATED_REASON = {**REAL_REASON, "offer": "the price"}
"""What a leaver says; someone who leaves for an offer says it was the price."""


WAY_IN = {
    "joined_of_own_accord": "of their own accord",
    "joined_through_advertising": "through advertising",
    "joined_through_reputation": "because others are customers",
    "joined_through_referral": "invited by a customer",
    "won_back": "won back",
}
"""How somebody came in who was not there from the start, by the name of the counter."""


def segment_names(scenario: Scenario) -> tuple[str, ...]:
    """Return `all` and the names of the segments; a single segment called `all` is not named twice."""
    names = [segment.name for segment in scenario.segments]
    if names == [ALL]:
        return (ALL,)
    return (ALL, *(f"{name} (segment)" if name == ALL else name for name in names))


def touchpoint_names(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of the touchpoints in the order of a week."""
    return tuple(touchpoint.name for touchpoint in scenario.touchpoints)


def incident_names(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of the incidents that happen at no touchpoint and are counted like one of their own."""
    return tuple(incident.name for incident in scenario.incidents if incident.touchpoint is None)


def place_names(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of all places at which something is counted: touchpoints, and after them such incidents."""
    return touchpoint_names(scenario) + incident_names(scenario)


def channel_names(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of the channels for complaints in the order in which they are tried."""
    return tuple(channel.name for channel in scenario.recovery.channels)


def programme_names(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of the programmes."""
    return tuple(programme.name for programme in scenario.programmes)


def intervention_names(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of the interventions."""
    return tuple(intervention.name for intervention in scenario.interventions)


__all__ = [
    "ALL",
    "AMOUNTS_AT_TOUCHPOINT",
    "AT_TOUCHPOINT",
    "CAUSES",
    "FROM",
    "LEVELS",
    "OF_CUSTOMERS",
    "REAL_REASON",
    "REASONS",
    "STATED_REASON",
    "STATUSES",
    "TIERS",
    "TO",
    "UNIT",
    "WAYS_IN",
    "WAY_IN",
    "channel_names",
    "incident_names",
    "intervention_names",
    "place_names",
    "programme_names",
    "segment_names",
    "touchpoint_names",
]
