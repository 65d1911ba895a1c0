"""How sure a target is, and what figures of the same people are worth together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator.experiment.calibrating import uncertainty
from simulator.experiment.calibrating.targets import Target
from simulator.experiment.calibrating.uncertainty import Misfit, assumed, correlation, from_sample


def survived(year: int, share: float, n: float = 500.0) -> Target:
    sd = from_sample("survival", "share", share, n)
    assert sd is not None
    return Target("survival", "all", 0, 52 * year, share, sd, "sample", n, year)


def tier(name: str, share: float) -> Target:
    return Target(f"share[{name}]", "all", 52, 52, share, 0.02, "sample", 400.0)


@pytest.mark.parametrize(
    ("measure", "unit", "value", "n", "sd"),
    [
        ("survival", "share", 0.5, 100, 0.05),
        ("share[loyal]", "share", 0.2, 400, 0.02),
        ("share[engaged]", "share", 0.0, 99, np.sqrt(0.005 * 0.995 / 99)),
        ("nps", "points", 0.0, 400, 5.0),
        ("nps", "points", 60.0, 400, 4.0),
        ("csat", "points", 3.0, 100, 0.1),
        ("csat", "points", 4.99, 100, np.sqrt(3.99 * 0.01) / 10.0),
        ("ces", "points", 4.0, 225, 0.1),
    ],
)
def test_a_sample_has_the_spread_of_its_kind(measure: str, unit: str, value: float, n: float, sd: float) -> None:
    assert from_sample(measure, unit, value, n) == pytest.approx(sd)


def test_of_other_measures_the_number_of_people_says_nothing() -> None:
    assert from_sample("complaints", "complaints", 12.0, 400) is None


def test_what_is_assumed_follows_the_kind() -> None:
    assert assumed("churn", "share", 0.3) == 0.02
    assert assumed("nps", "points", 0.0) == 5.0
    assert assumed("complaints", "complaints", 40.0) == pytest.approx(2.0)


def test_a_cohort_is_judged_as_if_its_leavers_were_counted_year_by_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """The years of survival of one cohort hang together so that chi square is that of the leavers of each year."""
    monkeypatch.setattr(uncertainty, "OWN_ERROR", 0.0)
    seen, model, n = np.array([0.63, 0.47, 0.38]), np.array([0.60, 0.45, 0.40]), 500.0
    targets = [survived(year, share) for year, share in enumerate(seen, 1)]
    left, expected = (-np.diff([1.0, *each, 0.0]) for each in (seen, model))
    by_count = float(np.sum(n * (expected - left) ** 2 / left))
    assert float(Misfit(targets, np.zeros(3)).of(model)) == pytest.approx(by_count)


def test_figures_of_different_samples_do_not_hang_together() -> None:
    same = [survived(1, 0.6), survived(2, 0.5)]
    assert correlation(same)[0][0, 1] > 0.7
    for other in (replace(same[1], n=400.0), replace(same[1], segment="young"), replace(same[1], known_by="sd")):
        assert correlation([same[0], other])[0][0, 1] == 0.0


def test_all_five_tiers_are_worth_four_figures() -> None:
    shares = {"overdrawn": 0.2, "indifferent": 0.3, "satisfied": 0.25, "loyal": 0.2, "engaged": 0.05}
    every = [tier(name, share) for name, share in shares.items()]
    assert correlation(every)[1] == 4
    assert correlation(every[:4])[1] == 4
    assert correlation([])[1] == 0


def test_shares_that_cannot_be_of_one_sample_can_be_reckoned_with_all_the_same() -> None:
    every = [tier(name, 0.5) for name in ("satisfied", "loyal", "engaged")]
    assert np.isfinite(Misfit(every, np.zeros(3)).of(np.array([0.4, 0.5, 0.6])))


def test_luck_counts_as_uncertainty_and_made_up_errors_leave_it_out() -> None:
    target = [survived(1, 0.5)]
    sure, unsure = Misfit(target, np.zeros(1)), Misfit(target, np.array([target[0].sd]))
    assert float(sure.of(np.array([0.55]))) == pytest.approx(2.0 * float(unsure.of(np.array([0.55]))))
    drawn = [
        float(Misfit(target, 0.6 * np.array([target[0].sd])).drawn(np.random.default_rng(seed))[0])
        for seed in range(2000)
    ]
    assert np.std(drawn) == pytest.approx(0.8 * target[0].sd, rel=0.06)
