"""How two things go together over customers, and what is left of it when a third is held constant."""

from __future__ import annotations

import numpy as np


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Return Pearson's correlation over all customers; 0 where one of the two does not vary."""
    return float(np.mean(scaled(one) * scaled(other)))


def given(one: np.ndarray, other: np.ndarray, held: np.ndarray) -> float:
    """Return the correlation of what `held` does not explain in the two: the partial correlation.

    Example:
        >>> x, z = np.array([0.0, 1, 0, 1]), np.array([0.0, 0, 1, 1])
        >>> round(given(x + z, x - z, z), 6), round(correlation(x + z, x - z), 6)
        (1.0, 0.0)
    """
    return correlation(unexplained(one, held), unexplained(other, held))


def unexplained(outcome: np.ndarray, *causes: np.ndarray) -> np.ndarray:
    """Return what is left of an outcome when the causes are taken out of it."""
    around = outcome - outcome.mean()
    for slope, cause in zip(coefficients(outcome, *causes), causes, strict=True):
        around = around - slope * (cause - cause.mean())
    # What only rounding has left is nothing.
    return np.asarray(around) if around.std() > 1e-9 * max(float(outcome.std()), 1e-9) else np.zeros_like(around)


def coefficients(outcome: np.ndarray, *causes: np.ndarray) -> np.ndarray:
    """Return the coefficients of several causes in one regression with a constant.

    Example:
        >>> x, z = np.array([0.0, 1, 0, 1]), np.array([0.0, 0, 1, 1])
        >>> coefficients(1 + 2 * x - z, x, z).round(6).tolist()
        [2.0, -1.0]
    """
    columns = np.array([np.ones(outcome.size), *(cause.ravel() for cause in causes)], dtype=float).T
    return np.asarray(np.linalg.lstsq(columns, outcome.ravel(), rcond=None)[0])[1:]


def scaled(values: np.ndarray) -> np.ndarray:
    """Return values around their mean, in standard deviations; zeros where they do not vary."""
    around = values - values.mean()
    spread = float(around.std())
    return np.asarray(around / spread) if spread > 1e-12 else np.zeros_like(around)
