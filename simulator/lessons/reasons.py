"""Price is what they say, treatment is why they left: stated against real reasons (D6, B12, B5)."""

from __future__ import annotations

import numpy as np

from simulator.customer.state import CIRCUMSTANCES, OFFER, REASONS, SERVICE
from simulator.lessons.language import Text
from simulator.lessons.lesson import Figures, Lesson, World
from simulator.lessons.living import courses, share
from simulator.lessons.notes.reasons import ASKED, DOUBTS, NOTES
from simulator.lessons.plate import Plate
from simulator.lessons.saying import Said, percent
from simulator.lessons.words import CUSTOMERS, REASON
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario

NEARLY_ALL, MOST, SOME = 0.9, 0.6, 0.35

OPERATOR = {"weeks": 104, "warm_up_weeks": 104}

TREATED_WELL = {
    "recovery.answer_weeks": 0,
    "recovery.solved_probability": 1.0,
    "recovery.redress": {"mean": 1.1, "sd": 0.1},
    "recovery.ease": {"mean": 0.5, "sd": 0.15},
    "recovery.empathy": {"mean": 0.7, "sd": 0.15},
    "touchpoints[helpdesk].experience.ease": {"mean": 0.1, "sd": 0.25},
    "touchpoints[helpdesk].experience.emotion": {"mean": 0.3, "sd": 0.35},
    "touchpoints[helpdesk].failure.probability": 0.03,
}
"""Whoever calls meets somebody who listens and may decide; prices and rivals stay as they are."""

OF_THE_FIRM = tuple(reason for reason in range(1, len(REASONS)) if reason != CIRCUMSTANCES)
"""Who moves house or dies leaves too; no firm could have helped that, and they are left out."""

CHEAPER = 0.5
"""A price cut, so that a rival's offer is worth half as much."""


def measure(base: Scenario, other: Scenario) -> Figures:
    """Ask those who left in the base why they said to, why they did, and what would have kept them."""
    offers = base.market.offers.size
    cheap = changed(base, {"market.offers.size": CHEAPER * offers})
    as_is, treated, cheaper = courses((base, other, cheap))
    rows, there = as_is.rows, ~np.isnan(as_is.balance[0])
    gone = there & as_is.gone() & (rows["root_cause"] != CIRCUMSTANCES) & (rows["root_cause"] > 0)
    price = gone & (rows["stated_reason"] == OFFER)
    kept = gone & ~treated.gone()
    return {
        "price said": share(rows["stated_reason"][gone] == OFFER),
        "offer meant": share(rows["root_cause"][gone] == OFFER),
        "true": share(rows["root_cause"][price] == OFFER),
        "service behind": share(rows["root_cause"][price] == SERVICE),
        "left": share(as_is.gone()[there]),
        "left treated": share(treated.gone()[there]),
        "left cheaper": share(cheaper.gone()[there]),
        "kept said price": share(rows["stated_reason"][kept] == OFFER),
        "stated": _shares(rows["stated_reason"][gone]),
        "real": _shares(rows["root_cause"][gone]),
    }


def _shares(reasons: np.ndarray) -> np.ndarray:
    return np.bincount(reasons, minlength=len(REASONS))[list(OF_THE_FIRM)] / max(len(reasons), 1)


OPTIONS = (
    Text("90 or more", "90 of meer"),
    Text("Between 60 and 90", "Tussen 60 en 90"),
    Text("Between 35 and 60", "Tussen 35 en 60"),
    Text("Fewer than 35", "Minder dan 35"),
)


def right(found: Figures) -> int:
    """Return the option that fits the share of those who say price and mean it."""
    return sum(not found["true"] >= limit for limit in (NEARLY_ALL, MOST, SOME))


def answer(found: Figures) -> tuple[Said, ...]:
    """Say what they said and what it was, and what helps more: a better desk or a lower price."""
    said = (
        Text(
            "{said} of those who left say it was the price; for {meant} a better offer was the real reason. Of those "
            "who said price {true} meant it; {service} had been treated badly.",
            "{said} van wie vertrok, zegt dat het de prijs was; voor {meant} was een beter aanbod de echte reden. "
            "Van wie prijs zei, bedoelde {true} dat ook; {service} was slecht behandeld.",
        )
        if found["price said"] > found["offer meant"]
        else Text(
            "{said} of those who left say it was the price, and for {meant} a better offer was the real reason: here "
            "nobody hides behind the price. Of those who said price {true} meant it; {service} had been treated "
            "badly.",
            "{said} van wie vertrok, zegt dat het de prijs was, en voor {meant} was een beter aanbod de echte reden: "
            "hier verschuilt niemand zich achter de prijs. Van wie prijs zei, bedoelde {true} dat ook; {service} was "
            "slecht behandeld.",
        )
    )
    kept = Text(
        "Treat the same customers well, at the same price, and {treated} leave in two years instead of {left}. Of "
        "those who are kept by it {said} would have said: the price.",
        "Behandel dezelfde klanten goed, voor dezelfde prijs, en in twee jaar vertrekt {treated} in plaats van "
        "{left}. Van wie daardoor blijft, had {said} gezegd: de prijs.",
    )
    cheaper = (
        Text(
            "A price cut that halves what rivals have to offer leaves {cheaper} who leave: less than good treatment "
            "does. Who believes the exit survey buys the wrong thing.",
            "Een prijsverlaging die halveert wat concurrenten te bieden hebben, laat {cheaper} vertrekken: dat helpt "
            "minder dan een goede behandeling. Wie de exit-enquête gelooft, koopt het verkeerde.",
        )
        if found["left cheaper"] > found["left treated"]
        else Text(
            "A price cut that halves what rivals have to offer leaves {cheaper} who leave: more than good treatment "
            "does. Here the price is not only an excuse.",
            "Een prijsverlaging die halveert wat concurrenten te bieden hebben, laat {cheaper} vertrekken: dat helpt "
            "meer dan een goede behandeling. Hier is de prijs niet alleen een excuus.",
        )
    )
    return (
        Said(
            said,
            {
                "said": percent(found["price said"]),
                "meant": percent(found["offer meant"]),
                "true": percent(found["true"]),
                "service": percent(found["service behind"]),
            },
        ),
        Said(
            kept,
            {
                "left": percent(found["left"]),
                "treated": percent(found["left treated"]),
                "said": percent(found["kept said price"]),
            },
        ),
        Said(cheaper, {"cheaper": percent(found["left cheaper"])}),
    )


def plates(found: Figures) -> tuple[Plate, ...]:
    """Draw what they said and what it was, and who leaves in each world."""
    return (
        Plate(
            "reasons",
            Said(
                Text(
                    "{said} say it was the price; for {meant} it was",
                    "{said} zegt dat het de prijs was; voor {meant} was het zo",
                ),
                {"said": percent(found["price said"]), "meant": percent(found["offer meant"])},
            ),
            Text("reason for leaving", "reden van vertrek"),
            Text("share of those who left", "deel van wie vertrok"),
            tuple(REASON[REASONS[reason]] for reason in OF_THE_FIRM),
            (
                (Text("what they said", "wat ze zeiden"), found["stated"]),
                (Text("why they left", "waarom ze gingen"), found["real"]),
            ),
            shape="bars",
            as_percent=True,
        ),
        Plate(
            "leavers",
            Said(
                Text(
                    "Who leaves in two years: {left} as it is, {treated} treated well, {cheaper} at a lower price",
                    "Wie in twee jaar vertrekt: {left} zoals het is, {treated} goed behandeld, {cheaper} bij lagere "
                    "prijs",
                ),
                {
                    "left": percent(found["left"]),
                    "treated": percent(found["left treated"]),
                    "cheaper": percent(found["left cheaper"]),
                },
            ),
            Text("what the operator does", "wat de aanbieder doet"),
            Text("customers who leave in two years", "klanten die in twee jaar vertrekken"),
            (
                Text("as it is", "zoals het is"),
                Text("treated well", "goed behandeld"),
                Text("cheaper", "goedkoper"),
            ),
            (
                (
                    CUSTOMERS,
                    np.array([found["left"], found["left treated"], found["left cheaper"]]),
                ),
            ),
            shape="bars",
            as_percent=True,
        ),
    )


PRICE_SAID_TREATMENT_MEANT = Lesson(
    name="price-said-treatment-meant",
    title=Text("Price said, treatment meant", "Prijs gezegd, behandeling bedoeld"),
    question=Text(
        "A mobile operator asks everybody who leaves why. Most say: the price. Of 100 who say so, how many really "
        "left for a better offer, and not for something else?",
        "Een mobiele aanbieder vraagt iedereen die vertrekt waarom. De meesten zeggen: de prijs. Hoeveel van de 100 "
        "die dat zeggen, zijn echt om een beter aanbod vertrokken, en niet om iets anders?",
    ),
    base=World(Text("as it is", "zoals het is"), "telecom", OPERATOR),
    other=World(
        Text("same prices, treated well", "zelfde prijzen, goed behandeld"), "telecom", {**OPERATOR, **TREATED_WELL}
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
