"""A sweep of real processes, killed with signal 9 at random moments and resumed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.surviving import survived


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
def test_killed_three_times_nothing_is_lost_and_nothing_doubled(tmp_path: Path, seed: int) -> None:
    """`python benchmarks/surviving.py` does the same with a thousand runs."""
    assert survived(60, 3, seed, tmp_path) == []
