"""Many occasions at once: the draws of the rule, in a compiled loop."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from simulator.customer import draws


@njit
def _fill(key: Any, purpose: Any, week: Any, person: Any, stream: Any, index: Any, words: Any) -> None:
    for i in range(len(words)):
        words[i] = draws.draw(key, purpose[i], week[i], person[i], stream[i], index[i])


def words_of(
    seed: int = 1,
    replicate: int = 0,
    *,
    purpose: Any = draws.CONTACT,
    week: Any = 1,
    person: Any = 0,
    stream: Any = 7,
    index: Any = 0,
) -> np.ndarray:
    """Return the four words of each occasion, one row an occasion; arrays and single numbers may be mixed."""
    columns = np.broadcast_arrays(*(np.atleast_1d(part) for part in (purpose, week, person, stream, index)))
    purposes, weeks, persons, streams, indexes = (column.astype(np.int64) for column in columns)
    words = np.empty((len(persons), 4), np.uint64)
    _fill(draws.key_of(seed, replicate), purposes, weeks, persons, streams.astype(np.uint64), indexes, words)
    return words
