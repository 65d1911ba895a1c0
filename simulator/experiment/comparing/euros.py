"""What a change earns: profit against what is spent on it, when it has paid for itself, what it may cost at most."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from simulator.experiment.comparing.intervals import Interval, interval, ratio_interval

Values = list[dict[str, float]]
"""The metrics of a world, one dictionary a replicate."""


@dataclass(frozen=True)
class Gains:
    """What an alternative earns against the base, in all weeks."""

    revenue: Interval
    cost: Interval
    profit: Interval
    lifetime_value: Interval
    spending: Interval
    """The difference of what the firm decides to spend."""
    recovery: Interval
    """The part of it that goes to complaints and redress."""
    return_on_spending: Interval | None
    """Profit for each euro spent more; None where no more is spent."""
    break_even_week: int | None
    """From when on the mean profit so far stays above that of the base, where it was below before; 1 where it never was
    below, None where it is below at the end."""
    break_even: Interval | None
    """Such a week over the replicates, each by itself; None unless every replicate has one."""
    break_even_range: tuple[int, int] | None
    """The earliest and the latest such week over the replicates that have one."""
    break_even_share: float
    """Share of the replicates that have one."""
    budget: Interval
    """The largest difference of recovery spending that still pays: at it the profits are equal, all else as it is."""
    budget_per_answer: Interval | None
    """What each answered complaint of the alternative could cost more before the profit is that of the base."""

    def document(self) -> dict[str, object]:
        """Return it as plain values."""
        return {
            name: value.document()
            if isinstance(value, Interval)
            else list(value)
            if isinstance(value, tuple)
            else value
            for name, value in vars(self).items()
        }


@dataclass
class Weeks:
    """The break-even weeks of the replicates."""

    found: list[int | None] = field(default_factory=list)

    def add(self, difference: np.ndarray) -> None:
        """Take in the difference of the profit so far of one replicate, by week."""
        self.found.append(break_even(difference))


def break_even(difference: np.ndarray) -> int | None:
    """Return the week from which on a cumulated difference stays at least 0; None where it does not end so.

    Example:
        >>> break_even(np.array([-2.0, -1.0, 1.0, 3.0])), break_even(np.array([1.0, -1.0]))
        (3, None)
    """
    below = np.flatnonzero(difference < 0.0)
    if not len(below):
        return 1
    return None if below[-1] == len(difference) - 1 else int(below[-1]) + 2


def gains_of(base: Values, alternative: Values, mean_path: np.ndarray, weeks: Weeks) -> Gains | None:
    """Return what an alternative earns; nothing where one of the worlds has no revenue."""
    if not base or "profit" not in base[0] or "profit" not in alternative[0]:
        return None

    def difference(name: str) -> list[float]:
        return [other[name] - one[name] for one, other in zip(base, alternative, strict=True)]

    profit, spending, recovery = difference("profit"), difference("spending"), difference("recovery")
    answered = [each["complaints_answered"] for each in alternative]
    more = interval(spending)
    pays = more.mean > 0.0 and (more.low is None or more.is_clear)
    known = [week for week in weeks.found if week is not None]
    return Gains(
        interval(difference("revenue")),
        interval(difference("cost")),
        interval(profit),
        interval(difference("lifetime_value")),
        more,
        interval(recovery),
        ratio_interval(profit, spending) if pays else None,
        break_even(mean_path),
        _later_than_the_first(interval([float(week) for week in known])) if len(known) == len(weeks.found) else None,
        (min(known), max(known)) if known else None,
        len(known) / len(weeks.found),
        interval([one + other for one, other in zip(profit, recovery, strict=True)]),
        ratio_interval(profit, answered) if sum(answered) else None,
    )


def _later_than_the_first(found: Interval) -> Interval:
    """Cut an interval of weeks off at the first week: before that there is nothing to be paid."""
    return Interval(found.mean, None if found.low is None else max(found.low, 1.0), found.high)
