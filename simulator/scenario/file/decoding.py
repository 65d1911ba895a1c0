"""From a path to text: every way in which a file is not a readable text, said in plain words."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from simulator.scenario.file.tree import Place

LARGEST = 2_000_000
"""Bytes; the largest sensible scenario is a hundredth of this."""

NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Unreadable(Exception):
    """A file is not a text; carries the place and the reason."""

    def __init__(self, place: Place, message: str) -> None:
        self.place = place
        self.message = message
        super().__init__(message)


def text_of(path: Path, place: Place, noun: str = "scenario") -> str:
    """The text of a file, which messages call a `noun`.

    Raises `Unreadable` for a folder, a missing file, a binary, another encoding than UTF-8.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise Unreadable(place, "there is no such file") from None
    except IsADirectoryError:
        raise Unreadable(place, f"this is a folder; a {noun} is a file that ends in .yaml") from None
    except PermissionError:
        raise Unreadable(place, "no permission to read this file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not one that a file can have"
        raise Unreadable(place, f"the file cannot be read: {reason}") from None
    return decoded(data, place, noun)


def decoded(data: bytes, place: Place, noun: str = "scenario") -> str:
    """Bytes as text, by the same rules as `text_of`."""
    if len(data) > LARGEST:
        raise Unreadable(place, f"the file is larger than {LARGEST // 1_000_000} MB; that is no {noun}")
    if data.startswith(WIDE):
        raise Unreadable(_at(place, "", 0), "the file is in UTF-16 or UTF-32; save it as UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        if b"\0" in data:
            raise Unreadable(_at(place, before, len(before)), "this is a binary file, not a text") from None
        raise Unreadable(
            _at(place, before, len(before)),
            f"the byte 0x{data[error.start]:02x} is not UTF-8; the file is in another encoding, save it as UTF-8",
        ) from None
    text = text.removeprefix("\ufeff")
    strange = NOT_TEXT.search(text)
    if strange is None:
        return text
    where = _at(place, text, strange.start())
    if strange.group() == "\0":
        raise Unreadable(where, "this is a binary file, not a text")
    raise Unreadable(where, f"the character U+{ord(strange.group()):04X} cannot be shown and is not allowed; delete it")


def _at(place: Place, text: str, index: int) -> Place:
    """The place of a character of a text."""
    before = text[:index]
    line = before.count("\n") + 1
    return Place(place.file, line, index - (before.rfind("\n") + 1) + 1, place.kind)
