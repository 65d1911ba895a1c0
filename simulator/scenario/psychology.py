"""How people feel, remember and decide: the parameters of the rule, each with the source of its default.

Fields that end in `_half_life_weeks` reach the rule as `..._kept`, the share that a week leaves.
"""

from __future__ import annotations

from simulator.scenario.fields import JUDGEMENT, ExplainedPart, quantity

CHARGE = "charge"
SHARE = "share"


class Psychology(ExplainedPart):
    """One set of defaults serves every scenario; change a field to ask what if people were different."""

    # Experience -----------------------------------------------------------------------------------------------
    success_weight: float = quantity(
        0.30,
        "Weight of success in the charge of a contact (D2).",
        unit=SHARE,
        low=0.0,
        high=1.0,
        source="judgement; order after XM Institute 2024: emotion strongest, effort and success alike (evidence 4.1)",
    )
    effort_weight: float = quantity(
        0.25,
        "Weight of ease, the opposite of effort, in the charge of a contact (D2).",
        unit=SHARE,
        low=0.0,
        high=1.0,
        source="judgement; see success_weight",
    )
    emotion_weight: float = quantity(
        0.45,
        "Weight of emotion in the charge of a contact (D2).",
        unit=SHARE,
        low=0.0,
        high=1.0,
        source="judgement; emotion is the top driver in 17 of 18 industries (Forrester 2015, evidence 4.5)",
    )
    weights_spread: float = quantity(
        0.2, "How much the three weights differ between persons.", unit="log units", low=0.0, high=1.0
    )
    affinity_spread: float = quantity(
        0.15,
        "Standard deviation of affinity: how well this firm suits this person.",
        unit=CHARGE,
        low=0.0,
        high=1.0,
    )
    usage_spread: float = quantity(
        0.6,
        "Standard deviation of the usage multiplier (gamma, mean 1): how much more some customers use than others.",
        unit="ratio",
        low=0.0,
        high=2.0,
        source="judgement; gamma as in the NBD tradition of purchase rates",
    )
    loss_aversion: float = quantity(
        1.955,
        "How much more a shortfall moves the balance than an equal windfall (A7).",
        unit="ratio",
        low=1.0,
        high=5.0,
        source="1.955 [1.820, 2.102], meta-analysis, Brown et al. 2024 (evidence 2.1); 2.25 in Tversky & Kahneman 1992",
    )
    loss_aversion_spread: float = quantity(
        0.2, "How much loss aversion differs between persons.", unit="log units", low=0.0, high=1.0
    )
    price_sensitivity_spread: float = quantity(
        0.4, "How much price sensitivity differs between persons.", unit="log units", low=0.0, high=1.5
    )
    norm_weight: float = quantity(
        0.4, "Weight of the market's norm in what a contact is judged against (B3).", unit=SHARE, low=0.0, high=1.0
    )
    promise_weight: float = quantity(
        0.2, "Weight of the brand's promise in what a contact is judged against (D1).", unit=SHARE, low=0.0, high=1.0
    )
    expectation_step: float = quantity(
        0.05, "Share of the way a customer's expectation moves to each contact.", unit=SHARE, low=0.0, high=1.0
    )
    tolerance_below: float = quantity(
        0.30,
        "How far below the reference a contact may fall and still leave no trace (A2).",
        unit=CHARGE,
        low=0.0,
        high=2.0,
        source="judgement; the zone is Zeithaml, Berry & Parasuraman 1993, its width here is not published",
    )
    tolerance_above: float = quantity(
        0.15,
        "How far above the reference a contact may rise and still leave no trace (A2).",
        unit=CHARGE,
        low=0.0,
        high=2.0,
        source="judgement; see tolerance_below",
    )
    first_impression_boost: float = quantity(
        1.0,
        "How much more the very first experience counts (A4, A5): 1 is twice as much.",
        unit="ratio",
        low=0.0,
        high=5.0,
    )
    first_impression_experiences: float = quantity(
        4.0, "Number of experiences over which first impressions wear off.", unit="experiences", low=0.1, high=100.0
    )
    cushion: float = quantity(
        0.6,
        "Largest share of a blow that trust and a high balance can soften (A6).",
        unit=SHARE,
        low=0.0,
        high=0.95,
        source="judgement; prior good experience softens only to a limited extent (Tax et al. 1998, evidence 1.15)",
    )
    cushion_balance: float = quantity(
        1.5, "Balance at which half of the cushion is reached.", unit="balance", low=0.01, high=20.0
    )

    # Failure and recovery -------------------------------------------------------------------------------------
    failure_sensitivity: float = quantity(
        0.5,
        "How much harder a blow hits for each failure remembered (D4).",
        unit="ratio per failure",
        low=0.0,
        high=5.0,
    )
    failures_half_life_weeks: float = quantity(
        52.0,
        "Weeks until half of a failure is forgotten as a failure.",
        unit="weeks",
        low=1.0,
        high=5200.0,
        source="judgement; only the last year counts for renewal (Bolton et al. 2006, evidence 3.7)",
    )
    habit_broken: float = quantity(
        0.25,
        "Share of habit that a failure of severity 1 or more breaks: people stop and think.",
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
        source="3 % complain about a few dollars, 69 % about $142 (Goodman & Newman, evidence 1.28), taken as severity 0.2 and 1.2",
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
        1.0,
        "Rise of those log odds from no trust to full trust: who believes it helps, complains.",
        unit="log odds",
        low=-10.0,
        high=10.0,
    )
    recovery_expected: float = quantity(
        -0.15,
        "What a customer expects of a recovery after a first, slight failure: little.",
        unit=CHARGE,
        low=-2.0,
        high=2.0,
    )
    recovery_expected_severity: float = quantity(
        0.10, "How much more is expected for each unit of severity.", unit="charge per severity", low=0.0, high=2.0
    )
    recovery_expected_failures: float = quantity(
        0.35,
        "How much more is expected for each earlier failure remembered (D4).",
        unit="charge per failure",
        low=0.0,
        high=2.0,
    )
    unheard_emotion: float = quantity(
        -0.3,
        "How it feels when no channel hears a complaint, on the scale of emotion.",
        unit=CHARGE,
        low=-1.0,
        high=1.0,
    )
    arousal: float = quantity(
        0.8,
        "How much a failure of severity 1 amplifies what follows it (A9).",
        unit="ratio per severity",
        low=0.0,
        high=5.0,
    )
    arousal_cap: float = quantity(
        1.5, "Severity beyond which arousal rises no further.", unit="severity", low=0.0, high=10.0
    )
    redress_midpoint: float = quantity(
        0.9,
        "Redress, as a share of the price, at which its value turns from poor to good.",
        unit="share of price",
        low=0.0,
        high=3.0,
        source="steepest between 60 and 120 % (Gelbrich et al. 2015, evidence 1.19)",
    )
    redress_width: float = quantity(
        0.15,
        "Width of that turn; the value is flat beyond midpoint plus four widths.",
        unit="share of price",
        low=0.01,
        high=2.0,
        source="flat beyond about 150 % (Haesevoets et al. 2017, evidence 1.20)",
    )
    waiting_trust_loss: float = quantity(
        0.02, "Share of trust lost in each week of waiting for an answer.", unit="per week", low=0.0, high=1.0
    )
    walk_out: float = quantity(
        0.15,
        "Hazard of leaving at once for each unit of severity beyond walk_out_severity, without a cushion (D5).",
        unit="hazard per severity",
        low=0.0,
        high=10.0,
        source="judgement; 17 % say they leave a loved brand after one bad experience, an upper bound (PwC 2018, evidence 2.8)",
    )
    walk_out_severity: float = quantity(
        1.0, "Severity below which nobody walks out at once.", unit="severity", low=0.0, high=20.0
    )

    # Memory and forgetting ------------------------------------------------------------------------------------
    memory_peak_weight: float = quantity(
        0.35,
        "Weight of the peak in what is remembered (D7).",
        unit=SHARE,
        low=0.0,
        high=1.0,
        source="judgement; peak-end and mean predict alike, r = 0.58 (Alaybek et al. 2022, evidence 3.1)",
    )
    memory_end_weight: float = quantity(
        0.15,
        "Weight of the end in what is remembered; the rest is the running mean.",
        unit=SHARE,
        low=0.0,
        high=1.0,
        source="judgement; in service calls the end did not help (Verhoef et al. 2004, evidence 3.6)",
    )
    memory_mean_experiences: float = quantity(
        20.0, "Number of experiences over which the running mean runs.", unit="experiences", low=1.0, high=1000.0
    )
    balance_above_half_life_weeks: float = quantity(
        104.0,
        "Weeks until half of a positive balance has faded.",
        unit="weeks",
        low=1.0,
        high=52000.0,
        source="judgement; no half-life of a customer's emotional memory is published (evidence 8.8)",
    )
    balance_below_half_life_weeks: float = quantity(
        78.0,
        "Weeks until half of a negative balance has faded: bad hits harder and fades faster.",
        unit="weeks",
        low=1.0,
        high=52000.0,
        source="judgement; the fading affect bias gives the order (Walker et al. 2003, evidence 8.1)",
    )
    appreciation_half_life_weeks: float = quantity(
        26.0, "Weeks until half of the feeling of being appreciated has faded.", unit="weeks", low=1.0, high=52000.0
    )
    sensation_half_life_weeks: float = quantity(
        104.0, "Weeks until half of the need for sensation is open again.", unit="weeks", low=1.0, high=52000.0
    )
    participation_half_life_weeks: float = quantity(
        104.0, "Weeks until half of the feeling of taking part has faded.", unit="weeks", low=1.0, high=52000.0
    )
    investment_half_life_weeks: float = quantity(
        104.0, "Weeks until half of what a customer invested has lost its hold.", unit="weeks", low=1.0, high=52000.0
    )
    peak_half_life_weeks: float = quantity(
        208.0,
        "Weeks until half of a remembered peak has faded (B11: peaks last for years).",
        unit="weeks",
        low=1.0,
        high=52000.0,
    )
    habit_half_life_weeks: float = quantity(
        52.0, "Weeks without any use until half of a habit is gone.", unit="weeks", low=1.0, high=52000.0
    )

    # Relationship ---------------------------------------------------------------------------------------------
    trust_at_start: float = quantity(0.4, "Trust of a new customer.", unit="trust", low=0.0, high=1.0)
    trust_gain: float = quantity(
        0.02, "Share of the missing trust that each kept promise adds (B7: slow up).", unit=SHARE, low=0.0, high=1.0
    )
    trust_loss: float = quantity(
        0.15,
        "Share of trust that a promise broken by 1 and not put right takes (B7: fast down).",
        unit=SHARE,
        low=0.0,
        high=1.0,
    )
    habit_gain: float = quantity(
        0.03, "Share of the missing habit that each undisturbed use adds (A3).", unit=SHARE, low=0.0, high=1.0
    )
    identification_step: float = quantity(
        0.01,
        "Share of the way that identification moves each week to what the balance says.",
        unit="per week",
        low=0.0,
        high=1.0,
    )
    needs_spread: float = quantity(
        0.5,
        "How much the strengths of the three needs differ between persons (B8).",
        unit="log units",
        low=0.0,
        high=2.0,
    )
    appreciation_threshold: float = quantity(
        0.25, "Emotion of a contact from which a customer feels appreciated (B10).", unit=CHARGE, low=0.0, high=1.0
    )
    appreciation_gain: float = quantity(
        0.30, "Share of the open need that a contact of emotion 1 fulfils.", unit=SHARE, low=0.0, high=1.0
    )
    sensation_threshold: float = quantity(
        0.5, "Surprise from which a moment is a sensation (B11).", unit=CHARGE, low=0.0, high=5.0
    )
    sensation_gain: float = quantity(
        0.30,
        "Share of the open need that a sensation of 1 beyond the threshold fulfils.",
        unit=SHARE,
        low=0.0,
        high=1.0,
    )
    participation_gain: float = quantity(
        0.15, "Share of the open need that each contribution fulfils (B9).", unit=SHARE, low=0.0, high=1.0
    )
    investment_gain: float = quantity(
        0.05, "Share of the missing investment that each contribution adds (B9).", unit=SHARE, low=0.0, high=1.0
    )
    contribution_rate: float = quantity(
        0.15,
        "Contributions a week (reviews, ideas, referrals, co-creation) of a customer whose needs are all fulfilled (C3).",
        unit="per week",
        low=0.0,
        high=5.0,
    )

    # Tiers ----------------------------------------------------------------------------------------------------
    overdrawn_below: float = quantity(
        -0.1, "Balance below which a customer is overdrawn.", unit="balance", low=-10.0, high=0.0
    )
    satisfied_above: float = quantity(
        0.6, "Balance above which a customer is satisfied (C1).", unit="balance", low=0.0, high=10.0
    )
    loyal_above: float = quantity(1.5, "Bond above which a customer is loyal (C2).", unit="bond", low=0.0, high=20.0)
    loyal_trust: float = quantity(
        0.5, "Trust above which a customer can be loyal (B7).", unit="trust", low=0.0, high=1.0
    )
    loyal_habit: float = quantity(
        0.85, "Habit above which a trusting customer is loyal without any bond (B6).", unit="habit", low=0.0, high=1.0
    )
    identification_carries: float = quantity(
        0.6,
        "What full identification adds to the balance in the bond that makes loyal.",
        unit="bond",
        low=0.0,
        high=10.0,
    )
    engaged_above: float = quantity(
        2.0, "Balance above which a customer can be engaged (C3).", unit="balance", low=0.0, high=20.0
    )
    engaged_trust: float = quantity(
        0.6, "Trust above which a customer can be engaged (B7).", unit="trust", low=0.0, high=1.0
    )
    engaged_relevance: float = quantity(
        0.35, "Fulfilment of the needs above which a customer can be engaged (B8).", unit="relevance", low=0.0, high=1.0
    )
    contribution_within_weeks: int = quantity(
        26, "Weeks within which an engaged customer has contributed something (C3).", unit="weeks", low=1, high=250
    )
    hysteresis: float = quantity(
        0.05,
        "How far a customer may fall back below a threshold before the tier is lost.",
        unit="balance",
        low=0.0,
        high=1.0,
    )

    # Staying and leaving --------------------------------------------------------------------------------------
    balance_pull: float = quantity(
        1.5, "How much the balance, saturating, holds or drives away.", unit="log odds of a year", low=0.0, high=10.0
    )
    balance_pull_below: float = quantity(
        1.8,
        "The same below zero: switching is more sensitive to dissatisfaction than staying to satisfaction.",
        unit="log odds of a year",
        low=0.0,
        high=10.0,
        source="judgement; direction from LaBarbera & Mazursky 1983 (evidence 5.15); small, so that losses are not counted twice",
    )
    habit_pull: float = quantity(1.0, "How much full habit holds (A3).", unit="log odds of a year", low=0.0, high=10.0)
    identification_pull: float = quantity(
        0.7, "How much full identification holds (B1).", unit="log odds of a year", low=0.0, high=10.0
    )
    investment_pull: float = quantity(
        1.0, "How much full investment holds (B9).", unit="log odds of a year", low=0.0, high=10.0
    )
    loyal_shield: float = quantity(
        0.4, "Share of an offer that does not reach a loyal customer (C2).", unit=SHARE, low=0.0, high=1.0
    )
    engaged_shield: float = quantity(
        0.7, "Share of an offer that does not reach an engaged customer (C3).", unit=SHARE, low=0.0, high=1.0
    )
    neutral_habit: float = quantity(
        0.3,
        "Habit of the neutral customer against whom the root cause of leaving is measured.",
        unit="habit",
        low=0.0,
        high=1.0,
    )
    price_said_probability: float = quantity(
        0.8,
        "Probability that a leaver with an offer at hand says it was the price (B12, D6).",
        unit="per leaver",
        low=0.0,
        high=1.0,
    )


__all__ = ["JUDGEMENT", "Psychology"]
