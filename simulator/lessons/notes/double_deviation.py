"""Teaching double deviation."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.lesson import Asked, Doubt, Notes

NOTES = Notes(
    minutes=20,
    ask=(
        Text(
            "Tell of a failure that you remember. Are you telling of the failure, or of what came after it?",
            "Vertel over een fout die je je herinnert. Vertel je over de fout, of over wat erna kwam?",
        ),
        Text(
            "A desk is paid for closed cases. Which of these worlds does it live in, and does its figure show it?",
            "Een klachtenbalie wordt beloond voor gesloten dossiers. In welke van deze werelden leeft ze, en ziet ze "
            "dat aan haar cijfers?",
        ),
        Text(
            "Is a cold answer worse than none? What would you advise a firm that cannot afford to answer well?",
            "Is een koel antwoord erger dan geen? Wat raad je een bedrijf aan dat zich geen goed antwoord kan "
            "veroorloven?",
        ),
    ),
    misunderstanding=Text(
        '"Then better not let them complain." Here it was laid down who complains. In real life those who complain '
        "are those who still care: among them even the disappointed buy again more often than those who said nothing.",
        '"Laat ze dan liever niet klagen." Hier lag vast wie klaagt. In het echt klagen juist wie nog om het bedrijf '
        "geeft: onder hen kopen zelfs de teleurgestelden vaker opnieuw dan wie niets zei.",
    ),
    exercise=Text(
        "Keep the no, but have it said warmly. How much of the second failure was the tone?",
        "Houd het nee, maar laat het hartelijk zeggen. Hoeveel van de tweede fout was de toon?",
    ),
    sets=("recovery.empathy=0.5", "recovery.ease=0.2"),
    rules=("failure.py", "complaint.py", "recovery.py"),
    points=("A7", "D4"),
)
DOUBTS = (
    Doubt(
        Text(
            "Observed the other way round: of those with a large problem 9 % of the silent bought again, and 19 % of "
            "those who complained in vain. Who complains by choice was more attached before.",
            "Andersom waargenomen: van wie een groot probleem had kocht 9 % van de zwijgers opnieuw, en 19 % van wie "
            "vergeefs klaagde. Wie uit zichzelf klaagt, was al meer gehecht.",
        ),
        "TARP; Kau & Loh 2006",
        Text(
            "as quoted; the second: who complained in vain trusts less than who kept silent",
            "zoals aangehaald; het tweede: wie vergeefs klaagde vertrouwt minder dan wie zweeg",
        ),
    ),
    Doubt(
        Text(
            "In a scenario study double deviation showed on the wish to return in one cell only.",
            "In een scenario-onderzoek was de dubbele teleurstelling maar in één cel te zien aan de wens om terug te "
            "komen.",
        ),
        "Ok, Back & Shanklin 2006",
    ),
    Doubt(
        Text(
            '"More than half of all answers to complaints make it worse" is a figure from practice that is quoted, '
            "not a measurement that can be checked.",
            '"Meer dan de helft van alle antwoorden op klachten maakt het erger" is een geciteerd getal uit de '
            "praktijk, geen meting die na te gaan is.",
        ),
        "Hart, Heskett & Sasser 1990",
        Text("recalled", "uit het geheugen"),
    ),
    Doubt(
        Text(
            "Words alone can be worse than nothing, above all when they are repeated: an apology without anything in "
            "hand turned against the firm.",
            "Alleen woorden kunnen erger zijn dan niets, vooral als ze herhaald worden: een excuus met lege handen "
            "keerde zich tegen het bedrijf.",
        ),
        "Halperin, Ho, List & Muir 2022",
        Text("1.5 million riders", "1,5 miljoen reizigers"),
    ),
)
ASKED = (
    Asked("E02", Text("A poor recovery leaves less than none", "Een slecht herstel laat minder over dan geen herstel")),
    Asked(
        "P22",
        Text(
            "Who complains buys again more than who keeps silent; not if complaining is by lot",
            "Wie klaagt koopt vaker opnieuw dan wie zwijgt; niet als klagen door het lot bepaald is",
        ),
    ),
    Asked(
        "P20",
        Text(
            "Unrecovered and severe: revenge fades, avoidance grows",
            "Ernstig en niet hersteld: wraakzucht zakt, mijden groeit",
        ),
    ),
)
