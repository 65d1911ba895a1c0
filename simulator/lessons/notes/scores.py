"""Teaching what NPS does not see."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.lesson import Asked, Doubt, Notes

NOTES = Notes(
    minutes=25,
    ask=(
        Text(
            "When were you last asked for a nine or a ten? What did you answer, and what did you think?",
            "Wanneer werd je voor het laatst om een negen of een tien gevraagd? Wat antwoordde je, en wat dacht je?",
        ),
        Text(
            "Who has left is not asked. Who cannot be bothered does not answer. Which way does the score lean?",
            "Wie weg is, wordt niets gevraagd. Wie er geen zin in heeft, antwoordt niet. Welke kant helt de score op?",
        ),
        Text(
            "What would you put on the dashboard beside the score?",
            "Wat zou jij naast de score op het dashboard zetten?",
        ),
    ),
    misunderstanding=Text(
        '"So the score is worthless." It moves in the right direction and it moves late; what is wrong is to wait '
        "for it. Nor is the account on any dashboard: only what goes wrong, and how often, can be counted.",
        '"Dus de score is waardeloos." Ze beweegt de goede kant op, en laat; fout is om erop te wachten. Ook de '
        "rekening staat op geen dashboard: alleen wat er misgaat, en hoe vaak, is te tellen.",
    ),
    exercise=Text(
        "Make people answer nearly always. Does the score see more, or sooner?",
        "Laat mensen bijna altijd antwoorden. Ziet de score dan meer, of eerder?",
    ),
    sets=("surveys.response=0.9",),
    rules=("survey.py", "memory.py", "experience.py"),
    points=("C8", "D7"),
)
DOUBTS = (
    Doubt(
        Text(
            "That scores lag is expected of the model; no published figure says by how much.",
            "Dat scores achterlopen verwacht men van het model; geen gepubliceerd getal zegt hoeveel.",
        ),
        "D7",
        Text("a claim of the sources, not a measurement", "een bewering van de bronnen, geen meting"),
    ),
    Doubt(
        Text(
            "Answers lean to the positive wherever satisfaction is measured: the score was never meant as an account.",
            "Antwoorden hellen overal naar het positieve waar tevredenheid gemeten wordt: de score was nooit als "
            "rekening bedoeld.",
        ),
        "Peterson & Wilson 1992",
        Text("review", "overzichtsartikel"),
    ),
    Doubt(
        Text(
            "Peak and end predict what is remembered about as well as the mean does, not better; in service calls "
            "the end did not help at all.",
            "Piek en einde voorspellen wat onthouden wordt ongeveer even goed als het gemiddelde, niet beter; bij "
            "servicegesprekken hielp het einde zelfs niet.",
        ),
        "Alaybek et al. 2022; Verhoef, Antonides & de Hoog 2004",
        Text("the first a meta-analysis", "het eerste een meta-analyse"),
    ),
    Doubt(
        Text(
            "It hangs on the firm: for riders of public transport, who meet such failures anyway, account and score "
            "fall together here.",
            "Het hangt van het bedrijf af: bij reizigers in het openbaar vervoer, die zulke fouten toch al meemaken, "
            "zakken rekening en score hier samen.",
        ),
        "E12",
        Text("tried in this simulator, see the note there", "geprobeerd in deze simulator, zie de noot daar"),
    ),
)
ASKED = (
    Asked(
        "E12",
        Text(
            "The account erodes before the score does, and further", "De rekening slijt eerder dan de score, en verder"
        ),
    ),
    Asked(
        "P01",
        Text(
            "Peak and end predict memory about as well as the mean",
            "Piek en einde voorspellen de herinnering ongeveer even goed als het gemiddelde",
        ),
    ),
)
