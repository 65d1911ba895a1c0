"""One customer in both worlds: who is worth looking at, and their account event by event."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulator.experiment.comparing.fates import Ends, ends_of, is_same_person
from simulator.lab.living import Lived
from simulator.lab.refusals import Refusal
from simulator.lab.turns import Superseded
from simulator.lessons.saying import number as said
from simulator.population.hearing import LETTERS, Heard, heard_by, weeks_again
from simulator.population.reliving import relive_with
from simulator.projection.ledger import Ledger

Pick = Literal["rose", "fell", "saved", "lost"]
PICKS: tuple[Pick, ...] = ("rose", "fell", "saved", "lost")
"""Who changed most: the account higher or lower, staying where they left, leaving where they stayed."""


@dataclass(frozen=True)
class Followed:
    """A customer in both worlds."""

    number: int
    today: Ledger
    what_if: Ledger
    same: bool
    """Whether the same person holds the account: somebody else may have taken the place in a warm-up."""


def follow(today: Lived, what_if: Lived, number: int, stop: threading.Event) -> Followed:
    """Return the accounts of the customer with this number, from 1.

    Where people hear each other everybody lives again for it, with an eye on this one letterbox.

    Raises:
        UsageError: when there is no such customer.
    """
    persons = min(today.scenario.persons, what_if.scenario.persons)
    if not 1 <= number <= persons:
        who, most = said(number, 0), said(persons, 0)
        raise Refusal(
            f"there is no customer {who.en}; allowed is a whole number from 1 to {most.en}",
            f"er is geen klant {who.nl}; toegestaan is een geheel getal van 1 tot {most.nl}",
        )
    same = is_same_person(ends_of(today.rows), ends_of(what_if.rows), today.scenario.customers)
    ledgers = [_ledger(each, number, stop) for each in (today, what_if)]
    return Followed(number, ledgers[0], ledgers[1], bool(same[number - 1]))


def most_changed(today: Lived, what_if: Lived, pick: Pick) -> int | None:
    """Return the number, from 1, of the customer in whom the worlds differ most in this way; None for nobody."""
    one, other = ends_of(today.rows), ends_of(what_if.rows)
    same = is_same_person(one, other, today.scenario.customers)
    there, then = one.is_customer & same, other.is_customer & same
    among = {
        "rose": there & then,
        "fell": there & then,
        "saved": ~there & then & _left(one),
        "lost": there & ~then & _left(other),
    }[pick]
    among[today.scenario.customers :] = False
    if not among.any():
        return None
    change = other.columns["balance"].astype(float) - one.columns["balance"]
    score = {"rose": change, "fell": -change, "saved": other.columns["balance"], "lost": -other.columns["balance"]}[
        pick
    ]
    best = int(np.argmax(np.where(among, score, -np.inf)))
    if pick in ("rose", "fell") and score[best] <= 0.0:
        return None
    return best + 1


def _left(ends: Ends) -> np.ndarray:
    return np.asarray(ends.columns["left_week"] > 0)


def _ledger(lived: Lived, number: int, stop: threading.Event) -> Ledger:
    scenario, person = lived.scenario, number - 1

    def look(_: float) -> None:
        if stop.is_set():
            raise Superseded

    if weeks_again(scenario) == scenario.warm_up_weeks:
        # Only what everybody knew reached them, and that is still at hand.
        weeks = scenario.warm_up_weeks + scenario.weeks
        heard = Heard(lived.timeline, lived.records, np.zeros((weeks, len(LETTERS)), np.int64))
    else:
        heard = heard_by(scenario, person, 0, lived.tally, look)
    look(1.0)
    return Ledger(scenario, number, 0, relive_with(heard, scenario, person, 0))
