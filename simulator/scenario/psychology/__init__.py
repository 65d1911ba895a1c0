"""How people feel, remember and decide: the parameters of the rule, each with the source of its default.

One file a subject, under the name of the file of `customer/` that reads it.
"""

from __future__ import annotations

from simulator.scenario.fields import ExplainedPart
from simulator.scenario.psychology.decision import Deciding
from simulator.scenario.psychology.experience import Experiencing
from simulator.scenario.psychology.failure import Failing
from simulator.scenario.psychology.grudge import Resenting
from simulator.scenario.psychology.memory import Remembering
from simulator.scenario.psychology.relationship import Relating
from simulator.scenario.psychology.survey import Answering
from simulator.scenario.psychology.talk import Talking
from simulator.scenario.psychology.tiers import Ranking


class Psychology(
    Answering, Talking, Deciding, Ranking, Relating, Remembering, Resenting, Failing, Experiencing, ExplainedPart
):
    """One set of defaults serves every scenario; change a field to ask what if people were different."""
