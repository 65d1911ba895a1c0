"""A page shows what `engage run` gives for the scenario of a combination, and what `engage compare` says of two."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulator.experiment.compare import compare
from simulator.experiment.simulate import simulate
from simulator.explore.exploration import Exploration, explore
from simulator.explore.shown import CAUSES, FATES, FIGURES
from simulator.projection.names import TIERS
from simulator.scenario.schema import Scenario
from tests.explore.made import exploration, shop

WHERE = {
    "staying": ("share_of_start",),
    "overdrawn": ("tiers_at_end", "overdrawn"),
    "loyal": ("tiers_at_end", "loyal"),
    "engaged": ("tiers_at_end", "engaged"),
    "mean_balance": ("means_at_end", "balance"),
    "nps": ("surveys", "nps"),
    "profit": ("money", "profit"),
}
"""Where the summary of a run holds a key figure."""


def same_as_a_run(found: Exploration, number: int) -> None:
    """Hold a world of a page against a run of its scenario."""
    scenario = found.grid.scenario(number)
    run = simulate(scenario)
    shown, summary = found.figures(number), run.summary()
    for name, keys in WHERE.items():
        if name not in shown:
            continue
        value: Any = summary
        for key in keys:
            value = value[key]
        digits, times = FIGURES[name].digits, FIGURES[name].times
        for place, end in enumerate(("mean", "low", "high")):
            assert f"{shown[name][place]:.{digits}f}" == f"{value[end] * times:.{digits}f}", (name, end)
    weeks = np.array(found.grid.packing.weeks)
    tiers = run.tiers(of="count").loc[weeks, [*TIERS, "left"]].to_numpy() * (100.0 / scenario.customers)
    np.testing.assert_allclose(shown["tiers"].reshape(len(weeks), -1), tiers, atol=0.05 + 1e-9)
    balance = run.counts.means[:, weeks - 1, 0, 0]
    spread = np.stack([balance.mean(0), balance.min(0), balance.max(0)], axis=-1)
    np.testing.assert_allclose(shown["balance"].reshape(-1, 3), spread, atol=0.005 + 1e-9)
    reasons = run.reasons().to_numpy().sum(1) * (100.0 / scenario.customers)
    np.testing.assert_allclose(shown["causes"], reasons, atol=0.05 + 1e-9)
    assert len(reasons) == len(CAUSES)


@pytest.mark.parametrize("number", [0, 17, -1])
def test_a_world_is_a_run(number: int) -> None:
    found = exploration()
    same_as_a_run(found, number % len(found.grid))


def test_the_world_as_it_is_is_the_scenario_itself() -> None:
    found = exploration()
    same_as_a_run(found, found.grid.pinned)
    shown = found.figures(found.grid.pinned)
    assert (shown["fates"] == 0.0).all()
    for name in WHERE:
        assert (shown[name][3:] == 0.0).all()


def test_a_market_that_grows() -> None:
    market = {"prospects": 300, "offers": {"probability": 0.3, "size": 0.4}}
    found = explore(shop(market=market, weeks=30, replicates=2), ["brand.promise=0:0.6:2"])
    for number in range(len(found.grid)):
        same_as_a_run(found, number)
    assert found.figures(0)["staying"][0] != found.figures(len(found.grid) - 1)["staying"][0]


@pytest.mark.parametrize("number", [0, -1])
def test_two_worlds_are_a_comparison(number: int) -> None:
    found = exploration()
    number %= len(found.grid)
    base: Scenario = found.grid.base
    paired = compare(base, found.grid.scenario(number), replicates=base.replicates).paired[0]
    shown = found.figures(number)
    for name, figure in FIGURES.items():
        difference = paired.paired(figure.metric)
        for place, value in enumerate((difference.mean, difference.low, difference.high)):
            assert value is not None
            said = f"{value * figure.times:.{figure.digits}f}"
            assert float(f"{shown[name][3 + place]:.{figure.digits}f}") == float(said), name
    for place, fate in enumerate(FATES):
        assert shown["fates"][place] == pytest.approx(100.0 * paired.paired(fate).mean, abs=0.05 + 1e-9)


def test_threads_change_nothing() -> None:
    one, two = (explore(shop(weeks=12), ["recovery.empathy=0:1:3"], threads=threads) for threads in (1, 2))
    assert one.records.tobytes() == two.records.tobytes()


def test_nobody_is_left() -> None:
    scenario = shop(customers=2, weeks=104, replicates=2, market={"stay_base": -6.0, "stay_spread": 0.0})
    found = explore(scenario, ["recovery.empathy=0:1:2"])
    shown = found.figures(found.grid.pinned)
    assert shown["staying"][0] == 0.0
    assert np.isnan(shown["loyal"]).all()
    assert np.isnan(shown["balance"].reshape(-1, 3)[-1]).all()
    assert len(found.page) > 1000
