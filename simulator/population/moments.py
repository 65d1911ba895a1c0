"""What can happen in the story of one customer, and what is told of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

JOINED = "joined"
WON_BACK = "won back"
FLAT = "flat contact"
DEPOSIT = "deposit"
WITHDRAWAL = "withdrawal"
DELIGHT = "delight"
FAILURE = "failure"
COMPLAINT = "complaint"
UNHEARD = "complaint unheard"
RECOVERED_WELL = "recovered well"
RECOVERED_POORLY = "recovered poorly"
WALK_OUT = "walk-out"
RECEIVED = "attention"
TOOK_PART = "took part"
PASSED_BY = "did not take part"
MISSED = "attention missed"
CONTRIBUTION = "contribution"
SPOKE_WELL = "spoke well"
SPOKE_BADLY = "spoke badly"
HEARD_GOOD = "heard good"
HEARD_BAD = "heard bad"
CONTACT_LEFT = "contact left"
INVITED = "invited"
REPUTATION = "reputation"
SURVEY = "survey"
TIER_CHANGE = "tier change"
LEFT = "left"

AS_LOGGED = "as logged"
"""Note of what the records say happened."""

REPUTATION_MATTERS = 0.05
"""Identification that the reputation has given or taken since it was last mentioned, to be mentioned again."""


@dataclass(frozen=True)
class Moment:
    """One thing that happened. What is not a number, or None, was not there to be told."""

    week: int
    what: str
    balance: float
    """Right after it."""
    where: str = ""
    """The touchpoint, the programme, or an incident that happened nowhere else."""
    surprise: float = math.nan
    amount: float = 0.0
    """What it added to the account or took from it."""
    note: str = ""
    """What else there is to say; of what was not sought: the incident at that touchpoint, or `AS_LOGGED`."""
    identification: float = 0.0
    """What it added to identification or took from it, where something was heard."""
    needs: tuple[float, float, float] | None = None
    """Participation, appreciation and sensation after it, where it changed them."""
    channels: tuple[str, ...] = ()
    """Of a complaint: the channels tried, in order."""


@dataclass(frozen=True)
class WeekEnd:
    """A week of the account: `before + deposited + withdrawn + faded` is `balance`."""

    week: int
    before: float
    deposited: float
    withdrawn: float
    faded: float
    balance: float
    trust: float
    habit: float
    identification: float
    participation: float
    appreciation: float
    sensation: float
    reputation: float
    """What everybody thought of the firm as the week began."""
    status: str
    """What the person was in it: customer, or prospect or former, who only hears."""
    tier: str
