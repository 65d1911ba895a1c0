"""What customers would say if they were asked, one by one: the answers of the rule, for many at once.

The surveys of a scenario count answers; an experiment has to know who gave which. Whim is drawn by the experiment.
"""

from __future__ import annotations

import numpy as np

from simulator.scenario.psychology import Psychology

SCALE = (1, 7)
"""Of success, ease and emotion of a contact, as the scale on which ease is asked."""


def remembered(rows: np.ndarray, p: Psychology) -> np.ndarray:
    """Return the experience as each remembers it; `customer.memory.remembered`."""
    mean_weight = 1.0 - p.memory_peak_weight - p.memory_end_weight
    peak, end = p.memory_peak_weight * rows["memory_peak"], p.memory_end_weight * rows["memory_end"]
    return np.asarray(peak + end + mean_weight * rows["memory_mean"], dtype=float)


def would_recommend(rows: np.ndarray, p: Psychology, whim: np.ndarray) -> np.ndarray:
    """Return what each answers, 0 to 10, to 'would you recommend us'; `customer.survey.would_recommend`."""
    bond = p.recommend_remembered * remembered(rows, p) + p.recommend_identification * rows["identification"]
    return on_scale(p.recommend_neutral + bond, whim, p, 0, 10)


def rated(rows: np.ndarray, component: np.ndarray, p: Psychology, whim: np.ndarray) -> np.ndarray:
    """Return what each answers, 1 to 7, of a component of a contact; `customer.survey.how_easy`, for all three."""
    return on_scale(p.easy_neutral + p.easy_ease * component + p.halo * remembered(rows, p), whim, p, *SCALE)


def on_scale(answer: np.ndarray, whim: np.ndarray, p: Psychology, lowest: int, highest: int) -> np.ndarray:
    """Return answers as whole points of a scale; `whim` are standard normal numbers."""
    points = answer + whim * p.answer_noise * (highest - lowest)
    return np.floor(np.clip(points, lowest, highest) + 0.5)
