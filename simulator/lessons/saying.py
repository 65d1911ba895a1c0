"""Sentences that are composed from figures: the words in both languages, the numbers as each writes them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

from simulator.lessons.language import Language, Text

NO_NUMBER = "–"
"""Of what could not be measured, because nobody was left for instance."""


class Said(NamedTuple):
    """A sentence with places for what came out.

    Example:
        >>> Said(Text("{many} stay", "{many} blijven"), {"many": percent(0.63)}).said("nl")
        '63\xa0% blijven'
    """

    text: Text
    values: Mapping[str, Text] = {}

    @property
    def can_be_said(self) -> bool:
        """Whether all its figures are numbers."""
        return all(each.en != NO_NUMBER for each in self.values.values())

    def said(self, language: Language) -> str:
        """Return it in one language, the numbers in their places."""
        return self.text.said(language).format(**{name: each.said(language) for name, each in self.values.items()})


def number(value: float, digits: int = 2, signed: bool = False) -> Text:
    """Return a number with so many digits behind the point, or the comma; signed, what is more has a plus.

    Example:
        >>> number(-1234.5, 1), number(0.25, signed=True).nl
        (Text(en='−1,234.5', nl='−1.234,5'), '+0,25')
    """
    if not math.isfinite(value):
        return Text(NO_NUMBER, NO_NUMBER)
    rounded = round(value, digits)
    english = f"{rounded if rounded else 0.0:,.{digits}f}".replace("-", "−")
    if signed and rounded > 0.0:
        english = f"+{english}"
    return Text(english, english.translate(str.maketrans(",.", ".,")))


def percent(share: float, digits: int = 0) -> Text:
    """Return a share in percent.

    Example:
        >>> percent(0.0041, 1).nl
        '0,4\xa0%'
    """
    found = number(100.0 * share, digits)
    return found if found.en == NO_NUMBER else Text(f"{found.en}\u00a0%", f"{found.nl}\u00a0%")


def points(share: float, digits: int = 1) -> Text:
    """Return a difference of two shares in percentage points.

    Example:
        >>> points(-0.0312).nl
        '−3,1\xa0procentpunt'
    """
    found = number(100.0 * share, digits)
    if found.en == NO_NUMBER:
        return found
    return Text(f"{found.en}\u00a0percentage points", f"{found.nl}\u00a0procentpunt")


def weeks(count: float) -> Text:
    """Return a number of weeks, in years where there are many.

    Example:
        >>> weeks(1), weeks(30), weeks(104)
        (Text(en='one week', nl='één week'), Text(en='30 weeks', nl='30 weken'), Text(en='two years', nl='twee jaar'))
    """
    if not math.isfinite(count):
        return Text(NO_NUMBER, NO_NUMBER)
    if round(count) == 1:
        return Text("one week", "één week")
    known = {52: Text("a year", "een jaar"), 78: Text("a year and a half", "anderhalf jaar")}
    known |= {
        104: Text("two years", "twee jaar"),
        156: Text("three years", "drie jaar"),
        208: Text("four years", "vier jaar"),
    }
    return known.get(round(count), Text(f"{count:.0f} weeks", f"{count:.0f} weken"))


_POINTS = re.compile(r"\s*\((?:see )?[A-D]\d+(?:(?:, |-)[A-D]\d+)*\)|, (?:see )?[A-D]\d+(?=[,.;)])")


def without_points(text: str) -> str:
    """Return a text without the points of the concept that it names: they are of no use to a class.

    Example:
        >>> without_points("Whoever leaves says it was the price (B5, D6).")
        'Whoever leaves says it was the price.'
    """
    return _POINTS.sub("", text).strip()
