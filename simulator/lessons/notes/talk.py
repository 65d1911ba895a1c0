"""Teaching word of mouth."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.lesson import Asked, Doubt, Notes

NOTES = Notes(
    minutes=20,
    ask=(
        Text(
            "What did you last tell a friend about a firm: something good or something bad? To how many?",
            "Wat heb je een vriend het laatst over een bedrijf verteld: iets goeds of iets slechts? Aan hoeveel "
            "mensen?",
        ),
        Text(
            "An angry customer tells ten others, it is said. If that were so, what would the picture look like?",
            "Een boze klant vertelt het aan tien anderen, zegt men. Hoe zou het plaatje eruitzien als dat zo was?",
        ),
        Text(
            "Who here never says anything about firms, good or bad? Are you less attached for it?",
            "Wie hier zegt nooit iets over bedrijven, goed of slecht? Ben je daarom minder verbonden?",
        ),
    ),
    misunderstanding=Text(
        '"Bad news is all that travels." Each bad experience is told more often, but there are far more good ones: '
        "all in all more good is said than bad, in every category that was studied.",
        '"Alleen slecht nieuws reist." Elke slechte ervaring wordt vaker verteld, maar goede zijn er veel meer: al '
        "met al wordt er meer goeds dan slechts verteld, in elke onderzochte branche.",
    ),
    exercise=Text(
        "Let everybody know anybody instead of their neighbours. Does it still stay near the victims?",
        "Laat iedereen willekeurige anderen kennen in plaats van buren. Blijft het dan nog dicht bij de slachtoffers?",
    ),
    sets=("market.word_of_mouth.rewiring=1",),
    rules=("talk.py", "voices.py", "market.py", "decision.py"),
    points=("B2", "B13", "C6"),
)
DOUBTS = (
    Doubt(
        Text(
            "Good talk is more common than bad in every category, about three to one; and it moves choices more, "
            "since most people are not yet customers.",
            "Goede verhalen komen in elke branche vaker voor dan slechte, zo'n drie op één; en ze verschuiven keuzes "
            "meer, omdat de meesten nog geen klant zijn.",
        ),
        "East, Hammond & Wright 2007; East, Hammond & Lomax 2008",
    ),
    Doubt(
        Text(
            '"The dissatisfied tell ten, the satisfied five" is folklore; measured, the dissatisfied talk more, but '
            "less so than is usually claimed.",
            '"Ontevredenen vertellen het aan tien mensen, tevredenen aan vijf" is folklore; gemeten praten '
            "ontevredenen wel meer, maar minder dan men meestal beweert.",
        ),
        "Anderson 1998; TARP",
        Text("the second as quoted", "het tweede zoals aangehaald"),
    ),
    Doubt(
        Text(
            "What pulls others along is that somebody leaves, more than what is said: a neighbour who goes raises "
            "the rate of leaving by 80 %, most of all in the first month.",
            "Wat anderen meetrekt is dat iemand vertrekt, meer dan wat er gezegd wordt: een bekende die weggaat "
            "verhoogt de kans op vertrek met 80 %, het meest in de eerste maand.",
        ),
        "Nitzan & Libai 2011",
        Text("a million customers", "een miljoen klanten"),
    ),
    Doubt(
        Text(
            "How far one talk moves people is published; whether it does so in this model is told by its verdict on "
            "P21.",
            "Hoe ver één verhaal mensen beweegt, is gepubliceerd; of het dat in dit model ook doet, zegt het oordeel "
            "over P21.",
        ),
        "P21",
        Text("the simulator itself", "de simulator zelf"),
    ),
)
ASKED = (
    Asked("P10", Text("More good is said than bad", "Er wordt meer goeds dan slechts verteld")),
    Asked(
        "E10",
        Text(
            "Bad service costs more than its victims, more locally where people know neighbours",
            "Slechte service kost meer dan haar slachtoffers, en dichterbij waar men buren kent",
        ),
    ),
    Asked(
        "P04",
        Text("Who knows somebody who left is likelier to leave", "Wie iemand kent die vertrok, vertrekt zelf eerder"),
    ),
    Asked(
        "P21",
        Text(
            "One good talk moves a choice more than one bad talk",
            "Eén goed verhaal verschuift een keuze meer dan één slecht verhaal",
        ),
    ),
)
