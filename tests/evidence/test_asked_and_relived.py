"""Experiments that make up what happens: it is lived by the rule itself, and read off by known answers."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.evidence.findings.feeling import GAPS, SIZES, alike, diminishing, kept_by_promise
from simulator.evidence.findings.remembering import parts_of
from simulator.evidence.laboratory import Laboratory
from simulator.evidence.regressing import coefficients, correlation, given
from simulator.evidence.reliving import contacts, failing, relive
from simulator.population.population import Population
from simulator.scenario.schema import Scenario

LAB = Laboratory(customers=60, replicates=1)


def desk(warm_up_weeks: int = 0) -> Scenario:
    return LAB.scenario(
        weeks=1,
        warm_up_weeks=warm_up_weeks,
        touchpoints=[{"name": "desk", "contacts_per_week": 0.3}],
        relationship={"kind": "contract", "term_weeks": 52},
        market={"involuntary_leaving_per_year": 0.0},
    )


@pytest.mark.parametrize("warm_up_weeks", [0, 1, 2, 30])
def test_a_contact_that_is_made_up_is_lived_as_it_was(warm_up_weeks: int) -> None:
    scenario = desk(warm_up_weeks).model_copy(update={"touchpoints": desk().touchpoints})
    before = Population(scenario, 0, threads=1)
    people = np.arange(scenario.customers)
    moment = np.linspace(-1.0, 1.0, scenario.customers)
    rows = relive(scenario, 0, contacts(people, moment, moment, moment)).columns.rows
    before.live()
    without = before.columns.rows
    # One more experience, and the last one of those that left a trace, as large as it was made.
    assert (rows["experiences"] == without["experiences"] + 1).all()
    clear = np.abs(moment + rows["affinity"]) > 0.7
    np.testing.assert_allclose(rows["memory_end"][clear], (moment + rows["affinity"])[clear], atol=1e-5)


def test_what_fails_is_as_severe_as_it_was_made() -> None:
    scenario = desk()
    people, nothing = np.arange(scenario.customers), np.zeros(scenario.customers)
    severity = np.linspace(0.6, 2.0, scenario.customers)
    events = failing(contacts(people, nothing, nothing, nothing), people % 2 == 0, severity)
    rows = relive(scenario, 0, events).columns.rows
    assert (rows["failures"] > 0.9).tolist() == (people % 2 == 0).tolist()


def test_moments_of_an_episode_count_up_to_its_length_only() -> None:
    luck = np.random.default_rng(2)
    moments, length = luck.uniform(-1.0, 1.0, (20, 12)), luck.integers(5, 13, 20)
    changed = np.where(np.arange(12) < length[:, None], moments, 7.0)
    for pleasant in (True, False):
        whole, cut = parts_of(moments, length, pleasant), parts_of(changed, length, pleasant)
        for name, part in whole.items():
            np.testing.assert_allclose(part, cut[name], err_msg=name)
    mirrored = parts_of(-moments, length, False)
    np.testing.assert_allclose(mirrored["peak-end"], -parts_of(moments, length, True)["peak-end"])


def test_what_a_third_thing_explains_is_no_correlation() -> None:
    luck = np.random.default_rng(3)
    cause, one, other = luck.standard_normal((3, 50_000))
    assert correlation(cause + 0.1 * one, cause + 0.1 * other) > 0.9
    assert abs(given(cause + 0.1 * one, cause + 0.1 * other, cause)) < 0.02
    assert correlation(cause, np.ones_like(cause)) == 0.0
    np.testing.assert_allclose(coefficients(2.0 * cause - 3.0 * one, cause, one), [2.0, -3.0])


def test_a_root_diminishes_and_a_square_does_not() -> None:
    sizes = np.array(SIZES)
    assert diminishing(np.sqrt(sizes)) > 0.0 > diminishing(sizes**2)


def test_promises_are_counted_by_the_unit() -> None:
    gaps = np.array(GAPS)
    assert kept_by_promise(np.where(gaps > 0.0, -2.0 * gaps, -gaps)) == pytest.approx((2.0, 1.0))


def test_an_experience_has_its_charge_whatever_the_weights() -> None:
    scenario = LAB.scenario(
        weeks=1,
        touchpoints=[{"name": "desk", "contacts_per_week": 0.0}],
        incidents=[{"name": "moment", "week": 1, "experience": alike(0.9)}],
        psychology={"affinity_spread": 0.0},
    )
    np.testing.assert_allclose(LAB.rows(scenario, 0)["memory_end"], 0.9, atol=1e-5)
