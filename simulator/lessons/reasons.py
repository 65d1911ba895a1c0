"""Price is what they say, treatment is why they left: stated against real reasons (D6, B12, B5)."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.lesson import Lesson, World

OPERATOR = {"weeks": 104, "warm_up_weeks": 104}

TREATED_WELL = {
    "recovery.answer_weeks": 0,
    "recovery.solved_probability": 1.0,
    "recovery.redress": {"mean": 1.1, "sd": 0.1},
    "recovery.ease": {"mean": 0.5, "sd": 0.15},
    "recovery.empathy": {"mean": 0.7, "sd": 0.15},
    "touchpoints[helpdesk].experience.ease": {"mean": 0.1, "sd": 0.25},
    "touchpoints[helpdesk].experience.emotion": {"mean": 0.3, "sd": 0.35},
    "touchpoints[helpdesk].failure.probability": 0.03,
}
"""Whoever calls meets somebody who listens and may decide; prices and rivals stay as they are."""

PRICE_SAID_TREATMENT_MEANT = Lesson(
    name="price-said-treatment-meant",
    title=Text("Price said, treatment meant", "Prijs gezegd, behandeling bedoeld"),
    question=Text(
        "A mobile operator asks everybody who leaves why. Most say: the price. Of 100 who say so, how many really "
        "left for a better offer, and not for something else?",
        "Een mobiele aanbieder vraagt iedereen die vertrekt waarom. De meesten zeggen: de prijs. Hoeveel van de 100 "
        "die dat zeggen, zijn echt om een beter aanbod vertrokken, en niet om iets anders?",
    ),
    base=World(Text("as it is", "zoals het is"), "telecom", OPERATOR),
    other=World(
        Text("same prices, treated well", "zelfde prijzen, goed behandeld"), "telecom", {**OPERATOR, **TREATED_WELL}
    ),
)
