"""Word of mouth: bad service costs more than its victims, and most of what is said is good all the same (B2, B13)."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.lesson import Lesson, World

A_TOWN = {
    "weeks": 52,
    "warm_up_weeks": 104,
    "market.word_of_mouth": {"network": "small_world", "contacts": 8},
    "market.prospects": 10_000,
}

BLOW = {
    "name": "let down",
    "week": 1,
    "reach": {"share": 0.1},
    "severity": {"mean": 2.0, "spread": 0.3},
    "recovery": {"solved_probability": 0.0, "empathy": -0.3, "hero_probability": 0.0},
}
"""A disaster for one in ten, and nobody puts it right."""

WORD_OF_MOUTH = Lesson(
    name="word-of-mouth",
    title=Text("Word of mouth", "Mond-tot-mond"),
    question=Text(
        "One customer in ten is let down badly, and nobody puts it right. The others notice nothing themselves; they "
        "only hear of it. For every ten victims who leave over it within a year, how many others leave as well?",
        "Eén op de tien klanten wordt zwaar teleurgesteld, en niemand herstelt het. De anderen merken er zelf niets "
        "van; ze horen er alleen over. Hoeveel anderen vertrekken er binnen een jaar mee, voor elke tien "
        "slachtoffers die erom weggaan?",
    ),
    base=World(Text("nobody is let down", "niemand wordt teleurgesteld"), "ordinary-firm", A_TOWN),
    other=World(
        Text("one in ten is let down", "één op de tien wordt teleurgesteld"),
        "ordinary-firm",
        {**A_TOWN, "incidents": [BLOW]},
    ),
)
