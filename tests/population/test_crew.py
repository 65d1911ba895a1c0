"""Threads that live one population together: the same numbers, and nobody waits for those who will not come."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from simulator.population import crew, kernel
from simulator.population.crew import PORTION, Crew
from simulator.population.population import Population
from simulator.population.together import ARRIVED, STOPPED, TAKEN, new_marks
from tests.equivalence.stories import assert_same, story, word_of_mouth

TALKING = {"market": word_of_mouth("small_world"), "warm_up_weeks": 4}


@pytest.fixture
def every_thread_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few people be shared by as many threads as are asked for."""
    monkeypatch.setattr(crew, "WORTH_SHARING", 1)


@pytest.mark.parametrize(
    ("persons", "threads", "members"),
    [(1, 8, 1), (2_047, 2, 1), (2_048, 2, 2), (2_048, 8, 2), (100_000, 8, 8), (100_000, 1, 1), (0, 4, 1)],
)
def test_as_many_threads_as_are_worth_it(persons: int, threads: int, members: int) -> None:
    size = Population(story(customers=1)).size
    assert Crew(persons, threads, 1, size).members == members


@pytest.mark.parametrize(("persons", "weeks"), [(1, PORTION), (20_000, 12), (PORTION, 1), (10 * PORTION, 1)])
def test_weeks_are_lived_in_portions(persons: int, weeks: int) -> None:
    assert Crew(persons, 1, 1, Population(story(customers=1)).size).portion == weeks


@pytest.mark.usefixtures("every_thread_counts")
@pytest.mark.parametrize("threads", [2, 3, 7])
@pytest.mark.parametrize("changes", [TALKING, {"warm_up_weeks": 4}], ids=["talking", "silent"])
def test_more_threads_than_cores_or_blocks_give_the_same_bits(changes: dict[str, Any], threads: int) -> None:
    scenario = story(**changes, customers=3 * kernel.BLOCK + 5, weeks=40)
    expected, shared = Population(scenario, threads=1), Population(scenario, threads=threads)
    expected.live()
    assert shared.crew.members == threads
    shared.live(-2)
    shared.live(17)
    shared.live()
    assert_same(expected, shared)


@pytest.mark.usefixtures("every_thread_counts")
def test_who_fails_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    population = Population(story(customers=2_000, weeks=500), threads=3)
    population.live(1)
    real = kernel.advance

    def failing(*given: Any) -> None:
        if given[5].member == 1:
            raise MemoryError("no more")
        real(*given)

    monkeypatch.setattr(kernel, "advance", failing)
    with pytest.raises(MemoryError, match="no more"):
        population.live()


@pytest.mark.usefixtures("every_thread_counts")
def test_a_thread_that_cannot_be_had_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    class Short(ThreadPoolExecutor):
        def submit(self, work: Any, member: int) -> Any:  # type: ignore[override]
            if member == 2:
                raise RuntimeError("no more threads")
            return super().submit(work, member)

    monkeypatch.setattr(crew, "ThreadPoolExecutor", Short)
    with pytest.raises(RuntimeError, match="no more threads"):
        Population(story(customers=2_000), threads=3).live()


def test_who_is_stopped_leaves_at_once() -> None:
    """The others never come, and the mark to stop is set while this one waits for them."""
    population = Population(story(**TALKING, customers=600), threads=1)
    public = population.tally.public[None]
    marks = new_marks(1)
    meeting = crew.Meeting(2, 0, True, marks, public)
    rows, week = population.columns.rows, population.week + 1
    waiting = threading.Thread(
        target=kernel.advance,
        args=(rows, 0, len(rows), week, week, meeting, population.society, *population._luck, population.tally),
    )
    waiting.start()
    while marks[ARRIVED] == 0:
        time.sleep(0.01)
    assert marks[TAKEN] == len(rows) // kernel.BLOCK + 2  # every block, and one look that found none
    time.sleep(0.05)
    assert waiting.is_alive()
    marks[STOPPED] = 1
    waiting.join(10)
    assert not waiting.is_alive()


@pytest.mark.usefixtures("every_thread_counts")
def test_broken_off_in_between_the_threads_are_gone() -> None:
    population = Population(story(customers=PORTION // 4, weeks=60, warm_up_weeks=0), threads=2)
    shares: list[float] = []

    def tell(share: float) -> None:
        shares.append(share)
        if len(shares) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        population.live(progress=tell)
    assert np.diff([0.0, *shares]) == pytest.approx(population.crew.portion / 60)
    assert not [each for each in threading.enumerate() if each.name.startswith("crew")]
