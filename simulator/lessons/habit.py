"""Why loyal by habit is not engaged: flat and faultless, or flat and faultless with attention (A3, B6 to B11)."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.lesson import Lesson, World

FOUR_YEARS = {"weeks": 208}
"""A bond by habit takes very many experiences."""

ATTENTION = [
    {"name": "personal gesture", "fulfils": "appreciation", "amount": 0.5, "every_weeks": 26, "cost": 4},
    {"name": "customer circle", "fulfils": "participation", "amount": 0.5, "uptake": 0.4, "every_weeks": 26, "cost": 3},
    {"name": "something to tell", "fulfils": "sensation", "amount": 0.8, "every_weeks": 52, "cost": 12},
]
"""What the library's excellent firm does for each of the three needs."""

HABIT_IS_NOT_ENGAGEMENT = Lesson(
    name="habit-is-not-engagement",
    title=Text("Loyal by habit is not engaged", "Trouw uit gewoonte is niet betrokken"),
    question=Text(
        "A firm serves its customers every week for four years without a single fault, and without a single moment "
        "worth telling. How many of those who are still there are engaged?",
        "Een bedrijf bedient zijn klanten vier jaar lang elke week zonder één fout, en zonder één moment om over te "
        "vertellen. Hoeveel van wie er nog is, is betrokken?",
    ),
    base=World(Text("flat but faultless", "vlak maar foutloos"), "no-failures", FOUR_YEARS),
    other=World(
        Text("the same, with personal attention", "hetzelfde, met persoonlijke aandacht"),
        "no-failures",
        {**FOUR_YEARS, "programmes": ATTENTION},
    ),
)
