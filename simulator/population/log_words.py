"""What the cells of a log may say, and what is said of those that say something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.population.cells import Range, day_of, mended, not_among

RANGES: dict[str, Range] = {
    "severity": Range(0, 100),
    "success": Range(-1, 1),
    "ease": Range(-1, 1),
    "emotion": Range(-1, 1),
    "redress": Range(0, 2),  # a share of the price, as far as a scenario's mean may go
    "answer_weeks": Range(0, 250, whole=True),  # a customer's row counts the weeks of waiting up to 250
    "count": Range(1, 65535, whole=True),
}
"""What each number of a log may be."""

LONGEST_ID = 200
"""Characters that a customer's name or number may have; what is longer was not meant as one."""

MEANING = {
    "customer": "who it was",
    "time": "when it was",
    "touchpoint": "where it was",
    "outcome": "how it went",
    "channel": "the channel of a complaint",
}
"""What a column holds, for the message that there is none."""


@dataclass(frozen=True)
class LogWords:
    """Says what is wrong with a cell of one log.

    Example:
        >>> LogWords({}, has_dates=False, date_format=None).said("severity", "'0,5'")
        "severity '0,5' is not a number from 0 to 100; write 0.5"
    """

    codes: Mapping[str, Mapping[str, int]]
    """The words that are known for touchpoint, outcome and channel."""
    has_dates: bool
    date_format: str | None

    def said(self, field: str, text: str) -> str:
        """Return what is wrong with a cell of a field, given as a message shows it."""
        empty = text == "''"
        if field in RANGES:
            return f"{field} {text} is not {RANGES[field]}{mended(text)}"
        if field in ("customer", "time") and empty:
            return f"{field} is empty: {MEANING[field]} is needed"
        if field == "customer":
            return f"customer {text} has more than {LONGEST_ID} characters"
        if field == "time":
            return self._said_of_date(text) if self.has_dates else _said_of_week(text)
        if field == "touchpoint" and empty:
            return "touchpoint is empty; name it here, or make one that of all events, in `touchpoint` of the scenario"
        meaning = "; say in `outcomes` what it means" if field == "outcome" else ""
        return f"{field} {not_among(text, list(self.codes[field]))}{meaning}"

    def _said_of_date(self, text: str) -> str:
        if self.date_format is None:
            return f"{text} is no date such as 1997-01-31; say in date_format how dates are written"
        return f"{text} is no date of the form {self.date_format}"


def _said_of_week(text: str) -> str:
    if day_of(text[1:-1], "%Y%m%d") is not None:
        return f'{text} is no week number; if it is a date, say date_format: "%Y%m%d"'
    return f"{text} is no week number, a whole number from 1{mended(text)}"
