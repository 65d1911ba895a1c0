"""What the rule says of everybody as they are now: how inclined they are, what they remember and would answer.

Nobody lives here and nothing changes: for a population, one number per person, in the order of the rows. The numbers
are those of the rule's own functions, called person by person in compiled loops, so that whoever looks at many people
has no reason to write a rule once more. Of those who are no customers, too, the functions are asked, unless said
otherwise; whoever asks knows who is there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from simulator.customer import decision, failure, memory, survey, talk
from simulator.customer.compiled import Table
from simulator.customer.state import CUSTOMER, LEAVING
from simulator.population.compiling import compiled
from simulator.population.plain import as_plain
from simulator.population.population import Population

OFFERS = 20
"""At so many evenly spread places the luck of an offer is looked at."""


# Staying ------------------------------------------------------------------------------------------------------------


def inclinations(population: Population) -> np.ndarray:
    """Return the log odds of still being there a year on, without an offer; `customer.decision.inclination`."""
    return _asked(_inclinations, population)


def pulls(population: Population) -> np.ndarray:
    """Return how hard an offer of size 1 would pull, in log odds of a year; `customer.decision.pull_of`."""
    return _asked(_pulls, population, _world_of(population))


def offers(population: Population) -> np.ndarray:
    """Return sizes of offers that are equally likely to be on the table when somebody decides now; 0 for none."""
    world = as_plain(_world_of(population))
    return np.array([decision.offer_at_hand(world, (place + 0.5) / OFFERS) for place in range(OFFERS)])


def chances_of_leaving(population: Population, weeks: float = 1.0) -> np.ndarray:
    """Return the probability that a decision now, for `weeks` weeks, is to leave: the mean over offers.

    Who is no customer has none (not a number); who has given notice leaves for sure.
    """
    return _asked(_chances_of_leaving, population, _world_of(population), weeks)


# Remembering, talking, complaining ----------------------------------------------------------------------------------


def memories(population: Population) -> np.ndarray:
    """Return the experience as each remembers it, in balance; `customer.memory.remembered`."""
    return _asked(_memories, population)


def tones(population: Population) -> np.ndarray:
    """Return how warm (up to 1) or bitter (down to -1) each would speak; `customer.talk.tone`."""
    return _asked(_tones, population)


def talk_rates(population: Population) -> np.ndarray:
    """Return how many talks a week each has as a customer; `customer.talk.talk_rate`."""
    return _asked(_talk_rates, population)


def chances_of_complaining(population: Population, severity: float) -> np.ndarray:
    """Return the probability of complaining about a failure of this severity; `customer.failure.voice_probability`."""
    return _asked(_chances_of_complaining, population, severity)


# Answering ----------------------------------------------------------------------------------------------------------


def recommendations(population: Population, whims: np.ndarray | None = None) -> np.ndarray:
    """Return the answers, 0 to 10, to 'would you recommend us'; `customer.survey.would_recommend`.

    `whims` are standard normal numbers, one per person; without them everybody answers without a whim.
    """
    given = np.zeros(len(population.columns.rows)) if whims is None else whims
    return _asked(_recommendations, population, given)


def ratings(population: Population, felt: np.ndarray, whims: np.ndarray) -> np.ndarray:
    """Return the ratings, 1 to 7, of a part of a contact, felt from -1 to 1; `customer.survey.how_easy`.

    The rule asks for ease; success and emotion, which it does not ask for, are rated here on the same scale.
    """
    return _asked(_ratings, population, felt, whims)


def _asked(loop: Callable[..., None], population: Population, *given: Any) -> np.ndarray:
    """Return what a loop finds of each person, asked with the psychology in force."""
    rows = population.columns.rows
    found = np.full(len(rows), np.nan)
    loop(rows, population.timeline.psychology, *given, found)
    return found


def _world_of(population: Population) -> Any:
    """Return the parameters of firm and market in the week that is over."""
    return population.timeline.world[population.week - population.timeline.first_week]


# The loops ----------------------------------------------------------------------------------------------------------


@compiled
def _inclinations(rows: Any, p: Table, found: Any) -> None:
    for person in range(len(rows)):
        found[person] = decision.inclination(rows[person], p, 0.0)


@compiled
def _pulls(rows: Any, p: Table, world: Table, found: Any) -> None:
    for person in range(len(rows)):
        found[person] = decision.pull_of(rows[person], p, world, 1.0)


@compiled
def _chances_of_leaving(rows: Any, p: Table, world: Table, weeks: float, found: Any) -> None:
    for person in range(len(rows)):
        c = rows[person]
        if c.status == LEAVING:
            found[person] = 1.0
        elif c.status == CUSTOMER:
            total = 0.0
            for place in range(OFFERS):
                pull = decision.pull_of(c, p, world, decision.offer_at_hand(world, (place + 0.5) / OFFERS))
                total += decision.leave_probability(c, p, pull, weeks)
            found[person] = total / OFFERS


@compiled
def _memories(rows: Any, p: Table, found: Any) -> None:
    for person in range(len(rows)):
        found[person] = memory.remembered(rows[person], p)


@compiled
def _tones(rows: Any, p: Table, found: Any) -> None:
    for person in range(len(rows)):
        found[person] = talk.tone(rows[person], p)


@compiled
def _talk_rates(rows: Any, p: Table, found: Any) -> None:
    for person in range(len(rows)):
        found[person] = talk.talk_rate(rows[person], p)


@compiled
def _chances_of_complaining(rows: Any, p: Table, severity: float, found: Any) -> None:
    for person in range(len(rows)):
        found[person] = failure.voice_probability(rows[person], p, severity)


@compiled
def _recommendations(rows: Any, p: Table, whims: Any, found: Any) -> None:
    for person in range(len(rows)):
        found[person] = survey.would_recommend(rows[person], p, whims[person])


@compiled
def _ratings(rows: Any, p: Table, felt: Any, whims: Any, found: Any) -> None:
    for person in range(len(rows)):
        found[person] = survey.how_easy(rows[person], p, felt[person], whims[person])
