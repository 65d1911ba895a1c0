"""The shifted-beta-geometric model of contracts (Fader & Hardie 2007): an oracle for leaving, in closed form.

Each customer leaves at every renewal with a probability of their own that never changes; between customers these
probabilities are beta-distributed. Retention then rises with tenure though nobody ever becomes more loyal.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def survival(alpha: float, beta: float, years: int) -> np.ndarray:
    """Return the share that is still there after 1 to `years` renewals: B(alpha, beta + t) / B(alpha, beta).

    Example:
        >>> survival(1.0, 1.0, 3).round(4).tolist()
        [0.5, 0.3333, 0.25]
    """
    from scipy.special import betaln  # a heavy import, and only needed here

    return np.asarray(np.exp(betaln(alpha, beta + np.arange(1, years + 1)) - betaln(alpha, beta)))


def fitted(survivors: Sequence[float]) -> tuple[float, float]:
    """Return alpha and beta of greatest likelihood for the shares that survive year 1, 2 and so on.

    The likelihood is that of a cohort whose leavers were counted each year and whose rest is only known to have stayed
    longer; the size of the cohort does not move where it is greatest.

    Example:
        >>> alpha, beta = fitted(survival(0.7, 1.2, 7))
        >>> round(alpha, 3), round(beta, 3)
        (0.7, 1.2)
    """
    from scipy.optimize import minimize

    seen = np.array([1.0, *survivors])
    left = -np.diff(seen)

    def unlikely(logs: np.ndarray) -> float:
        there = np.array([1.0, *survival(float(np.exp(logs[0])), float(np.exp(logs[1])), len(left))])
        return float(-(left @ np.log(-np.diff(there)) + seen[-1] * np.log(there[-1])))

    best = minimize(unlikely, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-13})
    alpha, beta = np.exp(best.x)
    return float(alpha), float(beta)
