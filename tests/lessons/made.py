"""The lessons, lived small and once for all tests of a file."""

from __future__ import annotations

from functools import cache

from simulator.lessons.lessons import LESSONS, lesson
from simulator.lessons.living import worlds_of
from simulator.lessons.teaching import Taught, teach

FEW = 300
NAMES = [each.name for each in LESSONS]


@cache
def taught(name: str, customers: int = FEW) -> Taught:
    """Return a lesson with few customers."""
    found = lesson(name)
    return teach(found, *worlds_of(found, customers))
