"""What NPS does not see: an account that is eaten away while the score still stands (C8, D7)."""

from __future__ import annotations

from simulator.lessons.language import Text
from simulator.lessons.lesson import Lesson, World

BAD = 13
"""Last week of good service."""

OPERATOR = {"weeks": BAD + 104, "warm_up_weeks": 104}
WORSE = {
    "name": "frequent small failures",
    "from_week": BAD + 1,
    "set": {"touchpoints[network].failure.probability": 0.15, "touchpoints[network].failure.severity.mean": 0.3},
}
"""Dropped calls and stalling pages: a nuisance each, four a year for an ordinary customer."""

WHAT_NPS_DOES_NOT_SEE = Lesson(
    name="what-nps-does-not-see",
    title=Text("What NPS does not see", "Wat NPS niet ziet"),
    question=Text(
        "From week 14 on, small things at a mobile operator go wrong ever so often: a dropped call, a page that "
        "stalls. Each quarter the operator asks its customers whether they would recommend it. Half a year later, "
        "what does the score show of what has happened to the accounts?",
        "Vanaf week 14 gaan bij een mobiele aanbieder om de haverklap kleine dingen mis: een gesprek dat wegvalt, "
        "een pagina die hapert. Elk kwartaal vraagt de aanbieder zijn klanten of ze hem zouden aanbevelen. Wat laat "
        "de score na een half jaar zien van wat er met de rekeningen is gebeurd?",
    ),
    base=World(Text("service as it was", "service zoals ze was"), "telecom", OPERATOR),
    other=World(
        Text("frequent small failures", "veel kleine fouten"), "telecom", {**OPERATOR, "interventions": [WORSE]}
    ),
)
