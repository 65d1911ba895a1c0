"""The mechanisms of the rule, each with a switch that turns it off, and with it what it explains.

Turned off, a mechanism's parameters take the neutral values that are declared with it, and nothing else changes: the
rule knows no switches.
"""

from __future__ import annotations

from simulator.scenario.fields import Part
from simulator.scenario.mechanisms.experience import Failing, Judging, Remembering
from simulator.scenario.mechanisms.market import Answering, Differing, Joining, Talking
from simulator.scenario.mechanisms.relationship import Deciding, Relating
from simulator.scenario.mechanisms.switch import Mechanism, declared_in

GROUPS: tuple[type[Part], ...] = (
    *(Judging, Failing, Remembering),
    *(Relating, Deciding),
    *(Talking, Joining, Answering, Differing),
)
"""The groups in the order in which they are shown."""


class Mechanisms(Differing, Answering, Joining, Talking, Deciding, Relating, Remembering, Failing, Judging):
    """What is at work in people and in the market; false turns a mechanism off, and what it explains disappears."""

    @property
    def off(self) -> list[str]:
        """The names of the mechanisms that are turned off."""
        return [name for name in MECHANISMS if not getattr(self, name)]


MECHANISMS: dict[str, Mechanism] = {each.name: each for group in GROUPS for each in declared_in(group)}
"""Every mechanism by its name, in the order in which they are shown."""
