"""Teaching what is said and what is meant."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.lesson import Asked, Doubt, Notes

NOTES = Notes(
    minutes=20,
    ask=(
        Text(
            "Why did you leave your last provider? Is that what you told them?",
            "Waarom ben je bij je laatste aanbieder weggegaan? Heb je dat ook zo gezegd?",
        ),
        Text(
            'Why is "too expensive" the easiest thing to say? What would the truth have cost you?',
            'Waarom is "te duur" het makkelijkst om te zeggen? Wat had de waarheid je gekost?',
        ),
        Text(
            "How would you find out the real reason if you may not ask for it?",
            "Hoe zou je achter de echte reden komen als je er niet naar mag vragen?",
        ),
    ),
    misunderstanding=Text(
        '"So the price does not matter." An offer is what sets most of them moving; the account decides whom it '
        "moves. The picture shows what the real reason was, not that the offer was not there.",
        '"Dus de prijs doet er niet toe." Een aanbod zet de meesten in beweging; de rekening bepaalt wie. Het '
        "plaatje toont wat de echte reden was, niet dat er geen aanbod lag.",
    ),
    exercise=Text(
        "Let times be hard, so that prices pull harder. What changes in what they say, and in what they mean?",
        "Laat de tijden slecht zijn, zodat prijzen harder trekken. Wat verandert er in wat ze zeggen, en in wat ze "
        "bedoelen?",
    ),
    sets=("market.climate=1.5",),
    rules=("decision.py", "failure.py", "recovery.py"),
    points=("B5", "B12", "D6", "D10"),
)
DOUBTS = (
    Doubt(
        Text(
            "No finding with a figure says how many of those who say price mean it. The split here is the model's "
            "own: the root cause is the largest shortfall against a neutral customer.",
            "Geen onderzoek met een getal zegt hoeveel van wie prijs zegt, dat ook bedoelt. De verdeling hier is van "
            "het model zelf: de echte oorzaak is het grootste tekort vergeleken met een neutrale klant.",
        ),
        "D6",
        Text("a claim of the sources, not a measurement", "een bewering van de bronnen, geen meting"),
    ),
    Doubt(
        Text(
            "Asked in interviews, switchers named a failing core service (44 %) and how they were served (34 %) "
            "before price (30 %); more than half named several.",
            "In gesprekken noemden overstappers een falende kerndienst (44 %) en hoe ze bediend waren (34 %) vóór de "
            "prijs (30 %); meer dan de helft noemde er meer.",
        ),
        "Keaveney 1995",
        Text("more than 500 switchers, shares recalled", "ruim 500 overstappers, aandelen uit het geheugen"),
    ),
    Doubt(
        Text(
            "Those shares did not come out again with another method: where a service has a place, half of all "
            "switching is for nothing but distance and access.",
            "Met een andere methode kwamen die aandelen niet terug: waar een dienst een plek heeft, komt de helft "
            "van het overstappen alleen door afstand en bereikbaarheid.",
        ),
        "East et al., Switching Service Providers",
    ),
)
ASKED = (
    Asked(
        "E06",
        Text(
            "Even without a fault people leave for offers",
            "Ook zonder één fout vertrekken mensen om een aanbod",
        ),
    ),
    Asked(
        "P23",
        Text(
            "How a contact felt says most about intentions",
            "Hoe een contact voelde, zegt het meest over voornemens",
        ),
    ),
)
