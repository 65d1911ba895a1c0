"""Surveys as the firm measures them, beside what everybody who was asked would have said (C8, D7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from simulator.customer.noted import (
    ANSWERS_POSSIBLE,
    EASY_ANSWERED,
    EASY_ASKED,
    RECOMMEND_ANSWERED,
    RECOMMEND_ASKED,
    SATISFIED_ANSWERED,
    SATISFIED_ASKED,
)
from simulator.projection.counts import Counts, ratio

PROMOTERS = slice(9, 11)
DETRACTORS = slice(0, 7)
SATISFIED = slice(3, 5)
"""Answers 4 and 5 of 1 to 5."""


@dataclass(frozen=True)
class Question:
    """One question: how many gave each answer, and how many of all asked would have given it; [..., answer]."""

    lowest: int
    """What the first answer counts; the next ones count one more each."""
    answered: np.ndarray
    asked: np.ndarray


def recommendation(counts: np.ndarray) -> Question:
    """Return the answers, 0 to 10, to whether one would recommend."""
    return Question(0, counts[..., RECOMMEND_ANSWERED:SATISFIED_ASKED], counts[..., RECOMMEND_ASKED:RECOMMEND_ANSWERED])


def satisfaction(counts: np.ndarray) -> Question:
    """Return the answers, 1 to 5, to whether one was satisfied with a contact."""
    return Question(1, counts[..., SATISFIED_ANSWERED:EASY_ASKED], counts[..., SATISFIED_ASKED:SATISFIED_ANSWERED])


def ease(counts: np.ndarray) -> Question:
    """Return the answers, 1 to 7, to how easy a contact was."""
    return Question(1, counts[..., EASY_ANSWERED:ANSWERS_POSSIBLE], counts[..., EASY_ASKED:EASY_ANSWERED])


def nps(answers: np.ndarray) -> np.ndarray:
    """Return the Net Promoter Score from counts per answer: % of 9 and 10 less % of 0 to 6; no number of nobody.

    Example:
        >>> nps(np.array([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3])).tolist()
        50.0
    """
    net = answers[..., PROMOTERS].sum(-1) - answers[..., DETRACTORS].sum(-1)
    return 100.0 * ratio(net, answers.sum(-1))


def mean_answer(answers: np.ndarray, lowest: int) -> np.ndarray:
    """Return the mean of answers from counts per answer.

    Example:
        >>> mean_answer(np.array([1, 0, 0, 0, 1]), lowest=1).tolist()
        3.0
    """
    points = np.arange(lowest, lowest + answers.shape[-1])
    return ratio((answers * points).sum(-1), answers.sum(-1))


def satisfied_share(answers: np.ndarray) -> np.ndarray:
    """Return the share of answers 4 and 5 from counts per answer 1 to 5."""
    return ratio(answers[..., SATISFIED].sum(-1), answers.sum(-1))


def scores(question: Question) -> Iterator[tuple[str, np.ndarray]]:
    """Yield what was answered and, with `_of_all`, what all asked would have said."""
    yield "", question.answered
    yield "_of_all", question.asked


def asks_about_us(counts: Counts) -> bool:
    """Return whether the firm asks its customers if they would recommend it."""
    return counts.scenario.surveys.relationship_every_weeks > 0


def asks_about_contacts(counts: Counts) -> bool:
    """Return whether the firm asks about contacts."""
    return counts.scenario.surveys.contact_every_weeks > 0


def round_at_end(counts: Counts) -> Question:
    """Return the answers of the last round of asking who would recommend, in which everybody had one turn."""
    every = counts.scenario.surveys.relationship_every_weeks
    return recommendation(counts.surveys[:, -every:, 0].sum(1))
