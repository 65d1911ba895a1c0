"""The seven lessons, in the order in which they are best taught."""

from __future__ import annotations

from simulator.errors import UsageError
from simulator.lessons.bank_account import EMOTIONAL_BANK_ACCOUNT
from simulator.lessons.double_deviation import DOUBLE_DEVIATION
from simulator.lessons.habit import HABIT_IS_NOT_ENGAGEMENT
from simulator.lessons.lesson import Lesson
from simulator.lessons.reasons import PRICE_SAID_TREATMENT_MEANT
from simulator.lessons.recovery_paradox import RECOVERY_PARADOX
from simulator.lessons.scores import WHAT_NPS_DOES_NOT_SEE
from simulator.lessons.talk import WORD_OF_MOUTH

LESSONS: tuple[Lesson, ...] = (
    EMOTIONAL_BANK_ACCOUNT,
    RECOVERY_PARADOX,
    DOUBLE_DEVIATION,
    HABIT_IS_NOT_ENGAGEMENT,
    WHAT_NPS_DOES_NOT_SEE,
    PRICE_SAID_TREATMENT_MEANT,
    WORD_OF_MOUTH,
)


def lesson(name: str) -> Lesson:
    """Return the lesson of this name.

    Raises:
        UsageError: when there is none; it says the nearest.

    Example:
        >>> lesson("word-of-mouth").title.said("nl")
        'Mond-tot-mond'
    """
    by_name = {each.name: each for each in LESSONS}
    said = name.strip().lower().replace("_", "-").replace(" ", "-")
    if said in by_name:
        return by_name[said]
    from simulator.scenario.file.words import nearest

    near = nearest(said, by_name)
    meant = f"did you mean {near}?" if near else f"there is {', '.join(by_name)}"
    raise UsageError(f"there is no lesson {name!r}; {meant}")
