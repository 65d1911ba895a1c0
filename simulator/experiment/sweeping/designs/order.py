"""In which order the points of a grid are lived, so that half of them say something of every value."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from math import gcd

GOLDEN = 0.6180339887498949
"""The share of a circle by which one walks to be as far as possible from all earlier places, again and again."""

CANDIDATES = 24


@lru_cache(maxsize=8)
def spread(places: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    """Return the numbers of points in an order in which early points are spread over all values.

    `places` holds for each point the place of its value in each parameter. The points are walked through with a fixed
    stride that shares no divisor with their number, so that each is met once: a rank-1 lattice. Of the strides near
    the golden section the one is taken that, a quarter and half way, has met the values of each parameter most
    evenly. It depends on nothing but the grid.

    Example:
        >>> spread(((0,), (1,), (2,), (3,), (4,)))
        (0, 3, 1, 4, 2)
    """
    count = len(places)
    if count < 3:
        return tuple(range(count))
    best = min(islice(_strides(count), CANDIDATES), key=lambda stride: _unevenness(places, stride))
    return tuple(_walk(count, best))


def _walk(count: int, stride: int) -> list[int]:
    return [step * stride % count for step in range(count)]


def _strides(count: int) -> list[int]:
    """Strides that meet every point once, those nearest to the golden section first."""
    wanted = count * GOLDEN
    near = range(max(1, int(wanted) - 4 * CANDIDATES), min(count - 1, int(wanted) + 4 * CANDIDATES) + 1)
    return sorted((each for each in near if gcd(each, count) == 1), key=lambda each: abs(each - wanted))


def _unevenness(places: Sequence[Sequence[int]], stride: int) -> int:
    """How far apart the values of a parameter are in how often they were met, summed over parameters and looks."""
    walk = _walk(len(places), stride)
    total = 0
    for looked in (len(places) // 4, len(places) // 2):
        for parameter in range(len(places[0])):
            met: dict[int, int] = {each[parameter]: 0 for each in places}
            for point in walk[:looked]:
                met[places[point][parameter]] += 1
            total += max(met.values()) - min(met.values())
    return total
