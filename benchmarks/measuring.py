"""What the benchmark measures: each function does a piece of work and returns its time or size."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

import numpy as np

from benchmarks.plain_mesa import PlainModel
from simulator.experiment.simulate import simulate
from simulator.population.crew import Crew
from simulator.population.population import Population
from simulator.population.society import network_of
from simulator.population.tally import new_tally
from simulator.scenario.schema import Scenario

ROOT = Path(__file__).resolve().parents[1]


class Took(NamedTuple):
    """What a piece of work took: seconds per unit, and the share of its processors that it got."""

    seconds: float
    share_got: float

    @property
    def alone(self) -> Took:
        """What it would have taken with its processors to itself: the processor time, spread over its threads."""
        return Took(self.seconds * self.share_got, 1.0)


def timed(work: Callable[[], object], units: int = 1, threads: int = 1) -> Took:
    started, used = perf_counter(), process_time()
    work()
    took = perf_counter() - started
    return Took(took / units, (process_time() - used) / (took * threads))


def interleaved(works: dict[str, Callable[[], Took]], repeats: int) -> dict[str, list[Took]]:
    """Do each work in turn, all of them `repeats` times, so that a busy minute hits them alike."""
    found: dict[str, list[Took]] = {name: [] for name in works}
    for _ in range(repeats):
        for name, work in works.items():
            found[name].append(work())
    return found


def undisturbed(took: list[Took]) -> list[Took]:
    """Return those that got nine tenths of their processors; all of them if something else ran all the time."""
    return [each for each in took if each.share_got >= 0.9] or took


class Engine:
    """The engine at work on one population, which can begin again."""

    def __init__(self, scenario: Scenario) -> None:
        self.population = Population(scenario)
        self.rows_at_start = self.population.columns.rows.copy()
        self.week_at_start = self.population.week
        self.population.live(self.week_at_start + 1)  # the compiler, and the first touch of the memory

    def live(self, threads: int, weeks: int | None = None) -> Took:
        """Live all weeks, or so many, from the beginning."""
        population = self.population
        population.columns.rows[:] = self.rows_at_start
        for letterbox in population.society.letters:
            letterbox[:] = 0
        population.week = self.week_at_start
        population.tally = new_tally(population.size)
        scenario = population.scenario
        population.crew = Crew(scenario.persons, threads, len(scenario.touchpoints), population.size)
        until = None if weeks is None else self.week_at_start + weeks
        return timed(lambda: population.live(until), threads=threads)

    @property
    def living_weeks(self) -> int:
        """Customer-weeks lived last by somebody who was a customer."""
        return int(self.population.tally.moves.sum())

    @property
    def all_weeks(self) -> int:
        """Weeks lived last by all persons, those included who have left or not yet come."""
        return self.population.scenario.persons * (self.population.week - self.week_at_start)

    @property
    def bytes_a_person(self) -> float:
        """Bytes kept of a person from week to week: the row, the letterboxes, the segment at hand for the network."""
        society, persons = self.population.society, self.population.scenario.persons
        beside = society.network.segments.nbytes + sum(letterbox.nbytes for letterbox in society.letters)
        return (self.population.columns.rows.nbytes + beside) / persons

    @property
    def bytes_a_contact(self) -> float:
        """Bytes of the network over its contacts, each counted from both ends."""
        network = self.population.society.network
        return (network.starts.nbytes + network.contacts.nbytes) / len(network.contacts)

    def build_network(self) -> Took:
        """Draw the network anew."""
        population = self.population
        segments = population.columns["segment"]
        return timed(lambda: network_of(population.scenario, segments, population.replicate))


class CopyingMemory:
    """The least that a week could do with the same memory: copy every byte of every customer."""

    def __init__(self, engine: Engine) -> None:
        self.source = engine.rows_at_start.view(np.uint8)
        self.target = np.empty_like(self.source)

    def copy(self, weeks: int) -> Took:
        return timed(lambda: [np.copyto(self.target, self.source) for _ in range(weeks)], weeks)


class PlainMesa:
    """Plain Mesa at work: some weeks further each time."""

    def __init__(self, scenario: Scenario) -> None:
        self.model = PlainModel(scenario, shuffled=False)
        self.model.step()  # everybody joins

    def live(self, weeks: int, *, shuffled: bool) -> Took:
        """Live some weeks more; a unit is a week of somebody who is a customer at the end: few come or go so soon."""
        self.model.shuffled = shuffled
        took = timed(lambda: [self.model.step() for _ in range(weeks)])
        return took._replace(seconds=took.seconds / (weeks * self.model.tiers[-1].total()))


def of_a_small_run(scenario: Scenario, repeats: int) -> float:
    """Return the median seconds of a whole small run, from the scenario to the projection."""
    simulate(scenario)
    return median(timed(lambda: simulate(scenario)).seconds for _ in range(repeats))


# The kernel hands the peak of the starting process down to getrusage of the started one; its own is in status.
_CHILD = """
import json, resource, sys
from pathlib import Path
from simulator.scenario.schema import Scenario
from simulator.population.population import Population
population = Population(Scenario.model_validate_json(sys.stdin.read()))
population.live({until})
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
if Path("/proc/self/status").exists():
    lines = Path("/proc/self/status").read_text().splitlines()
    peak = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
print(json.dumps([population.columns.rows.nbytes, peak]))
"""


def in_a_process(scenario: Scenario, until: int | None, cache: Path | None = None) -> tuple[float, int, int]:
    """Live up to a week in a Python of its own; return seconds from start to end, bytes of state, most bytes used."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if cache is not None:
        environment["NUMBA_CACHE_DIR"] = str(cache)
    started = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _CHILD.format(until=until)],
        input=scenario.model_dump_json(),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    took = perf_counter() - started
    state, peak = json.loads(done.stdout)
    return took, state, peak


def first_and_later_start(scenario: Scenario, repeats: int) -> tuple[float, float]:
    """Return the seconds to the end of the first week: with nothing compiled yet, and the median of later starts."""
    with tempfile.TemporaryDirectory() as folder:
        first = in_a_process(scenario, 1, Path(folder))[0]
        later = median(in_a_process(scenario, 1, Path(folder))[0] for _ in range(repeats))
    return first, later


def of_help(repeats: int) -> float:
    """Return how long `engage --help` takes as a process of its own, in seconds: the median."""
    times = []
    for _ in range(repeats):
        begin = perf_counter()
        subprocess.run([sys.executable, "-m", "simulator", "--help"], check=True, capture_output=True, cwd=ROOT)
        times.append(perf_counter() - begin)
    return median(times)
