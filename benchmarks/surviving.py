"""Kill a sweep again and again, resume it, and hold its files against those of a sweep that nobody touched.

    python benchmarks/surviving.py [--runs 1000] [--kills 3] [--seed 1]

Each part is a process of its own, `engage resume`, killed with signal 9 at a random moment between its first finished
run and its last. Ends with 1 where a run was lost or a file differs.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from simulator.experiment.sweeping.folder import opened
from simulator.experiment.sweeping.ledger import LEDGER, Ledger
from simulator.experiment.sweeping.plan import Factor, Plan, Point, Run
from simulator.scenario.schema import Scenario

ROOT = Path(__file__).resolve().parents[1]
FILES = ("plan.json", "runs.parquet", "weekly.parquet", "dictionary.json", "summary.json", "manifest.json")
REPLICATES = 5


def tiny(runs: int) -> Plan:
    """Return a plan of very small runs: 50 customers, six weeks; one point in 50 does not fit together and fails."""
    shop = Scenario.model_validate(
        {
            "name": "Shop",
            "weeks": 6,
            "customers": 50,
            "touchpoints": [
                {"name": "order", "contacts_per_week": 0.8, "failure": {"probability": 0.3, "severity": 0.6}}
            ],
        }
    )
    count = max(runs // REPLICATES, 1)
    wrong = dict.fromkeys(range(25, count, 50), 2.0)
    points = [
        Point(number, {"recovery.solved_probability": wrong.get(number, number / count)}) for number in range(count)
    ]
    factors = (Factor("recovery.solved_probability", 0.0, 1.0),)
    return Plan("Tiny", shop, factors, "list", {}, tuple(points), REPLICATES, ("customers", "mean[balance]"))


def resumed(folder: Path) -> subprocess.Popen[bytes]:
    """Start a process that lives what is left."""
    return subprocess.Popen(
        [sys.executable, "-m", "simulator", "resume", str(folder), "-q", "--no-figures"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )


def killed(folder: Path, moments: list[int], luck: random.Random) -> list[str]:
    """Kill a process each time so many runs are in the ledger, or a little later; return what was lost."""
    ledger, wrong = Ledger(folder / LEDGER), []
    known: set[Run] = set()
    for moment in moments:
        process = resumed(folder)
        while sum(ledger.counts()) < moment and process.poll() is None:
            time.sleep(0.002)
        time.sleep(luck.uniform(0.0, 0.06))
        before = ledger.finished()
        process.send_signal(signal.SIGKILL)
        code = process.wait()
        after = ledger.finished()
        if lost := (known | before) - after:
            wrong.append(f"{len(lost)} runs were lost at {moment}")
        print(f"killed with {len(after):,} runs in the ledger, process ended with {code}", flush=True)
        known = after
    return wrong


def survived(runs: int, kills: int, seed: int, place: Path) -> list[str]:
    """Live a sweep twice, once killed so often; return what is wrong."""
    luck, plan = random.Random(seed), tiny(runs)
    total = len(plan.points) * plan.replicates
    one, other = (opened(plan, place / name, None).folder for name in ("unbroken", "killed"))
    first = resumed(one).wait()
    wrong = killed(other, sorted(luck.sample(range(1, max(total - total // 20, 2)), kills)), luck)
    last = resumed(other).wait()
    if (first, last) != (5, 5) and any(value == 2.0 for point in plan.points for value in point.values.values()):
        wrong.append(f"ended with {first} and {last} instead of 5: some runs of this sweep fail")
    sessions = Ledger(other / LEDGER).sessions()
    shares = [each.runs for each in sessions]
    print(f"{total:,} runs in {len(sessions)} processes: {shares}, together {sum(shares):,}")
    if sum(shares) != total:
        wrong.append(f"{sum(shares)} runs instead of {total}")
    for name in FILES:
        same = (one / name).read_bytes() == (other / name).read_bytes()
        print(f"{name:<16} {'the same bytes' if same else 'DIFFERS'}")
        if not same:
            wrong.append(f"{name} differs")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1, help="of the random moments")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wrong = survived(arguments.runs, arguments.kills, arguments.seed, Path(folder))
    print("\n".join(wrong) or "nothing lost, nothing doubled, the same files")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
