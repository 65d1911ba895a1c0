"""Luck beside what the points do: known variances come back, and few replicates are owned up to."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.experiment.sensitivity.luck import Luck, luck_of


def drawn(points: int, replicates: int, of_points: float, common: float, own: float, seed: int = 5) -> np.ndarray:
    """Values with standard deviations of what the points do, of luck that all share, and of luck that is theirs."""
    luck = np.random.default_rng(seed)
    # The interval is about these very points, so that what they do is to have just this variance.
    signal = luck.normal(size=(points, 1))
    return np.asarray(
        of_points * (signal - signal.mean()) / signal.std(ddof=1)
        + luck.normal(0.0, common, (1, replicates))
        + luck.normal(0.0, own, (points, replicates))
    )


def known(values: np.ndarray) -> Luck:
    found = luck_of(values)
    assert found is not None
    return found


def test_known_variances_come_back() -> None:
    found = known(drawn(400, 400, 3.0, 2.0, 1.0))
    assert found.share.mean == pytest.approx(5.0 / 14.0, abs=0.03)
    assert found.common == pytest.approx(0.8, abs=0.03)
    assert found.deviation == pytest.approx(np.sqrt(5.0), abs=0.1)
    assert found.difference.mean == pytest.approx(2.0 * np.sqrt(5.0 / np.pi), abs=0.1)
    assert found.left == pytest.approx(1.0 / 400.0 / 9.0, abs=1e-3)
    assert found.share.low < 5.0 / 14.0 < found.share.high


@pytest.mark.parametrize(("common", "own"), [(1.0, 2.0), (2.0, 0.2), (0.0, 2.0)])
@pytest.mark.parametrize("replicates", [2, 5])
def test_the_interval_covers_as_often_as_it_says(replicates: int, common: float, own: float) -> None:
    luck = common**2 + own**2
    inside = 0
    for seed in range(400):
        share = known(drawn(200, replicates, 3.0, common, own, seed)).share
        inside += share.low <= luck / (9.0 + luck) <= share.high
    assert 0.92 <= inside / 400 <= 0.99


def test_without_luck_there_is_none() -> None:
    found = known(np.repeat(np.arange(5.0)[:, None], 3, axis=1))
    assert (found.share.mean, found.share.high, found.deviation, found.left) == (0.0, 0.0, 0.0, 0.0)


def test_luck_that_all_points_share_is_in_no_difference() -> None:
    found = known(drawn(20, 4, 1.0, 5.0, 0.0))
    assert found.common == pytest.approx(1.0)
    assert found.left == pytest.approx(0.0, abs=1e-9)


def test_from_one_replicate_nothing_is_known() -> None:
    assert luck_of(np.ones((5, 1))) is None
    assert luck_of(np.ones((1, 5))) is None
