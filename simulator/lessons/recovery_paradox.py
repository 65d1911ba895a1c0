"""The service recovery paradox: where a failure put right leaves more than none, and where not (A8 to A10, D4)."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.lesson import Lesson, World

MILD = 0.4
"""Below a broken promise (0.5): as mild as in the findings on recovery."""

NOTHING_FAILS = {
    "weeks": 52,
    "warm_up_weeks": 78,
    "touchpoints[everyday use].failure.probability": 0.0,
    "touchpoints[bill].failure.probability": 0.0,
    "touchpoints[advice].failure.probability": 0.0,
    "touchpoints[service desk].failure.probability": 0.0,
    "market.word_of_mouth.network": "none",
    "mechanisms.reputation": False,
}
"""So that the failure is the first; and one customer's bad luck is meant, not a scandal that others hear of."""

PUT_RIGHT = {
    **NOTHING_FAILS,
    "incidents": [{"name": "a first failure", "week": 1, "severity": {"mean": MILD, "spread": 0.0}}],
    # More than was lost, hardly any trouble, somebody who is truly sorry, at once: as in the findings.
    "recovery.channels": [{"name": "phone", "reach": 1.0, "effort": 0.1}],
    "recovery.answer_weeks": 0,
    "recovery.solved_probability": 1.0,
    "recovery.redress": {"mean": 1.2, "sd": 0.0},
    "recovery.ease": {"mean": 0.6, "sd": 0.0},
    "recovery.empathy": {"mean": 0.8, "sd": 0.0},
    "recovery.hero_probability": 0.0,
    # All complain, whatever they are like: who complains by choice is another kind of customer.
    "psychology.voice_base": 15.0,
    "psychology.voice_severity": 0.0,
    "psychology.voice_trust": 0.0,
}

RECOVERY_PARADOX = Lesson(
    name="recovery-paradox",
    title=Text("The service recovery paradox", "De service recovery paradox"),
    question=Text(
        "Something small goes wrong for customers who never had any trouble. All complain, and all are helped "
        "excellently: at once, warmly, with more than they lost. Compare them with the same customers to whom "
        "nothing happened. What has it brought?",
        "Bij klanten die nog nooit iets vervelends hebben meegemaakt gaat iets kleins mis. Allen klagen, en allen "
        "worden uitstekend geholpen: meteen, hartelijk, met meer dan ze kwijt waren. Vergelijk hen met dezelfde "
        "klanten bij wie niets gebeurde. Wat heeft het opgeleverd?",
    ),
    base=World(Text("nothing ever failed", "er ging nooit iets mis"), "ordinary-firm", NOTHING_FAILS),
    other=World(
        Text("a mild failure, put right excellently", "een kleine fout, uitstekend hersteld"),
        "ordinary-firm",
        PUT_RIGHT,
    ),
)
