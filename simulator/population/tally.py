"""What is counted while a population lives: whole numbers only, so that any order and any number of threads agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.customer import noted
from simulator.customer.noted import Noted
from simulator.customer.state import REASONS, TIERS


@dataclass(frozen=True)
class Size:
    """How large a tally is: weeks of the story, segments, touchpoints, and the longest tenure in weeks."""

    weeks: int
    segments: int
    touchpoints: int
    tenure: int
    channels: int = 1
    programmes: int = 0
    interventions: int = 0


def new_tally(size: Size) -> Noted:
    """Return empty counters, one slot a week; slot 0 takes the warm-up and is not projected."""
    slots, segments = size.weeks + 1, size.segments
    return Noted(
        touchpoints=_zeros(slots, segments, size.touchpoints, len(noted.AT_TOUCHPOINT)),
        customers=_zeros(slots, segments, len(noted.OF_CUSTOMERS)),
        channels=_zeros(slots, segments, size.channels, len(noted.AT_CHANNEL)),
        programmes=_zeros(slots, segments, size.programmes, len(noted.OF_PROGRAMME)),
        surveys=_zeros(slots, segments, noted.ANSWERS_POSSIBLE),
        public=_zeros(slots, len(noted.OF_PUBLIC)),
        acting=_zeros(slots, size.interventions),
        reasons=_zeros(slots, segments, len(REASONS), len(REASONS)),
        moves=_zeros(slots, segments, len(TIERS) + 1, len(TIERS) + 1),
        sums=_zeros(slots, segments, len(noted.LEVELS)),
        balances=_zeros(slots, segments, noted.BINS),
        tenure=_zeros(segments, size.tenure, 2),
    )


def add(total: Noted, part: Noted) -> None:
    """Add the counters of a part of the population to a total, in place."""
    for counters, more in zip(total, part, strict=True):
        np.add(counters, more, out=counters)


def _zeros(*shape: int) -> np.ndarray:
    return np.zeros(shape, np.int64)
