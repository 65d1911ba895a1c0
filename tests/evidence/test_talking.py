"""What the experiments on talk, tiers and attention measure with: known answers and properties, no verdicts."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.customer import noted
from simulator.evidence.findings.attention import effects_of_rounds
from simulator.evidence.findings.hearing import OFTEN, PRIORS, chance_of_buying, neighbourhood
from simulator.evidence.findings.talking import by_rank, correlation, talks_of_weeks
from simulator.evidence.findings.tiers import grouped, odds, shares_of, skewness
from simulator.evidence.laboratory import Laboratory
from simulator.population.asking import memories

LAB = Laboratory(customers=200, replicates=2)


def test_talks_of_persons_add_up_to_those_that_are_counted() -> None:
    """Living week by week with an eye on what each says is the same life, with the same number of talks."""
    firm = LAB.library("ordinary-firm", weeks=20, warm_up_weeks=10)
    watched = LAB.live(firm, 0, 0)
    good, bad = talks_of_weeks(watched, 20)
    lived = LAB.live(firm, 0)
    counted = lived.tally.customers[1:].sum(axis=(0, 1))
    assert good.sum() == counted[noted.GOOD_TALKS] > 0
    assert bad.sum() == counted[noted.BAD_TALKS] > 0
    assert (watched.columns.rows["balance"] == lived.columns.rows["balance"]).all()


def test_memories_are_the_mean_that_the_projection_shows() -> None:
    lived = LAB.live(LAB.library("ordinary-firm", weeks=5, warm_up_weeks=20), 0)
    here = lived.columns.rows["status"] == 1
    shown = lived.tally.sums[-1, 0, noted.LEVELS.index("remembered")] / noted.UNIT
    assert memories(lived)[here].sum() == pytest.approx(shown, abs=1e-3)


def test_groups_go_from_the_lowest_to_the_highest() -> None:
    order = np.array([3.0, 1.0, 2.0, 0.0])
    assert by_rank(order, np.array([30.0, 10.0, 20.0, 0.0]), groups=2).tolist() == [5.0, 25.0]


def test_what_does_not_differ_has_no_correlation() -> None:
    assert np.isnan(correlation(np.ones(3), np.arange(3.0)))
    assert correlation(np.arange(3.0), -np.arange(3.0)) == pytest.approx(-1.0)


def test_priors_are_those_that_the_published_means_imply() -> None:
    """.20 of the room above and .11 of the room below, by the same share of it: a mean of .11 / (.11 + .20)."""
    assert OFTEN.sum() == pytest.approx(1.0)
    assert np.sum(OFTEN * PRIORS) == pytest.approx(0.11 / 0.31, abs=0.02)


def test_who_has_heard_nothing_buys_with_the_probability_that_was_set() -> None:
    scenario = LAB.scenario(
        weeks=1,
        touchpoints=[{"name": "visit", "contacts_per_week": 0.0}],
        market={"prospects": 10, "joining": {"own_accord_per_year": 0.3}},
    )
    chances = chance_of_buying(LAB.live(scenario, 0, 0))
    assert chances == pytest.approx(0.3, abs=1e-6)


def test_victims_live_side_by_side_and_the_nearest_on_both_sides() -> None:
    victims, near = neighbourhood(100)
    assert np.flatnonzero(victims).tolist() == list(range(10))
    assert np.flatnonzero(near).tolist() == [10, 11, 12, 13, 96, 97, 98, 99]


def test_tiers_are_grouped_as_published() -> None:
    shares = shares_of(np.array([0, 1, 2, 2, 3, 4, 4, 4, 4, 4]))
    assert shares.tolist() == [0.1, 0.1, 0.2, 0.1, 0.5]
    assert grouped(shares) == pytest.approx([0.1, 0.3, 0.1, 0.5])


def test_odds_and_skewness() -> None:
    assert odds(0.75) == 3.0
    assert np.isnan(odds(1.0))
    assert skewness(np.array([-9.0, 1.0, 2.0, 3.0])) < 0.0 < skewness(np.array([9.0, 1.0, 2.0, 3.0]))


def test_an_attention_taken_for_granted_is_what_the_rule_says() -> None:
    """Of an ordinary need the second time moves what is left of 0.6 less a fifth of it, and 26 weeks halve that."""
    firm = LAB.scenario(
        weeks=8,
        touchpoints=[{"name": "visit", "contacts_per_week": 0.0}],
        programmes=[{"name": "gift", "fulfils": "sensation", "amount": {"mean": 0.6, "sd": 0.0}, "every_weeks": 4}],
        psychology={"first_impression_boost": 0.0, "needs_spread": 0.0},
    )
    first, second = effects_of_rounds(LAB.live(firm, 0), 4, 2)
    p = firm.psychology
    kept = 0.5 ** (4 / p.attention_half_life_weeks)
    curvature = getattr(p, "value_curvature", 1.0)
    assert first == pytest.approx(0.6**curvature, rel=0.02)
    assert second == pytest.approx((0.6 * (1.0 - p.attention_step * kept)) ** curvature, rel=0.02)
