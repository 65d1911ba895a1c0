"""How failure, complaint and recovery are felt; read by `customer/failure.py` and `customer/recovery.py`."""

from __future__ import annotations

from simulator.scenario.fields import Part, quantity

CHARGE = "charge"
SHARE = "share"


class Failing(Part):
    """The fields of `psychology:` on this subject."""

    failure_sensitivity: float = quantity(
        0.5,
        "How much harder a blow hits for each failure remembered (D4).",
        unit="ratio per failure",
        low=0.0,
        high=5.0,
    )
    whole_failure: float = quantity(
        0.4,
        "Severity from which a failure is remembered as a whole one; a lesser one counts as that share of it (D4).",
        unit="severity",
        low=0.001,
        high=20.0,
        source=(
            "judgement, set with one finding in view: one earlier failure of a mild kind, here 0.4, ends the paradox "
            "(Magnini et al. 2007); those who met two had complained of both (Maxham & Netemeyer 2002)"
        ),
    )
    failures_half_life_weeks: float = quantity(
        52.0,
        "Weeks until half of a failure is forgotten as a failure (D4).",
        unit="weeks",
        low=1.0,
        high=5200.0,
        source="judgement; only the last year counts for renewal (Bolton et al. 2006)",
    )
    failures_most: float = quantity(
        4.0,
        "Failures beyond which one no longer counts: who has been let down so often expects no other (D4).",
        unit="failures",
        low=1.0,
        high=1000.0,
    )
    stable_cause: float = quantity(
        1.0,
        "Further failures as which one counts whose cause will stay: it will happen again (D4, A8).",
        unit="failures",
        low=0.0,
        high=10.0,
        source="judgement; a stable cause lowers what recovery can do (Folkes 1984; Magnini et al. 2007, direction)",
    )
    excused: float = quantity(
        0.2,
        "Share of the blow that is taken off a failure that the firm could not have prevented (A6, D4).",
        unit=SHARE,
        low=0.0,
        high=1.0,
        source="judgement; who is not to blame is blamed less (Folkes 1984; Magnini et al. 2007, direction)",
    )
    habit_broken: float = quantity(
        0.25,
        "Share of habit that a failure of severity 1 or more breaks: people stop and think (A3).",
        unit=SHARE,
        low=0.0,
        high=1.0,
    )
    voice_base: float = quantity(
        -4.2,
        "Log odds of complaining about a failure of severity 0 at middling trust.",
        unit="log odds",
        low=-15.0,
        high=15.0,
        source="3 % complain about a few dollars, 69 % about $142 (Goodman & Newman), taken as severity 0.2 and 1.2",
    )
    voice_severity: float = quantity(
        4.1,
        "Rise of those log odds with severity.",
        unit="log odds per severity",
        low=-20.0,
        high=20.0,
        source="see voice_base",
    )
    voice_trust: float = quantity(
        3.0,
        "Rise of those log odds from no trust to full trust: who believes it helps, complains.",
        unit="log odds",
        low=-10.0,
        high=10.0,
        source=(
            "judgement; those who complain in vain are seen to buy again more often than the silent (TARP), yet trust "
            "less than they did (Kau & Loh 2006): both hold only if it is the trusting who complain"
        ),
    )
    recovery_expected: float = quantity(
        -0.30,
        "What a customer expects of a recovery after a first, slight failure: little (A8).",
        unit=CHARGE,
        low=-2.0,
        high=2.0,
        source="judgement; more than half of all answers make it worse (Hart et al. 1990, recalled)",
    )
    recovery_expected_severity: float = quantity(
        0.35,
        "How much more is expected for each unit of severity (A8).",
        unit="charge per severity",
        low=0.0,
        high=2.0,
        source="judgement; even a first-rate recovery rarely makes up for a severe failure (Magnini et al. 2007)",
    )
    recovery_expected_failures: float = quantity(
        0.50,
        "How much more is expected for each earlier failure remembered (D4).",
        unit="charge per failure",
        low=0.0,
        high=2.0,
    )
    unheard_emotion: float = quantity(
        -0.3,
        "How it feels when no channel hears a complaint, on the scale of emotion (C5, C6).",
        unit=CHARGE,
        low=-1.0,
        high=1.0,
    )
    arousal: float = quantity(
        1.5,
        "How much of what follows a failure of severity 1 is felt; in proportion to severity (A8, A9).",
        unit="ratio per severity",
        low=0.0,
        high=5.0,
        source="judgement; recoveries must match the failure in size (Smith, Bolton & Wagner 1999, direction)",
    )
    arousal_cap: float = quantity(
        1.5, "Severity beyond which arousal rises no further (A9).", unit="severity", low=0.0, high=10.0
    )
    redress_midpoint: float = quantity(
        0.9,
        "Redress, as a share of the price, at which its value turns from poor to good (A8).",
        unit="share of price",
        low=0.0,
        high=3.0,
        source="steepest between 60 and 120 % (Gelbrich et al. 2015)",
    )
    redress_width: float = quantity(
        0.15,
        "Width of that turn; the value is flat beyond midpoint plus four widths.",
        unit="share of price",
        low=0.01,
        high=2.0,
        source="flat beyond about 150 % (Haesevoets et al. 2017)",
    )
    waiting_trust_loss: float = quantity(
        0.02, "Share of trust lost in each week of waiting for an answer.", unit="per week", low=0.0, high=1.0
    )
    walk_out: float = quantity(
        0.12,
        "Hazard of leaving at once for each unit of severity beyond walk_out_severity, without a cushion (D5).",
        unit="hazard per severity",
        low=0.0,
        high=10.0,
        source="judgement; 17 % say they leave a loved brand after one bad experience, an upper bound (PwC 2018)",
    )
    walk_out_severity: float = quantity(
        1.0, "Severity below which nobody walks out at once (D5).", unit="severity", low=0.0, high=20.0
    )
    unwanted_channel_effort: float = quantity(
        0.1,
        "What it costs in ease to have to complain by a channel that is not one's own (C5).",
        unit=CHARGE,
        low=0.0,
        high=1.0,
    )
