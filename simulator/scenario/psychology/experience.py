"""How an experience is judged and felt; read by `customer/experience.py`."""

from __future__ import annotations

from pydantic import model_validator

from simulator.scenario.fields import Part, quantity

CHARGE = "charge"
SHARE = "share"


class Experiencing(Part):
    """The fields of `psychology:` on this subject."""

    success_weight: float = quantity(
        0.30,
        "Weight of success in the charge of a contact (D2).",
        unit=SHARE,
        low=0.0,
        high=1.0,
        source="judgement; order after XM Institute 2024: emotion strongest, effort and success alike",
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
        source="judgement; emotion is the top driver in 17 of 18 industries (Forrester 2015)",
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
        source="1.955 [1.820, 2.102], meta-analysis, Brown et al. 2024; 2.25 in Tversky & Kahneman 1992",
    )
    value_curvature: float = quantity(
        0.88,
        "Power with which what lies beyond the zone of tolerance counts, up or down: below 1, twice as much is felt "
        "less than twice (A1, A7).",
        unit="exponent",
        low=0.3,
        high=1.0,
        source="0.88 for gains and for losses alike, Tversky & Kahneman 1992",
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
        0.05, "Share of the way a customer's expectation moves to each contact (B3).", unit=SHARE, low=0.0, high=1.0
    )
    tolerance_below: float = quantity(
        0.20,
        "How far below the reference a contact may fall and still leave no trace (A2).",
        unit=CHARGE,
        low=0.0,
        high=2.0,
        source=(
            "judgement; the zone is Zeithaml, Berry & Parasuraman 1993, no width is published. As wide above as below: "
            "a wider zone below would make small losses count less than small gains, which no source claims"
        ),
    )
    tolerance_above: float = quantity(
        0.20,
        "How far above the reference a contact may rise and still leave no trace (A2).",
        unit=CHARGE,
        low=0.0,
        high=2.0,
        source="judgement; see tolerance_below",
    )
    first_impression_boost: float = quantity(
        1.2,
        "How much more the very first experience counts (A4, A5): 1 is twice as much.",
        unit="ratio",
        low=0.0,
        high=5.0,
        source="judgement; an event at eight years is to move at most two thirds of one at a month (Bolton 1998: less)",
    )
    first_impression_experiences: float = quantity(
        4.0,
        "How slowly first impressions wear off: after three times as many experiences half of the boost is left, "
        "after fifteen times as many a quarter (A4, A5).",
        unit="experiences",
        low=0.1,
        high=100.0,
        source="judgement; the longer they know a firm, the less customers weigh what is new (Bolton 1998, direction)",
    )
    cushion: float = quantity(
        0.6,
        "Largest share of a blow that trust and a high balance can soften (A6).",
        unit=SHARE,
        low=0.0,
        high=0.95,
        source="judgement; prior good experience softens only to a limited extent (Tax et al. 1998)",
    )
    cushion_balance: float = quantity(
        1.5, "Balance at which half of the cushion is reached (A6).", unit="balance", low=0.01, high=20.0
    )

    @model_validator(mode="after")
    def _expectation_keeps_a_weight(self) -> Experiencing:
        if self.norm_weight + self.promise_weight > 1.0:
            raise ValueError(
                "norm_weight and promise_weight add up to more than 1; the rest is the weight of own expectation"
            )
        return self
