"""Double deviation: a failure, and then an answer that is one more (A7, D4)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulator.lessons.language import Text
from simulator.lessons.lesson import Figures, Lesson, World
from simulator.lessons.living import apart, courses, extra_gone
from simulator.lessons.notes.double_deviation import ASKED, DOUBTS, NOTES
from simulator.lessons.plate import Plate
from simulator.lessons.recovery_paradox import EXCELLENT
from simulator.lessons.saying import Said, number, points
from simulator.lessons.words import CUSTOMERS, HIGHER, LOWER, WEEK
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario

ANSWERED = 4
"""A month on all has been said."""
MUCH = 0.5
"""Of what the failure took."""

LOST = {"name": "a lost parcel", "week": 1, "severity": {"mean": 0.6, "spread": 0.0}}

ONE_FAILURE: Mapping[str, object] = {
    "weeks": 78,
    "warm_up_weeks": 52,
    "touchpoints[service].failure.probability": 0.0,
    "incidents": [LOST],
    # Who complains is laid down: those who complain by choice are other people than those who keep silent.
    "psychology.voice_severity": 0.0,
    "psychology.voice_trust": 0.0,
}
NOBODY_COMPLAINS, ALL_COMPLAIN = -15.0, 15.0

COLD: Mapping[str, object] = {
    "recovery.channels": [{"name": "phone", "reach": 1.0, "effort": 0.1}],
    "recovery.answer_weeks": 1,
    "recovery.solved_probability": 0.0,
    "recovery.redress": {"mean": 0.0, "sd": 0.0},
    "recovery.ease": {"mean": -0.3, "sd": 0.1},
    "recovery.empathy": {"mean": -0.2, "sd": 0.1},
    "recovery.hero_probability": 0.0,
}
"""Nothing made good, after some trouble, coolly; but everybody gets through, and soon."""


def measure(base: Scenario, other: Scenario) -> Figures:
    """Hold silence, a cold no and an excellent answer against the same customers whose parcel arrived."""
    arrived = changed(base, {"incidents": []})
    best = changed(other, dict(EXCELLENT))
    spared, silent, cold, excellent = courses((arrived, base, other, best))
    who = np.isfinite(spared.balance[0])
    paths = np.array([apart(world, spared, who) for world in (silent, cold, excellent)])
    lost = -paths[:, ANSWERED]
    return {
        "failure": lost[0],
        "answer": lost[1] - lost[0],
        "best": lost[0] - lost[2],
        "paths": paths,
        "leavers": np.array([extra_gone(world, spared, who) for world in (silent, cold, excellent)]),
    }


OPTIONS = (
    Text("Lower where they swallowed it", "Lager waar ze het slikten"),
    Text("In both about the same", "In beide ongeveer even laag"),
    Text(
        "Lower where they called, by less than half of what the loss itself took",
        "Lager waar ze belden, met minder dan de helft van wat het verlies zelf kostte",
    ),
    Text(
        "Lower where they called, by half of what the loss itself took, or more",
        "Lager waar ze belden, met de helft van wat het verlies zelf kostte, of meer",
    ),
)


def right(found: Figures) -> int:
    """Return the option that fits what the answer took, beside what the failure took."""
    more = found["answer"] / found["failure"] if found["failure"] else float("nan")
    if not abs(more) > 0.05:
        return 1
    if more < 0.0:
        return 0
    return 3 if more >= MUCH else 2


def answer(found: Figures) -> tuple[Said, ...]:
    """Say what the failure took, what the answer took, who left over it, and what a good answer would have done."""
    figures = {"failure": number(found["failure"]), "answer": number(abs(found["answer"]))}
    twice = (
        Text(
            "The lost parcel took {failure} from the account, and the cold answer {answer} more: the firm failed "
            "twice.",
            "Het kwijtgeraakte pakket kostte {failure} van het saldo, en het koele antwoord nog eens {answer}: het "
            "bedrijf faalde twee keer.",
        )
        if found["answer"] > 0.0
        else Text(
            "The lost parcel took {failure} from the account, and those who got a cold answer stand {answer} higher "
            "than those who said nothing: here there is no double deviation.",
            "Het kwijtgeraakte pakket kostte {failure} van het saldo, en wie een koel antwoord kreeg staat {answer} "
            "hoger dan wie niets zei: hier is geen dubbele teleurstelling.",
        )
    )
    leavers = found["leavers"]
    left = (
        Text(
            "A year and a half later it has added {silent} to leaving among the silent, and {cold} among those who "
            "called.",
            "Anderhalf jaar later heeft het bij de zwijgers {silent} extra vertrek gekost, en bij wie belde {cold}.",
        )
        if leavers[1] > leavers[0]
        else Text(
            "It shows in the accounts and not in leaving: a year and a half later it has added {silent} among the "
            "silent, and {cold} among those who called.",
            "Het is te zien aan de rekeningen en niet aan het vertrek: anderhalf jaar later heeft het bij de "
            "zwijgers {silent} extra vertrek gekost, en bij wie belde {cold}.",
        )
    )
    best = (
        Text(
            "The same call, answered at once, warmly and with more than was lost, would have given {best} back, and "
            "leaving would be {excellent} {way} than without the failure: what the desk does weighs about as much as "
            "what the carrier did.",
            "Hetzelfde telefoontje, meteen en hartelijk beantwoord en met meer dan er verloren ging, had {best} "
            "teruggegeven, en het vertrek lag {excellent} {way} dan zonder de fout: wat de balie doet, weegt "
            "ongeveer even zwaar als wat de bezorger deed.",
        )
        if found["best"] >= MUCH * found["failure"]
        else Text(
            "The same call, answered at once, warmly and with more than was lost, would have given only {best} back, "
            "and leaving would be {excellent} {way} than without the failure. Here the failure itself weighs most.",
            "Hetzelfde telefoontje, meteen en hartelijk beantwoord en met meer dan er verloren ging, had maar {best} "
            "teruggegeven, en het vertrek lag {excellent} {way} dan zonder de fout. Hier weegt de fout zelf het "
            "zwaarst.",
        )
    )
    return (
        Said(twice, figures),
        Said(left, {"silent": points(leavers[0]), "cold": points(leavers[1])}),
        Said(
            best,
            {
                "best": number(found["best"]),
                "excellent": points(abs(leavers[2])),
                "way": HIGHER if leavers[2] >= 0.0 else LOWER,
            },
        ),
    )


def plates(found: Figures) -> tuple[Plate, ...]:
    """Draw the accounts against those whose parcel arrived, and who left over it."""
    labels = (
        Text("say nothing", "zeggen niets"),
        Text("a cold no", "een koel nee"),
        Text("helped excellently", "uitstekend geholpen"),
    )
    return (
        Plate(
            "accounts",
            Said(
                Text(
                    "The failure takes {failure}; with a cold answer it is {answer}",
                    "De fout kost {failure}; met een koel antwoord is het {answer}",
                ),
                {"failure": number(found["failure"]), "answer": number(found["failure"] + found["answer"])},
            ),
            WEEK,
            Text(
                "balance against the same customers without the failure",
                "saldo vergeleken met dezelfde klanten zonder de fout",
            ),
            np.arange(found["paths"].shape[1]),
            tuple(zip(labels, found["paths"], strict=True)),
            marked=(1.0, Text("the parcel is lost", "het pakket raakt kwijt")),
        ),
        Plate(
            "leavers",
            Said(
                Text(
                    "What it adds to leaving in a year and a half: {silent} among the silent, {cold} after a cold no",
                    "Extra vertrek in anderhalf jaar: {silent} bij de zwijgers, {cold} na een koel nee",
                ),
                {"silent": points(found["leavers"][0]), "cold": points(found["leavers"][1])},
            ),
            Text("what they do, and get", "wat ze doen, en krijgen"),
            Text("extra share who leave", "extra vertrek"),
            labels,
            ((CUSTOMERS, found["leavers"]),),
            shape="bars",
            as_percent=True,
        ),
    )


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
        Text("all complain and get a cold no", "iedereen klaagt en krijgt koeltjes nee te horen"),
        "service",
        {**ONE_FAILURE, **COLD, "psychology.voice_base": ALL_COMPLAIN},
    ),
    options=OPTIONS,
    measure=measure,
    right=right,
    answer=answer,
    plates=plates,
    notes=NOTES,
    doubts=DOUBTS,
    asked=ASKED,
)
