"""The yardstick lives the same rule: the same tiers, leavers and levels as the engine, as far as chance allows."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.plain_mesa import PlainModel
from simulator.customer import noted
from simulator.population.population import Population
from simulator.scenario.schema import Scenario
from tests.equivalence.stories import story

PLAIN_CUSTOMERS = 1500
ENGINE_CUSTOMERS = 60_000
SIGMAS = 4.5
LEVELS = ("balance", "trust", "habit", "identification", "appreciation", "sensation", "participation", "investment")


@pytest.mark.parametrize("kind", ["open", "contract"])
def test_it_gives_what_the_engine_gives(kind: str) -> None:
    scenario = story(weeks=40, relationship={"kind": kind, "term_weeks": 13}, customers=PLAIN_CUSTOMERS)
    plain = PlainModel(scenario, shuffled=kind == "open")
    plain.run_model()
    engine = Population(scenario.model_copy(update={"customers": ENGINE_CUSTOMERS}))
    engine.live()
    assert_same_shares(scenario, plain, engine)
    assert_same_levels(plain, engine)


def assert_same_shares(scenario: Scenario, plain: PlainModel, engine: Population) -> None:
    staying = engine.tally.moves[-1, :, :, : noted.LEFT].sum(axis=(0, 1))
    shares = {
        **{f"tier {tier}": (plain.tiers[-1][tier], staying[tier]) for tier in range(5)},
        "left": (plain.counts["leavers"], engine.tally.reasons[1:].sum()),
    }
    for name, (counted, expected) in shares.items():
        share, other = counted / PLAIN_CUSTOMERS, expected / ENGINE_CUSTOMERS
        error = math.sqrt(max(other * (1 - other), 1e-3) * (1 / PLAIN_CUSTOMERS + 1 / ENGINE_CUSTOMERS))
        assert abs(share - other) < SIGMAS * error, (name, share, other)

    weeks_lived = sum(each.total() for each in plain.tiers[-scenario.weeks :])
    events = dict(zip(noted.AT_TOUCHPOINT, engine.tally.touchpoints[1:].sum(axis=(0, 1, 2)), strict=True))
    for name in ("contacts", "failures", "delights", "complaints"):
        rate = plain.counts[name] / weeks_lived
        other = events[name] / engine.tally.moves[1:, :, :, : noted.LEFT].sum()
        # Heavy users have many of each, so counts spread more than Poisson's: by about their mean number a customer.
        error = rate * math.sqrt((1 / plain.counts[name]) + 0.6 / PLAIN_CUSTOMERS)
        assert abs(rate - other) < SIGMAS * error, (name, rate, other)


def assert_same_levels(plain: PlainModel, engine: Population) -> None:
    alive = np.isin(engine.columns["status"], (1, 2))
    for name in LEVELS:
        values, others = np.array(plain.agents.get(name)), engine.columns[name][alive].astype(float)
        error = math.sqrt(values.var() / len(values) + others.var() / len(others))
        assert abs(values.mean() - others.mean()) < SIGMAS * error, (name, values.mean(), others.mean())
