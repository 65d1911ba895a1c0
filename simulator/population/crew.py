"""The threads that live one population: each runs the same compiled loop, and they take turns at the people."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext

import numpy as np

from simulator.customer.noted import OF_PUBLIC, Noted
from simulator.population import kernel
from simulator.population.society import Society
from simulator.population.tally import Size, add, new_tally
from simulator.population.together import STOPPED, Meeting, new_marks

WORTH_SHARING = 1_024
"""Persons for each thread from which more threads were measured to be faster, though they meet every week."""

PORTION = 250_000
"""Weeks of persons that are lived in one go: some hundredths of a second, after which progress is told."""


class Crew:
    """So many threads as are worth it for a number of persons."""

    def __init__(self, persons: int, threads: int, touchpoints: int, size: Size) -> None:
        self.members = max(1, min(threads, persons // WORTH_SHARING))
        self.portion = max(1, PORTION // max(persons, 1))
        """Weeks that are lived in one go."""
        self._persons = persons
        self._luck = [kernel.new_luck(touchpoints) for _ in range(self.members)]
        self._public = np.zeros((self.members - 1, size.weeks + 1, len(OF_PUBLIC)), np.int64)
        self._others = [new_tally(size)._replace(public=public) for public in self._public]

    @contextmanager
    def at_work(self, total: Noted) -> Iterator[Shift]:
        """Yield what lives weeks and counts them; at its end all is added up in `total`, unless it was broken off."""
        # What one thread has done in a moment needs no other thread in order to be interrupted.
        in_threads = self.members > 1 or self._persons > PORTION
        with ThreadPoolExecutor(self.members, "crew") if in_threads else nullcontext() as pool:
            yield Shift([total, *self._others], self._luck, self._public, pool)
        for other in self._others:
            add(total, other)
            for counters in other:
                counters[:] = 0


class Shift:
    """A crew at work. Each thread counts for itself, the first where all will be added up."""

    def __init__(
        self, tallies: list[Noted], luck: list[kernel.Scratch], public: np.ndarray, pool: ThreadPoolExecutor | None
    ) -> None:
        self.tallies = tallies
        self._luck, self._public, self._pool = luck, public, pool

    def live(self, rows: np.ndarray, first_week: int, last_week: int, society: Society) -> None:
        """Live some weeks of all persons; interrupted, it comes back within a moment and the weeks are of no use."""
        marks = new_marks(last_week - first_week + 1)

        def take_part(member: int) -> None:
            meeting = Meeting(len(self.tallies), member, True, marks, self._public)
            luck, tally = self._luck[member], self.tallies[member]
            try:
                kernel.advance(rows, 0, len(rows), first_week, last_week, meeting, society, *luck, tally)
            except BaseException:
                marks[STOPPED] = 1
                raise

        if self._pool is None:
            take_part(0)
            return
        try:
            for future in [self._pool.submit(take_part, member) for member in range(len(self.tallies))]:
                future.result()
        finally:
            # Whoever is interrupted here, or finds no thread for all, lets nobody wait for those who will not come.
            marks[STOPPED] = 1
