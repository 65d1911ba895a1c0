"""What a measure is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

_POINT = re.compile(r"\b[A-D](?:1[0-3]|[1-9])\b")


@dataclass(frozen=True)
class Measure:
    """One measure by week and segment.

    Example:
        >>> Measure("mean[trust]", "0 to 1", "belief that promises are kept (B7, C9)").claims
        ('B7', 'C9')
    """

    name: str
    unit: str
    meaning: str
    """A sentence, with the codes of the claims that it shows, as in `docs/claims.md`."""

    @property
    def claims(self) -> tuple[str, ...]:
        """The codes of the claims that it shows."""
        return tuple(_POINT.findall(self.meaning))


Found: TypeAlias = Iterator[tuple[Measure, np.ndarray]]
"""Measures with their values [replicate, week, segment]; the last axis is 1 where there are no segments."""
