"""Further sentences of the answer, each only where the scenario has what it is about."""

from __future__ import annotations

import numpy as np

from simulator.customer.noted import CONTACT
from simulator.projection import money, surveys
from simulator.projection.attribution import INCIDENT, RECOVERY, Source, customer_years, places, sources
from simulator.projection.counts import Counts, ratio
from simulator.projection.names import WAY_IN, place_names
from simulator.projection.wording import counted, euros, joined, number, percent, score, sign

MANY = 5
"""More mechanisms than this are not named one by one."""

MOST_TOLD = 2
"""Incidents, and interventions that wait for a condition, that are told one by one."""

WORTH_A_WORD = 0.005
"""Balance per customer and year; what adds or takes less is no more than 0.00 in print."""


def accounts(counts: Counts) -> str:
    """Return what adds most to the accounts and what takes most (D3), as in the picture.

    How complaints are answered is part of their touchpoint. With one touchpoint and no programme, it says nothing.
    """
    years = customer_years(counts)
    found = [
        (source.spoken, (source.net + answered) / years, answered / years)
        for source, answered in ((source, answers.net if answers else 0.0) for source, answers in places(counts))
        if years
    ]
    if len(found) < 2:
        return ""
    best, worst = (choose(found, key=lambda place: place[1]) for choose in (max, min))
    adds, takes = best[1] > WORTH_A_WORD, worst[1] < -WORTH_A_WORD
    most = f"{best[0]} adds most to the accounts ({sign(best[1], 2)} per customer and year)"
    if takes:
        each = "" if adds else " per customer and year"
        answered = f", of which {sign(worst[2], 2)} by how complaints are answered" if worst[2] < -WORTH_A_WORD else ""
        least = f"{worst[0]} takes most ({sign(worst[1], 2)}{each}{answered})"
        return f"On balance {most} and {least}." if adds else f"Nothing adds to the accounts on balance; {least}."
    return f"On balance {most}; nothing takes from them." if adds else ""


def turnover(counts: Counts) -> str:
    """Return how many came in and by which way most did, in an open market; and the share of the market."""
    if not counts.is_open:
        return ""
    ways = {name: counts.of(name)[:, :, 0].sum(1) for name in WAY_IN}
    joiners = np.sum(list(ways.values()), axis=0)
    share = percent(counts.of_public("public_customers")[:, -1, 0] / counts.scenario.persons)
    if not joiners.any():
        return f"Nobody joined; the market share is {share}."
    most = max(ways, key=lambda name: ways[name].sum())
    left = counts.leavers[:, :, 0].sum(1)
    return (
        f"{joiners.mean():,.0f} joined, {percent(ratio(ways[most], joiners))} of them {WAY_IN[most]}, and "
        f"{left.mean():,.0f} left; the market share is {share}."
    )


def word_of_mouth(counts: Counts) -> str:
    """Return how good and bad talk compare and what became of the reputation, where anybody hears it (B2, B13)."""
    if counts.scenario.market.word_of_mouth.network == "none" and not counts.is_open:
        return ""
    good, bad = (counts.of(name)[:, :, 0].sum() for name in ("good_talks", "bad_talks"))
    if not good + bad:
        return ""
    if not good or not bad:
        talk = f"All talk of the firm is {'bad' if bad else 'good'}"
    elif round(max(good / bad, bad / good), 1) == 1.0:
        talk = "Customers speak well of the firm as often as ill"
    elif good > bad:
        talk = f"Customers speak well of the firm {good / bad:.1f} times as often as ill"
    else:
        talk = f"Customers speak ill of the firm {bad / good:.1f} times as often as well"
    reputation = counts.of_public("reputation")[:, -1, 0].mean()
    return f"{talk}; the reputation, −1 to 1, ends at {sign(reputation, 2)}."


def asked(counts: Counts) -> str:
    """Return what the last round of the survey says, beside what everybody asked would have said (C8)."""
    if not surveys.asks_about_us(counts):
        return ""
    last = surveys.round_at_end(counts)
    measured, true = (surveys.nps(answers) for answers in (last.answered, last.asked))
    if not np.isfinite(measured).any() or not np.isfinite(true).any():
        return ""
    said, meant = score(measured), score(true)
    if said == meant:
        return f"The survey gives an NPS of {said}, as it would had everybody answered."
    return f"The survey gives an NPS of {said}; had everybody answered, it would be {meant}."


def befell(counts: Counts) -> str:
    """Return how many each incident reached and what it left on their accounts, answers to complaints included (B2).

    Only of incidents that happen at no touchpoint; more than a few are those that moved most.
    """
    after = {source.name: source.net for source in sources(counts) if source.kind == RECOVERY}
    found = [source for source in sources(counts) if source.kind == INCIDENT and source.times]
    told = sorted(found, key=lambda source: -abs(source.net + after[source.name]))[:MOST_TOLD]
    # Those that are told keep the order of the file.
    parts = [_what_it_did(counts, source, after[source.name]) for source in found if source in told]
    return f"The incident {'; the incident '.join(parts)}." if parts else ""


def _what_it_did(counts: Counts, source: Source, after: float) -> str:
    place = place_names(counts.scenario).index(source.name)
    reached = counts.touchpoints[:, :, 0, place, CONTACT]
    weeks = int(reached.any(0).sum())
    who = f"{number(reached.sum(1) / weeks)} customers" + (f" in each of {counted(weeks, 'week')}" if weeks > 1 else "")
    each = (source.net + after) / source.times
    if abs(each) < WORTH_A_WORD:
        return f"{source.name} reached {who} and moved no account"
    left = f"{'added' if each > 0 else 'took'} {abs(each):.2f} {'to' if each > 0 else 'from'} each account"
    return f"{source.name} reached {who} and {left}{' a week' if weeks > 1 else ''}"


def acted(counts: Counts) -> str:
    """Return in how many weeks interventions acted that wait for a condition."""
    parts = []
    for index, each in enumerate(counts.scenario.interventions):
        if each.when is None:
            continue
        weeks = counts.acting[:, :, index]
        if not weeks.any():
            parts.append(f"{each.name} never acted")
            continue
        first = int(np.argmax(weeks.any(0))) + 1
        since = "from" if counts.replicates == 1 else "at the earliest from"
        parts.append(f"{each.name} acted in {number(weeks.sum(1))} of {counts.weeks} weeks, {since} week {first}")
    if len(parts) > MOST_TOLD:
        never = sum("never acted" in part for part in parts)
        return f"Of {len(parts)} interventions that wait for a condition {len(parts) - never} acted."
    return f"The intervention {'; the intervention '.join(parts)}." if parts else ""


def earned(counts: Counts) -> str:
    """Return profit, in all and per customer and year, and where nobody joins lifetime value so far (C10)."""
    if not money.has_revenue(counts):
        return ""
    profit = money.profit(counts)[:, :, 0].sum(1).mean()
    value = float(np.mean(money.lifetime_value(counts)[:, -1, 0]))
    word = "profit" if profit >= 0 else "loss"
    a_year = money.profit_per_customer_year(counts)
    each = f", {euros(abs(float(np.nanmean(a_year))))} per customer and year" if np.isfinite(a_year).any() else ""
    # What later joiners bring would be told as that of those of the start.
    if counts.joiners[:, 1:, 0].any() or not np.isfinite(value):
        return f"The {word} is {euros(abs(profit))}{each}."
    start = f"{sign(value, 0, plus=False)} euro for each customer of the start"
    return f"The {word} is {euros(abs(profit))}{each}; discounted, {start}."


def turned_off(counts: Counts) -> str:
    """Return which mechanisms the scenario turns off; more than a few are only counted."""
    names = [name.replace("_", " ") for name in counts.scenario.mechanisms.off]
    if len(names) > MANY:
        return f"{len(names)} mechanisms are turned off."
    return f"Turned off: {joined(names)}." if names else ""


FURTHER = (turnover, accounts, befell, acted, word_of_mouth, asked, earned, turned_off)
"""In the order in which they are told."""


def remembered(goes_with: dict[str, float]) -> str:
    """Return in a line with what the remembered experience goes (D9); nothing where it is not known.

    Example:
        >>> remembered({"trust": 0.4, "stayed": 0.125})
        'What is remembered goes with trust +0.40; with being still there +0.12.'
    """
    words = {"talk": "talking", "inclination_to_stay": "inclination to stay", "stayed": "being still there"}
    told = {
        words.get(name, name): sign(value, 2)
        for name, value in sorted(goes_with.items(), key=lambda each: -abs(each[1]))
        if np.isfinite(value)
    }
    last = told.pop(words["stayed"], "")
    parts = [", ".join(f"{name} {value}" for name, value in told.items())] if told else []
    parts += [f"with {words['stayed']} {last}"] if last else []
    return f"What is remembered goes with {'; '.join(parts).removeprefix('with ')}." if parts else ""
