"""Texts in English and Dutch: the sources are Dutch, the field reads English."""

from __future__ import annotations

from typing import Literal, NamedTuple

Language = Literal["en", "nl"]
LANGUAGES: tuple[Language, ...] = ("en", "nl")


class Text(NamedTuple):
    """The same said in both languages.

    Example:
        >>> Text("tier", "trede").said("nl")
        'trede'
    """

    en: str
    nl: str

    def said(self, language: Language) -> str:
        """Return it in one language."""
        return self.en if language == "en" else self.nl

    def heading(self) -> Text:
        """Return it as it begins a line.

        Example:
            >>> Text("tier", "trede").heading().nl
            'Trede'
        """
        return Text(*(each[:1].upper() + each[1:] for each in self))
