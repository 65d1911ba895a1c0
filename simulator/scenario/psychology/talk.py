"""Who talks, how they are heard, and what a departure does to those around; read by `customer/talk.py`."""

from __future__ import annotations

from simulator.scenario.fields import Part, quantity

SHARE = "share"


class Talking(Part):
    """The fields of `psychology:` on this subject."""

    talk_base: float = quantity(
        0.01,
        "Talks a week about the firm by somebody of ordinary talkativeness to whom nothing happened.",
        unit="per week",
        low=0.0,
        high=1.0,
        source="judgement; the volume of talk differs by category more than any study could average",
    )
    talk_stirred: float = quantity(
        0.30,
        "Further talks a week for each unit that the balance was moved lately, up or down (B13).",
        unit="per week and balance",
        low=0.0,
        high=5.0,
        source="judgement; unhappy customers tell more people, modestly more (Anderson 1998; East et al. 2007)",
    )
    talk_identification: float = quantity(
        0.06,
        "Further talks a week at full identification, for or against (B13).",
        unit="per week",
        low=0.0,
        high=5.0,
        source="judgement; commitment is the strongest antecedent of talk (de Matos & Rossi 2008)",
    )
    talk_engaged: float = quantity(
        0.03, "Further talks a week of an engaged customer, unpaid (B13, C3).", unit="per week", low=0.0, high=5.0
    )
    talkativeness_spread: float = quantity(
        0.6,
        "How much talkativeness differs between persons, whatever their engagement: some fans are quiet (B13).",
        unit="log units",
        low=0.0,
        high=2.0,
    )
    stirred_half_life_weeks: float = quantity(
        6.0,
        "Weeks until half of what stirred somebody has settled.",
        unit="weeks",
        low=0.1,
        high=520.0,
        source="judgement; the most dissatisfied talk modestly more than the most satisfied (Anderson 1998)",
    )
    tone_half: float = quantity(
        0.15,
        "Remembered charge at which a talk is half as warm or as bitter as it can be (D9).",
        unit="charge",
        low=0.01,
        high=5.0,
    )
    tone_identification: float = quantity(
        0.3,
        "What full identification adds to the remembered charge from which people speak (B2, B13).",
        unit="charge",
        low=0.0,
        high=5.0,
        source="judgement; commitment is the strongest antecedent of word of mouth (de Matos & Rossi 2008)",
    )
    public_share: float = quantity(
        0.05, "Share of talks that are public: a review (B2).", unit=SHARE, low=0.0, high=1.0
    )
    talk_pull: float = quantity(
        0.05,
        "Share of the way to full identification, or to its opposite, that one whole-hearted talk pulls a hearer (B2).",
        unit=SHARE,
        low=0.0,
        high=1.0,
    )
    bad_talk_weight: float = quantity(
        1.0,
        "How much more a bad talk moves a hearer than a good one.",
        unit="ratio",
        low=0.0,
        high=10.0,
        source=(
            "judgement: 1. What is bad is told more often already, through loss aversion in what stirs; per talk heard "
            "good ones were found to move choices more (East, Hammond & Lomax 2008)"
        ),
    )
    reputation_pull: float = quantity(
        0.004,
        "Share of the way to full identification that a week of perfect reputation pulls everybody (B2).",
        unit="per week",
        low=0.0,
        high=1.0,
    )
    reputation_step: float = quantity(
        15.0,
        "How fast public voices move the reputation: share of the way for one voice a customer.",
        unit="per voice and customer",
        low=0.0,
        high=1000.0,
    )
    reputation_half_life_weeks: float = quantity(
        104.0, "Weeks until half of a reputation is forgotten when nobody speaks.", unit="weeks", low=1.0, high=52000.0
    )
    public_complaint_harm: float = quantity(
        1.0,
        "How bad a public complaint sounds, where a perfectly bitter review is 1 (C6).",
        unit="tone",
        low=0.0,
        high=5.0,
    )
    hearsay_half_life_weeks: float = quantity(
        8.0,
        "Weeks until half of what somebody who is no customer heard of the firm is forgotten.",
        unit="weeks",
        low=0.5,
        high=52000.0,
        source="90 % of advertising's effect gone in 6 to 9 months (Leone 1995), a half-life of 8 to 12 weeks",
    )
    contagion: float = quantity(
        1.4,
        "How hard the departure of one close contact pulls, at first.",
        unit="log odds of a year",
        low=0.0,
        high=10.0,
        source="set so that leaving is some 1.7 times as likely in the month after; 1.8 (Nitzan & Libai 2011)",
    )
    contagion_other_segment: float = quantity(
        0.6,
        "The same of a contact from another segment, as a share: similar people count more.",
        unit=SHARE,
        low=0.0,
        high=1.0,
        source="judgement; similar pairs influence each other more (Nitzan & Libai 2011, direction)",
    )
    unsettled_half_life_weeks: float = quantity(
        6.0,
        "Weeks until half of the effect of a departure is gone.",
        unit="weeks",
        low=0.1,
        high=520.0,
        source="the effect is largest in the first month (Nitzan & Libai 2011); back to little within half a year",
    )
