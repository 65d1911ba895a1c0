"""What repetition does to a delight, and what is missed when it stops (P25)."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.customer import noted
from simulator.evidence.finding import ABOVE_ZERO, Band, Check, Curve, Finding, Outcome, Panel
from simulator.evidence.laboratory import Laboratory
from simulator.population.population import Population

A_MONTH = 4
TIMES = 12
"""A year of monthly delights, more than enough to get used to them."""
WITHOUT = 3
"""Months watched after the last."""
A_YEAR = 52
YEARS = 3


def effects_of_rounds(population: Population, every_weeks: int, rounds: int) -> np.ndarray:
    """Return what a programme moved the account of a customer whom it met, or missed, on average: one number a round.

    Everybody's turn comes once in a round; the first begins in week 1, and weeks of the story count from there.
    """
    counted = population.tally.programmes[1 : every_weeks * rounds + 1, :, 0].sum(axis=1)
    by_round = counted.reshape(rounds, every_weeks, -1).sum(axis=1)
    moved = by_round[:, noted.PROGRAMME_DEPOSITED] + by_round[:, noted.PROGRAMME_WITHDRAWN]
    met: np.ndarray = by_round[:, noted.TAKEN] + by_round[:, noted.MISSED]
    return np.asarray(moved / noted.UNIT / np.maximum(met, 1), dtype=float)


def repeated_delight(lab: Laboratory) -> Outcome:
    """Delight customers every month for a year and stop; others once a year (P25)."""

    def rounds(every_weeks: int, times: int, watched: int) -> np.ndarray:
        delight = {
            "name": "delight",
            "fulfils": "sensation",
            "amount": {"mean": 0.6, "sd": 0.0},  # a pleasant surprise, always the same
            "every_weeks": every_weeks,
            "until_week": every_weeks * times,
        }
        # Two years of ordinary history before: first impressions have worn off, and nobody was ever delighted.
        firm = lab.library(
            "ordinary-firm", programmes=[delight], warm_up_weeks=104, weeks=every_weeks * watched, surveys={}
        )

        def one(replicate: int) -> dict[str, Any]:
            return {"effects": effects_of_rounds(lab.live(firm, replicate), every_weeks, watched)}

        return lab.each(one)["effects"]

    monthly, yearly = rounds(A_MONTH, TIMES, TIMES + WITHOUT), rounds(A_YEAR, YEARS, YEARS)
    relative = monthly / monthly[:, :1]
    gaps = yearly / yearly[:, :1]
    return Outcome(
        {
            "fifth for the first": relative[:, 4],
            "dip": -monthly[:, TIMES],
            "after a year": gaps[:, 1],
        },
        (
            Panel(
                "The same delight again and again",
                "how many times before",
                "what it moves the account, the first time being 1",
                (
                    Curve("every month, for a year", np.arange(TIMES + WITHOUT), relative),
                    Curve("once a year", np.arange(YEARS), gaps),
                ),
            ),
        ),
    )


FINDINGS = (
    Finding(
        code="P25",
        name="delight-repeated",
        title="A delight repeated pleases less, is missed when it stops, and pleases again after a long gap",
        done=(
            "Customers of an ordinary firm get the same pleasant surprise every month for a year, then none; others "
            "get it once a year. Read is what each occasion moves the account, where no surprise had moved nothing."
        ),
        source="Rust & Oliver 2000: an analytical model; no figures, all bands are proposed",
        certainty="read in the abstract, a model and no measurement; grade C+",
        checks=(
            Check(
                "fifth for the first",
                "effect of the fifth monthly delight, as a share of the first",
                Band(high=0.6),
                published="shrinks",
                gone=Band(0.9, 1.1),
            ),
            Check(
                "dip",
                "what the account loses on the first occasion without",
                ABOVE_ZERO,
                published="below the level without any",
                gone=Band(-1e-6, 1e-6),
            ),
            Check(
                "after a year",
                "effect of a delight a year after the one before, as a share of the first",
                Band(low=0.8),
                published="forgetting lets it be repeated",
            ),
        ),
        experiment=repeated_delight,
        mechanisms=("satiation",),
    ),
)
