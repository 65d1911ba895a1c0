"""The further sentences of the answer are right, and there only where they are about something."""

from __future__ import annotations

import pytest

from simulator.experiment.simulate import simulate
from simulator.projection.answer import answer
from simulator.projection.counts import Counts
from simulator.projection.findings import acted, asked, befell, earned, turnover, word_of_mouth
from simulator.projection.summary import summary_of
from tests.projection.made import OUTAGE, RESCUE, a_market, an_eventful_market, scenario, two_weeks


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
    # In the market somebody joins later, whose profit is not that of those of the start.
    assert earned(a_market()) == "The loss is 6 euro, 14 euro per customer and year."
    counts = two_weeks(economics={"revenue_per_week": 10, "discount_rate_per_year": 0})
    assert earned(counts) == (
        "The profit is 187 euro, 513 euro per customer and year; discounted, 19 euro for each customer of the start."
    )


def test_what_an_incident_did() -> None:
    assert befell(an_eventful_market()) == "The incident outage reached 6 customers and took 1.00 from each account."
    longer = {"incidents": [{**OUTAGE, "week": 1, "weeks": 2}]}
    counts = an_eventful_market(**longer)
    counts.tallies[0].touchpoints[1, 0, 1] = [4, 0, 0, 4, 0, 0, 0, 0, 0, -(2**22), 0, 0]
    assert befell(Counts(counts.scenario, counts.tallies)) == (
        "The incident outage reached 5 customers in each of two weeks and took 1.00 from each account a week."
    )
    assert befell(a_market(incidents=[OUTAGE])) == ""


def test_of_many_incidents_two_are_told() -> None:
    many = [{**OUTAGE, "name": f"outage {number}", "severity": 0.5 + 0.4 * number} for number in range(4)]
    counts = simulate(scenario(incidents=many)).counts
    assert befell(counts).count("reached 60 customers") == 2


def test_only_of_interventions_that_wait_it_is_said_when_they_acted() -> None:
    assert acted(an_eventful_market()) == "The intervention rescue acted in 1 of 2 weeks, from week 2."
    assert acted(a_market(interventions=[RESCUE])) == "The intervention rescue never acted."
    three = [{**RESCUE, "name": f"rescue {number}"} for number in range(3)]
    assert acted(an_eventful_market(interventions=three)) == ("Of 3 interventions that wait for a condition 3 acted.")


@pytest.mark.parametrize("sentence", [turnover, word_of_mouth, earned, befell, acted])
def test_a_closed_group_without_prices_has_none(sentence: object) -> None:
    assert sentence(two_weeks()) == ""  # type: ignore[operator]


def test_nobody_was_asked() -> None:
    assert asked(two_weeks()) == ""
    assert asked(a_market(surveys={"relationship_every_weeks": 0})) == ""


def test_the_answer_holds_each_once() -> None:
    text = answer(an_eventful_market())
    for sentence in (turnover, befell, acted, word_of_mouth, asked, earned):
        assert text.count(sentence(an_eventful_market())) == 1


def test_the_summary_has_them_too() -> None:
    summary = summary_of(a_market())
    assert summary["market"]["won_back"] == 1
    assert summary["market"]["market_share_at_end"] == pytest.approx(0.55)
    assert summary["surveys"]["nps"] == pytest.approx(25)
    assert summary["money"]["profit"] == pytest.approx(-6)
    assert summary["money"]["profit_per_customer_year"] == pytest.approx(-6 * 52 / 22)
    assert summary["money"]["revenue_by_tier"]["indifferent"] == pytest.approx(220)
    assert summary_of(an_eventful_market())["weeks_acting"] == {"dearer": 1, "rescue": 1}
    assert summary["word_of_mouth"]["good_talks"] == 3
    assert summary["engagement_index"]["correlation_over_weeks"] is None
    assert {row["source"] for row in summary["attribution"]} >= {"bill", "card", "panel"}
    assert not {"market", "money", "weeks_acting"} & set(summary_of(two_weeks()))
