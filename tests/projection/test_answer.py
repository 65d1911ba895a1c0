"""The answer is right and reads well in every case."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.experiment.simulate import simulate
from simulator.projection.answer import answer
from simulator.projection.counts import Counts
from simulator.projection.staying import years_of
from simulator.projection.wording import figure, percent
from simulator.scenario.mechanisms import MECHANISMS, Mechanisms
from tests.projection.made import ENGAGED, INDIFFERENT, LEFT, LOYAL, NEW, empty, scenario, two_weeks
from tests.projection.test_staying import story


def test_an_ordinary_answer() -> None:
    assert answer(two_weeks()) == (
        "After two weeks 60 % of the 10 customers are still there. "
        "Of those who stay, 67 % are indifferent and 33 % loyal. "
        "The largest real reason for leaving is how they were served, for 75 % of leavers, "
        "while 50 % say it was the price."
    )


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        (52, "After one year 90 % of the 1,000 customers are still there."),
        (104, "yearly churn is 10 % in the first year and 12 % in the second."),
        (208, "yearly churn is 10 % in the first year and 15 % in the fourth."),
        (60, "After 60 weeks 88 % of the 1,000 customers are still there; yearly churn is 10 %."),
        (1, "After one week more than 99 % of the 1,000 customers are still there."),
    ],
)
def test_length(weeks: int, words: str) -> None:
    assert words in answer(story(weeks, 1000, 2))


def test_nobody_leaves() -> None:
    assert answer(story(3, 100, 0)) == (
        "After three weeks all of the 100 customers are still there. Of them, 100 % are indifferent."
    )


def test_nobody_is_left() -> None:
    text = answer(story(4, 8, 2))
    assert text.startswith("After four weeks none of the 8 customers is left; the last one left in week 4.")
    assert "Of those" not in text


def test_in_an_open_market_churn_is_of_those_who_were_there_on_average() -> None:
    """Joiners leave as well: by the customers at the start, more than all could leave within a year."""
    joining = {"own_accord_per_year": 0.5}
    counts = simulate(scenario(customers=20, weeks=104, market={"prospects": 2000, "joining": joining})).counts
    years = years_of(counts)
    assert years.churn[0, 0, 0] > 1.0 > years.leavers_per_customer_year[0, 0, 0]
    first, second = (figure(share) for share in years.leavers_per_customer_year[0, 0])
    text = answer(counts)
    assert f"on average, is {first} % in the first year and {second} % in the second." in text
    assert f"customers, {counts.customers[0, -1, 0] / 20:.1f} times the number at the start;" in text


def test_one_customer_in_an_open_market_is_not_alone() -> None:
    joining = {"own_accord_per_year": 0.9}
    text = answer(simulate(scenario(customers=1, weeks=52, market={"prospects": 30, "joining": joining})).counts)
    assert " joined, " in text
    assert "the one customer" not in text


def one(leaves: bool) -> Counts:
    asked = scenario(customers=1, weeks=2)
    tally = empty(asked)
    tally.moves[1, 0, NEW, ENGAGED] = 1
    tally.moves[2, 0, ENGAGED, LEFT if leaves else ENGAGED] = 1
    if leaves:
        tally.reasons[2, 0, 1, 4] = 1
    return Counts(asked, [tally])


def test_one_customer() -> None:
    assert answer(one(leaves=False)) == "After two weeks the one customer is still there, and is engaged."
    assert answer(one(leaves=True)) == (
        "The one customer left in week 2 of 2, because of how they were served, and said it was the price."
    )


@pytest.mark.parametrize(
    ("off", "words"),
    [
        (["arousal"], "Turned off: arousal."),
        (["arousal", "word_of_mouth", "trust_gate"], "Turned off: arousal, trust gate and word of mouth."),
        (list(MECHANISMS)[:6], "6 mechanisms are turned off."),
    ],
)
def test_what_is_turned_off_is_said_last(off: list[str], words: str) -> None:
    for counts in (two_weeks(), one(leaves=True)):
        asked = counts.scenario.model_copy(update={"mechanisms": Mechanisms(**dict.fromkeys(off, False))})
        assert answer(Counts(asked, counts.tallies)) == f"{answer(counts)} {words}"


def test_later_joiners_are_not_taken_for_customers_who_stayed() -> None:
    asked = scenario(customers=4, weeks=2)
    tally = empty(asked)
    tally.moves[1, 0, NEW, INDIFFERENT] = 4
    tally.moves[2, 0, INDIFFERENT, INDIFFERENT] = 4
    tally.moves[2, 0, NEW, LOYAL] = 2
    assert "there are 6 customers, 150 % of the number at the start" in answer(Counts(asked, [tally]))


def test_replicates_have_a_range() -> None:
    text = answer(Counts(scenario(customers=100, weeks=1), [story(1, 100, left).tallies[0] for left in (10, 20)]))
    assert "85 % (80 to 90) of the 100 customers are still there" in text
    assert text.endswith("Figures are means of two replicates, with their range where they differ.")


@pytest.mark.parametrize(
    ("share", "words"), [(0.0, "0"), (0.004, "less than 1"), (0.5, "50"), (0.996, "more than 99"), (1.0, "100")]
)
def test_not_quite_none_is_not_none(share: float, words: str) -> None:
    assert figure(share) == words


def test_replicates_in_which_nobody_is_left_have_no_share() -> None:
    assert percent(np.array([0.5, np.nan])) == "50 %"


def test_hardly_any_in_every_replicate_needs_no_range() -> None:
    assert percent(np.array([0.0, 0.004])) == "less than 1 %"
    assert percent(np.array([0.0, 0.01])) == "less than 1 % (0 to 1)"
