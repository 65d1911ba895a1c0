"""Further sentences of the answer, each only where the scenario has what it is about."""

from __future__ import annotations

import numpy as np

from simulator.projection import money, surveys
from simulator.projection.attribution import customer_years, places
from simulator.projection.counts import Counts, ratio
from simulator.projection.names import WAY_IN
from simulator.projection.wording import euros, joined, percent, score, sign

MANY = 5
"""More mechanisms than this are not named one by one."""

WORTH_A_WORD = 0.005
"""Balance per customer and year; what adds or takes less is no more than 0.00 in print."""


def accounts(counts: Counts) -> str:
    """Return which touchpoint or programme adds most to the accounts and which takes most (D3), as in the picture.

    How complaints are answered is part of their touchpoint. With one touchpoint and no programme, it says nothing.
    """
    years = customer_years(counts)
    found = [
        (source.name, (source.net + (answers.net if answers else 0.0)) / years, answers.net / years if answers else 0.0)
        for source, answers in places(counts)
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


def earned(counts: Counts) -> str:
    """Return profit and lifetime value so far, where customers bring something (C10)."""
    if not money.has_revenue(counts.scenario):
        return ""
    profit = money.profit(counts)[:, :, 0].sum(1).mean()
    value = float(np.mean(money.lifetime_value(counts)[:, -1, 0]))
    word = "profit" if profit >= 0 else "loss"
    if not np.isfinite(value):
        return f"The {word} is {euros(abs(profit))}."
    each = f"{sign(value, 0, plus=False)} euro for each customer of the start"
    return f"The {word} is {euros(abs(profit))}; discounted, {each}."


def turned_off(counts: Counts) -> str:
    """Return which mechanisms the scenario turns off; more than a few are only counted."""
    names = [name.replace("_", " ") for name in counts.scenario.mechanisms.off]
    if len(names) > MANY:
        return f"{len(names)} mechanisms are turned off."
    return f"Turned off: {joined(names)}." if names else ""


FURTHER = (turnover, accounts, word_of_mouth, asked, earned, turned_off)
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
