"""Teaching the service recovery paradox."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.lesson import Asked, Doubt, Notes

NOTES = Notes(
    minutes=35,
    ask=(
        Text(
            '"A complaint is an opportunity." For whom? Who among you complained the last time something small went '
            "wrong?",
            '"Een klacht is een kans." Voor wie? Wie van jullie klaagde de laatste keer dat er iets kleins misging?',
        ),
        Text(
            "Before you see the map: where would you draw the line between more and less than without a failure?",
            "Voordat je de kaart ziet: waar zou jij de grens trekken tussen meer en minder dan zonder fout?",
        ),
        Text(
            "A manager proposes to let something small go wrong now and then, and to shine at mending it. What do "
            "you say?",
            "Een manager stelt voor af en toe iets kleins te laten misgaan en te schitteren in het herstel. Wat zeg "
            "jij?",
        ),
    ),
    misunderstanding=Text(
        '"So failures are good for the bond." The paradox compares those who complained and were helped with those '
        "to whom nothing happened. Most of those who meet a failure never complain; what they lose is on no "
        "complaint desk's list.",
        '"Dus fouten zijn goed voor de band." De paradox vergelijkt wie klaagde en geholpen werd met wie niets '
        "overkwam. De meesten die een fout meemaken klagen nooit; wat zij verliezen staat op geen enkele "
        "klachtenlijst.",
    ),
    exercise=Text(
        "Let the answer come four weeks later, with everything else as good. What is left of the paradox?",
        "Laat het antwoord vier weken later komen, met al het andere even goed. Wat blijft er van de paradox over?",
    ),
    sets=("recovery.answer_weeks=4",),
    rules=("failure.py", "complaint.py", "recovery.py", "memory.py"),
    points=("A8", "A9", "A10", "D4"),
)
DOUBTS = (
    Doubt(
        Text(
            "All studies taken together, the paradox holds for satisfaction only: not for buying again, not for what "
            "is said, not for the image.",
            "Alle onderzoeken samen: de paradox geldt alleen voor tevredenheid; niet voor herhaalaankopen, niet voor "
            "wat men vertelt, niet voor het imago.",
        ),
        "de Matos, Henrique & Rossi 2007",
        Text("meta-analysis, direction read", "meta-analyse, richting gelezen"),
    ),
    Doubt(
        Text(
            'It is rare and small: found in more than 11,000 interviews after real encounters, and "not very large".',
            'Ze is zeldzaam en klein: gevonden in ruim 11.000 gesprekken na echte contacten, en "niet erg groot".',
        ),
        "Michel & Meuter 2008",
        Text("customers of a bank", "klanten van een bank"),
    ),
    Doubt(
        Text(
            "Several studies find none: those who never had a problem trust more than those whose complaint was "
            "settled to their satisfaction.",
            "Verschillende onderzoeken vinden haar niet: wie nooit een probleem had, heeft meer vertrouwen dan wie "
            "tevreden is over de afhandeling van een klacht.",
        ),
        "Kau & Loh 2006; McCollough, Berry & Yadav 2000; Ok, Back & Shanklin 2006",
        Text("428 people, the second recalled", "428 mensen, het tweede uit het geheugen"),
    ),
    Doubt(
        Text(
            "Making good costs: about 80 % of the price is needed to get above a stay without a fault.",
            "Goedmaken kost geld: er is zo'n 80 % van de prijs nodig om boven een verblijf zonder fout uit te komen.",
        ),
        "Edström et al. 2022",
        Text("two studies in hotels", "twee onderzoeken in hotels"),
    ),
)
ASKED = (
    Asked(
        "P03",
        Text(
            "Satisfaction a little higher, staying and talk not",
            "Tevredenheid iets hoger, blijven en mond-tot-mond niet",
        ),
    ),
    Asked(
        "P19",
        Text(
            "Only after a mild, first failure of a cause that passes; rare at an ordinary firm",
            "Alleen na een kleine, eerste fout met een oorzaak die voorbijgaat; zeldzaam bij een gewoon bedrijf",
        ),
    ),
    Asked(
        "E01",
        Text("A mild failure leaves more, a severe one less", "Een kleine fout laat meer achter, een ernstige minder"),
    ),
    Asked("E03", Text("The second time it no longer works", "De tweede keer werkt het niet meer")),
)
