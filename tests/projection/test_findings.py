"""The further sentences of the answer are right, and there only where they are about something."""

from __future__ import annotations

import pytest

from simulator.projection.answer import answer
from simulator.projection.findings import asked, earned, turnover, word_of_mouth
from simulator.projection.summary import summary_of
from tests.projection.made import a_market, two_weeks


def test_who_came_and_went() -> None:
    assert turnover(a_market()) == (
        "2 joined, 50 % of them invited by a customer, and 1 left; the market share is 55 %."
    )


def test_talk_and_reputation() -> None:
    assert word_of_mouth(a_market()) == (
        "Customers speak well of the firm 3.0 times as often as ill; the reputation, −1 to 1, ends at +0.12."
    )


def test_the_survey_beside_the_truth() -> None:
    assert asked(a_market()) == "The survey gives an NPS of 25; had everybody answered, it would be −17."


def test_the_loss_and_what_a_customer_was_worth() -> None:
    assert earned(a_market()) == "The loss is 6 euro; discounted, −1 euro for each customer of the start."


@pytest.mark.parametrize("sentence", [turnover, word_of_mouth, earned])
def test_a_closed_group_without_prices_has_none(sentence: object) -> None:
    assert sentence(two_weeks()) == ""  # type: ignore[operator]


def test_nobody_was_asked() -> None:
    assert asked(two_weeks()) == ""
    assert asked(a_market(surveys={"relationship_every_weeks": 0})) == ""


def test_the_answer_holds_each_once() -> None:
    text = answer(a_market())
    for sentence in (turnover, word_of_mouth, asked, earned):
        assert text.count(sentence(a_market())) == 1


def test_the_summary_has_them_too() -> None:
    summary = summary_of(a_market())
    assert summary["market"]["won_back"] == 1
    assert summary["market"]["market_share_at_end"] == pytest.approx(0.55)
    assert summary["surveys"]["nps"] == pytest.approx(25)
    assert summary["money"]["profit"] == pytest.approx(-6)
    assert summary["word_of_mouth"]["good_talks"] == 3
    assert summary["engagement_index"]["correlation_over_weeks"] is None
    assert {row["source"] for row in summary["attribution"]} >= {"bill", "card", "panel"}
    assert not {"market", "money"} & set(summary_of(two_weeks()))
