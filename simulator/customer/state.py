"""The one registry of what is known of a customer: every column with its type, unit, meaning and initial value.

A customer is one row of a structured array. What a scenario says about feelings is in `psychology`, what it says about
the firm in `recovery`, `touchpoints` and so on; only what differs from person to person is here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

# Status of a person.
PROSPECT = 0
CUSTOMER = 1
LEAVING = 2
FORMER = 3
STATUSES = ("prospect", "customer", "leaving", "former")

# Tiers, from bottom to top.
OVERDRAWN = 0
INDIFFERENT = 1
SATISFIED = 2
LOYAL = 3
ENGAGED = 4
TIERS = ("overdrawn", "indifferent", "satisfied", "loyal", "engaged")

# Reasons for leaving.
NO_REASON = 0
SERVICE = 1
RELATIONSHIP = 2
IDENTIFICATION = 3
OFFER = 4
CIRCUMSTANCES = 5
EXAMPLE = 6
REASONS = ("none", "service", "relationship", "identification", "offer", "circumstances", "example of others")

# How a person came to be a customer.
FROM_THE_START = 0
OWN_ACCORD = 1
ADVERTISING = 2
REPUTATION = 3
REFERRAL = 4
WON_BACK = 5
WAYS_IN = ("from the start", "own accord", "advertising", "reputation", "referral", "won back")

# A complaint that was heard and waits for its answer.
NO_CASE = 255
AWAITS_RECORD = 128
"""Added to the number of the channel of a complaint that is answered when the records say."""

NEVER = -32768
NOT_YET = 32767
"""Week of joining of a prospect who has not decided to."""


@dataclass(frozen=True)
class Column:
    """One column: `kind` is trait (drawn once), state (moves) or record (kept for those who look)."""

    name: str
    dtype: str
    kind: str
    unit: str
    meaning: str
    initial: float = 0.0


COLUMNS: tuple[Column, ...] = (
    # Traits, drawn once when a person becomes a customer.
    Column("success_weight", "f4", "trait", "share", "weight of success in the charge of a contact"),
    Column("effort_weight", "f4", "trait", "share", "weight of ease in it; the rest is the weight of emotion"),
    Column("participation_need", "f4", "trait", "share", "strength of the need to take part, of the three needs"),
    Column("appreciation_need", "f4", "trait", "share", "strength of that to be appreciated; the rest is sensation's"),
    Column("affinity", "f4", "trait", "charge", "how well this firm suits this person"),
    Column("usage", "f4", "trait", "ratio", "multiplier of contacts per week"),
    Column("loss_aversion", "f4", "trait", "ratio", "how much more a shortfall moves the balance than a windfall"),
    Column("price_sensitivity", "f4", "trait", "ratio", "how hard offers pull"),
    Column("stay_base", "f4", "trait", "log odds of a year", "inclination to stay, apart from bond and offers"),
    Column("talkativeness", "f4", "trait", "ratio", "how readily this person talks, whatever they feel"),
    # State, moved by the rule.
    Column("balance", "f4", "state", "balance", "the emotional bank account; 1 is the deposit of one strong delight"),
    Column("expectation", "f4", "state", "charge", "what this customer has come to expect of a contact"),
    Column("trust", "f4", "state", "0 to 1", "belief that promises are kept"),
    Column("habit", "f4", "state", "0 to 1", "coming back without thinking"),
    Column("identification", "f4", "state", "-1 to 1", "how far the brand is the customer's own"),
    Column("appreciation", "f4", "state", "0 to 1", "fulfilment of the need to be appreciated"),
    Column("sensation", "f4", "state", "0 to 1", "fulfilment of the need for sensation"),
    Column("participation", "f4", "state", "0 to 1", "fulfilment of the need to take part"),
    Column("investment", "f4", "state", "0 to 1", "what the customer has put in and would lose by leaving"),
    Column("used_to_participation", "f4", "state", "charge", "invitation to take part that is taken for granted"),
    Column("used_to_appreciation", "f4", "state", "charge", "personal attention that is taken for granted"),
    Column("used_to_sensation", "f4", "state", "charge", "surprises that are taken for granted"),
    Column("stirred", "f4", "state", "balance", "how much was felt lately, good or bad; what makes people talk"),
    Column("unsettled", "f4", "state", "contacts", "contacts who left lately, fading"),
    Column("memory_peak", "f4", "state", "charge", "the extreme that is remembered"),
    Column("memory_end", "f4", "state", "charge", "the last experience that left a trace"),
    Column("memory_mean", "f4", "state", "charge", "running mean of all experiences"),
    Column("failures", "f4", "state", "failures", "failures remembered, fading; a nuisance counts as less than one"),
    Column("case_severity", "f4", "state", "severity", "how bad the failure of the open complaint was"),
    Column("case_effort", "f4", "state", "charge", "what complaining has cost so far"),
    Column("hurt", "f4", "state", "hurt", "what a severe failure makes one say unless it is put right, easing"),
    Column("avoidance", "f4", "state", "hurt", "what is left of it and makes one stay away"),
    Column("experiences", "u2", "state", "experiences", "experiences so far, at most 65535"),
    Column("joined_week", "i2", "record", "week", "week in which the person became a customer", NEVER),
    Column("left_week", "i2", "record", "week", "week in which the customer left", NEVER),
    Column("contributed_week", "i2", "state", "week", "week of the last contribution", NEVER),
    Column("segment", "u1", "trait", "segment", "number of the segment"),
    Column("preferred_channel", "u1", "trait", "channel", "number of the channel this person would rather use"),
    Column("room", "u1", "trait", "yes or no", "room for a deep relationship in this category"),
    Column("status", "u1", "state", "status", "prospect, customer, leaving at the end of the term, former"),
    Column("tier", "u1", "state", "tier", "overdrawn, indifferent, satisfied, loyal, engaged", INDIFFERENT),
    Column("case_touchpoint", "u1", "state", "touchpoint", "touchpoint of the open complaint; 255 for none", NO_CASE),
    Column("case_channel", "u1", "state", "channel", "channel that heard the open complaint"),
    Column("case_weeks", "u1", "state", "weeks", "weeks the open complaint has waited"),
    Column("joined_through", "u1", "record", "way in", "how the person came to be a customer"),
    Column("root_cause", "u1", "record", "reason", "why the customer really left"),
    Column("stated_reason", "u1", "record", "reason", "why the customer said to leave"),
)

ROW = np.dtype([(column.name, column.dtype) for column in COLUMNS], align=True)
"""The type of a row; its itemsize is the number of bytes of state per customer."""


def new_rows(customers: int) -> np.ndarray:
    """Return `customers` rows in their initial state: prospects without traits."""
    rows = np.zeros(customers, ROW)
    for column in COLUMNS:
        if column.initial:
            rows[column.name] = column.initial
    return rows
