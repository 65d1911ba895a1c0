"""Measure what each kind of network takes for a million persons with eight contacts each: time, and bytes a contact.

`python benchmarks/network.py`; `--quick` takes a tenth of the persons. It measures and does not judge.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
import pyarrow as pa
from pyarrow import csv, parquet

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import measuring  # found by the line above, wherever this is started from
from simulator.population.network import Network, build

CONTACTS = 8
SHARES = (0.5, 0.3, 0.2)


def edge_files(network: Network, folder: Path) -> Iterator[Path]:
    """Write the network as a CSV and as a Parquet file, each pair once, customers numbered from 1."""
    one = np.repeat(np.arange(network.persons, dtype=np.int64), np.diff(network.starts))
    once = one < network.contacts
    table = pa.table({"one": one[once] + 1, "other": network.contacts[once].astype(np.int64) + 1})
    csv.write_csv(table, folder / "pairs.csv")
    parquet.write_table(table, folder / "pairs.parquet")
    yield from (folder / "pairs.csv", folder / "pairs.parquet")


def measure(persons: int, repeats: int, folder: Path) -> None:
    """Print a line for each kind: the median, and the first time, when nothing is warm."""
    segments = np.random.default_rng(0).choice(len(SHARES), persons, p=SHARES).astype(np.uint8)
    works: dict[str, Callable[[], Network]] = {
        "small_world": partial(build, "small_world", persons, CONTACTS),
        "scale_free": partial(build, "scale_free", persons, CONTACTS),
        "blocks": partial(build, "blocks", persons, CONTACTS, segments=segments),
    }
    first = {name: measuring.timed(work).seconds for name, work in works.items()}
    made = {name: work() for name, work in works.items()}
    for path in edge_files(made["small_world"], folder):
        name = f"file, {path.suffix[1:]}"
        works[name] = partial(build, "file", persons, path=path)
        first[name] = measuring.timed(works[name]).seconds
        made[name] = works[name]()
    timed = {name: partial(measuring.timed, work) for name, work in works.items()}
    found = measuring.interleaved(timed, repeats)
    print(
        f"{persons:,} persons with {CONTACTS} contacts{'':<12} s {'first, s':>12} {'bytes a contact':>20} {'mean':>8}"
    )
    for name, network in made.items():
        seconds = median(each.seconds for each in measuring.undisturbed(found[name]))
        size, mean = network.bytes_per_contact, network.mean_contacts
        print(f"{name:<42} {seconds:>6.3f} {first[name]:>12.3f} {size:>20.3f} {mean:>8.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a tenth of the persons")
    parser.add_argument("--repeats", type=int, default=9, help="how often each is measured (9)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(100_000 if arguments.quick else 1_000_000, arguments.repeats, Path(folder))


if __name__ == "__main__":
    main()
