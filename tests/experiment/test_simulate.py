"""One scenario, all its replicates: the same numbers however they are computed."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.experiment import simulate as module
from simulator.experiment.simulate import simulate
from simulator.population import crew
from simulator.population.population import Population
from simulator.projection.projection import Projection
from tests.projection.made import scenario


def same(one: Projection, other: Projection) -> bool:
    return all(
        np.array_equal(a, b)
        for tally, tally_ in zip(one.tallies, other.tallies, strict=True)
        for a, b in zip(tally, tally_, strict=True)
    )


def test_a_replicate_is_the_population_of_its_number() -> None:
    asked = scenario(customers=50, weeks=20, replicates=3)
    projection = simulate(asked)
    population = Population(asked, replicate=2)
    population.live()
    assert all(np.array_equal(a, b) for a, b in zip(projection.tallies[2], population.tally, strict=True))
    assert np.array_equal(projection.people.rows[2], population.columns.rows)  # type: ignore[attr-defined]


def test_replicates_differ_and_more_of_them_change_none() -> None:
    few, many = (simulate(scenario(customers=200, replicates=count)) for count in (2, 4))
    assert not np.array_equal(few.tallies[0].moves, few.tallies[1].moves)
    assert all(np.array_equal(a.moves, b.moves) for a, b in zip(few.tallies, many.tallies[:2], strict=True))


@pytest.mark.parametrize(
    "values",
    [{"customers": 2_000, "weeks": 30, "replicates": 4}, {"customers": 20_000, "weeks": 5, "replicates": 2}],
    ids=["several replicates at once", "each replicate on all cores"],
)
def test_threads_change_nothing(values: dict[str, int]) -> None:
    asked = scenario(**values)
    assert same(simulate(asked, threads=1), simulate(asked, threads=3))


def test_living_in_portions_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = scenario(customers=100, weeks=23, warm_up_weeks=4)
    whole = simulate(asked)
    monkeypatch.setattr(crew, "PORTION", 500)
    assert same(whole, simulate(asked))


@pytest.mark.parametrize("values", [{}, {"replicates": 5, "customers": 2_000, "weeks": 26}, {"customers": 20_000}])
def test_progress_only_grows_and_arrives(values: dict[str, int]) -> None:
    shares: list[float] = []
    simulate(scenario(**values), threads=2, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)


@pytest.mark.parametrize("values", [{}, {"replicates": 6, "customers": 2_000, "weeks": 26}, {"customers": 40_000}])
def test_what_progress_raises_stops_the_run(values: dict[str, int]) -> None:
    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(scenario(**values), threads=2, progress=stop)


def test_customers_are_kept_as_far_as_they_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = scenario(customers=100, replicates=4)
    assert simulate(asked).people.count() == 400
    assert simulate(asked, keep_customers=False).people.count() == 0
    monkeypatch.setattr(module, "MOST_CUSTOMERS", 250)
    assert simulate(asked).people.count() == 200
    monkeypatch.setattr(module, "MOST_CUSTOMERS", 50)
    assert simulate(asked).people.count() == 100


def test_when_it_was_made_is_known() -> None:
    times = simulate(scenario()).times
    assert times.seconds > 0.0
    assert times.started.startswith("20")
