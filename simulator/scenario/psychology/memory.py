"""What is remembered and how fast it fades; read by `customer/memory.py`.

Fields that end in `_half_life_weeks` reach the rule as `..._kept`, the share that a week leaves.
"""

from __future__ import annotations

from pydantic import model_validator

from simulator.scenario.fields import Part, quantity

SHARE = "share"


class Remembering(Part):
    """The fields of `psychology:` on this subject."""

    memory_peak_weight: float = quantity(
        0.35,
        "Weight of the peak in what is remembered (B11, D7).",
        unit=SHARE,
        low=0.0,
        high=1.0,
        source="judgement; peak-end and mean predict alike, r = 0.58 (Alaybek et al. 2022)",
    )
    memory_end_weight: float = quantity(
        0.15,
        "Weight of the end in what is remembered; the rest is the running mean (D7).",
        unit=SHARE,
        low=0.0,
        high=1.0,
        source="judgement; in service calls the end did not help (Verhoef et al. 2004)",
    )
    memory_mean_experiences: float = quantity(
        20.0, "Number of experiences over which the running mean runs.", unit="experiences", low=1.0, high=1000.0
    )
    balance_above_half_life_weeks: float = quantity(
        52.0,
        "Weeks until half of a positive balance has faded (A1).",
        unit="weeks",
        low=1.0,
        high=52000.0,
        source=(
            "judgement; no half-life of a customer's emotional memory is published, and only experiences of the last "
            "year count for renewal (Bolton, Lemon & Bramlett 2006): weeks to a year"
        ),
    )
    balance_below_half_life_weeks: float = quantity(
        39.0,
        "Weeks until half of a negative balance has faded: bad hits harder and fades faster (A1).",
        unit="weeks",
        low=1.0,
        high=52000.0,
        source="judgement; as above zero, and the fading affect bias gives the order (Walker et al. 2003)",
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
        104.0,
        "Weeks until half of what a customer invested has lost its hold (B9).",
        unit="weeks",
        low=1.0,
        high=52000.0,
    )
    peak_above_half_life_weeks: float = quantity(
        208.0,
        "Weeks until half of a remembered good peak has faded (B11: peaks last for years).",
        unit="weeks",
        low=1.0,
        high=52000.0,
    )
    peak_below_half_life_weeks: float = quantity(
        104.0,
        "Weeks until half of a remembered bad peak has faded: what is tied to bad memories fades faster (D7).",
        unit="weeks",
        low=1.0,
        high=52000.0,
        source="judgement; the fading affect bias gives the order, the ratio is not published (Walker et al. 2003)",
    )
    habit_half_life_weeks: float = quantity(
        52.0, "Weeks without any use until half of a habit is gone (A3).", unit="weeks", low=1.0, high=52000.0
    )

    attention_half_life_weeks: float = quantity(
        26.0,
        "Weeks without attention until half of what was taken for granted no longer is: a pause makes it count again.",
        unit="weeks",
        low=1.0,
        high=52000.0,
        source="judgement; forgetting lets the same delight be repeated (Rust & Oliver 2000, a model without figures)",
    )

    @model_validator(mode="after")
    def _mean_keeps_a_weight(self) -> Remembering:
        if self.memory_peak_weight + self.memory_end_weight > 1.0:
            raise ValueError(
                "memory_peak_weight and memory_end_weight add up to more than 1; the rest is the weight of the mean"
            )
        return self
