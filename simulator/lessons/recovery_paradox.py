"""The service recovery paradox: where a failure put right leaves more than none, and where not (A8 to A10, D4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simulator.evidence.after_failure import known
from simulator.evidence.findings.mapping import QUALITIES, SEVERITIES, answer_of
from simulator.lessons.language import Text
from simulator.lessons.lesson import Figures, Lesson, World
from simulator.lessons.living import apart, courses, extra_gone, is_there, share
from simulator.lessons.notes.recovery_paradox import ASKED, DOUBTS, NOTES
from simulator.lessons.plate import Plate
from simulator.lessons.saying import Said, number, percent, points
from simulator.lessons.words import HIGHER, LOWER
from simulator.population.population import Population
from simulator.scenario.reading import changed
from simulator.scenario.schema import Scenario

MILD, SEVERE = 0.4, 1.5
"""Below a broken promise (0.5), and between a bad day and a disaster: as in the findings on recovery."""
HALF_A_YEAR_BEFORE = -25
NEAR_ZERO = 0.005
"""Of an account: a difference that is none."""
FEWER = 0.002
"""A share of customers: fewer leave only if it is more than luck."""
FIRST = "a first failure"

NOTHING_FAILS: Mapping[str, object] = {
    "weeks": 52,
    "warm_up_weeks": 78,
    "touchpoints[everyday use].failure.probability": 0.0,
    "touchpoints[bill].failure.probability": 0.0,
    "touchpoints[advice].failure.probability": 0.0,
    "touchpoints[service desk].failure.probability": 0.0,
    "market.word_of_mouth.network": "none",
    "mechanisms.reputation": False,
}
"""So that the failure is the first; and one customer's bad luck is meant, not a scandal that others hear of."""

ALL_COMPLAIN: Mapping[str, object] = {
    # Whatever they are like: who complains by choice is another kind of customer.
    "psychology.voice_base": 15.0,
    "psychology.voice_severity": 0.0,
    "psychology.voice_trust": 0.0,
}
EXCELLENT: Mapping[str, object] = {
    # More than was lost, hardly any trouble, somebody who is truly sorry, at once: as in the findings.
    "recovery.channels": [{"name": "phone", "reach": 1.0, "effort": 0.1}],
    "recovery.answer_weeks": 0,
    "recovery.solved_probability": 1.0,
    "recovery.redress": {"mean": 1.2, "sd": 0.0},
    "recovery.ease": {"mean": 0.6, "sd": 0.0},
    "recovery.empathy": {"mean": 0.8, "sd": 0.0},
    "recovery.hero_probability": 0.0,
}
FAILURE = {"name": FIRST, "week": 1, "severity": {"mean": MILD, "spread": 0.0}}


def measure(base: Scenario, other: Scenario) -> Figures:
    """Hold the failure against no failure: mild, severe, repeated, complained about by choice; and draw both maps."""
    usual = base.psychology
    by_choice = {name: getattr(usual, name) for name in ("voice_base", "voice_severity", "voice_trust")}
    severe = changed(other, {f"incidents[{FIRST}].severity.mean": SEVERE})
    chosen = other.model_copy(update={"psychology": other.psychology.model_copy(update=by_choice)})
    forgetful = [changed(world, {"mechanisms.remembered_failures": False}) for world in (base, other)]
    calm, mild, worse, choice, *without = courses((base, other, severe, chosen, *forgetful))
    who = _known_before(base)

    def balance_apart(world: Any, week: int) -> float:
        return float(apart(world, calm, who)[week])

    higher = (mild.balance[1] > calm.balance[1] + 1e-6)[who & np.isfinite(mild.balance[1])]
    first, second = _map(base, other, None), _map(base, other, HALF_A_YEAR_BEFORE)
    place = SEVERITIES.index(MILD), len(QUALITIES) - 1
    return {
        "account": float(np.nanmean(calm.balance[1][who])),
        "mild": balance_apart(mild, 1),
        "higher": share(higher),
        "year": balance_apart(mild, -1),
        "year without memory": float(apart(without[1], without[0], who)[-1]),
        "leavers": extra_gone(mild, calm, who),
        "severe": balance_apart(worse, 1),
        "chosen": balance_apart(choice, 1),
        "second": float(second[place]),
        "map": first,
        "second map": second,
    }


def _known_before(base: Scenario) -> np.ndarray:
    """Return who has been a customer for half a year when the story begins."""
    population = Population(base, threads=1)
    population.live(0)
    return known(population.columns.rows)


def _map(base: Scenario, other: Scenario, earlier: int | None) -> np.ndarray:
    """Return [severity, quality]: the mean account after a failure, less that of the same customers without it.

    With `earlier` all of them had a mild one in that week, excellently put right.
    """
    brief = {"weeks": 1, **ALL_COMPLAIN}
    before = changed(other, {**brief, "incidents": [] if earlier is None else [{**FAILURE, "week": earlier}]})
    history = Population(before, threads=1)
    history.live(0)
    who = known(history.columns.rows)
    calm = changed(other, {**brief, "incidents": []})
    spared = _week_after(calm, history, who)
    failing = [
        changed(calm, {"incidents": [{**FAILURE, "severity": {"mean": severity, "spread": 0.0}}]})
        for severity in SEVERITIES
    ]
    recoveries = [
        changed(calm, {f"recovery.{key}": value for key, value in answer_of(quality).as_asked().items()}).recovery
        for quality in QUALITIES
    ]
    return np.array(
        [
            [_week_after(each.model_copy(update={"recovery": how}), history, who) - spared for how in recoveries]
            for each in failing
        ]
    )


def _week_after(scenario: Scenario, history: Population, who: np.ndarray) -> float:
    """Return the mean account, a week on, of customers who go on from what they have lived."""
    population = Population(scenario, threads=1)
    population.columns.rows[:] = history.columns.rows
    population.week = 0
    population.live(1)
    rows = population.columns.rows
    return float(rows["balance"][who & is_there(rows)].mean(dtype=float)) if who.any() else float("nan")


OPTIONS = (
    Text("A higher account, and fewer of them leave", "Een hoger saldo, en er vertrekken er minder"),
    Text("A higher account, but no fewer of them leave", "Een hoger saldo, maar er vertrekken er niet minder"),
    Text("Nothing: the account stands where it would have stood", "Niets: het saldo staat waar het anders ook stond"),
    Text("A lower account all the same", "Toch een lager saldo"),
)


def right(found: Figures) -> int:
    """Return the option that fits the account after the failure and who leaves within the year."""
    if not found["mild"] > NEAR_ZERO:
        return 2 if found["mild"] >= -NEAR_ZERO else 3
    return 0 if found["leavers"] < -FEWER else 1


def answer(found: Figures) -> tuple[Said, ...]:
    """Say what it brought, what is left after a year, and where the paradox ends."""
    figures = {
        "mild": number(abs(found["mild"]), 3),
        "account": number(found["account"], 1),
        "higher": percent(found["higher"]),
    }
    brought = (
        Text(
            "The paradox is there: right after it their account stands {mild} higher, on {account}. That is little, "
            "and it holds for {higher} of them.",
            "De paradox is er: meteen erna staat hun rekening {mild} hoger, op een saldo van {account}. Dat is "
            "weinig, en het geldt voor {higher} van hen.",
        )
        if found["mild"] > NEAR_ZERO
        else Text(
            "There is no paradox here: right after it their account stands {mild} away from where it would have "
            "stood, on {account}, and not higher by more than a trifle. For {higher} of them it is higher.",
            "Hier is geen paradox: meteen erna staat hun rekening {mild} af van waar ze anders gestaan had, op een "
            "saldo van {account}, en hooguit een fractie hoger. Bij {higher} van hen staat ze hoger.",
        )
    )
    staying = (
        Text(
            "Within a year leaving is {leavers} lower: here it also keeps customers.",
            "Binnen een jaar ligt het vertrek {leavers} lager: hier houdt het ook klanten vast.",
        )
        if found["leavers"] < -FEWER
        else Text(
            "It keeps nobody: within a year leaving is {leavers} {way} than among those to whom nothing happened.",
            "Het houdt niemand vast: binnen een jaar ligt het vertrek {leavers} {way} dan bij wie niets is overkomen.",
        )
    )
    year = (
        Text("After a year {year} is left of it.", "Na een jaar is er nog {year} van over.")
        if found["year"] > NEAR_ZERO
        else Text(
            "After a year nothing is left of it, for better or worse: the difference is {year}.",
            "Na een jaar is er niets meer van over, ten goede of ten kwade: het verschil is {year}.",
        )
        if found["year"] >= -NEAR_ZERO
        else Text(
            "And it does not last: after a year their account stands {year} lower than without the failure.",
            "En het houdt geen stand: na een jaar staat hun rekening {year} lager dan zonder de fout.",
        )
    )
    return (
        Said(brought, figures),
        Said(staying, {"leavers": points(abs(found["leavers"])), "way": HIGHER if found["leavers"] >= 0.0 else LOWER}),
        Said(year, {"year": number(abs(found["year"]), 3)}),
        *_why_it_turns(found),
        *_where_it_ends(found),
    )


def _why_it_turns(found: Figures) -> tuple[Said, ...]:
    """Say so where it is the remembered failure that takes back what the recovery gave."""
    turns, without = found["year"], found["year without memory"]
    if turns >= -NEAR_ZERO or without < 0.5 * turns:
        return ()
    return (
        Said(
            Text(
                "It is the memory of it: whoever was let down once takes each later annoyance harder. If they "
                "forgot, the difference would be {without}.",
                "Dat is de herinnering: wie één keer is teleurgesteld, rekent elke latere ergernis zwaarder aan. Als "
                "ze het vergaten, was het verschil {without}.",
            ),
            {"without": number(without, 3)},
        ),
    )


def _where_it_ends(found: Figures) -> tuple[Said, ...]:
    severe = (
        Text(
            "Make the failure severe, with the same excellent recovery, and they lose {severe}: the paradox ends "
            "there.",
            "Maak de fout ernstig, met hetzelfde uitstekende herstel, en ze verliezen {severe}: daar houdt de "
            "paradox op.",
        )
        if found["severe"] < -NEAR_ZERO
        else Text(
            "Even a severe failure, put right as well, leaves them no worse off: the difference is {severe}.",
            "Zelfs een ernstige fout, even goed hersteld, laat hen niet slechter achter: het verschil is {severe}.",
        )
    )
    second = (
        Text(
            "Let it happen a second time within a year, and the same recovery leaves them {second} lower: it works "
            "once.",
            "Laat het binnen een jaar nog eens gebeuren, en hetzelfde herstel laat hen {second} lager achter: het "
            "werkt één keer.",
        )
        if found["second"] < -NEAR_ZERO
        else Text(
            "Here it works a second time as well: the difference is then {second}.",
            "Hier werkt het ook een tweede keer: het verschil is dan {second}.",
        )
    )
    chosen = (
        Text(
            "And let customers choose whether to complain. Most say nothing when something small goes wrong, nobody "
            "puts it right for them, and all together stand {chosen} lower than without the failure. A firm that "
            "lets things fail in order to mend them loses.",
            "En laat klanten zelf kiezen of ze klagen. De meesten zeggen niets als er iets kleins misgaat, voor hen "
            "herstelt niemand iets, en samen staan ze {chosen} lager dan zonder de fout. Een bedrijf dat dingen laat "
            "misgaan om ze te herstellen, verliest.",
        )
        if found["chosen"] < -NEAR_ZERO
        else Text(
            "Even if customers choose whether to complain, all together stand no lower than without the failure: "
            "{chosen}.",
            "Zelfs als klanten zelf kiezen of ze klagen, staan ze samen niet lager dan zonder de fout: {chosen}.",
        )
    )
    return tuple(
        Said(text, {name: number(abs(found[name]))})
        for text, name in ((severe, "severe"), (second, "second"), (chosen, "chosen"))
    )


def plates(found: Figures) -> tuple[Plate, ...]:
    """Draw where the paradox is: severity by quality of the recovery, for a first failure and for a second one."""
    quality = Text(
        "quality of the recovery, from poor to excellent", "kwaliteit van het herstel, van slecht tot uitstekend"
    )
    severity = Text("severity of the failure", "ernst van de fout")
    rows = tuple(number(each, 2) for each in SEVERITIES)
    mild = (SEVERITIES.index(MILD), Text("the failure of the question", "de fout van de vraag"))
    columns = tuple(number(each, 2) for each in QUALITIES)

    def plate(name: str, many: str, text: Text) -> Plate:
        above = int((found[many] > NEAR_ZERO).sum())
        said = Said(text, {"above": number(above, 0), "all": number(found[many].size, 0)})
        curves = tuple(zip(rows, found[many], strict=True))
        return Plate(name, said, quality, severity, columns, curves, shape="map", framed=mild)

    return (
        plate(
            "first-failure",
            "map",
            Text(
                "A first failure: in {above} of {all} cases the account ends higher than without it",
                "Een eerste fout: in {above} van {all} gevallen eindigt het saldo hoger dan zonder",
            ),
        ),
        plate(
            "second-failure",
            "second map",
            Text(
                "A second one within a year: in {above} of {all} cases the account ends higher",
                "Een tweede binnen een jaar: in {above} van {all} gevallen eindigt het saldo hoger",
            ),
        ),
    )


RECOVERY_PARADOX = Lesson(
    name="recovery-paradox",
    title=Text("The service recovery paradox", "De service recovery paradox"),
    question=Text(
        "Something small goes wrong for customers who never had any trouble. All complain, and all are helped "
        "excellently: at once, warmly, with more than they lost. Compare them with the same customers to whom "
        "nothing happened. What has it brought?",
        "Bij klanten die nog nooit iets vervelends hebben meegemaakt gaat iets kleins mis. Ze klagen allemaal, en ze "
        "worden allemaal uitstekend geholpen: meteen, hartelijk, met meer dan ze kwijt waren. Vergelijk hen met "
        "dezelfde klanten bij wie niets gebeurde. Wat heeft het opgeleverd?",
    ),
    base=World(Text("nothing ever failed", "er ging nooit iets mis"), "ordinary-firm", NOTHING_FAILS),
    other=World(
        Text("a mild failure, put right excellently", "een kleine fout, uitstekend hersteld"),
        "ordinary-firm",
        {**NOTHING_FAILS, **EXCELLENT, **ALL_COMPLAIN, "incidents": [FAILURE]},
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
