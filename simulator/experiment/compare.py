"""The same customers, with the same luck, in two or more worlds; and what differs between those."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime

from simulator.errors import UsageError
from simulator.experiment.comparing.comparable import check_comparable, labels_of, only_in_one
from simulator.experiment.comparing.comparison import Asked, Comparison, Forked
from simulator.experiment.comparing.fork import (
    WORLDS,
    Fork,
    fork,
    is_at_intervention,
    without_and_with,
)
from simulator.experiment.comparing.metrics import PAIRED
from simulator.experiment.comparing.paired import Paired
from simulator.experiment.comparing.until import Until, until_of
from simulator.experiment.comparing.worlds import Replicate, World, lived
from simulator.experiment.simulate import lives_on_one_core
from simulator.population.population import Progress, usable_cores
from simulator.projection.projection import Times
from simulator.scenario.schema import Scenario

REPLICATES = 5
"""How many replicates are lived unasked: the fewest that give intervals of a sensible width."""

MOST = 200
"""How many replicates are lived at most for an interval that is to become narrow, unless another number is given."""


def compare(
    base: Scenario,
    *alternatives: Scenario,
    at: str | None = None,
    replicates: int | None = None,
    until: str | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Return what differs between a base and its alternatives for the same customers with the same luck.

    `replicates` are repetitions with other luck, by default those of the scenarios, or 5 where they ask for one.
    `at`, such as `incident:outage`, forks the base there instead of taking alternatives; `intervention:training` forks
    it into the worlds without and with that. `until`, such as `profit:10000`, adds replicates until the 95 % interval
    of that paired difference is that narrow to either side;
    `replicates` is then the most that are lived, by default 200. `threads` changes the time only.

    Raises:
        UsageError: when the same customer cannot be found in all worlds; names what stands in the way.

    Example:
        >>> shop = Scenario(name="Shop", customers=9, weeks=4, touchpoints=({"name": "buy", "contacts_per_week": 1},))
        >>> compare(shop, shop, replicates=2).paired[0].is_same
        True
    """
    started, clock = datetime.now(UTC), time.perf_counter()
    if (at is None) == (not alternatives):
        raise UsageError("a comparison needs one alternative or more, or a fork of the base, not both")
    parting, scenarios, labels = _worlds(base, alternatives, at)
    for each in scenarios[1:]:
        check_comparable(base, each)
    count = _replicates(scenarios, replicates)
    goal = None if until is None else until_of(until)
    if goal is not None and replicates is None:
        count = MOST
    worlds = [World(each) for each in scenarios]
    result = Comparison(
        Asked((base, *alternatives), at, replicates, until),
        labels[0],
        scenarios,
        tuple(Paired(label, each) for label, each in zip(labels[1:], scenarios[1:], strict=True)),
        None if parting is None else Forked(parting),
        tuple(note for each in scenarios[1:] for note in only_in_one(scenarios[0], each)) if at is None else (),
        tuple(dict.fromkeys(found for world in worlds for found in world.inputs)),
    )
    _live(result, _Living(worlds, threads or usable_cores(), parting, progress), goal, count)
    result.times = Times(started.isoformat(timespec="seconds"), time.perf_counter() - clock)
    return result


def _worlds(
    base: Scenario, alternatives: tuple[Scenario, ...], at: str | None
) -> tuple[Fork | None, tuple[Scenario, ...], tuple[str, ...]]:
    """Return where the worlds part, if they do at an incident; the worlds, the base first; and what they are called."""
    if at is None:
        scenarios = (base, *alternatives)
        return None, scenarios, labels_of(scenarios)
    if is_at_intervention(at):
        return None, *without_and_with(base, at)
    parting = fork(base, at)
    return parting, parting.scenarios, WORLDS


def _replicates(scenarios: Sequence[Scenario], asked: int | None) -> int:
    if asked is not None:
        if asked < 1:
            raise UsageError(f"replicates is {asked}; allowed is a whole number from 1")
        return asked
    said = {each.replicates for each in scenarios}
    if len(said) > 1:
        raise UsageError(
            f"`replicates` is {' in one and '.join(str(each.replicates) for each in scenarios[:2])} in another; "
            "say --replicates R for all of them"
        )
    (number,) = said
    return number if number > 1 else REPLICATES


def _live(result: Comparison, living: _Living, goal: Until | None, most: int) -> None:
    """Live replicates, batch by batch where an interval is to become narrow, and take them in one after the other."""
    done, planned = 0, most if goal is None else min(REPLICATES, most)
    while True:
        for replicate in living.replicates(done, planned):
            result.add(replicate)
        done = planned
        if goal is None:
            return
        _check(goal, result)
        widths = [goal.half_width_of(each.values(goal.metric)) for each in result.paired]
        result.half_width = max(widths, key=lambda width: math.inf if math.isnan(width) else width)
        result.is_met = all(width <= goal.half_width for width in widths)
        if result.is_met or done >= most:
            return
        planned = min(most, max(goal.replicates_for(each.values(goal.metric)) for each in result.paired))


def _check(goal: Until, result: Comparison) -> None:
    for each in result.paired:
        names = [*each.names(), *PAIRED]
        if goal.metric in names:
            continue
        raise UsageError(f"{goal.metric} is no metric of these scenarios; there is {', '.join(names)}")


class _Living:
    """The replicates of all worlds on their way."""

    def __init__(self, worlds: list[World], threads: int, parting: Fork | None, progress: Progress | None) -> None:
        self.worlds = worlds
        self.threads = threads
        self.parting = parting
        self.stop = threading.Event()
        self._progress = progress
        self._told = 0.0

    def replicates(self, first: int, end: int) -> Iterator[Replicate]:
        """Yield the replicates from `first` to before `end` in order, whatever order they are finished in."""
        side_by_side = lives_on_one_core(self.worlds[0].scenario, self.threads) and end - first > 1
        if side_by_side:
            yield from self._side_by_side(first, end)
            return
        for number in range(first, end):

            def tell(share: float, number: int = number) -> None:
                self._tell((number + share) / end)

            yield lived(self.worlds, number, self.threads, self.stop, tell, self.parting)

    def _side_by_side(self, first: int, end: int) -> Iterator[Replicate]:
        # No more are under way, or wait to be taken in, than twice the threads: what they hold is large.
        waiting: deque[Future[Replicate]] = deque()
        shares = [0.0] * (end - first)
        with ThreadPoolExecutor(min(self.threads, end - first)) as pool:

            def start(number: int) -> None:
                def tell(share: float) -> None:
                    shares[number - first] = share

                waiting.append(pool.submit(lived, self.worlds, number, 1, self.stop, tell, self.parting))

            finished = False
            try:
                upcoming = iter(range(first, end))
                for _ in range(2 * self.threads):
                    if (number := next(upcoming, None)) is not None:
                        start(number)
                while waiting:
                    replicate = self._when_done(waiting.popleft(), shares, first, end)
                    if (number := next(upcoming, None)) is not None:
                        start(number)
                    yield replicate
                finished = True
            finally:
                if not finished:  # by Ctrl-C for instance: nobody needs the rest
                    self.stop.set()
                pool.shutdown(wait=False, cancel_futures=True)

    def _when_done(self, future: Future[Replicate], shares: list[float], first: int, end: int) -> Replicate:
        while True:
            found = None
            try:
                found = future.result(timeout=0.2)
            except TimeoutError:
                if future.done():
                    raise
            self._tell((first + sum(shares)) / end)
            if found is not None:
                return found

    def _tell(self, share: float) -> None:
        # A further batch makes the whole longer; what was told is not taken back.
        self._told = max(self._told, share)
        if self._progress is not None:
            self._progress(self._told)
