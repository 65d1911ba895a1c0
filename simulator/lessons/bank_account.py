"""The emotional bank account: how long a bad day lasts, and what was saved up before it (A1, A5 to A7)."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.lesson import Lesson, World

WEEK = 79
"""After a year and a half of ordinary days; as long again is watched afterwards."""

NEWCOMERS = {
    "weeks": 156,
    "warm_up_weeks": 0,
    # One customer's bad day is meant, not a scandal that others hear of.
    "market.word_of_mouth.network": "none",
    "mechanisms.reputation": False,
}
BAD_DAY = {"name": "a bad day", "week": WEEK, "severity": {"mean": 1.0, "spread": 0.0}}

EMOTIONAL_BANK_ACCOUNT = Lesson(
    name="emotional-bank-account",
    title=Text("The emotional bank account", "De emotionele bankrekening"),
    question=Text(
        "A decent firm serves new customers for a year and a half. Then, once, all of them have a really bad day "
        "with it, and the firm does about it what ordinary firms do. How long does it take until their accounts are "
        "back where they would have been?",
        "Een fatsoenlijk bedrijf bedient nieuwe klanten anderhalf jaar lang. Dan hebben ze er allemaal één keer een "
        "echt slechte dag, en het bedrijf doet daaraan wat gewone bedrijven doen. Hoe lang duurt het tot hun "
        "rekening weer staat waar ze anders gestaan had?",
    ),
    base=World(Text("nothing special happens", "er gebeurt niets bijzonders"), "ordinary-firm", NEWCOMERS),
    other=World(
        Text("one bad day", "één slechte dag"),
        "ordinary-firm",
        {**NEWCOMERS, "incidents": [BAD_DAY]},
    ),
)
