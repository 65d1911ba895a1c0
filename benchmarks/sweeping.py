"""Measure how many small runs a sweep lives in a second, beside Mesa's batch_run with the same rule in plain Mesa.

    python benchmarks/sweeping.py [--quick] [--write]

A small run has 1,000 customers and 52 weeks, once without and once with the warm-up of the scenario. The sweep goes the
whole way: scenario, population, metrics, weekly columns, ledger, tables. Medians of interleaved repeats; those in which
something else took the processors are left out if any others remain. `--write` writes results/benchmark-N.json.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from functools import cache, partial
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import mesa  # noqa: E402  # found by the line above, wherever this is started from
from mesa.batchrunner import batch_run  # noqa: E402

from benchmarks.measuring import Took, interleaved, timed, undisturbed  # noqa: E402
from benchmarks.plain_mesa import PlainModel  # noqa: E402
from benchmarks.run import Figure, write  # noqa: E402
from simulator.experiment.comparing.metrics import metrics_of  # noqa: E402
from simulator.experiment.sweeping.living import live_run  # noqa: E402
from simulator.experiment.sweeping.plan import Factor, Plan, Point  # noqa: E402
from simulator.experiment.sweeping.running import run_in_memory, run_sweep  # noqa: E402
from simulator.population import kernel  # noqa: E402
from simulator.population.population import Population  # noqa: E402
from simulator.projection.counts import Counts  # noqa: E402
from simulator.projection.measures import measured  # noqa: E402
from simulator.scenario.reading import changed, read_scenario  # noqa: E402
from simulator.scenario.schema import Scenario  # noqa: E402
from simulator.scenario.sweep import WEEKLY  # noqa: E402

CUSTOMERS, WEEKS = 1000, 52
PATH = "recovery.empathy"
REPLICATES = 4


@cache
def small(warm_up_weeks: int) -> Scenario:
    """Return the scenario of a small run."""
    sizes = {"customers": CUSTOMERS, "weeks": WEEKS, "warm_up_weeks": warm_up_weeks, "replicates": 1}
    return read_scenario("telecom").model_copy(update=sizes)


class Batched(PlainModel):
    """The same rule as Mesa's batch_run takes it: a parameter by name, and a collector that keeps every week."""

    def __init__(self, warm_up_weeks: int, empathy: float, seed: int) -> None:
        scenario = changed(small(warm_up_weeks), {PATH: empathy, "seed": seed})
        super().__init__(scenario, shuffled=False)
        self.datacollector = mesa.DataCollector({f"tier {tier}": partial(in_tier, tier=tier) for tier in range(5)})

    def step(self) -> None:
        super().step()
        self.datacollector.collect(self)


def in_tier(model: Batched, tier: int) -> int:
    return model.tiers[-1][tier]


def batch(warm_up_weeks: int, runs: int, processes: int) -> Took:
    """Let Mesa live so many runs."""
    points = [number / runs for number in range(runs)]
    asked: dict[str, Any] = {"warm_up_weeks": warm_up_weeks, "empathy": points, "seed": 1}
    return timed(
        lambda: batch_run(Batched, asked, number_processes=processes, max_steps=10_000, display_progress=False),
        runs,
    )


def plan_of(warm_up_weeks: int, runs: int) -> Plan:
    """Return a plan of so many small runs."""
    points = runs // REPLICATES
    return Plan(
        "Small runs",
        small(warm_up_weeks),
        (Factor(PATH, 0.0, 1.0),),
        "list",
        {},
        tuple(Point(number, {PATH: number / points}) for number in range(points)),
        REPLICATES,
        WEEKLY,
    )


def swept(folder: Path, names: count[int], warm_up_weeks: int, runs: int, jobs: int) -> Took:
    """Live a sweep in a folder of its own."""
    plan = plan_of(warm_up_weeks, runs)
    return timed(lambda: run_sweep(plan, folder / str(next(names)), jobs=jobs), runs, jobs)


def outside_the_loop(warm_up_weeks: int, runs: int) -> tuple[float, float]:
    """Return the seconds of a run inside the compiled loop and outside it, on one thread."""
    inside = 0.0
    loop = kernel.advance

    def timed_loop(*arguments: Any) -> None:
        nonlocal inside
        started = perf_counter()
        loop(*arguments)
        inside += perf_counter() - started

    plan = plan_of(warm_up_weeks, runs)
    kernel.advance = timed_loop
    try:
        whole = timed(lambda: run_in_memory(plan, jobs=1)).seconds
    finally:
        kernel.advance = loop
    return inside / runs, (whole - inside) / runs


def parts(warm_up_weeks: int, repeats: int) -> dict[str, float]:
    """Return the seconds of what a run does outside the loop, each by itself."""
    scenario = small(warm_up_weeks)
    population = Population(scenario, 0, 1)
    population.live()
    counts = Counts(scenario, [population.tally])
    works: dict[str, Callable[[], object]] = {
        "the scenario of a point": lambda: changed(scenario, {PATH: 0.3}),
        "a population and its timeline": lambda: Population(scenario, 0, 1),
        "the metrics": lambda: metrics_of(Counts(scenario, [population.tally])),
        "every measure week by week": lambda: list(measured(counts)),
    }
    return {name: median(timed(work).seconds for _ in range(repeats)) for name, work in works.items()}


def figures_of(warm_up_weeks: int, quick: bool, folder: Path) -> list[Figure]:
    about = f"warm-up {warm_up_weeks} weeks"
    runs, mesa_runs, repeats = (40, 4, 2) if quick else (400, 16, 5)
    live_run(small(warm_up_weeks), 0)  # the compiler
    names = count()
    jobs = (1, 2)
    works = {f"sweep, {each} at a time": partial(swept, folder, names, warm_up_weeks, runs, each) for each in jobs}
    # With processes, the time that they take to start belongs to it, as it does whenever somebody runs a batch.
    works |= {f"batch_run, {each} processes": partial(batch, warm_up_weeks, mesa_runs, each) for each in jobs}
    found = interleaved(works, repeats)
    # What is done in other processes does not count as time of this one.
    took = {
        name: median(each.seconds for each in (undisturbed(times) if "2 processes" not in name else times))
        for name, times in found.items()
    }
    figures = [Figure(f"{name}, {about}", 1.0 / seconds, "runs/s") for name, seconds in took.items()]
    best = min(seconds for name, seconds in took.items() if "batch_run" in name)
    figures.append(
        Figure(f"sweep, 2 at a time, over the better batch_run, {about}", best / took["sweep, 2 at a time"], "times")
    )
    figures.append(
        Figure(f"sweep, 2 at a time, over 1, {about}", took["sweep, 1 at a time"] / took["sweep, 2 at a time"], "times")
    )
    inside, outside = outside_the_loop(warm_up_weeks, runs)
    figures.append(Figure(f"a run inside the compiled loop, {about}", 1000 * inside, "ms"))
    figures.append(Figure(f"a run outside the compiled loop, {about}", 1000 * outside, "ms"))
    figures += [
        Figure(f"of that {name}, {about}", 1000 * seconds, "ms")
        for name, seconds in parts(warm_up_weeks, 20 * repeats).items()
    ]
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a tenth of the runs: to see that it works")
    parser.add_argument("--write", action="store_true", help="write results/benchmark-N.json")
    arguments = parser.parse_args()
    load_before = os.getloadavg()[0]
    if load_before > 0.3:
        print(f"The machine is busy with something else: load {load_before:.1f}", file=sys.stderr)
    figures = []
    with tempfile.TemporaryDirectory() as place:
        for warm_up_weeks in (0, read_scenario("telecom").warm_up_weeks):
            folder = Path(place) / str(warm_up_weeks)
            for figure in figures_of(warm_up_weeks, arguments.quick, folder):
                print(figure, flush=True)
                figures.append(figure)
    if arguments.write:
        print(f"Written to {write(figures, arguments.quick, load_before).relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
