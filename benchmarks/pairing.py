"""How much the pairing saves: the variance of a difference between two worlds, paired and with luck of their own.

    python benchmarks/pairing.py [REPLICATES] [CUSTOMERS]

Three scenarios of the library, each against itself with another complaint desk. `paired` is the variance of the paired
difference over the replicates; `sum` that of independent runs as `engage compare` reckons it, the variances within the
two worlds added up; `seeds` the same measured, with the alternative lived under another seed.
"""

from __future__ import annotations

import sys

import numpy as np

from simulator import compare, read_scenario, simulate
from simulator.experiment.comparing.metrics import metrics_of
from simulator.projection.counts import Counts

DESKS = {
    "telecom": ("recovery.answer_weeks=0", "recovery.solved_probability=0.8", "recovery.empathy=0.4"),
    "hotel": ("recovery.solved_probability=0.9", "recovery.redress=1.1", "recovery.empathy=0.6"),
    "webshop": ("recovery.answer_weeks=0", "recovery.solved_probability=0.9", "recovery.empathy=0.4"),
}
METRICS = ("customers", "mean[balance]", "share[loyal]", "profit")


def main(replicates: int, customers: int) -> None:
    """Print a table in Markdown."""
    print(f"{replicates} replicates of {customers:,} customers\n")
    print("| Scenario | Metric | difference | paired | sum | seeds | sum by paired |\n|---|---|---|---|---|---|---|")
    for name, desk in DESKS.items():
        size = f"customers={customers}"
        base, other = read_scenario(name, [size]), read_scenario(name, [size, *desk])
        found = compare(base, other, replicates=replicates).paired[0]
        elsewhere = read_scenario(name, [size, *desk, "seed=1000", f"replicates={replicates}"])
        lived = simulate(elsewhere, keep_customers=False)
        alone = [metrics_of(Counts(elsewhere, [tally])) for tally in lived.tallies]
        for metric in METRICS:
            independent, paired = found.variances(metric)
            one = np.array([each[metric] for each in found.base_metrics])
            seeds = float((np.array([each[metric] for each in alone]) - one).var(ddof=1))
            difference = found.paired(metric)
            print(
                f"| {name} | {metric} | {difference.mean:,.4g} ({difference.low:,.4g} to {difference.high:,.4g}) "
                f"| {paired:.3g} | {independent:.3g} | {seeds:.3g} | {independent / paired:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    main(given[0] if given else 40, given[1] if len(given) > 1 else 10_000)
