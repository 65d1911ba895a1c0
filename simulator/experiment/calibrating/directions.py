"""Directions in which the targets say nothing: parameters, alone or together, that can move without being noticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.experiment.calibrating.parameters import Free
from simulator.experiment.calibrating.ranges import ALLOWANCE, Range

FREE_WIDTH = 0.75
"""A direction is flat when what the targets allow is at least so much of what was searched."""
PART = 0.5
"""A parameter takes part in a direction when it moves by so much of what it could move alone before it is seen."""
TOGETHER = 0.9
"""Parameters whose allowed values hang together by at least this correlation are named as a pair."""
NARROWER = 2.0
"""A pair is worth telling only where one of them would be known so many times better, were the other known."""


@dataclass(frozen=True)
class Flat:
    """A direction along which nothing visible changes: paths, and whether each goes up (1) or down (-1)."""

    moves: tuple[tuple[str, int], ...]
    width: float
    """How much of the range of the first one is crossed before anything is seen, at most 1."""

    @property
    def words(self) -> str:
        """The direction in words."""
        if len(self.moves) == 1:
            return f"{self.moves[0][0]}, up or down,"
        (first, _), *others = self.moves
        more = " and ".join(f"{path} {'up' if way > 0 else 'down'}" for path, way in others)
        return f"{first} up with {more}"


def flat_directions(slopes: np.ndarray, free: Sequence[Free], scale: float) -> tuple[Flat, ...]:
    """Return the directions in which chi square hardly rises, from what each parameter does to each miss.

    `slopes` is [miss, parameter] at the best point; `scale` is by how much variances are larger than was said.

    Example:
        >>> one, other = Free("a", 0.0, 1.0, 0.5), Free("b", 0.0, 1.0, 0.5)
        >>> [flat.words for flat in flat_directions(np.array([[5.0, 5.0]]), [one, other], 1.0)]
        ['a up with b down']
    """
    risen = slopes.T @ slopes / scale
    sizes, ways = np.linalg.eigh(risen)
    alone = 2.0 * np.sqrt(ALLOWANCE / np.maximum(np.diag(risen), 1e-12))
    found = []
    for size, way in zip(sizes, ways.T, strict=True):
        most = int(np.argmax(np.abs(way)))
        # The whole width of the interval along this direction, as far as the ranges that were searched go.
        width = min(2.0 * np.sqrt(ALLOWANCE / max(float(size), 1e-12)), 1.0 / abs(way[most]))
        if width * abs(way[most]) < FREE_WIDTH:
            continue
        named = [
            most,
            *(at for at in np.argsort(-np.abs(way)) if at != most and width * abs(way[at]) >= PART * alone[at]),
        ]
        moves = tuple((free[at].path, int(np.sign(way[at]) * np.sign(way[most]))) for at in named)
        found.append(Flat(moves, float(width * abs(way[most]))))
    return tuple(found)


@dataclass(frozen=True)
class Pair:
    """Two parameters that are known together far better than each alone."""

    one: str
    other: str
    correlation: float

    @property
    def words(self) -> str:
        """The pair in words."""
        return f"{self.one} up with {self.other} {'up' if self.correlation > 0 else 'down'}"


def pairs_of(cloud: np.ndarray, ranges: Sequence[Range], told: Sequence[Flat]) -> tuple[Pair, ...]:
    """Return the pairs that hang together among all that is allowed, without those that were told as flat."""
    if cloud.shape[1] < 2:
        return ()
    spread = cloud.std(0)
    if (spread <= 0.0).any():
        return ()
    together = np.corrcoef(cloud.T)
    flat = [{path for path, _ in each.moves} for each in told]
    found = []
    for one in range(len(ranges)):
        for other in range(one + 1, len(ranges)):
            names = {ranges[one].free.path, ranges[other].free.path}
            if abs(together[one, other]) < TOGETHER or any(names <= each for each in flat):
                continue
            if max(_narrower(ranges[one]), _narrower(ranges[other])) >= NARROWER:
                found.append(Pair(ranges[one].free.path, ranges[other].free.path, float(together[one, other])))
    return tuple(found)


def _narrower(found: Range) -> float:
    alone = found.free.unit(found.alone[1]) - found.free.unit(found.alone[0])
    return found.width / max(alone, 1e-9)
