"""Double deviation: a failure, and then an answer that is one more (A7, D4)."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.lesson import Lesson, World

LOST = {"name": "a lost parcel", "week": 1, "severity": {"mean": 0.6, "spread": 0.0}}

ONE_FAILURE = {
    "weeks": 78,
    "warm_up_weeks": 52,
    "touchpoints[service].failure.probability": 0.0,
    "incidents": [LOST],
    # Who complains is laid down: those who complain by choice are other people than those who keep silent.
    "psychology.voice_severity": 0.0,
    "psychology.voice_trust": 0.0,
}
NOBODY_COMPLAINS = -15.0
ALL_COMPLAIN = 15.0

COLD = {
    # As in the library's failures-badly-recovered, but everybody gets through.
    "recovery.channels": [{"name": "phone", "reach": 1.0, "effort": 0.1}],
    "recovery.answer_weeks": 1,
    "recovery.solved_probability": 0.0,
    "recovery.redress": {"mean": 0.0, "sd": 0.0},
    "recovery.ease": {"mean": -0.3, "sd": 0.1},
    "recovery.empathy": {"mean": -0.2, "sd": 0.1},
    "recovery.hero_probability": 0.0,
}

DOUBLE_DEVIATION = Lesson(
    name="double-deviation",
    title=Text("Double deviation", "De dubbele teleurstelling"),
    question=Text(
        "A parcel is lost. In one world the customers swallow it and say nothing. In the other the same customers "
        "call, and a week later somebody tells them coolly that nothing can be done. Where do their accounts stand "
        "lower, and by how much?",
        "Een pakket raakt kwijt. In de ene wereld slikken de klanten het en zeggen ze niets. In de andere bellen "
        "dezelfde klanten, en een week later zegt iemand koeltjes dat er niets aan te doen is. Waar staat hun "
        "rekening lager, en hoeveel?",
    ),
    base=World(
        Text("nobody complains", "niemand klaagt"),
        "service",
        {**ONE_FAILURE, "psychology.voice_base": NOBODY_COMPLAINS},
    ),
    other=World(
        Text("all complain and get a cold no", "allen klagen en krijgen koel nee te horen"),
        "service",
        {**ONE_FAILURE, **COLD, "psychology.voice_base": ALL_COMPLAIN},
    ),
)
