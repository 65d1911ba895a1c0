"""What is noted about a week while it is lived: the vocabulary shared by the rule and by those who count.

Counts are whole numbers. Amounts of feeling are noted in units of 2**-20, so that a sum is the same in any order.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from simulator.customer.compiled import rule
from simulator.customer.numbers import within

# Noted per touchpoint.
CONTACT = 0
FLAT = 1
DELIGHT = 2
FAILURE = 3
COMPLAINT = 4
UNHEARD = 5
RECOVERED_WELL = 6
RECOVERED_POORLY = 7
DEPOSITED = 8
WITHDRAWN = 9
RECOVERY_DEPOSITED = 10
RECOVERY_WITHDRAWN = 11
AT_TOUCHPOINT = (
    "contacts",
    "flat_contacts",
    "delights",
    "failures",
    "complaints",
    "complaints_unheard",
    "recovered_well",
    "recovered_poorly",
    "deposited",
    "withdrawn",
    "recovery_deposited",
    "recovery_withdrawn",
)
AMOUNTS_AT_TOUCHPOINT = AT_TOUCHPOINT[DEPOSITED:]

# Noted per customer.
DECISIONS = 0
OFFERS = 1
CONTRIBUTIONS = 2
WALK_OUTS = 3
REVIEWS = 4
IDEAS = 5
REFERRALS = 6
CO_CREATIONS = 7
GOOD_TALKS = 8
BAD_TALKS = 9
PUBLIC_COMPLAINTS = 10
ANSWERS = 11
HEROES = 12
REDRESS = 13
JOINED = 14
OF_CUSTOMERS = (
    "decisions",
    "offers_considered",
    "contributions",
    "walk_outs",
    "reviews",
    "ideas",
    "referrals",
    "co_creations",
    "good_talks",
    "bad_talks",
    "public_complaints",
    "complaints_answered",
    "answered_by_hero",
    "redress",
    "joined_from_the_start",
    "joined_of_own_accord",
    "joined_through_advertising",
    "joined_through_reputation",
    "joined_through_referral",
    "won_back",
)
AMOUNTS_OF_CUSTOMERS = ("redress",)

# Noted per channel for complaints.
TRIED = 0
HEARD = 1
AT_CHANNEL = ("complaints_made", "complaints_heard")

# Noted per programme.
OFFERED = 0
TAKEN = 1
MISSED = 2
PROGRAMME_DEPOSITED = 3
PROGRAMME_WITHDRAWN = 4
OF_PROGRAMME = ("offered", "received", "missed", "programme_deposited", "programme_withdrawn")
AMOUNTS_OF_PROGRAMME = OF_PROGRAMME[PROGRAMME_DEPOSITED:]

# Noted of surveys: how many would give, and how many gave, each answer.
RECOMMEND_ASKED = 0
RECOMMEND_ANSWERED = 11
SATISFIED_ASKED = 22
SATISFIED_ANSWERED = 27
EASY_ASKED = 32
EASY_ANSWERED = 39
ANSWERS_POSSIBLE = 46

# Noted of the public; one row for all segments.
PUBLIC_VOICES = 0
PUBLIC_TONE = 1
PUBLIC_CUSTOMERS = 2
PUBLIC_INVITATIONS = 3
PUBLIC_PROSPECTS = 4
PUBLIC_FORMER = 5
PUBLIC_REPUTATION = 6
OF_PUBLIC = (
    "public_voices",
    "public_tone",
    "public_customers",
    "invitations",
    "prospects",
    "former_customers",
    "reputation",
)
AMOUNTS_OF_PUBLIC = ("public_tone", "reputation")

UNIT = 1048576.0
LARGEST = 100_000.0


class Noted(NamedTuple):
    """The counters of one week, for all segments; whole numbers, int64."""

    touchpoints: Any
    """[segment, touchpoint, AT_TOUCHPOINT]"""
    customers: Any
    """[segment, OF_CUSTOMERS]"""
    channels: Any
    """[segment, channel, AT_CHANNEL]"""
    programmes: Any
    """[segment, programme, OF_PROGRAMME]"""
    surveys: Any
    """[segment, answers to all questions, `ANSWERS_POSSIBLE`]"""
    public: Any
    """[OF_PUBLIC]"""
    acting: Any
    """[intervention]: 1 where it acts"""
    reasons: Any
    """[segment, root cause, stated reason]"""
    moves: Any
    """[segment, tier at the start of the week or new, tier at its end or left]"""
    sums: Any
    """[segment, LEVELS], in units of 2**-20"""
    balances: Any
    """[segment, bin of the balance]"""
    tenure: Any
    """[segment, week of tenure, at risk or left]; over all weeks of the story"""


# Levels summed over the customers at the end of each week; in the order of their columns, to be read at once.
LEVELS = (
    "balance",
    "trust",
    "habit",
    "identification",
    "appreciation",
    "sensation",
    "participation",
    "investment",
    "remembered",
    "hurt",
    "avoidance",
)
NEW = 5
LEFT = 5

BINS = 480
BINS_PER_UNIT = 20.0
LOWEST_BIN = -12.0


@rule
def whole(amount: float) -> int:
    """Return an amount of feeling as a whole number of units."""
    return math.floor(amount * UNIT + 0.5)


@rule
def whole_of_any(amount: float) -> int:
    """Return the same of an amount that nothing bounds, taken as `LARGEST` at most, so that no sum can overflow."""
    return whole(within(amount, -LARGEST, LARGEST))


@rule
def bin_of(balance: float) -> int:
    """Return the bin of a balance; the first and the last bin hold whatever lies beyond."""
    return min(max(math.floor((balance - LOWEST_BIN) * BINS_PER_UNIT), 0), BINS - 1)
