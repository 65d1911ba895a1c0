"""Why loyal by habit is not engaged: flat and faultless, or flat and faultless with attention (A3, B6 to B11)."""

from __future__ import annotations

import numpy as np

from simulator.customer.state import CIRCUMSTANCES, ENGAGED, LOYAL, OFFER, TIERS
from simulator.lessons.language import Text
from simulator.lessons.lesson import Figures, Lesson, World
from simulator.lessons.living import Course, courses, is_there, share
from simulator.lessons.notes.habit import ASKED, DOUBTS, NOTES
from simulator.lessons.plate import Plate
from simulator.lessons.saying import Said, number, percent, points
from simulator.lessons.words import HIGHER, LOWER, STILL_THERE, TIER, WEEK
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario

FOUR_YEARS = {"weeks": 208}
"""A bond by habit takes very many experiences."""
HARDLY, FEW, MANY = 0.02, 0.10, 0.35

ATTENTION = [
    {"name": "personal gesture", "fulfils": "appreciation", "amount": 0.5, "every_weeks": 26, "cost": 4},
    {"name": "customer circle", "fulfils": "participation", "amount": 0.5, "uptake": 0.4, "every_weeks": 26, "cost": 3},
    {"name": "something to tell", "fulfils": "sensation", "amount": 0.8, "every_weeks": 52, "cost": 12},
]
"""What the library's excellent firm does for each of the three needs."""


def measure(base: Scenario, other: Scenario) -> Figures:
    """See where four years lead without a fault, with attention beside, and with neither attention nor rivals."""
    alone = changed(base, {"mechanisms.offers": False})
    flat, warm, calm = courses((base, other, alone))
    here = is_there(flat.rows)
    gone = ~here & (flat.rows["root_cause"] != CIRCUMSTANCES)
    return {
        "flat": _shares(flat),
        "warm": _shares(warm),
        "habit": float(flat.rows["habit"][here].mean()) if here.any() else float("nan"),
        "habit of loyal": _mean(flat.rows["habit"], here & (flat.rows["tier"] == LOYAL)),
        "balance of loyal": _mean(flat.rows["balance"], here & (flat.rows["tier"] == LOYAL)),
        "for an offer": share(flat.rows["root_cause"][gone] == OFFER),
        "by offers": share(flat.gone()) - share(calm.gone()),
        "staying": np.array([1.0 - np.isnan(each.balance[1:]).mean(axis=1) for each in (flat, warm, calm)]),
    }


def _shares(found: Course) -> np.ndarray:
    here = is_there(found.rows)
    return np.bincount(found.rows["tier"][here], minlength=len(TIERS)) / max(int(here.sum()), 1)


def _mean(column: np.ndarray, who: np.ndarray) -> float:
    return float(column[who].mean(dtype=float)) if who.any() else float("nan")


OPTIONS = (
    Text("One in three or more", "Eén op de drie of meer"),
    Text("One in ten, or somewhat more", "Eén op de tien, of wat meer"),
    Text("A few in a hundred", "Een paar op de honderd"),
    Text("Hardly anybody", "Vrijwel niemand"),
)


def right(found: Figures) -> int:
    """Return the option that fits the share of the engaged."""
    return sum(bool(found["flat"][ENGAGED] < limit) for limit in (MANY, FEW, HARDLY))


def answer(found: Figures) -> tuple[Said, ...]:
    """Say what four faultless years make of people, on what their loyalty rests, and what attention adds."""
    flat, warm = found["flat"], found["warm"]
    figures = {"loyal": percent(flat[LOYAL]), "engaged": percent(flat[ENGAGED], 1)}
    made = (
        Text(
            "Four years without a fault: {loyal} of those still there are loyal, and {engaged} are engaged. Habit "
            "keeps people; it makes no fans.",
            "Vier jaar zonder fout: {loyal} van wie er nog is, is loyaal, en {engaged} is betrokken. Gewoonte houdt "
            "mensen vast; fans maakt ze niet.",
        )
        if flat[ENGAGED] < flat[LOYAL]
        else Text(
            "Four years without a fault: {loyal} of those still there are loyal, and {engaged} are engaged. In this "
            "world flat service makes fans as well.",
            "Vier jaar zonder fout: {loyal} van wie er nog is, is loyaal, en {engaged} is betrokken. In deze wereld "
            "maakt vlakke service ook fans.",
        )
    )
    rests = Text(
        "What their loyalty rests on: a habit of {habit} on a scale of 0 to 1, and {balance} on the account.",
        "Waar hun loyaliteit op rust: een gewoonte van {habit} op een schaal van 0 tot 1, en {balance} op de rekening.",
    )
    offers = (
        Text(
            "A rival's offer finds them: {offer} of those who leave go for one, and without offers leaving would be "
            "{by} lower.",
            "Een aanbod van de concurrent vindt hen: {offer} van wie vertrekt, gaat om een aanbod, en zonder "
            "aanbiedingen lag het vertrek {by} lager.",
        )
        if found["by offers"] > 0.0
        else Text(
            "Offers do not touch them: {offer} of those who leave go for one, and without offers leaving would be "
            "{by} higher.",
            "Aanbiedingen raken hen niet: {offer} van wie vertrekt, gaat om een aanbod, en zonder aanbiedingen lag "
            "het vertrek {by} hoger.",
        )
    )
    attention = (
        Text(
            "Add attention, a part to play and now and then something to tell, and {engaged} are engaged. No contact "
            "got any better.",
            "Voeg aandacht toe, iets om aan mee te doen en af en toe iets om over te vertellen, en {engaged} is "
            "betrokken. Geen enkel contact werd beter.",
        )
        if warm[ENGAGED] > flat[ENGAGED]
        else Text(
            "Add attention, a part to play and now and then something to tell: it helps nothing here, {engaged} are "
            "engaged.",
            "Voeg aandacht toe, iets om aan mee te doen en af en toe iets om over te vertellen: hier helpt het "
            "niets, {engaged} is betrokken.",
        )
    )
    return (
        Said(made, figures),
        Said(rests, {"habit": number(found["habit of loyal"]), "balance": number(found["balance of loyal"])}),
        Said(offers, {"offer": percent(found["for an offer"]), "by": points(abs(found["by offers"]))}),
        Said(attention, {"engaged": percent(warm[ENGAGED], 1)}),
    )


def plates(found: Figures) -> tuple[Plate, ...]:
    """Draw the tiers after four years, and who is still there."""
    labels = (Text("flat but faultless", "vlak maar foutloos"), Text("with attention", "met aandacht"))
    return (
        Plate(
            "tiers",
            Said(
                Text(
                    "After four years: engaged are {flat} without attention, and {warm} with it",
                    "Na vier jaar: betrokken is {flat} zonder aandacht, en {warm} met aandacht",
                ),
                {"flat": percent(found["flat"][ENGAGED], 1), "warm": percent(found["warm"][ENGAGED], 1)},
            ),
            Text("tier", "trede"),
            Text("share of those still there", "deel van wie er nog is"),
            tuple(TIER[tier] for tier in TIERS),
            tuple(zip(labels, (found["flat"], found["warm"]), strict=True)),
            shape="bars",
            as_percent=True,
        ),
        Plate(
            "staying",
            Said(
                Text(
                    "With rivals about, leaving in four years is {by} {way}",
                    "Met concurrenten in de buurt ligt het vertrek in vier jaar {by} {way}",
                ),
                {"by": points(abs(found["by offers"])), "way": HIGHER if found["by offers"] >= 0.0 else LOWER},
            ),
            WEEK,
            STILL_THERE,
            np.arange(1, found["staying"].shape[1] + 1),
            tuple(
                zip((*labels, Text("flat, without rivals", "vlak, zonder concurrenten")), found["staying"], strict=True)
            ),
            as_percent=True,
        ),
    )


HABIT_IS_NOT_ENGAGEMENT = Lesson(
    name="habit-is-not-engagement",
    title=Text("Loyal by habit is not engaged", "Trouw uit gewoonte is niet betrokken"),
    question=Text(
        "A firm serves its customers every week for four years without a single fault, and without a single moment "
        "worth telling. How many of those who are still there are engaged?",
        "Een bedrijf bedient zijn klanten vier jaar lang elke week zonder één fout, en zonder één moment om over te "
        "vertellen. Hoeveel van wie er nog is, is betrokken?",
    ),
    base=World(Text("flat but faultless", "vlak maar foutloos"), "no-failures", FOUR_YEARS),
    other=World(
        Text("the same, with personal attention", "hetzelfde, met persoonlijke aandacht"),
        "no-failures",
        {**FOUR_YEARS, "programmes": ATTENTION},
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
