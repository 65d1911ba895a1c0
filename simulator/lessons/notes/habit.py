"""Teaching why loyal by habit is not engaged."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.lesson import Asked, Doubt, Notes

NOTES = Notes(
    minutes=20,
    ask=(
        Text(
            "Of which firm have you been a customer longest? Would you miss it? What did you last do for it?",
            "Van welk bedrijf ben je het langst klant? Zou je het missen? Wat heb je er het laatst voor gedaan?",
        ),
        Text(
            "How many firms are you a fan of? Why so few?",
            "Van hoeveel bedrijven ben je fan? Waarom zo weinig?",
        ),
        Text(
            "What would a rival have to offer for you to leave your bank, and your favourite shop?",
            "Wat moet een concurrent bieden om je weg te halen bij je bank, en bij je lievelingswinkel?",
        ),
    ),
    misunderstanding=Text(
        '"They come back every week, so they love us." Coming back is what habit does too. Ask what would happen if '
        "the shop next door opened.",
        '"Ze komen elke week terug, dus ze houden van ons." Terugkomen doet gewoonte ook. Vraag wat er gebeurt als '
        "er hiernaast een winkel opengaat.",
    ),
    exercise=Text(
        "Give the attention to people who have hardly any room for a deep relationship with such a firm, as with an "
        "insurer. What is left of the engaged?",
        "Geef de aandacht aan mensen die voor zo'n bedrijf nauwelijks plaats hebben in hun leven, zoals voor een "
        "verzekeraar. Wat blijft er van de betrokkenen over?",
    ),
    sets=("market.room_for_deep_relationship=0.03",),
    rules=("relationship.py", "care.py", "tiers.py", "decision.py"),
    points=("A2", "A3", "B4", "B5", "B6", "B8", "B9", "B10", "B11", "C3"),
)
DOUBTS = (
    Doubt(
        Text(
            "Habit keeps more people than it may sound: contacting quiet customers with a good offer woke some of "
            "them up and raised leaving from 6 to 10 % in three months.",
            "Gewoonte houdt meer mensen vast dan het klinkt: stille klanten benaderen met een goed aanbod maakte "
            "sommigen wakker en bracht het vertrek van 6 op 10 % in drie maanden.",
        ),
        "Ascarza, Iyengar & Schleicher 2016",
        Text("field experiment, 65,000 customers", "veldexperiment, 65.000 klanten"),
    ),
    Doubt(
        Text(
            "More taking part is not always better: it binds up to a point, and costs satisfaction when the task "
            "fails or asks too much.",
            "Meer meedoen is niet altijd beter: het bindt tot op zekere hoogte, en kost tevredenheid als de taak "
            "mislukt of te veel vraagt.",
        ),
        "Stokburger-Sauer et al. 2016; Blut, Heirati & Schoefer 2020; Norton, Mochon & Ariely 2012",
    ),
    Doubt(
        Text(
            "That the emotionally bound are worth so much more comes from firms that sell their measurement, and "
            "their method is not published.",
            "Dat emotioneel verbonden klanten zoveel meer waard zijn, komt van bureaus die hun meting verkopen, en "
            "hun methode is niet gepubliceerd.",
        ),
        "Magids, Zorfas & Leemon 2015; Gallup 2009",
    ),
    Doubt(
        Text(
            "Programmes are not the only way: better everyday contacts may engage as many. What this model makes of "
            "the two is told by its verdict on E08.",
            "Programma's zijn niet de enige weg: betere gewone contacten maken misschien evenveel mensen betrokken. "
            "Wat dit model van beide maakt, zegt het oordeel over E08.",
        ),
        "E08",
        Text(
            "the simulator itself; the verdict is in the notes",
            "de simulator zelf; het oordeel staat in de aantekeningen",
        ),
    ),
)
ASKED = (
    Asked(
        "E06",
        Text(
            "Flat but faultless: loyal by habit, hardly anybody engaged, lost to offers",
            "Vlak maar foutloos: loyaal uit gewoonte, vrijwel niemand betrokken, weg om een aanbod",
        ),
    ),
    Asked(
        "E08",
        Text(
            "Programmes move the engaged, better days satisfaction and loyalty",
            "Programma's maken betrokken, betere dagen tevreden en loyaal",
        ),
    ),
    Asked(
        "P14",
        Text(
            "Loyalty from satisfaction fades faster than loyalty from identification",
            "Loyaliteit uit tevredenheid zakt sneller weg dan loyaliteit uit identificatie",
        ),
    ),
)
