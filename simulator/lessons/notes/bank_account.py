"""Teaching the emotional bank account."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.lesson import Asked, Doubt, Notes

NOTES = Notes(
    minutes=25,
    ask=(
        Text(
            "Think of a firm you like. What did it last do that you remember, and when was that?",
            "Denk aan een bedrijf dat je graag mag. Wat deed het als laatste dat je je herinnert, en wanneer was dat?",
        ),
        Text(
            "Who of you ever left after a first experience? Who stayed with somebody who had let you down? What was "
            "the difference?",
            "Wie is er ooit vertrokken na een eerste ervaring? Wie bleef bij iemand die je teleurstelde? Wat was het "
            "verschil?",
        ),
        Text(
            "Where are the ordinary days in the picture, and why does nobody remember them?",
            "Waar zitten de gewone dagen in het plaatje, en waarom herinnert niemand zich die?",
        ),
    ),
    misunderstanding=Text(
        '"Enough small deposits and one failure does not matter." Most ordinary days deposit nothing: they stay '
        "within the zone of tolerance. And five good ones for each bad one is a figure about couples who argue, not "
        "about customers.",
        '"Met genoeg kleine stortingen maakt één fout niet uit." De meeste gewone dagen storten niets: ze blijven '
        "binnen de tolerantiezone. En vijf goede voor elke slechte is een getal over ruziënde paren, niet over "
        "klanten.",
    ),
    exercise=Text(
        "Make the bad day half as bad, then twice as bad. Is the time it takes to be forgotten in proportion? And "
        "who is in the red?",
        "Maak de slechte dag half zo erg, dan twee keer zo erg. Verandert de tijd tot hij vergeten is naar "
        "verhouding? En wie staat er in het rood?",
    ),
    sets=("incidents[a bad day].severity.mean=0.5",),
    rules=("experience.py", "failure.py", "memory.py", "relationship.py"),
    points=("A1", "A2", "A5", "A6", "A7"),
)
DOUBTS = (
    Doubt(
        Text(
            "The account is a picture, not a measurement: nobody has published how long an emotion stays with a "
            "customer. The half-lives here are judgements.",
            "De rekening is een beeld, geen meting: niemand heeft gepubliceerd hoe lang een emotie een klant "
            "bijblijft. De halfwaardetijden hier zijn inschattingen.",
        ),
        "Verduin",
        Text("the picture is his; no half-life was found", "het beeld is van hem; een halfwaardetijd is niet gevonden"),
    ),
    Doubt(
        Text(
            "Not every study finds that bad weighs more: in three retail services models that treat good and bad "
            "alike fitted just as well.",
            "Niet elk onderzoek vindt dat slecht zwaarder weegt: bij drie soorten dienstverlening pasten modellen "
            "die goed en slecht gelijk behandelen even goed.",
        ),
        "Streukens & de Ruyter 2004",
        Text("authors recalled, finding read", "auteurs uit het geheugen, uitkomst gelezen"),
    ),
    Doubt(
        Text(
            "Behaviour moves less than feelings. After a bad trip riders spent 5 to 10 % less; far more people say "
            "that one bad experience makes them leave.",
            "Gedrag beweegt minder dan gevoel. Na een slechte rit gaven reizigers 5 tot 10 % minder uit; veel meer "
            "mensen zéggen dat ze na één slechte ervaring vertrekken.",
        ),
        "Halperin, Ho, List & Muir 2022; PwC 2018",
        Text(
            "1.5 million riders, figure as quoted; a survey",
            "1,5 miljoen reizigers, getal zoals aangehaald; een enquête",
        ),
    ),
    Doubt(
        Text(
            "A strong bond is not only a cushion: after a betrayal those who were closest stay away longest.",
            "Een sterke band is niet alleen een kussen: na verraad blijven juist de meest verbondenen het langst weg.",
        ),
        "Grégoire, Tripp & Legoux 2009",
    ),
)
ASKED = (
    Asked(
        "P02",
        Text(
            "A loss weighs about twice as much as an equal gain",
            "Een verlies weegt ongeveer twee keer zo zwaar als een even grote winst",
        ),
    ),
    Asked(
        "P12",
        Text(
            "The longer a customer, the less the same failure counts", "Hoe langer klant, hoe minder dezelfde fout telt"
        ),
    ),
    Asked(
        "E04",
        Text(
            "A disaster at first contact loses most people, later few",
            "Een ramp bij het eerste contact jaagt de meesten weg, later weinigen",
        ),
    ),
    Asked(
        "E05",
        Text(
            "One severe failure costs more than ten delights keep",
            "Eén ernstige fout kost meer dan tien verrassingen behouden",
        ),
    ),
)
