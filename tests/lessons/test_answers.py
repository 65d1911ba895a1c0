"""The words follow the figures: turned round, they say the opposite; and nothing is said where nothing is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulator.customer.state import ENGAGED, LOYAL, TIERS
from simulator.lessons.lessons import lesson
from simulator.lessons.saying import number, percent, points, weeks

NAN = float("nan")


def english(name: str, figures: dict[str, Any]) -> str:
    """Return the answer that a lesson gives to these figures."""
    return " ".join(each.said("en") for each in lesson(name).answer(figures))


def shares(loyal: float, engaged: float) -> np.ndarray:
    """Return shares of tiers of which two are given."""
    found = np.zeros(len(TIERS))
    found[LOYAL], found[ENGAGED] = loyal, engaged
    return found


BANK: dict[str, Any] = {
    "before": 2.0,
    "drop": 1.0,
    "weeks taken": 40,
    "half": 10.0,
    "closed": 30.0,
    "left at end": 0.02,
    "red by fifth": np.array([0.9, 0.5, 0.3, 0.1, 0.0]),
    "late leavers": 0.01,
    "first leavers": 0.2,
}
PARADOX: dict[str, Any] = {
    "account": 2.0,
    "mild": 0.05,
    "higher": 0.6,
    "year": 0.02,
    "year without memory": 0.02,
    "leavers": 0.01,
    "severe": -1.0,
    "chosen": -0.4,
    "second": -0.3,
}
DEVIATION: dict[str, Any] = {
    "failure": 1.0,
    "answer": 0.7,
    "best": 0.8,
    "leavers": np.array([0.1, 0.2, 0.05]),
}
HABIT: dict[str, Any] = {
    "flat": shares(0.5, 0.0),
    "warm": shares(0.4, 0.3),
    "habit of loyal": 0.9,
    "balance of loyal": 0.3,
    "for an offer": 0.6,
    "by offers": 0.07,
}
SCORES: dict[str, Any] = {
    "account": np.array([0.0, 0.2, 0.5, 0.8, 1.5]),
    "score": np.array([0.0, 0.1, 0.2, 0.3, 0.5]),
    "points": np.array([[10.0, 10.0, 10.0, 10.0, 10.0], [10.0, 5.0, 1.0, 0.0, -4.0]]),
    "everybody": np.array([5.0, 3.0, 0.0, -2.0, -8.0]),
    "left": 0.4,
}
REASONS: dict[str, Any] = {
    "price said": 0.8,
    "offer meant": 0.4,
    "true": 0.5,
    "service behind": 0.4,
    "left": 0.5,
    "left treated": 0.3,
    "left cheaper": 0.4,
    "kept said price": 0.7,
}
TALK: dict[str, Any] = {
    "victims": 0.4,
    "others": 0.03,
    "near": 0.05,
    "far": 0.01,
    "beside ten": 4.0,
    "joiners": 100,
    "of joiners": 0.1,
    "good": 4.0,
    "good told": 2.0,
}


@pytest.mark.parametrize(
    ("name", "figures", "turned", "before", "after"),
    [
        ("emotional-bank-account", BANK, {"closed": NAN, "left at end": 0.7}, "a tenth of the gap", "still there"),
        ("emotional-bank-account", BANK, {"weeks taken": 1}, "slower than the way down", "not the faster one"),
        ("emotional-bank-account", BANK, {"drop": 3.0}, "in 40 weeks", "in all that time"),
        ("emotional-bank-account", BANK, {"red by fifth": np.full(5, 0.5)}, "saved up carries", "did not help"),
        ("emotional-bank-account", BANK, {"first leavers": 0.0}, "weighs most", "is not the worst"),
        ("recovery-paradox", PARADOX, {"mild": -0.1}, "The paradox is there", "no paradox"),
        ("recovery-paradox", PARADOX, {"leavers": -0.05}, "keeps nobody", "also keeps customers"),
        ("recovery-paradox", PARADOX, {"year": -0.2}, "is left of it", "does not last"),
        ("recovery-paradox", PARADOX, {"severe": 0.1}, "the paradox ends there", "no worse off"),
        ("recovery-paradox", PARADOX, {"second": 0.1}, "it works once", "a second time as well"),
        ("recovery-paradox", PARADOX, {"chosen": 0.1}, "loses", "no lower than"),
        ("double-deviation", DEVIATION, {"answer": -0.1}, "failed twice", "no double deviation"),
        ("double-deviation", DEVIATION, {"leavers": np.array([0.2, 0.1, 0.0])}, "has added", "and not in leaving"),
        ("double-deviation", DEVIATION, {"best": 0.1}, "about as much", "the failure itself weighs most"),
        ("habit-is-not-engagement", HABIT, {"flat": shares(0.1, 0.6)}, "makes no fans", "makes fans as well"),
        ("habit-is-not-engagement", HABIT, {"by offers": -0.1}, "finds them", "do not touch them"),
        ("habit-is-not-engagement", HABIT, {"warm": shares(0.5, 0.0)}, "No contact got any better", "helps nothing"),
        ("what-nps-does-not-see", SCORES, {"score": np.full(5, 0.6)}, "The score lags", "does not lag"),
        ("what-nps-does-not-see", SCORES, {"score": np.full(5, 2.0)}, "flatters", "caught up"),
        ("price-said-treatment-meant", REASONS, {"offer meant": 0.9}, "was the real reason. Of", "nobody hides"),
        ("price-said-treatment-meant", REASONS, {"left cheaper": 0.1}, "buys the wrong thing", "not only an excuse"),
        ("word-of-mouth", TALK, {"beside ten": 0.0}, "costs more than its victims", "stays with the victims"),
        ("word-of-mouth", TALK, {"near": 0.0}, "It is local", "not local"),
        ("word-of-mouth", TALK, {"joiners": -3}, "never come", "Nobody stays away"),
        ("word-of-mouth", TALK, {"good told": 0.5}, "most of what is said is good", "more bad is said"),
    ],
)
def test_the_words_follow_the_figures(
    name: str, figures: dict[str, Any], turned: dict[str, Any], before: str, after: str
) -> None:
    as_is, other = english(name, figures), english(name, {**figures, **turned})
    assert before in as_is
    assert after not in as_is
    assert after in other


def test_the_memory_is_blamed_only_where_it_is_to_blame() -> None:
    turned = {**PARADOX, "year": -0.2}
    assert "It is the memory" in english("recovery-paradox", turned)
    assert "It is the memory" not in english("recovery-paradox", {**turned, "year without memory": -0.19})


@pytest.mark.parametrize(
    ("name", "figures", "options"),
    [
        ("emotional-bank-account", BANK, {(("closed", 3.0),): 0, (("closed", 30.0),): 2, (("closed", NAN),): 3}),
        (
            "recovery-paradox",
            PARADOX,
            {(("leavers", -0.1),): 0, (): 1, (("mild", 0.001),): 2, (("mild", -0.2),): 3},
        ),
        ("double-deviation", DEVIATION, {(("answer", -0.5),): 0, (("answer", 0.01),): 1, (("answer", 0.2),): 2, (): 3}),
        ("price-said-treatment-meant", REASONS, {(("true", 0.95),): 0, (): 2, (("true", 0.1),): 3}),
        (
            "word-of-mouth",
            TALK,
            {(("beside ten", -1.0),): 0, (("beside ten", 1.0),): 1, (): 2, (("beside ten", 9.0),): 3},
        ),
    ],
)
def test_the_option_follows_the_figures(
    name: str, figures: dict[str, Any], options: dict[tuple[tuple[str, Any], ...], int]
) -> None:
    assert {changes: lesson(name).right({**figures, **dict(changes)}) for changes in options} == options


def test_the_options_that_hang_on_shares() -> None:
    habit, scores = lesson("habit-is-not-engagement"), lesson("what-nps-does-not-see")
    assert [habit.right({"flat": shares(0.3, each)}) for each in (0.4, 0.2, 0.05, 0.001)] == [0, 1, 2, 3]
    seen = [scores.right({**SCORES, "score": share * SCORES["account"]}) for share in (1.0, 0.7, 0.3, 0.0)]
    assert seen == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("found", "written"),
    [
        (number(1234.5, 1), ("1,234.5", "1.234,5")),
        (number(-0.001, 2), ("0.00", "0,00")),
        (number(NAN), ("–", "–")),
        (percent(0.4), ("40\u00a0%", "40\u00a0%")),
        (points(-0.031), ("−3.1\u00a0percentage points", "−3,1\u00a0procentpunt")),
        (weeks(1.0), ("one week", "één week")),
        (weeks(NAN), ("–", "–")),
    ],
)
def test_numbers_are_written_as_each_language_does(found: tuple[str, str], written: tuple[str, str]) -> None:
    assert tuple(found) == written
