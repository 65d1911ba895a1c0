"""What the bundled scenarios promise of themselves, with fewer customers than they ask for."""

from __future__ import annotations

import pytest

from simulator.experiment.simulate import simulate
from simulator.projection.projection import Projection
from simulator.scenario.library import library
from simulator.scenario.reading import read_scenario

CUSTOMERS = 20_000


@pytest.fixture(scope="module")
def projected() -> dict[str, Projection]:
    return {name: simulate(read_scenario(name, [f"customers={CUSTOMERS}"])) for name in library()}


@pytest.mark.parametrize("name", list(library()))
def test_every_scenario_of_the_library_says_why(name: str) -> None:
    scenario = read_scenario(name)
    assert len(scenario.why) > 40
    assert scenario.relationship.why
    assert scenario.recovery.why
    for part in (*scenario.touchpoints, *scenario.recovery.channels):
        assert part.why, part.name


def test_churn_of_the_mobile_operator_lies_within_what_is_published(projected: dict[str, Projection]) -> None:
    """European mobile operators lose 21 to 38 % a year.

    That is the churn of a base in which new customers take the place of leavers, as they do in the warm-up: the first
    year. The group that is followed from there on is closed and loses its restless members: its second year is calmer.
    """
    operator = projected["telecom"]
    first, second = operator.churn()["churn"]
    assert 0.21 < first < 0.38
    over_both = 1.0 - ((1.0 - first) * (1.0 - second)) ** 0.5
    assert 0.21 < over_both < 0.38
    assert second < first


def test_a_shop_without_contract_loses_customers_every_week_and_an_operator_at_the_end_of_terms(
    projected: dict[str, Projection],
) -> None:
    shop, service = projected["webshop"].counts, projected["service"].counts
    assert (shop.leavers[0, 1:, 0] > 0).all()
    at_term = service.leavers[0, 52, 0] + service.leavers[0, 51, 0]
    assert at_term > 0.5 * service.leavers[0, :80, 0].sum()


def test_a_bank_is_trusted_and_has_loyal_customers_by_habit_but_no_fans(projected: dict[str, Projection]) -> None:
    summary = projected["bank"].summary()
    assert summary["tiers_at_end"]["loyal"] > 0.4
    assert summary["tiers_at_end"]["engaged"] < 0.01
    assert summary["means_at_end"]["trust"] > 0.8


def test_failure_and_recovery_order_the_four_services(projected: dict[str, Projection]) -> None:
    order = ["no-failures", "failures-well-recovered", "service", "failures-badly-recovered"]
    staying = [projected[name].summary()["share_of_start"] for name in order]
    balance = [projected[name].summary()["means_at_end"]["balance"] for name in order]
    assert staying == sorted(staying, reverse=True)
    assert balance == sorted(balance, reverse=True)
