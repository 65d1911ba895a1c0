"""Outlines with as few points as nobody can see: a page of long stories must stay small."""

from __future__ import annotations

import re

import numpy as np

TOLERANCE = 0.12
"""Points that a line may move aside; a seventh of the width of a pixel on paper."""

_STRAIGHT = re.compile(r"[MLZz\s\d.e+-]*")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


def thinned(outline: str) -> str:
    """Return the outline of a drawing, the attribute `d`, with rounded numbers and without points on straight lines.

    Example:
        >>> thinned("M 0 0 L 1.001 1.001 L 2 2.002 L 4 0 z")
        'M0 0 2 2 4 0z'
    """
    if not _STRAIGHT.fullmatch(outline):
        return re.sub(r"\s+", " ", re.sub(r"-?\d+\.\d+", lambda found: _short(float(found.group())), outline)).strip()
    parts = []
    for part in re.findall(r"M[^M]*", outline):
        numbers = [float(each) for each in _NUMBER.findall(part)]
        places = _kept(np.array(numbers).reshape(-1, 2))
        end = "z" if part.rstrip().lower().endswith("z") else ""
        parts.append("M" + " ".join(f"{_short(x)} {_short(y)}" for x, y in places) + end)
    return "".join(parts)


def _kept(places: np.ndarray) -> np.ndarray:
    """Keep the ends and whatever lies aside of the line between those kept (Ramer 1972; Douglas & Peucker 1973)."""
    keep = np.zeros(len(places), bool)
    keep[[0, -1]] = True
    open_ = [(0, len(places) - 1)]
    while open_:
        first, last = open_.pop()
        if last - first < 2:
            continue
        start, along = places[first], places[last] - places[first]
        to = places[first + 1 : last] - start
        long = float(np.hypot(*along))
        share = np.clip(to @ along / long**2, 0.0, 1.0) if long else np.zeros(len(to))
        aside = np.hypot(*(to - share[:, None] * along).T)
        most = int(np.argmax(aside))
        if aside[most] > TOLERANCE:
            middle = first + 1 + most
            keep[middle] = True
            open_ += [(first, middle), (middle, last)]
    return np.asarray(places[keep])


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0") if round(number, 1) else "0"
