"""Measure speed and memory in one run, against plain Mesa and against the memory itself; `make bench`.

It measures and does not judge: beside each figure stands what is required, and the exit code is 0 either way.
Medians of interleaved repeats; those in which something else took the processors are left out if any others remain.
`--quick` takes a tenth of the customers and is for seeing that it works. `--shared` is for a machine that is never
left alone: it takes processor time, spread over the threads, for the seconds of the clock, and so cannot tell what
threads lose by waiting for each other.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import measuring  # noqa: E402  # found by the line above, wherever this is started from
from simulator.scenario.reading import read_scenario  # noqa: E402
from simulator.scenario.schema import Scenario  # noqa: E402

RESULTS = ROOT / "results"
AMONG = "among others"
"""What is measured where people hear each other, join and return."""

Work = Callable[[], measuring.Took]


@dataclass(frozen=True)
class Figure:
    """One measured figure, with what is required of it, if anything is."""

    name: str
    value: float
    unit: str
    required: str = ""

    def __str__(self) -> str:
        shown = f"{self.value:,.0f}" if self.value >= 1000 else f"{self.value:,.3g}"
        return f"{self.name:<74} {shown:>14} {self.unit:<24} {self.required}".rstrip()


def measured(
    scenario: Scenario, customers: int, mesa_customers: tuple[int, ...], repeats: int, shared: bool = False
) -> list[Figure]:
    """Measure everything."""
    engine = measuring.Engine(scenario.model_copy(update={"customers": customers}))
    memory = measuring.CopyingMemory(engine)
    works: dict[str, Work] = {
        "engine, 1 thread": partial(engine.live, 1),
        "engine, 2 threads": partial(engine.live, 2),
        "copy": partial(memory.copy, 5),
    }
    for number in mesa_customers:
        works |= plain_mesa(scenario.model_copy(update={"customers": number}), repeats)
    took, disturbed = seconds_of(works, repeats, shared)

    figures: list[Figure] = []
    living_rates = {}
    for threads in ("1 thread", "2 threads"):
        name = f"engine, {customers:,} customers x {scenario.weeks} weeks, {threads}"
        living_rates[threads] = engine.living_weeks / took[f"engine, {threads}"]
        all_rate = engine.all_weeks / took[f"engine, {threads}"]
        figures.append(Figure(name, living_rates[threads], "living customer-weeks/s"))
        figures.append(Figure(f"{name}, leavers counted on", all_rate, "all customer-weeks/s"))
    figures += over_plain_mesa(took, living_rates)
    gained = took["engine, 1 thread"] / took["engine, 2 threads"]
    figures.append(Figure("two threads over one", gained, "times", "at least 1.7"))
    figures.append(Figure("copying the customers' memory", memory.source.nbytes / took["copy"] / 1e9, "GB/s"))
    for threads in ("1 thread", "2 threads"):
        share = 100 * took["copy"] * scenario.weeks / took[f"engine, {threads}"]
        figures.append(Figure(f"engine, {threads}: speed as a share of copying its memory each week", share, "%"))
    figures.append(Figure("processor time lost to others in the worst of these", disturbed, "%"))
    return figures


def measured_together(
    scenario: Scenario, persons: int, mesa_persons: tuple[int, ...], repeats: int, shared: bool = False
) -> list[Figure]:
    """Measure the same where people hear each other, join and return: a fifth of all are prospects at first."""
    together = measuring.Engine(among_others(scenario, persons))
    alone = measuring.Engine(scenario.model_copy(update={"customers": persons}))
    once = together.live(2).alone if shared else together.live(2)
    weeks = scenario.weeks
    figures = [
        Figure(f"{AMONG}, {persons:,} persons x {weeks} weeks, 2 threads, once", once.seconds, "s"),
        Figure(
            f"{AMONG}, all {weeks} weeks", together.all_weeks / once.seconds, "persons' weeks/s", "15,000,000 judged"
        ),
        Figure(f"{AMONG}, all {weeks} weeks", together.living_weeks / once.seconds, "living customer-weeks/s"),
    ]
    weeks = max(weeks // 4, 1)
    works: dict[str, Work] = {
        f"{AMONG}, 1 thread": partial(together.live, 1, weeks),
        f"{AMONG}, 2 threads": partial(together.live, 2, weeks),
        "alone": partial(alone.live, 2, weeks),
        "network": together.build_network,
    }
    for number in mesa_persons:
        works |= plain_mesa(among_others(scenario, number), repeats, f" {AMONG}")
    took, disturbed = seconds_of(works, repeats, shared)

    living_rates = {}
    for threads in ("1 thread", "2 threads"):
        name = f"{AMONG}, {threads}"
        living_rates[threads] = together.living_weeks / took[name]
        needed = "15,000,000 judged" if threads == "2 threads" else ""
        all_rate = together.all_weeks / took[name]
        figures.append(Figure(f"{name}, {weeks} weeks", all_rate, "persons' weeks/s", needed))
        figures.append(Figure(f"{name}, {weeks} weeks", living_rates[threads], "living customer-weeks/s"))
    figures += over_plain_mesa(took, living_rates, "at least 100")
    a_week = took[f"{AMONG}, 2 threads"] / weeks
    gained = took[f"{AMONG}, 1 thread"] / took[f"{AMONG}, 2 threads"]
    return [
        *figures,
        Figure(f"two threads over one, {AMONG}", gained, "times"),
        Figure(f"a week {AMONG} over a week of as many customers alone", a_week * weeks / took["alone"], "times"),
        Figure("bytes kept of a person, letterboxes included", together.bytes_a_person, "bytes", "at most 160"),
        Figure("network", together.bytes_a_contact, "bytes a contact", "at most 5"),
        Figure("building the network", took["network"], "s"),
        Figure("building the network, in weeks on 2 threads", took["network"] / a_week, "weeks", "at most 10"),
        Figure(f"processor time lost to others in the worst of these {AMONG}", disturbed, "%"),
    ]


def among_others(scenario: Scenario, persons: int) -> Scenario:
    """Return the scenario with an open market and word of mouth over eight contacts each."""
    prospects = persons // 5
    talk = scenario.market.word_of_mouth.model_copy(update={"network": "small_world", "contacts": 8})
    market = scenario.market.model_copy(update={"prospects": prospects, "word_of_mouth": talk})
    return scenario.model_copy(update={"customers": persons - prospects, "market": market})


def plain_mesa(scenario: Scenario, repeats: int, about: str = "") -> dict[str, Work]:
    """Return some weeks of plain Mesa, in order and shuffled; the same customers do both in turn."""
    persons = scenario.persons
    weeks = 10 if persons <= 10_000 else 3 if persons <= 100_000 else 1
    plain = measuring.PlainMesa(scenario.model_copy(update={"weeks": 1 + 2 * weeks * repeats}))
    name = f"plain Mesa, {persons:,} persons{about}"
    return {
        f"{name}, do": partial(plain.live, weeks, shuffled=False),
        f"{name}, shuffle_do": partial(plain.live, weeks, shuffled=True),
    }


def seconds_of(works: dict[str, Work], repeats: int, shared: bool) -> tuple[dict[str, float], float]:
    """Return the median seconds of each work, and the percentage of processor time that the worst lost to others.

    On a `shared` machine they are the seconds that it would have taken alone there, not those of the clock.
    """
    found = measuring.interleaved(works, repeats)
    kept = {name: measuring.undisturbed(times) for name, times in found.items()}
    got = min(median(each.share_got for each in times) for times in kept.values())
    if shared:
        kept = {name: [each.alone for each in times] for name, times in found.items()}
    return {name: median(each.seconds for each in times) for name, times in kept.items()}, max(100 * (1 - got), 0.0)


def over_plain_mesa(took: dict[str, float], rates: dict[str, float], needed: str = "at least 150") -> list[Figure]:
    names = [name for name in took if "plain Mesa" in name]
    figures = [Figure(name, 1 / took[name], "living customer-weeks/s") for name in names]
    for threads, rate in rates.items():
        figures += [Figure(f"engine, {threads}, over {name}", rate * took[name], "times", needed) for name in names]
    return figures


def measured_apart(scenario: Scenario, customers: int, repeats: int) -> list[Figure]:
    """Measure what needs a process of its own, or is small."""
    many = scenario.model_copy(update={"customers": customers})
    few = scenario.model_copy(update={"customers": 1000, "weeks": 52})
    measuring.in_a_process(few, 1)  # compiled for sure: compiling takes memory of its own
    _, state, peak = measuring.in_a_process(many, None)
    allowed = 2.5 * state / 1e6 + 400
    first, later = measuring.first_and_later_start(few, repeats)
    small = measuring.of_a_small_run(few, 10 * repeats)
    return [
        Figure("state of a customer", state / customers, "bytes"),
        Figure(f"state of {customers:,} customers", state / 1e6, "MB"),
        Figure("most memory of a run of them, Python included", peak / 1e6, "MB", f"at most {allowed:,.0f}"),
        Figure("first start ever to the end of week 1, compiling included", first, "s", "at most 25"),
        Figure("later start to the end of week 1, imports included", later, "s", "at most 2"),
        Figure("1,000 customers x 52 weeks, scenario to projection", 1000 * small, "ms", "at most 10"),
        Figure("engage --help", measuring.of_help(2 * repeats), "s", "at most 0.3"),
    ]


def write(figures: list[Figure], quick: bool, load_before: float, shared: bool = False) -> Path:
    """Write the figures into results/ under the next free number, and how busy the machine was otherwise."""
    RESULTS.mkdir(exist_ok=True)
    taken = [int(file.stem.partition("-")[2]) for file in RESULTS.glob("benchmark-*.json") if file.stem[10:].isdigit()]
    file = RESULTS / f"benchmark-{max(taken, default=0) + 1}.json"
    versions = {name: version(name) for name in ("numpy", "numba", "mesa")}
    about = {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "quick": quick,
        "processor_time": shared,
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "load_before_and_after": [load_before, os.getloadavg()[0]],
        "versions": {"python": platform.python_version(), **versions},
        "figures": [asdict(figure) for figure in figures],
    }
    file.write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a tenth of the customers, fewer repeats")
    parser.add_argument("--repeats", type=int, default=0, help="how often each is measured (5; 3 with --quick)")
    parser.add_argument("--shared", action="store_true", help="take processor time, where others use the machine too")
    arguments = parser.parse_args()
    quick: bool = arguments.quick
    repeats: int = arguments.repeats or (3 if quick else 5)
    customers = 100_000 if quick else 1_000_000
    mesa_customers = (2_000, 10_000) if quick else (10_000, 100_000)

    # Without a warm-up, which plain Mesa would take minutes for; everybody is new in week 1.
    scenario = read_scenario("telecom").model_copy(update={"warm_up_weeks": 0, "replicates": 1})
    contacts = sum(touchpoint.contacts_per_week for touchpoint in scenario.touchpoints)
    print(f"{scenario.name}: {len(scenario.touchpoints)} touchpoints, {contacts:.2f} contacts a week", file=sys.stderr)
    print(f"Medians of {repeats} interleaved repeats; this takes some minutes", file=sys.stderr)
    load_before = os.getloadavg()[0]
    if load_before > 0.3:
        print(f"The machine is busy with something else: load {load_before:.1f}", file=sys.stderr)
    figures = [
        *measured(scenario, customers, mesa_customers, repeats, arguments.shared),
        *measured_together(scenario, customers, (mesa_customers[0], customers), repeats, arguments.shared),
        *measured_apart(scenario, customers, repeats),
    ]
    print(f"{'':<74} {'':>14} {'':<24} required")
    for figure in figures:
        print(figure)
    print(f"Written to {write(figures, quick, load_before, arguments.shared).relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
