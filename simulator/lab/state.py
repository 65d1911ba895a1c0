"""What a page of the lab shows, as one small value: it fits into a link, and into a file."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from simulator.lab.refusals import Refusal
from simulator.lessons.language import LANGUAGES, Language, Text
from simulator.lessons.saying import number

Kind = Literal["lesson", "library", "file"]
KINDS: tuple[Kind, ...] = ("lesson", "library", "file")
Since = Literal["week-1", "always"]
SINCE: tuple[Since, ...] = ("week-1", "always")
"""Since when the world of what-if is different: from the first week on, or always, in the warm-up as well."""
Value = float | bool

LARGEST = 1_000_000
"""Customers of a page at most: beyond that nothing is redrawn while somebody waits."""
LONGEST = 2_080
"""Weeks of a story at most, as in the schema."""
FIRST = "lesson:recovery-paradox"
"""What a page shows when nothing was asked for."""


@dataclass(frozen=True)
class State:
    """What somebody has chosen on the page."""

    source: str = FIRST
    """Where the worlds come from: lesson:NAME, library:NAME or file:NAME."""
    changes: dict[str, Value] = field(default_factory=dict)
    """What the sliders say of the world of what-if, by path as in `--set`."""
    since: Since = "week-1"
    customers: int | None = None
    """How many customers live; None: as in the scenario, and no more than can be redrawn at once."""
    weeks: int | None = None
    follow: int | None = None
    """The customer whose account is looked at, from 1."""
    language: Language = "en"

    @property
    def kind(self) -> str:
        """The kind of its source."""
        return self.source.partition(":")[0]

    @property
    def name(self) -> str:
        """The name of its source."""
        return self.source.partition(":")[2]

    def with_change(self, path: str, value: Value | None) -> State:
        """Return it with a slider moved, or put back where it stood (None)."""
        changes = {key: each for key, each in self.changes.items() if key != path}
        return replace(self, changes=changes if value is None else {**changes, path: value})

    def link(self) -> str:
        """Return it as the query of a link; `of_link` reads it again.

        Example:
            >>> State("library:telecom", {"brand.promise": 0.3}).link()
            'from=library%3Atelecom&set=brand.promise%3D0.3'
        """
        told: list[tuple[str, str]] = [("from", self.source)]
        told += [("set", f"{path}={_said(value)}") for path, value in self.changes.items()]
        if self.since != "week-1":
            told.append(("since", self.since))
        for key in ("customers", "weeks", "follow"):
            if (chosen := getattr(self, key)) is not None:
                told.append((key, str(chosen)))
        if self.language != "en":
            told.append(("language", self.language))
        return urlencode(told)


def of_link(query: str, otherwise: State | None = None) -> State:
    """Return the state that a link asks for; what it does not say is as in `otherwise`.

    Raises:
        UsageError: when it cannot be read, in words.

    Example:
        >>> of_link("from=library%3Atelecom&weeks=26").weeks
        26
    """
    state = otherwise or State()
    asked = parse_qsl(query.lstrip("?"), keep_blank_values=True)
    if any(key == "from" for key, _ in asked):
        state = State(language=state.language)
    changes: dict[str, Value] = dict(state.changes)
    for key, text in asked:
        if key == "set":
            path, value = _change(text)
            changes[path] = value
        elif key in _READ:
            state = replace(state, **{_FIELD.get(key, key): _READ[key](key, text)})
    return replace(state, changes=changes)


def language_of(query: str, otherwise: Language) -> Language:
    """Return the language that a link asks for, even where it cannot be read for the rest."""
    asked = dict(parse_qsl(query.lstrip("?"))).get("language")
    return next((each for each in LANGUAGES if each == asked), otherwise)


def _wrong(key: str, text: str, takes: Text) -> Refusal:
    return Refusal(
        f"the link says {key}={text!r}; it takes {takes.en}", f"de link zegt {key}={text!r}; dat moet zijn: {takes.nl}"
    )


def _said(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _change(text: str) -> tuple[str, Value]:
    # A name in brackets may hold an equals sign, a value cannot.
    path, equals, said = text.rpartition("=")
    try:
        value: Value = {"true": True, "false": False}[said] if said in ("true", "false") else float(said)
    except ValueError:
        value = math.nan
    if not equals or not path or not math.isfinite(value):
        raise _wrong(
            "set", text, Text("PATH=NUMBER, for instance brand.promise=0.3", "PAD=GETAL, zoals brand.promise=0.3")
        )
    return path, value


def _source(_: str, text: str) -> str:
    kind, colon, name = text.partition(":")
    if kind not in KINDS or not colon or not name:
        raise _wrong(
            "from", text, Text("lesson:NAME, library:NAME or file:NAME", "lesson:NAAM, library:NAAM of file:NAAM")
        )
    return text


def _whole(key: str, text: str) -> int:
    most = LONGEST if key == "weeks" else LARGEST
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= most:
        end = number(most, 0)
        raise _wrong(key, text, Text(f"a whole number from 1 to {end.en}", f"een geheel getal van 1 tot {end.nl}"))
    return int(text)


def _one_of(words: tuple[str, ...]) -> Any:
    def read(key: str, text: str) -> str:
        if text not in words:
            raise _wrong(key, text, Text(" or ".join(words), " of ".join(words)))
        return text

    return read


_FIELD = {"from": "source"}
_READ: dict[str, Any] = {
    "from": _source,
    "since": _one_of(SINCE),
    "customers": _whole,
    "weeks": _whole,
    "follow": _whole,
    "language": _one_of(LANGUAGES),
}
