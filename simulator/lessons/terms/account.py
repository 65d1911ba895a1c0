"""Terms of the glossary: the account and what is felt and remembered."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.term import Term

TERMS: tuple[Term, ...] = (
    Term(
        Text("emotional bank account", "emotionele bankrekening"),
        Text(
            "The running sum of all that a customer and a firm have been through, each by what it felt like.",
            "De optelsom van alles wat klant en bedrijf hebben meegemaakt, elk naar wat het deed voelen.",
        ),
        where=("experience.py",),
        points=("A1",),
        mechanisms=("hold_of_the_account",),
    ),
    Term(
        Text("balance", "saldo"),
        Text(
            "What stands on the account now; 1 is what one strong delight pays in.",
            "Wat er nu op de rekening staat; 1 is wat één sterke verrassing oplevert.",
        ),
        where=("experience.py", "psychology.balance_pull"),
        points=("A1", "A5", "A6"),
    ),
    Term(
        Text("deposit", "storting"),
        Text(
            "What an experience that was better than expected pays in.",
            "Wat een ervaring oplevert die beter was dan verwacht.",
        ),
        where=("experience.py",),
        points=("A1",),
        events=("deposit",),
    ),
    Term(
        Text("withdrawal", "opname"),
        Text(
            "What an experience that was worse than expected takes out.",
            "Wat een ervaring kost die slechter was dan verwacht.",
        ),
        where=("experience.py",),
        points=("A1", "A7"),
        events=("withdrawal",),
    ),
    Term(
        Text("in the red", "in het rood staan"),
        Text(
            "With a balance below zero, where one failure more soon makes people go.",
            "Met een saldo onder nul, waar één fout meer al snel tot vertrek leidt.",
        ),
        where=("tiers.py", "psychology.overdrawn_below"),
        points=("A5",),
        mechanisms=("steeper_in_the_red",),
    ),
    Term(
        Text("cushion", "buffer"),
        Text(
            "What a full account and trust take off a blow.",
            "Wat een goed gevulde rekening en vertrouwen van een klap afhalen.",
        ),
        where=("failure.py", "psychology.cushion"),
        points=("A6",),
        mechanisms=("cushion",),
    ),
    Term(
        Text("charge", "emotionele lading"),
        Text(
            "How good or bad an experience was by itself, of success, ease and emotion.",
            "Hoe goed of slecht een ervaring op zichzelf was, uit succes, gemak en emotie.",
        ),
        where=("experience.py",),
        points=("A1", "D2"),
    ),
    Term(
        Text("success, effort, emotion", "succes, inspanning, emotie"),
        Text(
            "The three parts of every experience; emotion weighs most and is neglected most.",
            "De drie delen van elke ervaring; emotie weegt het zwaarst en wordt het meest verwaarloosd.",
        ),
        where=("experience.py", "touchpoints[].experience"),
        points=("D2",),
        mechanisms=("emotion_first",),
    ),
    Term(
        Text("expectation", "verwachting"),
        Text(
            "What a customer has come to expect of a contact, from earlier ones.",
            "Wat een klant door eerdere contacten van een contact is gaan verwachten.",
        ),
        where=("experience.py", "psychology.expectation_step"),
        points=("B3",),
        mechanisms=("adaptation",),
    ),
    Term(
        Text("surprise", "verrassing"),
        Text(
            "The charge less what was expected: only that can move the account.",
            "De lading min wat verwacht werd: alleen dat kan de rekening bewegen.",
        ),
        where=("experience.py",),
        points=("D1", "A2"),
    ),
    Term(
        Text("zone of tolerance", "tolerantiezone"),
        Text(
            "What comes near enough to what was expected leaves no trace.",
            "Wat dicht genoeg bij de verwachting ligt, laat geen spoor na.",
        ),
        where=("experience.py", "psychology.tolerance_below"),
        points=("A2", "A3"),
        mechanisms=("zone_of_tolerance",),
    ),
    Term(
        Text("flat experience", "vlakke ervaring"),
        Text(
            "A contact within the zone of tolerance, forgotten before one turns the corner.",
            "Een contact binnen de tolerantiezone, vergeten voordat je de hoek om bent.",
        ),
        where=("experience.py",),
        points=("A2",),
        events=("flat contact",),
    ),
    Term(
        Text("delight", "uitschieter naar boven"),
        Text(
            "A moment far above the ordinary that now and then happens.",
            "Een moment ver boven het gewone dat af en toe voorkomt.",
        ),
        where=("experience.py", "touchpoints[].delight"),
        points=("A4", "B11"),
        mechanisms=("heavy_tails",),
        events=("delight",),
    ),
    Term(
        Text("first impression", "eerste indruk"),
        Text(
            "The first experiences count for more than all later ones; love at first sight is one.",
            "De eerste ervaringen tellen zwaarder dan alle latere; liefde op het eerste gezicht is er zo een.",
        ),
        where=("experience.py", "psychology.first_impression_boost"),
        points=("A4", "A5"),
        mechanisms=("first_impressions",),
    ),
    Term(
        Text("loss aversion", "verliesaversie"),
        Text(
            "What falls short moves the account about twice as far as what exceeds.",
            "Wat tekortschiet beweegt de rekening ongeveer twee keer zo ver als wat meevalt.",
        ),
        where=("experience.py", "psychology.loss_aversion"),
        points=("A7",),
        mechanisms=("loss_aversion",),
    ),
    Term(
        Text("diminishing sensitivity", "afnemende gevoeligheid"),
        Text(
            "Each further bit of a surprise is felt less than the one before.",
            "Elk volgend stukje van een verrassing voel je minder dan het vorige.",
        ),
        where=("experience.py", "psychology.value_curvature"),
        points=("A1", "A7"),
        mechanisms=("diminishing_sensitivity",),
    ),
    Term(
        Text("forgetting", "vergeten"),
        Text(
            "What was felt fades, and the bad fades faster than the good.",
            "Wat gevoeld werd vervaagt, en het slechte sneller dan het goede.",
        ),
        where=("memory.py", "psychology.balance_above_half_life_weeks"),
        points=("A2", "A7", "D7"),
        mechanisms=("forgetting", "fading_of_the_bad"),
    ),
    Term(
        Text("remembering self", "herinnerende zelf"),
        Text(
            "The one who answers surveys: keeps threats first, peaks and endings, and throws most away.",
            "Wie enquêtes invult: bewaart eerst bedreigingen, dan pieken en eindes, en gooit het meeste weg.",
        ),
        where=("memory.py",),
        points=("D7",),
        mechanisms=("peak_and_end",),
    ),
    Term(
        Text("peak and end", "piek en einde"),
        Text(
            "The extreme and the last of what was lived, which are remembered beside the mean.",
            "Het uiterste en het laatste van wat beleefd is, die naast het gemiddelde onthouden worden.",
        ),
        where=("memory.py", "psychology.memory_peak_weight"),
        points=("D7", "B11"),
        mechanisms=("peak_and_end",),
    ),
    Term(
        Text("ending", "einde van het contact"),
        Text(
            "How a contact ends can be designed apart from how it goes.",
            "Hoe een contact eindigt is apart te ontwerpen van hoe het verloopt.",
        ),
        where=("experience.py", "touchpoints[].experience.ending"),
        points=("D8",),
        mechanisms=("endings",),
    ),
)
