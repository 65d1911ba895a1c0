"""The emotional bank account: how long a bad day lasts, and what was saved up before it (A1, A5 to A7)."""

from __future__ import annotations

import numpy as np

from simulator.lessons import words
from simulator.lessons.language import Text
from simulator.lessons.lesson import Figures, Lesson, World
from simulator.lessons.living import Course, apart, courses, extra_gone, mean_balance, share
from simulator.lessons.notes.bank_account import ASKED, DOUBTS, NOTES
from simulator.lessons.plate import Plate
from simulator.lessons.saying import Said, number, percent, points, weeks
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario

WEEK = 79
"""After a year and a half of ordinary days; as long again is watched afterwards."""
WATCHED = 77
FORGOTTEN = 0.1
"""A gap is closed when a tenth of it is left."""
FIFTHS = 5

NEWCOMERS = {
    "weeks": 156,
    "warm_up_weeks": 0,
    # One customer's bad day is meant, not a scandal that others hear of.
    "market.word_of_mouth.network": "none",
    "mechanisms.reputation": False,
}
BAD_DAY = {"name": "a bad day", "week": WEEK, "severity": {"mean": 1.0, "spread": 0.0}}
FIRST_DAY = {**BAD_DAY, "week": 1}


def measure(base: Scenario, other: Scenario) -> Figures:
    """Follow those who were customers before the bad day, in both worlds; and those whose first week was such a day."""
    early = changed(base, {"incidents": [FIRST_DAY]})
    calm, hurt, first = courses((base, other, early))
    who = np.isfinite(calm.balance[WEEK - 1])
    before = calm.balance[WEEK - 1]
    gap = -apart(hurt, calm, who)
    path, drop = mean_balance(calm, who), gap[WEEK]
    richer = np.flatnonzero(path[1:WEEK] >= path[WEEK - 1] - drop)
    return {
        "before": path[WEEK - 1],
        "drop": drop,
        # Of the savings of so many weeks the one day took all.
        "weeks taken": WEEK - 1 - (richer[0] if len(richer) else 0),
        "half": _weeks_until(gap, 0.5 * drop),
        "closed": _weeks_until(gap, FORGOTTEN * drop),
        "left at end": gap[-1] / drop if drop else float("nan"),
        "red by fifth": _red_by_fifth(before, hurt.balance[WEEK], who),
        "late leavers": extra_gone(hurt, calm, who),
        "first leavers": share(np.isnan(first.balance[1 + WATCHED])) - share(np.isnan(calm.balance[1 + WATCHED])),
        "calm path": path,
        "hurt path": np.where(np.arange(len(path)) < WEEK, path, path - gap),
        "somebody": _somebody(calm, hurt, who, drop),
    }


def _weeks_until(gap: np.ndarray, level: float) -> float:
    """Return how many weeks after the bad day the gap is first no larger; not a number where it never is."""
    found = np.flatnonzero(gap[WEEK + 1 :] <= level)
    return float(found[0] + 1) if len(found) else float("nan")


def _red_by_fifth(before: np.ndarray, after: np.ndarray, who: np.ndarray) -> np.ndarray:
    """Return who is in the red right after it, of those who were not, by fifths of what they had."""
    some = np.flatnonzero(who & (before >= 0.0) & np.isfinite(after))
    by_balance = some[np.argsort(before[some], kind="stable")]
    return np.array([share(after[fifth] < 0.0) for fifth in np.array_split(by_balance, FIFTHS)])


def _somebody(calm: Course, hurt: Course, who: np.ndarray, drop: float) -> np.ndarray:
    """Return the accounts, in both worlds, of the customer who lost nearest to the mean and stayed in both."""
    both = who & ~calm.gone() & ~hurt.gone()
    if not both.any():
        return np.full((2, len(calm.balance)), np.nan)
    lost = np.where(both, calm.balance[WEEK] - hurt.balance[WEEK], np.inf)
    one = int(np.argmin(np.abs(lost - drop)))
    return np.array([calm.balance[:, one], hurt.balance[:, one]], dtype=float)


OPTIONS = (
    Text("Within a month", "Binnen een maand"),
    Text("Within half a year", "Binnen een half jaar"),
    Text("Within a year", "Binnen een jaar"),
    Text("It takes longer than a year", "Het duurt langer dan een jaar"),
)


def right(found: Figures) -> int:
    """Return the option that fits how long it took."""
    return sum(not found["closed"] <= limit for limit in (4.0, 26.0, 52.0))


def answer(found: Figures) -> tuple[Said, ...]:
    """Say how long it took, what it took away, whom the account carried, and what a first day would have done."""
    red = found["red by fifth"]
    back = (
        Said(
            Text(
                "After {weeks} a tenth of the gap is left; half of it was closed after {half}.",
                "Na {weeks} is er nog een tiende van het verschil over; de helft was na {half} weg.",
            ),
            {"weeks": weeks(found["closed"]), "half": weeks(found["half"])},
        )
        if np.isfinite(found["closed"])
        else Said(
            Text(
                "A year and a half later {left} of the gap is still there.",
                "Anderhalf jaar later is er nog {left} van het verschil over.",
            ),
            {"left": percent(found["left at end"])},
        )
    )
    asymmetry = (
        Text(
            "The day took {drop} from an account of {before}: more than ordinary days had brought in all that time. "
            "The way up is slower than the way down.",
            "De dag kostte {drop} op een saldo van {before}: meer dan gewone dagen in al die tijd hadden opgebracht. "
            "De weg omhoog gaat langzamer dan de weg omlaag.",
        )
        if found["drop"] >= found["before"]
        else Text(
            "The day took {drop} from an account of {before}: what ordinary days had brought in {weeks}. The way up "
            "is slower than the way down.",
            "De dag kostte {drop} op een saldo van {before}: wat gewone dagen in {weeks} hadden opgebracht. De weg "
            "omhoog gaat langzamer dan de weg omlaag.",
        )
        if found["weeks taken"] > 1
        else Text(
            "The day took {drop} from an account of {before}: no more than {weeks} of ordinary days had brought. "
            "Here the way down is not the faster one.",
            "De dag kostte {drop} op een saldo van {before}: niet meer dan gewone dagen in {weeks} hadden "
            "opgebracht. Hier gaat de weg omlaag niet sneller.",
        )
    )
    cushion = (
        Text(
            "Of the fifth with least on their account {poor} are in the red the same week, of the fifth with most "
            "{rich}: what was saved up carries.",
            "Van het vijfde deel met het laagste saldo staat {poor} dezelfde week in het rood, van het vijfde deel "
            "met het hoogste {rich}: wat gespaard is, draagt.",
        )
        if red[-1] < red[0]
        else Text(
            "Of the fifth with least on their account {poor} are in the red the same week, of the fifth with most "
            "{rich}: here savings did not help.",
            "Van het vijfde deel met het laagste saldo staat {poor} dezelfde week in het rood, van het vijfde deel "
            "met het hoogste {rich}: hier hielp sparen niet.",
        )
    )
    first = (
        Text(
            "The same day in the very first week adds {first} to those who leave within a year and a half; after a "
            "year and a half of ordinary days it adds {late}. A first experience that fails weighs most.",
            "Dezelfde dag in de allereerste week kost binnen anderhalf jaar {first} extra vertrek; na anderhalf jaar "
            "van gewone dagen is dat {late}. Een eerste ervaring die misgaat, weegt het zwaarst.",
        )
        if found["first leavers"] > found["late leavers"]
        else Text(
            "The same day in the very first week adds {first} to those who leave within a year and a half; after a "
            "year and a half of ordinary days it adds {late}. In this world the first day is not the worst one to "
            "fail on.",
            "Dezelfde dag in de allereerste week kost binnen anderhalf jaar {first} extra vertrek; na anderhalf jaar "
            "van gewone dagen is dat {late}. In deze wereld is de eerste dag niet de slechtste om te falen.",
        )
    )
    return (
        back,
        Said(
            asymmetry,
            {
                "drop": number(found["drop"]),
                "before": number(found["before"]),
                "weeks": weeks(found["weeks taken"]),
            },
        ),
        Said(cushion, {"poor": percent(red[0]), "rich": percent(red[-1])}),
        Said(first, {"first": points(found["first leavers"]), "late": points(found["late leavers"])}),
    )


def plates(found: Figures) -> tuple[Plate, ...]:
    """Draw the mean accounts, who is in the red, and one customer."""
    week = np.arange(len(found["calm path"]))
    labels = (Text("nothing happens", "er gebeurt niets"), Text("one bad day", "één slechte dag"))
    happens = (float(WEEK), Text("the bad day", "de slechte dag"))
    of_week, balance = words.WEEK, words.BALANCE
    red = found["red by fifth"]
    return (
        Plate(
            "accounts",
            Said(
                Text(
                    "One day takes {drop}; a year and a half later {left} of that is still missing",
                    "Eén dag kost {drop}; anderhalf jaar later ontbreekt daarvan nog {left}",
                ),
                {"drop": number(found["drop"]), "left": percent(found["left at end"])},
            ),
            of_week,
            Text("mean balance of those who stay", "gemiddeld saldo van wie blijft"),
            week,
            tuple(zip(labels, (found["calm path"], found["hurt path"]), strict=True)),
            marked=happens,
        ),
        Plate(
            "in-the-red",
            Said(
                Text(
                    "In the red after the bad day: {poor} of those with little, {rich} of those with much",
                    "In het rood na de slechte dag: {poor} van wie weinig had, {rich} van wie veel had",
                ),
                {"poor": percent(red[0]), "rich": percent(red[-1])},
            ),
            Text("what was on the account before", "wat er eerst op de rekening stond"),
            Text("in the red", "in het rood"),
            (
                Text("the least", "het minst"),
                Text("little", "weinig"),
                Text("middling", "middelmatig"),
                Text("much", "veel"),
                Text("the most", "het meest"),
            ),
            ((words.CUSTOMERS, red),),
            shape="bars",
            as_percent=True,
        ),
        Plate(
            "one-customer",
            Said(
                Text(
                    "One customer's account, with and without the bad day",
                    "De rekening van één klant, met en zonder de slechte dag",
                )
            ),
            of_week,
            balance,
            week,
            tuple(zip(labels, found["somebody"], strict=True)),
            marked=happens,
        ),
    )


EMOTIONAL_BANK_ACCOUNT = Lesson(
    name="emotional-bank-account",
    title=Text("The emotional bank account", "De emotionele bankrekening"),
    question=Text(
        "A decent firm serves new customers for a year and a half. Then, once, all of them have a really bad day "
        "with it, and the firm does about it what ordinary firms do. How long does it take until their accounts are "
        "back where they would have been?",
        "Een fatsoenlijk bedrijf bedient nieuwe klanten anderhalf jaar lang. Dan hebben ze er allemaal één keer een "
        "echt slechte dag, en het bedrijf doet daaraan wat gewone bedrijven doen. Hoe lang duurt het tot hun "
        "rekening weer staat waar ze anders gestaan had?",
    ),
    base=World(Text("nothing special happens", "er gebeurt niets bijzonders"), "ordinary-firm", NEWCOMERS),
    other=World(Text("one bad day", "één slechte dag"), "ordinary-firm", {**NEWCOMERS, "incidents": [BAD_DAY]}),
    options=OPTIONS,
    measure=measure,
    right=right,
    answer=answer,
    plates=plates,
    notes=NOTES,
    doubts=DOUBTS,
    asked=ASKED,
)
